"""The host's screen: one key for the next step, and nothing shown before its time."""

from typing import Any

import pytest
from textual.widgets import Static

from course.rooms.lead import Lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.events import Posed
from course.sessions.live.room import phase
from course.tui.host import HostApp
from course.tui.host_view import WayIn
from tests.builders import a_single, a_true_false
from tests.sessions.live.classes import an_opening, taken

WAY = WayIn("http://192.0.2.7:8050", "RFC-728", ("█▀", "▀█"), "Everybody can open it.")
ONE, TWO = a_single("one", explanation="Because of the plates."), a_true_false("two")
HUM = Posed("hum", "Is it ready?", is_hum=True)


class NoServer:
    async def __aenter__(self) -> object:
        return self

    async def __aexit__(self, *error: object) -> None:
        pass


@pytest.fixture
def room() -> OpenRoom:
    store = MemoryRooms()
    store.open("room", an_opening(ONE, TWO, posed=(HUM,)), utc_now())
    return OpenRoom(store, "room", {"one": ONE, "two": TWO})


def an_app(room: OpenRoom, **settings: Any) -> HostApp:
    return HostApp(Lead(room), WAY, NoServer(), **settings)


def said(app: HostApp) -> str:
    return str(app.screen.query_one("#room", Static).content)


async def test_the_lobby_says_how_to_join_and_who_is_here(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "http://192.0.2.7:8050" in said(app)
        assert "RFC-728" in said(app)
        assert "! Everybody can open it." in said(app)
        await room.do(taken("ana"))
        await pilot.pause(0.3)
        assert "1 is here" in said(app)


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
        await pilot.pause(0.3)
        assert "1 of 1 answered" in said(app)
        assert "█" not in said(app)
        await pilot.press("t")
        assert "█" in said(app)
        await pilot.press("t", "enter", "enter")
        await pilot.pause(0.3)
        assert "█" in said(app)
        assert "✓" in said(app)
        assert "Because of the plates." in said(app)


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
        await pilot.pause(0.3)
        assert "before" in said(app)
        assert "after" in said(app)


async def test_a_name_is_sent_out_with_x(room: OpenRoom) -> None:
    await room.do(taken("ana"))
    app = an_app(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert room.room.present == ()


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
