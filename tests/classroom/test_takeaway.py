"""A teacher takes a class away from a running server; nobody else does."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from course.errors import CourseError
from course.report.sources import from_server
from course.sessions.live.events import RoomEnded, SeatTaken
from course.sessions.live.room import Room, resume
from tests.classroom.conftest import SECRET, Class


def taken_away(at: str, code: str, secret: str, *, names: bool = False) -> Room:
    """The room, as the teacher's own machine has it then."""
    with from_server(at, code, secret, names=names) as store:
        state = resume(happened for _, happened in store.read(store.rooms()[0].id))
    assert state
    return state


@pytest.fixture
async def held(lesson: Class) -> AsyncIterator[Class]:
    await lesson.room.do(SeatTaken("5ea7", "Zebulon Quirk", "f" * 64))
    yield lesson


async def ask(held: Class, code: str = "RFC-728", secret: str = SECRET, **names: bool) -> Room:
    return await asyncio.to_thread(taken_away, held.address.url, code, secret, **names)


async def test_the_secret_gets_the_class_by_pseudonym(held: Class) -> None:
    room = await ask(held)
    assert room.opened.title == held.room.room.opened.title
    (seat,) = room.present
    assert seat.name != "Zebulon Quirk"
    assert seat.token == ""
    assert room.opened.teacher == "", "what is taken away opens nothing"


async def test_names_come_to_the_teacher_who_asks_for_them(held: Class) -> None:
    (seat,) = (await ask(held, names=True)).present
    assert seat.name == "Zebulon Quirk"


async def test_a_class_that_is_over_is_taken_away_too(held: Class) -> None:
    await held.room.do(RoomEnded())
    assert (await ask(held)).ended


@pytest.mark.parametrize(("code", "secret"), [("RFC-728", "guessed"), ("RFC-729", SECRET)])
async def test_without_the_secret_there_is_nothing(held: Class, code: str, secret: str) -> None:
    with pytest.raises(CourseError, match="this code opens no room"):
        await ask(held, code, secret)


async def test_whoever_asks_too_often_waits(held: Class) -> None:
    with pytest.raises(CourseError, match="too often"):
        for _ in range(30):
            await ask(held)


async def test_a_page_of_another_site_gets_nothing(held: Class) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", "X-Class": "RFC-728"}
    url = f"{held.address.url}/class"
    async with held.session.get(url, headers=headers | {"Origin": "http://evil.example"}) as said:
        assert said.status == 403
    async with held.session.get(url, headers={"X-Class": "RFC-728"}) as said:
        assert said.status == 403
        assert "Zebulon" not in await said.text()
