"""A word that has to be typed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from course.i18n import _
from course.tui.chrome import KeyLine


class WordScreen(ModalScreen[str | None]):
    """Returns what was typed, or None.

    Args:
        asked: What for.
        tells: What it is, in a sentence.
        value: What it is now.
    """

    CSS_PATH = "settings.tcss"

    HELP = _("Type, and press Enter. Escape leaves it as it was.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", _("keep"), id="word.keep", tooltip=_("Take what was typed")),
        Binding("escape", "dismiss", _("leave"), id="word.leave", tooltip=_("As it was before")),
    ]

    def __init__(self, asked: str, tells: str, value: str) -> None:
        super().__init__()
        self._asked, self._tells, self._value = asked, tells, value

    def compose(self) -> ComposeResult:
        """What is asked, and where it is typed."""
        with Vertical():
            yield Static(Content(self._asked), id="head")
            yield Static(Content(self._tells), classes="told")
            yield Input(self._value, max_length=60)
            yield KeyLine()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Take what was typed."""
        self.dismiss(self.query_one(Input).value.strip())
