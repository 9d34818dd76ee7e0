"""The keys to classes that this machine holds: students' tokens and teachers' secrets.

One file a key, readable by its owner alone, in the home; a key is only ever offered to the server
it came from. What cannot be kept is no reason to miss a class.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from course.sessions.live.names import folded

Kind = Literal["seat", "chair"]
"""A student's or a teacher's."""

MOST = 60
"""Keys kept of each kind; the oldest give way."""

LARGEST = 4_000
"""Bytes of a file that are read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One key."""

    kind: Kind
    url: str
    code: str
    key: str
    """The token or the secret."""
    name: str = ""
    """Whose seat it is."""
    title: str = ""
    earned: float | None = None
    """Share of the points, once the class is over."""


class Keyring:
    """See the module.

    Args:
        home: The folder of everything its owner has.
    """

    def __init__(self, home: Path) -> None:
        self._folder = home / "class-keys"

    def keep(self, kept: Kept) -> bool:
        """Keep a key, in place of an older one for the same; False when it cannot be kept."""
        path = self._path(kept.kind, kept.url, kept.code, kept.name)
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                json.dump(asdict(kept), file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
            for old in self._files(kept.kind)[MOST:]:
                old.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def seat(self, url: str, code: str, name: str = "") -> Kept | None:
        """The seat this machine has in a room: of that name, else the last one taken."""
        if name:
            return _read(self._path("seat", url, code, name))
        seats = (kept for kept in self.all("seat") if (kept.url, kept.code) == (url, code))
        return next(seats, None)

    def secret(self, code: str, url: str = "") -> str:
        """The teacher's secret of a room, at an address unless none is given; empty if unknown."""
        for kept in self.all("chair"):
            if kept.code == code and url in ("", kept.url):
                return kept.key
        return ""

    def all(self, kind: Kind) -> Iterator[Kept]:
        """All keys of a kind, the newest first."""
        for path in self._files(kind):
            if kept := _read(path):
                yield kept

    def forget(self, kept: Kept) -> None:
        """Keep it no longer."""
        self._path(kept.kind, kept.url, kept.code, kept.name).unlink(missing_ok=True)

    def _files(self, kind: Kind) -> list[Path]:
        found = []
        for path in self._folder.glob(f"{kind}-*.json"):
            try:
                found.append((path.stat().st_mtime, path.name, path))
            except OSError:  # forgotten meanwhile
                continue
        return [path for _time, _name, path in sorted(found, reverse=True)]

    def _path(self, kind: Kind, url: str, code: str, name: str) -> Path:
        what = "\n".join((url, code, folded(name)))
        return self._folder / f"{kind}-{sha256(what.encode()).hexdigest()[:32]}.json"


def _read(path: Path) -> Kept | None:
    try:
        with path.open("rb") as file:
            return Kept(**json.loads(file.read(LARGEST)))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
