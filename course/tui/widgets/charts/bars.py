"""Bars that lie: a share for each row, over one scale from 0 to 100 %."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from course.i18n import _
from course.text import percent
from course.tui.widgets.charts.axis import share_axis

FIGURE = 6
"""Cells of a percentage with the space before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its share."""

    name: Content
    share: float | None
    """0..1; None where there is too little data."""
    note: str = ""
    """Stands at the end."""
    is_heading: bool = False


def bar(share: float, width: int) -> Content:
    """A bar of `width` cells, filled to `share` (0..1)."""
    full = min(width, max(int(share > 0), round(share * width)))
    return Content.assemble(("▇" * full, "$text-secondary"), ("░" * (width - full), "$panel"))


def bars(rows: Sequence[Row], width: int, length: int | None = None) -> Content:
    """A line a row, names cut where the bars begin, and the scale below.

    Args:
        rows: What is compared.
        width: Cells there are.
        length: Cells of a full bar; as names leave room for unless given.
    """
    note = max((len(row.note) for row in rows), default=0)
    room = width - FIGURE - (note + 2 if note else 0)
    longest = max((row.name.cell_length for row in rows), default=0)
    length = length or max(8, room // 3, min(40, room - longest - 2))
    name = max(4, min(longest, room - length - 2))
    lines = [_line(row, name, length, note) for row in rows]
    scale = Content(" " * (name + 2)) + share_axis(length)
    return Content("\n").join([*lines, scale])


def _line(row: Row, name: int, length: int, note: int) -> Content:
    named = row.name.truncate(name, ellipsis=True)
    if row.is_heading:
        named = named.stylize("bold")
    start = named.pad_right(name - named.cell_length + 2)
    end = Content.styled(f"  {row.note:>{note}}" if note else "", "$text-muted")
    if row.share is None:
        said = _("too little data")
        return Content.assemble(start, (f"{said:<{length + FIGURE}}", "$text-muted"), end)
    figure = f"{percent(row.share):>{FIGURE}}"
    return Content.assemble(start, bar(row.share, length), (figure, "bold"), end)
