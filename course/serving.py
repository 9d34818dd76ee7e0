"""Giving a server an address: where it listens, what to type there, who can reach it."""

import asyncio
import signal
import socket
import sys
from dataclasses import dataclass
from ipaddress import ip_address

from aiohttp import web

from course.errors import CourseError
from course.i18n import _

BACKLOG = 512


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """As it is typed into a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}" if self.port == 80 else f"http://{host}:{self.port}"

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return ip_address(self.host).is_loopback


def lan_address() -> str:
    """The address of this machine in its network; the loopback one without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation range: nothing is sent by this
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def warning(address: Address) -> str | None:
    """Who can reach an address and what they can see, in words; None for the loopback one."""
    if address.is_local:
        return None
    return _(
        "Everybody in this network can open {url}. The connection is not encrypted: others in it"
        " could read names and answers. Do not ask for anything secret."
    ).format(url=address.url)


def listening(bind: str, port: int) -> tuple[socket.socket, Address]:
    """A socket that listens, with its address; `port` 0 takes a free one.

    Raises:
        CourseError: The address is none of this machine's, or the port is in use.
    """
    try:
        family = socket.AF_INET6 if ip_address(bind).version == 6 else socket.AF_INET
    except ValueError:
        raise CourseError(
            f"{bind!r} is no address", "write one such as 127.0.0.1 or 192.0.2.7", exit_code=2
        ) from None
    if ip_address(bind).is_unspecified:
        raise CourseError(
            "an address is needed that others can type",
            "name one of this machine's (`course host --lan` finds it)",
            exit_code=2,
        )
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((bind, port))
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise CourseError(
            f"cannot listen at {bind}:{port}: {error.strerror}",
            "choose another with --bind and --port",
        ) from error
    return bound, Address(bind, bound.getsockname()[1])


def allow_many_files() -> None:
    """A socket is a file; some systems allow 256 of them unless asked for more."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Serving:
    """A running server; `async with` starts and stops it."""

    def __init__(self, application: web.Application, bound: socket.socket) -> None:
        self._runner = web.AppRunner(
            application, access_log=None, shutdown_timeout=2, keepalive_timeout=20
        )
        self._bound = bound

    async def __aenter__(self) -> "Serving":
        allow_many_files()
        await self._runner.setup()
        await web.SockSite(self._runner, self._bound, backlog=BACKLOG).start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()


async def serve_until_told(serving: Serving) -> None:
    """Serve until the system or Ctrl-C says that it is enough."""
    told = asyncio.Event()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name) and sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), told.set)
    async with serving:
        await told.wait()
