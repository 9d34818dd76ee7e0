"""What every place to answer a question has in common."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from course.content.response import Response
from course.i18n import _
from course.marking import Mark, is_blank


class QuestionInput(Widget):
    """Where one question is answered, wholly by keys or wholly by mouse.

    What is put down stays until it is answered; `locked` shows it without letting it change.
    """

    DEFAULT_CSS = """
    QuestionInput { height: auto; width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "answer", _("answer"), id="question.answer", tooltip=_("Give this answer")
        ),
    ]
    """
    | Key | Description |
    | :- | :- |
    | enter | Answer; what is unfinished is named first, and taken as it is the second time. |
    """

    answer_key = "Enter"
    """The key that answers, as it is written on a keyboard."""

    @dataclass
    class Answered(Message):
        """The learner gave this answer."""

        input: "QuestionInput"
        response: Response

        @property
        def control(self) -> "QuestionInput":
            """The input it was given in."""
            return self.input

    @dataclass
    class Incomplete(Message):
        """Something is missing yet; `missing` says what."""

        input: "QuestionInput"
        missing: str

    @dataclass
    class Changed(Message):
        """Something was put down."""

        input: "QuestionInput"

    @dataclass
    class InFocus(Message):
        """This part of the input should be in sight."""

        input: "QuestionInput"
        region: Region
        """Relative to the input."""

    locked = reactive(False, toggle_class="-locked")
    """Whether the answer can no longer be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.touched = False
        """Whether anything was put down here."""
        self._warned = False

    def response(self) -> Response:
        """What is put down so far."""
        raise NotImplementedError

    def restore(self, response: Response) -> None:
        """Put down what was put down before."""
        raise NotImplementedError

    def missing(self) -> str:
        """What is not done yet, as a sentence; empty when nothing is."""
        return ""

    def tell(self, mark: Mark) -> None:
        """Show on the spot what was right; nothing where that has to be said in words."""

    def start(self) -> None:
        """Take the keyboard, at the place where it is needed first.

        At once, as all that stands beside a sheet does: `focus()` would wait its turn, and take
        the keyboard from who came later.
        """
        self.screen.set_focus(self, scroll_visible=False)

    def action_answer(self) -> None:
        """Give the answer, unless something is missing that was not said yet."""
        missing, response = self.missing(), self.response()
        if missing and (is_blank(response) or not self._warned):
            self._warned = not is_blank(response)
            again = ""
            if self._warned:
                again = " " + _("{key} again answers anyway.").format(key=self.answer_key)
            self.post_message(self.Incomplete(self, f"{missing}{again}"))
        else:
            self.post_message(self.Answered(self, response))

    def changed(self) -> None:
        """To be called by whatever changes the response."""
        self.touched, self._warned = True, False
        self.post_message(self.Changed(self))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be done with a locked answer."""
        return not self.locked


def number_keys(action: str, most: int = 10) -> list[BindingType]:
    """Hidden bindings of `1` to `9` and `0` to an action on the 0-based place."""
    return [
        Binding(str((place + 1) % 10), f"{action}({place})", show=False) for place in range(most)
    ]
