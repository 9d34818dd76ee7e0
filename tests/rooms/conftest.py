"""Every store of rooms, for the contract they share."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from course.rooms.memory import MemoryRooms
from course.rooms.postgres import PostgresRooms
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore
from tests.rooms.cluster import cluster

_DATABASES = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL."""
    with cluster() as url:
        yield url


@pytest.fixture
def database(postgres: str) -> str:
    """The address of an empty database."""
    name = f"class{next(_DATABASES)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgres.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RoomStore]:
    made: RoomStore
    match request.param:
        case "memory":
            made = MemoryRooms()
        case "sqlite":
            made = SqliteRooms(tmp_path / "rooms.db")
        case _:
            made = PostgresRooms(request.getfixturevalue("database"))
    yield made
    made.close()
