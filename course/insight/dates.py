"""Days and spans of time in words."""

from datetime import date, timedelta

from course.i18n import _


def month(day: date) -> str:
    """The short name of a day's month: `Nov`."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )[day.month - 1]  # fmt: skip


def weekday(day: date) -> str:
    """The short name of a day of the week: `Tue`."""
    names = _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")
    return names[day.weekday()]


def dated(day: date) -> str:
    """A day of this year or the next: `Tue 24 Nov`."""
    return _("{weekday} {day} {month}").format(weekday=weekday(day), day=day.day, month=month(day))


def lasting(duration: timedelta) -> str:
    """A span that was measured: `under a minute`, `42 min`, `6 h 05 min`."""
    whole = round(duration / timedelta(minutes=1))
    if whole < 1:
        return _("under a minute")
    if whole < 60:
        return _("{minutes} min").format(minutes=whole)
    return _("{hours} h {minutes:02d} min").format(hours=whole // 60, minutes=whole % 60)
