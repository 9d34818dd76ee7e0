"""Where a learner stands on a day: what is due, what is known, how often it was studied.

Read from a folded `Progress`; a clock that is wrong makes no answer impossible.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from course.progress.clock import DRIFT
from course.progress.projection import Progress, day_of
from course.scheduling import retrievability
from course.sessions.events import DAY_STARTS, study_day


def due(progress: Progress, now: datetime, known: Container[str]) -> tuple[str, ...]:
    """Questions to review now, the most faded first.

    What falls due later today counts from the morning, unless it was answered today. A card
    reviewed in what is now the future was dated by a wrong clock and is due as well.

    Args:
        now: Local time, aware: its offset says when today began.
        known: Questions that the course still has.
    """
    today = datetime.combine(study_day(now), time(), now.tzinfo) + DAY_STARTS
    tomorrow = today + timedelta(days=1)
    fading = [
        (retrievability(card, now), question)
        for question, (_, card) in progress.cards.items()
        if question in known
        and (
            card.due <= now
            or (card.due < tomorrow and card.last_review < today)
            or card.last_review - now > DRIFT
        )
    ]
    return tuple(question for _, question in sorted(fading))


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of some questions the learner would still know."""

    share: float | None
    """Mean chance of recall, 0..1, of those seen; None when there is too little data."""
    seen: int
    """How many were ever answered."""
    of: int


def recall(progress: Progress, questions: Sequence[str], now: datetime) -> Recall:
    """What is known today of `questions`.

    There is too little data to say while fewer than three of them, or less than a quarter, were
    ever answered.
    """
    cards = [progress.cards[question][1] for question in questions if question in progress.cards]
    seen, of = len(cards), len(questions)
    if seen < 3 or seen * 4 < of:
        return Recall(None, seen, of)
    return Recall(sum(retrievability(card, now) for card in cards) / seen, seen, of)


def study_days_this_week(progress: Progress, now: datetime) -> int:
    """On how many of the last seven study days, today included, something was studied."""
    today = day_of(now)
    return sum((today - day).days in range(7) for day in progress.study_days)
