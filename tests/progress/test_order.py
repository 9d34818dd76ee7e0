"""One order for all machines: whoever gives whom which part of a log, the same is folded."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.progress.folding import fold
from course.progress.learner import Learner
from course.progress.order import in_order
from course.progress.projection import Progress
from course.progress.sqlite import SqliteStore
from course.progress.store import MemoryStore, NotStored
from course.sessions.events import Event, Recorded
from tests.progress.logs import (
    DAY,
    NOON,
    RIGHT,
    WRONG,
    answered,
    events,
    recorded,
    started,
    submitted,
)

YEAR = timedelta(days=365)
MINUTE = timedelta(minutes=1)


class Machine:
    """A computer of ana with a clock of its own."""

    def __init__(self, name: str, at: datetime = NOON) -> None:
        self.store = MemoryStore()
        self.now = at
        self._chance = random.Random(name)

    def open(self) -> Learner:
        return Learner(self.store, "ana", "ig", lambda: self.now, self._random)

    def _random(self) -> str:
        return f"{self._chance.getrandbits(80):020x}"

    def does(self, *happened: Event) -> None:
        for event in happened:
            self.open().record(event)

    def gets(self, other: "Machine") -> None:
        self.store.append([one for _, one in other.store.read("ana", "ig")])

    def progress(self) -> Progress:
        return self.open().progress


_steps = st.lists(
    st.tuples(
        st.sampled_from("LD"),
        st.one_of(
            st.tuples(st.just("do"), events),
            st.tuples(st.just("wait"), st.timedeltas(timedelta(0), 9 * DAY)),
            st.tuples(st.just("wait"), st.timedeltas(-2 * MINUTE, timedelta(0))),
            st.tuples(st.just("get"), st.none()),
        ),
    ),
    max_size=30,
)


@settings(max_examples=200)
@given(steps=_steps, last=st.permutations("LDLDL"))
def test_two_machines_that_gave_each_other_their_logs_stand_the_same(
    steps: list[tuple[str, tuple[str, object]]], last: list[str]
) -> None:
    """Also when they did so before, in the middle, twice, and their clocks differ."""
    machines = {"L": Machine("laptop"), "D": Machine("desktop", NOON + 7 * MINUTE)}
    others = {"L": "D", "D": "L"}
    for name, (what, value) in steps:
        match what, value:
            case "do", event if not isinstance(event, timedelta | None):
                machines[name].does(event)  # type: ignore[arg-type]
            case "wait", timedelta():
                machines[name].now += value
            case _:
                machines[name].gets(machines[others[name]])
    for name in last:
        machines[name].gets(machines[others[name]])
    assert machines["L"].progress() == machines["D"].progress()


def test_a_learner_at_work_takes_in_what_comes_from_elsewhere() -> None:
    laptop, desktop = Machine("laptop"), Machine("desktop", NOON - MINUTE)
    desktop.does(started(attempt="d1"), answered("q1", attempt="d1"), submitted("d1"))
    at_work = laptop.open()
    at_work.record(started(attempt="l1"))
    laptop.gets(desktop)
    laptop.now += MINUTE
    at_work.record(answered("q2", attempt="l1"))
    assert set(at_work.progress.cards) == {"q1", "q2"}
    assert at_work.progress == laptop.progress()


def test_the_log_of_one_machine_keeps_its_sequence_whatever_its_clock_did() -> None:
    laptop = Machine("laptop")
    for step in (timedelta(0), -5 * MINUTE, -3 * DAY, YEAR, -YEAR, MINUTE):
        laptop.now += step
        laptop.does(started(attempt="a1"), answered("q1", attempt="a1"))
    log = [one for _, one in laptop.store.read("ana", "ig")]
    assert in_order(log) == log
    assert sorted(one.id for one in log) == [one.id for one in log]
    assert len({one.id for one in log}) == len(log)


def test_events_of_one_moment_from_early_versions_keep_their_sense() -> None:
    """Their ids were random within a millisecond."""
    begin = recorded(started())
    answer, end = recorded(answered()), recorded(submitted())
    shuffled = [
        Recorded(one.id[:12] + digit * 20, one.learner, one.course, one.at, one.event)
        for one, digit in ((begin, "c"), (answer, "b"), (end, "a"))
    ]
    for log in (shuffled, shuffled[::-1]):
        assert [one.event for one in in_order(log)] == [begin.event, answer.event, end.event]


# --- a clock that was wrong ---


def reviewed(machine: Machine, attempt: str, *fractions: object) -> None:
    machine.does(started("q1", attempt=attempt, mode="review", of="review"))
    machine.does(answered("q1", RIGHT, attempt=attempt), submitted(attempt))


def studied(jump: timedelta, mend: bool = True) -> tuple[Machine, Progress]:
    """Reviews with a clock that was `jump` ahead for one of them."""
    machine = Machine("laptop")
    for place, days in enumerate((0, 3, 5)):
        machine.now += days * DAY
        wrong = jump if place == 2 else timedelta(0)
        machine.now += wrong
        reviewed(machine, f"r{place}")
        machine.now -= wrong
    machine.now += timedelta(hours=1)
    if mend:
        machine.open().mend_clock()
    machine.now += 6 * DAY
    reviewed(machine, "r9")
    return machine, machine.progress()


def test_a_clock_a_year_ahead_leaves_no_trace_in_the_schedule() -> None:
    _, right = studied(timedelta(0))
    _, mended = studied(YEAR)
    _, left_alone = studied(YEAR, mend=False)
    card, as_it_should_be = mended.cards["q1"][1], right.cards["q1"][1]
    assert card.stability == pytest.approx(as_it_should_be.stability)
    assert abs(card.due - as_it_should_be.due) < DAY
    assert left_alone.cards["q1"][1].stability > 2 * card.stability
    assert len(mended.results) == 4
    assert mended.last_at == right.last_at


def test_once_mended_it_is_not_asked_again() -> None:
    machine, _ = studied(YEAR)
    assert machine.open().clock_behind is None


def test_it_is_asked_again_until_it_is_mended() -> None:
    machine, _ = studied(YEAR, mend=False)
    learner = machine.open()
    assert learner.clock_behind
    assert abs(learner.clock_behind - machine.now - YEAR) < 7 * DAY
    learner.mend_clock()
    _, right = studied(timedelta(0))
    assert learner.clock_behind is None
    assert learner.progress.cards["q1"][1].stability < 2 * right.cards["q1"][1].stability


def test_what_was_begun_on_a_wrong_clock_is_gone_on_with() -> None:
    machine = Machine("laptop")
    machine.does(started("q1", "q2"))
    machine.now += YEAR
    machine.does(answered("q1"))
    machine.now -= YEAR - MINUTE
    learner = machine.open()
    assert learner.clock_behind == NOON + YEAR
    learner.mend_clock()
    learner.record(answered("q2"), submitted())
    assert set(learner.progress.cards) == {"q1", "q2"}
    assert learner.progress.trails == {}
    assert learner.progress == machine.progress()
    assert learner.progress.last_at == machine.now
    assert [one.event for one in learner.history("a1")] == [
        started("q1", "q2"), answered("q1"), answered("q2"), submitted()
    ]  # fmt: skip


def test_a_real_year_later_is_not_mistaken_for_the_wrong_one() -> None:
    machine, _ = studied(YEAR)
    machine.now += YEAR - 30 * DAY
    reviewed(machine, "next-year")
    assert machine.progress().last_at == machine.now
    assert machine.progress().cards["q1"][1].last_review == machine.now.astimezone(UTC)


def test_a_mended_log_is_the_same_on_the_other_machine() -> None:
    laptop, desktop = Machine("laptop"), Machine("desktop")
    laptop.now += YEAR
    reviewed(laptop, "wrong")
    desktop.gets(laptop)
    reviewed(desktop, "right")
    laptop.now -= YEAR - MINUTE
    laptop.open().mend_clock()
    reviewed(laptop, "after")
    for one, other in ((desktop, laptop), (laptop, desktop)):
        one.gets(other)
    assert laptop.progress() == desktop.progress()
    assert len(laptop.progress().results) == 3
    assert laptop.open().clock_behind is None


_errors = st.sampled_from([YEAR, 3 * DAY, -YEAR, -DAY, 9 * YEAR, -MINUTE, 20 * MINUTE])


@given(
    sessions=st.lists(
        st.tuples(st.timedeltas(timedelta(seconds=1), 40 * DAY), st.none() | _errors), max_size=12
    ),
    mends=st.sets(st.integers(0, 11)),
)
def test_a_clock_however_often_wrong_and_mended_loses_no_answer(
    sessions: list[tuple[timedelta, timedelta | None]], mends: set[int]
) -> None:
    """When the clock is right (its error is None), the learner may say so."""
    machine, right = Machine("laptop"), NOON
    for place, (later, error) in enumerate(sessions):
        right += later
        machine.now = right + (error or timedelta(0))
        if place in mends and error is None:
            machine.open().mend_clock()
            assert machine.open().clock_behind is None
        machine.does(started("q1", "q2", attempt=f"a{place}"))
        machine.does(answered("q1", WRONG, attempt=f"a{place}"), submitted(f"a{place}"))
    assert len(machine.progress().results) == len(sessions)
    log = [one for _, one in machine.store.read("ana", "ig")]
    assert fold(in_order(log[::-1])) == fold(in_order(log))


def test_nothing_is_mended_that_cannot_be_stored() -> None:
    class Full(MemoryStore):
        def append(self, recorded: object) -> int:
            raise NotStored("the disk is full")

    machine = Machine("laptop", NOON + YEAR)
    machine.does(answered())
    full = Full()
    full._log = machine.store._log
    machine.store, machine.now = full, NOON
    learner = machine.open()
    with pytest.raises(NotStored):
        learner.mend_clock()
    assert learner.clock_behind == NOON + YEAR


def test_it_holds_in_a_file_as_well(path: Path) -> None:
    now = NOON + YEAR

    def a_learner() -> Learner:
        randomness: Callable[[], str] = lambda: f"{random.getrandbits(80):020x}"  # noqa: E731
        return Learner(SqliteStore(path, now), "ana", "ig", lambda: now, randomness)

    first = a_learner()
    first.record(started("q1"), answered("q1"))
    first.close()
    now = NOON
    second = a_learner()
    second.mend_clock()
    before = second.progress
    second.close()
    third = a_learner()
    assert third.progress == before
    assert third.progress.cards["q1"][1].last_review <= NOON
    third.close()
