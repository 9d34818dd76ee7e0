"""The learner's file: a store that keeps each answer through crash and power cut."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zlib import crc32

from course.errors import CourseError
from course.progress import backups
from course.progress.chain import extend, rows, rows_of_attempt
from course.progress.codec import decode, encode
from course.progress.faults import explained, shown
from course.progress.opening import need_known, open_file, remove_stale_drafts
from course.progress.schema import MIGRATIONS, Migration, version
from course.progress.store import NotStored
from course.sessions.events import Recorded


class SqliteStore:
    """A `Store` in one file; any number of programs may have it open.

    Args:
        path: The file; made, with its folder, when it is missing.
        now: Names the backup that an upgrade of the file takes first.
        migrations: The versions of the file this program knows.

    Raises:
        CourseError: The file cannot be used; it is left as it was.
    """

    def __init__(
        self, path: Path, now: datetime, *, migrations: tuple[Migration, ...] = MIGRATIONS
    ) -> None:
        self.path = path
        self._version = len(migrations)
        opened = open_file(path, now, migrations)
        self._connection = opened.connection
        self.read_only = opened.read_only
        self.notices = opened.notices

    def append(self, recorded: Sequence[Recorded]) -> int:
        """See `Store`."""
        if self.read_only:
            raise NotStored(f"{shown(self.path)} cannot be written: nothing was saved")
        encoded = [encode(one) for one in recorded]
        with self._writing():
            return extend(self._connection, encoded)

    def read(
        self, learner: str, course: str, *, after: int = 0, attempt: str | None = None
    ) -> Iterator[tuple[int, Recorded]]:
        """See `Store`."""
        with explained(self.path):
            found = (
                rows(self._connection, after)
                if attempt is None
                else rows_of_attempt(self._connection, attempt, after)
            )
            for seq, row in found:
                if (row.learner, row.course) == (learner, course) and (one := decode(row)):
                    yield seq, one

    def snapshot(self, learner: str, course: str) -> tuple[int, bytes] | None:
        """See `Store`."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT seq, data, crc FROM snapshots WHERE learner = ? AND course = ?",
                (learner, course),
            ).fetchone()
        if found is None or _checksum(learner, course, *found[:2]) != found[2]:
            return None
        return found[0], found[1]

    def save_snapshot(self, learner: str, course: str, seq: int, data: bytes) -> None:
        """See `Store`."""
        if self.read_only:
            return
        try:
            with self._writing():
                self._connection.execute(
                    "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?)",
                    (learner, course, seq, data, _checksum(learner, course, seq, data)),
                )
        except NotStored:
            return  # the log can be folded without it

    def learners(self) -> tuple[str, ...]:
        """See `Store`."""
        with explained(self.path):
            found = self._connection.execute("SELECT DISTINCT learner FROM events ORDER BY learner")
            return tuple(name for (name,) in found)

    def look_after(self, now: datetime) -> str | None:
        """See `Store`; checks the whole file and copies it when the last copy is a day old."""
        if self.read_only:
            return None
        try:
            with explained(self.path):
                if backups.is_due(self.path, now):
                    self.back_up(now)
        except NotStored as error:
            return f"no backup could be made: {error.message}"
        except CourseError as error:
            return f"{error.message}; {error.help}"
        return None

    def back_up(self, now: datetime) -> Path:
        """Make a backup, proven good, and thin the others; raises `CourseError`."""
        with explained(self.path):
            try:
                taken = backups.take(self.path, now)
                backups.thin(self.path)
                remove_stale_drafts(self.path, now)
            except OSError as error:
                why = f"{shown(backups.folder(self.path))}: {error.strerror}"
                raise NotStored(why) from error
        return taken

    def close(self) -> None:
        """See `Store`."""
        self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that waits for others, and is durable when it is left."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                # Another program may have upgraded the file since it was opened.
                need_known(self.path, version(self._connection), self._version)
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite itself rolls back when the disk is full.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _checksum(learner: str, course: str, seq: int, data: bytes) -> int:
    return crc32(data, crc32(f"{learner}\n{course}\n{seq}".encode()))
