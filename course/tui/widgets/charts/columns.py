"""Bars that stand: a value for each day or week, over a scale from 0 up."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from course.tui.widgets.charts.axis import STYLE, labels, rounded_up, ticks

_EIGHTHS = " ▁▂▃▄▅▆▇█"

BEYOND = "▲"
"""The top of a bar that is longer than the scale."""

WIDEST = 6
"""Cells of a bar with its gap, at most."""


def columns(
    values: Sequence[float],
    width: int,
    height: int,
    marks: Mapping[int, str] | None = None,
    most: float | None = None,
) -> Content:
    """The bars, the values at the side and the marks below.

    Args:
        values: None below 0.
        width: Cells there are; what does not fit is left out at the end.
        height: Lines of the highest bar.
        marks: Words under the bars, by place.
        most: The highest value that the scale need show; the highest of all unless given.
    """
    top = rounded_up(max(values, default=0) if most is None else most)
    side = len(f"{top:,}") + 1
    room = width - side - 1
    slot = max(1, min(WIDEST, room // max(len(values), 1)))
    shown = values[: room // slot]
    length = len(shown) * slot
    below = {place * slot: word for place, word in (marks or {}).items() if place < len(shown)}
    lines = []
    for row in range(height):
        named = {height // 2: top // 2, 0: top}.get(row)
        label = f"{'' if named is None else f'{named:,}':>{side - 1}} "
        axis = "│" if named is None else "┤"
        drawn = "".join(_cell(value / top, row, height, slot) for value in shown)
        lines.append(Content.assemble((label + axis, STYLE), (drawn, "$text-secondary")))
    lines.append(Content.styled(f"{0:>{side - 1}} └{ticks(below, length)}", STYLE))
    lines.append(Content(" " * (side + 1)) + labels(below, width - side - 1))
    return Content("\n").join(lines)


def _cell(share: float, row: int, height: int, slot: int) -> str:
    eighths = max(int(share > 0), round(share * height * 8)) - (height - 1 - row) * 8
    bar = BEYOND if share > 1 and row == 0 else _EIGHTHS[max(0, min(8, eighths))]
    return bar if slot == 1 else bar * (slot - 1) + " "
