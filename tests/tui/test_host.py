"""The host's screen: one key for the next step, and nothing shown before its time."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from course.rooms.lead import Lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.events import Posed
from course.sessions.live.room import phase
from course.tui.host import HostApp
from course.tui.screens.choose import ChooseScreen
from tests.builders import a_single, a_true_false
from tests.sessions.live.classes import an_opening, taken
from tests.tui.conftest import told, wait_for
from tests.tui.hosting import WAY, NoServer

ONE, TWO = a_single("one", explanation="Because of the plates."), a_true_false("two")
HUM = Posed("hum", "Is it ready?", is_hum=True)


@pytest.fixture
def room() -> OpenRoom:
    store = MemoryRooms()
    store.open("room", an_opening(ONE, TWO, posed=(HUM,)), utc_now())
    return OpenRoom(store, "room", {"one": ONE, "two": TWO})


def an_app(room: OpenRoom, **settings: Any) -> HostApp:
    return HostApp(Lead(room), WAY, NoServer(), **settings)


def said(app: HostApp) -> str:
    return str(app.screen.query_one("#room", Static).content)


async def says(pilot: Pilot[None], app: HostApp, *words: str) -> None:
    for each in words:
        await wait_for(pilot, lambda each=each: each in said(app), each)  # type: ignore[misc]


async def test_the_lobby_says_how_to_join_and_who_is_here(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "http://192.0.2.7:8050" in said(app)
        assert "RFC-728" in said(app)
        assert "! Everybody can open it." in said(app)
        await room.do(taken("ana"))
        await says(pilot, app, "1 is here")


async def test_enter_leads_through_the_whole_lesson(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        phases = []
        for _ in range(10):
            await pilot.press("enter")
            await pilot.pause()
            phases.append(phase(room.room))
        assert phases == [*("open", "closed", "shown") * 3, "ended"]


async def test_counts_stay_hidden_from_a_projector_until_the_reveal(room: OpenRoom) -> None:
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await room.vote("ana", "one", 1, "1", "m1")
        await says(pilot, app, "1 of 1 answered")
        assert "█" not in said(app)
        await pilot.press("t")
        assert "█" in said(app)
        await pilot.press("t", "enter", "enter")
        await says(pilot, app, "█", "✓", "Because of the plates.")


async def test_voting_again_shows_what_the_discussion_did(room: OpenRoom) -> None:
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await room.vote("ana", "one", 1, "1", "m1")
        await pilot.press("d")
        await pilot.pause()
        await room.vote("ana", "one", 2, "2", "m2")
        await pilot.press("space", "enter")
        await says(pilot, app, "before", "after")


async def test_a_name_is_sent_out_with_x(room: OpenRoom) -> None:
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await wait_for(pilot, lambda: not room.room.present, "an empty room")


async def test_one_key_throws_out_a_flood_of_names_and_says_so(room: OpenRoom) -> None:
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("enter")
        await room.vote("ana", "one", 1, "1", "m1")
        for number in range(30):
            await room.do(taken(f"bot {number}"))
        await says(pilot, app, "1 of 31 answered")
        await pilot.press("c")
        await wait_for(pilot, lambda: "30 names" in told(app), "what was done")
        assert "1 stay. The door is locked; l opens it." in " ".join(told(app).split())
        assert [seat.id for seat in room.room.present] == ["ana"]
        assert room.room.is_locked
        await pilot.press("l")
        await wait_for(pilot, lambda: not room.room.is_locked, "an open door")


async def test_who_would_empty_the_room_is_asked_first(room: OpenRoom) -> None:
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("c")
        await wait_for(pilot, lambda: isinstance(app.screen, ChooseScreen), "a question")
        await pilot.press("enter")
        await wait_for(pilot, lambda: not isinstance(app.screen, ChooseScreen), "the room")
        assert len(room.room.present) == 1
        await pilot.press("c")
        await wait_for(pilot, lambda: isinstance(app.screen, ChooseScreen), "a question")
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: not room.room.present, "an empty room")
        assert room.room.is_locked


async def test_ending_asks_once_and_leaving_keeps_the_class(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "escape")
        await pilot.pause()
        await pilot.press("escape")
        assert phase(room.room) == "open"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
    assert phase(room.room) == "open"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_it_fits_any_terminal(room: OpenRoom, size: tuple[int, int]) -> None:
    app = an_app(room)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "question 1 of 3" in said(app)
