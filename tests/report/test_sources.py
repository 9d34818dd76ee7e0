"""Where classes come from: files of others are read, never changed, never trusted."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.report.sources import from_files, is_address, is_file
from course.rooms.carried import dumped, loaded
from course.rooms.memory import MemoryRooms
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import Entry
from course.sessions.live.events import RoomEvent
from tests.builders import a_single
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken, voted

OPENING = an_opening(a_single("one"), teacher="f" * 64)


def a_file(path: Path, code: str = "RFC728") -> Path:
    store = SqliteRooms(path)
    store.open(f"room {code}", an_opening(a_single("one"), code=code, teacher="f" * 64), BEGAN)
    events: list[RoomEvent] = [taken("ana"), taken("ben"), put("one"), voted("ana", "one", "a")]
    store.append(f"room {code}", [Entry(event, after(1)) for event in events])
    store.forget(f"room {code}", "ben")
    store.close()
    return path


def carried(path: Path, called: str = "7KQ2-MX4T") -> str:
    store = SqliteRooms(path)
    text = dumped(store, store.rooms()[0], lambda seat: called)
    store.close()
    return text


def test_a_class_that_was_carried_is_the_class(tmp_path: Path) -> None:
    text = carried(a_file(tmp_path / "rooms.db"))
    there = MemoryRooms()
    loaded(text, "stick", there)
    row = there.rooms()[0]
    assert (row.opened.title, row.began, row.ended) == ("Dubai", BEGAN, None)
    assert [seq for seq, _ in there.read(row.id)] == [0, 1, 2, 3]
    assert there.forgotten(row.id) == 1


def test_what_is_carried_holds_no_secret_and_no_name(tmp_path: Path) -> None:
    text = carried(a_file(tmp_path / "rooms.db"))
    assert "token of" not in text
    assert "f" * 64 not in text
    assert "Ana" not in text
    assert "7KQ2-MX4T" in text


def test_a_store_of_somebody_else_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    path = a_file(tmp_path / "rooms.db")
    path.chmod(0o400)
    before, beside = path.read_bytes(), sorted(tmp_path.iterdir())
    with from_files([str(path)]) as store:
        assert [row.opened.title for row in store.rooms()] == ["Dubai"]
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside


def test_several_files_are_one_store(tmp_path: Path) -> None:
    one, two = a_file(tmp_path / "one.db"), a_file(tmp_path / "two.db", code="RFC777")
    stick = tmp_path / "class.json"
    stick.write_text(carried(one), encoding="utf-8")
    with from_files([str(stick), str(two)]) as store:
        assert {row.opened.code for row in store.rooms()} == {"RFC728", "RFC777"}
        assert all(store.forgotten(row.id) == 1 for row in store.rooms())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '"x"',
        '{"course-class": 1}',
        '{"course-class": 1, "id": "x", "began": "now", "ended": null, "opened": {}, "log": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_class_is_refused_in_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "class.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="holds no class"), from_files([str(path)]):
        pass


def test_a_class_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="newer version"):
        loaded('{"course-class": 2}', "stick", MemoryRooms())


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_whatever_stands_where_an_event_should_is_refused_or_passed_over(value: object) -> None:
    store = MemoryRooms()
    store.open("room", OPENING, BEGAN)
    held = json.loads(dumped(store, store.rooms()[0], str))
    for change in ({"log": value}, {"log": [value]}, {"opened": value}, {"id": value}):
        try:
            loaded(json.dumps(held | change), "stick", MemoryRooms())
        except CourseError as error:
            assert "holds no class" in error.message or "cannot be stored" in error.message


def test_a_name_that_would_act_on_a_terminal_does_not_come_in() -> None:
    store = MemoryRooms()
    store.open("room", OPENING, BEGAN)
    store.append("room", [Entry(taken("ana"), after(1))])
    text = dumped(store, store.rooms()[0], str).replace('"ana"', '"\\u001b[2J"')
    with pytest.raises(CourseError, match="cannot be stored"):
        loaded(text, "stick", MemoryRooms())


def test_an_address_a_file_and_a_code_are_told_apart(tmp_path: Path) -> None:
    assert is_address("http://192.0.2.7:8050/#RFC728.key")
    assert is_file("class.json")
    assert not is_file("RFC-728")
    assert not is_file("fourteen-days")
    with (
        pytest.raises(CourseError, match="cannot be read"),
        from_files([str(tmp_path / "not-there.db")]),
    ):
        pass
