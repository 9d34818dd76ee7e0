"""Claims and what they were worth: for each row a stretch of 0 to 100 %, and a point on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from course.text import percent
from course.tui.widgets.charts.axis import STYLE, share_axis
from course.tui.widgets.charts.cells import joined

CLAIMED, WORTH = "━", "●"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim."""

    name: str
    low: float
    high: float
    """What is claimed, 0..1."""
    worth: float | None
    """What came of it; None where there is too little data."""
    note: str = ""
    """Stands at the end."""


def ranges(rows: Sequence[Row], width: int) -> Content:
    """A line a row, and the scale below."""
    name = max(len(row.name) for row in rows) + 2
    note = max(len(row.note) for row in rows)
    length = max(4, min(60, width - name - 7 - note - 2))
    lines = [_line(row, name, length, note) for row in rows]
    return Content("\n").join([*lines, Content(" " * name) + share_axis(length)])


def _line(row: Row, name: int, length: int, note: int) -> Content:
    low, high = round(row.low * length), round(row.high * length)
    parts = [("·" if not low <= cell < high else CLAIMED, STYLE) for cell in range(length)]
    if row.worth is not None:
        parts[min(length - 1, int(row.worth * length))] = (WORTH, "bold $text-accent")
    figure = "–" if row.worth is None else percent(row.worth)
    return Content.assemble(
        f"{row.name:<{name}}",
        joined(parts),
        (f"{figure:>7}", "bold"),
        (f"  {row.note:>{note}}", STYLE),
    )
