"""The door of a server: who has not said yet what they want costs little and waits briefly."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from ipaddress import ip_address, ip_network

HEAD_SECONDS = 5.0
"""How long the head of a request may take; aiohttp itself would wait for ever."""

HEAD_BYTES = 16_384
OWING = 256
"""Connections at once that still owe the head of their request."""

OF_ONE = 1_100
"""Connections of one address: a room of the largest class behind one router."""

ALL = 1_900
"""Connections at once, so that some 2,000 files are enough."""


def source(address: str) -> str:
    """Whom an address is counted as: of IPv6 a household has a whole network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4 or parsed.is_loopback:
        return address
    return str(ip_network(f"{address}/64", strict=False).network_address)


class Doorway:
    """Makes the protocol of every connection that is accepted.

    Args:
        inner: Makes the protocol that serves a request.
        proxies: Addresses behind which others stand; these may have any number of connections.
        head_seconds: How long the head of a request may take.
        owing: Connections that may owe it at once; the one that came first goes for a new one.
        of_one: Connections of one address.
        all: Connections at once.
    """

    def __init__(
        self,
        inner: Callable[[], asyncio.Protocol],
        proxies: Collection[str] = (),
        *,
        head_seconds: float = HEAD_SECONDS,
        owing: int = OWING,
        of_one: int = OF_ONE,
        all: int = ALL,
    ) -> None:
        self.inner, self.proxies, self.head_seconds = inner, frozenset(proxies), head_seconds
        self.owing, self.of_one, self.all = owing, of_one, all
        self._owing: dict[_Visitor, None] = {}
        self._open: Counter[str] = Counter()

    def __call__(self) -> asyncio.Protocol:
        """A protocol for the next connection."""
        return _Visitor(self)

    def came(self, visitor: "_Visitor") -> bool:
        """Count a connection; False when there is no room for it."""
        crowded = len(self._owing) >= self.owing or self._open.total() >= self.all
        if crowded and self._owing:
            next(iter(self._owing)).leave()
        address = visitor.address
        too_many = address not in self.proxies and self._open[address] >= self.of_one
        if too_many or self._open.total() >= self.all:
            return False
        self._owing[visitor] = None
        self._open[address] += 1
        return True

    def asked(self, visitor: "_Visitor") -> None:
        """Its request has come."""
        self._owing.pop(visitor, None)

    def left(self, visitor: "_Visitor") -> None:
        """It is gone."""
        self._owing.pop(visitor, None)
        self._open[visitor.address] -= 1
        if not self._open[visitor.address]:
            del self._open[visitor.address]


class _Visitor(asyncio.Protocol):
    """One connection; once its request has come it only passes on."""

    def __init__(self, door: Doorway) -> None:
        self.address = ""
        self._door, self._head = door, bytearray()
        self._inner: asyncio.Protocol | None = None
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_counted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.address = source(str((transport.get_extra_info("peername") or ("",))[0]))
        self._is_counted = self._door.came(self)
        if not self._is_counted:
            transport.abort()
            return
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._door.head_seconds, self.leave)

    def leave(self) -> None:
        """Out, whatever it was about to say."""
        self._gone()
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._inner is not None:
            self._inner.data_received(data)
            return
        self._head += data
        if b"\r\n\r\n" in self._head and self._transport:
            self._door.asked(self)
            self._settle()
            self._inner = self._door.inner()
            self._inner.connection_made(self._transport)
            self._inner.data_received(bytes(self._head))
            self._head.clear()
        elif len(self._head) > HEAD_BYTES:
            self.leave()

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._inner is not None else None

    def pause_writing(self) -> None:
        if self._inner is not None:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._inner is not None:
            self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone()
        if self._inner is not None:
            self._inner.connection_lost(exc)

    def _settle(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _gone(self) -> None:
        self._settle()
        if self._is_counted:
            self._is_counted = False
            self._door.left(self)
