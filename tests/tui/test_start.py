"""What a start must not cost: nothing dear is imported before the first picture."""

import os
import subprocess
import sys
from pathlib import Path

from tests.tui.conftest import SMALL

START = """
import asyncio, sys
from course.config import open_learner
from course.loading.library import Library, find_course
from course.study import Study
from course.tui import start
from course.tui.app import CourseApp

library = Library(find_course())
learner = open_learner(library.catalogue.id, "ada")

async def main():
    async with CourseApp(Study(library, learner)).run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "up")

asyncio.run(main())
learner.close()
print(*sys.modules)
"""

DEAR = {
    "pydantic",
    "yaml",
    "fsrs",
    "click",
    "rapidfuzz",
    "importlib.metadata",
    "rich.markdown",
    "textual.widgets._markdown",
    "webbrowser",
    "course.content.questions",
    "course.sessions.attempt",
    "course.tui.screens.lesson",
    "course.tui.screens.question",
    "course.tui.screens.help",
}


def imported(home: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "COURSE_HOME": str(home), "COURSE_PATH": str(SMALL)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_home_is_painted_without_anything_dear(tmp_path: Path) -> None:
    imported(tmp_path)  # the first start of all makes the catalogue
    assert imported(tmp_path) & DEAR == set()
