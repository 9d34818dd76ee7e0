"""Looking through what was answered: each question with the answer given, and why."""

from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from course.errors import CourseError
from course.i18n import _
from course.sessions.attempt import Attempt
from course.study import Study
from course.tui.chrome import TitleLine
from course.tui.feedback import explained
from course.tui.heading import heading
from course.tui.page import Page
from course.tui.widgets.sheet import Sheet


class LookScreen(Page[None]):
    """Shows some questions, one after the other, as they were answered; changes nothing.

    Args:
        study: For titles, sources and when a question returns.
        questions: Ids of those to look at, in order; at least one.
        attempt: The attempt they are part of; each the last in which it was met unless given.
    """

    CSS_PATH = "question.tcss"

    HELP = _("Each question as you answered it, what is right, and why.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "proceed", _("next"), id="look.next", tooltip=_("On to the next question")
        ),
        Binding(
            "left_square_bracket,left",
            "step(-1)",
            _("before"),
            key_display="[",
            id="look.before",
            tooltip=_("Back to the question before"),
        ),
        Binding(
            "right_square_bracket,right",
            "step(1)",
            _("after"),
            key_display="]",
            id="look.after",
            tooltip=_("On to the question after"),
        ),
        Binding(
            "v", "passage", _("passage"), id="look.passage", tooltip=_("Read where this is taught")
        ),
        Binding("n", "note", _("note"), id="look.note", tooltip=_("Write a note at this question")),
        Binding(
            "b",
            "bookmark",
            _("bookmark"),
            id="look.bookmark",
            tooltip=_("Put a bookmark here, or take it out"),
        ),
        Binding(
            "escape", "dismiss", _("back"), id="look.back", tooltip=_("Back to where you were")
        ),
    ]

    at: var[int] = var(0, init=False, bindings=True)
    """Which of the questions is shown."""

    sheet = getters.query_one(Sheet)

    def __init__(
        self, study: Study, questions: tuple[str, ...], attempt: Attempt | None = None
    ) -> None:
        super().__init__(study)
        self.questions = questions
        self.finished = attempt
        self.attempt = self._attempt_of(questions[0])
        """The attempt whose answer is shown."""

    def middle(self) -> ComposeResult:
        """The question, and a line with the next step."""
        yield Sheet()
        with Horizontal(id="bar"), Horizontal():
            yield Static(id="note")
            yield Static(id="proceed")

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    def on_screen_resume(self) -> None:
        """Show a note that was written meanwhile."""
        if self.is_mounted:
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

    def _attempt_of(self, question: str) -> Attempt:
        if attempt := self.finished or self.study.met_in(question):
            return attempt
        raise CourseError(
            _("this question was changed since you met it"), _("it will be asked anew in a review")
        )

    @property
    def _passage(self) -> str | None:
        return self.attempt.questions[self.questions[self.at]].passage

    def _show(self) -> None:
        here = self.questions[self.at]
        with self.told():
            self.attempt = self._attempt_of(here)
        attempt = self.attempt
        if here not in attempt.questions:
            return
        question, tries = attempt.questions[here], attempt.entry_of(here).tries
        number = list(attempt.questions).index(here) + 1
        count = len(attempt.questions)
        where = _("question {n} of {all}").format(n=number, all=count) if count > 1 else ""
        title = heading(self.study, attempt)
        self.query_one(TitleLine).show(title, Content.styled(where, "$text-muted"))
        self.sheet.show_hints((), 0)
        self.sheet.put(question, attempt.seed, tries[-1].response if tries else None)
        self.sheet.explain(attempt, here, explained(self.study, attempt, here))
        is_last = self.at == len(self.questions) - 1
        ahead = (_("Back to the results") if self.finished else _("Back")) if is_last else _("Next")
        seen = (
            _("{n} of {all}").format(n=self.at + 1, all=len(self.questions))
            if len(self.questions) > 1
            else ""
        )
        self.query_one("#note", Static).update(Content(seen))
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

    def action_note(self) -> None:
        """Write a note at the question."""
        self.edit_note(self.questions[self.at])

    def action_bookmark(self) -> None:
        """Put a bookmark at the question, or take it out."""
        self.toggle_bookmark(self.questions[self.at])
        self._show()

    def action_passage(self) -> None:
        """Read where the answer is taught."""
        from course.tui.screens.lesson import LessonScreen

        lesson, _, section = (self._passage or "").partition("#")
        with self.told():
            self.app.push_screen(LessonScreen(self.study, lesson, section, back=True))
