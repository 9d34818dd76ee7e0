"""Looking through what was answered: each question with the answer given, and why."""

from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from course.sessions.attempt import Attempt
from course.study import Study
from course.tui.chrome import TitleLine
from course.tui.feedback import explained
from course.tui.heading import heading
from course.tui.page import Page
from course.tui.widgets.sheet import Sheet


class LookScreen(Page[None]):
    """Shows some questions of a finished attempt, one after the other; changes nothing.

    Args:
        study: For titles, sources and when a question returns.
        attempt: Submitted.
        questions: Ids of those to look at, in order; at least one.
    """

    CSS_PATH = "question.tcss"

    HELP = "Each question as you answered it, what is right, and why."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "proceed", "next", id="look.next", tooltip="On to the next question"),
        Binding(
            "left_square_bracket,left",
            "step(-1)",
            "before",
            key_display="[",
            id="look.before",
            tooltip="Back to the question before",
        ),
        Binding(
            "right_square_bracket,right",
            "step(1)",
            "after",
            key_display="]",
            id="look.after",
            tooltip="On to the question after",
        ),
        Binding("v", "passage", "passage", id="look.passage", tooltip="Read where this is taught"),
        Binding("escape", "dismiss", "back", id="look.back", tooltip="Back to the results"),
    ]

    at: var[int] = var(0, init=False, bindings=True)
    """Which of the questions is shown."""

    sheet = getters.query_one(Sheet)

    def __init__(self, study: Study, attempt: Attempt, questions: tuple[str, ...]) -> None:
        super().__init__(study)
        self.attempt = attempt
        self.questions = questions

    def middle(self) -> ComposeResult:
        """The question, and a line with the next step."""
        yield Sheet()
        with Horizontal(id="bar"), Horizontal():
            yield Static(id="note")
            yield Static(id="proceed")

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    def watch_at(self) -> None:
        """Show another."""
        self._show()

    def validate_at(self, at: int) -> int:
        """There is none before the first and none after the last."""
        return min(max(at, 0), len(self.questions) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        match action, parameters:
            case "step", (-1,):
                return self.at > 0
            case "step", (1,):
                return self.at < len(self.questions) - 1
            case "passage", _:
                return self._passage is not None
            case _:
                return True

    @property
    def _passage(self) -> str | None:
        return self.attempt.questions[self.questions[self.at]].passage

    def _show(self) -> None:
        attempt, here = self.attempt, self.questions[self.at]
        question, tries = attempt.questions[here], attempt.entry_of(here).tries
        number = list(attempt.questions).index(here) + 1
        where = Content.styled(f"question {number} of {len(attempt.questions)}", "$text-muted")
        self.query_one(TitleLine).show(heading(self.study, attempt), where)
        self.sheet.show_hints((), 0)
        self.sheet.put(question, attempt.seed, tries[-1].response if tries else None)
        self.sheet.explain(attempt, here, explained(self.study, attempt, here))
        is_last = self.at == len(self.questions) - 1
        ahead = "Back to the results" if is_last else "Next"
        self.query_one("#note", Static).update(Content(f"{self.at + 1} of {len(self.questions)}"))
        self.query_one("#proceed", Static).update(Content(f"{ahead}  Enter"))

    @on(events.Click, "#proceed")
    def action_proceed(self) -> None:
        """On to the next, or back when there is none."""
        if self.at == len(self.questions) - 1:
            self.dismiss()
        else:
            self.at += 1

    def action_step(self, by: int) -> None:
        """To the question before or after."""
        self.at += by

    def action_passage(self) -> None:
        """Read where the answer is taught."""
        from course.tui.screens.lesson import LessonScreen

        lesson, _, section = (self._passage or "").partition("#")
        with self.told():
            self.app.push_screen(LessonScreen(self.study, lesson, section, back=True))
