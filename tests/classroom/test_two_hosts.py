"""Two processes serve one class from one PostgreSQL: a student here, a student there."""

from collections.abc import AsyncIterator

import pytest

from course.rooms.postgres import PostgresRooms
from tests.classroom.conftest import ONE, Class, a_class
from tests.rooms.conftest import database, postgres

__all__ = ["database", "postgres"]


@pytest.fixture
async def here(database: str) -> AsyncIterator[Class]:
    store = PostgresRooms(database)
    async for made in a_class(store, {"one": ONE}):
        yield made
    store.close()


@pytest.fixture
async def there(here: Class, database: str) -> AsyncIterator[Class]:
    store = PostgresRooms(database)
    async for made in a_class(store, {"one": ONE}):
        yield made
    store.close()


async def test_a_class_behind_two_processes_is_one_class(here: Class, there: Class) -> None:
    ana, ben = await here.joined("Ana"), await there.joined("Ben")
    teacher = await there.teacher()
    await teacher.say(t="do", verb="put", id="v1")
    await teacher.hears("ack", id="v1")
    for device in (ana, ben):
        await device.hears("view", phase="open")
        await device.votes("1", "m1")
        await device.hears("ack", id="m1")
    await teacher.hears("view", answered=2)
    await teacher.say(t="do", verb="show", id="v2")
    shown = await ana.hears("view", phase="shown")
    assert shown["result"] == (await ben.hears("view", phase="shown"))["result"]
    assert shown["result"]["rounds"][0]["answered"] == 2


async def test_a_student_moves_from_one_process_to_the_other(here: Class, there: Class) -> None:
    ana = await here.joined("Ana")
    await ana.socket.close()
    back = await there.joined("", token=ana.token)
    assert back.token == ana.token
