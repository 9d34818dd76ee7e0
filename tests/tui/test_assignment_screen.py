"""The screen of an assignment: who is how far, the time that is left, closing and more time."""

from datetime import timedelta
from typing import Any

from textual.widgets import Static

from course.content.questions import AnyQuestion
from course.rooms import desk
from course.rooms.lead import Lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.events import Terms
from course.tui.host import HostApp
from course.tui.screens.assignment import AssignmentScreen
from tests.builders import a_single, a_true_false
from tests.sessions.live.classes import an_opening, taken
from tests.tui.hosting import WAY, NoServer

QUESTIONS: tuple[AnyQuestion, ...] = (a_single("one"), a_true_false("two"))


def a_room(**terms: Any) -> OpenRoom:
    store = MemoryRooms()
    store.open("room", an_opening(*QUESTIONS, kind="assignment", terms=Terms(**terms)), utc_now())
    return OpenRoom(store, "room", {question.id: question for question in QUESTIONS})


def an_app(room: OpenRoom) -> HostApp:
    return HostApp(Lead(room), WAY, NoServer())


def said(app: HostApp) -> str:
    return str(app.screen.query_one("#rows", Static).content)


async def at_work(room: OpenRoom, name: str) -> None:
    await room.do(taken(name))
    await desk.begin(room, name, "b")
    await desk.answer(room, name, "one", 1, "1", "v")


async def test_it_says_how_to_join_until_somebody_is_here() -> None:
    app = an_app(a_room(minutes=20, attempts=2, feedback="now"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, AssignmentScreen)
        assert "RFC-728" in said(app)
        assert "Open until you close it." in said(app)
        assert "2 questions · 20 minutes each · 2 attempts · results on handing in" in said(app)


async def test_it_shows_who_has_begun_and_who_has_handed_in() -> None:
    room = a_room(minutes=20)
    await room.do(taken("cem"))
    await at_work(room, "ana")
    await at_work(room, "ben")
    await desk.hand_in(room, "ben", 1, "h")
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = said(app)
        assert "1 not begun · 1 at work · 1 handed in" in text
        ana, ben, cem = text.splitlines()[-3:]
        assert "1/2" in ana
        assert "left" in ana
        assert "handed in" in ben
        assert "points" not in ben
        assert "not begun" in cem


async def test_points_stay_off_the_projector_until_they_are_asked_for() -> None:
    room = a_room()
    await at_work(room, "ana")
    await desk.hand_in(room, "ana", 1, "h")
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "of 2 points" not in said(app)
        await pilot.press("t")
        assert "of 2 points" in said(app)


async def test_closing_asks_once_and_hands_work_in_and_more_time_takes_it_up_again() -> None:
    room = a_room()
    await at_work(room, "ana")
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("enter")  # keep it open
        await pilot.pause()
        assert "Open until" in said(app)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Closed. e opens it again." in said(app)
        assert "handed in, it closed" in said(app)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "left" in said(app)
        assert room.room.work
        assert room.room.work.terms.closes
        assert room.room.work.terms.closes > utc_now() + timedelta(minutes=9)


async def test_ending_keeps_the_results() -> None:
    room = a_room()
    await at_work(room, "ana")
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert room.room.ended
        assert "course report" in said(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.return_code == 0


async def test_one_student_may_take_longer_which_is_told_off_the_projector_alone() -> None:
    room = a_room(minutes=20)
    await at_work(room, "ana")
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert room.overview()["rows"][0]["extra"] == 5
        assert "+5 min" not in said(app)
        await pilot.press("t")
        assert "+5 min" in said(app)


async def test_another_share_or_minutes_can_be_typed() -> None:
    room = a_room(minutes=20)
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        await pilot.press(*"33 %", "enter")
        await pilot.pause()
        assert room.overview()["rows"][0]["extra"] == 7


async def test_when_it_is_closed_the_screen_says_that_somebody_has_extra_time() -> None:
    room = a_room()
    await at_work(room, "ana")
    await desk.grant(room, "ana", "30")
    await desk.close(room)
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Closed; who has extra time has it until" in said(app)
