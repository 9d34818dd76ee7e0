"""Copies of the learner's file: taken, proven good, thinned with age.

They lie in `backups/` beside the file, named by it and the moment (UTC) they were taken.
"""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from course.progress.chain import Broken, check, last
from course.progress.schema import FAILURES, connect

EVERY = timedelta(days=1)
"""How old the newest backup may become."""

DAYS, WEEKS, MONTHS = 7, 4, 6
"""Of how many of each the newest backup is kept."""

_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One copy."""

    taken: datetime
    path: Path


def folder(path: Path) -> Path:
    """Where the backups of a file lie."""
    return path.parent / "backups"


def existing(path: Path) -> list[Backup]:
    """The backups of a file, oldest first."""
    found = []
    for candidate in folder(path).glob("*"):
        name, _, stamp = candidate.stem.rpartition("-")
        try:
            taken = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if (name, candidate.suffix) == (path.stem, path.suffix):
            found.append(Backup(taken, candidate))
    return sorted(found)


def newest_good(path: Path) -> Backup | None:
    """The wholly sound backup with the most events: a wrong clock may have misdated another."""
    fullest = sorted(existing(path), key=lambda backup: (_newest_event(backup.path), backup.taken))
    return next((backup for backup in reversed(fullest) if is_good(backup.path)), None)


def _newest_event(path: Path) -> int:
    try:
        with closing(connect(path, read_only=True)) as connection:
            return last(connection)[0]
    except FAILURES:
        return 0


def is_good(path: Path) -> bool:
    """Whether a file holds a log that is wholly sound."""
    try:
        with closing(connect(path, read_only=True)) as connection:
            check(connection)
    except (*FAILURES, Broken):
        return False
    return True


def is_due(path: Path, now: datetime) -> bool:
    """Whether no backup is of about today; those a wrong clock dated ahead do not count."""
    return all(abs(now - backup.taken) >= EVERY for backup in existing(path))


def take(path: Path, now: datetime) -> Path:
    """Copy a file; the copy is there when it is proven good and durable, or not at all.

    Raises:
        Broken: The log is not sound.
        FAILURES, OSError: It could not be read or written.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    target = folder(path) / f"{path.stem}-{stamp}{path.suffix}"
    target.parent.mkdir(mode=0o700, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with (
            closing(connect(path, read_only=True)) as source,
            closing(sqlite3.connect(temporary)) as copy,
        ):
            source.backup(copy)
            check(copy)
        sync(temporary)
        temporary.replace(target)
        sync(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def thin(path: Path) -> None:
    """Remove backups that are neither the newest of a recent day, week or month."""
    backups = existing(path)
    keep = kept(backup.taken for backup in backups)
    for backup in backups:
        if backup.taken not in keep:
            backup.path.unlink(missing_ok=True)


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Of the moments backups were taken, those worth keeping."""
    newest_first = sorted(moments, reverse=True)
    keep: set[datetime] = set()
    for period, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        newest_of: dict[str, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(moment.strftime(period), moment)
        keep.update(list(newest_of.values())[:count])
    return frozenset(keep)


def sync(path: Path) -> None:
    """Make a file's content, or a folder's names, survive a power cut."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:  # folders cannot be opened on Windows
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
