"""An attempt in lines: ask, answer, be told why, go on.

A line that begins with a colon is a command, wherever an answer is asked for; `?` lists them.
"""

from collections.abc import Callable
from typing import assert_never

from course.content.questions import UNSCORED, Reflection
from course.i18n import _, ngettext
from course.plain.feedback import explain, not_yet, remind
from course.plain.lines import Lines
from course.plain.notes import toggle_bookmark, write_note
from course.plain.passage import passage
from course.plain.prose import plain
from course.plain.questions import ask, criteria, put
from course.plain.storing import stored
from course.sessions.attempt import Attempt, IllegalMove, is_overdue, phase, status, unanswered
from course.sessions.events import (
    AttemptEvent,
    Certainty,
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
from course.sessions.words import status_names
from course.study import Study
from course.text import countdown, until


class Paused(Exception):
    """The learner stops here; the attempt can be resumed."""


class _Done(Exception):
    """A command changed the attempt, so what was being asked is asked anew or no more."""


def commands() -> dict[str, tuple[Move | None, str]]:
    """Command -> the move it needs, what it does. Any unambiguous beginning will do: `:h`."""
    return {
        "hint": ("hint", _("show a hint")),
        "skip": ("skip", _("pass over this question for now")),
        "later": ("put off", _("leave this question for another day")),
        "flag": ("flag", _("mark this question, or take the mark off")),
        "answer": ("reveal", _("show the answer instead of trying again")),
        "easy": ("ease", _("that was easy: let it return later")),
        "undo": ("undo", _("take back the last answer")),
        "back": ("move", _("the question before")),
        "next": ("move", _("the question after")),
        "overview": (None, _("how every question stands")),
        "passage": (None, _("read where this is taught")),
        "note": (None, _("write a note at this question")),
        "mark": (None, _("put a bookmark here, or take it out")),
        "submit": ("submit", _("end the attempt; it counts as it stands")),
        "quit": (None, _("stop here and go on another time")),
    }


class AttemptInLines:
    """Plays one attempt to its end, or until the learner stops."""

    def __init__(self, study: Study, attempt: Attempt, lines: Lines) -> None:
        self.study = study
        self.attempt = attempt
        self.lines = lines

    def play(self) -> Attempt:
        """Ask until submitted; raises `Paused` or `EndOfInput` when stopped before."""
        self._recall()
        while self.attempt.submitted is None:
            if is_overdue(self.attempt, self.study.now()):
                self.lines.say(_("The time is over; the attempt is submitted as it stands."))
                self._do(submit(self.attempt))
                continue
            try:
                self._step()
            except _Done:
                continue
            except IllegalMove as error:
                self.lines.say(f"{error.message[:1].upper()}{error.message[1:]}.")
        return self.attempt

    def _recall(self) -> None:
        """Say which question it is, where one was left between its answer and the next."""
        stands = phase(self.attempt)
        if stands in ("again", "rubric", "feedback"):
            self._heading()
        if stands in ("rubric", "feedback"):
            remind(self.lines, self.attempt, self.attempt.current)

    def _do(self, *events: AttemptEvent) -> None:
        before = self.attempt
        self.attempt = stored(self.lines, self.study, lambda: self.study.do(before, *events))

    def _step(self) -> None:
        match phase(self.attempt):
            case "rereading":
                self._heading()
                self._reread()
            case "asking":
                self._heading()
                self._put_and_ask()
            case "again":
                not_yet(self.lines, self.attempt)
                self._put_and_ask()
            case "rubric":
                self._judge()
            case "feedback":
                explain(self.lines, self.study, self.attempt, self.attempt.current)
                self._returns()
                self._go_on()
            case "over":
                pass
            case _:
                assert_never(phase(self.attempt))

    def _reread(self) -> None:
        """The passage before the question, where one more repeat would not help."""
        attempt = self.attempt
        lapses = self.study.lapses(attempt.current)
        self.lines.say(
            _("You have forgotten this {times}, so its passage comes first.").format(
                times=ngettext("{count} time", "{count} times", lapses).format(count=lapses)
            )
        )
        prompt = _("Enter to read it and then answer, :later to leave it for another day:")
        if typed := self.lines.pause(prompt):
            self._command(typed if typed.startswith(":") else f":{typed}")
        self._do(Reread(attempt.id, attempt.current))
        passage(self.lines, self.study, attempt.question.passage)

    # --- asking ---

    def _heading(self) -> None:
        attempt = self.attempt
        extras = []
        if attempt.entry.flagged:
            extras.append(_("flagged"))
        if attempt.mode == "test" and attempt.entry.tries:
            extras.append(_("answered; a new answer replaces it"))
        if attempt.deadline:
            left = (attempt.deadline - self.study.now()).total_seconds()
            extras.append(_("{time} left").format(time=countdown(left)))
        note = f" ({', '.join(extras)})" if extras else ""
        self.lines.say()
        if len(attempt.questions) > 1:
            where = _("Question {place} of {all}")
            self.lines.say(where.format(place=attempt.place, all=len(attempt.questions)) + note)
        elif note:
            self.lines.say(note.strip())

    def _put_and_ask(self) -> None:
        question = self.attempt.question
        put(self.lines, question, self.attempt.seed)
        response = ask(self.lines, question, self.attempt.seed, self._read)
        asks = self.attempt.certainty and not isinstance(question, UNSCORED)
        certainty = self._certainty() if asks else None
        self._do(answer(self.attempt, response, certainty))
        if self.attempt.mode == "test":
            self.lines.say(_("Answer kept."))
            self._to(following(self.attempt)) if following(self.attempt) else self._end_test()

    def _certainty(self) -> Certainty | None:
        certainties: dict[str, Certainty | None] = {"1": 1, "2": 2, "3": 3, "": None}
        prompt = _("How sure? 1 guessing, 2 fairly, 3 certain, Enter to say nothing:")
        while (typed := self._read(prompt)) not in certainties:
            self.lines.say(_("Type 1, 2 or 3, or only Enter."))
        return certainties[typed]

    def _judge(self) -> None:
        question = self.attempt.question
        if isinstance(question, Reflection):
            self.lines.say(_("An answer that would do:"))
            self.lines.say(plain(question.sample), "  ")
            self.lines.say(_("Now judge your own. Does it show this?"))
            self._do(judge(self.attempt, criteria(question, self._read)))

    # --- going about ---

    def _returns(self) -> None:
        if due := self.study.returns(self.attempt.current):
            when = until(due, self.study.now())
            self.lines.say(_("Returns {when}.").format(when=when))

    def _go_on(self) -> None:
        coming = following(self.attempt)
        prompt = _("Enter for the next question:") if coming else _("Enter to finish:")
        while line := self.lines.pause(prompt):
            self._command(line if line.startswith(":") else f":{line}")
        if coming:
            self._to(coming)
        else:
            self._do(submit(self.attempt))

    def _to(self, question: str | None) -> None:
        if question:
            self._do(Moved(self.attempt.id, question))

    def _end_test(self) -> None:
        self._overview()
        asks = _("Submit?")
        if waiting := len(unanswered(self.attempt)):
            open_ = ngettext("{count} unanswered.", "{count} unanswered.", waiting)
            asks = f"{open_.format(count=waiting)} {asks}"
        if self.lines.confirm(asks):
            self._do(submit(self.attempt))
        else:
            self.lines.say(_("Type :back to go to a question, or :submit."))

    def _overview(self) -> None:
        for place, question in enumerate(self.attempt.questions, 1):
            said = [status_names()[status(self.attempt, question)]]
            if self.attempt.entry_of(question).flagged:
                said.append(_("flagged"))
            if question == self.attempt.current:
                said.append(_("here"))
            self.lines.say(f"{place:3}  {', '.join(said)}")

    def _read(self, prompt: str) -> str:
        """A line that is no command; commands are carried out."""
        while True:
            line = self.lines.ask(prompt)
            if line == "?":
                self._help()
            elif line.startswith(":"):
                self._command(line)
            else:
                return line

    def _help(self) -> None:
        moves = legal(self.attempt, self.study.now())
        for command, (move, meaning) in commands().items():
            if move is None or move in moves:
                self.lines.say(f":{command:9} {meaning}", " " * 11, "")

    def _command(self, line: str) -> None:
        typed = line[1:].strip().lower()
        if typed == "?":
            self._help()
            return
        found = [command for command in commands() if typed and command.startswith(typed)]
        if len(found) != 1:
            self.lines.say(_("No such command; these are there:"))
            self._help()
            return
        self._carry_out(found[0])

    def _carry_out(self, command: str) -> None:
        attempt, current = self.attempt, self.attempt.current
        quiet: dict[str, Callable[[], None]] = {
            "overview": self._overview,
            "passage": lambda: passage(self.lines, self.study, attempt.question.passage),
            "note": lambda: write_note(self.lines, self.study, current),
            "mark": lambda: toggle_bookmark(self.lines, self.study, current),
        }
        if command in quiet:
            quiet[command]()
            return
        match command:
            case "quit":
                raise Paused
            case "hint":
                self._do(HintShown(attempt.id, current))
                hint = plain(attempt.question.hints[attempt.entry.hints])
                self.lines.say(_("Hint: {hint}").format(hint=hint))
                return
            case "flag":
                self._do(flag(attempt))
                self.lines.say(_("Unflagged.") if attempt.entry.flagged else _("Flagged."))
                return
            case "easy":
                self._do(Eased(attempt.id, current))
                self.lines.say(_("It will return later."))
                return
            case "skip":
                self._do(Skipped(attempt.id, current))
            case "later":
                self._do(*put_off(attempt))
            case "answer":
                self._do(Revealed(attempt.id, current))
            case "undo":
                self._do(Undone(attempt.id, attempt.last_answered or current))
            case "submit":
                if not self._agrees_to_submit():
                    return
                self._do(submit(attempt))
            case _:
                self._to(beside(attempt, -1 if command == "back" else 1))
        raise _Done

    def _agrees_to_submit(self) -> bool:
        """Whether to end although questions are open; a pipe means what it says."""
        if not (waiting := len(unanswered(self.attempt))):
            return True
        self.lines.say(
            ngettext(
                "{count} question is not answered.", "{count} questions are not answered.", waiting
            ).format(count=waiting)
        )
        return not self.lines.interactive or self.lines.confirm(_("Submit all the same?"))
