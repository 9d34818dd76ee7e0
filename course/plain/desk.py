"""An assignment, line by line: begin, answer in any order, hand in, and what it came to."""

from collections.abc import Callable

from course.i18n import _
from course.joining import desk
from course.joining.desk import DeskView
from course.joining.seat import Seat, Standing
from course.joining.spoken import spoken
from course.plain.inbox import Inbox, Overtaken
from course.plain.lines import EndOfInput, Lines
from course.plain.shown import ask_shown, put_shown
from course.text import countdown

SOON = 60
"""Seconds before the end at which that is said."""


class _Done(Exception):
    """A command was followed; what was asked is asked anew or no more."""


class DeskInLines:
    """Shows one assignment until it is over or the student leaves.

    Args:
        seat: Run by somebody else, in another thread.
        lines: Reads from the inbox.
        inbox: Where lines and signals come together.
    """

    def __init__(self, seat: Seat, lines: Lines, inbox: Inbox) -> None:
        self.seat, self.lines, self.inbox = seat, lines, inbox
        self._told: object = None
        """What was last shown."""
        self._at: object = None
        """The moment that is shown; another one overtakes what is being asked."""
        self._newest: object = None
        """The word whose fate was last said."""
        self._goes_on = self._is_soon = False
        inbox.patience, inbox.interrupted = self._until_soon, self._look

    def attend(self) -> None:
        """Until the assignment ends; raises `EndOfInput` when the student leaves."""
        while not (standing := self.seat.standing).is_over:
            view = standing.view
            if standing.is_pending or not isinstance(view, DeskView):
                self.inbox.wait(None, lines=False)
                continue
            try:
                self._step(standing, view)
            except (_Done, Overtaken):
                continue

    # --- reading, while the clock runs ---

    def _until_soon(self) -> float | None:
        left = self.seat.seconds_left()
        return None if left is None or self._is_soon else max(0.05, left - SOON)

    def _look(self) -> None:
        left, view = self.seat.seconds_left(), self.seat.standing.view
        if left is not None and left <= SOON and not self._is_soon:
            self._is_soon = True
            self.lines.say()
            self.lines.say(_("{time} left.").format(time=countdown(left)))
        if self.seat.standing.is_over or (view and view.moment != self._at):
            raise Overtaken

    # --- one step ---

    def _step(self, standing: Standing, view: DeskView) -> None:
        self._at = view.moment
        if standing.fate in ("refused", "stored") and standing.said:
            self._say_news(standing)
        if view.phase == "working":
            self._work(standing, view)
        else:
            self._wait_outside(view)

    def _say_news(self, standing: Standing) -> None:
        said = desk.news(standing)
        stands = (standing.said, standing.fate)
        if said and stands != self._newest:
            self.lines.say(said)
        self._newest = stands

    def _work(self, standing: Standing, view: DeskView) -> None:
        if self._goes_on:
            self._goes_on = False
            if standing.fate == "stored":
                self._follow_up(view)
        if (view.moment, "asked") != self._told:
            self._told = (view.moment, "asked")
            self._put(standing, view)
        if view.sheet:
            answer = ask_shown(self.lines, view.sheet, self._read)
            self._goes_on = True
            self.seat.answer(answer)

    def _follow_up(self, view: DeskView) -> None:
        """After an answer: the next question, or all of them once the last is answered."""
        if ballot := desk.following(view):
            desk.turn(self.seat, view, ballot)
        else:
            self._overview(view)
            self._hand_in(view)
        raise _Done

    def _put(self, standing: Standing, view: DeskView) -> None:
        lines = self.lines
        lines.say()
        lines.say(_("Question {n} of {all}.").format(n=view.place, all=view.of))
        here = desk.here(view)
        if here and here.flagged:
            lines.say(_("⚑ marked"))
        if view.sheet is None:
            return
        if mine := spoken(standing.answer, view.sheet):
            lines.say(_("(answered: {answer}; a new answer replaces it)").format(answer=mine))
        put_shown(lines, view.sheet)

    def _wait_outside(self, view: DeskView) -> None:
        stands = (view.moment, view.results, view.closes, view.extra)
        if stands != self._told:
            self._told = stands
            self._front(view)
        if view.phase == "ready":
            if self.lines.ask(_("Enter to begin, q to leave:")).lower() in ("q", ":q", ":quit"):
                raise EndOfInput
            desk.begin(self.seat)
            return
        if not self.lines.interactive and view.phase == "done":
            raise EndOfInput
        line = self.inbox.wait(None)
        if line is not None and (not line or line.strip().lower() in ("q", ":q", ":quit")):
            raise EndOfInput

    def _front(self, view: DeskView) -> None:
        lines = self.lines
        lines.say()
        for said in (desk.head(view), desk.terms(view), *map(desk.sitting, view.sittings)):
            lines.say(said)
        if waits := desk.waits(view):
            lines.say(waits)
        for place, told in enumerate(view.results, 1):
            lines.say()
            lines.say(f"{place}. {told.sheet.stem}")
            lines.say(desk.verdict(told))
            said_of = {
                _("You answered"): spoken(told.answer, told.sheet),
                "": told.feedback,
                _("Right is"): told.right,
                _("Why"): told.why,
            }
            for label, text in said_of.items():
                if text:
                    lines.say(f"{label}: {text}" if label else text)

    # --- commands ---

    def _read(self, prompt: str) -> str:
        line = self.lines.ask(prompt)
        if line == "?":
            self.lines.say(
                _(
                    "Type your answer; :next, :back or :go 3 go to a question, :flag marks it,"
                    " :overview shows them all, :submit hands in, :q leaves and keeps your place."
                )
            )
            raise _Done
        if line.startswith(":"):
            self._command(*line[1:].split())
            raise _Done
        return line

    def _command(self, name: str = "", value: str = "") -> None:
        view = self.seat.standing.view
        if not isinstance(view, DeskView):
            return
        commands: dict[str, Callable[[], object]] = {
            "next": lambda: self._turn(view, desk.beside(view, 1)),
            "back": lambda: self._turn(view, desk.beside(view, -1)),
            "go": lambda: self._turn(view, _numbered(view, value)),
            "flag": lambda: self._flag(view),
            "overview": lambda: self._overview(view),
            "submit": lambda: self._hand_in(view),
            "quit": self._leave,
        }
        found = [each for each in commands if name and each.startswith(name)]
        if len(found) != 1:
            self.lines.say(_("There is no such command; ? lists them."))
            return
        commands[found[0]]()

    def _turn(self, view: DeskView, ballot: str | None) -> None:
        if ballot is None:
            self.lines.say(_("There is no such question."))
        else:
            desk.turn(self.seat, view, ballot)

    def _flag(self, view: DeskView) -> None:
        if here := desk.here(view):
            desk.flag(self.seat, view)
            self.lines.say(_("The mark is off.") if here.flagged else _("⚑ marked"))

    def _overview(self, view: DeskView) -> None:
        for place, each in enumerate(view.items, 1):
            here = _(", here") if each.ballot == view.ballot else ""
            self.lines.say(desk.item(place, each) + here, "  ")
        self._told = None

    def _hand_in(self, view: DeskView) -> None:
        if self.lines.confirm(f"{desk.handing_in(view)}?"):
            desk.hand_in(self.seat, view)

    def _leave(self) -> None:
        raise EndOfInput


def _numbered(view: DeskView, value: str) -> str | None:
    place = int(value) if value.isdecimal() and len(value) < 5 else 0
    return view.items[place - 1].ballot if 0 < place <= len(view.items) else None
