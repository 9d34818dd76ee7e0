"""Files of older versions: backed up, brought forward, and whole whenever that is cut short."""

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from course.errors import CourseError
from course.progress import backups
from course.progress.backups import existing
from course.progress.care import verify
from course.progress.folding import fold
from course.progress.schema import MIGRATIONS
from course.progress.snapshot import load
from course.progress.sqlite import SqliteStore
from course.progress.store import NotStored
from tests.progress.logs import IN_VERSION_1, NOON, ONE_OF_EACH, answered, log

STEPS = 100
WRITTEN = log(*ONE_OF_EACH)


def _to_2(connection: sqlite3.Connection) -> None:
    """A version to come: a new table, a new column, and a long way to fill them."""
    connection.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")
    connection.execute("ALTER TABLE events ADD COLUMN machine TEXT")
    for step in range(STEPS):
        connection.execute("INSERT INTO notes VALUES (?, ?)", (str(step), "x" * 2_000))


def killed_after(steps: int) -> Callable[[sqlite3.Connection], None]:
    """The migration, in a program that is killed after some of its statements."""

    def migration(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA cache_size = 1")
        done = 0

        def count(statement: str) -> None:
            nonlocal done
            done += 1
            if done > steps:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(count)
        _to_2(connection)

    return migration


def in_child(work: Callable[[], object]) -> int:
    """Do `work` in a program of its own; the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] & 0x7F


@pytest.fixture
def old(path: Path) -> Path:
    """A file of version 1."""
    store = SqliteStore(path, NOON)
    store.append(WRITTEN)
    store.close()
    return path


def newer(path: Path) -> SqliteStore:
    """The file as a program of version 2 opens it."""
    return SqliteStore(path, NOON, migrations=(*MIGRATIONS, _to_2))


def test_an_older_file_is_brought_forward_after_a_backup(old: Path) -> None:
    store = newer(old)
    assert [one for _, one in store.read("ana", "ig")] == list(WRITTEN)
    assert store.append(log(answered())) == len(WRITTEN) + 1
    store.close()
    [backup] = existing(old)
    assert verify(backup.path) == len(WRITTEN), "the backup is of the older version"
    with pytest.raises(CourseError, match="format 2; this one knows 1"):
        SqliteStore(old, NOON)


def test_an_older_file_without_a_backup_is_not_touched(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    before = old.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(backups, "sync", full)
        with pytest.raises(CourseError, match="No space left"):
            newer(old)
    assert old.read_bytes() == before
    newer(old).close()


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 20, 50, 80, STEPS + 1])
def test_killed_on_the_way_the_file_is_the_old_one(old: Path, steps: int) -> None:
    broken = (*MIGRATIONS, killed_after(steps))
    assert in_child(lambda: SqliteStore(old, NOON, migrations=broken)) == signal.SIGKILL
    assert len(existing(old)) == 1
    assert verify(old) == len(WRITTEN)
    store = newer(old)
    assert [one for _, one in store.read("ana", "ig")] == list(WRITTEN)
    store.close()


def test_an_older_program_still_running_stores_nothing_in_the_new_file(old: Path) -> None:
    running = SqliteStore(old, NOON)
    newer(old).close()
    with pytest.raises(CourseError, match="newer version"):
        running.append(log(answered()))
    running.close()


def test_an_older_file_that_cannot_be_written_is_read(unprivileged: Path) -> None:
    path = unprivileged / "progress.db"
    store = SqliteStore(path, NOON)
    store.append(WRITTEN)
    store.close()
    path.chmod(0o400)
    before = path.read_bytes()
    store = newer(path)
    assert store.read_only
    assert [one for _, one in store.read("ana", "ig")] == list(WRITTEN)
    with pytest.raises(NotStored):
        store.append(log(answered()))
    store.close()
    assert path.read_bytes() == before


def test_a_file_of_today_opens(tmp_path: Path) -> None:
    """`fixtures/log-v1.db` was made by the first version and is never made anew."""
    path = tmp_path / "progress.db"
    path.write_bytes((Path(__file__).parent / "fixtures" / "log-v1.db").read_bytes())
    store = SqliteStore(path, NOON)
    stored = [one for _, one in store.read("ana", "internet-governance")]
    assert [one.event for one in stored] == list(IN_VERSION_1)
    assert [one.study_day.isoformat() for one in stored[:1]] == ["2026-11-24"]
    assert stored[0].at == NOON
    assert store.learners() == ("ana", "Бен")
    assert store.append([*stored, *log(answered())]) == len(IN_VERSION_1) + 3
    found = store.snapshot("ana", "internet-governance")
    assert found
    assert load(found[1]) in (None, fold(stored))
    store.close()
