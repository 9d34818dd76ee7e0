"""A learner: every event stored before it counts, the progress kept current and found again."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from course.errors import CourseError
from course.progress import learner as module
from course.progress.folding import fold
from course.progress.learner import Learner
from course.progress.order import in_order
from course.progress.projection import Progress
from course.progress.snapshot import FORMAT, dump, load
from course.progress.sqlite import SqliteStore
from course.progress.store import MemoryStore, NotStored, Store
from course.sessions.events import Recorded, SectionOpened
from tests.progress.logs import (
    DAY,
    NOON,
    ONE_OF_EACH,
    absurd_times,
    answered,
    log,
    started,
    submitted,
)

_count = itertools.count()


def randomness() -> str:
    return f"{next(_count):020x}"


def a_learner(store: Store, name: str = "ana", at: datetime = NOON) -> Learner:
    return Learner(store, name, "ig", lambda: at, randomness)


class CountedStore(MemoryStore):
    """Counts the events that are read from it."""

    def __init__(self) -> None:
        super().__init__()
        self.events_read = 0

    def read(
        self, learner: str, course: str, *, after: int = 0, attempt: str | None = None
    ) -> Iterator[tuple[int, Recorded]]:
        for found in super().read(learner, course, after=after, attempt=attempt):
            self.events_read += 1
            yield found


def test_what_is_recorded_is_stored_and_folded() -> None:
    learner = a_learner(MemoryStore())
    assert learner.progress == Progress()
    stored = learner.record(started(), answered())
    assert [one.event for one in stored] == [started(), answered()]
    assert [one for _, one in learner.store.read("ana", "ig")] == list(stored)
    assert learner.progress == fold(stored)
    assert stored[0].id < stored[1].id
    assert {one.at for one in stored} == {NOON}


def test_progress_is_found_again(path: Path) -> None:
    learner = a_learner(SqliteStore(path, NOON))
    learner.record(*ONE_OF_EACH)
    before = learner.progress
    learner.close()
    learner.close()  # a second time does no harm
    with closing(a_learner(SqliteStore(path, NOON))) as again:
        assert again.progress == before


def test_a_start_after_a_close_reads_no_events() -> None:
    store = CountedStore()
    first = a_learner(store)
    first.record(*ONE_OF_EACH)
    first.close()
    store.events_read = 0
    assert a_learner(store).progress == first.progress
    assert store.events_read == 0


def test_a_start_after_a_crash_reads_only_the_tail() -> None:
    store = CountedStore()
    first = a_learner(store)
    for _ in range(module.TAIL + 10):
        first.record(answered())
    store.events_read = 0
    assert a_learner(store).progress == first.progress
    assert store.events_read == 9


def test_a_snapshot_that_cannot_be_loaded_is_folded_anew() -> None:
    store = MemoryStore()
    first = a_learner(store)
    first.record(*ONE_OF_EACH)
    for data in (b"", b"[]", b"{}", b"\xff", b'{"mark": "0"}'):
        store.save_snapshot("ana", "ig", 3, data)
        assert a_learner(store).progress == first.progress


def test_a_snapshot_of_other_rules_is_dropped() -> None:
    data = dump(fold(log(*ONE_OF_EACH)))
    assert load(data)
    assert load(data.replace(b'"mark":"%d ' % FORMAT, b'"mark":"1 ')) is None
    assert load(data.replace(b'"days":[["2026-11-24"]', b'"days":[["24.11.2026"]')) is None


def test_learners_of_one_file_do_not_mix(path: Path) -> None:
    ana, ben = a_learner(SqliteStore(path, NOON)), a_learner(SqliteStore(path, NOON), "ben")
    ana.record(started(), answered("q1"))
    ben.record(started("q2"), answered("q2"))
    ana.record(answered("q3"))
    assert set(ana.progress.cards) == {"q1", "q3"}
    assert set(ben.progress.cards) == {"q2"}
    ana.close()
    ben.close()
    with closing(a_learner(SqliteStore(path, NOON))) as again:
        assert again.progress == ana.progress
        assert again.store.learners() == ("ana", "ben")


def test_the_history_of_an_attempt_is_in_sequence() -> None:
    learner = a_learner(MemoryStore())
    begun = learner.record(started(), answered())
    learner.record(started(attempt="a2", of="review"))
    ended = learner.record(submitted())
    assert learner.history("a1") == (*begun, *ended)


def test_a_read_only_store_is_practised_on_without_saving() -> None:
    store = MemoryStore()
    a_learner(store).record(started(), answered("q1"))
    store.read_only = True
    learner = a_learner(store)
    assert learner.read_only
    learner.record(answered("q2"))
    assert set(learner.progress.cards) == {"q1", "q2"}
    assert [one.event for one in learner.history("a1")][-1] == answered("q2")
    assert learner.unsaved == 1
    learner.close()
    assert len(list(store.read("ana", "ig"))) == 2


def test_what_is_refused_changes_nothing() -> None:
    learner = a_learner(MemoryStore())
    with pytest.raises(CourseError, match="cannot be stored"):
        learner.record(started(), answered(response="\x1b"))
    assert learner.progress == Progress()
    assert learner.history("a1") == ()


# --- clocks ---


def test_events_may_be_dated_together() -> None:
    learner = a_learner(MemoryStore())
    [one] = learner.record(answered(), at=NOON + DAY)
    assert one.at == NOON + DAY


def test_a_named_time_zone_is_kept_as_its_offset() -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    [one] = a_learner(MemoryStore(), at=summer).record(answered())
    assert one.at.utcoffset() == timedelta(hours=2)
    assert one.at.tzname() == "UTC+02:00"


@pytest.mark.parametrize("absurd", absurd_times())
def test_an_absurd_clock_stores_answers_all_the_same(path: Path, absurd: datetime) -> None:
    with closing(a_learner(SqliteStore(path, NOON), at=absurd)) as learner:
        learner.record(started(), answered())
        assert learner.clock().year in (1971, 9000)
        assert set(learner.progress.cards) == {"q1"}
    with closing(a_learner(SqliteStore(path, NOON))) as again:
        assert set(again.progress.cards) == {"q1"}


def test_a_clock_without_an_offset_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="offset"):
        a_learner(MemoryStore(), at=NOON.replace(tzinfo=None))


def test_a_clock_set_back_by_more_than_a_day_is_noticed() -> None:
    store = MemoryStore()
    a_learner(store).record(answered())
    assert a_learner(store, at=NOON - timedelta(hours=23)).clock_behind is None
    assert a_learner(store, at=NOON + 365 * DAY).clock_behind is None
    assert a_learner(store, at=NOON - 10 * DAY).clock_behind == NOON


def test_a_clock_set_back_in_the_middle_is_noticed() -> None:
    times = iter([NOON, NOON, NOON - 2 * DAY])
    learner = Learner(MemoryStore(), "ana", "ig", lambda: next(times), randomness)
    learner.record(answered())
    assert learner.clock_behind is None
    learner.record(answered())
    assert learner.clock_behind == NOON


def test_the_schedule_recomputed_from_the_log_equals_the_stored_one(path: Path) -> None:
    times = [NOON, NOON - DAY, NOON + 365 * DAY, NOON + DAY, NOON.astimezone(UTC) + 2 * DAY]
    for place, at in enumerate(times):
        with closing(a_learner(SqliteStore(path, NOON), at=at)) as learner:
            attempt = f"r{place}"
            learner.record(
                started("q1", attempt=attempt, mode="review", of="review"),
                answered("q1", attempt=attempt),
                submitted(attempt),
            )
    with closing(a_learner(SqliteStore(path, NOON))) as again:
        assert again.progress == fold(one for _, one in again.store.read("ana", "ig"))
        assert len(again.progress.results) == len(times)


# --- the end ---


def test_a_backup_is_taken_at_the_end_at_the_latest(path: Path) -> None:
    learner = a_learner(SqliteStore(path, NOON))
    learner.record(SectionOpened("l1", "s1"))
    assert not (path.parent / "backups").exists()
    learner.close()
    assert len(list((path.parent / "backups").iterdir())) == 1
    with closing(a_learner(SqliteStore(path, NOON), at=NOON + DAY)) as again:
        assert again.look_after() is None
        assert again.notices == ()
        assert len(list((path.parent / "backups").iterdir())) == 2


def test_a_store_that_fails_at_the_end_is_closed_quietly() -> None:
    class Failing(MemoryStore):
        closed = False

        def append(self, recorded: object) -> int:
            raise NotStored("the disk is full")

        def close(self) -> None:
            self.closed = True

    store = Failing()
    learner = a_learner(store)
    with pytest.raises(NotStored):
        learner.record(answered())
    learner.go_on_unsaved()
    learner.record(answered())
    learner.close()
    assert store.closed


def test_what_others_store_at_the_same_moment_is_folded_once() -> None:
    class Busy(MemoryStore):
        """Another program stores right after us, before we read."""

        def append(self, recorded: Sequence[Recorded]) -> int:
            newest = super().append(recorded)
            super().append(theirs.pop())
            return newest

    soon = timedelta(seconds=1)
    theirs = [log(answered("q9"), at=NOON + 2 * soon), log(answered("q8"), at=NOON + soon)]
    learner = a_learner(Busy())
    learner.record(started("q1", "q2", "q8", "q9"), answered("q1"))
    learner.record(answered("q2"))
    assert learner.progress == fold(in_order(one for _, one in learner.store.read("ana", "ig")))
    assert set(learner.progress.cards) == {"q1", "q2", "q8", "q9"}
