"""Single results in time: how high each lies between 0 and 100 %."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from course.tui.widgets.charts.axis import STYLE, labels, ticks
from course.tui.widgets.charts.cells import joined

SIDE = 6
"""Cells of the percentages at the side."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of point."""

    sign: str
    style: str


@dataclass(frozen=True, slots=True)
class Point:
    """One result; a later one of the same place covers an earlier one."""

    x: float
    """0 at the left to 1 at the right."""
    y: float
    """A share, 0..1."""
    mark: Mark


def scatter(
    points: Sequence[Point], width: int, height: int, marks: Mapping[float, str] | None = None
) -> Content:
    """The points over their scales.

    Args:
        points: In the order they are drawn.
        width: Cells there are.
        height: Lines, an odd number, so that one of them is the middle.
        marks: Words under the points, by x.
    """
    room = max(width - SIDE, 2)
    cells: dict[tuple[int, int], Mark] = {}
    for point in points:
        row, column = round((1 - point.y) * (height - 1)), round(point.x * (room - 1))
        cells[row, column] = point.mark
    below = {round(x * (room - 1)): word for x, word in (marks or {}).items()}
    named = {0: "100 %", height // 2: "50 %", height - 1: "0 %"}
    lines = []
    for row in range(height):
        drawn = (cells.get((row, column)) for column in range(room))
        label = f"{named.get(row, ''):>{SIDE - 1}}{'┤' if row in named else '│'}"
        dots = ((mark.sign, mark.style) if mark else (" ", "") for mark in drawn)
        lines.append(joined([(label, STYLE), *dots]))
    lines.append(Content.styled(f"{'└':>{SIDE}}{ticks(below, room)}", STYLE))
    lines.append(Content(" " * SIDE) + labels(below, room))
    return Content("\n").join(lines)
