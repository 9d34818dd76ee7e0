"""Pictures of questions; a difference is to be looked at like a change of code."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from course.sessions.events import Mode
from course.settings import Effective, Settings
from course.study import Study
from course.tui.app import CourseApp
from course.tui.screens.question import QuestionScreen
from course.tui.theme import LIGHT

Snap = Callable[..., bool]
Before = Callable[[Pilot[Any]], Awaitable[None]]


def playing(at: str, *keys: str) -> Before:
    """Go to a question of the small course's quiz, then press keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, QuestionScreen)
        if page.attempt.current != at:
            page.go_to(at)
        for _ in range(3):
            await pilot.pause()
        for field in page.query(Input):
            field.cursor_blink = False
        for key in keys:
            await pilot.press(key)
            for _ in range(3):
                await pilot.pause()

    return before


def app_at(study: Study, mode: Mode = "practice", *, certainty: bool = False) -> CourseApp:
    """The program with the quiz begun."""
    study.chosen = Effective(Settings(certainty=certainty))
    return CourseApp(study, attempt=study.quiz("first-light", mode, seed="seed"))


def test_a_question_with_a_hint_and_how_sure_one_is(snap_compare: Snap, study: Study) -> None:
    app = app_at(study, certainty=True)
    run = playing("q-single", "h", "2", "c", "c")
    assert snap_compare(app, terminal_size=(80, 24), run_before=run)


def test_why_below_the_answer(snap_compare: Snap, study: Study) -> None:
    run = playing("q-single", "1", "enter", "a")
    assert snap_compare(app_at(study), terminal_size=(100, 30), run_before=run)


def test_a_match_after_a_first_try(snap_compare: Snap, study: Study) -> None:
    run = playing("q-match", "1", "1", "enter")
    assert snap_compare(app_at(study), terminal_size=(80, 24), run_before=run)


def test_a_cloze_half_filled(snap_compare: Snap, study: Study) -> None:
    run = playing("q-cloze", "1", "tab", "2", "0", "1", "2", "tab")
    assert snap_compare(app_at(study), terminal_size=(80, 24), run_before=run)


def test_all_questions_of_a_test(snap_compare: Snap, study: Study) -> None:
    run = playing("q-true-false", "1", "f", "enter", "f9")
    assert snap_compare(app_at(study, "test"), terminal_size=(100, 30), run_before=run)


def test_results(snap_compare: Snap, study: Study) -> None:
    app = app_at(study, certainty=True)
    app.theme = LIGHT.name
    keys = ("2", "enter", "enter", "1", "c", "c", "c", "enter", "a", "o", "end", "enter")
    run = playing("q-single", *keys)
    assert snap_compare(app, terminal_size=(100, 30), run_before=run)
