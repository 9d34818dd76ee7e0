"""`e` at a real terminal: the editor has it whole, and what was saved is shown on return."""

import shutil
import sys
from pathlib import Path

import pytest

from course.errors import CourseError
from course.study import Study
from course.tui.app import CourseApp
from course.tui.editing import edited
from course.tui.page import Page
from tests.terminal import Terminal
from tests.tui.conftest import SMALL

EDITOR = """\
import sys
from pathlib import Path

line, file = sys.argv[1:]
text = Path(file).read_text(encoding="utf-8")
print("EDITOR", line, Path(file).name, flush=True)
print("AT", text.splitlines()[int(line.removeprefix("+")) - 1], flush=True)
answer = input("what shall the heading be? ")
Path(file).write_text(text.replace({old!r}, answer, 1), encoding="utf-8")
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    return folder


def _opened(tmp_path: Path, course: Path, old: str) -> Terminal:
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR.format(old=old), encoding="utf-8")
    environment = {
        "COURSE_HOME": str(tmp_path / "home"),
        "COURSE_PATH": str(course),
        "VISUAL": f"{sys.executable} {editor}",
    }
    return Terminal("learn", "first-light", environment=environment, columns=100, lines=30)


def test_the_editor_opens_at_the_line_and_what_it_saved_is_shown(
    tmp_path: Path, course: Path
) -> None:
    with _opened(tmp_path, course, "heading: The night\n") as terminal:
        terminal.wait("The night")
        terminal.press("e")
        shown = terminal.wait("what shall the heading be?")
        assert "EDITOR +" in shown
        assert "first-light.yaml" in shown
        assert "AT   - id: the-night" in shown
        terminal.press('"heading: The longest night"', "enter")
        terminal.wait("what shall", gone=True)
        # The words were quoted by mistake, so nothing can be read: the course stays as it was.
        terminal.wait("error C0")


def test_what_was_saved_is_shown(tmp_path: Path, course: Path) -> None:
    with _opened(tmp_path, course, "The night") as terminal:
        terminal.wait("The night")
        terminal.press("e")
        terminal.wait("what shall the heading be?")
        terminal.press("The longest night", "enter")
        terminal.wait("The longest night")
        terminal.wait("Esc")
        # The keys are the program's again.
        terminal.press("?")
        terminal.wait("close")


async def test_in_a_browser_it_says_why_not(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(CourseApp, "is_web", True)
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await pilot.pause()
        page = app.screen
        assert isinstance(page, Page)
        with pytest.raises(CourseError, match="browser"):
            edited(page, "first-light#the-night")
