"""Cells of a chart side by side, with neighbours of one style drawn at once."""

from collections.abc import Iterable
from itertools import groupby

from textual.content import Content

Cell = tuple[str, str]
"""What is drawn, and its style."""


def joined(cells: Iterable[Cell]) -> Content:
    """The cells as one line; an empty one belongs to the one before it."""
    drawn: list[Cell] = []
    for text, style in cells:
        drawn.append((text, drawn[-1][1] if drawn and not text.strip() else style))
    runs = groupby(drawn, key=lambda cell: cell[1])
    return Content.assemble(*(("".join(text for text, _ in run), style) for style, run in runs))
