"""Look again: every choice with what it has, and leeches in a review."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from course.again import SIZES, Pool, groups, unflag
from course.progress.store import MemoryStore
from course.sessions.attempt import phase
from course.sessions.events import Answered, Flagged, Submitted
from course.sessions.selection import Selection
from course.study import Study
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import _still as _still  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


def answered(study: Study, question: str, fraction: float, certainty: int | None = None) -> str:
    """An answer in a quiz of its own; the attempt."""
    attempt = study.quiz("first-light", anew=True)
    given = Answered(attempt.id, question, "a", Fraction(fraction), certainty)  # type: ignore[arg-type]
    study.learner.record(given, Submitted(attempt.id, Fraction(0), 1))
    return attempt.id


def a_leech(study: Study, clock: Clock, question: str = "q-single") -> None:
    """A question that was learnt once and forgotten four times."""
    for fraction in (1, 0, 0, 0, 0):
        answered(study, question, fraction)
        clock.forward(days=9)


def pools(study: Study) -> dict[str, Pool]:
    return {pool.name: pool for group in groups(study) for pool in group.pools}


def test_every_choice_is_there_from_the_first_day(study: Study) -> None:
    assert [group.title for group in groups(study)] == ["Look again", "Keep it", "By module"]
    assert list(pools(study)) == [
        "Certain, and wrong",
        "Wrong the last time",
        "Forgotten again and again",
        "Flagged",
        "What is fading",
        "The weakest",
        "1 Light",
        "2 Shade",
    ]
    assert not pools(study)["Flagged"].found
    assert len(pools(study)["1 Light"].found) == 11
    assert pools(study)["1 Light"].met == ()


def test_a_choice_has_what_fits_and_what_may_be_looked_at(study: Study) -> None:
    attempt = answered(study, "q-single", 0, 3)
    answered(study, "q-short", 0.5)
    study.learner.record(Flagged(attempt, "q-numeric"))
    found = pools(study)
    assert found["Certain, and wrong"].met == ("q-single",)
    assert set(found["Wrong the last time"].met) == {"q-single", "q-short"}
    assert [one.question for one in found["Flagged"].found] == ["q-numeric"]
    assert found["Flagged"].met == (), "it was flagged and never answered"
    assert set(found["1 Light"].met) == {"q-single", "q-short"}


def test_the_sizes_are_questions_or_minutes(study: Study) -> None:
    pool = pools(study)["1 Light"]
    wanted = [pool.sized(size) for size in range(len(SIZES))]
    assert wanted[0] == Selection(modules=("light",), items=5)
    assert wanted[-1] == Selection(modules=("light",), minutes=20)


def test_a_flag_comes_off_whatever_attempt_it_was_put_in(study: Study) -> None:
    study.learner.record(Flagged("long-ago", "q-single"))
    attempt = answered(study, "q-short", 1)
    study.learner.record(Flagged(attempt, "q-short"))
    for question in ("q-single", "q-short", "q-short", "q-numeric"):
        unflag(study, question)
    assert study.progress.flagged == frozenset()


# --- leeches ---


def test_a_review_leads_to_the_passage_of_what_was_forgotten_again_and_again(
    study: Study, clock: Clock
) -> None:
    a_leech(study, clock)
    answered(study, "q-short", 1)
    clock.forward(days=40)
    review = study.review()
    assert review is not None
    assert review.leeches == {"q-single"}
    assert set(review.questions) == {"q-single", "q-short"}
    assert study.lapses("q-single") == 4
    if review.current == "q-single":
        assert phase(review) == "rereading"


def test_what_was_forgotten_less_often_is_asked_at_once(study: Study, clock: Clock) -> None:
    for fraction in (1, 0, 0, 0):
        answered(study, "q-single", fraction)
        clock.forward(days=9)
    review = study.review()
    assert review is not None
    assert review.leeches == frozenset()


def test_a_review_goes_on_at_the_passage(
    study: Study, clock: Clock, course_folder: Path, store: MemoryStore
) -> None:
    a_leech(study, clock)
    begun = study.review()
    assert begun is not None
    again = a_study(course_folder, store, clock).review()
    assert again is not None
    assert (again.id, again.leeches, phase(again)) == (begun.id, begun.leeches, "rereading")


def test_what_is_put_off_is_not_due_today_and_due_tomorrow(study: Study, clock: Clock) -> None:
    from course.sessions.moves import put_off

    a_leech(study, clock)
    review = study.review()
    assert review is not None
    study.do(review, *put_off(review))
    assert study.due() == ()
    assert study.review() is None
    clock.now += timedelta(days=1)
    assert study.due() == ("q-single",)
