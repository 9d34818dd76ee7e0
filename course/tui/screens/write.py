"""A text to write, above everything else: a reason, an answer, a wording."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from course.i18n import _
from course.tui.chrome import KeyLine


class WriteScreen(ModalScreen[str | None]):
    """What was written; None when it was left.

    Args:
        title: What is asked for.
        text: What stands there already.
        is_long: Whether it may have many lines; else Enter is the end of it.
        most: Characters of it.
    """

    CSS_PATH = "write.tcss"
    AUTO_FOCUS = "TextArea, Input"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", _("done"), priority=True, key_display="Ctrl+S",
                id="write.keep", tooltip=_("It stands as it is written")),
        Binding("enter", "end_line", _("done"), id="write.enter",
                tooltip=_("It stands as it is written")),
        Binding("escape", "dismiss(None)", _("leave it"), priority=True, id="write.leave",
                tooltip=_("As if nothing was written")),
    ]  # fmt: skip

    def __init__(
        self, title: str, text: str = "", *, is_long: bool = False, most: int = 300
    ) -> None:
        super().__init__()
        self._title, self.is_long, self.most = title, is_long, most
        self.field: TextArea | Input = (
            TextArea(text, compact=True, highlight_cursor_line=False)
            if is_long
            else Input(text, compact=True, max_length=most, select_on_focus=False)
        )

    def compose(self) -> ComposeResult:
        """What is asked, the text, the keys."""
        with Vertical():
            yield Static(Content(self._title), id="head")
            yield self.field
            yield KeyLine()

    def on_mount(self) -> None:
        """Go on where the text ends."""
        if isinstance(self.field, TextArea):
            self.field.move_cursor(self.field.document.end)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter ends what has one line."""
        return self.is_long if action == "keep" else not (action == "end_line" and self.is_long)

    def action_end_line(self) -> None:
        """The same as Enter in the field."""
        self.action_keep()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Give it back."""
        held = self.field.text if isinstance(self.field, TextArea) else self.field.value
        self.dismiss(held.strip()[: self.most])
