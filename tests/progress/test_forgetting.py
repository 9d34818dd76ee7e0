"""Forgetting: nothing is left of one, and everything of the others, verifiable."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from course.errors import CourseError
from course.progress import forgetting
from course.progress.backups import existing, folder
from course.progress.care import put_back, verify
from course.progress.forgetting import forget, traces
from course.progress.sqlite import SqliteStore
from course.sessions.events import Recorded
from tests.progress.logs import DAY, NOON, ONE_OF_EACH, answered, log

NAME = "Guinevere"
MINE = tuple(replace(one, learner=NAME) for one in log(*ONE_OF_EACH, *[answered()] * 50))
OTHERS = log(*ONE_OF_EACH, *[answered()] * 50)


@pytest.fixture
def home(path: Path) -> Path:
    """A file with snapshots, two backups, one put aside, and what killed programs left."""
    store = SqliteStore(path, NOON)
    store.append([one for pair in zip(MINE, OTHERS, strict=True) for one in pair][:80])
    store.save_snapshot(NAME, "ig", 80, f"of {NAME}".encode())
    store.look_after(NOON)
    store.append([*MINE, *OTHERS])
    store.look_after(NOON + DAY)
    store.close()
    put_back(path, existing(path)[1].path, NOON + DAY)
    path.with_name(f".{path.name}.99.new").write_bytes(b"half " + NAME.encode())
    path.with_name(f"{path.name}-journal.old").write_bytes(NAME.encode())
    return path


def left_of(home: Path, word: str = NAME) -> list[Path]:
    return [
        each
        for each in home.parent.rglob("*")
        if each.is_file() and word.encode() in each.read_bytes()
    ]


def done(path: Path) -> list[Recorded]:
    with closing(SqliteStore(path, NOON)) as store:
        return [one for _, one in store.read("ana", "ig")]


def test_nothing_is_left_of_one_and_all_of_the_others(home: Path) -> None:
    before = done(home)
    assert len(left_of(home)) == 6
    found = traces(home, NAME)
    assert {trace.path for trace in found} == set(left_of(home))
    assert found[0].path == home
    assert (found[0].events, found[0].others) == (len(MINE), len(OTHERS))
    forget(home, NAME, found)
    assert left_of(home) == []
    for one in (MINE[0], MINE[-1]):
        assert left_of(home, one.id) == []
    assert done(home) == before
    assert verify(home) == len(OTHERS)
    for backup in existing(home):
        assert verify(backup.path) in (40, len(OTHERS))
    assert traces(home, NAME) == ()


def test_what_held_nothing_else_goes_and_the_file_stays_usable(path: Path) -> None:
    store = SqliteStore(path, NOON)
    store.append(MINE)
    store.look_after(NOON)
    store.close()
    forget(path, NAME, traces(path, NAME))
    assert left_of(path) == []
    assert existing(path) == []
    assert verify(path) == 0
    assert done(path) == []


def test_a_damaged_copy_that_may_hold_them_goes_whole(home: Path) -> None:
    damaged = existing(home)[0].path
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute("DELETE FROM events WHERE seq = 7")
    [trace] = [trace for trace in traces(home, NAME) if trace.path == damaged]
    assert trace.goes
    forget(home, NAME, traces(home, NAME))
    assert not damaged.exists()
    assert left_of(home) == []


def test_a_damaged_file_is_repaired_first(home: Path) -> None:
    with closing(sqlite3.connect(home, isolation_level=None)) as connection:
        connection.execute("DELETE FROM events WHERE seq = 7")
    with pytest.raises(CourseError, match="missing") as refusal:
        traces(home, NAME)
    assert "--repair" in refusal.value.help


def test_who_was_never_here_leaves_no_trace(home: Path) -> None:
    assert traces(home, "Lancelot") == ()


def test_other_files_are_left_alone(home: Path) -> None:
    mine = [home.with_name("letter.txt"), folder(home) / "notes"]
    for each in mine:
        each.write_text(NAME, encoding="utf-8")
    forget(home, NAME, traces(home, NAME))
    assert left_of(home) == mine


def test_cut_short_it_can_be_done_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = forgetting._without, []

    def cut(path: Path, learner: str, watch: object) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        whole(path, learner, lambda *_: None)

    monkeypatch.setattr(forgetting, "_without", cut)
    with pytest.raises(KeyboardInterrupt):
        forget(home, NAME, traces(home, NAME))
    assert all(verify(backup.path) for backup in existing(home))
    assert verify(home) == len(MINE) + len(OTHERS), "the learner's file comes last"
    monkeypatch.undo()
    forget(home, NAME, traces(home, NAME))
    assert left_of(home) == []


def test_the_old_bytes_are_overwritten(home: Path) -> None:
    """Also under another name of the same file, such as a recovery tool finds."""
    other_name = home.parent.parent / "inode"
    os.link(home, other_name)
    forget(home, NAME, traces(home, NAME))
    assert other_name.read_bytes() == b""
