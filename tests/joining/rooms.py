"""A scenario and an exercise at hand, with Ana, Ben and Cem in them."""

from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.events import Posed
from tests.sessions.live.classes import an_opening, taken
from tests.sessions.live.stories import CASE
from tests.sessions.live.tables import PACK

HUM = Posed("hum", "Is it ready?", is_hum=True)


async def a_story() -> OpenRoom:
    """In the lobby of a scenario."""
    store = MemoryRooms()
    store.open("room", an_opening(kind="scenario", of="scenario:plates"), utc_now())
    return await _with_students(OpenRoom(store, "room", {}, subjects={"scenario:plates": CASE}))


async def a_table() -> OpenRoom:
    """In the lobby of an exercise."""
    store = MemoryRooms()
    opening = an_opening(kind="exercise", of="exercise:pack", posed=(HUM,))
    store.open("room", opening, utc_now())
    return await _with_students(OpenRoom(store, "room", {}, subjects={"exercise:pack": PACK}))


async def _with_students(room: OpenRoom) -> OpenRoom:
    for name in ("ana", "ben", "cem"):
        await room.do(taken(name))
    return room
