"""One learner's way through one course: events in, progress out.

Every event is stored before `record` returns, so a face may show its consequence at once.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from course.errors import CourseError
from course.progress.clock import DRIFT, misdated
from course.progress.folding import fold
from course.progress.order import in_order
from course.progress.projection import Progress
from course.progress.snapshot import dump, load
from course.progress.store import Store
from course.scheduling import RETENTION
from course.sessions.events import ClockMended, Event, Recorded, local, moment, rising_ids

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
        retention: The chance of recall at which questions return.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        course: str,
        clock: Callable[[], datetime],
        randomness: Callable[[], str],
        retention: float = RETENTION,
    ) -> None:
        self.store = store
        self.name = name
        self.course = course
        self.randomness = randomness
        self._clock = clock
        self._unsaved: list[Recorded] = []
        self._saving = not store.read_only
        self._seq, self._snapshot_at = 0, 0
        self.progress = Progress(retention=retention)
        """What was done so far, kept current."""
        self.clock_behind: datetime | None = None
        """The latest time anything is dated, if the clock is more than a day behind it."""
        if snapshot := store.snapshot(name, course):
            self._resume(*snapshot)
        self._catch_up()
        self._watch_clock(self.clock())

    def _resume(self, seq: int, data: bytes) -> None:
        progress = load(data)
        if progress is not None and progress.retention == self.progress.retention:
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
        ids = rising_ids(self.progress.newest, at, (self.randomness() for _ in events))
        recorded = tuple(
            Recorded(name, self.name, self.course, at, event)
            for name, event in zip(ids, events, strict=True)
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
        if self.progress.mended:
            log: Iterable[Recorded] = in_order(self._all())
        else:
            stored = (one for _, one in self.store.read(self.name, self.course, attempt=attempt))
            log = in_order((*stored, *self._unsaved))
        return tuple(one for one in log if getattr(one.event, "attempt", None) == attempt)

    def mend_clock(self) -> None:
        """The learner says that the clock is right: what is dated after now was misdated.

        All of it is dated back to before now, and the schedule reckoned anew from the log.

        Raises:
            NotStored: Nothing was stored and nothing changed.
        """
        wrong = misdated(self._all(), self.clock())
        if wrong:
            self.record(ClockMended(wrong))
            self._refold()
        self.clock_behind = None

    def want(self, retention: float) -> None:
        """Let questions return at another chance of recall, from the first answer on."""
        if retention != self.progress.retention:
            self.progress = Progress(retention=retention)
            self._refold()

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
        tail: list[Recorded] = []
        for seq, one in self.store.read(self.name, self.course, after=self._seq):
            self._seq = seq
            tail.append(one)
        known = self.progress
        if all(one.id > known.newest and not isinstance(one.event, ClockMended) for one in tail):
            self.progress = fold(in_order(tail), known)
        if tail and (known.mended or self.progress is known):
            self._refold()  # a part of another machine's log came in between

    def _refold(self) -> None:
        """Fold the whole log anew."""
        self.progress = fold(in_order(self._all()), Progress(retention=self.progress.retention))

    def _all(self) -> Iterator[Recorded]:
        for seq, one in self.store.read(self.name, self.course):
            self._seq = max(self._seq, seq)
            yield one
        yield from self._unsaved

    def _save_snapshot(self) -> None:
        self.store.save_snapshot(self.name, self.course, self._seq, dump(self.progress))
        self._snapshot_at = self._seq

    def _watch_clock(self, now: datetime) -> None:
        if self.progress.newest and (latest := moment(self.progress.newest)) - now > DRIFT:
            self.clock_behind = latest.astimezone(now.tzinfo)


def _sane(at: datetime) -> datetime:
    # Clocks outside are absurd, and at the ends of the calendar time zones overflow.
    if not _EARLIEST.year <= at.year < _LATEST.year:
        return _EARLIEST if at.year < _EARLIEST.year else _LATEST
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a time without its offset")
    return local(at, round(offset / timedelta(minutes=1)))
