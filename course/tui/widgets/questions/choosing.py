"""Choosing one option, or several."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from course.content.response import Response
from course.i18n import _
from course.tui.flow import Block
from course.tui.widgets.questions.question_input import number_keys
from course.tui.widgets.questions.rows import CURSOR, RIGHT, WRONG, RowsInput, numbered, sign


class ChooseOne(RowsInput):
    """One option among several; the cursor is the choice.

    Args:
        options: Texts by key, in the order presented.
        truth: Whether the keys `true` and `false` stand for truth values.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down",
            "cursor(1)",
            _("choose"),
            key_display="↑↓",
            id="question.choose",
            tooltip=_("Choose the option below; its number chooses it as well"),
        ),
        *number_keys("choose"),
    ]
    """
    | Key | Description |
    | :- | :- |
    | down | Choose the option below. |
    | 1-9, 0 | Choose the option of that number. |
    """

    def __init__(self, options: Mapping[str, Content], *, truth: bool = False) -> None:
        super().__init__()
        self._options = options
        self._truth = truth

    def ask(self, options: Mapping[str, Content], *, truth: bool = False) -> None:
        """Begin anew with other options: quicker than a new input, and most questions are so."""
        self._options, self._truth = options, truth
        self.cursor, self.told, self.locked = "", None, False
        self.touched = self._warned = False
        self.redraw()

    def keys(self) -> tuple[str, ...]:
        """The options."""
        return tuple(self._options)

    def response(self) -> Response:
        """The option chosen; empty for none."""
        if self._truth and self.cursor:
            return self.cursor == "true"
        return self.cursor

    def restore(self, response: Response) -> None:
        """Choose what was chosen before."""
        if isinstance(response, bool):
            response = "true" if response else "false"
        if response in self._options:
            self.cursor, self.touched = str(response), True

    def missing(self) -> str:
        """Says so while nothing is chosen."""
        return "" if self.cursor else _("Choose one first.")

    def press(self, key: str) -> None:
        """Choose an option."""
        self.go_to(key)

    def go_to(self, key: str) -> None:
        """Choose an option."""
        super().go_to(key)
        self.changed()

    def action_choose(self, place: int) -> None:
        """Choose the option at a place."""
        if place < len(self._options):
            self.press(self.keys()[place])

    def blocks(self) -> list[Block]:
        """A row an option."""
        return [self._row(place, key) for place, key in enumerate(self._options)]

    def _row(self, place: int, key: str) -> Block:
        is_chosen = key == self.cursor
        shown = CURSOR if is_chosen else ""
        part = next((p for p in self.told.parts if p.key == key), None) if self.told else None
        if part:
            shown = RIGHT if part.right else WRONG if is_chosen else ""
        lead = Content.assemble(" ", sign(shown), (f"{numbered(place)}  ", ".rows--muted"))
        text = self._options[key]
        if is_chosen:
            text = text.stylize_before(".rows--chosen")
        return Block(text, lead, key=key, style=self.row_style(key))


class ChooseSeveral(RowsInput):
    """Any number of options, each with a box to tick.

    Args:
        options: Texts by key, in the order presented.
        order: The keys in the order the response names them.
        needs_one: Whether at least one has to be ticked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "tick", _("tick"), id="question.tick", tooltip=_("Tick or untick this option")
        ),
        *number_keys("tick_at"),
    ]
    """
    | Key | Description |
    | :- | :- |
    | space | Tick or untick the row under the cursor. |
    | 1-9, 0 | Tick or untick the option of that number. |
    """

    def __init__(
        self, options: Mapping[str, Content], order: tuple[str, ...], *, needs_one: bool = True
    ) -> None:
        super().__init__()
        self._options = options
        self._order = order
        self._needs_one = needs_one
        self._ticked: frozenset[str] = frozenset()

    def keys(self) -> tuple[str, ...]:
        """The options."""
        return tuple(self._options)

    def response(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(key for key in self._order if key in self._ticked)

    def restore(self, response: Response) -> None:
        """Tick what was ticked before."""
        if isinstance(response, tuple):
            self._ticked, self.touched = frozenset(response) & self._options.keys(), True
            self.redraw()

    def missing(self) -> str:
        """Says so while nothing is ticked."""
        return "" if self._ticked or not self._needs_one else _("Tick at least one first.")

    def press(self, key: str) -> None:
        """Tick or untick an option."""
        self.go_to(key)
        self._ticked ^= {key}
        self.refresh()
        self.changed()

    def action_tick(self) -> None:
        """Tick or untick where the cursor is."""
        self.press(self.cursor or self.keys()[0])

    def action_tick_at(self, place: int) -> None:
        """Tick or untick the option at a place."""
        if place < len(self._options):
            self.press(self.keys()[place])

    def blocks(self) -> list[Block]:
        """A row an option, with its box."""
        return [self._row(place, key) for place, key in enumerate(self._options)]

    def _row(self, place: int, key: str) -> Block:
        is_ticked = key in self._ticked
        shown = CURSOR if key == self.cursor and not self.locked else ""
        part = next((p for p in self.told.parts if p.key == key), None) if self.told else None
        if part:
            shown = RIGHT if part.right else WRONG if is_ticked else ""
        box = ("[x] ", ".rows--chosen") if is_ticked else ("[ ] ", ".rows--muted")
        lead = Content.assemble(" ", sign(shown), (f"{numbered(place)} ", ".rows--muted"), box)
        text = self._options[key]
        if is_ticked:
            text = text.stylize_before(".rows--chosen")
        return Block(text, lead, key=key, style=self.row_style(key))
