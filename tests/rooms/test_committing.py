"""Rooms that share a store share its commits, and nothing else: who fails, fails alone."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from course.errors import CourseError
from course.rooms.committing import Committer
from course.rooms.memory import MemoryRooms
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import Entry
from tests.builders import a_single
from tests.sessions.live.classes import BEGAN, after, an_opening, taken

CODES = [f"AAAAA{sign}" for sign in "23456789BCDEFGHJKLMN"]


class Slow(MemoryRooms):
    """A store whose first commit waits until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.commits = Event(), list[int]()

    def append_together(
        self, batches: Sequence[tuple[str, Sequence[Entry]]]
    ) -> list[list[int | None] | CourseError]:
        self.commits.append(len(batches))
        self.go_on.wait(10)
        return super().append_together(batches)


def entries(name: str) -> list[Entry]:
    return [Entry(taken(name), after(1))]


async def test_what_comes_while_one_is_written_goes_with_the_next() -> None:
    store = Slow()
    for code in CODES:
        store.open(code, an_opening(a_single("one"), code=code), BEGAN)
    committer = Committer(store)
    first = asyncio.create_task(committer.append(CODES[0], entries("ana")))
    while not store.commits:
        await asyncio.sleep(0)
    others = [asyncio.create_task(committer.append(code, entries("ben"))) for code in CODES]
    await asyncio.sleep(0)
    store.go_on.set()
    assert await first == [1]
    assert [await other for other in others] == [[2], *([1] for _ in CODES[1:])]
    assert store.commits == [1, len(CODES)]


async def test_a_room_that_is_gone_stops_no_other() -> None:
    store = Slow()
    store.go_on.set()
    store.open("here", an_opening(a_single("one")), BEGAN)
    committer = Committer(store)
    gone = asyncio.create_task(committer.append("gone", entries("ana")))
    assert await committer.append("here", entries("ana")) == [1]
    with pytest.raises(CourseError, match="this room is gone"):
        await gone


async def test_who_no_longer_waits_holds_up_nobody() -> None:
    store = Slow()
    store.open("here", an_opening(a_single("one")), BEGAN)
    committer = Committer(store)
    gave_up = asyncio.create_task(committer.append("here", entries("ana")))
    while not store.commits:
        await asyncio.sleep(0)
    gave_up.cancel()
    later = asyncio.create_task(committer.append("here", entries("ben")))
    store.go_on.set()
    assert await later == [2]


async def test_many_rooms_at_once_are_all_in_the_file(tmp_path: Path) -> None:
    store = SqliteRooms(tmp_path / "rooms.db")
    for code in CODES:
        store.open(code, an_opening(a_single("one"), code=code), BEGAN)
    committer = Committer(store)
    names = [f"n{number}" for number in range(5)]
    told = await asyncio.gather(
        *(committer.append(code, entries(name)) for name in names for code in CODES)
    )
    assert sorted(number for (number,) in told if number) == sorted([1, 2, 3, 4, 5] * len(CODES))
    for code in CODES:
        assert len(list(store.read(code))) == 1 + len(names)
    store.close()
