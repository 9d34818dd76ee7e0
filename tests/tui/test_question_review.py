"""A review on the question screen: what was failed comes back, the last answer can be undone."""

from datetime import timedelta

from course.sessions.attempt import phase
from course.sessions.events import Undone
from course.study import Study
from course.tui.screens.results import ResultsScreen
from tests.builders import a_reflection, a_single, a_true_false
from tests.tui.conftest import Clock
from tests.tui.sitting import put, sitting

ONE, TWO = a_single("one", shuffle=False), a_true_false("two")


async def test_what_is_due_is_asked_and_the_end_says_how_much_was_still_known(
    study: Study, clock: Clock
) -> None:
    study.do(study.check("first-light", "the-night", "was-it-a-vote"))
    async with sitting(study, study.quiz("first-light")) as person:
        await person.press("2", "enter")
    clock.forward(days=30)
    attempt = study.review()
    assert attempt is not None
    async with sitting(study, attempt) as person:
        assert "Review" in person.shown()
        known = person.attempt.questions[person.attempt.current]
        assert known.id == "q-single"
        await person.press("2", "enter", "enter")
        assert isinstance(person.screen, ResultsScreen)
        assert "You still knew" in person.shown()


async def test_a_failed_question_comes_back_empty(study: Study) -> None:
    async with sitting(study, put(study, ONE, mode="review", of="review")) as person:
        await person.press("1", "enter")
        assert phase(person.attempt) == "feedback"
        assert person.next_step == "Next question  Enter"
        await person.press("enter")
        assert phase(person.attempt) == "asking"
        assert person.feedback == ""
        assert person.input.response() == ""
        await person.press("2", "enter")
        assert person.next_step == "Finish  Enter"


async def test_the_last_answer_is_undone_and_can_be_corrected(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="review", of="review")) as person:
        await person.press("u")
        assert not any(isinstance(event, Undone) for event in person.events)
        await person.press("1", "enter")
        assert study.returns("one") is not None
        await person.press("u")
        assert phase(person.attempt) == "asking"
        assert person.feedback == ""
        assert person.input.response() == "a"
        assert study.returns("one") is None
        await person.press("2", "enter", "enter")
        assert person.attempt.current == "two"
        await person.press("u")
        assert person.attempt.current == "one"
        assert person.input.response() == "b"


async def test_a_judged_reflection_is_undone_whole(study: Study) -> None:
    async with sitting(study, put(study, a_reflection(), mode="review", of="review")) as person:
        await person.press("x", "ctrl+s", "space", "enter", "u")
        assert phase(person.attempt) == "asking"
        assert person.input.response() == "x"
        assert person.page.sheet.rubric is None
        await person.press("ctrl+s")
        assert phase(person.attempt) == "rubric"


async def test_one_does_not_go_about_in_a_review(study: Study) -> None:
    async with sitting(study, put(study, ONE, TWO, mode="review", of="review")) as person:
        await person.press("right_square_bracket", "o")
        assert person.attempt.current == "one"
        assert person.screen is person.page


async def test_a_review_goes_on_where_it_was_left(study: Study, clock: Clock) -> None:
    async with sitting(study, study.quiz("first-light")) as person:
        await person.press("2", "enter")
        person.page.go_to("q-true-false")
        await person.settle()
        await person.press("1", "enter")
    clock.forward(days=30)
    attempt = study.review()
    assert attempt is not None
    async with sitting(study, attempt) as person:
        await person.press("1", "enter")
        before = person.attempt
    clock.forward(minutes=5)
    again = study.review()
    assert again == before
    assert again is not None
    async with sitting(study, again) as person:
        assert phase(person.attempt) == "feedback"
        assert person.feedback
        assert study.now() - before.started >= timedelta(minutes=5)
