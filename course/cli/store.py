"""The store of classes that a command is told of: a file, or PostgreSQL for many hosts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from course.rooms.store import RoomStore


def open_store(chosen: str | None) -> "RoomStore":
    """Where classes are kept: a file, or `postgresql://` for many hosts."""
    from course.config import home

    if chosen and chosen.startswith(("postgresql://", "postgres://")):
        return _postgres(chosen)
    from course.rooms.sqlite import SqliteRooms

    return SqliteRooms(Path(chosen) if chosen else home() / "classes.db")


@contextmanager
def store_kept(chosen: str | None) -> "Iterator[RoomStore]":
    """The store for the time of a command that speaks as set."""
    from course.cli.opening import speak_as_set

    speak_as_set()
    rooms = open_store(chosen)
    try:
        yield rooms
    finally:
        rooms.close()


def _postgres(url: str) -> "RoomStore":
    from importlib.util import find_spec

    if not find_spec("psycopg"):
        raise CourseError(
            _("a PostgreSQL store needs the extra `postgres`"),
            "pip install 'internet-governance-course[postgres]'",
            exit_code=2,
        )
    from course.rooms.postgres import PostgresRooms

    return PostgresRooms(url)
