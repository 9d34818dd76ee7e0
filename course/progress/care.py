"""Care for the learner's file: proving it sound, and going on after damage."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from course.errors import CourseError
from course.progress import backups
from course.progress.chain import COLUMNS, check, extend, last, rows, unpacked
from course.progress.codec import Row, checksum
from course.progress.faults import Damaged, explained, shown
from course.progress.opening import drafted, is_writable, need_known, need_ours, set_journal_aside
from course.progress.schema import FAILURES, MIGRATIONS, connect, version
from course.watch import Watch, unwatched, watched

SMALLEST = 60
"""Bytes that an event takes in a file at least; its id alone, twice, is more."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How a damaged file was replaced."""

    events: int
    """How many the new file holds."""
    lost: int
    """How many are known to be missing from it."""
    backup: Path | None
    """The backup it began from."""
    kept: Path | None
    """Where the damaged file lies now; None when it was gone."""


def verify(path: Path, watch: Watch = unwatched) -> int:
    """How many events a file holds, all of them sound; raises `CourseError` otherwise."""
    with explained(path):
        need_ours(path)
        with closing(connect(path, read_only=not is_writable(path))) as connection:
            need_known(path, version(connection), len(MIGRATIONS))
            return check(connection, watch, path.name)


def put_back(path: Path, backup: Path, now: datetime, watch: Watch = unwatched) -> Path | None:
    """Put a backup where the file is; where the present file now lies, None when there was none.

    Raises `CourseError`, and changes nothing, when the backup is not sound.
    """
    with explained(backup), drafted(path) as draft:
        need_ours(backup)
        with closing(connect(backup, read_only=True)) as old, closing(connect(draft)) as new:
            need_known(backup, version(old), len(MIGRATIONS))
            new.execute("BEGIN IMMEDIATE")
            extend(new, watched((row for _, row in rows(old)), watch, backup.name, last(old)[0]))
            new.execute("COMMIT")
            check(new)
        backups.sync(draft)
        return _put_in_place(draft, path, now, "replaced")


def repair(path: Path, now: datetime, watch: Watch = unwatched) -> Restored:
    """Replace a damaged or lost file by its newest good backup and all that is readable of it.

    The damaged file is kept under another name. Raises `CourseError` when the file is sound, is
    not ours, or when there is nothing to restore.
    """
    _need_damage(path)
    backup = backups.newest_good(path)
    with explained(path), drafted(path) as draft:
        with closing(connect(draft)) as new:
            new.execute("BEGIN IMMEDIATE")
            if backup:
                with closing(connect(backup.path, read_only=True)) as old:
                    extend(new, (row for _, row in rows(old)))
            rescued = list(_readable(path))
            extend(new, watched((row for _, row in rescued), watch, path.name, len(rescued)))
            new.execute("COMMIT")
            events, _ = last(new)
        if events == 0:
            raise CourseError(
                f"{shown(path)} holds nothing that can be read, and has no sound backup",
                "move it away to begin anew",
            )
        backups.sync(draft)
        kept = _put_in_place(draft, path, now, "damaged")
    highest = max((seq for seq, _ in rescued), default=0)
    return Restored(events, max(0, highest - events), backup.path if backup else None, kept)


def _need_damage(path: Path) -> None:
    if not path.exists():
        return
    try:
        verify(path)
    except Damaged:
        return
    raise CourseError(f"{shown(path)} is sound", "there is nothing to restore")


def _readable(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a damaged file that are as they were written, in sequence."""
    with tempfile.TemporaryDirectory() as folder, suppress(*FAILURES):
        # SQLite may have to finish an interrupted commit first, which must not touch the original.
        copy = Path(folder) / path.name
        for name in (path.name, f"{path.name}-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(name), copy.with_name(name))
        with closing(connect(copy)) as connection:
            yield from _sound(connection, copy.stat().st_size // SMALLEST)


def _sound(connection: sqlite3.Connection, most: int) -> Iterator[tuple[int, Row]]:
    query = f"SELECT {COLUMNS} FROM events WHERE seq = ?"
    before: int | None = 0
    # A number that was itself damaged must not keep us for minutes.
    for seq in range(1, min(_highest(connection), most) + 1):
        try:
            values = connection.execute(query, (seq,)).fetchone()
        except FAILURES:
            values = None
        if values is None:
            before = None
            continue
        _, row, stored = unpacked(values)
        if before is not None and checksum(seq, row, before) == stored:
            yield seq, row
        before = stored


def _highest(connection: sqlite3.Connection) -> int:
    """The highest sequence number anything in a damaged file still tells of."""
    found = 0
    for query in (
        "SELECT max(seq) FROM events",
        "SELECT max(seq) FROM events INDEXED BY sqlite_autoindex_events_1",
        "SELECT count(*) FROM events",
        "SELECT max(seq) FROM snapshots",
    ):
        with suppress(*FAILURES):
            found = max(found, connection.execute(query).fetchone()[0] or 0)
    return found


def _put_in_place(draft: Path, path: Path, now: datetime, old: str) -> Path | None:
    """Put `draft` where `path` is in one step; where the file is now that was `old`."""
    kept = None
    set_journal_aside(path)
    if path.exists():
        stamps = (now.astimezone(UTC) + timedelta(seconds=later) for later in count())
        names = (f"{path.stem}-{old}-{at:%Y%m%dT%H%M%SZ}{path.suffix}" for at in stamps)
        kept = next(free for name in names if not (free := path.with_name(name)).exists())
        try:
            os.link(path, kept)
        except OSError:  # a file system without links
            path.rename(kept)
    draft.replace(path)
    backups.sync(path.parent)
    return kept
