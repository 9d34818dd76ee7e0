"""Previewing: as the learner sees it, anew at each save, and nothing of it is kept."""

import asyncio
import sys
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from course.authoring.spot import spot
from course.cli.main import run
from course.errors import CourseError
from course.loading.library import Library
from course.previewing import Preview
from course.study import Study
from course.tui.app import CourseApp
from course.tui.leaf import Leaf
from course.tui.preview import Faults, PreviewApp
from course.tui.screens.exercise import ExerciseScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.question import QuestionScreen
from tests.loading.small_course import EXERCISE, GLOSSARY, PACK, write_course
from tests.loading.small_scenario import PLACE, SCENARIO
from tests.tui.conftest import wait_for
from tests.tui.sitting import pressed, text_of

PAPER = "kind: paper\ntitle: The paper\npurpose: exam\nintro: Go.\nblueprint: {each: 1}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_course(tmp_path / "small")


def save(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_lesson_is_shown_anew_at_the_same_section(small: Path) -> None:
    file = small / "lessons/01-first/night.yaml"
    app = PreviewApp(Preview(file))
    async with app.run_test(size=(100, 30)) as pilot:
        assert isinstance(app.screen, LessonScreen)
        app.screen.place = 1
        app.screen._show()
        await pilot.pause()
        save(file, "Nothing is cited here.", "Something new stands here.")
        await app.renew()
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.section_id == "aside"
        assert "Something new" in app.screen.lesson.sections[1].model_dump_json()


async def test_what_is_broken_is_told_and_the_last_good_version_stays(small: Path) -> None:
    file = small / "lessons/01-first/night.yaml"
    app = PreviewApp(Preview(file))
    async with app.run_test(size=(100, 30)) as pilot:
        before = app.screen
        save(file, "heading: An aside", "headding: An aside")
        await app.renew()
        await pilot.pause()
        assert app.screen is before
        told = str(app.screen.query_one(Faults).content)
        assert "headding" in told
        assert "night.yaml:" in told
        save(file, "headding: An aside", "heading: Another aside")
        await app.renew()
        await pilot.pause()
        assert not app.screen.query(Faults)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.sections[1].heading == "Another aside"


async def test_a_quiz_stays_at_its_question_although_another_comes_before_it(small: Path) -> None:
    file = small / "quizzes/01-first/night.yaml"
    app = PreviewApp(Preview(file))
    async with app.run_test(size=(100, 30)) as pilot:
        text = file.read_text(encoding="utf-8")
        first = text[text.index("  - id: night-asked") :]
        save(file, first, first.replace("night-asked", "night-before") + first)
        await app.renew()
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.attempt.current == "night-asked"
        assert app.screen.attempt.questions.keys() == {"night-before", "night-asked"}


SHOWN = {
    PLACE: (SCENARIO, "role: |\n  You", "role: |\n  Quite somebody. You", "Quite somebody"),
    PACK: (EXERCISE, "title: ", "title: Anew ", "Anew "),
    "quizzes/final-exam.yaml": (PAPER, "title: The", "title: Another", "Another paper"),
    "lessons/glossary.yaml": (GLOSSARY, "definition: Nobody", "definition: No one", "No one"),
}
"""Files of the other kinds: their text, a change to it, and what is on the screen then."""


@pytest.mark.parametrize("name", SHOWN)
async def test_each_other_kind_is_shown_anew_too(small: Path, name: str) -> None:
    text, old, new, seen = SHOWN[name]
    file = write_course(small, **{name: text}) / name
    app = PreviewApp(Preview(file))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        assert seen not in text_of(app)
        save(file, old, new)
        await app.renew()
        await wait_for(pilot, lambda: seen in text_of(app), "what was saved")
        save(file, new.split()[0], "???" + new.split()[0])
        await app.renew()
        await wait_for(pilot, lambda: file.name in text_of(app), "what is wrong")
        assert app.screen.query(Faults)


async def test_an_exercise_stays_open_at_its_sheet(small: Path) -> None:
    file = write_course(small, **{PACK: EXERCISE}) / PACK
    app = PreviewApp(Preview(file))
    async with app.run_test(size=(100, 40)) as pilot:
        await pressed(pilot, "enter", "enter")
        assert isinstance(app.screen, ExerciseScreen)
        at = app.screen.at
        save(file, "title: ", "title: Anew ")
        await app.renew()
        await pressed(pilot)
        assert isinstance(app.screen, ExerciseScreen)
        assert app.screen.at == at > 0


async def test_a_page_that_was_taken_away_before_it_was_shown_shows_nothing(small: Path) -> None:
    app = PreviewApp(Preview(small / "lessons/01-first/night.yaml"))
    async with app.run_test(size=(100, 30)):
        page = Leaf(id="taken-away")
        page.replace(Static("What was saved meanwhile is shown instead."))
        assert not page.children


async def test_a_save_is_noticed(small: Path) -> None:
    file = small / "lessons/01-first/night.yaml"
    app = PreviewApp(Preview(file))
    async with app.run_test(size=(100, 30)):
        for turn in range(300):
            if turn == 0:
                save(file, "title: The", "title: The 0\n#The")
            if turn % 20 == 19:  # the first save may come before the watching does
                file.touch()
            await asyncio.sleep(0.05)
            if isinstance(app.screen, LessonScreen) and app.screen.lesson.title == "The 0":
                break
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.title == "The 0"


async def test_a_save_that_nobody_told_of_is_noticed_too(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*folders: str, **how: Any) -> AsyncIterator[set[Any]]:
        assert how["yield_on_timeout"]
        while not how["stop_event"].is_set():
            await asyncio.sleep(0.01)
            yield set()

    monkeypatch.setattr("watchfiles.awatch", silent)
    file = small / "lessons/01-first/night.yaml"
    app = PreviewApp(Preview(file))
    save(file, "title: The night", "title: The long night")  # before anything watches
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(pilot, lambda: _title(app) == "The long night", "what was saved")


def _title(app: PreviewApp) -> str:
    return app.screen.lesson.title if isinstance(app.screen, LessonScreen) else ""


async def test_leaving_it_ends_the_program(small: Path) -> None:
    app = PreviewApp(Preview(small / "lessons/01-first/morning.yaml"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0


def test_in_lines_it_is_printed_once_and_nothing_is_kept(
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    assert run(["preview", "--plain", str(small / "quizzes/01-first/night.yaml")]) == 0
    out = capsys.readouterr().out
    assert "What did the chair ask for?" in out
    assert "He asked for the feel of the room." in out
    assert not list((tmp_path / "home").rglob("*.db*"))
    assert run(["preview", "--plain", str(small / "lessons/course.yaml")]) == 2
    assert "cannot be previewed" in capsys.readouterr().err


def test_a_passage_and_a_question_are_found_where_they_stand(small: Path) -> None:
    library = Library(small)
    for name, line in (("night#aside", "- id: aside"), ("night-asked", "- id: night-asked")):
        found = spot(library, name)
        assert found.path.read_text(encoding="utf-8").split("\n")[found.line - 1].strip() == line


class Editor:
    """Stands in for the program that edits: what it is called with, and what it changes."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.called: list[list[str]] = []

    def __call__(self, command: list[str], *, check: bool) -> None:
        self.called.append(command)
        save(Path(command[-1]), self.old, self.new)


async def edit(study: Study, editor: Editor, monkeypatch: pytest.MonkeyPatch) -> LessonScreen:
    from contextlib import nullcontext

    monkeypatch.setenv("VISUAL", "my-editor --wait 'a b'")
    monkeypatch.setattr("course.tui.editing.subprocess.run", editor)
    app = CourseApp(study, lesson=study.catalogue.lessons[0].id)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        return app.screen


async def test_e_opens_the_editor_at_the_line_and_shows_what_was_saved(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = study.library.lesson(study.catalogue.lessons[0].id)
    heading = lesson.sections[0].heading
    editor = Editor(f"heading: {heading}", "heading: Quite another")
    screen = await edit(study, editor, monkeypatch)
    assert editor.called[0][:3] == ["my-editor", "--wait", "a b"]
    assert editor.called[0][3].startswith("+")
    assert screen.lesson.sections[0].heading == "Quite another"
    assert screen.section_id == lesson.sections[0].id


async def test_what_was_saved_broken_leaves_what_is_shown(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = study.library.lesson(study.catalogue.lessons[0].id).sections[0].heading
    editor = Editor(f"heading: {heading}", "headding: Quite another")
    screen = await edit(study, editor, monkeypatch)
    assert screen.lesson.sections[0].heading == heading


def test_without_an_editor_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from course.tui.editing import _editor

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    with pytest.raises(CourseError, match="no editor"):
        _editor()
