"""The parts of an exercise's pages as lines of a given width."""

from typing import assert_never

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from course.content.handout import (
    Aside,
    Grid,
    Heading,
    Listed,
    Part,
    Prose,
    Schedule,
    Stretch,
    clock,
)
from course.i18n import _
from course.tui.blocks import barred
from course.tui.grid import grid
from course.tui.inline import Notes, inline, paragraphs, wrapped

BESIDE = 66
"""Cells from which the name of a phase stands beside its bar."""


class PartView(Widget):
    """One part of a page, drawn once for each width."""

    DEFAULT_CSS = """
    PartView { height: auto; margin-bottom: 1; }
    PartView.-heading { margin: 1 0 0 0; }
    """

    def __init__(self, part: Part, notes: Notes) -> None:
        super().__init__(classes="-heading" if isinstance(part, Heading) else "")
        self.part = part
        self.notes = notes
        self._lines: tuple[int, Content] = (-1, Content())
        self.at(80)  # settles the numbers of its sources

    def at(self, width: int) -> Content:
        """The lines for a width."""
        if self._lines[0] != width:
            self._lines = (width, drawn(self.part, max(width, 10), self.notes))
        return self._lines[1]

    def render(self) -> Content:
        """The lines for the width there is."""
        return self.at(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines there are for a width."""
        return self.at(width).plain.count("\n") + 1


def drawn(part: Part, width: int, notes: Notes) -> Content:
    """A part in lines of at most `width` cells; `notes` takes up what it points at."""
    match part:
        case Heading():
            return wrapped(inline(part.text, notes).stylize("bold $text-secondary"), width)
        case Prose():
            return paragraphs(part.text, notes, width)
        case Listed():
            lines = (wrapped(inline(item, notes), width, Content(" • ")) for item in part.items)
            return Content("\n").join(lines)
        case Grid():
            rows = [[inline(cell, notes) for cell in row] for row in part.rows]
            return grid([inline(name, notes) for name in part.head], rows, width)
        case Schedule():
            lines = (_stretch(stretch, part.minutes, width) for stretch in part.stretches)
            return Content("\n").join(lines)
        case Aside():
            head = Content.styled(part.label.upper(), "bold $text-accent")
            text = paragraphs(part.text, notes, width - 2)
            return barred(Content("\n").join([head, text]), "$text-accent")
        case _:
            assert_never(part)


def _stretch(stretch: Stretch, minutes: int, width: int) -> Content:
    """A phase as a bar that begins where the one before it ends."""
    room = max(12, min(40, width // 3))
    start, end = (round(at * room / minutes) for at in (stretch.start, stretch.end))
    end = max(end, start + 1)
    bar = Content.assemble(
        ("·" * start, "$panel"),
        ("▇" * (end - start), "$text-primary"),
        ("·" * (room - end), "$panel"),
    )
    length = _("{minutes} min").format(minutes=stretch.minutes)
    lead = Content.assemble(
        (f"{clock(stretch.start):>4}  ", "$text-muted"), bar, f"  {length:>7}  "
    )
    name = Content.assemble(
        inline(stretch.title).stylize("bold"), (f" · {stretch.form}", "$text-muted")
    )
    if width >= BESIDE:
        return wrapped(name, width, lead)
    return Content("\n").join([lead, wrapped(name, width, Content(" " * 6))])
