"""Who gets in: room codes, tokens, and how often one may try."""

from collections import deque
from hashlib import sha256
from hmac import compare_digest

from course.sessions.live.events import RoomOpened

SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 of them, without those that are read for one another."""

LENGTH = 6
"""30 bits: at five tries a minute a room is not found in a class's time."""


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
    return key_for(opened.teacher, opened.code)


def key_for(teacher: str, code: str) -> str:
    """The same, of the hash of the teacher's secret: who has that needs no room to say it."""
    return hashed(f"{teacher}/{code}")[:16]


def is_key(key: str, opened: RoomOpened) -> bool:
    """Whether a link was this room's."""
    return compare_digest(key.encode(), key_of(opened).encode())


class Allowance:
    """So many times in so many seconds, for each key of its own.

    Args:
        times: How often.
        seconds: In how long.
    """

    KEYS = 10_000
    """Keys that are remembered; then those whose time is over are forgotten."""

    def __init__(self, times: int, seconds: float) -> None:
        self.times, self.seconds = times, seconds
        self._used: dict[str, deque[float]] = {}

    def allows(self, key: str, now: float, times: int | None = None) -> bool:
        """Whether one more is allowed; asking uses nothing."""
        used = self._used.get(key)
        if used is None:
            return True
        while used and used[0] <= now - self.seconds:
            used.popleft()
        if not used:
            del self._used[key]
        return len(used) < (times or self.times)

    def use(self, key: str, now: float) -> None:
        """Count one."""
        if len(self._used) >= self.KEYS and key not in self._used:
            since = now - self.seconds
            self._used = {k: used for k, used in self._used.items() if used[-1] > since}
        self._used.setdefault(key, deque()).append(now)

    def take(self, key: str, now: float, times: int | None = None) -> bool:
        """Count one if it is allowed, and say whether it is; `times` in place of its own."""
        if allowed := self.allows(key, now, times):
            self.use(key, now)
        return allowed
