"""The people of a report: the same student in all rooms of a class, nobody by name unasked."""

from dataclasses import replace
from fractions import Fraction

import pytest

from course.content.questions import AnyQuestion
from course.loading.files import find_course
from course.loading.library import Library
from course.report.findings import Shift, findings
from course.report.people import People, called_outside, people
from course.report.telling import told
from course.rooms.memory import MemoryRooms
from course.rooms.roster import Person, Roster, dumped
from course.rooms.store import Entry
from course.sessions.live.events import BallotClosed, ResultShown, RoomEvent, Voted
from tests.builders import a_single, a_true_false
from tests.report.classes import answered
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken

ONE, TWO = a_single("one"), a_true_false("two")
BANK: dict[str, AnyQuestion] = {"one": ONE, "two": TWO}
CLASS = Roster(
    "9b",
    (
        Person("Ana Pereira", "17", "A"),
        Person("Ben Carter", "18", "B"),
        Person("Cem Demir", "19", "B"),
    ),
)


def a_room(store: MemoryRooms, room: str, question: str, *, roster: str = "9b") -> None:
    """Ana is right and Ben is not."""
    opening = an_opening(*BANK.values(), code=f"AAAAA{room[-1]}", roster=roster)
    store.open(room, opening, BEGAN)
    events: list[RoomEvent] = [taken("ana"), taken("ben"), put(question)]
    events += [
        Voted("ana", question, 1, "b", Fraction(1), "m1"),
        Voted("ben", question, 1, "a", Fraction(0), "m2"),
        ResultShown(question),
    ]
    store.append(room, [Entry(event, after(1)) for event in events])


@pytest.fixture
def store() -> MemoryRooms:
    made = MemoryRooms()
    made.keep_roster("9b", dumped(CLASS))
    a_room(made, "room1", "one")
    a_room(made, "room2", "two")
    return made


def found(store: MemoryRooms, *, names: bool = False, students: bool = True) -> People:
    return people(store, store.rooms(), BANK, students=students, names=names)


def test_a_student_is_one_in_all_rooms_of_a_class(store: MemoryRooms) -> None:
    named = found(store, names=True)
    assert [(s.name, s.points, s.out_of, s.group) for s in named.students] == [
        ("Ana Pereira", 2, 2, "A"),
        ("Ben Carter", 0, 2, "B"),
    ]
    assert named.absent == ("Cem Demir",)


def test_nobody_is_named_unasked(store: MemoryRooms) -> None:
    assert not {"Ana", "Ana Pereira", "Ben", "Ben Carter"} & {
        student.name for student in found(store).students
    }
    assert found(store).students == found(store).students, "and a pseudonym stays"
    assert found(store, students=False).students == ()


def test_a_pseudonym_is_the_class_s_own(store: MemoryRooms) -> None:
    rows = {row.id: row for row in store.rooms()}
    here = called_outside(store, rows["room1"], names=False)
    there = called_outside(store, rows["room2"], names=False)
    assert here("ana") == there("ana")
    store.keep_roster("9b", None)
    apart = called_outside(store, rows["room1"], names=False)
    assert apart("ana") != here("ana"), "without the roster nobody knows that it is the same Ana"
    assert called_outside(store, rows["room1"], names=True)("ana") == "Ana"


def test_groups_are_told_the_least_understanding_first(store: MemoryRooms) -> None:
    groups = found(store).groups
    assert [(g.name, g.n, g.share, g.absent) for g in groups] == [("B", 1, 0, 1), ("A", 1, 1, 0)]


def test_the_share_of_a_small_group_is_nobody_else_s_business(store: MemoryRooms) -> None:
    whole = replace(answered(12), people=found(store))
    assert [team.value for team in told(whole).teams] == ["too few to show"] * 2
    assert [team.value for team in told(whole, names=True).teams] == ["0 %", "100 %"]


def test_who_was_absent_is_counted_and_named_only_when_asked(store: MemoryRooms) -> None:
    whole = replace(answered(12), people=found(store))
    assert told(whole).presence == ("1 of the roster was absent",)
    assert told(whole, names=True).presence == ("1 of the roster was absent: Cem Demir",)


def test_who_was_erased_is_told_as_a_number(store: MemoryRooms) -> None:
    store.forget("room1", "ana")
    store.forget("room2", "ana")
    after_it = found(store, names=True)
    assert [student.name for student in after_it.students] == ["Ben Carter"]
    assert after_it.erased == 2
    said = told(replace(answered(12), people=after_it)).presence[-1]
    assert said.startswith("2 students were erased on request")


def test_what_talking_it_over_did_stands_beside_the_question() -> None:
    library = Library(find_course())
    question = next(q for q in library.quiz("fourteen-days").questions if q.type == "single")
    store = MemoryRooms()
    store.open("room", an_opening(question), BEGAN)
    events: list[RoomEvent] = [taken(f"s{n:02}") for n in range(12)]
    for round_, right in ((1, 3), (2, 9)):
        events.append(put(question.id, round_))
        events += [
            Voted(f"s{n:02}", question.id, round_, "c", Fraction(n < right), f"{round_}{n}")
            for n in range(12)
        ]
        events.append(BallotClosed(question.id, round_))
    events.append(ResultShown(question.id))
    store.append("room", [Entry(event, after(1)) for event in events])
    made = findings(store, store.rooms(), library)
    assert made.shifts == {question.id: Shift((3, 12), (9, 12))}
    assert made.figures.items[0].figures.facility == 25, "the first vote is what is analysed"
    figure = told(made).items[0].figures[-1]
    assert (figure.name, figure.value) == ("After the discussion", "75.00 %")
    assert figure.words == "before it 25.00 %, of those who answered"
