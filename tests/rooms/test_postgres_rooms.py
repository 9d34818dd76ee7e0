"""Rooms in PostgreSQL: many processes, one log; and what an address may not hold."""

import threading

import psycopg
import pytest

from course.errors import CourseError
from course.rooms.postgres import PostgresRooms
from course.rooms.store import Entry
from course.sessions.live.events import SeatTaken
from tests.builders import a_single
from tests.sessions.live.classes import BEGAN, after, an_opening, taken

OPENING = an_opening(a_single("one"))


def test_processes_that_write_at_once_leave_no_gap_and_no_double(database: str) -> None:
    stores = [PostgresRooms(database) for _ in range(4)]
    stores[0].open("room", OPENING, BEGAN)

    def write(store: PostgresRooms, who: int) -> None:
        for n in range(25):
            entries = [Entry(taken(f"{who}-{n}"), after(1), key=f"k{n}")]
            store.append("room", entries)

    threads = [threading.Thread(target=write, args=(s, n)) for n, s in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [seq for seq, _ in stores[0].read("room")]
    assert numbers == list(range(26)), "the opening, and each key once"
    for store in stores:
        store.close()


def test_the_others_are_told_that_there_is_more(database: str) -> None:
    here, there = PostgresRooms(database), PostgresRooms(database)
    here.open("room", OPENING, BEGAN)
    listening, told = threading.Event(), threading.Event()
    there.follow(lambda room: (listening if room == "" else told).set())
    assert listening.wait(20)
    here.append("room", [Entry(taken("ana"), after(1))])
    assert told.wait(20)
    here.close()
    there.close()


def test_a_lost_connection_is_told_and_the_next_use_makes_another(database: str) -> None:
    store = PostgresRooms(database)
    store.open("room", OPENING, BEGAN)
    with psycopg.connect(database, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with pytest.raises(CourseError, match="cannot be used"):
        store.append("room", [Entry(taken("ana"), after(1))])
    assert store.append("room", [Entry(taken("ana"), after(1))]) == [1]
    store.close()


def test_a_forgotten_name_is_nowhere_in_the_files_of_the_table(database: str) -> None:
    store = PostgresRooms(database)
    store.open("room", OPENING, BEGAN)
    seats = [SeatTaken(f"s{n}", f"Zebulon Quirk {n}", "secrettoken") for n in range(50)]
    store.append("room", [Entry(event, after(1)) for event in seats])

    def held() -> bool:
        """Whether the table's pages hold the name, as they lie on the disk."""
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            query = "SELECT pg_read_binary_file(pg_relation_filepath('happened'))"
            found = connection.execute(query).fetchone()
        return found is not None and b"Zebulon" in bytes(found[0])

    assert held()
    for seat in seats:
        store.forget("room", seat.seat)
    store.compact()
    assert not held()
    assert store.forgotten("room") == 50
    store.close()


def test_a_database_of_the_first_format_is_taken_along(database: str) -> None:
    PostgresRooms(database).close()
    with psycopg.connect(database) as connection:
        connection.execute("DROP TABLE rosters; DROP TABLE pseudonyms")
        connection.execute("UPDATE course_rooms_version SET version = 1")
    store = PostgresRooms(database)
    assert store.rosters() == {}
    assert store.pseudonym_key()
    store.close()


def test_a_password_on_the_command_line_is_refused() -> None:
    with pytest.raises(CourseError, match="password on the command line"):
        PostgresRooms("postgresql://teacher:secret@db.example/class")


def test_a_database_that_is_not_there_is_told_in_one_line(tmp_path: object) -> None:
    with pytest.raises(CourseError, match="cannot be used") as error:
        PostgresRooms(f"postgresql:///nothing?host={tmp_path}&user=nobody")
    assert "\n" not in error.value.message


def test_a_database_of_a_newer_version_is_left_alone(database: str) -> None:
    PostgresRooms(database).close()
    with psycopg.connect(database, autocommit=True) as other:
        other.execute("UPDATE course_rooms_version SET version = 99")
    with pytest.raises(CourseError, match="newer version"):
        PostgresRooms(database)
