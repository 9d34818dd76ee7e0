"""Opening the learner's file: made when it is missing, and refused untouched when it is not ours.

What can be told from the file's first bytes is told before SQLite sees it, as SQLite takes an
empty file for a new database and tidies up other programs' files on opening them.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from course.errors import CourseError
from course.progress import backups
from course.progress.chain import Broken, check_newest
from course.progress.faults import ELSEWHERE, Damaged, explained, shown
from course.progress.places import danger
from course.progress.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    connect,
    is_as_made,
    make_durable,
    migrate,
    version,
)

NEWEST = 500
"""How many of the newest events are checked at each start; the rest daily, with the backup."""

STALE_SECONDS = 24 * 3_600
"""A draft this old belongs to no running program."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is ours, sound as far as was looked, and of this version."""

    connection: sqlite3.Connection
    read_only: bool
    notices: tuple[str, ...]


def open_file(path: Path, now: datetime, migrations: tuple[Migration, ...] = MIGRATIONS) -> Opened:
    """Open a learner's file, or make it where there is none; raises `CourseError`."""
    if sqlite3.sqlite_version_info < (3, 37):
        raise CourseError(f"SQLite {sqlite3.sqlite_version} is too old", "use 3.37 or newer")
    with explained(path):
        if not path.exists() and not path.is_symlink():
            _need_no_backups(path)
            make(path, migrations)
        need_ours(path)
        read_only = not is_writable(path)
        connection = connect(path, read_only=read_only)
        try:
            connection = _current(path, connection, now, migrations, read_only)
            if not is_as_made(connection, migrations):
                raise Broken("its tables are not as they were made")
            check_newest(connection, NEWEST)
        except BaseException:
            connection.close()
            raise
    notices = []
    if read_only:
        notices.append(f"{shown(path)} cannot be written: nothing will be saved")
    if why := danger(path.absolute().parent):
        notices.append(
            f"{shown(path)} is on {why}, which can damage it; {ELSEWHERE} on this machine"
        )
    return Opened(connection, read_only, tuple(notices))


def is_writable(path: Path) -> bool:
    """Whether a file can be written, and a journal beside it."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(each, os.W_OK, effective_ids=effective) for each in (path, path.parent))


def need_ours(path: Path) -> None:
    """Refuse, from its first bytes, what is not a learner's file."""
    if not path.is_file():
        raise CourseError(f"{shown(path)} is not a file", f"move it away, or {ELSEWHERE}")
    with path.open("rb", buffering=0) as file:
        head = file.read(100)
    if not head:
        raise Damaged(path, "it is empty")
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise Damaged(path, "it does not hold a database")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise CourseError(
            f"{shown(path)} belongs to another program", f"move it away, or {ELSEWHERE}"
        )


def need_known(path: Path, found: int, known: int) -> None:
    """Refuse a file that a newer program made."""
    if found > known:
        raise CourseError(
            f"{shown(path)} was written by a newer version of this program"
            f" (format {found}; this one knows {known})",
            "update this program; the file is as it was",
        )


def _need_no_backups(path: Path) -> None:
    """A file that was there once is not begun anew behind the learner's back."""
    if backups.existing(path):
        lost = Damaged(path, "only backups of it are left", state="is gone")
        lost.help += f"; to begin anew, move {shown(backups.folder(path))} away"
        raise lost


def make(path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Make an empty log at `path` in one step, unless another program was faster."""
    _make_folder(path.parent)
    if not path.exists():
        set_journal_aside(path)
    with drafted(path, migrations) as draft:
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                draft.rename(path)
    backups.sync(path.parent)


def _make_folder(folder: Path) -> None:
    """A private folder, with every folder above it that is missing, that outlasts a power cut."""
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        backups.sync(folder.parent)


@contextmanager
def drafted(path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> Iterator[Path]:
    """An empty log under another name beside `path`, gone afterwards."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _remove(draft)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            migrate(connection, migrations)
            connection.execute("COMMIT")
        yield draft
    finally:
        _remove(draft)


def _remove(draft: Path) -> None:
    for path in (draft, draft.with_name(f"{draft.name}-journal")):
        path.unlink(missing_ok=True)


def remove_stale_drafts(path: Path, now: datetime) -> None:
    """Drafts that a killed program left behind."""
    for draft in path.parent.glob(f".{path.name}.*.new*"):
        with suppress(OSError):
            if now.timestamp() - draft.stat().st_mtime > STALE_SECONDS:
                draft.unlink()


def set_journal_aside(path: Path) -> None:
    """A journal left by a lost file would be rolled back into the new one and ruin it."""
    journal = path.with_name(f"{path.name}-journal")
    with suppress(FileNotFoundError):
        journal.replace(journal.with_name(f"{journal.name}.old"))


def _current(
    path: Path,
    connection: sqlite3.Connection,
    now: datetime,
    migrations: tuple[Migration, ...],
    read_only: bool,
) -> sqlite3.Connection:
    """The connection, with its file brought to the newest version."""
    found = version(connection)
    need_known(path, found, len(migrations))
    if found == len(migrations):
        return connection
    if read_only:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        with closing(connection):
            connection.backup(copy)
        migrate(copy, migrations)
        return copy
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version(connection) < len(migrations):  # no other program was faster
            backups.take(path, now)
            migrate(connection, migrations)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return connection
