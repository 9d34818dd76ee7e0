"""Logs that come from elsewhere: a journal, or another learner's file. Nothing in them is trusted.

A database is copied and the copy opened so that it can neither write, nor run anything of its
own, nor keep us for long; its tables must be exactly ours, and its chain of checksums whole.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from course.errors import CourseError
from course.progress import journal
from course.progress.chain import Broken, last, rows
from course.progress.codec import Row
from course.progress.faults import shown
from course.progress.journal import Misread
from course.progress.opening import need_known
from course.progress.schema import APPLICATION_ID, FAILURES, MIGRATIONS, is_as_made, version
from course.watch import Watch, unwatched, watched

LARGEST = 256_000_000
"""Bytes of a file at most."""

LONGEST_VALUE = 10_000_000
MOST_STEPS = 400_000_000
"""Steps of SQLite's own machine that reading a database may take: some seconds."""

_LOOK = 100_000


def read(path: Path, watch: Watch = unwatched) -> list[Row]:
    """All rows of a log from elsewhere, each fit to be stored; raises `CourseError`."""
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(100)
        if path.stat().st_size > LARGEST:
            raise CourseError(
                f"{shown(path)} is larger than {LARGEST // 1_000_000} MB",
                "export it in parts with --since",
            )
        if head.startswith(b"SQLite format 3\0"):
            return _of_database(path, head, watch, name)
        if journal.is_journal(head):
            return _of_journal(path, watch, name)
    except OSError as error:
        raise CourseError(f"{shown(path)} cannot be read: {error.strerror}") from error
    raise CourseError(
        f"{shown(path)} is neither an export nor a progress file of this program",
        "name a file that `course progress export` wrote, or another progress.db",
    )


def _of_journal(path: Path, watch: Watch, name: str) -> list[Row]:
    with path.open(encoding="utf-8", errors="strict", newline="\n") as file:
        lines = iter(lambda: file.readline(journal.LONGEST_LINE + 2), "")
        try:
            return list(watched(journal.read(lines), watch, name))
        except Misread as fault:
            raise CourseError(
                f"{shown(path)}:{fault.line}: {fault.why}",
                "nothing was taken over; export it again, or mend the line",
            ) from fault
        except UnicodeDecodeError as error:
            raise CourseError(f"{shown(path)} is not UTF-8 text", "export it again") from error


def _of_database(path: Path, head: bytes, watch: Watch, name: str) -> list[Row]:
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise CourseError(
            f"{shown(path)} belongs to another program", "name another learner's progress.db"
        )
    found: list[Row] = []
    try:
        with _copied(path) as copy, closing(_locked(copy)) as connection:
            known = version(connection)
            need_known(path, known, len(MIGRATIONS))
            if not is_as_made(connection, MIGRATIONS[:known]):
                raise Broken("its tables are not as they were made")
            newest, _ = last(connection)
            for seq, row in watched(rows(connection), watch, name, newest):
                if why := journal.fault(row):
                    raise Broken(f"event {seq}: {why}")
                found.append(row)
    except (*FAILURES, Broken) as fault:
        raise CourseError(
            f"{shown(path)} is damaged: {fault if isinstance(fault, Broken) else 'unreadable'}",
            "restore it on its own machine first: course progress restore --repair",
        ) from fault
    return found


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "foreign.db"
        shutil.copyfile(path, copy)
        yield copy


def _locked(path: Path) -> sqlite3.Connection:
    """A connection that only reads, and not for long."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.text_factory = lambda raw: raw.decode("utf-8")
    for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.set_progress_handler(_impatience(), _LOOK)
    return connection


def _impatience() -> Callable[[], bool]:
    looks = count()
    return lambda: next(looks) > MOST_STEPS // _LOOK
