"""How long was studied: in all, lately, and week by week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from course.i18n import _
from course.insight.dates import lasting
from course.progress.diary import NO_TIME, PAUSE, Day
from course.sessions.events import study_day

WEEKS = 12
"""Weeks shown, the present one included."""


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Time from one thing done to the next, without pauses."""

    total: timedelta
    lately: timedelta
    """In the last seven days, today included."""
    days: int
    """On how many days it was spent."""
    weeks: tuple[tuple[date, timedelta], ...]
    """The last weeks by their Mondays."""
    goal: timedelta = NO_TIME
    """What the learner wants to spend a day; nothing for no goal."""
    reached: int = 0
    """On how many of the last seven days the goal was reached."""

    @property
    def is_empty(self) -> bool:
        """Whether there is not even a minute."""
        return self.total < timedelta(minutes=1)

    @property
    def sentence(self) -> str:
        """It in words, with what is counted."""
        counted = _(
            "Time runs from one thing you do to the next; a pause of more than {n} minutes does "
            "not count."
        ).format(n=PAUSE // timedelta(minutes=1))
        if self.is_empty:
            return _("Less than a minute of study so far.") + " " + counted
        said = _("{total} in all, {lately} in the last seven days, {mean} on a day of study.")
        told = said.format(
            total=lasting(self.total),
            lately=lasting(self.lately),
            mean=lasting(self.total / self.days),
        )
        if self.goal:
            told += " " + _("Your goal of {goal} was reached on {n} of these seven days.").format(
                goal=lasting(self.goal), n=self.reached
            )
        return f"{told} {counted}"

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "seconds": round(self.total.total_seconds()),
            "seconds_last_seven_days": round(self.lately.total_seconds()),
            "study_days": self.days,
            "goal_seconds": round(self.goal.total_seconds()),
            "goal_reached_last_seven_days": self.reached,
            "pause_seconds": round(PAUSE.total_seconds()),
            "weeks": [
                {"from": monday.isoformat(), "seconds": round(spent.total_seconds())}
                for monday, spent in self.weeks
            ],
        }


def time_spent(days: Mapping[date, Day], now: datetime, goal: timedelta = NO_TIME) -> TimeSpent:
    """The time spent up to `now`, which is local and aware, with a goal for each day."""
    today = study_day(now)
    lately = [done.spent for day, done in days.items() if (today - day).days in range(7)]
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return TimeSpent(
        total=sum((done.spent for done in days.values()), NO_TIME),
        lately=sum(lately, NO_TIME),
        days=len(days),
        weeks=tuple(
            (
                first,
                sum(
                    (done.spent for day, done in days.items() if (day - first).days in range(7)),
                    NO_TIME,
                ),
            )
            for first in weeks
        ),
        goal=goal,
        reached=sum(spent >= goal for spent in lately) if goal else 0,
    )
