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

from course.i18n import _
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
    lines: int | None = None
    """How many it has, where that is known; it is then drawn only when it comes into sight."""


class Laid:
    """Rows broken into lines for a width."""

    def __init__(self, rows: Sequence[Row], width: int) -> None:
        self.rows = rows
        self.width = width
        self._places: list[int] = []
        """The place of the row of each line."""
        self._tops: list[int] = []
        self._drawn: dict[int, list[Content]] = {}
        for place, row in enumerate(rows if width > 0 else ()):
            self._tops.append(len(self._places))
            many = len(self._lines(place)) if row.lines is None else row.lines
            self._places += [place] * many
        self._tops.append(len(self._places))

    def __len__(self) -> int:
        return len(self._places)

    def line(self, at: int) -> tuple[int, Content]:
        """A line with the place of its row."""
        place = self._places[at]
        lines, below = self._lines(place), at - self._tops[place]
        return place, lines[below] if below < len(lines) else Content()

    def _lines(self, place: int) -> list[Content]:
        if place not in self._drawn:
            drawn = self.rows[place].draw(self.width)
            self._drawn[place] = list(drawn.split(allow_blank=True))
        return self._drawn[place]

    def extent(self, place: int | None) -> range:
        """The lines of a row."""
        if place is None or place + 1 >= len(self._tops):
            return range(0)
        return range(self._tops[place], self._tops[place + 1])

    def place_at(self, line: int) -> int | None:
        """The row that can be chosen on a line."""
        place = self._places[line] if 0 <= line < len(self._places) else None
        return place if place is not None and self.rows[place].id is not None else None


@dataclass
class RowMessage(Message):
    """Something that happened in a list."""

    rows: "RowList"

    @property
    def control(self) -> "RowList":
        """The list."""
        return self.rows


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
        quiet("up,k", "move(-1)", "rows.up", _("One row up")),
        quiet("down,j", "move(1)", "rows.down", _("One row down")),
        quiet("pageup", "page(-1)", "rows.page_up", _("A page of rows up")),
        quiet("pagedown", "page(1)", "rows.page_down", _("A page of rows down")),
        quiet("home", "end(-1)", "rows.first", _("The first row")),
        quiet("end", "end(1)", "rows.last", _("The last row")),
    ]

    highlighted: reactive[int | None] = reactive[int | None](None, repaint=False)
    """Index of the highlighted row."""
    hovered: reactive[int | None] = reactive[int | None](None, repaint=False)

    @dataclass
    class Chosen(RowMessage):
        """A row was chosen."""

        id: str

    @dataclass
    class Highlighted(RowMessage):
        """Another row is highlighted."""

        id: str

    @dataclass
    class Beyond(RowMessage):
        """A key wants to leave the list."""

        step: int
        far: bool = False
        """Whether to the other end of what lies there."""

    def __init__(
        self, rows: Sequence[Row] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = tuple(rows)
        self._last_laid = Laid(self._rows, 0)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What can be chosen."""
        return self._rows

    @rows.setter
    def rows(self, rows: Sequence[Row]) -> None:
        chosen = self.chosen
        self._rows = tuple(rows)
        self.set_reactive(RowList.highlighted, self._place(chosen))
        height = self.styles.height
        if height is not None and not height.is_auto and self.size.width:
            self._laid(self.scrollable_content_region.width)
            self.refresh()  # nothing around it moves
        else:
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
        self.highlighted = next(iter(self._choices[::step]), None)

    def _place(self, id: str | None) -> int | None:
        return next((i for i, row in enumerate(self._rows) if id and row.id == id), None)

    @property
    def _choices(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if row.id is not None]

    # --- drawing ---

    def _laid(self, width: int) -> Laid:
        """The rows in lines, broken once for each width."""
        last = self._last_laid
        if last.rows is not self._rows or last.width != width - GUTTER:
            self._last_laid = last = Laid(self._rows, width - GUTTER)
            self.virtual_size = Size(width, len(last))
        return last

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all rows."""
        return len(self._laid(width))

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._laid(self.scrollable_content_region.width)
        self.call_after_refresh(self._show_highlight)

    def render_line(self, y: int) -> Strip:
        """One line, with the sign of the highlighted row before its first."""
        width = self.scrollable_content_region.width
        laid = self._laid(width)
        at = y + self.scroll_offset.y
        if at >= len(laid):
            return Strip.blank(width, self.rich_style)
        place, line = laid.line(at)
        component = []
        if place == self.highlighted:
            component = ["row-list--highlight"]
        elif place == self.hovered:
            component = ["row-list--hover"]
        is_first = place == self.highlighted and at == laid.extent(place).start
        content = Content.assemble(("▸ " if is_first else "  ", "bold $text-primary"), line)
        style = self.get_visual_style(*component)
        # The line is laid out already: a tenth of the time that rendering a visual takes.
        strip = Strip(content.render_segments(style), content.cell_length)
        return strip.adjust_cell_length(width, style.rich_style)

    def _repaint(self, *places: int | None) -> None:
        for place in places:
            if extent := self._last_laid.extent(place):
                top = extent.start - self.scroll_offset.y
                self.refresh(Region(0, top, self.size.width, len(extent)))

    # --- moving ---

    def watch_highlighted(self, old: int | None, new: int | None) -> None:
        """Repaint two rows, not the list."""
        self._repaint(old, new)
        self._show_highlight()
        if chosen := self.chosen:
            self.post_message(self.Highlighted(self, chosen))

    def watch_hovered(self, old: int | None, new: int | None) -> None:
        """Repaint two rows, not the list."""
        self._repaint(old, new)

    def _show_highlight(self) -> None:
        place, laid = self.highlighted, self._last_laid
        extent = laid.extent(place)
        if place is None or not extent:
            return
        top = extent.start
        if place and self._rows[place - 1].id is None:
            # The heading comes into sight with its first row.
            top = laid.extent(place - 1).start
        region = Region(0, top, self.size.width, min(extent.stop - top, self.size.height))
        self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Highlight the next row above or below."""
        if ahead := self._ahead(step):
            self.highlighted = ahead[0]
        else:
            self.post_message(self.Beyond(self, step))

    def action_page(self, step: int) -> None:
        """Move by what is in sight."""
        if ahead := self._ahead(step):
            self.highlighted = ahead[: max(1, self.size.height - 2)][-1]
        else:
            self.post_message(self.Beyond(self, step))

    def action_end(self, step: int) -> None:
        """Highlight the first or the last row."""
        self.highlight_end(-step)
        self.post_message(self.Beyond(self, step, far=True))

    def _ahead(self, step: int) -> list[int]:
        here, choices = self.highlighted, self._choices[::step]
        return [place for place in choices if here is None or (place - here) * step > 0]

    def choose(self) -> None:
        """Choose the highlighted row, if there is one."""
        if chosen := self.chosen:
            self.post_message(self.Chosen(self, chosen))

    # --- the mouse ---

    def _under(self, event: events.MouseEvent) -> int | None:
        y = event.get_content_offset_capture(self).y
        return self._last_laid.place_at(y + self.scroll_offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would choose."""
        self.hovered = self._under(event)

    def on_leave(self) -> None:
        """Nothing would be chosen."""
        self.hovered = None

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        place = self._under(event)
        if place is not None:
            event.stop()
            self.highlighted = place
            self.choose()
