"""A list of rows to point at: drawn by one widget, reached by keys and by mouse."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive

from course.i18n import _
from course.marking import Mark
from course.tui.flow import Block, Flow
from course.tui.widgets.questions.question_input import QuestionInput

RIGHT, PARTLY, WRONG, CURSOR = "✓", "◐", "✗", "▸"


class RowsInput(QuestionInput, can_focus=True):
    """An input that is a list of rows, one of them under the cursor."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--hover",
        "rows--chosen",
        "rows--muted",
        "rows--right",
        "rows--wrong",
    }

    DEFAULT_CSS = """
    RowsInput {
        pointer: pointer;
        & > .rows--cursor { background: $primary 10%; }
        & > .rows--hover { background: $foreground 6%; }
        & > .rows--chosen { text-style: bold; color: $text-primary; }
        & > .rows--muted { color: $text-muted; }
        & > .rows--right { text-style: bold; color: $text-success; }
        & > .rows--wrong { text-style: bold; color: $text-error; }
        &:focus > .rows--cursor { background: $primary 18%; }
        &.-locked { pointer: default; }
        &.-locked > .rows--cursor { background: transparent; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", _("row above"), show=False, id="rows-input.up"),
        Binding("down", "cursor(1)", _("row below"), show=False, id="rows-input.down"),
        Binding("home", "cursor(-99)", _("first row"), show=False, id="rows-input.first"),
        Binding("end", "cursor(99)", _("last row"), show=False, id="rows-input.last"),
    ]
    """
    | Key | Description |
    | :- | :- |
    | up, down, home, end | Go to another row. |
    """

    cursor: reactive[str] = reactive("")
    """Key of the row the keys act on; empty before the first key."""

    hovered: reactive[str] = reactive("")
    """Key of the row under the mouse."""

    told: reactive[Mark | None] = reactive(None)
    """What was right, once that is shown."""

    _flow = Flow(())

    def keys(self) -> tuple[str, ...]:
        """Keys of the rows the cursor can go to, in order."""
        raise NotImplementedError

    def blocks(self) -> list[Block]:
        """The rows as they are now."""
        raise NotImplementedError

    def press(self, key: str) -> None:
        """A row, or whatever else has a key, was clicked."""
        raise NotImplementedError

    def render(self) -> Flow:
        """All rows."""
        self._flow = Flow(self.blocks())
        return self._flow

    def watch_locked(self) -> None:
        """A locked list is only looked at; its keys go to the page around it."""
        self.refresh()

    def tell(self, mark: Mark) -> None:
        """Show what was right."""
        self.told = mark

    def redraw(self) -> None:
        """Draw the rows anew, which may take more or fewer lines."""
        self.refresh(layout=True)

    def row_style(self, key: str) -> str:
        """What is laid under a row."""
        if key == self.cursor and not self.locked:
            return ".rows--cursor"
        return ".rows--hover" if key == self.hovered and not self.locked else ""

    def action_cursor(self, by: int) -> None:
        """Go up or down; from nowhere, to the first or the last row."""
        keys = self.keys()
        if self.cursor in keys:
            place = min(max(keys.index(self.cursor) + by, 0), len(keys) - 1)
        else:
            place = 0 if by > 0 else len(keys) - 1
        self.go_to(keys[place])

    def go_to(self, key: str) -> None:
        """Put the cursor on a row and keep it in sight."""
        self.cursor = key
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        lines = [y for y, key in enumerate(self._lines()) if key == self.cursor]
        if lines:
            region = Region(0, lines[0], self.size.width, len(lines))
            self.post_message(self.InFocus(self, region))

    def _lines(self) -> tuple[str, ...]:
        return self._flow.keys(self.content_size.width)

    def _key_at(self, y: int) -> str:
        lines = self._lines()
        return lines[y] if 0 <= y < len(lines) else ""

    def on_click(self, event: events.Click) -> None:
        """Act on what was clicked."""
        key = self._key_at(event.y)
        if key and not self.locked:
            event.stop()
            self.press(key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would act on."""
        self.hovered = "" if self.locked else self._key_at(event.y)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hovered = ""


def numbered(place: int) -> str:
    """The number of a row, in two cells."""
    return f"{place + 1:>2}"


def sign(shown: str) -> Content:
    """A sign of right, partly or wrong in its colour; a cursor; or spaces."""
    match shown:
        case "✓":
            return Content.styled(f"{shown} ", ".rows--right")
        case "✗" | "◐":
            return Content.styled(f"{shown} ", ".rows--wrong")
        case _:
            return Content(f"{shown or ' '} ")
