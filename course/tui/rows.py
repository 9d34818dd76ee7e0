"""A list of rows to choose from, drawn line by line: quick with many, and little to repaint."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from course.tui.chrome import quiet

GUTTER = 2
"""Cells left of each row, for the sign of the highlighted one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry."""

    draw: Callable[[int], Content]
    """Its lines for a width in cells."""
    id: str | None = None
    """What choosing it means; a row without one is a heading."""


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one or more lines; arrows move, a click chooses.

    What Enter means is the screen's word: it calls `choose`.
    """

    DEFAULT_CSS = """
    RowList {
        height: auto;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: transparent;
        & > .row-list--highlight { background: $block-cursor-blurred-background; }
        &:focus > .row-list--highlight { background: $block-cursor-background; }
        & > .row-list--hover { background: $surface; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--highlight", "row-list--hover"}
    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        quiet("up,k", "move(-1)", "rows.up", "One row up"),
        quiet("down,j", "move(1)", "rows.down", "One row down"),
        quiet("pageup", "page(-1)", "rows.page_up", "A page of rows up"),
        quiet("pagedown", "page(1)", "rows.page_down", "A page of rows down"),
        quiet("home", "end(-1)", "rows.first", "The first row"),
        quiet("end", "end(1)", "rows.last", "The last row"),
    ]

    highlighted: reactive[int | None] = reactive[int | None](None, repaint=False)
    """Index of the highlighted row."""
    hovered: reactive[int | None] = reactive[int | None](None, repaint=False)

    @dataclass
    class Chosen(Message):
        """A row was chosen."""

        rows: "RowList"
        id: str

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    @dataclass
    class Highlighted(Message):
        """Another row is highlighted."""

        rows: "RowList"
        id: str

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    @dataclass
    class Beyond(Message):
        """An arrow wants to leave the list."""

        rows: "RowList"
        step: int

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    def __init__(
        self, rows: Sequence[Row] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = tuple(rows)
        self._lines: list[tuple[int, Content]] = []
        self._tops: list[int] = []
        self._drawn_for: tuple[object, int] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """What can be chosen."""
        return self._rows

    @rows.setter
    def rows(self, rows: Sequence[Row]) -> None:
        chosen = self.chosen
        self._rows = tuple(rows)
        self._drawn_for = None
        self.set_reactive(RowList.highlighted, self._place(chosen))
        self.refresh(layout=True)

    @property
    def chosen(self) -> str | None:
        """Id of the highlighted row."""
        place = self.highlighted
        return self._rows[place].id if place is not None and place < len(self._rows) else None

    def highlight(self, id: str | None) -> None:
        """Highlight the row of an id; none when there is none."""
        self.highlighted = self._place(id)

    def highlight_end(self, step: int) -> None:
        """Highlight the first (1) or last (-1) row, as one who comes from above or below."""
        choices = self._choices
        self.highlighted = (choices[0] if step > 0 else choices[-1]) if choices else None

    def _place(self, id: str | None) -> int | None:
        return next((i for i, row in enumerate(self._rows) if id and row.id == id), None)

    @property
    def _choices(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if row.id is not None]

    # --- drawing ---

    def _lay(self, width: int) -> None:
        """Break every row into its lines, once for each width."""
        if self._drawn_for == (self._rows, width) or width <= GUTTER:
            return
        self._drawn_for = (self._rows, width)
        self._lines, self._tops = [], []
        for place, row in enumerate(self._rows):
            self._tops.append(len(self._lines))
            drawn = row.draw(width - GUTTER)
            self._lines += [(place, line) for line in drawn.split(allow_blank=True)]
        self.virtual_size = Size(width, len(self._lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all rows."""
        self._lay(width)
        return len(self._lines)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay(self.scrollable_content_region.width)
        self.call_after_refresh(self._show_highlight)

    def render_line(self, y: int) -> Strip:
        """One line, with the sign of the highlighted row before its first."""
        width = self.scrollable_content_region.width
        self._lay(width)
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        place, line = self._lines[at]
        component = []
        if place == self.highlighted:
            component = ["row-list--highlight"]
        elif place == self.hovered:
            component = ["row-list--hover"]
        sign = "▸ " if place == self.highlighted and at == self._tops[place] else "  "
        content = Content.assemble((sign, "bold $text-primary"), line)
        style = self.get_visual_style(*component)
        (strip, *_) = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strip

    def _repaint(self, place: int | None) -> None:
        if place is not None and place < len(self._tops):
            top = self._tops[place] - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self._height(place)))

    def _height(self, place: int) -> int:
        following = self._tops[place + 1] if place + 1 < len(self._tops) else len(self._lines)
        return following - self._tops[place]

    # --- moving ---

    def watch_highlighted(self, old: int | None, new: int | None) -> None:
        """Repaint two rows, not the list."""
        self._repaint(old)
        self._repaint(new)
        self._show_highlight()
        if chosen := self.chosen:
            self.post_message(self.Highlighted(self, chosen))

    def watch_hovered(self, old: int | None, new: int | None) -> None:
        """Repaint two rows, not the list."""
        self._repaint(old)
        self._repaint(new)

    def _show_highlight(self) -> None:
        place = self.highlighted
        if place is None or place >= len(self._tops):
            return
        top, height = self._tops[place], self._height(place)
        if place and self._rows[place - 1].id is None:
            # The heading comes into sight with its first row.
            top, height = self._tops[place - 1], height + self._height(place - 1)
        region = Region(0, top, self.size.width, min(height, self.size.height))
        self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Highlight the next row above or below."""
        ahead = self._ahead(step)
        if ahead:
            self.highlighted = ahead[0]
        else:
            self.post_message(self.Beyond(self, step))

    def action_page(self, step: int) -> None:
        """Move by what is in sight."""
        ahead = self._ahead(step)
        if ahead:
            self.highlighted = ahead[: max(1, self.size.height - 2)][-1]

    def action_end(self, step: int) -> None:
        """Highlight the first or the last row."""
        self.highlight_end(-step)

    def _ahead(self, step: int) -> list[int]:
        here = self.highlighted
        choices = self._choices[::step]
        if here is None:
            return choices
        return [place for place in choices if (place - here) * step > 0]

    def choose(self) -> None:
        """Choose the highlighted row, if there is one."""
        if chosen := self.chosen:
            self.post_message(self.Chosen(self, chosen))

    # --- the mouse ---

    def _place_at(self, y: int) -> int | None:
        at = y + self.scroll_offset.y
        place = self._lines[at][0] if 0 <= at < len(self._lines) else None
        return place if place is not None and self._rows[place].id is not None else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would choose."""
        self.hovered = self._place_at(event.get_content_offset_capture(self).y)

    def on_leave(self) -> None:
        """Nothing would be chosen."""
        self.hovered = None

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        place = self._place_at(event.get_content_offset_capture(self).y)
        if place is not None:
            event.stop()
            self.highlighted = place
            self.choose()
