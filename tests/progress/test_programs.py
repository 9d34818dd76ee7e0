"""Programs that end badly, and programs that share a file: no acknowledged answer is lost."""

import os
import random
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from course.progress import schema
from course.progress.care import verify
from course.progress.chain import check_newest
from course.progress.folding import fold
from course.progress.learner import Learner
from course.progress.sqlite import SqliteStore
from course.progress.store import NotStored
from tests.progress.logs import NOON, answered, log, started

KILLS = int(os.environ.get("COURSE_TEST_KILLS", "25"))
"""How often a program is killed; more for a long test."""

ANSWERS = 150


def a_learner(path: Path) -> Learner:
    return Learner(SqliteStore(path, NOON), "ana", "ig", lambda: NOON, lambda: os.urandom(10).hex())


@contextmanager
def answering(path: Path, count: int) -> Iterator[tuple[int, int]]:
    """A program that stores answers and acknowledges each by its id; its process and its word."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            learner = a_learner(path)
            for _ in range(count):
                [stored] = learner.record(answered())
                os.write(write, stored.id.encode())
            learner.close()
        finally:
            os._exit(0)
    os.close(write)
    try:
        yield child, read
    finally:
        os.close(read)
        os.waitpid(child, 0)


def acknowledged(read: int, count: int) -> list[str]:
    """Up to `count` ids, as they come."""
    ids: list[str] = []
    while len(ids) < count and (word := os.read(read, 32)):
        ids.append(word.decode())
    return ids


def test_killed_at_any_moment_every_acknowledged_answer_is_there(path: Path) -> None:
    chance = random.Random(1)
    promised: list[str] = []
    for _ in range(KILLS):
        with answering(path, 10_000) as (child, word):
            promised += acknowledged(word, chance.randint(0, 12))
            for _ in range(chance.randint(0, 20_000)):
                pass  # the next answer gets somewhere
            os.kill(child, signal.SIGKILL)
            promised += acknowledged(word, 1_000)
        learner = a_learner(path)  # the next start just goes on
        stored = [one.id for _, one in learner.store.read("ana", "ig")]
        assert set(promised) <= set(stored)
        assert len(stored) == len(set(stored))
        learner.store.close()
    assert verify(path) >= len(promised) > KILLS


def test_two_programs_store_all_answers_of_both(path: Path) -> None:
    with answering(path, ANSWERS) as (_, one), answering(path, ANSWERS) as (_, other):
        ids = acknowledged(one, ANSWERS) + acknowledged(other, ANSWERS)
    assert len(set(ids)) == 2 * ANSWERS
    assert verify(path) == 2 * ANSWERS
    store = SqliteStore(path, NOON)
    assert {one.id for _, one in store.read("ana", "ig")} == set(ids)
    store.close()


def test_what_another_program_stored_is_picked_up_with_the_next_answer(path: Path) -> None:
    ours, theirs = a_learner(path), a_learner(path)
    ours.record(started())
    theirs.record(answered("q1"))
    ours.record(answered("q2"))
    assert set(ours.progress.cards) == {"q1", "q2"}
    assert ours.progress == fold(one for _, one in ours.store.read("ana", "ig"))
    theirs.close()
    ours.close()


def test_a_program_that_holds_the_file_too_long_is_told_of(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0)
    store, other = SqliteStore(path, NOON), SqliteStore(path, NOON)
    other._connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotStored, match="another program") as refusal:
        store.append(log(answered()))
    assert "try again" in refusal.value.help
    other._connection.execute("ROLLBACK")
    assert store.append(log(answered())) == 1
    store.close()
    other.close()


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_file_that_is_taken_away_takes_no_more_answers(path: Path, how: str) -> None:
    store = SqliteStore(path, NOON)
    store.append(log(answered()))
    match how:
        case "deleted":
            path.unlink()
        case "moved":
            path.rename(path.with_name("elsewhere.db"))
        case _:
            copy = path.with_name("copy.db")
            copy.write_bytes(path.read_bytes())
            copy.replace(path)
    with pytest.raises(NotStored, match="moved"):
        store.append(log(answered()))
    store.close()


def test_a_file_that_grows_while_it_is_looked_at_is_not_called_damaged(path: Path) -> None:
    theirs = a_learner(path)
    theirs.record(started())
    looking = sqlite3.connect(path, isolation_level=None)
    turns = iter(range(3))  # before each of the first statements
    looking.set_trace_callback(
        lambda _: next(turns, None) is not None and theirs.record(answered())
    )
    check_newest(looking, 500)
    looking.close()
    theirs.store.close()
