"""Giving each of several entries one of several choices: matching and sorting into groups."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from course.content.response import Response
from course.i18n import _, ngettext
from course.tui.flow import Block
from course.tui.widgets.questions.question_input import number_keys
from course.tui.widgets.questions.rows import CURSOR, RIGHT, WRONG, RowsInput, numbered, sign

_CHOICE = "choice "
"""Begins the key of a choice's line, to tell it from an entry's."""


class Assign(RowsInput):
    """Every entry gets one of the choices, which all stay in sight.

    Args:
        entries: Texts by key, in the order presented.
        choices: Texts by key, in the order presented.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", _("choice before"), show=False, id="question.assign-before"),
        Binding(
            "right",
            "turn(1)",
            _("assign"),
            key_display="←→",
            id="question.assign",
            tooltip=_("Give the entry the next choice; the number of a choice gives that one"),
        ),
        Binding(
            "backspace,delete",
            "clear",
            _("take away"),
            show=False,
            id="question.clear",
            tooltip=_("Take the choice away again"),
        ),
        *number_keys("give"),
    ]
    """
    | Key | Description |
    | :- | :- |
    | left, right | Give the entry the choice before or after. |
    | 1-9, 0 | Give the entry the choice of that number and go to the next entry. |
    | backspace | Take the choice away. |
    """

    def __init__(self, entries: Mapping[str, Content], choices: Mapping[str, Content]) -> None:
        super().__init__()
        self._entries = entries
        self._choices = choices
        self._given: dict[str, str] = {}
        self.cursor = next(iter(entries))

    def keys(self) -> tuple[str, ...]:
        """The entries."""
        return tuple(self._entries)

    def response(self) -> dict[str, str]:
        """The choice given to each entry that has one."""
        return {key: self._given[key] for key in self._entries if key in self._given}

    def restore(self, response: Response) -> None:
        """Give what was given before."""
        if isinstance(response, dict):
            self._given = {
                key: choice
                for key, choice in response.items()
                if key in self._entries and choice in self._choices
            }
            self.touched = True
            self.redraw()

    def missing(self) -> str:
        """How many entries have no choice yet."""
        left = len(self._entries) - len(self._given)
        if not left:
            return ""
        self.cursor = next(key for key in self._entries if key not in self._given)
        said = ngettext("{count} entry left to assign.", "{count} entries left to assign.", left)
        return said.format(count=left)

    def press(self, key: str) -> None:
        """Go to an entry, or give a choice to the one under the cursor."""
        if key.startswith(_CHOICE):
            self._give(key.removeprefix(_CHOICE))
        else:
            self.go_to(key)

    def action_turn(self, by: int) -> None:
        """Give the entry under the cursor the choice before or after."""
        keys = list(self._choices)
        given = self._given.get(self.cursor)
        place = (keys.index(given) + by) % len(keys) if given else (0 if by > 0 else len(keys) - 1)
        self._put(keys[place])

    def action_give(self, place: int) -> None:
        """Give the choice at a place."""
        if place < len(self._choices):
            self._give(list(self._choices)[place])

    def action_clear(self) -> None:
        """Take the choice away."""
        self._put(None)

    def _give(self, choice: str) -> None:
        self._put(choice)
        keys = self.keys()
        place = keys.index(self.cursor)
        ahead = [key for key in (*keys[place + 1 :], *keys[:place]) if key not in self._given]
        if ahead:
            self.go_to(ahead[0])

    def _put(self, choice: str | None) -> None:
        if choice is None:
            self._given.pop(self.cursor, None)
        else:
            self._given[self.cursor] = choice
        self.redraw()
        self.changed()

    def blocks(self) -> list[Block]:
        """The choices with their numbers, then the entries with what they were given."""
        choices = [self._choice(place, key) for place, key in enumerate(self._choices)]
        entries = [self._entry(place, key) for place, key in enumerate(self._entries)]
        return [*choices, *entries]

    def _choice(self, place: int, key: str) -> Block:
        own = f"{_CHOICE}{key}"
        is_current = self._given.get(self.cursor) == key and not self.locked
        number = (f"   {numbered(place)}  ", ".rows--muted")
        text = self._choices[key].stylize_before(".rows--chosen" if is_current else "")
        style = ".rows--hover" if own == self.hovered and not self.locked else ""
        return Block(text, Content.assemble(number), key=own, style=style)

    def _entry(self, place: int, key: str) -> Block:
        shown = CURSOR if key == self.cursor and not self.locked else ""
        part = next((p for p in self.told.parts if p.key == key), None) if self.told else None
        if part:
            shown = RIGHT if part.fraction == 1 else WRONG
        given = self._given.get(key)
        number = f"{list(self._choices).index(given) + 1} " if given else ""
        return Block(
            self._entries[key],
            Content.assemble(" ", sign(shown)),
            right=self._choices[given] if given else Content.styled("…", ".rows--muted"),
            right_lead=Content.styled(f"→ {number}", ".rows--muted"),
            key=key,
            style=self.row_style(key),
            gap=0 if place else 1,
        )
