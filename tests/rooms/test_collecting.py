"""Bringing in what was answered elsewhere: once, in any order, marked here, in every store."""

from itertools import permutations

import pytest

from course.content.questions import AnyQuestion
from course.errors import CourseError
from course.rooms.collecting import Brought, Collection, collecting, collecting_room, seat_of
from course.rooms.store import RoomStore
from course.rooms.tallying import tally
from course.sessions.attempt import IllegalMove
from course.sessions.live.events import SeatRemoved
from course.statistics.classes import report
from tests.builders import a_single, a_true_false
from tests.sessions.live.classes import BEGAN, after, an_opening, taken

QUESTIONS: tuple[AnyQuestion, ...] = (a_single("one"), a_true_false("two"))
BANK = {question.id: question for question in QUESTIONS}
OPENED = collecting("quiz:q", "ig", "A quiz", BANK)


def work(name: str, one: str, two: bool, *, sent: str = "1", student: str = "") -> Brought:
    seat = seat_of(student or name)
    return Brought(seat, name, f"{name}{sent}", "file", "file", {"one": one, "two": two})


def collection(store: RoomStore) -> Collection:
    return Collection(store, collecting_room(store, OPENED, BEGAN).id, BANK)


ADA, BEN, CEM = work("Ada", "b", False), work("Ben", "a", True), work("Cem", "b", True)


def test_work_is_marked_here_and_counts_in_the_report(store: RoomStore) -> None:
    room = collection(store)
    for each in (ADA, BEN, CEM):
        assert room.bring_in(each, after(1)).is_new
    found = report(tally(store, [room.id], BANK), QUESTIONS)
    assert found.scores.n == 3
    assert [item.figures.mean for item in found.items] == pytest.approx([2 / 3, 1 / 3])


def test_twice_is_as_once_and_another_day_too(store: RoomStore) -> None:
    collection(store).bring_in(ADA, after(1))
    again = collection(store)
    assert not again.bring_in(ADA, after(99)).is_new
    events = [happened.event for _, happened in store.read(again.id)]
    assert len(events) == 1 + len(["seat", "begun", "one", "two", "in"])


def test_the_order_makes_no_difference_to_the_figures(store: RoomStore) -> None:
    figures = []
    for order in permutations((ADA, BEN, CEM)):
        row = collecting_room(store, collecting("quiz:q", "ig", "x", BANK), BEGAN, new=True)
        room = Collection(store, row.id, BANK)
        for each in order:
            room.bring_in(each, after(1))
        figures.append(report(tally(store, [room.id], BANK), QUESTIONS).scores)
    assert all(one == figures[0] for one in figures)


def test_the_first_work_of_a_student_counts_and_two_of_one_name_are_two(store: RoomStore) -> None:
    room = collection(store)
    room.bring_in(ADA, after(1))
    assert room.bring_in(work("Ada", "a", True, sent="2"), after(2)).round == 2
    other = room.bring_in(work("Ada", "a", True, sent="3", student="another"), after(3))
    assert (other.name, other.round) == ("Ada 2", 1)
    assert report(tally(store, [room.id], BANK), QUESTIONS).scores.n == 2


def test_work_for_no_such_room_or_of_somebody_sent_out_is_refused(store: RoomStore) -> None:
    room = collection(store)
    room.bring_in(ADA, after(1))
    room.do([SeatRemoved(ADA.seat)], after(2), [None])
    with pytest.raises(CourseError, match="was sent out"):
        room.bring_in(work("Ada", "a", True, sent="2"), after(3))
    store.open("live", an_opening(*QUESTIONS, code="ABCDEF"), BEGAN)
    with pytest.raises(CourseError, match="takes no such work"):
        Collection(store, "live", BANK)


def test_what_does_not_fit_a_question_is_refused_before_anything_is_stored(
    store: RoomStore,
) -> None:
    room = collection(store)
    with pytest.raises(CourseError, match="no option"):
        room.bring_in(work("Ada", "z", True), after(1))
    assert len(list(store.read(room.id))) == 1


def test_nobody_joins_a_room_that_work_is_brought_into(store: RoomStore) -> None:
    room = collection(store)
    with pytest.raises(IllegalMove, match="nobody joins here"):
        room.do([taken("mallory")], after(1), [None])
    assert room.bring_in(ADA, after(2)).is_new
