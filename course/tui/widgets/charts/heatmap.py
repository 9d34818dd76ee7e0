"""Days as cells, a column a week: how much was done on each."""

from collections.abc import Callable, Sequence
from datetime import date

from textual.content import Content

from course.insight.dates import month, weekday
from course.tui.widgets.charts.axis import STYLE, labels
from course.tui.widgets.charts.cells import Cell, joined

SIGNS = "·▂▄▆█"
"""Nothing, and ever more."""

SIDE = 4
"""Cells of the days of the week."""

_WIDEST = 3


def heatmap(weeks: Sequence[Sequence[date]], level: Callable[[date], int], width: int) -> Content:
    """The days with their months above; where it is narrow only the last weeks.

    Args:
        weeks: The days of each week from Monday on; the last week may be shorter.
        level: The place of a day's sign in `SIGNS`.
        width: Cells there are.
    """
    room = max(width - SIDE, 1)
    slot = max(1, min(_WIDEST, room // max(len(weeks), 1)))
    weeks = weeks[-(room // slot) :]
    first_days = {at * slot: month(week[0]) for at, week in enumerate(weeks) if _begins(weeks, at)}
    lines = [Content(" " * SIDE) + labels(first_days, room)]
    for row in range(7):
        named = weekday(weeks[0][row]) if row % 2 == 0 and row < len(weeks[0]) else ""
        levels = (level(week[row]) if row < len(week) else None for week in weeks)
        cells = (_cell(known, slot) for known in levels)
        lines.append(joined([(f"{named:<{SIDE}}", STYLE), *cells]))
    return Content("\n").join(lines)


def _begins(weeks: Sequence[Sequence[date]], at: int) -> bool:
    """Whether a month is named over a week: the first that begins in it."""
    return at > 0 and weeks[at][0].month != weeks[at - 1][0].month


def _cell(level: int | None, slot: int) -> Cell:
    if not level:
        return f"{'' if level is None else SIGNS[0]:<{slot}}", STYLE
    return f"{SIGNS[level] * max(1, slot - 1):<{slot}}", "$text-secondary"
