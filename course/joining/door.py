"""Where a class is: the address, the code and the key that a link or a screen gives."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from course.errors import CourseError
from course.i18n import _
from course.rooms.codes import typed
from course.text import visible

LONGEST = 300
"""Characters of an address that are looked at."""

_SPOKEN = {"http": "http", "https": "https", "ws": "http", "wss": "https"}


@dataclass(frozen=True, slots=True)
class Door:
    """The way into one room."""

    url: str
    """The server's address, without a slash at its end."""
    code: str = ""
    """The room's, as the server keeps it; empty while it is not known."""
    key: str = ""
    """What a link holds beside the code."""

    def socket(self, path: str) -> str:
        """The address of one of the server's sockets."""
        return f"{self.url}/{path}"


def door(address: str, code: str = "") -> Door:
    """The door that was meant, however it was typed.

    Args:
        address: What the teacher's screen shows, or a whole link with its code.
        code: The room's, when it is not in the link.

    Raises:
        CourseError: It is no address, or no code.
    """
    address = address.strip()
    split = _split(address)
    url = f"{_SPOKEN[split.scheme]}://{split.netloc.lower()}{split.path.rstrip('/')}"
    written, _dot, key = split.fragment.partition(".")
    linked, meant = typed(written), code_meant(code or written)
    return Door(url, meant, key[:64] if meant == linked else "")


def code_meant(written: str) -> str:
    """A code as the server keeps it; empty for nothing.

    Raises:
        CourseError: It can be none.
    """
    if not written.strip():
        return ""
    if code := typed(written):
        return code
    raise CourseError(
        _("{code} is no code of a class").format(code=visible(written, 20)),
        _("six letters and digits, as on the teacher's screen: RFC-728"),
        exit_code=2,
    )


def _split(address: str) -> SplitResult:
    whole = address if "://" in address else f"http://{address}"
    try:
        split = urlsplit(whole[: LONGEST + 10])
        is_good = (
            len(address) <= LONGEST
            and split.scheme in _SPOKEN
            and bool(split.hostname)
            and split.username is None
            and split.port != 0
            and address.isprintable()
            and " " not in address
        )
    except ValueError:  # a port or an address in brackets that is none
        is_good = False
    if not is_good:
        raise CourseError(
            _("{address} is no address of a class").format(address=visible(address, 80)),
            _("write it as on the teacher's screen: http://192.0.2.7:8050"),
            exit_code=2,
        )
    return split
