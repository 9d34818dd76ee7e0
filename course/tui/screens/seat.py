"""A seat in a class: what the teacher puts before it, answered as in self-study."""

from pathlib import PurePath
from typing import Any, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from course.i18n import _
from course.joining import words
from course.joining.desk import DeskView
from course.joining.seat import Seat
from course.joining.story import StoryView
from course.joining.table import TableView
from course.joining.wire import Answer, View
from course.tui.chrome import KeyLine, TitleLine, step_bar
from course.tui.screens.homework import HomeworkScreen
from course.tui.seat_page import SeatPage
from course.tui.seat_view import asked, marked, told, told_story, waiting
from course.tui.widgets.questions.question_input import QuestionInput
from course.tui.widgets.questions.shown import input_shown
from course.tui.widgets.sheet import Sheet
from course.tui.widgets.table import Table


class SeatScreen(SeatPage):
    """One student's seat; gives back whether they want to join again.

    Args:
        seat: Where answers go.
        earlier: Classes before this one, with what was earned there.
    """

    SHORT = 10

    CSS_PATH: ClassVar[list[str | PurePath]] = ["question.tcss", "seat.tcss"]

    HELP = _(
        "Your teacher puts the questions; you answer as you do when you study alone, with the keys "
        "named below or the mouse. An answer can be changed until the question is closed. If the "
        "network fails, this comes back by itself to the same seat, and an answer that could not "
        "be sent is sent then. Leaving keeps your seat: the same command finds it again."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "proceed", _("go on"), id="seat.proceed", tooltip=_("Answer, or go on")),
        Binding("escape", "leave", _("leave"), id="seat.leave", tooltip=_("Leave; asks once")),
    ]

    table = getters.query_one(Table)

    def __init__(self, seat: Seat, earlier: tuple[tuple[str, float], ...] = ()) -> None:
        super().__init__(seat)
        self._earlier = earlier
        self._stands: tuple[Any, ...] = ()
        """What was last done to the sheet."""

    def compose(self) -> ComposeResult:
        """A title, the question or what is waited for, the next step, the keys."""
        yield TitleLine()
        yield Sheet()
        yield Table()
        with VerticalScroll(id="waiting"):
            yield Static()
        yield from step_bar()
        yield KeyLine()

    def on_resize(self) -> None:
        """Wrap anew what is wrapped for its width."""
        view = self.standing.view
        if isinstance(view, StoryView) and self.sheet.display:
            self.sheet.restate(asked(view, self._width))
        elif view and self.query_one("#waiting").display:
            self._wait(view)

    # --- showing it ---

    def _show(self) -> None:
        view = self.standing.view
        if isinstance(view, DeskView) and self.is_current:
            self.app.push_screen(HomeworkScreen(self.seat), self.dismiss)
            return
        is_asked = view is not None and view.is_asked and view.phase in ("open", "closed", "shown")
        is_asked = is_asked and not self._is_out
        table = view if isinstance(view, TableView) and view.exercise else None
        at_table = table is not None and not self._is_out and table.phase != "ended"
        is_asked = is_asked and not (at_table and view is not None and view.phase == "shown")
        self.table.display = at_table and not is_asked
        self.sheet.display = is_asked
        self.query_one("#waiting").display = not (is_asked or at_table)
        self._show_title(view.title if view else _("A class"), words.place(view) if view else "")
        if is_asked:
            self._show_sheet()
        elif at_table and table:
            self.table.show(table)
        else:
            self._wait(view)
        self._tick()
        self._say()

    def _wait(self, view: View | None) -> None:
        place = self.query_one("#waiting", VerticalScroll)
        is_new = self._stands != (view.moment if view else ())
        self._stands = view.moment if view else ()
        place.set_class(isinstance(view, StoryView), "-long")
        place.query_one(Static).update(self._waiting())
        if is_new:
            place.scroll_home(animate=False)
            # So that keys scroll what is longer than the screen.
            self.set_focus(place, scroll_visible=False)

    def _waiting(self) -> Content:
        view = self.standing.view
        if self._is_out:
            return self._why_out()
        story = told_story(view, self._width) if isinstance(view, StoryView) else None
        return story or waiting(self.standing, self._earlier)

    def _show_sheet(self) -> None:
        standing, view = self.standing, self.standing.view
        if view is None:
            return
        put, is_open = (view.ballot, view.round), self._is_open
        stands = (*view.moment, is_open)
        if stands == self._stands:
            return
        if put != self._put or not is_open:
            # What was put down and not sent does not count, so a closed sheet shows what does.
            self.sheet.put_input(asked(view, self._width), input_shown(view.sheet), self._given())
        self._put, self._stands, self._word = put, stands, ""
        if is_open:
            self.sheet.open()
        elif view.phase == "shown":
            self.sheet.close(told(standing), marked(view, standing.answer))
        else:
            self.sheet.close(None)

    def _given(self) -> Answer | None:
        said = self.standing.said
        if said and said.hum and self.standing.is_current:
            ways = {(side, strength): key for key, (_w, side, strength) in words.hums().items()}
            return ways.get(said.hum)
        return self.standing.answer

    @property
    def _width(self) -> int:
        return max(20, min(self.size.width - 12, 84))

    @property
    def _is_open(self) -> bool:
        view = self.standing.view
        return view is not None and view.phase == "open" and not self.standing.has_hummed

    def _news(self) -> str:
        return words.news(self.standing)

    def _next(self) -> str:
        view = self.standing.view
        if view and view.phase == "ended":
            return _("Leave") + "  Enter"
        if not (self.sheet.display and self._is_open):
            return ""
        if view and view.hum is not None:
            return _("Hum") + "  Enter"
        verb = _("Answer") if self.standing.answer is None else _("Answer again")
        return f"{verb}  {self.sheet.answer_key}"

    @property
    def _is_timed(self) -> bool:
        view = self.standing.view
        return view is not None and view.phase in ("open", "exercise")

    # --- answering ---

    @on(QuestionInput.Answered)
    def _answered(self, event: QuestionInput.Answered) -> None:
        event.stop()
        view, response = self.standing.view, event.response
        if view is None or not self._is_open:
            return
        if view.hum is not None:
            _words, side, strength = words.hums()[str(response)]
            self.seat.hum(side, strength)
        elif not isinstance(response, bool):
            self.seat.answer(response)

    @on(Table.Done)
    def _done(self, event: Table.Done) -> None:
        event.stop()
        self.seat.act(event.verb, **event.said)

    @on(QuestionInput.Changed)
    def _put_down(self, event: QuestionInput.Changed) -> None:
        event.stop()
        before = self.standing.answer
        is_other = before is not None and event.input.response() != before
        self._word = (
            _("Changed: {key} sends it.").format(key=event.input.answer_key) if is_other else ""
        )
        self._say()

    def _proceed(self) -> None:
        if self.standing.view and self.standing.view.phase == "ended":
            self.dismiss(False)
        elif self.sheet.display and self.sheet.input and self._is_open:
            self.sheet.input.action_answer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        return bool(self._step()) if action == "proceed" and self.is_mounted else True

    def action_leave(self) -> None:
        """Leave; asks while there is something to miss."""
        if self.standing.is_over:
            self.dismiss(False)
            return
        leave = _("Leave; the same command finds your seat again")
        self._ask_to_leave(_("Leave the class?"), _("Stay in the class"), leave)
