"""Two processes serve one exercise from one PostgreSQL: one table, whichever of them one is at."""

from collections.abc import AsyncIterator

import pytest

from course.rooms.postgres import PostgresRooms
from tests.classroom.conftest import Class, a_class
from tests.classroom.test_work_together import SUBJECTS, amends, at_work, opened
from tests.rooms.conftest import database, postgres
from tests.sessions.live.tables import PACK

__all__ = ["database", "postgres"]


@pytest.fixture
async def here(database: str) -> AsyncIterator[Class]:
    store = PostgresRooms(database)
    async for made in a_class(opened(store, "exercise:pack"), {}, SUBJECTS):
        yield made
    store.close()


@pytest.fixture
async def there(here: Class, database: str) -> AsyncIterator[Class]:
    store = PostgresRooms(database)
    async for made in a_class(store, {}, SUBJECTS):
        yield made
    store.close()


async def test_late_comers_at_two_doors_never_get_one_seat_s_role_twice(
    here: Class, there: Class
) -> None:
    for name in ("Ana", "Ben"):
        await here.joined(name)
    teacher = await here.teacher()
    await teacher.say(t="do", verb="deal", id="v1")
    await teacher.hears("ack", id="v1")
    late = [await door.joined(f"Late {n}") for n, door in enumerate((there, here, there, here))]
    roles = [(await device.hears("view", phase="exercise"))["role"] for device in late]
    assert roles[3] is None, "five seats are all there are"
    await here.room.catch_up()
    held = list(here.room.room.table.roles.values())
    for role in PACK.roles:
        assert role.seats.least <= held.count(role.id) <= role.seats.most


async def test_what_is_proposed_here_is_taken_there_and_read_by_both(
    here: Class, there: Class
) -> None:
    ana, ben = await here.joined("Ana"), await there.joined("Ben")
    teacher = await there.teacher()
    await teacher.say(t="do", verb="deal", id="v1")
    await teacher.hears("ack", id="v1")
    await at_work(ana, lambda at: at["texts"])
    await amends(ana, "States shall pay.")
    await ana.hears("ack", id="m1")
    told = await at_work(ben, lambda at: at["amendments"])
    await teacher.say(t="do", verb="accept", of=told["amendments"][0]["id"], id="v2")
    await teacher.hears("ack", id="v2")
    for device in (ana, ben):
        told = await at_work(device, lambda at: at["texts"][0]["version"] == 1)
        assert told["texts"][0]["body"] == "States shall pay."
