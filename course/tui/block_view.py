"""A block on the screen: drawn once for each width."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from course.content.blocks import AnyBlock, Check, Diagram
from course.search import marks
from course.tui.blocks import drawn
from course.tui.inline import Notes, marked

USUAL = 80
"""Cells a block is first drawn for, which settles the numbers of its sources."""


class BlockView(Widget):
    """One block of a section."""

    DEFAULT_CSS = """
    BlockView {
        height: auto;
        margin-bottom: 1;
    }
    """

    in_words: reactive[bool] = reactive(False, layout=True)
    """Whether a diagram is told instead of drawn."""
    answered: reactive[bool] = reactive(False, layout=True)
    """Whether a check was answered before."""

    @dataclass
    class CheckChosen(Message):
        """A question inside the reading was clicked."""

        question: str

    def __init__(self, block: AnyBlock, notes: Notes, needles: Sequence[str] = ()) -> None:
        super().__init__(classes=f"-{block.type}")
        self.block = block
        self.notes = notes
        self.needles = needles
        """Beginnings of words that stand out, as they were looked for."""
        self._drawn: tuple[tuple[int, bool, bool], Content] | None = None
        self.at(USUAL)

    @property
    def check(self) -> str | None:
        """Id of the question, when this is one."""
        return self.block.question.id if isinstance(self.block, Check) else None

    @property
    def is_drawing(self) -> bool:
        """Whether it can be told instead of drawn."""
        return isinstance(self.block, Diagram)

    def at(self, width: int) -> Content:
        """The lines for a width."""
        key = (width, self.in_words, self.answered)
        if self._drawn is None or self._drawn[0] != key:
            words, answered = self.in_words, self.answered
            lines = drawn(self.block, max(width, 10), self.notes, in_words=words, answered=answered)
            self._drawn = (key, marked(lines, self.needles))
        return self._drawn[1]

    def render(self) -> Content:
        """The lines for the width there is."""
        return self.at(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines there are for a width."""
        return self.at(width).plain.count("\n") + 1

    def found_at(self, width: int) -> int | None:
        """The first line with a word that was looked for."""
        text = self.at(width).plain
        found = marks(text, self.needles) if self.needles else ()
        return text.count("\n", 0, found[0][0]) if found else None

    def on_click(self, event: events.Click) -> None:
        """Choose the question."""
        if self.check:
            event.stop()
            self.post_message(self.CheckChosen(self.check))
