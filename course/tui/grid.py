"""Rows and columns in the width there is: wrapped where they fit, one below the other where not."""

from collections.abc import Sequence

from textual.content import Content

from course.tui.inline import wrapped

GAP = 2
"""Cells between two columns."""

LONGEST_WORD = 22
"""Cells; a longer word is broken rather than a table."""


def grid(head: Sequence[Content], rows: Sequence[Sequence[Content]], width: int) -> Content:
    """A table of at most `width` cells; the first column names the rows."""
    widths = _fitted([head, *rows], width)
    if widths is None:
        return _stacked(head, rows, width)
    rule = "  ".join("─" * cells for cells in widths)
    lines = [_line([cell.stylize("bold") for cell in head], widths)]
    lines.append(Content.styled(rule, "$text-muted"))
    airy = any(
        cell.cell_length > cells for row in rows for cell, cells in zip(row, widths, strict=True)
    )
    for place, row in enumerate(rows):
        if place and airy:
            lines.append(Content())
        lines.append(_line(row, widths))
    return Content("\n").join(lines)


def _fitted(rows: Sequence[Sequence[Content]], width: int) -> list[int] | None:
    """The width of each column: as wide as its text, the widest giving way first.

    None when a column would become narrower than its longest word.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(cell.cell_length for cell in column) for column in columns]
    least = [min(LONGEST_WORD, max(map(_longest_word, column))) for column in columns]
    room = width - GAP * (len(widths) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        spare = [cells - few for cells, few in zip(widths, least, strict=True)]
        widest = max((cells, place) for place, cells in enumerate(widths) if spare[place])[1]
        widths[widest] -= 1
    return widths


def _longest_word(cell: Content) -> int:
    return max((Content(word).cell_length for word in cell.plain.split()), default=1)


def _line(cells: Sequence[Content], widths: Sequence[int]) -> Content:
    """One row, each cell wrapped in its column."""
    columns = [
        wrapped(cell, width).split(allow_blank=True)
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = []
    for place in range(max(map(len, columns))):
        parts = [column[place] if place < len(column) else Content() for column in columns]
        padded = [
            part.pad_right(width - part.cell_length)
            for part, width in zip(parts, widths, strict=True)
        ]
        lines.append(Content(" " * GAP).join(padded).rstrip())
    return Content("\n").join(lines)


def _stacked(head: Sequence[Content], rows: Sequence[Sequence[Content]], width: int) -> Content:
    """Each row as a heading with its cells below, each after the name of its column."""
    lines = []
    for place, (name, *cells) in enumerate(rows):
        if place:
            lines.append(Content())
        lines.append(wrapped(name.stylize("bold"), width))
        for column, cell in zip(head[1:], cells, strict=True):
            text = Content.assemble(column.stylize("$text-muted"), ("  ", ""), cell)
            first, *others = wrapped(text, width - 4).split(allow_blank=True)
            lines += [Content("  ") + first, *(Content("    ") + other for other in others)]
    return Content("\n").join(lines)
