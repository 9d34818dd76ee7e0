"""An assignment over the wire: at one's own pace, back at the same place, nothing told early."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from course.classroom.server import ClassServer
from course.content.questions import AnyQuestion
from course.rooms.codes import hashed
from course.rooms.desk import as_listed
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.rooms.roster import Person, Roster, dumped
from course.sessions.assignment import Assignment
from course.sessions.attempt import IllegalMove
from course.sessions.live.desk import desk
from course.sessions.live.events import SittingBegun, Terms
from course.sessions.live.room import begin, resume
from tests.builders import a_choice, a_single, a_true_false
from tests.classroom.conftest import SECRET, Class, Device, a_class
from tests.sessions.live.classes import BEGAN, after, an_opening, log, taken, voted

QUESTIONS: tuple[AnyQuestion, ...] = (a_single("one"), a_single("two"), a_true_false("three"))
BANK = {question.id: question for question in QUESTIONS}
TOLD = {"results", "score", "earned", "right", "why"}


async def homework(**terms: Any) -> AsyncIterator[Class]:
    store = MemoryRooms()
    opening = an_opening(
        *BANK.values(), kind="assignment", terms=Terms(**terms), teacher=hashed(SECRET)
    )
    store.open("room", opening, utc_now())
    async for made in a_class(store, BANK):
        yield made


@pytest.fixture
async def lesson(request: pytest.FixtureRequest) -> AsyncIterator[Class]:
    async for made in homework(**getattr(request, "param", {})):
        yield made


async def at_work(lesson: Class, name: str = "Ana") -> Device:
    """A student who sat down to it."""
    device = await lesson.joined(name)
    await device.hears("view", phase="ready")
    await device.say(t="begin", id="b")
    await device.hears("ack", id="b")
    await device.hears("view", phase="working")
    return device


def work(lesson: Class) -> Assignment:
    assert lesson.room.room.work
    return lesson.room.room.work


def keys(value: Any) -> set[str]:
    """Every key anywhere in a view."""
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()


async def test_from_sitting_down_to_handing_in(lesson: Class) -> None:
    ana = await at_work(lesson)
    view = ana.views[-1]
    assert (view["place"], view["of"], view["round"]) == (1, 3, 1)
    for place, item in enumerate(view["items"]):
        if place:
            await ana.say(t="turn", ballot=item["ballot"], round=1, id=f"t{item['ballot']}")
            await ana.hears("view", ballot=item["ballot"])
        await ana.votes("1", f"v{item['ballot']}", ballot=item["ballot"])
        await ana.hears("ack", id=f"v{item['ballot']}")
    await ana.say(t="hand-in", round=1, id="h")
    await ana.hears("ack", id="h")
    done = await ana.hears("view", phase="done")
    assert done["sittings"][0]["answered"] == 3
    assert done["sittings"][0]["how"] == "student"


async def test_nothing_is_told_before_the_feedback_is_due(lesson: Class) -> None:
    ana = await at_work(lesson)
    await ana.votes("1", "v")
    await ana.hears("ack", id="v")
    await ana.say(t="hand-in", round=1, id="h")
    await ana.hears("view", phase="done")
    assert not {key for view in ana.views for key in keys(view)} & TOLD
    await lead(lesson.room, "close")
    told = await ana.hears("view")
    assert told["sittings"][0]["score"]["of"] == 3
    assert {"right", "why", "earned"} <= set(told["results"][0])


@pytest.mark.parametrize("lesson", [{"feedback": "now", "attempts": 2}], indirect=True)
async def test_the_key_is_kept_from_who_may_still_try_again(lesson: Class) -> None:
    ana = await at_work(lesson)
    await ana.say(t="hand-in", round=1, id="h")
    again = await ana.hears("view", phase="ready")
    assert not {"right", "why"} & keys(again)
    assert again["sittings"][0]["score"]["earned"] == 0
    await ana.say(t="begin", id="b2")
    await ana.hears("view", phase="working")
    await ana.say(t="hand-in", round=2, id="h2")
    assert {"right", "why"} <= keys(await ana.hears("view", phase="done"))


def test_views_are_the_same_whichever_option_is_right() -> None:
    said = []
    for right in range(3):
        towns = ("Geneva", "Dubai", "Tunis")
        choices = tuple(a_choice(town, correct=n == right) for n, town in enumerate(towns))
        question = a_single("one", choices=choices)
        room = resume(
            log(
                begin(an_opening(question, kind="assignment", terms=Terms()), "room", BEGAN),
                taken("ana"),
                SittingBegun("ana", 1, "b"),
                voted("ana", "one", "a", right=right == 0),
            )
        )
        assert room
        assert room.work
        said.append(json.dumps(desk(room, room.work, "ana", {"one": question}, after(60))))
    assert len(set(said)) == 1


async def test_who_comes_back_finds_place_answers_and_flags(lesson: Class) -> None:
    ana = await at_work(lesson)
    second = ana.views[-1]["items"][1]["ballot"]
    await ana.say(t="turn", ballot=second, round=1, id="t")
    await ana.say(t="flag", ballot=second, round=1, on=True, id="f")
    await ana.votes("2", "v", ballot=second)
    await ana.hears("ack", id="v")
    await ana.socket.close()
    back = await lesson.joined("", token=ana.token)
    view = await back.hears("view", phase="working")
    assert (view["ballot"], view["answer"], view["place"]) == (second, "2", 2)
    assert view["items"][1] == {"ballot": second, "answered": True, "flagged": True}


async def test_everything_sent_three_times_happens_once(lesson: Class) -> None:
    ana = await at_work(lesson)
    one = ana.views[-1]["ballot"]
    for _ in range(3):
        await ana.say(t="begin", id="b")
        await ana.votes("1", "v", ballot=one)
    for _ in range(3):
        await ana.say(t="hand-in", round=1, id="h")
        await ana.hears("ack", id="h")
    log = [happened.event for _, happened in lesson.room.store.read("room")]
    kinds = [type(event).__name__ for event in log]
    assert [kinds.count(kind) for kind in ("SittingBegun", "Voted", "HandedIn")] == [1, 1, 1]


async def test_an_answer_after_handing_in_is_refused_and_told_so(lesson: Class) -> None:
    ana = await at_work(lesson)
    await ana.say(t="hand-in", round=1, id="h")
    await ana.hears("ack", id="h")
    await ana.votes("1", "v")
    assert (await ana.hears("no", id="v"))["why"] == "this was handed in already"


@pytest.mark.parametrize("lesson", [{"opens": utc_now() + timedelta(hours=1)}], indirect=True)
async def test_it_cannot_be_begun_before_it_opens_whatever_the_device_says(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    early = await ana.hears("view", phase="early")
    assert 0 < early["seconds"] <= 3600
    assert "sheet" not in early
    await ana.say(t="begin", id="b")
    assert (await ana.hears("no", id="b"))["why"] == "it is not open yet"


async def test_when_the_time_is_up_the_page_changes_by_itself(lesson: Class) -> None:
    ana = await at_work(lesson)
    await ana.votes("1", "v", ballot=ana.views[-1]["ballot"])
    await ana.hears("ack", id="v")
    await lead(lesson.room, "close")
    assert (await ana.hears("view", phase="done"))["sittings"][0]["answered"] == 1
    await lead(lesson.room, "extend", "30")
    view = await ana.hears("view", phase="working")
    assert 0 < view["seconds"] <= 1800
    assert view["items"][0]["answered"]


async def test_the_teacher_sees_how_far_everybody_is(lesson: Class) -> None:
    ana, _ben = await at_work(lesson), await lesson.joined("Ben")
    await ana.votes("1", "v", ballot=ana.views[-1]["ballot"])
    await ana.hears("ack", id="v")
    teacher = await lesson.teacher()
    seen = await teacher.hears("view")
    states = {row["name"]: (row["state"], row["answered"]) for row in seen["rows"]}
    assert states == {"Ana": ("working", 1), "Ben": ("none", 0)}
    await teacher.say(t="do", verb="extend", of="10", id="x")
    await teacher.hears("ack", id="x")
    assert work(lesson).terms.closes


@pytest.mark.parametrize("lesson", [{"minutes": 30}], indirect=True)
async def test_the_time_that_is_left_runs_on_a_teachers_screen_far_away(
    lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.classroom.server.LOOK", 0.1)
    await at_work(lesson)
    teacher = await lesson.teacher()
    first = (await teacher.hears("view"))["rows"][0]["seconds"]
    while (await teacher.hears("view"))["rows"][0]["seconds"] == first:
        continue


async def test_a_server_that_comes_back_finds_everybody_where_they_were(lesson: Class) -> None:
    ana = await at_work(lesson)
    await ana.votes("1", "v", ballot=ana.views[-1]["ballot"])
    await ana.hears("ack", id="v")
    again = ClassServer(lesson.room.store, BANK, []).room("room")
    assert again.room == lesson.room.room


async def test_extra_time_on_the_roster_is_given_at_the_door() -> None:
    store = MemoryRooms()
    people = (Person("Ana Pérez", extra_time=50), Person("Ben Brown"))
    store.keep_roster("9b", dumped(Roster("9b", people)))
    terms = Terms(minutes=20)
    opening = an_opening(
        *BANK.values(), kind="assignment", terms=terms, teacher=hashed(SECRET), roster="9b"
    )
    store.open("room", opening, utc_now())
    async for made in a_class(store, BANK):
        ana, ben = await made.joined("ana perez"), await made.joined("Ben")
        assert (await ana.hears("view", phase="ready"))["minutes"] == 30
        assert (await ben.hears("view", phase="ready"))["minutes"] == 20


async def test_what_the_teacher_decided_stands_above_the_roster() -> None:
    store = MemoryRooms()
    store.keep_roster("9b", dumped(Roster("9b", (Person("Ana", extra_time=50),))))
    opening = an_opening(*BANK.values(), kind="assignment", terms=Terms(minutes=20), roster="9b")
    store.open("room", opening, utc_now())
    room = OpenRoom(store, "room", BANK)
    await room.do(taken("ana"))
    await lead(room, "grant", "ana", "0")
    await as_listed(room, "ana")
    assert room.own("ana")["minutes"] == 20


@pytest.mark.parametrize("lesson", [{"minutes": 20}], indirect=True)
async def test_a_student_at_work_sees_at_once_that_there_is_more_time(lesson: Class) -> None:
    ana = await at_work(lesson)
    await lead(lesson.room, "grant", lesson.room.room.present[0].id, "10")
    assert (await ana.hears("view", phase="working"))["seconds"] > 20 * 60


@pytest.mark.parametrize("amount", ["a lot", "301 %", "-5", "9999999"])
@pytest.mark.parametrize("lesson", [{}], indirect=True)
async def test_extra_time_that_cannot_be_is_refused(lesson: Class, amount: str) -> None:
    await lesson.joined("Ana")
    with pytest.raises(IllegalMove):
        await lead(lesson.room, "grant", lesson.room.room.present[0].id, amount)
