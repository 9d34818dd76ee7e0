"""A page that shows an attempt as it stands, and changes it only by storing what happened."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from textual import getters
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from course.content.questions import Reflection, Response
from course.errors import CourseError
from course.i18n import _
from course.sessions.attempt import Attempt, IllegalMove, is_overdue, phase
from course.sessions.events import AttemptEvent
from course.sessions.moves import following, submit
from course.study import Study
from course.text import countdown
from course.tui.chrome import TitleLine, step_bar
from course.tui.feedback import explained, not_yet, passage_first
from course.tui.heading import heading, place
from course.tui.page import Page
from course.tui.widgets.sheet import Sheet


def _unset() -> Attempt:
    raise AssertionError("the attempt is given when the page is made")


class AttemptPage(Page[None]):
    """Shows the question in front of the learner, in whatever phase it is.

    Args:
        study: What stores each answer before its feedback shows.
        attempt: Begun, or resumed: the page opens at its very question, in its very phase.
    """

    attempt: var[Attempt] = var(_unset, init=False, bindings=True)
    """The attempt as it stands."""

    sheet = getters.query_one(Sheet)
    title_line = getters.query_one(TitleLine)
    note = getters.query_one("#note", Static)
    proceed = getters.query_one("#proceed", Static)
    time_left = getters.query_one("#time", Static)

    def __init__(self, study: Study, attempt: Attempt) -> None:
        super().__init__(study)
        self.set_reactive(AttemptPage.attempt, attempt)
        self._drafts: dict[str, Response] = study.drafts.setdefault(attempt.id, {})
        """What was put down and not answered, by question."""

    @property
    def may_look_up(self) -> bool:
        """In a test nothing is looked up: it would measure the search."""
        return self.attempt.mode != "test"

    def middle(self) -> ComposeResult:
        """The question, and a line with the next step."""
        yield Sheet()
        yield from step_bar()

    def on_mount(self) -> None:
        """Open at the very question, in its very phase."""
        self.time_left.display = self.attempt.deadline is not None
        self._put()
        self._show()
        # Reading the sources takes longer than an answer should.
        self.run_worker(self._fetch, thread=True, exit_on_error=False)
        if self.attempt.deadline:
            self.set_interval(1, self.check_time)
            self.check_time()

    def on_screen_resume(self) -> None:
        """Show a note that was written meanwhile, where it may be seen."""
        if self.is_mounted and phase(self.attempt) == "feedback":
            self._show()

    def _fetch(self) -> None:
        with suppress(CourseError):
            _ = self.study.library.sources

    # --- what happened ---

    def do(self, *events: AttemptEvent) -> bool:
        """Store events and show what they lead to; False when it could not be done."""
        with self.moving():
            self.attempt = self.study.do(self.attempt, *events)
            return True
        return False

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Say in words what could not be done; nothing is changed then."""
        with self.told():
            try:
                yield
            except IllegalMove as error:
                if is_overdue(self.attempt, self.study.now()):
                    self.check_time()
                else:
                    self.say(f"{error.message[:1].upper()}{error.message[1:]}.")

    def check_time(self) -> None:
        """Show the time left; when it is over, the attempt counts as it stands."""
        attempt, now = self.attempt, self.study.now()
        if attempt.submitted or attempt.deadline is None:
            return
        left = (attempt.deadline - now).total_seconds()
        said = _("{time} left").format(time=countdown(left))
        self.time_left.update(Content(f"{said}  "), layout=False)
        self.time_left.set_class(left < 60, "-short")
        if is_overdue(attempt, now):
            self.notify(_("The time is over: what you answered counts."), markup=False)
            self.do(submit(attempt))

    # --- showing it ---

    def watch_attempt(self, old: Attempt, new: Attempt) -> None:
        """Show what changed, in place."""
        if new.submitted:
            self.study.drafts.pop(new.id, None)
            self._finish()
            return
        is_put_anew = phase(old) in ("feedback", "rubric") and phase(new) == "asking"
        if new.current != old.current or is_put_anew:
            self._put()
        self._show()

    def _put(self) -> None:
        attempt = self.attempt
        last = attempt.entry.tries[-1] if attempt.entry.tries else None
        if attempt.mode == "review" and phase(attempt) == "asking":
            last = None  # asked once more, and not to be corrected
        response = self._drafts.get(attempt.current, last.response if last else None)
        certainty = last.certainty if last else None
        self.sheet.put(attempt.question, attempt.seed, response, certainty)

    def _show(self) -> None:
        attempt, question = self.attempt, self.attempt.question
        self.title_line.show(heading(self.study, attempt), place(attempt))
        self.sheet.show_hints(question.hints[: attempt.entry.hints], len(question.hints))
        match phase(attempt):
            case "asking":
                self.sheet.ask(attempt)
            case "again":
                self.sheet.ask_again(attempt, not_yet(attempt))
            case "rereading":
                self.sheet.reread(passage_first(self.study, question))
            case "rubric" if isinstance(question, Reflection):
                self.sheet.judge(question)
            case _:
                said = explained(self.study, attempt, question.id)
                self.sheet.explain(attempt, question.id, said)
        self.say("⚑ flagged" if attempt.entry.flagged else "")
        if (ahead := Content(self._next_step())) != self.proceed.content:
            self.proceed.update(ahead)

    def _next_step(self) -> str:
        match phase(self.attempt):
            case "asking" | "again":
                return _("Answer") + f"  {self.sheet.answer_key}"
            case "rereading":
                return _("Read the passage") + "  Enter"
            case "rubric":
                return _("Done") + "  Enter"
            case _ if following(self.attempt):
                return _("Next question") + "  Enter"
            case _ if self.attempt.of.startswith("check:"):
                return _("Back to the lesson") + "  Enter"
            case _:
                return _("Finish") + "  Enter"

    def say(self, words: str) -> None:
        """A word beside the next step."""
        if (said := Content(words)) != self.note.content:
            self.note.update(said, layout=False)

    def _finish(self) -> None:
        while self.app.screen is not self:  # the time may be over while something lies above
            self.app.pop_screen()
        if self.attempt.of.startswith("check:"):
            self.dismiss()
            return
        from course.tui.screens.results import ResultsScreen

        self.app.switch_screen(ResultsScreen(self.study, self.attempt))
