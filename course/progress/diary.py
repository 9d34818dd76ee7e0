"""What was done on each study day, and what certainty was worth; folded along with the progress.

Time is counted from one event to the next. A pause longer than `PAUSE` is not study and does not
count, nor does a clock that was set back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from course.sessions.events import Answered, Certainty, Event

PAUSE = timedelta(minutes=10)
"""A longer time without any event is not counted as study."""

NO_TIME = timedelta(0)


class Day(NamedTuple):
    """What was done on a study day."""

    answers: int = 0
    spent: timedelta = NO_TIME


class Claim(NamedTuple):
    """Answers given with one certainty, and what they earned."""

    answers: int = 0
    earned: Fraction = Fraction(0)
    """The sum of their fractions: what is partly right counts in part."""


def with_event(day: Day, event: Event, at: datetime, before: datetime | None) -> Day:
    """The day after one more event; `before` is when the last one was, on whatever day."""
    passed = at - before if before else NO_TIME
    spent = passed if NO_TIME < passed <= PAUSE else NO_TIME
    return Day(day.answers + isinstance(event, Answered), day.spent + spent)


def with_answers(
    claims: dict[Certainty, Claim], given: Iterable[tuple[Certainty | None, Fraction | None]]
) -> dict[Certainty, Claim]:
    """The claims after some answers; those without a certainty or a mark claim nothing."""
    claims = dict(claims)
    for certainty, fraction in given:
        if certainty is not None and fraction is not None:
            known = claims.get(certainty, Claim())
            claims[certainty] = Claim(known.answers + 1, known.earned + fraction)
    return claims
