"""Putting entries in order."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from course.content.response import Response
from course.i18n import _
from course.tui.flow import Block
from course.tui.widgets.questions.rows import CURSOR, RowsInput, numbered

HELD = "↕"


class PutInOrder(RowsInput):
    """Entries to be moved up and down: with shift and the arrows, or picked up and put down.

    Args:
        entries: Texts by key, in the order presented.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "shift+down,alt+down",
            "carry(1)",
            _("move"),
            key_display="Shift+↑↓",
            id="question.carry-down",
            tooltip=_("Move the entry up or down"),
        ),
        Binding("shift+up,alt+up", "carry(-1)", _("move up"), show=False, id="question.carry-up"),
        Binding(
            "space",
            "hold",
            _("pick up"),
            id="question.hold",
            tooltip=_("Pick the entry up, so that the arrows move it; put it down again"),
        ),
    ]
    """
    | Key | Description |
    | :- | :- |
    | space | Pick the entry up, so that the arrows move it; put it down again. |
    | shift or alt with up, down | Move the entry. |
    """

    def __init__(self, entries: Mapping[str, Content]) -> None:
        super().__init__()
        self._entries = entries
        self._order = tuple(entries)
        self._held = False
        self.cursor = self._order[0]

    def keys(self) -> tuple[str, ...]:
        """The entries as they stand."""
        return self._order

    def response(self) -> tuple[str, ...]:
        """The order as it stands."""
        return self._order

    def restore(self, response: Response) -> None:
        """Put the entries as they stood before."""
        if isinstance(response, tuple) and set(response) == set(self._order):
            self._order, self.touched = response, True
            self.redraw()

    def missing(self) -> str:
        """Says so while nothing was moved."""
        return "" if self.touched else _("Nothing was moved yet.")

    def press(self, key: str) -> None:
        """Pick an entry up, or put the one held down in the place clicked."""
        if not self._held:
            self.cursor, self._held = key, True
        else:
            self._carry_to(self._order.index(key))
            self._held = False
        self.refresh()

    def action_hold(self) -> None:
        """Pick up, or put down."""
        self._held = not self._held
        self.refresh()

    def action_cursor(self, by: int) -> None:
        """Go up or down, with the entry held."""
        if self._held:
            self.action_carry(by)
        else:
            super().action_cursor(by)

    def action_carry(self, by: int) -> None:
        """Move the entry under the cursor."""
        place = self._order.index(self.cursor) + by
        self._carry_to(min(max(place, 0), len(self._order) - 1))

    def _carry_to(self, place: int) -> None:
        rest = [key for key in self._order if key != self.cursor]
        order = (*rest[:place], self.cursor, *rest[place:])
        if order != self._order:
            self._order = order
            self.redraw()
            self.changed()
        self.go_to(self.cursor)

    def blocks(self) -> list[Block]:
        """A row an entry, numbered by where it stands."""
        return [self._row(place, key) for place, key in enumerate(self._order)]

    def _row(self, place: int, key: str) -> Block:
        is_here = key == self.cursor and not self.locked
        shown = (HELD if self._held else CURSOR) if is_here else " "
        number = (f"{numbered(place)}  ", ".rows--muted")
        text = self._entries[key]
        if is_here and self._held:
            text = text.stylize_before(".rows--chosen")
        lead = Content.assemble(f" {shown} ", number)
        return Block(text, lead, key=key, style=self.row_style(key))
