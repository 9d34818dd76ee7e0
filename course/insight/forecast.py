"""How many questions return on each of the coming days."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from course.i18n import _, ngettext
from course.insight.dates import dated
from course.progress.projection import Progress
from course.progress.standing import due
from course.sessions.events import DAY_STARTS, study_day

DAYS = 30
"""How far it looks ahead, today included."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The reviews to come, each question counted once, on the day it next returns."""

    today: date
    counts: tuple[int, ...]
    """Questions for today, which has all that are overdue, and for each day after it."""
    overdue: int
    """How many of today's should have been asked on an earlier day."""
    later: int
    """How many return after the last of these days."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the counts."""
        return tuple(self.today + timedelta(days=ahead) for ahead in range(len(self.counts)))

    @property
    def is_empty(self) -> bool:
        """Whether no question was ever scheduled."""
        return not (sum(self.counts) or self.later)

    @property
    def sentence(self) -> str:
        """It in words."""
        if self.is_empty:
            return _("Nothing is scheduled yet: a question returns once you have answered it.")
        now = self.counts[0]
        said = ngettext("{n} question today", "{n} questions today", now).format(n=now)
        if not now:
            said = _("No question today")
        if self.overdue:
            said += _(", {n} of them overdue").format(n=self.overdue)
        all_of_them = _("{n} in the next {days} days").format(
            n=sum(self.counts), days=len(self.counts)
        )
        said = f"{said}; {all_of_them}"
        if ahead := max(self.counts[1:], default=0):
            busiest = self.days[self.counts.index(ahead, 1)]
            said += _(", the most on {day} ({n})").format(day=dated(busiest), n=ahead)
        return said + "."

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        days = zip(self.days, self.counts, strict=True)
        return {
            "days": [{"day": day.isoformat(), "questions": count} for day, count in days],
            "overdue": self.overdue,
            "later": self.later,
        }


def forecast(
    progress: Progress, now: datetime, known: Container[str], days: int = DAYS
) -> Forecast:
    """The reviews of today and of the days after it.

    Args:
        progress: With the cards.
        now: Local time, aware.
        known: Questions that the course still has.
        days: How many, today included.
    """
    today = study_day(now)
    morning = datetime.combine(today, time(), now.tzinfo) + DAY_STARTS
    fading = frozenset(due(progress, now, known))
    counts = [len(fading)] + [0] * (days - 1)
    overdue = later = 0
    for question, (_revision, card) in progress.cards.items():
        if question not in known:
            continue
        ahead = (card.due - morning) // timedelta(days=1)
        if question in fading:
            overdue += ahead < 0
        elif ahead < days:
            counts[max(ahead, 1)] += 1
        else:
            later += 1
    return Forecast(today, tuple(counts), overdue, later)
