"""A report added up in the database is the one added up from the log, to the last digit shown."""

import random
from fractions import Fraction

import pytest

from course.content.questions import AnyQuestion, Response
from course.rooms.store import Entry, RoomStore
from course.rooms.tallying import answers, tally
from course.sessions.live.events import (
    BallotClosed,
    ExtraTimeGiven,
    HandedIn,
    HoursSet,
    ResultShown,
    RoomEvent,
    SeatRemoved,
    SittingBegun,
    Terms,
    Voted,
)
from course.statistics.classes import Answer, ClassReport, report, tallied
from tests.builders import a_categorise, a_multiple, a_single, a_survey, a_true_false
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken

QUESTIONS: dict[str, AnyQuestion] = {
    q.id: q
    for q in (
        a_single("one"),
        a_multiple("two", points=2),
        a_true_false("three"),
        a_categorise("four"),
        a_survey("five"),
    )
}


def responses(question: AnyQuestion, chance: random.Random) -> Response:
    match question.type:
        case "single" | "survey":
            return chance.choice("ab")
        case "multiple":
            return chance.choice([("a",), ("a", "b"), ("b",), ()])
        case "true_false":
            return chance.choice([True, False])
        case _:
            return {"a": chance.choice(["states", "others"])}


def a_class(store: RoomStore, room: str, people: int, seed: int) -> None:
    """People who answer at random, some twice, some late, some not; one is sent out."""
    chance = random.Random(seed)
    store.open(room, an_opening(*QUESTIONS.values(), code=f"AAAAA{room[-1]}"), BEGAN)
    events: list[RoomEvent] = [taken(f"s{n}") for n in range(people)]
    for id_, question in QUESTIONS.items():
        events.append(put(id_))
        for n in range(people):
            for _ in range(chance.choice([0, 1, 1, 2])):
                share = chance.choice([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
                response = responses(question, chance)
                events.append(Voted(f"s{n}", id_, 1, response, share, f"{id_}{n}{len(events)}"))
        events.append(BallotClosed(id_, 1))
        events.append(Voted("s0", id_, 1, "a", Fraction(1), f"late {id_}"))
        events += [put(id_, 2), Voted("s1", id_, 2, "a", Fraction(1), f"again {id_}")]
        if id_ != "four":
            events.append(ResultShown(id_))
        else:
            events.append(BallotClosed(id_, 2))
    events.append(SeatRemoved("s2"))
    store.append(room, [Entry(event, after(n)) for n, event in enumerate(events)])


def same(one: ClassReport, other: ClassReport) -> None:
    """To the last digit: an export is the same to the byte, wherever the class is kept."""

    def flat(value: object) -> object:
        if hasattr(value, "__slots__"):
            return [flat(getattr(value, name)) for name in value.__slots__]
        if isinstance(value, dict):
            return [flat(row) for row in sorted(value.items(), key=repr)]
        return [flat(each) for each in value] if isinstance(value, (tuple, list)) else value

    assert repr(flat(one)) == repr(flat(other))


@pytest.mark.parametrize("people", [3, 12, 40])
def test_the_database_adds_up_what_the_log_says(store: RoomStore, people: int) -> None:
    rooms = ["room1", "room2"]
    for seed, room in enumerate(rooms):
        a_class(store, room, people, seed)
    here = tally(store, rooms, QUESTIONS)
    there = tallied([one for room in rooms for one in answers(store, room, QUESTIONS)])
    same(report(here, QUESTIONS.values()), report(there, QUESTIONS.values()))


def test_what_was_not_shown_late_or_after_the_discussion_does_not_count(store: RoomStore) -> None:
    a_class(store, "room1", 6, 3)
    found = report(tally(store, ["room1"], QUESTIONS), QUESTIONS.values())
    assert [item.question.id for item in found.items] == ["one", "two", "three"]
    assert {item.figures.n for item in found.items} == {5}, "one was sent out"


def test_a_room_without_answers_has_no_figures(store: RoomStore) -> None:
    store.open("room1", an_opening(*QUESTIONS.values()), BEGAN)
    found = report(tally(store, ["room1"], QUESTIONS), QUESTIONS.values())
    assert found.items == ()
    assert found.scores.mean is None


def test_nobody_is_asked_what_their_room_was_not(store: RoomStore) -> None:
    a_class(store, "room1", 5, 1)
    store.open("room2", an_opening(*QUESTIONS.values(), code="AAAAA2"), BEGAN)
    events: list[RoomEvent] = [taken("x"), put("one"), ResultShown("one")]
    store.append("room2", [Entry(event, after(n)) for n, event in enumerate(events)])
    found = report(tally(store, ["room1", "room2"], QUESTIONS), QUESTIONS.values())
    assert {item.question.id: item.figures.n for item in found.items} == {
        "one": 5,
        "two": 4,
        "three": 4,
    }


def an_assignment(store: RoomStore, room: str, people: int, seed: int) -> None:
    """Everybody sits down to it, some twice; not all hand it in; one is sent out."""
    chance = random.Random(seed)
    opening = an_opening(
        *QUESTIONS.values(), code=f"AAAAA{room[-1]}", kind="assignment", terms=Terms(attempts=2)
    )
    store.open(room, opening, BEGAN)
    events: list[RoomEvent] = []
    for n in range(people):
        seat = f"s{n}"
        events += [taken(seat), SittingBegun(seat, 1, "b")]
        for id_, question in QUESTIONS.items():
            for _ in range(chance.choice([0, 1, 1, 2])):
                share = chance.choice([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
                response = responses(question, chance)
                events.append(Voted(seat, id_, 1, response, share, f"{id_}{n}{len(events)}"))
        if n % 4 == 3:
            continue  # still at it
        events += [HandedIn(seat, 1, "student"), SittingBegun(seat, 2, "c")]
        events.append(Voted(seat, "one", 2, "a", Fraction(1), "again"))
        events.append(HandedIn(seat, 2, "student"))
    events.append(SeatRemoved("s2"))
    store.append(room, [Entry(event, after(n)) for n, event in enumerate(events)])


@pytest.mark.parametrize("people", [3, 12, 48])
def test_an_assignment_adds_up_like_a_class(store: RoomStore, people: int) -> None:
    rooms = ["room1", "room2"]
    an_assignment(store, "room1", people, 5)
    a_class(store, "room2", people, 6)
    here = tally(store, rooms, QUESTIONS)
    there = tallied([one for room in rooms for one in answers(store, room, QUESTIONS)])
    same(report(here, QUESTIONS.values()), report(there, QUESTIONS.values()))


def test_of_an_assignment_the_first_sitting_counts_once_it_is_in(store: RoomStore) -> None:
    an_assignment(store, "room1", 8, 1)
    found = report(tally(store, ["room1"], QUESTIONS), QUESTIONS.values())
    assert [item.question.id for item in found.items] == ["one", "two", "three", "four"]
    assert {item.figures.n for item in found.items} == {5}, "two are at it, one was sent out"


def test_what_another_process_stored_when_the_work_was_in_does_not_count(store: RoomStore) -> None:
    opening = an_opening(*QUESTIONS.values(), kind="assignment", terms=Terms())
    store.open("room1", opening, BEGAN)
    right, wrong = ("one", 1, "b", Fraction(1)), ("one", 1, "a", Fraction(0))
    events: list[RoomEvent] = []
    for seat in ("ana", "ben", "cem", "dora", "emil"):
        source = "file" if seat == "emil" else ""
        events += [taken(seat), SittingBegun(seat, 1, "b", source), Voted(seat, *right, f"{seat}1")]
    for seat, how in (("ana", "student"), ("ben", "closing"), ("cem", "time"), ("emil", "file")):
        events += [HandedIn(seat, 1, how), Voted(seat, *wrong, f"{seat}2")]  # type: ignore[arg-type]
    events += [HoursSet(None, None), Voted("ben", "two", 1, ("a",), Fraction(1), "ben3")]
    events += [ExtraTimeGiven("cem", 50), Voted("cem", "two", 1, ("a",), Fraction(1), "cem3")]
    events += [HandedIn(seat, 1, "student") for seat in ("ben", "cem", "dora")]
    events += [Voted("cem", "two", 1, (), Fraction(0), "cem4")]
    store.append("room1", [Entry(event, after(n)) for n, event in enumerate(events)])
    here, log = tally(store, ["room1"], QUESTIONS), list(answers(store, "room1", QUESTIONS))
    same(report(here, QUESTIONS.values()), report(tallied(log), QUESTIONS.values()))
    earned = {(one.who.removeprefix("room1/"), one.item): one.points for one in log}
    assert [earned[seat, "one"] for seat in ("ana", "ben", "cem", "dora")] == [1, 1, 1, 1]
    assert earned["emil", "one"] == 0, "what was brought in may be mended"
    assert (earned["ben", "two"], earned["cem", "two"]) == (2, 2)


def test_the_objective_least_understood_comes_first() -> None:
    hard = a_single("hard", objective="hard-goal")
    easy = a_single("easy", objective="easy-goal")
    rows = [
        Answer(f"s{n}", id_, float(id_ == "easy"), "a")
        for n in range(4)
        for id_ in ("hard", "easy")
    ]
    found = report(tallied(rows), [easy, hard])
    assert [(row.objective, row.share, row.n) for row in found.objectives] == [
        ("hard-goal", 0, 4),
        ("easy-goal", 1, 4),
    ]
    assert found.interval is None, "with fewer than ten there are only counts"
