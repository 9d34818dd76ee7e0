"""Files from elsewhere are read without trust: what is not wholly as it should be stays outside."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from course.errors import CourseError
from course.progress import foreign, journal
from course.progress.chain import COLUMNS
from course.progress.codec import Row, encode
from course.progress.foreign import read
from course.progress.sqlite import SqliteStore
from tests.progress.logs import NOON, ONE_OF_EACH, answered, log, recorded

WRITTEN = log(*ONE_OF_EACH, *[answered(f"q{n}") for n in range(40)])
ROWS = [encode(one) for one in WRITTEN]


@pytest.fixture
def database(path: Path) -> Path:
    store = SqliteStore(path, NOON)
    store.append(WRITTEN)
    store.close()
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def a_journal(path: Path, *rows: Row) -> Path:
    lines = [journal.header(len(rows)), *map(journal.line, rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_database_is_read_and_left_as_it_is(database: Path) -> None:
    before = {each: each.read_bytes() for each in database.parent.iterdir()}
    assert read(database) == ROWS
    assert {each: each.read_bytes() for each in database.parent.iterdir()} == before


def test_a_journal_is_read(tmp_path: Path) -> None:
    assert read(a_journal(tmp_path / "any.name", *ROWS)) == ROWS


def test_how_far_it_is_is_told(tmp_path: Path, database: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    read(database, lambda *word: told.append(word))
    assert told[0] == ("progress.db", 0, len(ROWS))


def test_a_fault_in_a_journal_is_told_at_its_line(tmp_path: Path) -> None:
    path = a_journal(tmp_path / "log.jsonl", *ROWS)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace('"kind": "', '"kind": "9')
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(CourseError, match=r"log\.jsonl:4: ") as refusal:
        read(path)
    assert "nothing was taken over" in refusal.value.help
    path.write_text("".join(lines[:3]), encoding="utf-8")
    with pytest.raises(CourseError, match="the file is not whole"):
        read(path)
    path.write_bytes(path.read_bytes() + b"\xff")
    with pytest.raises(CourseError, match="not UTF-8"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"id,at\n", b"\0" * 200, b"SQLite format 3"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "what\x1bever"
    path.write_bytes(content)
    with pytest.raises(CourseError, match="neither an export nor") as refusal:
        read(path)
    assert "\x1b" not in refusal.value.message


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "LARGEST", 1_000)
    with pytest.raises(CourseError, match="larger than") as refusal:
        read(a_journal(tmp_path / "log", *ROWS))
    assert "--since" in refusal.value.help


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="cannot be read: No such file"):
        read(tmp_path / "gone")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE events (seq)")
    with pytest.raises(CourseError, match="another program"):
        read(path)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE events SET payload = replace(payload, '1/1', '0/1') WHERE seq = 30", "event 30"),
        ("DELETE FROM events WHERE seq = 9", "event 9 is missing"),
        ("CREATE VIEW v AS SELECT 1", "tables are not"),
        ("CREATE TRIGGER t AFTER INSERT ON events BEGIN SELECT 1; END", "tables are not"),
        ("UPDATE events SET learner = CAST(x'ff' AS TEXT) WHERE seq = 2", "unreadable"),
        ("PRAGMA user_version = 9", "newer version"),
    ],
)
def test_a_database_that_is_not_sound_is_refused(database: Path, statement: str, why: str) -> None:
    change(database, statement)
    with pytest.raises(CourseError, match=why):
        read(database)


def test_a_database_whose_chain_is_sound_is_not_thereby_fit(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever makes a file can make its checksums."""
    store = SqliteStore(path, NOON)
    monkeypatch.setattr("course.progress.codec.refusal_inside", lambda _: None)
    store.append([recorded(answered(response="\x1b[2J"))])
    store.close()
    monkeypatch.undo()
    with pytest.raises(CourseError, match="event 1: `event` is not that of Answered"):
        read(path)


def test_a_view_of_endless_rows_does_not_keep_us(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "MOST_STEPS", 200_000)
    monkeypatch.setattr(foreign, "is_as_made", lambda *_: True)
    store = SqliteStore(path, NOON)
    store.close()
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
    columns = COLUMNS.replace(", ", ", x AS ")
    change(
        path, "DROP TABLE events", f"CREATE VIEW events AS {endless} SELECT x AS {columns} FROM c"
    )
    with pytest.raises(CourseError, match="unreadable"):
        read(path)
