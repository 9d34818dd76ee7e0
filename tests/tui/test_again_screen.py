"""Look again on the screen, and what slips away in a review."""

import pytest
from textual.widgets import Static

from course.choosing import take
from course.sessions.attempt import phase
from course.sessions.events import Answered, Flagged, PutOff, Reread
from course.sessions.selection import Selection
from course.study import Study
from course.tui.app import CourseApp
from course.tui.screens.again import AgainScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.look import LookScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.results import ResultsScreen
from tests.test_again import a_leech, answered
from tests.tui.conftest import Clock
from tests.tui.sitting import LARGE, SMALLEST, said, sitting, text_of
from tests.tui.test_notes_screen import on


def prepared(study: Study) -> None:
    """One certain and wrong, one partly right, one flagged."""
    answered(study, "q-single", 0, 3)
    attempt = answered(study, "q-short", 0.5)
    study.learner.record(Flagged(attempt, "q-short"))


@pytest.mark.parametrize("size", [SMALLEST, (120, 40), LARGE])
async def test_the_choices_stand_beside_what_they_have(study: Study, size: tuple[int, int]) -> None:
    prepared(study)
    app = CourseApp(study)
    async with app.run_test(size=size) as pilot:
        await pilot.press("a")
        await on(pilot, AgainScreen)
        shown = text_of(app)
        assert "▸ Certain, and wrong" in shown
        assert "✗ How many delegations signed" in shown
        assert "up to 10 questions" in shown
        await pilot.press("down")
        await pilot.pause()
        shown = text_of(app)
        assert "◐ What did the chair ask for? ⚑" in shown
        assert "2 questions · under a minute" in shown


async def test_enter_begins_a_quiz_and_it_goes_on_from_the_list(study: Study) -> None:
    prepared(study)
    app = CourseApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await on(pilot, AgainScreen)
        await pilot.press("down", "left", "enter")
        screen = await on(pilot, QuestionScreen)
        assert screen.attempt.of == "chosen:pick=missed&items=5"
        assert "Wrong the last time" in text_of(app)
        begun = screen.attempt.id
        await pilot.press("escape", "a")
        await on(pilot, AgainScreen)
        shown = text_of(app)
        assert "Begun" in shown
        assert "▸ wrong the last time, 5 questions" in shown
        await pilot.press("enter")
        assert (await on(pilot, QuestionScreen)).attempt.id == begun


async def test_arrows_say_how_much(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        screen = await on(pilot, AgainScreen)
        assert screen.pool is not None
        assert screen.pool.name == "1 Light", "the first that has something"
        size = screen.query_one("#size", Static)
        assert "up to 10 questions" in said(size)
        assert "11 of all are new to you." in said(size)
        await pilot.press("right", "right")
        assert "up to 5 minutes" in said(size)
        assert "5 questions · about 5 min" in said(size)
        await pilot.press("left", "left", "left")
        assert "up to 5 questions" in said(size)


async def test_where_there_is_nothing_it_says_so_and_does_nothing(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        screen = await on(pilot, AgainScreen)
        await pilot.press("home")
        await pilot.pause()
        assert "There is nothing here now." in text_of(app)
        await pilot.press("enter", "l", "tab", "v", "f", "right")
        await pilot.pause()
        assert app.screen is screen


async def test_the_questions_are_looked_at_and_lead_to_their_passages(study: Study) -> None:
    prepared(study)
    app = CourseApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        screen = await on(pilot, AgainScreen)
        await pilot.press("down", "l")
        look = await on(pilot, LookScreen)
        assert set(look.questions) == {"q-single", "q-short"}
        assert "1 of 2" in text_of(app)
        await pilot.press("enter", "enter")
        await on(pilot, AgainScreen)
        await pilot.press("tab", "down", "enter")
        look = await on(pilot, LookScreen)
        assert look.questions[0] == screen.pool.met[1] if screen.pool else False
        await pilot.press("escape")
        await on(pilot, AgainScreen)
        await pilot.press("v")
        await on(pilot, LessonScreen)
        await pilot.press("escape")
        await on(pilot, AgainScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_a_flag_is_taken_off_in_the_list(study: Study) -> None:
    prepared(study)
    app = CourseApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        screen = await on(pilot, AgainScreen)
        screen.choices.highlight("chosen:pick=flagged")
        await pilot.pause()
        await pilot.press("tab", "f")
        await pilot.pause()
        assert study.progress.flagged == frozenset()
        assert screen.choices.has_focus
        assert "There is nothing here now." in text_of(app)


async def test_results_of_a_choice_offer_the_missed_again(study: Study) -> None:
    answered(study, "q-true-false", 0)
    attempt = take(study, Selection(("missed",)))
    async with sitting(study, attempt, (100, 40)) as person:
        await person.press("1", "enter", "enter")
        assert isinstance(person.screen, ResultsScreen)
        if "Try it again" in person.shown():
            await person.press("r")
            assert person.attempt.of == "again:chosen:pick=missed"
            assert "Wrong the last time" in person.shown()


# --- what slips away ---


async def test_of_a_leech_the_passage_is_read_first_and_then_it_is_asked(
    study: Study, clock: Clock
) -> None:
    a_leech(study, clock)
    review = study.review()
    assert review is not None
    async with sitting(study, review, (100, 40)) as person:
        shown = person.shown()
        assert "You have forgotten this 4 times." in shown
        assert "In figures" in person.feedback
        assert "Read the passage  Enter" in person.next_step
        assert "another day" in shown
        assert "Fifty-five" not in shown
        await person.press("enter")
        lesson = person.screen
        assert isinstance(lesson, LessonScreen)
        assert lesson.section_id == "in-figures"
        await person.press("v")
        assert phase(person.attempt) == "asking"
        await person.press("1", "enter")
        assert phase(person.attempt) == "feedback"
        assert "Finish" in person.next_step, "it is not repeated, however it went"
        events = [one.event for one in study.learner.history(review.id)]
        assert [type(event) for event in events[1:3]] == [Reread, Answered]


async def test_a_leech_can_be_left_for_another_day(study: Study, clock: Clock) -> None:
    a_leech(study, clock)
    review = study.review()
    assert review is not None
    async with sitting(study, review) as person:
        await person.press("s")
        assert isinstance(person.screen, ResultsScreen)
        assert "Nothing was asked today." in person.shown()
        assert "1 question is left for another day." in person.shown()
    events = [one.event for one in study.learner.history(review.id)]
    assert isinstance(events[1], PutOff)
    assert study.due() == ()
