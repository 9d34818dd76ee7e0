"""The log for others: JSON lines (whole), CSV for a spreadsheet, xAPI for a record store.

Names of learners leave only where they are asked for; the whole form has them, as it is the
learner's own and is read back.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from course.i18n import _
from course.progress import journal
from course.progress.chain import last, rows
from course.progress.codec import EPOCH, Row
from course.progress.faults import explained
from course.progress.opening import is_writable, need_known, need_ours
from course.progress.schema import MIGRATIONS, connect, version
from course.watch import Watch, unwatched, watched

Form = Literal["jsonl", "csv", "xapi"]
Who = Callable[[str], str]
"""What a learner is called."""

BASE = "https://course.invalid/"
"""Begins the ids of activities where no other address is given; `.invalid` is nobody's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a log."""

    learner: str | None = None
    """Everybody's when None."""
    since: datetime | None = None
    form: Form = "jsonl"
    names: bool = False
    base: str = BASE

    def includes(self, row: Row) -> bool:
        """Whether a row is of it, whenever it happened."""
        return self.learner is None or row.learner == self.learner

    def is_early(self, row: Row) -> bool:
        """Whether a row is from before."""
        return self.since is not None and row.at < _microseconds(self.since)


def exported(path: Path, wanted: Wanted, watch: Watch = unwatched) -> Iterator[str]:
    """The lines, each with its end; raises `CourseError` as soon as the log is not sound."""
    with _reading(path) as connection:
        newest, _crc = last(connection)
        words = _("reading {file}").format(file=path.name)
        log = watched(_until(connection, newest), watch, words, newest)
        chosen = (row for row in log if wanted.includes(row))
        match wanted.form:
            case "jsonl":
                late = (row for row in chosen if not wanted.is_early(row))
                yield f"{journal.header(_count(connection, wanted, newest))}\n"
                for row in late:
                    yield f"{journal.line(row)}\n"
            case "csv":
                from course.progress.tables import table

                late = (row for row in chosen if not wanted.is_early(row))
                yield from table(late, _who(connection, wanted))
            case "xapi":
                from course.progress.statements import statements

                made = statements(chosen, wanted.is_early, _who(connection, wanted), wanted.base)
                yield "["
                for place, statement in enumerate(made):
                    yield f"{',' if place else ''}\n{statement}"
                yield "\n]\n"


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    with explained(path):
        need_ours(path)
        with closing(connect(path, read_only=not is_writable(path))) as connection:
            need_known(path, version(connection), len(MIGRATIONS))
            yield connection


def _until(connection: Connection, newest: int) -> Iterator[Row]:
    for seq, row in rows(connection):
        if seq > newest:
            return
        yield row


def _count(connection: Connection, wanted: Wanted, newest: int) -> int:
    query = "SELECT count(*) FROM events WHERE seq <= ? AND at >= ? AND (? IS NULL OR learner = ?)"
    since = _microseconds(wanted.since) if wanted.since else -(2**62)
    name = wanted.learner
    counted: int = connection.execute(query, (newest, since, name, name)).fetchone()[0]
    return counted


def _who(connection: Connection, wanted: Wanted) -> Who:
    if wanted.names:
        return str
    query = "SELECT learner, min(id) FROM events GROUP BY learner"
    # The first id is half chance, so nobody finds a name by trying names.
    firsts = dict(connection.execute(query).fetchall())
    return lambda name: f"learner-{sha256(f'{name} {firsts[name]}'.encode()).hexdigest()[:12]}"


def _microseconds(at: datetime) -> int:
    return (at.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)
