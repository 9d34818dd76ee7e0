"""Writing freely: a reflection, or an opinion in one's own words."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from course.content.response import Response
from course.i18n import _
from course.tui.widgets.questions.question_input import QuestionInput


class _Sheet(TextArea):
    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Enter begins a new line, which Textual does not say."""
        is_enter = key == "enter" and not self.read_only
        return is_enter or super().check_consume_key(key, character)


class Write(QuestionInput):
    """Some paragraphs of the learner's own."""

    DEFAULT_CSS = """
    Write > TextArea { height: auto; min-height: 6; max-height: 14; margin: 0 2 0 2; }
    Write > TextArea > .text-area--placeholder { color: $text-muted; }
    Write.-locked > TextArea { min-height: 1; border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,ctrl+enter",
            "answer",
            _("answer"),
            id="question.answer-written",
            tooltip=_("Give this answer; Enter begins a new line"),
        ),
    ]
    """
    | Key | Description |
    | :- | :- |
    | ctrl+s, ctrl+enter | Answer. |
    """

    answer_key = "Ctrl+S"

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._area = _Sheet(soft_wrap=True, placeholder=placeholder, highlight_cursor_line=False)

    def compose(self) -> ComposeResult:
        """The page to write on."""
        yield self._area

    def response(self) -> str:
        """What is written."""
        return self._area.text.strip()

    def restore(self, response: Response) -> None:
        """Write what was written before."""
        if isinstance(response, str):
            with self.prevent(TextArea.Changed):
                self._area.load_text(response)
            self._area.move_cursor(self._area.document.end)
            self.touched = True

    def missing(self) -> str:
        """Says so while nothing is written."""
        return "" if self.response() else _("Write something first; a sentence will do.")

    def start(self) -> None:
        """Write at once."""
        self.call_after_refresh(self._area.focus, scroll_visible=False)

    def watch_locked(self) -> None:
        """What is handed in is only read."""
        self._area.read_only = self.locked
        self._area.can_focus = not self.locked

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()
