"""Text that flows around its signs: blocks whose further lines hang below their first.

One widget draws many blocks, so that a question is put and explained without mounting widgets.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from course.tui.inline import wrapped

NOTHING = Content()

NARROWEST = 56
"""Cells below which what stands on the right of a block goes under it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with a sign before it."""

    text: Content
    lead: Content = NOTHING
    """Stands before the first line."""
    right: Content | None = None
    """Stands beside the text, or under it where that would be too narrow."""
    right_lead: Content = NOTHING
    """Stands before the first line on the right."""
    right_width: int | None = None
    """Cells for what stands on the right; half of them all unless given."""
    key: str = ""
    """What the block is about, for whoever asks what stands on a line."""
    style: str = ""
    """Laid under the whole width of the block."""
    gap: int = 0
    """Empty lines before it."""

    def at(self, width: int) -> Content:
        """The lines of the block, within `width` cells."""
        if self.right is None:
            return wrapped(self.text, width, self.lead)
        if width < NARROWEST:
            under = Content(" " * self.lead.cell_length) + self.right_lead
            return wrapped(self.text, width, self.lead) + "\n" + wrapped(self.right, width, under)
        room = width // 2 - 1 if self.right_width is None else self.right_width
        left = wrapped(self.text, width - room - 2, self.lead)
        return _beside(left, wrapped(self.right, room, self.right_lead), width - room)


def _beside(left: Content, right: Content, start: int) -> Content:
    ones, others = left.split("\n"), right.split("\n")
    lines = []
    for place in range(max(len(ones), len(others))):
        line = ones[place] if place < len(ones) else Content()
        if place < len(others):
            line = line.pad_right(start - line.cell_length) + others[place]
        lines.append(line)
    return Content("\n").join(lines)


class Flow(Visual):
    """Blocks one below the other."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        self._drawn: tuple[int, Content, tuple[str, ...]] = (-1, Content(), ())

    def keys(self, width: int) -> tuple[str, ...]:
        """For each line at `width`, the key of its block; empty between blocks."""
        return self._at(width)[2]

    def _at(self, width: int) -> tuple[int, Content, tuple[str, ...]]:
        if self._drawn[0] != width:
            lines: list[Content] = []
            keys: list[str] = []
            for block in self.blocks:
                lines += [Content()] * block.gap
                keys += [""] * block.gap
                for line in block.at(width).split("\n", allow_blank=True):
                    keys.append(block.key)
                    lines.append(_laid(line, width, block.style))
            self._drawn = (width, Content("\n").join(lines), tuple(keys))
        return self._drawn

    @property
    def plain(self) -> str:
        """All texts without their signs, a block a line."""
        return "\n".join(
            " ".join(part.plain for part in (block.text, block.right) if part)
            for block in self.blocks
        )

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines as strips."""
        return self._at(width)[1].render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines there are at `width`."""
        return len(self._at(width)[2])


def _laid(line: Content, width: int, style: str) -> Content:
    if not style:
        return line
    return line.pad_right(max(0, width - line.cell_length)).stylize_before(style)
