"""The address of a server: where it listens, what to type there, who can reach it."""

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path

from course.errors import CourseError
from course.i18n import _

BACKLOG = 512


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens."""

    host: str
    port: int
    scheme: str = "http"

    @property
    def url(self) -> str:
        """As it is typed into a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = self.port == {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{host}" if is_usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def urls(self) -> tuple[str, ...]:
        """Everything that means it: this machine is called localhost too."""
        local = replace(self, host="localhost").url if self.is_local else self.url
        return tuple(dict.fromkeys((self.url, local)))

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


def warning(address: Address, named: Sequence[str] = ()) -> str | None:
    """Who can reach an address and what they can see, in words; None for the loopback one.

    Args:
        address: Where the server listens.
        named: Further addresses it is reached at, by way of a proxy.
    """
    if named:
        return _("Everybody who can open {url} can come in with the code.").format(url=named[0])
    if address.is_local:
        return None
    if address.scheme == "https":
        return _(
            "Everybody in this network can open {url}. Names and answers are encrypted on their"
            " way."
        ).format(url=address.url)
    return _(
        "Everybody in this network can open {url}. The connection is not encrypted: others in it"
        " could read names and answers. Do not ask for anything secret."
    ).format(url=address.url)


def encryption(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS with a certificate (and what vouches for it) and its key, as PEM files.

    Raises:
        CourseError: They cannot be read, or do not belong together.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ssl.SSLError) as error:
        raise CourseError(
            _("this certificate and key cannot be used: {why}").format(why=error.strerror or error),
            _("give two PEM files: --tls CERT KEY; the key without a password"),
            exit_code=2,
        ) from error
    return context


def listening(bind: str, port: int, scheme: str = "http") -> tuple[socket.socket, Address]:
    """A socket that listens, with its address; `port` 0 takes a free one.

    Raises:
        CourseError: The address is none of this machine's, or the port is in use.
    """
    try:
        family = socket.AF_INET6 if ip_address(bind).version == 6 else socket.AF_INET
    except ValueError:
        raise CourseError(
            _("{address} is no address").format(address=repr(bind)),
            _("write one such as 127.0.0.1 or 192.0.2.7"),
            exit_code=2,
        ) from None
    if ip_address(bind).is_unspecified:
        raise CourseError(
            _("an address is needed that others can type"),
            _("name one of this machine's (`course host --lan` finds it)"),
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
            _("cannot listen at {address}:{port}: {why}").format(
                address=bind, port=port, why=error.strerror
            ),
            _("choose another with --bind and --port"),
        ) from error
    return bound, Address(bind, bound.getsockname()[1], scheme)
