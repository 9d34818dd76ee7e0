"""What keeps a learner's log: the promise every store makes, and one in memory."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from course.errors import CourseError
from course.progress.codec import encode
from course.sessions.events import Recorded


class NotStored(CourseError):
    """Nothing of what was given was stored; it may be given again."""


class Store(Protocol):
    """An append-only log of events of several learners and courses, in one sequence."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored; `append` then raises `NotStored`."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What a learner should know of the place their log is kept in, a sentence each."""
        ...

    def append(self, recorded: Sequence[Recorded]) -> int:
        """Store all of `recorded` or nothing; durable on return.

        What is there already, by id, is passed over, so a log may be given twice.

        Returns:
            The sequence number of the newest event in the store.

        Raises:
            NotStored: The store could not; the message says why and the help what to do.
            CourseError: An event that may not enter, such as text the gate refuses.
        """
        ...

    def read(
        self, learner: str, course: str, *, after: int = 0, attempt: str | None = None
    ) -> Iterator[tuple[int, Recorded]]:
        """A learner's events with a sequence number above `after`, in sequence.

        Events that a newer program wrote and this one does not know stay stored, unread.

        Raises `CourseError` when a stored event was changed or lost.
        """
        ...

    def snapshot(self, learner: str, course: str) -> tuple[int, bytes] | None:
        """The last snapshot saved and the sequence number it stands at; None on any doubt."""
        ...

    def save_snapshot(self, learner: str, course: str, seq: int, data: bytes) -> None:
        """Keep a snapshot; only a cache, so a store that cannot does nothing."""
        ...

    def learners(self) -> tuple[str, ...]:
        """Everybody with an event here, by name."""
        ...

    def look_after(self, now: datetime) -> str | None:
        """Check and back up what is due for it; may be called from another thread.

        Returns what the learner should know, or None when all is well.
        """
        ...

    def close(self) -> None:
        """Let go of it; everything appended is stored already."""
        ...


class MemoryStore:
    """A store that lasts as long as the program, for trying out and for tests."""

    def __init__(self, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.notices: tuple[str, ...] = ()
        self._log: list[Recorded] = []
        self._ids: set[str] = set()
        self._snapshots: dict[tuple[str, str], tuple[int, bytes]] = {}

    def append(self, recorded: Sequence[Recorded]) -> int:
        """See `Store`."""
        if self.read_only:
            raise NotStored("this store is read-only")
        for one in recorded:
            encode(one)  # what may not enter a file may not enter here
        for one in recorded:
            if one.id not in self._ids:
                self._ids.add(one.id)
                self._log.append(one)
        return len(self._log)

    def read(
        self, learner: str, course: str, *, after: int = 0, attempt: str | None = None
    ) -> Iterator[tuple[int, Recorded]]:
        """See `Store`."""
        for seq, one in enumerate(self._log[after:], after + 1):
            if (one.learner, one.course) == (learner, course) and (
                attempt is None or getattr(one.event, "attempt", None) == attempt
            ):
                yield seq, one

    def snapshot(self, learner: str, course: str) -> tuple[int, bytes] | None:
        """See `Store`."""
        return self._snapshots.get((learner, course))

    def save_snapshot(self, learner: str, course: str, seq: int, data: bytes) -> None:
        """See `Store`."""
        if not self.read_only:
            self._snapshots[learner, course] = seq, data

    def learners(self) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(sorted({one.learner for one in self._log}))

    def look_after(self, now: datetime) -> str | None:
        """Nothing to do."""
        return None

    def close(self) -> None:
        """Nothing to do."""
