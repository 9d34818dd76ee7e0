"""The host's screen of a scenario: one key for the next step, ties and overruling said openly."""

from typing import Any

import pytest
from textual.widgets import Static

from course.rooms.lead import Lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.room import phase
from course.tui.host import HostApp
from tests.sessions.live.classes import an_opening, taken
from tests.sessions.live.stories import CASE
from tests.tui.hosting import WAY, NoServer

OF = "scenario:plates"


@pytest.fixture
def room() -> OpenRoom:
    store = MemoryRooms()
    store.open("room", an_opening(kind="scenario", of=OF), utc_now())
    return OpenRoom(store, "room", {}, subjects={OF: CASE})


def an_app(room: OpenRoom, **settings: Any) -> HostApp:
    return HostApp(Lead(room), WAY, NoServer(), **settings)


def said(app: HostApp) -> str:
    return str(app.screen.query_one("#room", Static).content)


async def votes(room: OpenRoom, *keys: str, ballot: str = "scene:door") -> None:
    for place, key in enumerate(keys):
        await room.vote(f"s{place}", ballot, 1, key, f"{ballot}/{place}")


async def a_class(room: OpenRoom) -> None:
    for place in range(3):
        await room.do(taken(f"s{place}"))


async def test_enter_leads_from_the_lobby_to_the_end_of_the_story(room: OpenRoom) -> None:
    await a_class(room)
    app = an_app(room)
    async with app.run_test(size=(100, 40)) as pilot:
        assert "You lead a delegation." in said(app)
        phases = []
        for ballot in ("scene:door", "scene:hall"):
            await pilot.press("enter")
            await votes(room, "1", "1", ballot=ballot)
            for _ in range(3):
                await pilot.press("enter")
                await pilot.pause()
                phases.append(phase(room.room))
            await pilot.pause(0.3)
            assert "by the vote of the class" in said(app)
        assert phases == ["closed", "shown", "decided"] * 2
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert "The end end" in said(app)
        assert "What happened." in said(app)
        assert "The way the class went" in said(app)


async def test_votes_stay_hidden_from_a_projector_until_they_are_shown(room: OpenRoom) -> None:
    await a_class(room)
    app = an_app(room)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        await votes(room, "2", "2", "1")
        await pilot.pause(0.3)
        assert "3 of 3 voted" in said(app)
        assert "█" not in said(app)
        assert "×  Do bribe, because. (closed: Why bribe is closed.)" in said(app)
        await pilot.press("enter", "enter")
        await pilot.pause(0.3)
        assert "█ 2" in said(app)


async def test_in_a_tie_enter_asks_the_teacher_who_says_why(room: OpenRoom) -> None:
    await a_class(room)
    app = an_app(room)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        await votes(room, "1", "2")
        await pilot.press("enter", "enter")
        await pilot.pause(0.3)
        assert "a tie" in said(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"heat", "enter")
        await pilot.pause(0.3)
        assert room.room.decided["scene:door"].choice == "push"
        assert room.room.decided["scene:door"].because == "heat"
        assert "a tie, broken by the teacher" in said(app)


async def test_the_teacher_overrules_a_vote_openly_or_leaves_it(room: OpenRoom) -> None:
    await a_class(room)
    app = an_app(room)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        await votes(room, "1", "1", "2")
        await pilot.press("enter", "enter", "b")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert phase(room.room) == "shown"
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert "decided by the teacher, not by the vote" in said(app)


async def test_talking_and_voting_again_hides_and_then_compares(room: OpenRoom) -> None:
    await a_class(room)
    app = an_app(room)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        await votes(room, "1")
        await pilot.press("enter", "enter", "d")
        await pilot.pause(0.3)
        assert "round 2" in said(app)
        assert "█" not in said(app)
        await room.vote("s0", "scene:door", 2, "2", "again")
        await pilot.press("enter", "enter")
        await pilot.pause(0.3)
        assert "before" in said(app)
        assert "after" in said(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_it_fits_any_terminal(room: OpenRoom, size: tuple[int, int]) -> None:
    app = an_app(room)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "scene 1" in said(app)
        await pilot.press("pagedown", "pageup")
