"""A page that follows a seat: it shows each standing of it, and asks before it is left."""

from abc import abstractmethod
from typing import ClassVar

from textual import events, getters, on
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from course.i18n import _
from course.joining.seat import Seat, Standing
from course.text import countdown
from course.tui.chrome import TitleLine
from course.tui.screens.choose import ChooseScreen
from course.tui.widgets.questions.question_input import QuestionInput
from course.tui.widgets.sheet import Sheet

TICK = 0.5
"""Seconds between two looks at the time that is left."""


class SeatPage(Screen[bool]):
    """What a student sees of their seat; gives back whether they want to join again.

    Args:
        seat: Where answers go.
    """

    SHORT: ClassVar[int]
    """Seconds that are little time."""

    standing: reactive[Standing] = reactive(Standing, init=False, bindings=True)

    sheet = getters.query_one(Sheet)
    title_line = getters.query_one(TitleLine)
    note = getters.query_one("#note", Static)
    proceed = getters.query_one("#proceed", Static)
    time_left = getters.query_one("#time", Static)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self._put: tuple[str, int] | None = None
        """The question and the round that stand on the sheet."""
        self._word = ""
        """A word about what is put down; it goes before what is said of the answer."""

    # --- what each page has of its own ---

    @abstractmethod
    def _show(self) -> None:
        """Show the standing."""

    @abstractmethod
    def _news(self) -> str:
        """What became of the last word that was sent."""

    @abstractmethod
    def _next(self) -> str:
        """The next step and its key; empty when there is none."""

    @abstractmethod
    def _proceed(self) -> None:
        """Take the next step."""

    @property
    @abstractmethod
    def _is_timed(self) -> bool:
        """Whether the time that is left is this student's to see."""

    # --- following the seat ---

    def on_mount(self) -> None:
        """Follow the seat."""
        self.seat.follow(self._changed)
        self.set_interval(TICK, self._tick)
        self.standing = self.seat.standing
        self._show()

    def _changed(self) -> None:
        if self.is_attached:
            self.call_later(self._take)

    def _take(self) -> None:
        self.standing = self.seat.standing

    def watch_standing(self, before: Standing, after: Standing) -> None:
        """Show what changed, in place; what is put down stays."""
        if before.fate != after.fate:
            self._word = ""
        self._show()

    # --- showing it ---

    @property
    def _is_out(self) -> bool:
        return self.standing.link == "out"

    def _show_title(self, title: str, where: str) -> None:
        right = " · ".join(part for part in (self.standing.name, where) if part)
        self.title_line.show(Content(title), Content.styled(right, "$text-muted"))

    def _why_out(self) -> Content:
        why = self.standing.why
        said = Content.styled(f"{why[:1].upper()}{why[1:]}.", "bold $text-warning")
        return said + "\n\n" + Content(_("Enter joins again, Esc leaves."))

    def _say(self) -> None:
        said = Content(self._word or self._news())
        if said != self.note.content:
            self.note.update(said, layout=False)
        step = Content(self._step())
        self.proceed.display = bool(step.plain)
        if step != self.proceed.content:
            self.proceed.update(step)

    def _step(self) -> str:
        return _("Join again") + "  Enter" if self._is_out else self._next()

    def _tick(self) -> None:
        left = self.seat.seconds_left() if self._is_timed else None
        self.time_left.display = left is not None
        if left is not None:
            said = Content(_("{time} left").format(time=countdown(left)))
            self.time_left.update(said, layout=False)
            self.time_left.set_class(left < self.SHORT, "-short")

    # --- the question, and the verbs of every page ---

    @on(QuestionInput.Incomplete)
    def _incomplete(self, event: QuestionInput.Incomplete) -> None:
        event.stop()
        self._word = event.missing
        self._say()

    @on(QuestionInput.InFocus)
    def _in_focus(self, event: QuestionInput.InFocus) -> None:
        event.stop()
        self.sheet.show_part(event.input, event.region)

    @on(events.Click, "#proceed")
    def action_proceed(self) -> None:
        """Take the next step, or join again."""
        if self._is_out:
            self.dismiss(True)
        else:
            self._proceed()

    def _ask_to_leave(self, question: str, stay: str, leave: str) -> None:
        choices = (("stay", stay), ("leave", leave))
        self.app.push_screen(ChooseScreen(question, choices), self._left)

    def _left(self, chosen: str | None) -> None:
        if chosen == "leave":
            self.dismiss(False)
