"""One learner's way through one course: events in, progress out.

Every event is stored before `record` returns, so a face may show its consequence at once.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from course.errors import CourseError
from course.progress.projection import DRIFT, Progress, fold
from course.progress.snapshot import dump, load
from course.progress.store import Store
from course.sessions.events import Event, Recorded, event_id, local

TAIL = 200
"""Events beyond the last snapshot after which the next is saved."""

_EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


class Learner:
    """Who is studying, and all they have done in a course.

    Args:
        store: Where the log is kept; closed with the learner.
        name: As it stands in the log.
        course: The course's id.
        clock: The time, aware, in the offset of where the learner is.
        randomness: 20 random hex digits.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        course: str,
        clock: Callable[[], datetime],
        randomness: Callable[[], str],
    ) -> None:
        self.store = store
        self.name = name
        self.course = course
        self.randomness = randomness
        self.clock_warning: str | None = None
        """Set when the clock is more than a day behind the newest event."""
        self._clock = clock
        self._unsaved: list[Recorded] = []
        self._saving = not store.read_only
        self._seq, self._snapshot_at = 0, 0
        self.progress = Progress()
        """What was done so far, kept current."""
        if snapshot := store.snapshot(name, course):
            self._resume(*snapshot)
        self._catch_up()
        self._watch_clock(self.clock())

    def _resume(self, seq: int, data: bytes) -> None:
        if (progress := load(data)) is not None:
            self.progress, self._seq, self._snapshot_at = progress, seq, seq

    @property
    def read_only(self) -> bool:
        """Whether the store cannot be written, so that everything lasts only as long as this."""
        return self.store.read_only

    @property
    def unsaved(self) -> int:
        """How many events are only remembered: of a read-only store, or after a full disk."""
        return len(self._unsaved)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the learner should know of where their progress is kept, a sentence each."""
        return self.store.notices

    def clock(self) -> datetime:
        """The time at a whole minute's offset, in a year that can be reckoned with."""
        return _sane(self._clock())

    def record(self, *events: Event, at: datetime | None = None) -> tuple[Recorded, ...]:
        """Store what happened; returns once it is durable and `progress` knows of it.

        What another program stored meanwhile is picked up as well.

        Args:
            events: In the order they happened.
            at: When they happened; now unless given.

        Raises:
            NotStored: Nothing was stored and nothing changed; try again or `go_on_unsaved`.
        """
        at = _sane(at or self._clock())
        recorded = tuple(
            Recorded(event_id(at, self.randomness()), self.name, self.course, at, event)
            for event in events
        )
        self._watch_clock(at)
        if self._saving:
            self._store(recorded)
        else:
            self._unsaved.extend(recorded)
            self.progress = fold(recorded, self.progress)
        return recorded

    def history(self, attempt: str) -> tuple[Recorded, ...]:
        """All that happened in an attempt, in sequence."""
        stored = (one for _, one in self.store.read(self.name, self.course, attempt=attempt))
        fresh = (one for one in self._unsaved if getattr(one.event, "attempt", None) == attempt)
        return (*stored, *fresh)

    def go_on_unsaved(self) -> None:
        """From now on only remember what happens; the learner has agreed to that.

        `close` tries once more to store it.
        """
        self._saving = False

    def look_after(self) -> str | None:
        """Check and back up the log when it is due: after the start, in a thread if need be.

        Returns what the learner should know, or None when all is well.
        """
        return self.store.look_after(self.clock())

    def close(self) -> str | None:
        """Save a snapshot for the next start and let go of the store; never raises.

        Returns what the learner should know, or None when all is well.
        """
        try:
            if self._unsaved and not self.read_only:
                self.store.append(self._unsaved)  # the next start folds them
            elif self._seq > self._snapshot_at:
                self._save_snapshot()
            return self.store.look_after(self.clock())
        except CourseError as error:
            return f"{error.message}; {error.help}"
        finally:
            self.store.close()

    def _store(self, recorded: tuple[Recorded, ...]) -> None:
        newest = self.store.append(recorded)
        if newest == self._seq + len(recorded):
            self.progress, self._seq = fold(recorded, self.progress), newest
        else:
            self._catch_up()
            self._seq = max(self._seq, newest)
        if self._seq - self._snapshot_at > TAIL:
            self._save_snapshot()

    def _catch_up(self) -> None:
        """Fold what is stored and not known yet."""
        newest = self._seq

        def tail() -> Iterator[Recorded]:
            nonlocal newest
            for seq, one in self.store.read(self.name, self.course, after=self._seq):
                newest = seq
                yield one

        self.progress = fold(tail(), self.progress)
        self._seq = newest

    def _save_snapshot(self) -> None:
        self.store.save_snapshot(self.name, self.course, self._seq, dump(self.progress))
        self._snapshot_at = self._seq

    def _watch_clock(self, now: datetime) -> None:
        newest = self.progress.last_at
        if newest and newest - now > DRIFT:
            self.clock_warning = (
                f"the clock says {now:%d %B %Y}, but your last answer is of"
                f" {newest.astimezone(now.tzinfo):%d %B %Y}: check the date"
            )


def _sane(at: datetime) -> datetime:
    # Clocks outside are absurd, and at the ends of the calendar time zones overflow.
    if not _EARLIEST.year <= at.year < _LATEST.year:
        return _EARLIEST if at.year < _EARLIEST.year else _LATEST
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a time without its offset")
    return local(at, round(offset / timedelta(minutes=1)))
