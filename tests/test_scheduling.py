"""When questions return: FSRS made pure, and safe against clocks and spoilt cards."""

import math
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any, Literal

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.scheduling import (
    HOLDS,
    LEECH,
    LONGEST,
    Card,
    Rating,
    is_leech,
    next_due,
    postponed,
    rating_of,
    retrievability,
    review,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

ratings = st.sampled_from(Rating)
pauses = st.timedeltas(timedelta(0), timedelta(days=4_000))
histories = st.lists(st.tuples(ratings, pauses), min_size=1, max_size=12)


def after(*answers: tuple[Rating, timedelta], start: datetime = NOON) -> Card:
    """The card after answers, each so long after the one before."""
    card, now = None, start
    for rating, pause in answers:
        now += pause
        card = review(card, rating, now)
    assert card is not None
    return card


@pytest.mark.parametrize(
    ("fraction", "certainty", "expected"),
    [
        (Fraction(0), None, Rating.AGAIN),
        (Fraction(0), 3, Rating.AGAIN),
        (Fraction(49, 100), None, Rating.AGAIN),
        (Fraction(1, 2), None, Rating.HARD),
        (Fraction(99, 100), 3, Rating.HARD),
        (Fraction(1), None, Rating.GOOD),
        (Fraction(1), 1, Rating.GOOD),
        (Fraction(1), 2, Rating.GOOD),
        (Fraction(1), 3, Rating.EASY),
    ],
)
def test_answers_are_rated(
    fraction: Fraction, certainty: Literal[1, 2, 3] | None, expected: Rating
) -> None:
    assert rating_of(fraction, certainty) is expected


@pytest.mark.parametrize(
    ("rating", "days"),
    [(Rating.AGAIN, 1), (Rating.HARD, 1), (Rating.GOOD, 2), (Rating.EASY, 8)],
)
def test_a_first_answer_returns_after_days(rating: Rating, days: int) -> None:
    card = review(None, rating, NOON)

    assert card.due == NOON + days * DAY
    assert (card.last_review, card.reps, card.lapses) == (NOON, 1, 0)


def test_schedules_never_change_between_versions() -> None:
    days, card = [], None
    for rating in (Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.EASY):
        card = review(card, rating, card.due if card else NOON)
        days.append((card.due - card.last_review).days)

    assert days == [2, 11, 2, 4, 12]


@given(histories)
def test_a_question_returns_tomorrow_at_the_earliest(
    history: list[tuple[Rating, timedelta]],
) -> None:
    card = after(*history)

    assert card.last_review + DAY <= card.due <= card.last_review + LONGEST


@given(histories, pauses)
def test_the_better_the_answer_the_later_it_returns(
    history: list[tuple[Rating, timedelta]], pause: timedelta
) -> None:
    card = after(*history)
    dues = [review(card, rating, card.last_review + pause).due for rating in Rating]

    assert dues == sorted(dues)


@given(histories)
def test_the_state_stays_in_range(history: list[tuple[Rating, timedelta]]) -> None:
    card = after(*history)

    assert 0.001 <= card.stability <= 36_500
    assert 1 <= card.difficulty <= 10
    assert card.reps == len(history)
    assert card.lapses == sum(rating is Rating.AGAIN for rating, _ in history[1:])


@given(histories)
def test_the_model_is_that_of_the_library(history: list[tuple[Rating, timedelta]]) -> None:
    scheduler = fsrs.Scheduler(
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
        maximum_interval=LONGEST.days,
    )
    card, now = fsrs.Card(card_id=0, due=NOON), NOON
    for rating, pause in history:
        now += min(pause, LONGEST)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
    ours = after(*((rating, min(pause, LONGEST)) for rating, pause in history))

    assert (ours.stability, ours.difficulty, ours.due) == (
        card.stability,
        card.difficulty,
        card.due,
    )
    later = now + timedelta(days=123, hours=5)
    assert math.isclose(
        retrievability(ours, later), scheduler.get_card_retrievability(card, later), rel_tol=1e-12
    )


def test_recall_fades_from_certainty_to_nine_tenths_after_the_stability() -> None:
    card = replace(review(None, Rating.GOOD, NOON), stability=10.0)

    assert retrievability(card, NOON) == 1
    assert retrievability(card, NOON - 5 * DAY) == 1
    assert math.isclose(retrievability(card, NOON + 10 * DAY), 0.9)


@given(histories, pauses, pauses)
def test_recall_never_rises_by_waiting(
    history: list[tuple[Rating, timedelta]], one: timedelta, more: timedelta
) -> None:
    card = after(*history)
    soon, late = card.last_review + one, card.last_review + one + more

    assert 0 <= retrievability(card, late) <= retrievability(card, soon) <= 1


def test_who_wants_to_remember_more_is_asked_sooner() -> None:
    card = review(None, Rating.EASY, NOON)

    assert review(None, Rating.EASY, NOON, retention=0.97).due < card.due
    assert review(None, Rating.EASY, NOON, retention=0.8).due > card.due


def test_times_are_kept_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))

    assert review(None, Rating.GOOD, NOON.astimezone(tokyo)) == review(None, Rating.GOOD, NOON)
    assert review(None, Rating.GOOD, NOON.astimezone(tokyo)).due.tzinfo is UTC


def test_a_time_without_its_offset_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="without its offset"):
        review(None, Rating.GOOD, NOON.replace(tzinfo=None))


def test_a_clock_set_back_counts_as_no_time_passed() -> None:
    card = review(None, Rating.GOOD, NOON)

    assert review(card, Rating.GOOD, NOON - 400 * DAY) == review(card, Rating.GOOD, NOON)


def test_a_pause_of_centuries_counts_as_ten_years() -> None:
    card = review(None, Rating.GOOD, NOON)
    long, longer = NOON + LONGEST, NOON + 20 * LONGEST

    assert review(card, Rating.GOOD, longer).stability == review(card, Rating.GOOD, long).stability
    assert retrievability(card, longer) == retrievability(card, long)


@pytest.mark.parametrize("offset", [-12, 0, 14])
@pytest.mark.parametrize("moment", [FIRST, LAST, LAST - DAY])
@pytest.mark.parametrize("rating", list(Rating))
def test_no_date_is_too_early_or_too_late(moment: datetime, offset: int, rating: Rating) -> None:
    now = moment.replace(tzinfo=timezone(timedelta(hours=offset)))
    card = review(review(None, rating, now), rating, now)

    assert card.last_review <= card.due
    assert retrievability(card, now) > 0


@pytest.mark.parametrize(
    ("stability", "difficulty"),
    [
        (math.nan, 5.0),
        (math.inf, 5.0),
        (0.0, 5.0),
        (-3.0, 5.0),
        (1e9, 5.0),
        (10.0, math.nan),
        (10.0, 0.0),
        (10.0, 11.0),
    ],
)
def test_a_card_that_cannot_be_returns_tomorrow_and_starts_anew(
    stability: float, difficulty: float
) -> None:
    spoilt = Card(stability, difficulty, NOON, NOON, reps=7, lapses=2)
    card = review(spoilt, Rating.EASY, NOON + DAY)
    fresh = review(None, Rating.EASY, NOON + DAY)

    assert card == replace(fresh, due=NOON + 2 * DAY, reps=8, lapses=2)
    assert retrievability(spoilt, NOON) == 0


def spoil(monkeypatch: pytest.MonkeyPatch, stability: float) -> None:
    def broken(_: Any, card: fsrs.Card, *__: Any) -> tuple[fsrs.Card, None]:
        card.stability, card.difficulty, card.due = stability, 5.0, NOON
        return card, None

    monkeypatch.setattr(fsrs.Scheduler, "review_card", broken)


@pytest.mark.parametrize("stability", [math.nan, -1.0])
def test_a_model_that_fails_leaves_the_card_and_asks_tomorrow(
    monkeypatch: pytest.MonkeyPatch, stability: float
) -> None:
    known = review(None, Rating.EASY, NOON)
    spoil(monkeypatch, stability)
    card = review(known, Rating.GOOD, NOON + DAY)

    assert card == replace(known, due=NOON + 2 * DAY, last_review=NOON + DAY, reps=2)


def test_a_model_that_fails_on_a_first_answer_asks_tomorrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoil(monkeypatch, math.nan)
    card = review(None, Rating.GOOD, NOON)

    assert card.due == NOON + DAY
    assert retrievability(card, NOON) == 1


def test_what_returns_first_is_found() -> None:
    soon, late = review(None, Rating.AGAIN, NOON), review(None, Rating.EASY, NOON)

    assert next_due([late, soon]) == NOON + DAY
    assert next_due([]) is None


def test_the_libraries_are_imported_only_when_needed() -> None:
    program = "import sys, course.scheduling, course.marking; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert not {"fsrs", "rapidfuzz"} & set(ran.stdout.split())


def test_what_is_forgotten_again_and_again_is_a_leech_until_it_holds() -> None:
    def forgotten(times: int) -> Card:
        return after((Rating.GOOD, DAY), *[(Rating.AGAIN, 9 * DAY)] * times)

    assert not is_leech(forgotten(LEECH - 1))
    assert is_leech(forgotten(LEECH))
    assert is_leech(review(forgotten(LEECH), Rating.GOOD, NOON + 60 * DAY))
    assert not is_leech(replace(forgotten(LEECH), stability=HOLDS))
    assert is_leech(replace(forgotten(LEECH), stability=math.nan)), "what cannot be holds nothing"


@given(histories, st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_what_is_postponed_is_not_due_for_a_day_and_never_sooner_than_before(
    history: list[tuple[Rating, timedelta]], ahead: timedelta
) -> None:
    card = after(*history)
    now = NOON + ahead
    left = postponed(card, now)
    assert left.due >= max(card.due, now + DAY)
    assert replace(left, due=card.due) == card


@pytest.mark.parametrize("absurd", [FIRST, LAST])
def test_an_absurd_time_can_postpone(absurd: datetime) -> None:
    assert postponed(after((Rating.GOOD, DAY)), absurd).due <= LAST
