"""Every store of rooms, for the contract they share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course.rooms.memory import MemoryRooms
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RoomStore]:
    made: RoomStore = (
        MemoryRooms() if request.param == "memory" else SqliteRooms(tmp_path / "rooms.db")
    )
    yield made
    made.close()
