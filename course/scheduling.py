"""When a question returns: the FSRS model of memory, made pure and safe.

The only module that knows `fsrs`, which is imported when first needed. The schedule never repeats
an answer on the same day (no learning steps): the earliest return is tomorrow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import fsrs

RETENTION = 0.9
"""The chance of recall at which a question returns, unless the learner wants another."""

LONGEST = timedelta(days=3_650)
"""Pauses count as at most this long and nothing stays away longer, whatever a clock said."""

# FSRS-6 with its default parameters; a test holds them equal to the library's.
_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_MIN_STABILITY, _MAX_STABILITY = 0.001, 36_500.0
_UNKNOWN_STABILITY, _UNKNOWN_DIFFICULTY = 1.0, 5.0

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC)
_DAY = timedelta(days=1)


class Rating(IntEnum):
    """How well something was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of somebody's memory of one question; times in UTC."""

    stability: float
    """Days until the chance of recall has fallen to 90 %."""
    difficulty: float
    """1 (easy) to 10 (hard)."""
    due: datetime
    last_review: datetime
    reps: int
    """How often it was answered."""
    lapses: int
    """How often it was forgotten after it had been answered before."""


def rating_of(fraction: Fraction, certainty: Literal[1, 2, 3] | None = None) -> Rating:
    """The rating of an answer: below half, partly right, right, right and certain."""
    if fraction < Fraction(1, 2):
        return Rating.AGAIN
    if fraction < 1:
        return Rating.HARD
    return Rating.EASY if certainty == 3 else Rating.GOOD


def review(
    card: Card | None, rating: Rating, now: datetime, *, retention: float = RETENTION
) -> Card:
    """The card after an answer.

    A clock set back, a pause of decades and a card that cannot be are survived; the worst that
    comes of them is a return tomorrow.

    Args:
        card: None for a question not answered before.
        rating: How well it was remembered.
        now: When it was answered, aware.
        retention: The chance of recall at which it should return, between 0 and 1.
    """
    at, reps, lapses = _utc(now), 1, 0
    if card is not None:
        at = max(at, _utc(card.last_review))
        reps, lapses = card.reps + 1, card.lapses + (rating is Rating.AGAIN)
    known = card if card is not None and _is_sound(card.stability, card.difficulty) else None
    elapsed = min(at - _utc(known.last_review), LONGEST) if known else timedelta(0)
    try:
        stability, difficulty, interval = _remembered(known, rating, elapsed, retention)
    except (ArithmeticError, ValueError):
        stability = known.stability if known else _UNKNOWN_STABILITY
        difficulty = known.difficulty if known else _UNKNOWN_DIFFICULTY
        interval = _DAY
    if card is not known:
        interval = _DAY
    return Card(stability, difficulty, _later(at, interval), at, reps, lapses)


LEECH = 4
"""How often a question was forgotten, from which its passage helps more than one more repeat."""

HOLDS = 21.0
"""Days of stability from which a question sticks after all, however often it was forgotten."""


def is_leech(card: Card) -> bool:
    """Whether a question is forgotten again and again: `LEECH` times, and it does not hold yet."""
    return card.lapses >= LEECH and not card.stability >= HOLDS


def postponed(card: Card, now: datetime) -> Card:
    """The card left for another day: not due before tomorrow, what is known of it unchanged."""
    return replace(card, due=max(card.due, _later(_utc(now), _DAY)))


def retrievability(card: Card, now: datetime) -> float:
    """The chance, 0..1, that it is remembered at `now`: (1 + f t/S)^d with t in whole days."""
    if not _is_sound(card.stability, card.difficulty):
        return 0.0
    elapsed = min(_utc(now) - _utc(card.last_review), LONGEST)
    return float((1 + _FACTOR * max(0, elapsed.days) / card.stability) ** _DECAY)


def next_due(cards: Iterable[Card]) -> datetime | None:
    """When the first of `cards` returns; None without any."""
    return min((card.due for card in cards), default=None)


def _remembered(
    card: Card | None, rating: Rating, elapsed: timedelta, retention: float
) -> tuple[float, float, timedelta]:
    """Stability, difficulty and interval after an answer."""
    import fsrs

    # Only the time between matters to the model, so it is told from a fixed day: no clock is
    # read and no date overflows.
    before = fsrs.Card(card_id=0, due=_EPOCH)
    if card:
        before.state, before.step, before.last_review = fsrs.State.Review, None, _EPOCH
        before.stability, before.difficulty = card.stability, card.difficulty
    at = _EPOCH + elapsed
    after, _ = _scheduler(retention).review_card(before, fsrs.Rating(rating), at)
    stability, difficulty = min(after.stability or 0, _MAX_STABILITY), after.difficulty or 0
    if not _is_sound(stability, difficulty):
        raise ArithmeticError("the model of memory left its range")
    return stability, difficulty, after.due - at


@lru_cache
def _scheduler(retention: float) -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST.days,
        enable_fuzzing=False,
    )


def _is_sound(stability: float, difficulty: float) -> bool:
    # Comparisons with NaN are false, so these refuse it as well.
    return _MIN_STABILITY <= stability <= _MAX_STABILITY and 1 <= difficulty <= 10


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its offset")
    try:
        return at.astimezone(UTC)
    except OverflowError:  # within a day of year 1 or 9999
        return at.replace(tzinfo=UTC)


def _later(at: datetime, interval: timedelta) -> datetime:
    return at + min(interval, _LAST_MOMENT - at)
