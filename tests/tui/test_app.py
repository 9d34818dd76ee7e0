"""The app: what it opens, what it can do from everywhere, help, search, and how it ends."""

import gc
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from course.errors import CourseError
from course.progress.store import MemoryStore, NotStored
from course.study import Study
from course.tui import start
from course.tui.app import CourseApp
from course.tui.chrome import KeyLine
from course.tui.palette import PlacesProvider
from course.tui.rows import RowList
from course.tui.screens.help import HelpScreen
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.unsaved import UnsavedScreen
from course.tui.theme import DARK, LIGHT
from tests.tui.conftest import Clock, a_study, told, wait_for


def name_of(app: App[Any]) -> str:
    return type(app.screen).__name__


async def test_a_lesson_opens_above_home(study: Study) -> None:
    app = CourseApp(study, lesson="second-thoughts")
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "the lesson")
        await pilot.press("escape")
        await wait_for(pilot, lambda: name_of(app) == "HomeScreen", "home below it")


async def test_ctrl_c_says_what_a_second_one_does_and_the_second_leaves(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await wait_for(pilot, lambda: bool(app._notifications), "what Ctrl+C does")
        assert [note.message for note in app._notifications] == [
            "Ctrl+C once more leaves; everything is stored."
        ]
        assert app.return_code is None
        await pilot.press("ctrl+c")
        await wait_for(pilot, lambda: app.return_code == 0, "the end")


async def test_an_attempt_opens_above_home(study: Study) -> None:
    app = CourseApp(study, attempt=study.quiz("far-away"))
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: name_of(app) == "QuestionScreen", "the question")
        assert isinstance(app.screen_stack[0], HomeScreen)


async def test_the_theme_is_light_where_the_terminal_is(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert CourseApp(study).theme == LIGHT.name


async def test_nothing_moves_by_itself_unless_asked_to(study: Study) -> None:
    assert CourseApp(study).animation_level == "none"


async def test_without_colour_everything_is_still_said(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down")
        lessons = app.screen.query_one("#lessons", RowList)
        assert any(lessons.render_line(y).text.startswith("▸") for y in range(lessons.size.height))
        colors = {
            segment.style.color
            for y in range(30)
            for segment in app.screen._compositor.render_strips()[y]
            if segment.style
        }
        assert {color for color in colors if color and not color.is_default} == set()


async def test_the_palette_goes_to_a_section_by_a_few_letters(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        await wait_for(pilot, lambda: name_of(app) == "CommandPalette", "the palette")
        await pilot.press(*"figur")
        await wait_for(pilot, lambda: "In figures" in palette(app), "the section is found")
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "the lesson")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.section_id == "in-figures"


@pytest.mark.parametrize(("typed", "scattered"), [("light", "aftrwd"), ("FAR", "scndt")])
async def test_scattered_letters_are_only_tried_when_no_name_has_the_words(
    study: Study, typed: str, scattered: str
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        provider = PlacesProvider(app.screen)
        names = [str(hit.text) async for hit in provider.search(typed)]
        assert names
        assert all(typed.casefold() in name.casefold() for name in names)
        assert [hit async for hit in provider.search(scattered)]
        await pilot.pause()


def palette(app: App[Any]) -> str:
    """What the palette lists."""
    found = app.screen.query("OptionList").first()
    return "\n".join(
        str(found.get_option_at_index(n).prompt)  # type: ignore[attr-defined]
        for n in range(found.option_count)  # type: ignore[attr-defined]
    )


async def test_the_palette_lists_lessons_quizzes_and_verbs(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("ctrl+p")
        await wait_for(pilot, lambda: "Quiz 2.1 Far away" in palette(app), "places are listed")
        listed = palette(app)
        for verb in ("Go on", "Review", "Home", "Help", "Light colours", "Theme", "Quit"):
            assert verb in listed
        assert "1.2 Second thoughts" in listed


async def test_a_quiz_is_reached_from_anywhere_and_home_lies_below(study: Study) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "the lesson")
        await pilot.press("ctrl+p")
        await wait_for(pilot, lambda: name_of(app) == "CommandPalette", "the palette")
        await pilot.press(*"quiz 2")
        await wait_for(pilot, lambda: "Quiz 2.1" in palette(app), "the quiz is found")
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: name_of(app) == "QuestionScreen", "the quiz")
        assert [type(screen).__name__ for screen in app.screen_stack] == [
            "HomeScreen",
            "QuestionScreen",
        ]


async def test_the_verbs_of_the_palette_work(study: Study) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "the lesson")
        verbs = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        verbs["Light colours"]()
        assert app.theme == LIGHT.name
        assert "Dark colours" in {c.title for c in app.get_system_commands(app.screen)}
        verbs["Help"]()
        await wait_for(pilot, lambda: name_of(app) == "HelpScreen", "help")
        await pilot.press("escape")
        verbs["Home"]()
        await wait_for(pilot, lambda: name_of(app) == "HomeScreen", "home")
        verbs["Go on"]()
        await wait_for(pilot, lambda: app.screen.query("BlockView"), "the next step")


async def test_leaving_while_a_lesson_opens_is_no_failure(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test():
        home = app.screen
        assert isinstance(home, HomeScreen)
        home.open_next()
        app.exit(return_code=143)
    assert app.failure is None
    assert app.return_code == 143


async def test_help_tells_of_this_screen_and_its_keys_can_be_clicked(study: Study) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test(size=(100, 50)) as pilot:
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "the lesson")
        await pilot.press("question_mark")
        await wait_for(pilot, lambda: name_of(app) == "HelpScreen", "help")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        assert "raised numbers" in str(screen.query_one("#purpose").render())
        told_keys = {names: tells for names, tells, _ in screen.keys}
        assert told_keys["s"] == "Open or close the sources beside the text"
        assert told_keys["Enter or Space"].startswith("Go on")
        assert told_keys["↑ or k"] == "A line up"
        assert "Bksp" not in told_keys  # there is no section before the first
        keys = list(screen.query(".key"))
        place = next(n for n, (names, _, _) in enumerate(screen.keys) if names == "s")
        await pilot.click(keys[place], offset=(30, 0))
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "help closes")
        await wait_for(
            pilot, lambda: app.screen.query_one("#beside").has_class("-open"), "the sources open"
        )


async def test_a_key_that_help_tells_of_does_it_there_and_then(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await wait_for(pilot, lambda: name_of(app) == "HelpScreen", "help")
        await pilot.press("x")
        await pilot.pause()
        assert name_of(app) == "HelpScreen", "x means nothing here"
        await pilot.press("p")
        await wait_for(pilot, lambda: name_of(app) == "ProgressScreen", "progress")


@pytest.mark.parametrize("key", ["escape", "enter", "q", "question_mark"])
async def test_what_closes_help_does_nothing_else(study: Study, key: str) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await wait_for(pilot, lambda: name_of(app) == "HelpScreen", "help")
        await pilot.press("down", key)
        await wait_for(pilot, lambda: name_of(app) == "HomeScreen", "home")
        await pilot.pause()
        assert app.return_code is None
        steps = app.screen.query_one("#steps", RowList)
        assert steps.chosen == "next", "the arrow moved help and not the page below it"


async def test_every_binding_of_ours_has_a_name_and_says_what_it_does(study: Study) -> None:
    for kind in (HomeScreen, LessonScreen, HelpScreen, UnsavedScreen, CourseApp, RowList):
        for binding in kind.BINDINGS:
            assert not isinstance(binding, tuple)
            if not binding.system:
                assert binding.id and binding.tooltip, binding


async def test_what_cannot_be_stored_is_told_and_the_learner_decides(
    study: Study, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise NotStored("the disk of [b]/tmp[/b] is full", "make room")

    app = CourseApp(study, lesson="second-thoughts")
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(pilot, lambda: name_of(app) == "LessonScreen", "the lesson")
        await pilot.pause()
        lesson = app.screen
        assert isinstance(lesson, LessonScreen)
        lesson.place = 1
        monkeypatch.setattr(store, "append", full)
        await pilot.press("enter")
        await wait_for(pilot, lambda: name_of(app) == "UnsavedScreen", "what is wrong")
        said = " ".join(str(static.render()) for static in app.screen.query("Static"))
        assert "the disk of [b]/tmp[/b] is full" in said
        assert "make room" in said
        assert lesson.place == 1
        await pilot.press("escape", "enter")
        await wait_for(pilot, lambda: name_of(app) == "UnsavedScreen", "it still fails")
        await pilot.press("u", "enter")
        await wait_for(pilot, lambda: lesson.place == 2, "on, without saving")
        assert study.learner.unsaved == 1
        await pilot.press("escape")
        await wait_for(pilot, lambda: name_of(app) == "HomeScreen", "home")
        note = app.screen.query_one("#note")
        assert "what you do now is not saved" in str(note.render())


async def test_other_faults_are_notices(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        with home.told():
            raise CourseError("no [b]such[/b] thing", "try another")
        with home.told():
            raise CourseError("nothing")
        await wait_for(pilot, lambda: "no [b]such[/b] thing\ntry another" in told(app), "a notice")


# --- from the command to the screen ---


def _handed_to(runs: Callable[[CourseApp], None]) -> Callable[[CourseApp], None]:
    # A bound method would not be given the app.
    def run(app: CourseApp) -> None:
        runs(app)

    return run


class Run:
    """Stands in for the terminal's side of `start.run`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app: CourseApp | None = None
        self.fails: Exception | None = None
        self.says = ""
        self.status = 0
        monkeypatch.setattr(start, "_need_terminal", lambda: None)
        monkeypatch.setattr(CourseApp, "run", _handed_to(self.runs))

    def runs(self, app: CourseApp) -> None:
        self.app = app
        app.when_shown()
        app.error_console.print(self.says, end="")
        app.failure = self.fails
        app.exit(return_code=self.status)


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(monkeypatch)


def test_the_status_of_the_app_is_the_status_of_the_command(running: Run, study: Study) -> None:
    running.status = 143
    assert start.run(study) == 143
    assert gc.isenabled()


def test_a_failure_is_raised_and_nothing_of_it_is_printed(
    running: Run, study: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    running.fails, running.says = ValueError("an answer"), "locals: answer = 42"
    with pytest.raises(ValueError, match="an answer"):
        start.run(study)
    assert capsys.readouterr() == ("", "")


def test_a_failure_without_an_exception_is_one_too(running: Run, study: Study) -> None:
    running.says = "a traceback"
    with pytest.raises(RuntimeError, match="the screen failed"):
        start.run(study)


def test_what_the_log_needs_is_told(
    running: Run, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[Any] = []
    monkeypatch.setattr(study.learner, "look_after", lambda: "no backup could be made")
    monkeypatch.setattr(CourseApp, "call_later", lambda app, callback: later.append(callback))
    start.run(study)
    assert later[0].args == ("no backup could be made",)


def test_without_a_terminal_there_is_no_screen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdin__", io.StringIO())
    with pytest.raises(CourseError, match="needs a terminal for its input") as raised:
        start.run(study)
    assert raised.value.exit_code == 2
    monkeypatch.setattr(sys, "__stdin__", None)
    with pytest.raises(CourseError):
        start.run(study)


def test_without_textuals_parser_its_own_driver_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start._driver() is not None
    monkeypatch.setitem(sys.modules, "textual._xterm_parser", None)
    monkeypatch.delitem(sys.modules, "course.tui.driver")
    assert start._driver() is None


async def test_an_exception_ends_the_app_and_is_kept(course_folder: Path, clock: Clock) -> None:
    app = CourseApp(a_study(course_folder, MemoryStore(), clock))
    app.error_console.file = io.StringIO()

    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        async with app.run_test() as pilot:
            app.call_later(fail)
            await pilot.pause()
    assert isinstance(app.failure, ValueError)
    assert app.return_code == 1


async def test_the_keys_give_way_to_each_other_where_there_is_little_room(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(40, 24)):
        said = app.screen.query_one(KeyLine).render().plain
        assert said.startswith("Enter go on")
        assert said.endswith("? help")


def test_the_dark_theme_is_the_house(study: Study) -> None:
    assert CourseApp(study).theme == DARK.name
