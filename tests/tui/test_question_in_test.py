"""A test on the question screen: told at the end, changed until then, against the clock."""

import pytest
from textual.widgets import Static

from course.sessions.attempt import phase
from course.sessions.events import Answered, Submitted
from course.study import Study
from course.tui.screens.overview import OverviewScreen
from course.tui.screens.results import ResultsScreen
from tests.builders import a_match, a_reflection, a_short, a_single, a_true_false
from tests.tui.conftest import Clock
from tests.tui.sitting import put, said, sitting

ONE, TWO = a_single("one", shuffle=False, hints=("Think.",)), a_true_false("two")


async def test_nothing_is_told_before_the_end(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test")) as person:
        await person.press("1", "enter")
        assert person.attempt.current == "two"
        assert person.feedback == ""
        shown = person.shown()
        assert "Test · First light" in shown
        assert "●○" in shown
        assert "✗" not in shown


async def test_no_help_is_given_in_a_test(study: Study) -> None:
    question = ONE.model_copy(update={"passage": "first-light#the-night"})
    async with sitting(study, put(study, question, TWO, mode="test")) as person:
        await person.press("h", "v", "a")
        assert person.attempt.entry.hints == 0
        assert phase(person.attempt) == "asking"
        assert person.page is person.screen


async def test_an_answer_can_be_changed_until_the_end(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test", certainty=True)) as person:
        await person.press("1", "c", "enter", "left_square_bracket")
        assert person.attempt.current == "one"
        assert person.input.response() == "a"
        assert person.page.sheet.certainty.value == 1
        await person.press("2", "enter")
        assert person.responses == ["a", "b"]
        await person.press("left_square_bracket")
        assert person.input.response() == "b"


async def test_the_same_answer_is_not_stored_twice(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test")) as person:
        await person.press("1", "enter", "left_square_bracket", "enter")
        assert person.attempt.current == "two"
        assert person.responses == ["a"]


@pytest.mark.parametrize("away", ["right_square_bracket", "o", "escape"])
async def test_what_is_put_down_counts_however_the_question_is_left(
    study: Study, away: str
) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test")) as person:
        await person.press("1", away)
        assert person.responses == ["a"]


async def test_what_is_not_put_down_does_not_count(study: Study) -> None:
    async with sitting(study, put(study, a_short(), TWO, mode="test")) as person:
        await person.press("alt+right", "left_square_bracket", "x", "backspace", "alt+right")
        assert person.responses == []
        assert person.attempt.current == "two"


async def test_what_was_put_down_before_skipping_is_found_again(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test")) as person:
        await person.press("1", "s", "left_square_bracket")
        assert person.input.response() == "a"
        assert person.responses == []


async def test_after_the_last_question_all_are_looked_over_before_submitting(
    study: Study,
) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test")) as person:
        await person.press("1", "enter", "1", "enter")
        assert isinstance(person.screen, OverviewScreen)
        assert "Submit the test: every question is answered." in person.shown()
        await person.press("enter")
        assert isinstance(person.screen, ResultsScreen)
        assert isinstance(person.events[-1], Submitted)


async def test_submitting_asks_once_about_what_is_not_answered(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, a_match(), mode="test")) as person:
        await person.press("s", "1", "enter", "o")
        assert "Submit the test, although 2 questions are not answered: 1 and 3." in person.shown()
        assert "skipped" in person.shown()
        await person.press("escape", "o", "home", "enter")
        assert person.attempt.current == "one"
        await person.press("2", "enter", "o")
        assert "although 1 question is not answered: 3." in person.shown()
        await person.press("end", "enter")
        assert isinstance(person.screen, ResultsScreen)


async def test_the_test_is_submitted_by_mouse(study: Study) -> None:
    async with sitting(study, put(study, ONE, mode="test", tries=1)) as person:
        await person.click_row("b")
        await person.proceed()
        rows = person.screen.query_one("RowList")
        await person.click(rows, 5, 2)
        assert isinstance(person.screen, ResultsScreen)


async def test_a_reflection_is_only_written_in_a_test(study: Study) -> None:
    async with sitting(study, put(study, a_reflection(), TWO, mode="test")) as person:
        await person.type("Yes.")
        await person.press("ctrl+s", "left_square_bracket")
        assert person.input.response() == "Yes."
        assert not person.input.locked


# --- against the clock ---


async def test_the_time_left_is_shown(study: Study, clock: Clock) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test", time_limit=90)) as person:
        left = person.page.query_one("#time", Static)
        assert said(left).strip() == "1:30 left"
        assert not left.has_class("-short")
        clock.forward(seconds=50)
        person.page.check_time()
        assert said(left).strip() == "0:40 left"
        assert left.has_class("-short")


async def test_without_a_limit_no_time_is_shown(study: Study) -> None:
    async with sitting(study, put(study, ONE, mode="test")) as person:
        assert not person.page.query_one("#time", Static).display
        person.page.check_time()


@pytest.mark.parametrize("key", ["enter", "right_square_bracket", "o", "escape"])
async def test_when_the_time_is_over_the_next_key_ends_the_test(
    study: Study, clock: Clock, key: str
) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test", time_limit=90)) as person:
        await person.press("2", "enter", "1")
        clock.forward(seconds=91)
        await person.press(key)
        assert isinstance(person.screen, ResultsScreen)
        assert "The time is over" in person.shown()
        submitted = person.events[-1]
        assert isinstance(submitted, Submitted)
        assert submitted.score == 1


async def test_what_is_put_down_when_the_time_runs_out_is_kept(study: Study, clock: Clock) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test", time_limit=90)) as person:
        await person.press("2")
        clock.forward(seconds=89)
        person.page.check_time()
        assert person.responses == ["b"]
        clock.forward(seconds=2)
        person.page.check_time()
        await person.settle()
        assert isinstance(person.screen, ResultsScreen)


async def test_the_time_runs_out_while_something_lies_above(study: Study, clock: Clock) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="test", time_limit=90)) as person:
        await person.press("2", "o")
        page = person.page
        clock.forward(seconds=91)
        page.check_time()
        await person.settle()
        assert isinstance(person.screen, ResultsScreen)
        assert len(person.pilot.app.screen_stack) == 2


async def test_time_that_ran_out_while_away_ends_the_test_on_return(
    study: Study, clock: Clock
) -> None:
    attempt = put(study, ONE, TWO, mode="test", time_limit=90)
    clock.forward(hours=1)
    async with sitting(study, attempt) as person:
        assert isinstance(person.screen, ResultsScreen)
        assert [e for e in person.events if isinstance(e, Answered)] == []
