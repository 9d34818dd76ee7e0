"""What comes next, what is open and what is known: the same for every face."""

from pathlib import Path

import pytest

from course.errors import CourseError
from course.marking import key_response
from course.progress.store import MemoryStore
from course.sessions.attempt import Attempt
from course.sessions.events import Asking, AttemptStarted, Moved
from course.sessions.moves import answer, following, submit
from course.study import AllDone, ReadOn, Study, TakeQuiz
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


def read_all(study: Study, lesson: str) -> None:
    for section in study.catalogue.lesson(lesson).sections:
        study.open_section(lesson, section.id)
        study.read_section(lesson, section.id)


def done(study: Study, attempt: Attempt) -> Attempt:
    while True:
        key = key_response(attempt.question)
        if key is not None:
            attempt = study.do(attempt, answer(attempt, key))
        if not (coming := following(attempt)) or coming == attempt.current:
            return study.do(attempt, submit(attempt))
        attempt = study.do(attempt, Moved(attempt.id, coming))
        if key_response(attempt.question) is None:
            return study.do(attempt, submit(attempt))


def test_somebody_new_begins_with_the_first_section(study: Study) -> None:
    step = study.next_step()
    assert isinstance(step, ReadOn)
    assert (step.lesson.id, step.section) == ("first-light", "the-night")
    assert study.lesson_here() == "first-light"
    assert study.quiz_here() == "first-light"


def test_after_the_last_section_comes_the_quiz_and_then_the_next_lesson(study: Study) -> None:
    read_all(study, "first-light")
    step = study.next_step()
    assert isinstance(step, TakeQuiz)
    assert step.begun is None
    attempt = study.quiz("first-light")
    step = study.next_step()
    assert isinstance(step, TakeQuiz)
    assert step.begun is not None
    study.do(attempt, submit(attempt))
    step = study.next_step()
    assert isinstance(step, ReadOn)
    assert step.lesson.id == "second-thoughts"


def test_the_lesson_one_was_last_in_comes_first(study: Study) -> None:
    study.open_section("far-away", "elsewhere")
    step = study.next_step()
    assert isinstance(step, ReadOn)
    assert step.lesson.id == "far-away"
    assert study.lesson_here() == "far-away"
    assert study.quiz_here() == "far-away"


def test_when_everything_is_read_and_taken_reviews_are_left(study: Study) -> None:
    for lesson in study.catalogue.lessons:
        read_all(study, lesson.id)
        if lesson.quiz:
            attempt = study.quiz(lesson.quiz)
            study.do(attempt, submit(attempt))
    assert study.next_step() == AllDone()
    assert study.lesson_here() == "far-away"
    assert study.quiz_here() == "far-away"


def test_an_unfinished_attempt_is_gone_on_with_in_its_own_mode(study: Study) -> None:
    test = study.quiz("far-away", "test")
    assert study.mode_of("far-away") == "test"
    assert study.quiz("far-away", "test") == test
    assert study.quiz("far-away", "practice").id != test.id
    assert study.mode_of("far-away") == "practice"


def test_anew_begins_anew(study: Study) -> None:
    assert study.quiz("far-away").id != study.quiz("far-away", anew=True).id


def test_a_test_is_asked_in_the_order_of_its_seed(study: Study) -> None:
    orders = {tuple(study.quiz("first-light", "test", seed=seed).questions) for seed in "abcd"}
    assert len(orders) == 4
    again = {tuple(study.quiz("first-light", "test", seed="a").questions) for _ in range(2)}
    assert len(again) == 1


def test_a_question_inside_the_reading_is_answered_once(study: Study) -> None:
    place = ("first-light", "the-night")
    [check] = study.library.lesson("first-light").sections[0].checks
    assert not study.is_checked(*place, check.id)
    attempt = study.check(*place, check.id)
    assert study.check(*place, check.id) == attempt
    done(study, attempt)
    assert study.is_checked(*place, check.id)


def test_what_was_missed_can_be_practised_again(study: Study) -> None:
    attempt = study.again("first-light", ["q-short", "q-single"])
    assert list(attempt.questions) == ["q-short", "q-single"]


def test_a_review_asks_what_fades_and_is_gone_on_with(study: Study, clock: Clock) -> None:
    assert study.review() is None
    assert study.next_due() is None
    done(study, study.quiz("far-away"))
    assert study.returns("where-is-it") == study.next_due()
    assert study.due() == ()
    clock.forward(days=30)
    assert study.due() == ("where-is-it",)
    review = study.review(limit=5)
    assert review is not None
    assert study.review() == review


def test_the_share_of_the_time_before_is_told(study: Study) -> None:
    first = study.quiz("far-away")
    study.do(first, submit(first))
    assert study.last_time(first) is None
    second = done(study, study.quiz("far-away"))
    assert study.last_time(second) == 0


def test_an_attempt_at_questions_that_are_gone_begins_anew(
    course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    study = a_study(course_folder, store, clock)
    asked = (Asking("long-gone", 1),)
    study.learner.record(AttemptStarted("old", "quiz:far-away", "practice", "s", asked))
    assert study.quiz("far-away").id != "old"


def test_nothing_to_ask_is_said(study: Study) -> None:
    with pytest.raises(CourseError, match="nothing to ask"):
        study.again("first-light", [])


def test_a_course_without_lessons_or_quizzes_says_so(
    course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    for quiz in (course_folder / "quizzes").rglob("*.yaml"):
        quiz.unlink()
    with pytest.raises(CourseError, match="no quiz"):
        a_study(course_folder, store, clock).quiz_here()
    for lesson in (course_folder / "lessons").glob("*/*.yaml"):
        lesson.unlink()
    empty = a_study(course_folder, MemoryStore(), clock)
    with pytest.raises(CourseError, match="no lesson"):
        empty.lesson_here()
    assert empty.next_step() == AllDone()
