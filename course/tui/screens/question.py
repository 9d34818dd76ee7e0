"""A question and nothing but the question; after the answer, why, on the same screen."""

from datetime import timedelta
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from course.content.questions import UNSCORED
from course.i18n import _
from course.marking import is_blank
from course.sessions.attempt import phase
from course.sessions.events import (
    AttemptEvent,
    Eased,
    HintShown,
    Moved,
    Reread,
    Revealed,
    Skipped,
    Undone,
)
from course.sessions.moves import (
    Move,
    answer,
    beside,
    flag,
    following,
    judge,
    legal,
    put_off,
    submit,
)
from course.tui.attempt_page import AttemptPage
from course.tui.widgets.questions.question_input import QuestionInput


def _verb(keys: str, action: str, verb: str, tooltip: str) -> list[BindingType]:
    """A verb on a letter, and on a function key for whoever is typing an answer."""
    letter, function = keys.split()
    shown = function.upper()
    return [
        Binding(letter, action, verb, id=f"question.{action}", tooltip=tooltip),
        Binding(
            function,
            action,
            verb,
            key_display=shown,
            id=f"question.{action}-typing",
            tooltip=tooltip,
        ),
    ]


VERBS: list[BindingType] = [
    Binding("enter", "proceed", _("go on"), id="question.proceed", tooltip=_("Answer, or go on")),
    *_verb("a f6", "reveal", _("show the answer"), _("Show the answer instead of trying again")),
    *_verb("h f2", "hint", _("hint"), _("Show a hint; it costs nothing")),
    *_verb(
        "c f8", "certainty", _("how sure"), _("Say how sure you are: guessing, fairly, certain")
    ),
    *_verb("s f3", "skip", _("skip"), _("Pass over this question for now")),
    *_verb("s f3", "put_off", _("another day"), _("Leave this question for another day")),
    *_verb("v f5", "passage", _("passage"), _("Read where this is taught, and come back")),
    Binding("escape", "pause", _("pause"), id="question.pause", tooltip=_("Stop here for now")),
    *_verb(
        "f f4", "flag", _("flag"), _("Mark the question to look at again, or take the mark off")
    ),
    Binding(
        "plus",
        "ease",
        _("that was easy"),
        key_display="+",
        id="question.ease",
        tooltip=_("It came easily: let it return later"),
    ),
    *_verb("u f7", "undo", _("undo"), _("Take back the last answer")),
    *_verb("o f9", "overview", _("overview"), _("See how every question stands, and submit")),
    Binding(
        "left_square_bracket,left",
        "step(-1)",
        _("before"),
        key_display="[",
        id="question.before",
        tooltip=_("Go to the question before"),
    ),
    Binding(
        "alt+left",
        "step(-1)",
        _("before"),
        key_display="Alt+←",
        id="question.before-typing",
        tooltip=_("Go to the question before"),
    ),
    Binding(
        "right_square_bracket,right",
        "step(1)",
        _("after"),
        key_display="]",
        id="question.after",
        tooltip=_("Go to the question after"),
    ),
    Binding(
        "alt+right",
        "step(1)",
        _("after"),
        key_display="Alt+→",
        id="question.after-typing",
        tooltip=_("Go to the question after"),
    ),
    Binding(
        "e",
        "edit",
        _("edit"),
        show=False,
        id="question.edit",
        tooltip=_("Change this question in your editor"),
    ),
    Binding("n", "note", _("note"), id="question.note", tooltip=_("Write a note at this question")),
    Binding(
        "b",
        "bookmark",
        _("bookmark"),
        id="question.bookmark",
        tooltip=_("Put a bookmark here, or take it out"),
    ),
]
"""Every verb with its keys; those that come last give way first where there is little room."""

_NEEDS: dict[str, Move] = {
    "hint": "hint",
    "skip": "skip",
    "put_off": "put off",
    "flag": "flag",
    "reveal": "reveal",
    "ease": "ease",
    "undo": "undo",
}
"""Verbs that are moves of the attempt."""

LAST_MOMENT = timedelta(seconds=2)
"""Before the time is over; long enough that one look at the clock falls into it."""


class QuestionScreen(AttemptPage):
    """Turns keys and clicks into what happened to an attempt."""

    CSS_PATH = "question.tcss"

    HELP = _("""
Answer with the keys named below, or with the mouse: whatever can be chosen can be clicked.
Numbers choose the option of that number. While you type an answer, letters are text and the
function keys do what the letters do elsewhere.

Every answer is stored before you are told whether it is right, so you can stop at any time and
go on at the same place. A first wrong answer can be tried again, for a third less.

In a test you are told at the end; until then an answer can be changed, and what you put down
counts however you leave the question.
""")

    BINDINGS: ClassVar[list[BindingType]] = VERBS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible now."""
        attempt = self.attempt
        if action in _NEEDS:
            return _NEEDS[action] in legal(attempt, self.study.now())
        match action:
            case "certainty":
                is_asked = attempt.certainty and not isinstance(attempt.question, UNSCORED)
                return is_asked and phase(attempt) in ("asking", "again")
            case "passage":
                return attempt.mode != "test" and attempt.question.passage is not None
            case "edit":
                return attempt.mode != "test"
            case "step" | "overview":
                return attempt.mode != "review" and len(attempt.questions) > 1
            case _:
                return True

    # --- answering ---

    @on(QuestionInput.Answered)
    def _answered(self, event: QuestionInput.Answered) -> None:
        event.stop()
        with self.moving():
            if event.input is self.sheet.rubric:
                met = event.response if isinstance(event.response, tuple) else ()
                self.do(judge(self.attempt, met))
            elif self.attempt.mode == "test":
                self._go_on_in_test()
            else:
                given = answer(self.attempt, event.response, self.sheet.certainty.value)
                self._drafts.pop(self.attempt.current, None)
                self.do(given)

    @on(QuestionInput.Incomplete)
    def _incomplete(self, event: QuestionInput.Incomplete) -> None:
        event.stop()
        self.say(event.missing)

    @on(QuestionInput.Changed)
    def _changed(self, event: QuestionInput.Changed) -> None:
        event.stop()
        self.say("")

    @on(QuestionInput.InFocus)
    def _in_focus(self, event: QuestionInput.InFocus) -> None:
        event.stop()
        self.sheet.show_part(event.input, event.region)

    @on(events.Click, "#proceed")
    def action_proceed(self) -> None:
        """Answer, or go on."""
        attempt = self.attempt
        match phase(attempt):
            case "asking" | "again" if self.sheet.input:
                self.sheet.input.action_answer()
            case "rubric" if self.sheet.rubric:
                self.sheet.rubric.action_answer()
            case "rereading":
                self.action_passage()
            case "feedback":
                coming = following(attempt)
                self.do(Moved(attempt.id, coming) if coming else submit(attempt))
            case _:
                pass

    # --- one verb each ---

    def action_hint(self) -> None:
        """Show the next hint."""
        self.do(HintShown(self.attempt.id, self.attempt.current))

    def action_certainty(self) -> None:
        """Say how sure, one step on."""
        self.sheet.certainty.turn()

    def action_skip(self) -> None:
        """Pass over the question."""
        self._keep_draft()
        self.do(Skipped(self.attempt.id, self.attempt.current))

    def action_put_off(self) -> None:
        """Leave the question for another day; with the last one the review is over."""
        with self.moving():
            self.do(*put_off(self.attempt))

    def action_flag(self) -> None:
        """Put the mark on or take it off."""
        self.do(flag(self.attempt))

    def action_reveal(self) -> None:
        """Show the answer."""
        self.do(Revealed(self.attempt.id, self.attempt.current))

    def action_ease(self) -> None:
        """Let it return later."""
        if self.do(Eased(self.attempt.id, self.attempt.current)):
            self.say(_("It will return later."))

    def action_undo(self) -> None:
        """Take the last answer back; it can be changed then."""
        attempt = self.attempt
        if attempt.last_answered:
            taken = attempt.entry_of(attempt.last_answered).tries[-1].response
            self._drafts[attempt.last_answered] = taken
            self.do(Undone(attempt.id, attempt.last_answered))

    def action_passage(self) -> None:
        """Read where the answer is taught; what is put down waits."""
        if phase(self.attempt) == "rereading" and not self.do(
            Reread(self.attempt.id, self.attempt.current)
        ):
            return
        from course.tui.screens.lesson import LessonScreen

        lesson, _, section = (self.attempt.question.passage or "").partition("#")
        with self.told():
            self.app.push_screen(LessonScreen(self.study, lesson, section, back=True))

    def action_note(self) -> None:
        """Write a note at the question; what is put down waits."""
        self.edit_note(self.attempt.current)

    def action_edit(self) -> None:
        """Change the question in the author's editor, and see it as it is then."""
        from course.tui.editing import edited

        with self.told():
            if edited(self, self.attempt.current):
                again = self.study.resumed(self.attempt.of, self.attempt.mode)
                if again and again.id == self.attempt.id:
                    self.app.switch_screen(QuestionScreen(self.study, again))

    def action_bookmark(self) -> None:
        """Put a bookmark at the question, or take it out."""
        self.toggle_bookmark(self.attempt.current)
        if phase(self.attempt) == "feedback":
            self._show()

    def action_pause(self) -> None:
        """Stop here; the same place opens next time."""
        self._keep_draft()
        with self.moving():
            kept = self._kept()
            if kept and not self.do(*kept):
                return
            said = _("Paused. Everything you answered is stored, and you go on where you are.")
            if self.study.learner.unsaved:
                said = _("Paused. It is remembered until the program ends, and not stored.")
            self.notify(said, markup=False)
            self.dismiss()

    def check_time(self) -> None:
        """Keep what is put down when the time runs out."""
        attempt, now = self.attempt, self.study.now()
        if attempt.deadline and timedelta(0) <= attempt.deadline - now < LAST_MOMENT:
            with self.moving():
                if kept := self._kept():
                    self.do(*kept)
        super().check_time()

    # --- going about ---

    def action_step(self, by: int) -> None:
        """Go to the question before or after."""
        self.go_to(beside(self.attempt, by))

    def go_to(self, question: str) -> None:
        """Go to a question."""
        self._keep_draft()
        with self.moving():
            self.do(*self._kept(), Moved(self.attempt.id, question))

    def action_overview(self) -> None:
        """Show how every question stands."""
        from course.tui.screens.overview import OverviewScreen

        self._keep_draft()
        with self.moving():
            kept = self._kept()
            if not kept or self.do(*kept):
                self.app.push_screen(OverviewScreen(self.attempt), self._overviewed)

    def _overviewed(self, chosen: str | None) -> None:
        from course.tui.screens.overview import SUBMIT

        if chosen == SUBMIT:
            self.do(submit(self.attempt))
        elif chosen and chosen != self.attempt.current:
            self.go_to(chosen)

    def _go_on_in_test(self) -> None:
        coming = following(self.attempt)
        if coming:
            self.go_to(coming)
        else:
            self.action_overview()

    def _kept(self) -> list[AttemptEvent]:
        """In a test, what is put down is an answer however the question is left."""
        attempt, put = self.attempt, self.sheet.input
        if attempt.mode != "test" or not put or not put.touched or is_blank(put.response()):
            return []
        given = answer(attempt, put.response(), self.sheet.certainty.value)
        last = attempt.entry.tries[-1] if attempt.entry.tries else None
        if last and (last.response, last.certainty) == (given.response, given.certainty):
            return []
        return [given]

    def _keep_draft(self) -> None:
        put = self.sheet.input
        if put and put.touched and not put.locked:
            self._drafts[self.attempt.current] = put.response()
