"""A small course, a learner without a disk, a clock that stands still, and how to wait."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from course.loading.library import Library
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.study import Study

SMALL = Path(__file__).parent / "small"
"""A course with every kind of block and every type of question once."""

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """A clock that tests set; it never goes by itself."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def forward(self, **ahead: float) -> None:
        """Set it ahead by what a `timedelta` takes."""
        self.now += timedelta(**ahead)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine shows: not the folders of whoever runs the tests."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def clock() -> Clock:
    """The learner's clock."""
    return Clock()


@pytest.fixture
def course_folder(tmp_path: Path) -> Path:
    """A copy of the small course that a test may change before it is read."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    return folder


@pytest.fixture
def store() -> MemoryStore:
    """An empty log."""
    return MemoryStore()


@pytest.fixture
def study(course_folder: Path, store: MemoryStore, clock: Clock) -> Iterator[Study]:
    """Somebody new to the small course."""
    yield a_study(course_folder, store, clock)


def a_study(folder: Path, store: MemoryStore, clock: Callable[[], datetime]) -> Study:
    """A learner at a course; the same store again is the next start of the program."""
    library = Library(folder)
    numbers = count(1)
    learner = Learner(
        store, "ada", library.catalogue.id, clock, randomness=lambda: f"{next(numbers):020x}"
    )
    return Study(library, learner)


async def wait_for(
    pilot: Pilot[Any], predicate: Callable[[], object], description: str, tries: int = 200
) -> None:
    """Let the app work until `predicate` holds; `description` says what never came to be."""
    for _ in range(tries):
        if predicate():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"waited in vain: {description}")


def told(app: App[Any]) -> str:
    """The notices that are shown; an app says them only in `run_test(notifications=True)`."""
    return "\n".join(str(toast.render()) for toast in app.screen.query("Toast"))
