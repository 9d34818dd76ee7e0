"""Results: words before numbers, and the next step before everything else."""

from fractions import Fraction
from typing import Any

import pytest

from course.content.questions import AnyQuestion
from course.sessions.attempt import Attempt
from course.sessions.moves import answer, judge, submit
from course.study import Study
from course.tui.app import CourseApp
from course.tui.rows import RowList
from course.tui.screens.home import HomeScreen
from course.tui.screens.look import LookScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.results import ResultsScreen
from tests.builders import a_choice, a_reflection, a_short, a_single, a_survey, a_true_false
from tests.tui.conftest import Clock
from tests.tui.sitting import LARGE, SMALLEST, put, sitting, text_of

ONE = a_single(
    "one", shuffle=False, objective="count-up", passage="first-light#the-night", points=3
)
TWO = a_true_false("two", objective="tell-apart", passage="first-light#in-figures")
THREE = a_short("three", objective="tell-apart", passage="first-light#the-night")


def finished(study: Study, *answers: tuple[AnyQuestion, Any, Any], **fields: Any) -> Attempt:
    """A test with these answers, submitted; an answer of None was not given."""
    attempt = put(study, *(question for question, _, _ in answers), mode="test", **fields)
    from course.sessions.events import Moved

    for question, response, certainty in answers:
        if attempt.current != question.id:
            attempt = study.do(attempt, Moved(attempt.id, question.id))
        if response is not None:
            attempt = study.do(attempt, answer(attempt, response, certainty))
    return study.do(attempt, submit(attempt))


class Results:
    """The results of an attempt, on a screen."""

    def __init__(self, study: Study, attempt: Attempt, size: tuple[int, int] = SMALLEST) -> None:
        self.app = CourseApp(study)
        self.page = ResultsScreen(study, attempt)
        self.size = size

    async def __aenter__(self) -> Any:
        self.running = self.app.run_test(size=self.size, notifications=True)
        pilot = await self.running.__aenter__()
        self.app.push_screen(self.page)
        await pilot.pause()
        await pilot.pause()
        return pilot

    async def __aexit__(self, *error: Any) -> None:
        await self.running.__aexit__(*error)


HALF = (ONE, "b", 3), (TWO, True, 3), (THREE, None, None)


@pytest.mark.parametrize("size", [SMALLEST, LARGE], ids=["small", "large"])
async def test_it_says_in_words_how_it_went_and_by_what(
    study: Study, size: tuple[int, int]
) -> None:
    async with Results(study, finished(study, *HALF), size) as pilot:
        shown = text_of(pilot.app)
        assert "A good part of it stands." in shown
        assert "3 of 5 points · 60 %" in shown
        assert "Count who signed" in shown
        assert "▇▇▇▇▇▇▇▇▇▇  all of it   3 of 3" in shown
        assert "Tell a hum from a vote" in shown
        assert "░░░░░░░░░░  not yet     0 of 2" in shown
        assert "You were certain and wrong at question 2." in shown
        assert "▸ Look at the 2 questions you missed" in shown
        assert "Read again: In figures" in shown
        assert "Go on: 1.1  First light" in shown


async def test_last_time_stands_beside(study: Study) -> None:
    finished(study, (ONE, "a", None), attempt="before")
    async with Results(study, finished(study, (ONE, "b", None))) as pilot:
        shown = text_of(pilot.app)
        assert "All of it stands." in shown
        assert "100 %   last time 0 %" in shown
        assert "Look at" not in shown
        assert "▸ Go on: 1.1" in shown


@pytest.mark.parametrize(
    "response, words",
    [("a", "None of it yet."), ("c", "Some of it stands"), ("d", "Most of it stands.")],
)
async def test_every_share_has_its_words(study: Study, response: str, words: str) -> None:
    choices = (
        a_choice("a"),
        a_choice("b", correct=True),
        a_choice("c", credit=Fraction(1, 4)),
        a_choice("d", credit=Fraction(4, 5)),
    )
    question = a_single(choices=choices)
    async with Results(study, finished(study, (question, response, None))) as pilot:
        assert words in text_of(pilot.app)


async def test_what_is_not_scored_has_no_figures(study: Study) -> None:
    attempt = finished(study, (a_survey(), "a", None), (a_reflection(), "Yes.", None))
    async with Results(study, attempt) as pilot:
        shown = text_of(pilot.app)
        assert "Nothing here is scored" in shown
        assert "%" not in shown


async def test_an_objective_the_course_does_not_know_is_named_by_its_id(study: Study) -> None:
    question = a_single(objective="long-gone", passage="long-gone#at-all")
    async with Results(study, finished(study, (question, "a", None))) as pilot:
        assert "long-gone" in text_of(pilot.app)
        assert "Read again: at-all" in text_of(pilot.app)


async def test_enter_looks_at_the_missed_one_by_one(study: Study) -> None:
    async with Results(study, finished(study, *HALF)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LookScreen)
        assert "question 2 of 3" in text_of(pilot.app)
        assert "It was not." in text_of(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "question 3 of 3" in text_of(pilot.app)
        assert "Not answered" in text_of(pilot.app)
        assert "The answer  Geneva" in text_of(pilot.app)
        await pilot.press("left", "left", "[")
        await pilot.pause()
        assert "question 2 of 3" in text_of(pilot.app)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)


async def test_all_answers_of_a_test_can_be_looked_through_by_mouse(study: Study) -> None:
    async with Results(study, finished(study, *HALF)) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        await pilot.click(rows, offset=(5, 3))
        await pilot.pause()
        assert isinstance(pilot.app.screen, LookScreen)
        assert "question 1 of 3" in text_of(pilot.app)
        assert "✓ Right   3 of 3 points" in text_of(pilot.app)
        for _ in range(3):
            await pilot.click("#proceed")
            await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)


async def test_what_is_looked_at_cannot_be_changed(study: Study) -> None:
    async with Results(study, finished(study, (ONE, "a", None))) as pilot:
        await pilot.press("m")
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, LookScreen)
        await pilot.press("2")
        assert page.sheet.input is not None
        assert page.sheet.input.response() == "a"


async def test_the_passage_is_read_and_one_comes_back(study: Study) -> None:
    async with Results(study, finished(study, (ONE, "a", None))) as pilot:
        await pilot.press("m", "v")
        await pilot.pause()
        assert "LessonScreen" in repr(pilot.app.screen)
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LookScreen)
        await pilot.press("escape")
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert "LessonScreen" in repr(pilot.app.screen)
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)


async def test_a_question_without_a_passage_leads_nowhere(study: Study) -> None:
    async with Results(study, finished(study, (a_single(), "a", None))) as pilot:
        await pilot.press("m", "v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LookScreen)


async def test_the_missed_can_be_tried_again(study: Study) -> None:
    async with sitting(study, study.quiz("first-light")) as person:
        await person.press("1", "enter", "a", "o", "end", "enter")
        assert isinstance(person.screen, ResultsScreen)
        await person.press("r")
        assert isinstance(person.screen, QuestionScreen)
        assert person.attempt.of == "again:first-light"
        assert "q-single" in person.attempt.questions
        assert "Once more · First light" in person.shown()
        await person.press("2", "enter", "o", "end", "enter")
        assert isinstance(person.screen, ResultsScreen)
        assert "last time" not in person.shown()


async def test_one_goes_on_or_home(study: Study) -> None:
    async with Results(study, finished(study, (ONE, "b", None))) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "LessonScreen" in repr(pilot.app.screen)
    async with Results(study, finished(study, (ONE, "b", None), attempt="second")) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
    async with Results(study, finished(study, (ONE, "b", None), attempt="third")) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_the_next_step_may_be_a_quiz_or_nothing(study: Study) -> None:
    for lesson in study.catalogue.lessons:
        for section in lesson.sections:
            study.read_section(lesson.id, section.id)
    async with Results(study, finished(study, (ONE, "b", None), of="quiz:other")) as pilot:
        assert "Go on: the quiz of 1.1" in text_of(pilot.app)
    for lesson in study.catalogue.lessons:
        if lesson.quiz:
            attempt = study.quiz(lesson.quiz)
            study.do(attempt, submit(attempt))
    attempt = finished(study, (ONE, "b", None), attempt="last")
    async with Results(study, attempt) as pilot:
        assert "Go on" not in text_of(pilot.app)
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)


async def test_a_review_ends_with_a_word_and_when_the_next_is(study: Study, clock: Clock) -> None:
    attempt = put(study, ONE, mode="review", of="review")
    attempt = study.do(attempt, answer(attempt, "b"))
    attempt = study.do(attempt, submit(attempt))
    async with Results(study, attempt) as pilot:
        shown = text_of(pilot.app)
        assert "You still knew it." in shown
        assert "The next question returns" in shown
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)


async def test_a_reflection_is_looked_at_with_its_rubric(study: Study) -> None:
    attempt = put(study, a_reflection(), ONE)
    attempt = study.do(attempt, answer(attempt, "A right."))
    attempt = study.do(attempt, judge(attempt, ("a",)))
    attempt = study.do(attempt, submit(attempt))
    async with Results(study, attempt) as pilot:
        pilot.app.push_screen(LookScreen(study, ("reflection",), attempt))
        await pilot.pause()
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "Written, and 1 of 2 shown" in shown
        assert "✓ names a right" in shown
        assert "✗ names a duty" in shown


async def test_all_of_it_is_reached_on_a_small_screen(study: Study) -> None:
    asked = [
        a_single(
            f"q{n}",
            objective=f"an-objective-with-a-rather-long-name-{n}",
            passage=f"first-light#section-{n}",
        )
        for n in range(8)
    ]
    attempt = finished(study, *((question, "a", None) for question in asked))
    async with Results(study, attempt) as pilot:
        assert "None of it yet" in text_of(pilot.app)
        await pilot.press("end")
        await pilot.pause()
        await pilot.pause()
        assert "▸ Home" in text_of(pilot.app)
        await pilot.press("home")
        await pilot.pause()
        await pilot.pause()
        assert "None of it yet" in text_of(pilot.app)
