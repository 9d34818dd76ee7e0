"""A class led from elsewhere: the same room on several screens, whatever happens to the line."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from course.errors import CourseError
from course.joining.chair import Chair, cleaned
from course.joining.door import Door
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.sessions.live.room import phase
from tests.builders import a_single
from tests.classroom.conftest import SECRET, Class, a_class
from tests.joining.test_connection import served
from tests.sessions.live.classes import taken

BANK: dict[str, Any] = {"one": a_single("one"), "two": a_single("two")}


@pytest.fixture
async def lesson() -> AsyncIterator[Class]:
    async for made in a_class(MemoryRooms(), BANK):
        yield made


async def until(chair: Chair, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Wait for a chair to see what is wished."""
    changed = chair.watch()
    async with asyncio.timeout(20):
        while not holds(chair.overview()):
            await changed.wait()
            changed.clear()
    return chair.overview()


def a_chair(lesson: Class, secret: str = SECRET, **told: Any) -> Chair:
    return Chair(Door(lesson.address.url, "RFC728"), secret, **told)


async def test_two_chairs_see_the_same_and_either_leads(lesson: Class) -> None:
    async with a_chair(lesson) as one, a_chair(lesson) as other:
        assert one.overview()["title"] == "Dubai"
        await lesson.room.do(taken("ana"))
        await until(other, lambda view: view["seats"])
        await one.lead("on")
        shown = await until(other, lambda view: view["phase"] == "open")
        assert shown["waiting"] == ["Ana"]
        await other.lead("close")
        await until(one, lambda view: view["phase"] == "closed")


async def test_what_cannot_be_done_is_told_in_the_server_s_words(lesson: Class) -> None:
    async with a_chair(lesson) as chair:
        with pytest.raises(CourseError, match="no question is open"):
            await chair.lead("close")
        with pytest.raises(CourseError, match="there is no such verb"):
            await chair.lead("dance")


async def test_a_wrong_secret_opens_nothing(lesson: Class) -> None:
    with pytest.raises(CourseError, match="this code opens no room"):
        async with a_chair(lesson, "guess"):
            pass


async def test_a_chair_outlives_its_server(lesson: Class) -> None:
    store = lesson.room.store
    async with served(store) as first:
        chair = a_chair(first)
        await chair.__aenter__()
        await chair.lead("on")
    cut = await until(chair, lambda view: "Connection lost" in view["title"])
    assert cut["title"] == "Connection lost; coming back … · Dubai"
    with pytest.raises(CourseError, match="no connection"):
        await chair.lead("close")
    async with served(store, first.address.port) as second:
        await until(chair, lambda view: view["title"] == "Dubai")
        await chair.lead("close")
        assert phase(second.room.room) == "closed"
        await chair.__aexit__(None, None, None)


async def test_a_countdown_runs_on_between_two_views(lesson: Class) -> None:
    now = 100.0
    chair = a_chair(lesson, clock=lambda: now)
    chair._view = {"seconds": 30, "exercise": {"running": {"seconds": 5}}, "title": ""}
    chair._seen, now = 100.0, 110.5
    chair._view["rows"] = [{"seconds": 5}]
    assert chair.overview()["seconds"] == 20
    assert chair.overview()["rows"] == [{"seconds": 0}]
    assert chair.overview()["exercise"]["running"]["seconds"] == -5


async def test_somebody_who_throws_out_a_flood_from_afar_is_told_how_many(lesson: Class) -> None:
    async with a_chair(lesson) as chair:
        for number in range(5):
            await lesson.room.do(taken(f"bot {number}"))
        await until(chair, lambda view: view["never"] == 5)
        await chair.lead("clear")
        await until(chair, lambda view: view["seats"] == [] and view["locked"])


def test_what_a_server_shows_is_cleaned_at_every_depth() -> None:
    evil = "\x1b]0;t\x07a"
    assert cleaned({"a": [{"b": evil}], evil: 1}) == {
        "a": [{"b": "\\x1b]0;t\\x07a"}],
        "\\x1b]0;t\\x07a": 1,
    }
    deep: Any = evil
    for _ in range(50):
        deep = [deep]
    assert "\x1b" not in str(cleaned(deep))
    assert len(cleaned([0] * 10_000)) == 2_000


async def test_what_is_longer_than_a_server_takes_is_not_sent(lesson: Class) -> None:
    async with a_chair(lesson) as chair:
        with pytest.raises(CourseError, match="too long"):
            await chair.lead("amend", "t", "ä" * 3_000)
        assert "Connection lost" not in chair.overview()["title"]


async def test_a_server_that_speaks_otherwise_is_left(lesson: Class) -> None:
    async with a_chair(lesson) as chair:
        chair._hear('{"t": "view"}', None)  # type: ignore[arg-type]
        assert chair._failure
        assert "in another way" in chair._failure.message


async def test_the_room_is_the_one_of_the_store(lesson: Class) -> None:
    async with a_chair(lesson) as chair:
        await lead(lesson.room, "end")
        await until(chair, lambda view: view["phase"] == "ended")
