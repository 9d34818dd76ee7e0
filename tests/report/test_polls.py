"""Polls, surveys and hums in a report: counted without a key, and a hum never by heads."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from course.content.questions import AnyQuestion
from course.report.lines import lines
from course.report.page import page
from course.report.paper import paper
from course.report.polls import Heard, Poll, polls
from course.report.telling import told
from course.rooms.memory import MemoryRooms
from course.rooms.store import Entry
from course.sessions.live.events import (
    BallotClosed,
    Hummed,
    Hums,
    HumsCounted,
    Posed,
    ResultShown,
    RoomEvent,
    Voted,
)
from tests.builders import a_single, a_survey
from tests.report.classes import answered
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken

LUNCH = Posed("poll", "Where to?", ("Geneva", "Dubai", "Tunis"))
WORD = Posed("poll", "In a word?")
READY = Posed("hum", "Is it ready?", is_hum=True)
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def a_room(store: MemoryRooms, room: str, posed: Posed, *said: str) -> None:
    store.open(room, an_opening(posed=(posed,), kind="poll", code=f"AAAAA{room[-1]}"), BEGAN)
    events: list[RoomEvent] = [taken(f"s{n}") for n in range(len(said))]
    events.append(put(posed.id))
    events += [Voted(f"s{n}", posed.id, 1, text, None, f"m{n}") for n, text in enumerate(said)]
    events += [BallotClosed(posed.id, 1), ResultShown(posed.id)]
    store.append(room, [Entry(event, after(1)) for event in events])


def test_a_poll_is_counted_over_all_its_rooms() -> None:
    store = MemoryRooms()
    a_room(store, "room2", LUNCH, "a", "a", "b")
    a_room(store, "room3", LUNCH, "b", "b")
    assert polls(store, store.rooms(), {}) == (
        5,
        (Poll("Where to?", 5, {"Geneva": 2, "Dubai": 3, "Tunis": 0}, True),),
    )


def test_what_one_person_wrote_is_counted_and_not_shown() -> None:
    store = MemoryRooms()
    a_room(store, "room2", WORD, "rough", "rough", "I, Ana, say no")
    people, found = polls(store, store.rooms(), {})
    assert "Ana" not in repr(found)
    (opinion,) = told(replace(answered(12), polls=found, seats=people)).opinions
    assert [(bar.label, bar.count) for bar in opinion.bars] == [("rough", 2)]
    assert opinion.words == "3 answers, 1 of one person alone"


def test_a_hum_is_told_by_its_strength() -> None:
    store = MemoryRooms()
    store.open("room", an_opening(posed=(READY,), kind="poll"), BEGAN)
    events: list[RoomEvent] = [taken("ana"), put("hum"), Hummed("ana", "hum", 1, "m")]
    events += [BallotClosed("hum", 1), HumsCounted("hum", 1, (Hums("for", 3, 1),))]
    events.append(ResultShown("hum"))
    store.append("room", [Entry(event, after(1)) for event in events])
    _people, found = polls(store, store.rooms(), {})
    assert found == (Heard("Is it ready?", ({"for": 100, "against": 0},)),)
    (opinion,) = told(replace(answered(12), polls=found)).opinions
    assert "never counted" in opinion.words


def test_a_survey_of_a_quiz_is_told_and_a_question_with_a_key_is_not() -> None:
    bank: dict[str, AnyQuestion] = {"one": a_single("one"), "five": a_survey("five")}
    store = MemoryRooms()
    store.open("room", an_opening(*bank.values()), BEGAN)
    events: list[RoomEvent] = [taken("ana")]
    for id_ in bank:
        events += [put(id_), Voted("ana", id_, 1, "a", None, f"m{id_}"), ResultShown(id_)]
    store.append("room", [Entry(event, after(1)) for event in events])
    _people, found = polls(store, store.rooms(), bank)
    assert [asked.text for asked in found] == ["The stem of five?"]


@pytest.mark.parametrize("people", [0, 12])
def test_every_shape_of_a_report_tells_them(people: int) -> None:
    poll = Poll("Where to <b>?", 3, {"Geneva": 2, "Tunis": 1}, True)
    report = told(replace(answered(people), polls=(poll,), seats=3))
    assert "Where to <b>?" in "\n".join(lines(report))
    assert "Where to &lt;b&gt;?" in page(report, NOW)
    assert paper(report, NOW).startswith(b"%PDF-")
    assert "Nothing was shown" not in report.caution
