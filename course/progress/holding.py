"""What a file holds: how many events of whom and of when, and whether all of it is sound."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from course.errors import CourseError
from course.progress.chain import Broken, check
from course.progress.codec import KINDS
from course.progress.opening import is_writable, need_known, need_ours
from course.progress.schema import FAILURES, MIGRATIONS, connect, is_as_made, version
from course.text import visible
from course.watch import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Part:
    """What one learner did."""

    learner: str
    events: int
    first: date
    """Study days."""
    last: date


@dataclass(frozen=True, slots=True)
class Holding:
    """A file, looked at thoroughly."""

    path: Path
    events: int = 0
    parts: tuple[Part, ...] = ()
    unread: int = 0
    """Events of kinds that only a newer program knows."""
    fault: str | None = None
    """What is wrong with it, in words; what it holds is then not known."""


def holding(path: Path, watch: Watch = unwatched, what: str = "") -> Holding:
    """Look at a file; a fault is a value here."""
    try:
        need_ours(path)
        with closing(connect(path, read_only=not is_writable(path))) as connection:
            found = version(connection)
            need_known(path, found, len(MIGRATIONS))
            if not is_as_made(connection, MIGRATIONS[:found]):
                raise Broken("its tables are not as they were made")
            events = check(connection, watch, what)
            query = (
                "SELECT learner, count(*), min(day), max(day) FROM events"
                " GROUP BY learner ORDER BY learner"
            )
            parts = tuple(
                Part(name, count, date.fromisoformat(first), date.fromisoformat(last))
                for name, count, first, last in connection.execute(query)
            )
            kinds = dict(connection.execute("SELECT kind, count(*) FROM events GROUP BY kind"))
    except CourseError as error:
        return Holding(path, fault=error.message)
    except (Broken, *FAILURES) as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise KeyboardInterrupt from error
        return Holding(path, fault=visible(str(error)))
    except OSError as error:
        return Holding(path, fault=error.strerror or type(error).__name__)
    unread = sum(count for kind, count in kinds.items() if kind not in KINDS)
    return Holding(path, events, parts, unread)
