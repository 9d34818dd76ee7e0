"""What frames every screen: a title line above and the keys that work now below."""

import re
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

STAYING = ("question_mark", "f1", "escape")
"""The keys that are told last, and always: help, by F1 for whoever is typing, and the way back."""

KEY = "key"
"""Meta data of text that stands for a key."""

EMPTY = Content()

_MARKDOWN = frozenset("*`[")

_SPELT = {
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Bksp",
    "space": "Space",
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
    "ctrl+s": "Ctrl+S",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "plus": "+",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


def quiet(keys: str, action: str, id: str, tells: str) -> Binding:
    """Keys that help tells of and the line of keys does not."""
    return Binding(keys, action, tells, show=False, id=id, tooltip=tells)


def key_name(binding: Binding) -> str:
    """A key as it is written on a keyboard."""
    return binding.key_display or _SPELT.get(binding.key) or binding.key.replace("_", " ")


def titled(markdown: str) -> Content:
    """A title as `Content`; most are plain words and cost no import of the Markdown rules."""
    if not _MARKDOWN.intersection(markdown):
        return Content(markdown)
    from course.tui.inline import inline

    return inline(markdown)


def filled(template: str, **fields: Content) -> Content:
    """A message with styled text in the place of its fields."""
    parts = re.split(r"\{(\w+)\}", template)
    return Content.assemble(*(fields[part] if n % 2 else part for n, part in enumerate(parts)))


def spread(left: Content, right: Content, width: int) -> Content:
    """One line of exactly `width` cells: `left` cut where `right` begins, `right` whole."""
    if right.cell_length + 8 > width:
        right = Content()
    gap = 2 if right else 0
    room = max(width - right.cell_length - gap, 0)
    shown = left.truncate(room, ellipsis=True)
    return Content.assemble(shown, " " * (room - shown.cell_length + gap), right)


def step_bar() -> ComposeResult:
    """A line with the time left, a word, and the next step."""
    with Horizontal(id="bar"), Horizontal():
        yield Static(id="time")
        yield Static(id="note")
        yield Static(id="proceed")


class TitleLine(Widget):
    """Where one is on the left, how far on the right, and a rule below."""

    DEFAULT_CSS = """
    TitleLine {
        dock: top;
        height: 2;
        padding: 0 2;
        border-bottom: solid $panel;
    }
    """

    left: reactive[Content] = reactive(Content, layout=False)
    right: reactive[Content] = reactive(Content, layout=False)

    def __init__(
        self, left: Content = EMPTY, right: Content = EMPTY, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(TitleLine.left, left)
        self.set_reactive(TitleLine.right, right)

    def show(self, left: Content, right: Content = EMPTY) -> None:
        """Put both ends."""
        self.left, self.right = left, right

    def render(self) -> Content:
        """Both ends, as wide as there is room."""
        return spread(self.left.stylize_before("bold"), self.right, self.content_size.width)


class KeyLine(Widget):
    """The keys that work now, each with its verb; a click on one is that key."""

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 2;
        padding: 0 2;
        border-top: solid $panel;
        color: $text-muted;
    }
    """

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the keys from now on."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[Any]) -> None:
        self.refresh()

    def render(self) -> Content:
        """As many keys as fit; the last of a screen give way first, the way back and help stay."""
        own: list[Content] = []
        general: list[Content] = []
        said = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.description not in said:
                said.add(binding.description)
                (general if binding.key in STAYING else own).append(_hint(binding))
        room = self.content_size.width
        while own and _length(own + general) > room:
            own.pop()
        return Content("  ").join(own + general)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        if key := event.style.meta.get(KEY):
            event.stop()
            self.app.simulate_key(key)


def _hint(binding: Binding) -> Content:
    hint = Content.assemble((key_name(binding), "bold $foreground"), f" {binding.description}")
    return hint.stylize(Style.from_meta({KEY: binding.key}))


def _length(hints: list[Content]) -> int:
    return sum(hint.cell_length + 2 for hint in hints)
