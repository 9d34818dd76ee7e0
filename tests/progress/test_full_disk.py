"""A full disk: nothing is called saved, what was stays readable, and the learner decides."""

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from course.config import open_learner
from course.errors import CourseError
from course.progress.care import verify
from course.progress.learner import Learner
from course.progress.sqlite import SqliteStore
from course.progress.store import NotStored
from tests.progress.logs import NOON, answered, log, started


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 kB, where the test may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    with suppress(OSError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            yield disk
            subprocess.run(["umount", str(disk)], check=True)
            return
    pytest.skip("no disk can be mounted here")


def fill(learner: Learner) -> int:
    """Answer until the disk is full; how many answers were acknowledged."""
    for count in range(10_000):
        try:
            learner.record(answered(response="word " * 200))
        except NotStored as refusal:
            assert "disk is full" in refusal.message
            assert "free)" in refusal.message
            assert "go on without saving" in refusal.help
            return count
    raise AssertionError("the disk was never full")


def limited(path: Path) -> Learner:
    """A learner whose file may not grow much more."""
    store = SqliteStore(path, NOON)
    store._connection.execute("PRAGMA max_page_count = 12")
    return Learner(store, "ana", "ig", lambda: NOON, lambda: os.urandom(10).hex())


def test_a_full_disk_is_told_of_and_nothing_acknowledged_is_lost(small_disk: Path) -> None:
    learner = open_learner("ig", "ana", clock=lambda: NOON, home=small_disk)
    stored = fill(learner)
    assert str(small_disk) in _refusal(learner)
    assert len(list(learner.store.read("ana", "ig"))) == stored
    learner.close()
    again = open_learner("ig", "ana", clock=lambda: NOON, home=small_disk)
    assert len(list(again.store.read("ana", "ig"))) == stored, "a full disk can be read"
    again.store.close()
    assert verify(small_disk / "progress.db") == stored


def _refusal(learner: Learner) -> str:
    with pytest.raises(NotStored) as refusal:
        learner.record(answered(response="word " * 200))
    return refusal.value.message


def test_a_file_that_does_not_fit_is_not_made_by_half(small_disk: Path) -> None:
    (small_disk / "films").write_bytes(bytes(124 * 1024))
    with pytest.raises(CourseError, match=str(small_disk)):
        open_learner("ig", "ana", clock=lambda: NOON, home=small_disk)
    assert [each.name for each in small_disk.iterdir()] == ["films"]


def test_progress_does_not_move_with_an_answer_that_was_not_stored(path: Path) -> None:
    learner = limited(path)
    learner.record(started())
    fill(learner)
    before = learner.progress
    learner.store.save_snapshot("ana", "ig", 1, bytes(50_000))
    assert learner.store.snapshot("ana", "ig") is None, "only a cache"
    _refusal(learner)
    assert learner.progress == before
    assert learner.unsaved == 0
    learner.close()


def test_going_on_without_saving_is_the_learners_choice(path: Path) -> None:
    learner = limited(path)
    learner.record(started())
    stored = fill(learner) + 1
    learner.go_on_unsaved()
    [remembered] = learner.record(answered("q3", response="word " * 200))
    assert "q3" in learner.progress.cards
    assert learner.history("a1")[-1] == remembered
    assert learner.unsaved == 1
    assert len(list(learner.store.read("ana", "ig"))) == stored
    learner.close()
    assert verify(path) == stored


def test_what_was_only_remembered_is_stored_at_the_end_when_there_is_space(path: Path) -> None:
    learner = limited(path)
    learner.record(started())
    fill(learner)
    learner.go_on_unsaved()
    learner.record(answered("q2"))
    learner.record(answered("q3"))
    learner.store._connection.execute("PRAGMA max_page_count = 1000")  # type: ignore[attr-defined]
    expected = learner.progress
    learner.close()
    again = limited(path)
    assert again.progress == expected
    again.close()


def test_a_limit_on_the_size_of_files_is_no_crash(path: Path) -> None:
    store = SqliteStore(path, NOON)
    stored = store.append(log(answered()))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        with pytest.raises(NotStored, match="nothing was saved"):
            store.append(log(*[answered(response="word " * 2_000)] * 5))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert len(list(store.read("ana", "ig"))) == stored
    store.close()
