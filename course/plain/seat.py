"""A seat in a class, line by line: what the teacher puts, an answer typed, what it came to.

The room does not wait for anybody's keyboard. So what is read is read from two sides: the lines
somebody types, and the signals that the seat stands differently.
"""

from collections.abc import Callable

from course.i18n import _
from course.joining import words
from course.joining.desk import DeskView
from course.joining.seat import Seat, Standing
from course.joining.spoken import spoken
from course.joining.story import StoryView
from course.joining.table import TableView
from course.joining.wire import View
from course.plain.desk import DeskInLines
from course.plain.inbox import Inbox, Overtaken
from course.plain.lines import EndOfInput, Lines
from course.plain.shown import ask_hum, ask_shown, put_shown
from course.plain.story import say_decided, say_ending, say_role, say_scene
from course.plain.table import TableInLines
from course.text import countdown, percent

SOON = 10
"""Seconds before a question closes at which that is said."""


class SeatInLines:
    """Shows one seat until the class is over or the student leaves.

    Args:
        seat: Run by somebody else, in another thread.
        lines: Reads from the inbox.
        inbox: Where lines and signals come together.
        earlier: What the student earned in the classes before this one; asked for at the end.
    """

    def __init__(
        self,
        seat: Seat,
        lines: Lines,
        inbox: Inbox,
        earlier: Callable[[str], tuple[tuple[str, float], ...]] = lambda name: (),
    ) -> None:
        self.seat, self.lines, self.inbox, self._earlier = seat, lines, inbox, earlier
        self._table = TableInLines(seat, lines)
        self._moment: tuple[object, ...] = ()
        """What the room was at when it was last told."""
        self._put_last: tuple[str, int] | None = None
        self._revealed: tuple[str, int] | None = None
        self._said = ""
        """What was last said of the answer and the line."""
        self._is_soon = self._is_changing = self._was_lost = False
        self._are_keys_said = False
        inbox.patience, inbox.interrupted = self._until_soon, self._look
        seat.follow(inbox.signal)

    def attend(self) -> None:
        """Until the class is over; raises `EndOfInput` when the student leaves."""
        while True:
            standing = self.seat.standing
            if isinstance(standing.view, DeskView):
                DeskInLines(self.seat, self.lines, self.inbox).attend()
                self.inbox.patience, self.inbox.interrupted = self._until_soon, self._look
            self._tell(self.seat.standing)
            if standing.is_over:
                return
            try:
                if self._may_answer(standing):
                    self._ask(standing)
                else:
                    self._wait()
            except Overtaken:
                self.lines.say()
                if self.lines.interactive:
                    self.inbox.discard()

    # --- reading, while the room may go on ---

    def _look(self) -> None:
        """Raise `Overtaken` when there is something to say before the next line."""
        self._warn()
        standing = self.seat.standing
        if standing.link == "out" or self._key(standing) != self._moment or self._is_news(standing):
            raise Overtaken

    def _until_soon(self) -> float | None:
        left = self.seat.seconds_left()
        return None if left is None or self._is_soon else max(0.05, left - SOON)

    def _warn(self) -> None:
        left = self.seat.seconds_left()
        if left is not None and left <= SOON and not self._is_soon and self._is_open:
            self._is_soon = True
            self.lines.say()
            self.lines.say(_("{n} seconds left.").format(n=round(left)))

    @property
    def _is_open(self) -> bool:
        view = self.seat.standing.view
        return view is not None and view.phase == "open"

    def _wait(self) -> None:
        """Wait for the room; somebody at a keyboard may say something meanwhile."""
        self._warn()
        line = self.inbox.wait(self._until_soon(), lines=self.lines.interactive)
        if line is None:
            return
        match line.strip().lower():
            case "" if not line:
                raise EndOfInput
            case "q" | ":quit" | "quit":
                raise EndOfInput
            case "c" if self._can_change():
                self._is_changing = True
            case letter:
                self._do(letter)

    def _do(self, letter: str) -> None:
        view = self.seat.standing.view
        if not (isinstance(view, TableView) and view.exercise):
            self.lines.say(self._hint())
            return
        interrupted, self.inbox.interrupted = self.inbox.interrupted, lambda: None
        try:  # what is written here must not be lost to somebody else's amendment
            if not self._table.do(letter, view):
                self.lines.say(self._table.commands(view))
        finally:
            self.inbox.interrupted = interrupted

    def _say_keys(self) -> None:
        """Tell somebody at a keyboard, once, what it does while they wait."""
        if self.lines.interactive and not self._are_keys_said:
            self._are_keys_said = True
            self.lines.say(self._hint())

    def _hint(self) -> str:
        change = _("c changes your answer, ") if self._can_change() else ""
        return change + _("q leaves; what comes next comes by itself.")

    def _can_change(self) -> bool:
        standing = self.seat.standing
        return bool(self._is_open and standing.view and standing.view.sheet)

    # --- saying ---

    def _key(self, standing: Standing) -> tuple[object, ...]:
        return standing.view.moment if standing.view else ()

    def _is_news(self, standing: Standing) -> bool:
        said = _news(standing)
        return bool(said) and said != self._said

    def _tell(self, standing: Standing) -> None:
        if self._was_lost and standing.link == "in":
            self.lines.say(_("Back in, same seat."))
        self._was_lost = standing.link == "lost"
        if self._is_news(standing):
            self.lines.say(_news(standing))
            if standing.fate == "stored" and self._can_change():
                self._say_keys()
        self._said = _news(standing)
        if standing.view and (key := self._key(standing)) != self._moment:
            self._moment, self._is_soon, self._is_changing = key, False, False
            self._show(standing, standing.view)

    def _show(self, standing: Standing, view: View) -> None:
        if isinstance(view, TableView) and view.exercise and view.phase != "ended":
            self._table.show(view)
            if view.hum is None:
                return
        if isinstance(view, StoryView) and self._tell_story(standing, view):
            return
        if not view.is_asked or view.phase not in ("open", "closed", "shown"):
            self.lines.say()
            for sentence in words.waiting(standing):
                self.lines.say(sentence)
            if view.phase == "ended":
                self._end(view)
            return
        if (put := (view.ballot, view.round)) != self._put_last:
            self._put_last = put
            self._put(view)
        if view.phase == "closed" and not self._said:
            self.lines.say(_("Closed."))
        elif view.phase == "shown" and put != self._revealed:
            self._revealed = put
            self._reveal(standing, view)

    def _tell_story(self, standing: Standing, view: StoryView) -> bool:
        """Say the parts of a story that are not put to the vote; whether it was one of them."""
        match view.phase:
            case "lobby":
                self.lines.say(words.waiting(standing)[0])
                say_role(self.lines, view)
            case "decided":
                say_decided(self.lines, view)
            case "ending" | "ended" if view.ending:
                if view.phase == "ending":
                    say_ending(self.lines, view)
                else:
                    self.lines.say(words.waiting(standing)[0])
            case _:
                return False
        return True

    def _put(self, view: View) -> None:
        self.lines.say()
        if where := words.place(view):
            self.lines.say(f"{where[:1].upper()}{where[1:]}.")
        if (left := self.seat.seconds_left()) is not None:
            self.lines.say(_("You have {time} minutes.").format(time=countdown(left)))
        if isinstance(view, StoryView):
            say_scene(self.lines, view)
        elif view.sheet:
            put_shown(self.lines, view.sheet)
        else:
            self.lines.say(view.hum or "")
            self.lines.say()

    def _may_answer(self, standing: Standing) -> bool:
        view = standing.view
        if view is None or not self._is_open or not view.is_asked:
            return False
        if view.hum is not None:
            return not standing.has_hummed
        return self._is_changing or standing.answer is None

    def _ask(self, standing: Standing) -> None:
        view = standing.view
        if view is None:
            return
        if view.sheet:
            self.seat.answer(ask_shown(self.lines, view.sheet, self._read))
        else:
            self.seat.hum(*ask_hum(self.lines, self._read))
        self._is_changing = False

    def _read(self, prompt: str) -> str:
        while True:
            line = self.lines.ask(prompt)
            if line in (":q", ":quit"):
                raise EndOfInput
            if line != "?":
                return line
            self.lines.say(_("Type your answer; :q leaves, and your seat is kept."))

    def _reveal(self, standing: Standing, view: View) -> None:
        lines = self.lines
        lines.say()
        if view.hum is not None:
            self._say_hum(view)
            return
        if said := words.verdict(view):
            lines.say(f"{said}.")
        if view.feedback:
            lines.say(view.feedback)
        if view.sheet and view.sheet.form not in ("one", "many") and standing.answer:
            mine = spoken(standing.answer, view.sheet)
            lines.say(_("Your answer: {answer}").format(answer=mine))
        result = view.result
        if result is None:
            return
        if result.right:
            between = "\n" if "\n" in result.right else ""
            lines.say(_("Right is: {answer}").format(answer=f"{between}{result.right}"))
        if result.why:
            lines.say(_("Why: {reason}").format(reason=result.why))
        lines.say()
        lines.say(f"{words.answered(result)}.")
        for row in words.chosen(view, standing.answer):
            self._say_row(row, tuple(round_.answered for round_ in result.rounds))
        for text, count in words.typed(view):
            lines.say(f"{count} × {text}", "     ")
        for said in (words.earned(result.rounds), words.past(view)):
            if said:
                lines.say(said)

    def _say_row(self, row: words.Chosen, answered: tuple[int, ...]) -> None:
        figures = [
            f"{count} ({percent(count / of if of else 0)})"
            for count, of in zip(row.counts, answered, strict=True)
        ]
        said = figures[0] if figures else ""
        if len(figures) > 1:
            said = _("{before} before, {after} after the discussion").format(
                before=figures[0], after=figures[-1]
            )
        signs = [_("right")] * row.is_right + [_("your answer")] * row.is_mine
        notes = f" [{', '.join(signs)}]" if signs else ""
        self.lines.say(f"{said}{notes}: {row.text}", "     ", f"{row.number:>3}  ")

    def _say_hum(self, view: View) -> None:
        for place, heard in enumerate(view.heard, 1):
            sides = ", ".join(f"{side} {strength}" for side, strength in words.sides(heard))
            lead = _("Hum {n}").format(n=place) + ": " if len(view.heard) > 1 else ""
            self.lines.say(f"{lead}{sides}.")
        self.lines.say(words.not_counted())

    def _end(self, view: View) -> None:
        if view.past:
            self.lines.say(words.signs(view))
        for title, share in self._earlier(self.seat.standing.name):
            before = _("before: {title}, {share}").format(title=title, share=percent(share))
            self.lines.say(before)


def _news(standing: Standing) -> str:
    """What is worth a line; that an answer is under way is not."""
    return "" if (standing.link, standing.fate) == ("in", "sending") else words.news(standing)
