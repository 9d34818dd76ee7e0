"""What every store promises."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from course.errors import CourseError
from course.progress.folding import fold
from course.progress.store import MemoryStore, NotStored, Store
from course.sessions.events import Answered, Event, Recorded, SectionOpened
from tests.progress.conftest import Reopen
from tests.progress.logs import (
    DAY,
    NOON,
    ONE_OF_EACH,
    RIGHT,
    answered,
    events,
    log,
    recorded,
    started,
    submitted,
)


def read(store: Store, **which: object) -> list[Recorded]:
    return [one for _, one in store.read("ana", "ig", **which)]  # type: ignore[arg-type]


def test_a_new_store_is_empty(store: Store) -> None:
    assert read(store) == []
    assert store.learners() == ()
    assert store.snapshot("ana", "ig") is None


def test_what_was_appended_is_read_back_as_it_was(reopen: Reopen) -> None:
    written = log(*ONE_OF_EACH)
    reopen().append(written)
    assert read(reopen()) == list(written)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(event=events)
def test_every_event_is_read_back_as_it_was(store: Store, event: Event) -> None:
    written = recorded(event)
    after = store.append([written]) - 1
    assert read(store, after=after) == [written]


def test_the_offset_of_the_clock_is_kept(store: Store) -> None:
    written = recorded(SectionOpened("l1", "s1"))
    store.append([written])
    assert read(store)[0].at.utcoffset() == timedelta(hours=1)
    assert read(store)[0].study_day == written.study_day


def test_append_tells_the_number_of_the_newest(store: Store) -> None:
    assert store.append(log(answered(), answered())) == 2
    assert store.append(log(answered())) == 3
    assert store.append([]) == 3


def test_the_same_log_twice_is_there_once(store: Store) -> None:
    written = log(started(), answered(), submitted())
    store.append(written)
    assert store.append(written) == 3
    assert store.append((*written, recorded(answered()))) == 4
    assert store.append([written[0], written[0]]) == 4
    assert fold(read(store)[:3]) == fold(written)


def test_answers_keep_their_sequence_whatever_the_clock_said(store: Store) -> None:
    written = [recorded(answered("q1"), NOON), recorded(answered("q2"), NOON - 30 * DAY)]
    store.append(written)
    assert read(store) == written


def test_a_read_begins_after_a_number(store: Store) -> None:
    written = log(*ONE_OF_EACH)
    store.append(written)
    assert list(store.read("ana", "ig", after=3)) == list(enumerate(written[3:], 4))
    assert read(store, after=len(written)) == []


def test_a_long_log_is_read_in_sequence(store: Store) -> None:
    written = log(*[answered()] * 2_500)
    store.append(written)
    assert [seq for seq, _ in store.read("ana", "ig")] == list(range(1, 2_501))


def test_the_history_of_an_attempt_can_be_read_alone(store: Store) -> None:
    ours = log(started(attempt="a1"), answered(attempt="a1"))
    theirs = log(started(attempt="a2"), answered(attempt="a2"), SectionOpened("l1", "s1"))
    store.append([ours[0], *theirs, ours[1]])
    assert read(store, attempt="a1") == list(ours)
    assert read(store, attempt="a1", after=1) == [ours[1]]
    assert read(store, attempt="unknown") == []


def test_learners_and_courses_do_not_mix(store: Store) -> None:
    ours = recorded(answered())
    others = [recorded(answered(), learner="Бен"), recorded(answered(), course="other")]
    store.append([others[0], ours, others[1]])
    assert read(store) == [ours]
    assert list(store.read("Бен", "ig")) == [(1, others[0])]
    assert read(store, attempt="a1") == [ours]
    assert store.learners() == ("ana", "Бен")


def test_a_store_may_grow_while_it_is_read(store: Store) -> None:
    store.append(log(answered(), answered()))
    reading = store.read("ana", "ig")
    next(reading)
    store.append(log(answered()))
    assert next(reading)[0] == 2


@pytest.mark.parametrize(
    ("event", "part"),
    [
        (answered(response="a\x1b[2Jb"), "U+001B"),
        (answered(response=("fine", "\u202ereversed")), "U+202E"),
        (answered(response={"key": "\ud800"}), "U+D800"),
        (answered(response="x" * 20_001), "20,001"),
        (SectionOpened("l1", "s\0"), "U+0000"),
        (started("q\x07"), "U+0007"),
    ],
)
def test_text_the_gate_refuses_is_not_stored(store: Store, event: Event, part: str) -> None:
    with pytest.raises(CourseError, match="cannot be stored") as refused:
        store.append([recorded(answered()), recorded(event)])
    assert part in refused.value.message
    assert read(store) == [], "all or nothing"


@pytest.mark.parametrize("name", ["a\x1b", "a\nb", "x" * 201])
def test_names_pass_the_gate_too(store: Store, name: str) -> None:
    with pytest.raises(CourseError, match="cannot be stored"):
        store.append([recorded(answered(), learner=name)])


def test_a_time_without_its_offset_is_a_mistake(store: Store) -> None:
    naive = replace(recorded(answered()), at=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="offset"):
        store.append([naive])


def test_a_snapshot_is_kept_for_each_learner_and_course(reopen: Reopen) -> None:
    store = reopen()
    store.append(log(answered(), answered()))
    store.save_snapshot("ana", "ig", 1, b"older")
    store.save_snapshot("ana", "ig", 2, b"newer")
    store.save_snapshot("ana", "other", 2, b"another")
    assert reopen().snapshot("ana", "ig") == (2, b"newer")
    assert reopen().snapshot("ben", "ig") is None


def test_looking_after_a_sound_store_says_nothing(store: Store) -> None:
    store.append(log(answered()))
    assert store.look_after(NOON) is None
    assert store.look_after(NOON + DAY) is None
    assert store.notices == ()


def test_a_read_only_memory_takes_nothing() -> None:
    store = MemoryStore(read_only=True)
    with pytest.raises(NotStored):
        store.append(log(Answered("a1", "q1", "a", RIGHT)))
    store.save_snapshot("ana", "ig", 0, b"")
    assert store.snapshot("ana", "ig") is None
