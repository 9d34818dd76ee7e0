"""What was done on each day, and what certainty was worth."""

from datetime import date, timedelta
from fractions import Fraction

from course.progress.diary import PAUSE, Claim, Day
from course.progress.folding import fold
from course.sessions.events import SectionOpened, SectionRead, Undone
from tests.progress.logs import DAY, HALF, NOON, WRONG, answered, log, recorded, started, submitted

TODAY = date(2026, 11, 24)
MINUTE = timedelta(minutes=1)
OPENED, READ = SectionOpened("l1", "s1"), SectionRead("l1", "s1")


def test_time_runs_from_one_thing_done_to_the_next() -> None:
    days = fold(log(OPENED, READ, started(), answered(), every=2 * MINUTE)).days
    assert days == {TODAY: Day(answers=1, spent=6 * MINUTE)}


def test_a_pause_that_is_too_long_does_not_count_at_all() -> None:
    just, over = NOON + PAUSE, NOON + 2 * PAUSE + timedelta(seconds=1)
    days = fold([recorded(OPENED), recorded(READ, just), recorded(OPENED, over)]).days
    assert days[TODAY].spent == PAUSE


def test_the_night_between_two_days_is_no_study_and_midnight_is_no_border() -> None:
    late = NOON.replace(hour=23, minute=58)
    events = [recorded(OPENED), *(recorded(READ, late + n * 4 * MINUTE) for n in range(3))]
    days = fold([*events, recorded(OPENED, NOON + DAY)]).days
    assert days == {TODAY: Day(0, 8 * MINUTE), TODAY + DAY: Day()}


def test_a_clock_set_back_takes_no_time_away() -> None:
    events = [recorded(OPENED, NOON + DAY), recorded(READ), recorded(OPENED, NOON + MINUTE)]
    days = fold(events).days
    assert days == {TODAY + DAY: Day(), TODAY: Day(0, MINUTE)}


def test_every_answer_of_a_day_counts_further_tries_too() -> None:
    days = fold(log(started(), answered("q1", WRONG), answered("q1"), answered("q2"))).days
    assert days[TODAY].answers == 3


def test_a_certainty_is_worth_what_its_first_answers_earned() -> None:
    events = (
        started(certainty=True),
        answered("q1", WRONG, certainty=3),
        answered("q1", certainty=3),  # a second try says nothing about the first
        answered("q2", HALF, certainty=3),
        answered("q3", certainty=1),
        submitted(),
    )
    assert fold(log(*events)).claims == {3: Claim(2, HALF), 1: Claim(1, Fraction(1))}


def test_a_test_claims_with_its_last_answers() -> None:
    events = (
        started(mode="test", certainty=True),
        answered("q1", WRONG, certainty=3),
        answered("q1", certainty=2),
        submitted(),
    )
    assert fold(log(*events)).claims == {2: Claim(1, Fraction(1))}


def test_what_is_undone_was_never_claimed() -> None:
    events = (
        started(mode="review", of="review", certainty=True),
        answered("q1", WRONG, certainty=3),
        Undone("a1", "q1"),
        answered("q1", certainty=1),
        submitted(),
    )
    assert fold(log(*events)).claims == {1: Claim(1, Fraction(1))}


def test_without_a_certainty_or_a_mark_nothing_is_claimed() -> None:
    events = (started(certainty=True), answered("q1"), answered("q2", None, certainty=3))
    assert fold(log(*events, submitted())).claims == {}
