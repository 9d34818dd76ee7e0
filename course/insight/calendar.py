"""A year of study days; no streak, so there is none to lose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from course.i18n import _, ngettext
from course.insight.dates import dated, lasting
from course.progress.diary import Day
from course.sessions.events import study_day

WEEKS = 53
"""Weeks shown, the present one included: a year and some days."""

LEVELS = (timedelta(minutes=10), timedelta(minutes=30), timedelta(minutes=60))
"""From how much time on a day counts as more than a little."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What was done on each day of the last year."""

    today: date
    days: Mapping[date, Day]
    """Days with any study; a day begins at 04:00."""

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The days from Monday to Sunday, week by week; the last week ends today."""
        monday = self.today - timedelta(days=self.today.weekday(), weeks=WEEKS - 1)
        days = [monday + timedelta(days=n) for n in range((self.today - monday).days + 1)]
        return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))

    def level(self, day: date) -> int:
        """How much was studied on a day: 0 nothing, 1 under 10 min, 2, 3, 4 an hour and more."""
        done = self.days.get(day)
        return 1 + sum(done.spent >= bound for bound in LEVELS) if done else 0

    @property
    def sentence(self) -> str:
        """It in words."""
        if not self.days:
            return _("No day of study yet; each day you study will be marked here.")
        n = len(self.days)
        said = ngettext(
            "You studied on {n} day of the last year", "You studied on {n} days of the last year", n
        ).format(n=n)
        this_week = sum((self.today - day).days < 7 for day in self.days)
        said += _(", {n} of them in the last seven days").format(n=this_week)
        longest = max(sorted(self.days), key=lambda day: self.days[day].spent)
        if self.days[longest].spent >= timedelta(minutes=1):
            said += _("; the longest was {day} with {time}").format(
                day=dated(longest), time=lasting(self.days[longest].spent)
            )
        return said + "."

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "from": self.weeks[0][0].isoformat(),
            "days": [
                {
                    "day": day.isoformat(),
                    "answers": self.days[day].answers,
                    "seconds": round(self.days[day].spent.total_seconds()),
                }
                for day in sorted(self.days)
            ],
        }


def calendar(days: Mapping[date, Day], now: datetime) -> Calendar:
    """The year up to `now`, which is local and aware."""
    today = study_day(now)
    year = Calendar(today, {})
    first = year.weeks[0][0]
    return Calendar(today, {day: done for day, done in days.items() if first <= day <= today})
