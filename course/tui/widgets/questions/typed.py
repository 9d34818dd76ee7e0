"""Typing a word or a number."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from course.content.response import Response
from course.i18n import _
from course.marking.response import MAX_TYPED
from course.tui.widgets.questions.question_input import QuestionInput


class Field(Input):
    """A line to type in, whose Enter answers."""

    DEFAULT_CSS = """
    Field { width: 100%; max-width: 60; padding: 0 1; background: $surface; }
    Field > .input--placeholder { color: $text-muted; }
    Field:focus { background: $block-cursor-background; background-tint: $foreground 0%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "submit", _("answer"), id="question.answer", tooltip=_("Give this answer")
        ),
    ]

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            placeholder=placeholder, max_length=MAX_TYPED, select_on_focus=False, compact=True
        )


class TypeAnswer(QuestionInput):
    """A word, a few words or a number.

    Args:
        placeholder: What is to be typed, in words of ours.
        hint: A line below the field, such as the units that will do.
    """

    DEFAULT_CSS = """
    TypeAnswer { padding: 0 2 0 3; }
    TypeAnswer > .hint { color: $text-muted; height: auto; }
    """

    def __init__(self, placeholder: str, hint: Content | None = None) -> None:
        super().__init__()
        self._field = Field(placeholder)
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The field, and what may be typed."""
        yield self._field
        if self._hint:
            yield Static(self._hint, classes="hint")

    def response(self) -> str:
        """What is typed."""
        return self._field.value

    def restore(self, response: Response) -> None:
        """Type what was typed before."""
        if isinstance(response, str):
            with self.prevent(Input.Changed):
                self._field.value = response
            self._field.cursor_position = len(response)
            self.touched = True

    def missing(self) -> str:
        """Says so while nothing is typed."""
        return "" if self._field.value.strip() else _("Type an answer first.")

    def start(self) -> None:
        """Type at once."""
        self.call_after_refresh(self._field.focus, scroll_visible=False)

    def watch_locked(self) -> None:
        """A locked field only shows what was typed."""
        self._field.disabled = self.locked

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_answer()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.changed()
