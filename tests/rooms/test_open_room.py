"""A room at hand: acknowledged means durable, twice means once, the log decides who was first."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest

from course.errors import CourseError
from course.marking import BadResponse
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom
from course.rooms.store import Entry, RoomStore
from course.sessions.attempt import IllegalMove
from course.sessions.live.ballot import tally
from course.sessions.live.events import BallotClosed, Hums, Posed, ResultShown
from course.sessions.live.room import phase
from tests.builders import a_single
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken, voted

ONE = a_single("one")
HUM = Posed("hum", "Is it ready?", is_hum=True)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1.0

    def __call__(self) -> datetime:
        return after(self.seconds)


def opened(store: RoomStore) -> OpenRoom:
    store.open("room", an_opening(ONE, posed=(HUM,)), BEGAN)
    return again(store)


def again(store: RoomStore) -> OpenRoom:
    return OpenRoom(store, "room", {"one": ONE}, Clock())


async def test_what_was_acknowledged_is_there_after_a_restart(store: RoomStore) -> None:
    room = opened(store)
    await room.do(taken("ana"))
    await room.do(put("one"))
    await room.vote("ana", "one", 1, "1", "m1")
    assert again(store).room == room.room
    assert room.room.ballots["one"].last.answered == 1


async def test_many_at_once_are_each_stored_once(store: RoomStore) -> None:
    room = opened(store)
    names = [f"s{n}" for n in range(40)]
    await asyncio.gather(*(room.do(taken(name)) for name in names))
    await room.do(put("one"))
    sends = [room.vote(name, "one", 1, "1", "m1") for name in names for _ in range(3)]
    await asyncio.gather(*sends)
    ballot = room.room.ballots["one"]
    assert sum(tally(ballot).values()) == 40
    answers = [h for _, h in store.read("room") if type(h.event).__name__ == "Voted"]
    assert len(answers) == 40


async def test_an_answer_sent_again_after_the_closing_is_still_the_one_that_was_taken(
    store: RoomStore,
) -> None:
    room = opened(store)
    await room.do(taken("ana"))
    await room.do(put("one"))
    await room.vote("ana", "one", 1, "1", "m1")
    await room.close_ballot()
    await room.vote("ana", "one", 1, "1", "m1")
    with pytest.raises(IllegalMove, match="closed"):
        await room.vote("ana", "one", 1, "2", "m2")


async def test_what_is_no_answer_is_refused_and_stored_nowhere(store: RoomStore) -> None:
    room = opened(store)
    await room.do(taken("ana"))
    await room.do(put("one"))
    for nonsense in ("9", ["1"], 7, None, {"1": "1"}):
        with pytest.raises(BadResponse):
            await room.vote("ana", "one", 1, nonsense, "m1")
    assert room.room.ballots["one"].last.answered == 0


async def test_two_processes_serve_one_room_and_the_log_decides(store: RoomStore) -> None:
    here, there = opened(store), again(store)
    await here.do(taken("ana"))
    await here.do(put("one"))
    await there.catch_up()
    await there.do(BallotClosed("one", 1))
    with pytest.raises(IllegalMove, match="closed"):
        await here.vote("ana", "one", 1, "1", "m1")  # it did not know yet
    await there.catch_up()
    assert here.room == there.room
    assert phase(here.room) == "closed"


async def test_a_hum_is_counted_when_it_is_closed_and_heard_when_shown(store: RoomStore) -> None:
    room = opened(store)
    for name in ("ana", "ben"):
        await room.do(taken(name))
    await room.do(put("hum"))
    await room.hum("ana", "hum", 1, ("for", 3), "m1")
    await room.hum("ana", "hum", 1, ("for", 3), "m1")
    await room.hum("ben", "hum", 1, ("against", 1), "m1")
    assert not room.room.ballots["hum"].last.hums
    await room.close_ballot()
    await room.do(ResultShown("hum"))
    assert room.room.ballots["hum"].last.hums == (Hums("against", 1, 1), Hums("for", 3, 1))
    assert again(store).room == room.room


async def test_watchers_are_told_of_every_change() -> None:
    room = opened(MemoryRooms())
    watcher = room.watch()
    await room.do(taken("ana"))
    assert watcher.is_set()
    watcher.clear()
    room.unwatch(watcher)
    await room.do(taken("ben"))
    assert not watcher.is_set()


class FullDisk(MemoryRooms):
    def append(self, room: str, entries: Sequence[Entry]) -> list[int | None]:
        raise CourseError("the disk is full", "make room")


async def test_nothing_is_acknowledged_that_was_not_stored() -> None:
    room = opened(FullDisk())
    with pytest.raises(CourseError, match="disk is full"):
        await room.do(taken("ana"))
    assert room.room.present == ()


def test_a_room_that_is_not_there_is_named() -> None:
    with pytest.raises(CourseError, match="no such room"):
        OpenRoom(MemoryRooms(), "nowhere", {})


async def test_an_answer_to_what_is_not_asked_is_refused(store: RoomStore) -> None:
    room = opened(store)
    await room.do(taken("ana"))
    with pytest.raises(IllegalMove, match="another question"):
        await room.vote("ana", "unknown", 1, "1", "m1")
    with pytest.raises(IllegalMove):
        await room.do(voted("ana", "one", "a"))
