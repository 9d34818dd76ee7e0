"""The minutes of a class: the way it went, roles, texts and objections; nobody is counted."""

import json
from pathlib import Path

import pytest

from course.cli.main import run
from course.content.exercise import Exercise
from course.content.scenario import Scenario
from course.loading.files import find_course
from course.loading.library import Library
from course.report.minutes import lines, minutes
from course.report.page import minutes_page
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import Entry
from course.sessions.live.events import (
    BallotClosed,
    BallotOpened,
    Hums,
    HumsCounted,
    ResultShown,
    RoomEnded,
    RoomEvent,
    SceneDecided,
    SeatTaken,
    Voted,
)
from course.sessions.live.room import Room
from course.sessions.live.table_events import (
    AmendmentRefused,
    ConsensusDeclared,
    ObjectionAnswered,
    PhaseBegun,
    TextAmended,
)
from tests.sessions.live.classes import BEGAN, a_room, after, an_opening, played, put
from tests.sessions.live.stories import CASE, DOOR, at_the_door, decided
from tests.sessions.live.tables import PACK, asked, at_the_table, lives, objects, proposed

NAMES = {"ana": "P-ANA", "ben": "P-BEN", "cem": "P-CEM"}


def said(room: Room, subject: Scenario | Exercise = PACK) -> str:
    told = minutes(room, subject, NAMES.__getitem__)
    assert json.loads(json.dumps(told)) == told
    return "\n".join(lines(told))


def test_the_way_of_a_class_with_its_votes_and_who_decided() -> None:
    text = said(decided("knock", "push", "push", choice="knock", because="The third row."), CASE)
    assert "1. Door" in text
    assert "✓       1  Do knock, because." in text
    assert "        2  Do push, because." in text
    assert "decided by the teacher, not by the vote: “The third row.”" in text
    assert "The class stands at: Hall" in text


def test_votes_before_and_after_a_discussion_stand_side_by_side() -> None:
    room = played(
        at_the_door("push", "push"),
        ResultShown(DOOR),
        put(DOOR, 2),
        Voted("ana", DOOR, 2, "knock", None, "m"),
        BallotClosed(DOOR, 2),
        ResultShown(DOOR),
    )
    text = said(played(room, SceneDecided("door", "knock")), CASE)
    assert "0 → 1  Do knock" in text
    assert "2 → 0  Do push" in text


def test_what_was_negotiated_and_what_became_of_it() -> None:
    room = at_the_table(
        PhaseBegun("p0", 1800),
        proposed("ana"),
        proposed("ben", "States may pay.", id="a2"),
        TextAmended("t", "States shall pay.", "ana", "a1", 0, "agreed"),
        AmendmentRefused("a2", "Too weak."),
        asked(),
        objects("ana"),
        lives("ben"),
        ObjectionAnswered("ana", 1, True, "It stands now."),
        ConsensusDeclared(1, True, "All was answered."),
        put("hum"),
        BallotClosed("hum", 1),
        HumsCounted("hum", 1, (Hums("for", 3, 2),)),
    )
    text = said(room)
    for line in (
        "  Role 1: P-BEN, P-CEM",
        "Phase 0 (not over)",
        "Text (no brackets)",
        "  States shall pay.",
        "  ·  P-ANA “It is clearer.” – taken",
        "  ·  P-BEN “It is clearer.” – refused: Too weak.",
        "Can you live with it? (Text)",
        "  ·  P-ANA: Article 4 falls.",
        "    met: It stands now.",
        "✓ The chair finds consensus. All was answered.",
        "What was heard (strength, not heads)",
        "  100 for, 0 against",
    ):
        assert line in text
    assert "Secret" not in text


def test_how_many_could_live_with_it_is_not_in_the_minutes() -> None:
    few, many = (at_the_table(asked(), *rest) for rest in ((), (lives("ana"), lives("ben"))))
    assert minutes(few, PACK, NAMES.__getitem__) == minutes(many, PACK, NAMES.__getitem__)


@pytest.mark.parametrize("subject", [CASE, PACK])
def test_a_class_that_never_began_has_minutes_too(subject: Scenario | Exercise) -> None:
    kind = "scenario" if isinstance(subject, Scenario) else "exercise"
    room = played(a_room(kind=kind), RoomEnded())
    assert "2 students" in said(room, subject)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A class that took one step in a scenario of the course."""
    scenario = Library(find_course()).scenario("the-last-night")
    start = scenario.scene[scenario.start]
    ballot = f"scene:{start.id}"
    rooms = SqliteRooms(tmp_path / "rooms.db")
    opening = an_opening(kind="scenario", of="scenario:the-last-night", title="The last night")
    rooms.open("room", opening, BEGAN)
    events: list[RoomEvent] = [
        SeatTaken("s1", "Zebulon Quirk", "t"),
        BallotOpened(ballot, 1),
        Voted("s1", ballot, 1, start.choices[0].id, None, "m"),
        ResultShown(ballot),
        SceneDecided(start.id, start.choices[0].id),
    ]
    rooms.append("room", [Entry(event, after(1)) for event in events])
    rooms.close()
    return tmp_path / "rooms.db"


@pytest.mark.parametrize(
    "named", [[], ["the-last-night"], ["scenario:the-last-night"], ["RFC-728"]]
)
def test_course_report_tells_the_minutes(
    store: Path, named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *named, "--store", str(store)]) == 0
    assert "by the vote of the class" in capsys.readouterr().out


def test_minutes_are_a_page_too_that_runs_nothing(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--store", str(store), "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "<h2>1. " in page
    assert "default-src &#39;none&#39;" in page
    assert "<script" not in page


def test_what_students_wrote_is_words_on_the_page() -> None:
    evil = "<img src=x onerror=alert(1)>"
    told = minutes(at_the_table(asked(), objects("ana", evil)), PACK, NAMES.__getitem__)
    page = minutes_page([told], after(1))
    assert evil not in page
    assert "&lt;img src=x" in page


def test_course_report_gives_them_to_programs_and_says_what_it_cannot(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--store", str(store), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scenes"][0]["how"] == "vote"
    assert run(["report", "--store", str(store), "--format", "csv"]) == 2
    assert "text, HTML or JSON" in capsys.readouterr().err
