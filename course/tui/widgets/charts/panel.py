"""A chart with its title above and its reading in words below."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from course.tui.inline import wrapped

LONGEST_LINE = 90
"""Cells of a line of words."""


class Panel(Widget, can_focus=True):
    """One figure; focus only leads from one to the next."""

    DEFAULT_CSS = """
    Panel {
        height: auto;
        padding: 0 1;
        border-left: blank;
        &:focus { border-left: outer $primary; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._title = self._unit = self._sentence = Content()
        self._draw: Callable[[int], Content] | None = None
        self._drawn: tuple[int, Content] = (-1, Content())

    def show(
        self,
        title: str,
        unit: str,
        sentence: str,
        draw: Callable[[int], Content] | None = None,
    ) -> None:
        """Put a figure.

        Args:
            title: What it is about.
            unit: What is drawn, and in what.
            sentence: Its reading in words.
            draw: Draws it for a width; nothing is drawn unless given.
        """
        self._title = Content.styled(title, "bold $text-primary")
        self._unit = Content.styled(f"  {unit}" if draw else "", "$text-muted")
        self._sentence = Content(sentence)
        self._draw = draw
        self._drawn = (-1, Content())
        self.refresh(layout=True)

    def at(self, width: int) -> Content:
        """Its lines for a width."""
        if self._drawn[0] != width:
            lines = [wrapped(self._title + self._unit, width)]
            if self._draw:
                lines.append(self._draw(width))
            lines.append(wrapped(self._sentence, min(width, LONGEST_LINE)))
            self._drawn = (width, Content("\n").join(lines))
        return self._drawn[1]

    def render(self) -> Content:
        """The lines for the width there is."""
        return self.at(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines there are for a width."""
        return self.at(width).plain.count("\n") + 1
