"""Opening the learner's file: made safely, refused untouched, read where it cannot be written."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from course.errors import CourseError
from course.progress import opening, schema
from course.progress.backups import folder
from course.progress.faults import Damaged
from course.progress.sqlite import SqliteStore
from course.progress.store import NotStored
from tests.progress.logs import DAY, NOON, answered, log, only_events


def a_file(path: Path, count: int = 3) -> Path:
    """A learner's file with some answers, closed."""
    store = SqliteStore(path, NOON)
    store.append(log(*[answered()] * count))
    store.close()
    return path


def a_database(path: Path, *statements: str) -> Path:
    """Any SQLite file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def refused(path: Path) -> CourseError:
    """The refusal to open a file, which is left exactly as it was and where it was."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(CourseError) as refusal:
        SqliteStore(path, NOON)
    after = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    assert before == after
    assert str(path) in refusal.value.message
    assert refusal.value.help
    assert "\n" not in refusal.value.message
    assert refusal.value.exit_code != 0
    return refusal.value


# --- a new file ---


def test_a_new_file_is_private_and_commits_through_a_power_cut(path: Path) -> None:
    SqliteStore(path, NOON).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(schema.connect(path)) as connection:
        assert schema.pragma(connection, "journal_mode") == "truncate"
        assert schema.pragma(connection, "synchronous") == 2
        assert schema.pragma(connection, "busy_timeout") == 5_000
        assert schema.pragma(connection, "application_id") == schema.APPLICATION_ID
        assert schema.version(connection) == len(schema.MIGRATIONS) == 1
    assert [each.name for each in path.parent.iterdir() if not each.name.endswith("-journal")] == [
        path.name
    ]


def test_two_programs_that_make_the_file_at_once_share_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_link = os.link

    def slower(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "link", real_link)
        a_file(path, count=1)  # the other program
        real_link(source, target)

    monkeypatch.setattr(os, "link", slower)
    store = SqliteStore(path, NOON)
    assert store.append(log(answered())) == 2
    store.close()


def test_a_file_is_made_where_there_are_no_links(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert a_file(path).stat().st_size > 0


def test_the_journal_of_a_lost_file_does_not_ruin_the_new_one(path: Path) -> None:
    a_file(path)
    journal = path.with_name("progress.db-journal")
    with closing(schema.connect(path)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE snapshots SET seq = 1")
        connection.execute("CREATE TABLE big (x)")
        connection.execute("INSERT INTO big VALUES (zeroblob(100000))")
        hot = journal.read_bytes()
    path.unlink()
    journal.write_bytes(hot)
    store = SqliteStore(path, NOON)
    assert store.append(log(answered())) == 1
    store.close()
    assert journal.with_name("progress.db-journal.old").read_bytes() == hot


def test_a_lost_file_with_backups_is_not_begun_anew_in_silence(path: Path) -> None:
    store = SqliteStore(path, NOON)
    store.append(log(answered()))
    store.look_after(NOON)
    store.close()
    path.unlink()
    refusal = refused(path)
    assert "is gone" in refusal.message
    assert "backup of 24 November 2026" in refusal.help
    assert f"to begin anew, move {folder(path)} away" in refusal.help
    folder(path).rename(path.with_name("put away"))
    SqliteStore(path, NOON).close()


def test_every_folder_that_was_missing_is_private(path: Path) -> None:
    deep = path.parent / "a" / "b" / "progress.db"
    SqliteStore(deep, NOON).close()
    assert {stat.S_IMODE(each.stat().st_mode) for each in (deep.parent, deep.parent.parent)} == {
        0o700
    }


# --- files that are refused ---


def test_a_newer_format_is_refused_by_name(path: Path) -> None:
    a_file(path)
    a_database(path, "PRAGMA user_version = 7")
    refusal = refused(path)
    assert "format 7" in refusal.message
    assert "knows 1" in refusal.message
    assert "update" in refusal.help


def test_another_programs_database_is_refused(path: Path) -> None:
    a_database(path, "CREATE TABLE notes (x)", "PRAGMA application_id = 77")
    assert "another program" in refused(path).message


def test_a_database_without_any_mark_is_refused(path: Path) -> None:
    a_database(path, "CREATE TABLE events (seq INTEGER PRIMARY KEY)")
    assert "another program" in refused(path).message


def test_another_programs_log_ahead_is_not_tidied_up(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("PRAGMA journal_mode = WAL")
        theirs.execute("CREATE TABLE notes (x)")
        theirs.commit()
        assert "another program" in refused(path).message


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"Dear diary,\n" * 50, "does not hold a database"),
        (b"SQLite format 3\0", "does not hold a database"),
    ],
)
def test_what_is_no_database_is_refused(path: Path, content: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    refusal = refused(path)
    assert isinstance(refusal, Damaged)
    assert why in refusal.message
    assert "course progress restore" in refusal.help


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    assert "not a file" in refused(path).message


def test_a_link_to_nowhere_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.with_name("gone"))
    with pytest.raises(CourseError, match="not a file"):
        SqliteStore(path, NOON)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM events; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP TABLE snapshots",
    ],
)
def test_tables_that_are_not_as_made_are_refused(path: Path, change: str) -> None:
    a_database(a_file(path), change)
    assert "tables are not as they were made" in refused(path).message


def test_the_file_can_only_be_called_sound_by_a_new_enough_sqlite(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(CourseError, match="too old"):
        SqliteStore(path, NOON)


def test_a_file_that_stays_in_another_mode_is_refused(path: Path) -> None:
    a_database(a_file(path), "PRAGMA journal_mode = WAL")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM events").fetchone()
        with pytest.raises(CourseError):
            SqliteStore(path, NOON)
    store = SqliteStore(path, NOON)
    assert store.append(log(answered())) == 4
    store.close()


# --- places that cannot be written ---


def test_a_read_only_file_is_read_and_says_so_once(unprivileged: Path) -> None:
    path = a_file(unprivileged / "progress.db")
    path.chmod(0o400)
    _needs_to_be_read_only(path)


def test_a_file_in_a_read_only_folder_is_read(unprivileged: Path) -> None:
    path = a_file(unprivileged / "home" / "progress.db")
    path.parent.chmod(0o500)
    _needs_to_be_read_only(path)


def _needs_to_be_read_only(path: Path) -> None:
    before = path.read_bytes()
    store = SqliteStore(path, NOON)
    assert store.read_only
    assert [notice for notice in store.notices if "cannot be written" in notice] == [
        f"{path} cannot be written: nothing will be saved"
    ]
    assert len(only_events(one for _, one in store.read("ana", "ig"))) == 3
    with pytest.raises(NotStored, match="cannot be written"):
        store.append(log(answered()))
    store.save_snapshot("ana", "ig", 3, b"x")
    assert store.look_after(NOON + DAY) is None
    store.close()
    assert path.read_bytes() == before


def test_a_file_without_permission_is_refused(unprivileged: Path) -> None:
    path = a_file(unprivileged / "progress.db")
    path.chmod(0)
    with pytest.raises(CourseError, match="Permission denied") as refusal:
        SqliteStore(path, NOON)
    assert "COURSE_HOME" in refusal.value.help


def test_a_folder_without_permission_is_refused(unprivileged: Path) -> None:
    unprivileged.chmod(0)
    with pytest.raises(CourseError, match="Permission denied") as refusal:
        SqliteStore(unprivileged / "home" / "progress.db", NOON)
    assert str(unprivileged) in refusal.value.message


def test_a_folder_that_cannot_take_a_file_is_refused(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    with pytest.raises(CourseError, match="Permission denied"):
        SqliteStore(unprivileged / "progress.db", NOON)


def test_an_unfinished_commit_is_undone_where_it_can_be_written(unprivileged: Path) -> None:
    path = _with_a_hot_journal(unprivileged)
    unprivileged.chmod(0o500)
    with pytest.raises(CourseError, match="cannot be put right here"):
        SqliteStore(path, NOON)
    unprivileged.chmod(0o700)
    store = SqliteStore(path, NOON)
    assert len(list(store.read("ana", "ig"))) == 50
    store.close()


def _with_a_hot_journal(folder: Path) -> Path:
    """A file as a program leaves it that dies in the middle of writing."""
    path = a_file(folder / "work" / "progress.db", count=50)
    with closing(schema.connect(path)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE events SET payload = 'x', crc = 0")
        for name in ("progress.db", "progress.db-journal"):
            (folder / name).write_bytes(path.with_name(name).read_bytes())
    return folder / path.name


def test_a_path_of_odd_characters_works(tmp_path: Path) -> None:
    path = a_file(tmp_path / "50% of what? #1 [ü]" / "progress.db")
    store = SqliteStore(path, NOON)
    assert store.look_after(NOON) is None
    assert len(list(folder(path).iterdir())) == 1
    store.close()


def test_a_network_drive_is_warned_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "danger", lambda folder: "a network drive")
    store = SqliteStore(path, NOON)
    assert "network drive" in store.notices[0]
    store.close()
