"""A student's assignment: done alone and in any order; each answer is saved as it is given."""

from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from course.i18n import _
from course.joining import desk
from course.joining.desk import DeskView
from course.joining.seat import Seat, Standing
from course.tui.chrome import KeyLine, TitleLine, step_bar
from course.tui.homework_view import front
from course.tui.screens.choose import ChooseScreen
from course.tui.seat_page import SeatPage
from course.tui.widgets.questions.question_input import QuestionInput
from course.tui.widgets.questions.shown import input_shown
from course.tui.widgets.sheet import Sheet

LAST_MOMENT = 1.5
"""Seconds before the end at which what is put down is sent."""


class HomeworkScreen(SeatPage):
    """One student's assignment; gives back whether they want to join again.

    Args:
        seat: Where answers go.
    """

    SHORT = 60

    CSS_PATH: ClassVar[list[str | PurePath]] = ["question.tcss", "homework.tcss"]

    HELP = _(
        "Answer in any order: [ and ] go to the question before and after, o shows them all and "
        "hands in. Each answer is saved as you give it and can be changed until you hand in. When "
        "the time is over, what you answered is handed in. Leaving keeps your place: the same "
        "command finds it again, and the clock goes on meanwhile."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "proceed", _("go on"), id="homework.proceed", tooltip=_("The next step")),
        Binding("o", "overview", _("overview"), id="homework.overview",
                tooltip=_("See all questions, and hand in")),
        Binding("f9", "overview", _("overview"), key_display="F9", id="homework.overview-typing",
                tooltip=_("See all questions, and hand in")),
        Binding("left_square_bracket,left", "step(-1)", _("before"), key_display="[",
                id="homework.before", tooltip=_("Go to the question before")),
        Binding("alt+left", "step(-1)", _("before"), key_display="Alt+←",
                id="homework.before-typing", tooltip=_("Go to the question before")),
        Binding("right_square_bracket,right", "step(1)", _("after"), key_display="]",
                id="homework.after", tooltip=_("Go to the question after")),
        Binding("alt+right", "step(1)", _("after"), key_display="Alt+→",
                id="homework.after-typing", tooltip=_("Go to the question after")),
        Binding("f", "flag", _("flag"), id="homework.flag",
                tooltip=_("Mark it to come back to, or take the mark off")),
        Binding("f4", "flag", _("flag"), key_display="F4", id="homework.flag-typing",
                tooltip=_("Mark it to come back to, or take the mark off")),
        Binding("escape", "leave", _("leave"), id="homework.leave",
                tooltip=_("Leave; your place is kept")),
    ]  # fmt: skip

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._goes_on = self._is_late = False

    def compose(self) -> ComposeResult:
        """A title, the question or what stands before and after it, the next step, the keys."""
        yield TitleLine()
        yield Sheet()
        with VerticalScroll(id="front"):
            yield Static()
        yield from step_bar()
        yield KeyLine()

    @property
    def _view(self) -> DeskView | None:
        """What the seat is shown; None before it is."""
        view = self.standing.view
        return view if isinstance(view, DeskView) else None

    @property
    def _is_working(self) -> bool:
        view = self._view
        return view is not None and view.phase == "working" and not self._is_out

    def watch_standing(self, before: Standing, after: Standing) -> None:
        """Show what changed; after an answer that arrived, go on."""
        if after.fate == "refused":
            self._goes_on = False
        elif self._goes_on and not after.is_pending:
            self._goes_on = False
            self._follow_up()
        super().watch_standing(before, after)

    def _follow_up(self) -> None:
        """After an answer: the next question, or all of them once the last is answered."""
        view = self._view
        if view and self._is_working:
            if ballot := desk.following(view):
                desk.turn(self.seat, view, ballot)
            else:
                self.action_overview()

    # --- showing it ---

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self.sheet.display, self.query_one("#front").display = (
            self._is_working,
            not self._is_working,
        )
        where = ""
        if self._is_working:
            where = _("question {n} of {all}").format(n=view.place, all=view.of)
            here = desk.here(view)
            where += " ⚑" if here and here.flagged else ""
        self._show_title(view.title, where)
        if self._is_working:
            self._show_sheet()
        else:
            self._put = None
            self.query_one("#front > Static", Static).update(self._front())
            self.set_focus(self.query_one("#front"), scroll_visible=False)
        self._tick()
        self._say()

    def _front(self) -> Content:
        view = self._view
        return self._why_out() if self._is_out or view is None else front(view)

    def _show_sheet(self) -> None:
        view = self._view
        if view is None or view.sheet is None:
            return
        put = (view.ballot, view.round)
        if put != self._put:
            self._put, self._is_late = put, False
            text, new = Content(view.sheet.stem), input_shown(view.sheet)
            self.sheet.put_input(text, new, self.standing.answer)
            self.sheet.open()

    def _news(self) -> str:
        return desk.news(self.standing)

    def _next(self) -> str:
        view = self._view
        match view.phase if view else "":
            case "ready":
                return (_("Begin again") if view and view.made else _("Begin")) + "  Enter"
            case "working":
                return _("Answer") + f"  {self.sheet.answer_key}"
            case _:
                return ""

    @property
    def _is_timed(self) -> bool:
        return self._is_working

    def _tick(self) -> None:
        super()._tick()
        left = self.seat.seconds_left() if self._is_working else None
        if left is not None and left <= LAST_MOMENT and not self._is_late:
            self._is_late = True
            self._send_put_down()

    # --- answering ---

    def _send_put_down(self) -> None:
        """Send what is put down and whole; the time is about to be over."""
        response = self.sheet.input.response() if self.sheet.input else None
        if response is None or isinstance(response, bool) or self.standing.is_pending:
            return
        if response and response != self.standing.answer:
            self.seat.answer(response)

    def _is_free(self) -> bool:
        """Whether the last word has arrived; says so where it has not."""
        if self.standing.is_pending:
            self._word = desk.news(self.standing) or _("One moment …")
            self._say()
        return not self.standing.is_pending

    @on(QuestionInput.Answered)
    def _answered(self, event: QuestionInput.Answered) -> None:
        event.stop()
        if not self._is_working or isinstance(event.response, bool) or not self._is_free():
            return
        if event.response == self.standing.answer:
            self._follow_up()
        else:
            self._goes_on = True
            self.seat.answer(event.response)

    @on(QuestionInput.Changed)
    def _put_down(self, event: QuestionInput.Changed) -> None:
        event.stop()
        self._word = ""
        self._say()

    # --- verbs ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        view = self._view
        match action, parameters:
            case "proceed", _:
                return bool(self._step()) if self.is_mounted else True
            case "step", (int(by),):
                return self._is_working and view is not None and bool(desk.beside(view, by))
            case (("overview" | "flag"), _):
                return self._is_working
        return True

    def _proceed(self) -> None:
        view = self._view
        if view and view.phase == "ready" and self._is_free():
            desk.begin(self.seat)
        elif self._is_working and self.sheet.input:
            self.sheet.input.action_answer()

    def action_step(self, by: int) -> None:
        """Go to the question before or after."""
        view = self._view
        if view and (ballot := desk.beside(view, by)) and self._is_free():
            desk.turn(self.seat, view, ballot)

    def action_flag(self) -> None:
        """Mark the question, or take the mark off."""
        view = self._view
        here = desk.here(view) if view else None
        if view and here and self._is_free():
            desk.flag(self.seat, view)

    def action_overview(self) -> None:
        """Choose a question to go to, or hand in."""
        view = self._view
        if view is None or not self._is_working:
            return
        rows = [(each.ballot, desk.item(n, each)) for n, each in enumerate(view.items, 1)]
        rows.append((desk.HAND_IN, desk.handing_in(view)))
        self.app.push_screen(ChooseScreen(_("All questions"), tuple(rows)), self._chosen)

    def _chosen(self, chosen: str | None) -> None:
        view = self._view
        if chosen is None or view is None or not self._is_working or not self._is_free():
            return
        if chosen == desk.HAND_IN:
            desk.hand_in(self.seat, view)
        else:
            desk.turn(self.seat, view, chosen)

    def action_leave(self) -> None:
        """Leave; asks while there is something to do."""
        if not self._is_working:
            self.dismiss(False)
            return
        leave = _("Leave; your place is kept, and the clock goes on")
        self._ask_to_leave(_("Leave the assignment?"), _("Stay"), leave)
