"""Whether the schedules kept beside a log are what the log says."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from course.progress.faults import explained
from course.progress.folding import fold
from course.progress.order import in_order
from course.progress.projection import Progress
from course.progress.schema import connect
from course.progress.snapshot import load
from course.progress.sqlite import SqliteStore


def drop_stale(path: Path, now: datetime) -> tuple[str, ...]:
    """Whose kept schedule differs from their log; it is dropped, and so reckoned anew.

    Raises `CourseError` when the file cannot be used.
    """
    with closing(SqliteStore(path, now)) as store:
        stale = tuple(_stale(store, path))
        if stale and not store.read_only:
            with explained(path), closing(connect(path)) as connection:
                connection.executemany(
                    "DELETE FROM snapshots WHERE learner = ? AND course = ?", stale
                )
    return tuple(learner for learner, _ in stale)


def _stale(store: SqliteStore, path: Path) -> Iterator[tuple[str, str]]:
    with explained(path), closing(connect(path, read_only=True)) as connection:
        kept = connection.execute("SELECT learner, course FROM snapshots").fetchall()
    for learner, course in kept:
        seq, data = store.snapshot(learner, course) or (0, b"")
        # None: of another version, or damaged; such a one is not used.
        if (progress := load(data)) is not None:
            log = (one for number, one in store.read(learner, course) if number <= seq)
            if fold(in_order(log), Progress(retention=progress.retention)) != progress:
                yield learner, course
