"""Rooms in a file: what survives, what is refused, what is really erased."""

import sqlite3
from pathlib import Path

import pytest

from course.errors import CourseError
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import Entry
from course.rooms.thinning import thinning
from course.sessions.live.events import SeatTaken
from tests.builders import a_single
from tests.sessions.live.classes import BEGAN, after, an_opening, taken

OPENING = an_opening(a_single("one"))


def test_another_program_finds_what_was_acknowledged(tmp_path: Path) -> None:
    first = SqliteRooms(tmp_path / "rooms.db")
    first.open("room", OPENING, BEGAN)
    first.append("room", [Entry(taken("ana"), after(1))])
    second = SqliteRooms(tmp_path / "rooms.db")
    assert len(list(second.read("room"))) == 2
    assert second.append("room", [Entry(taken("ben"), after(2))]) == [2]
    assert [seq for seq, _ in first.read("room", 1)] == [2]
    first.close()
    second.close()


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    SqliteRooms(tmp_path / "class" / "rooms.db").close()
    assert (tmp_path / "class" / "rooms.db").stat().st_mode & 0o777 == 0o600


def test_commits_survive_a_power_cut(tmp_path: Path) -> None:
    store = SqliteRooms(tmp_path / "rooms.db")
    read = store._connection.execute
    assert read("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert read("PRAGMA synchronous").fetchone() == (2,)
    store.close()


def test_a_forgotten_name_is_nowhere_in_the_file(tmp_path: Path) -> None:
    store = SqliteRooms(tmp_path / "rooms.db")
    store.open("room", OPENING, BEGAN)
    store.append("room", [Entry(SeatTaken("s1", "Zebulon Quirk", "secrettoken"), after(1))])
    store.forget("room", "s1")
    store.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Zebulon" not in held
    assert b"secrettoken" not in held


def test_a_name_that_was_taken_is_nowhere_in_the_file(tmp_path: Path) -> None:
    store = SqliteRooms(tmp_path / "rooms.db")
    store.open("room", OPENING, BEGAN)
    store.append("room", [Entry(SeatTaken("s1", "Zebulon Quirk", "secrettoken"), after(1))])
    store.keep_roster("9b", "Zebulon Quirk")
    assert store.thin("room", thinning({})) == 1
    store.keep_roster("9b", None)
    store.compact()
    store.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Zebulon" not in held
    assert b"secrettoken" not in held


def test_a_file_of_the_first_format_is_taken_along(tmp_path: Path) -> None:
    path = tmp_path / "rooms.db"
    SqliteRooms(path).close()
    older = sqlite3.connect(path)
    older.executescript("DROP TABLE rosters; DROP TABLE pseudonyms; PRAGMA user_version = 1")
    older.close()
    store = SqliteRooms(path)
    assert store.rosters() == {}
    assert store.pseudonym_key()
    store.close()


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(CourseError, match="no file of classes"):
        SqliteRooms(path)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rooms.db"
    SqliteRooms(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(CourseError, match="newer version"):
        SqliteRooms(path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be kept"):
        SqliteRooms(tmp_path / "file" / "rooms.db")
