"""Who gets in: room codes, tokens, names fit to show, and how often one may try."""

import unicodedata
from collections import deque
from hashlib import sha256
from hmac import compare_digest

from course.errors import CourseError
from course.sessions.live.events import RoomOpened
from course.text import refusal

SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 of them, without those that are read for one another."""

LENGTH = 6
"""30 bits: at five tries a minute a room is not found in a class's time."""

LONGEST_NAME = 24
"""Characters of a student's name."""


def code_of(randomness: bytes) -> str:
    """A room code of at least `LENGTH` random bytes."""
    return "".join(SYMBOLS[byte % 32] for byte in randomness[:LENGTH])


def shown(code: str) -> str:
    """A code as it is read out: `RFC-728`."""
    return f"{code[:3]}-{code[3:]}"


def typed(code: str) -> str:
    """The code somebody meant, however it was typed; empty for what can be none."""
    letters = "".join(code.upper().split()).replace("-", "")
    fits = len(letters) == LENGTH and all(letter in SYMBOLS for letter in letters)
    return letters if fits else ""


def hashed(secret: str) -> str:
    """What is kept of a token or a teacher's secret."""
    return sha256(secret.encode()).hexdigest()


def is_secret(secret: str, kept: str) -> bool:
    """Whether a secret is the one that was hashed; takes as long either way."""
    return compare_digest(hashed(secret), kept)


def key_of(opened: RoomOpened) -> str:
    """What the link and the QR code hold beside the code: 64 bits that nobody can guess.

    Who has it need not share the tries that an address has for typing codes.
    """
    return hashed(f"{opened.teacher}/{opened.code}")[:16]


def is_key(key: str, opened: RoomOpened) -> bool:
    """Whether a link was this room's."""
    return compare_digest(key.encode(), key_of(opened).encode())


def cleaned(name: str) -> str:
    """A student's name as it is shown.

    Raises:
        CourseError: It is empty, too long, or holds what would act on a screen.
    """
    one_line = " ".join(unicodedata.normalize("NFKC", name[:200]).split())
    if not one_line or not any(c.isalnum() for c in one_line):
        raise CourseError("type a name", "letters or digits")
    if len(one_line) > LONGEST_NAME:
        raise CourseError(f"this name is longer than {LONGEST_NAME} characters", "shorten it")
    if why := refusal(one_line, LONGEST_NAME):
        raise CourseError(f"this name cannot be shown: {why}", "type another")
    return one_line


def folded(name: str) -> str:
    """Equal for names that read alike."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in bare if c.isalnum())


_FIRST = ("Amber", "Brisk", "Calm", "Daring", "Eager", "Frank", "Gentle", "Humble", "Keen", "Lucid")
_SECOND = ("Otter", "Heron", "Ibis", "Lynx", "Marten", "Oryx", "Puffin", "Robin", "Stork", "Tapir")


def offered(randomness: bytes) -> str:
    """A name for somebody who would rather not give one."""
    first, second = _FIRST[randomness[0] % 10], _SECOND[randomness[1] % 10]
    return f"{first} {second} {randomness[2] % 90 + 10}"


class Allowance:
    """So many times in so many seconds, for each key of its own.

    Args:
        times: How often.
        seconds: In how long.
    """

    def __init__(self, times: int, seconds: float) -> None:
        self.times, self.seconds = times, seconds
        self._used: dict[str, deque[float]] = {}

    def allows(self, key: str, now: float) -> bool:
        """Whether one more is allowed; asking uses nothing."""
        used = self._used.get(key)
        if used is None:
            return True
        while used and used[0] <= now - self.seconds:
            used.popleft()
        if not used:
            del self._used[key]
        return len(used) < self.times

    def use(self, key: str, now: float) -> None:
        """Count one."""
        self._used.setdefault(key, deque()).append(now)

    def take(self, key: str, now: float) -> bool:
        """Count one if it is allowed, and say whether it is."""
        if allowed := self.allows(key, now):
            self.use(key, now)
        return allowed
