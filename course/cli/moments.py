"""Moments as a teacher types them: `18:00`, `2026-12-01`, `2026-12-01 18:00`, `+90m`, `+7d`."""

import re
from datetime import date, datetime, time, timedelta

from course.errors import CourseError
from course.i18n import _
from course.text import visible

_AHEAD = re.compile(r"\+(\d{1,5})([mhdw])")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(text: str, now: datetime, *, ends_day: bool = False) -> datetime:
    """The moment that was meant, on the clock of `now`.

    Args:
        text: An hour is the next such one; a day is its beginning.
        now: Aware.
        ends_day: A day alone means its end instead.
    """
    typed = text.strip()
    try:
        if found := _AHEAD.fullmatch(typed):
            return now + timedelta(**{_UNITS[found[2]]: int(found[1])})
        if found := _HOUR.fullmatch(typed):
            at = now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
            return at if at > now else at + timedelta(days=1)
        if found := _DAY.fullmatch(typed):
            day = date.fromisoformat(found[1])
            if found[2] is None:
                return _start(day + timedelta(days=1) if ends_day else day, now)
            hour, minute = map(int, found[2].split(":"))
            return datetime.combine(day, time(hour, minute), now.tzinfo)
    except (ValueError, OverflowError):
        pass
    raise CourseError(
        _("{text} is no time").format(text=visible(text, 40)),
        _("write 18:00, 2026-12-01, '2026-12-01 18:00', +90m, +2h or +7d"),
        exit_code=2,
    )


def _start(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
