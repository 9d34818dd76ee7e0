"""An exercise in lines: what goes on is said once; a letter says it again or does something."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from course.i18n import _
from course.joining import table as words
from course.joining.chairing import Act, presided
from course.joining.prose import in_lines
from course.joining.seat import Seat
from course.joining.table import Amendment, AtWork, Role, TableText, TableView, Test
from course.plain.lines import Lines
from course.plain.typed import number

Known = TypeVar("Known")


class TableInLines:
    """One seat's table.

    Args:
        seat: Where what is done goes.
        lines: Where it is said.
    """

    def __init__(self, seat: Seat, lines: Lines) -> None:
        self.seat, self.lines = seat, lines
        self._told: TableView | None = None

    def show(self, view: TableView) -> None:
        """Say what is new on the table."""
        before, self._told = self._told, view
        at_work, then = view.exercise, before.exercise if before else None
        if at_work is None:
            return
        if then is None or (before and before.roles != view.roles):
            self._say_role(view)
        if then is None:
            self.lines.say(self.commands(view))
        if at_work.running and (then is None or then.running is None or _other(at_work, then)):
            self._say_phase(view)
        self._say_texts_changed(at_work, then)
        if at_work.test and (then is None or then.test != at_work.test):
            self._say_test(view, at_work.test)
        if at_work.debrief is not None and (then is None or then.debrief is None):
            self.lines.say()
            self.lines.say(_("Out of role: what we talk about"))
            number(self.lines, at_work.debrief)

    def commands(self, view: TableView) -> str:
        """The letters that do something now."""
        known = [_("r says your role again"), _("t the texts"), _("b the brief")]
        if words.negotiable(view):
            known.append(_("a proposes an amendment"))
        if view.mine:
            known.append(_("w withdraws one of yours"))
        if view.test:
            known.append(_("y says that you can live with it, o that you object"))
        if view.chairs:
            known.append(_("k does what waits for the chair"))
        return ", ".join([*known, _("q leaves")]) + "."

    def do(self, letter: str, view: TableView) -> bool:
        """Do what a letter stands for; False when it stands for nothing."""
        acts: dict[str, Callable[[TableView], None]] = {
            "r": self._say_role,
            "t": self._say_texts,
            "b": self._say_brief,
            "a": self._amend,
            "w": self._withdraw,
            "y": self._live,
            "o": self._object,
            "k": self._preside,
        }
        if act := acts.get(letter):
            act(view)
        return letter in acts

    # --- saying ---

    def _say_role(self, view: TableView) -> None:
        if not view.roles:
            self.lines.say()
            self.lines.say(words.watching())
        if view.second:
            self.lines.say()
            self.lines.say(words.two())
        for role in view.roles:
            self._say_secret(role)

    def _say_secret(self, role: Role) -> None:
        lines = self.lines
        lines.say()
        lines.say(_("You are: {role}").format(role=role.name))
        lines.say(role.public)
        lines.say()
        lines.say(_("For your eyes only"))
        lines.say(in_lines(role.secret))
        lines.say()
        lines.say(_("What you are after"))
        number(lines, role.goals)

    def _say_phase(self, view: TableView) -> None:
        running = view.exercise.running if view.exercise else None
        if running is None:
            return
        where = words.where(view)
        self.lines.say()
        self.lines.say(f"{where[:1].upper()}{where[1:]}: {running.title}")
        if running.seconds > 0:
            minutes = round(running.seconds / 60)
            self.lines.say(_("It lasts {n} min.").format(n=max(1, minutes)))
        self.lines.say(in_lines(running.text))
        if chair := words.chaired(view):
            self.lines.say(f"{chair[:1].upper()}{chair[1:]}")

    def _say_texts_changed(self, at_work: AtWork, then: AtWork | None) -> None:
        if then is None:
            return
        before = {text.id: text.version for text in then.texts}
        for text in at_work.texts:
            if before.get(text.id) != text.version:
                self.lines.say()
                self._say_text(text)
        known = {one.id for one in then.amendments}
        for amendment in at_work.amendments:
            if amendment.id not in known:
                self._say_amendment(amendment)

    def _say_texts(self, view: TableView) -> None:
        for text in view.exercise.texts if view.exercise else ():
            self.lines.say()
            self._say_text(text)
        for amendment in view.exercise.amendments if view.exercise else ():
            self._say_amendment(amendment)

    def _say_text(self, text: TableText) -> None:
        self.lines.say(f"{text.title} ({words.brackets(text)})")
        self.lines.say(text.body, "     ")

    def _say_amendment(self, amendment: Amendment) -> None:
        self.lines.say()
        self.lines.say(_("{by} would have it read").format(by=amendment.by))
        signs = {"keep": "{}", "cut": "{{-{}-}}", "add": "{{+{}+}}"}
        said = "".join(signs[kind].format(text) for kind, text in amendment.changes)
        self.lines.say(said, "     ")
        if amendment.why:
            self.lines.say(f"“{amendment.why}”", "     ")
        if amendment.stale:
            self.lines.say(_("The same words were changed meanwhile."))

    def _say_test(self, view: TableView, test: Test) -> None:
        lines = self.lines
        lines.say()
        lines.say(test.question)
        for objection in test.objections:
            lines.say(f"{objection.by}: {objection.because}", "     ", "  –  ")
            if objection.answer is not None:
                said = _("met: {how}") if objection.addressed else _("considered, not met: {how}")
                lines.say(said.format(how=objection.answer), "     ")
        if test.declared:
            reached = _("The chair finds consensus.")
            lines.say(reached if test.declared.reached else _("The chair finds no consensus."))
            lines.say(test.declared.because)
        else:
            lines.say(words.stands(view))
            lines.say(_("y says that you can live with it, o that you object") + ".")

    def _say_brief(self, view: TableView) -> None:
        if view.exercise is None:
            return
        self.lines.say()
        self.lines.say(in_lines(view.exercise.brief))
        for role in view.exercise.roles:
            self.lines.say()
            self.lines.say(f"{role.name}: {', '.join(role.holders)}")
            self.lines.say(role.public)

    # --- doing ---

    def _live(self, view: TableView) -> None:
        if test := view.test:
            self.seat.act("stand", round=test.round, can_live=True, because="")

    def _object(self, view: TableView) -> None:
        if test := view.test:
            because = self.lines.ask(_("What goes wrong, and for whom?"))[: words.LONGEST_REASON]
            if because:
                self.seat.act("stand", round=test.round, can_live=False, because=because)

    def _amend(self, view: TableView) -> None:
        texts = words.negotiable(view)
        text = self._one(texts, [each.title for each in texts], _("Amend which text? A number:"))
        if text is None:
            return
        self._say_text(text)
        read = _("As it should read, on one line; empty leaves it:")
        body = self.lines.ask(read)
        if body and body != text.body:
            why = self.lines.ask(_("Why, in a sentence; may be left empty") + ":")[:300]
            self.seat.act("amend", text=text.id, version=text.version, body=body[:3000], why=why)

    def _withdraw(self, view: TableView) -> None:
        waiting = view.exercise.amendments if view.exercise else ()
        own = [one for one in waiting if one.id in view.mine]
        why = [one.why or one.text for one in own]
        chosen = self._one(own, why, _("Withdraw which one? A number:"))
        if chosen:
            self.seat.act("withdraw", amendment=chosen.id)

    def _preside(self, view: TableView) -> None:
        async def choose(title: str, rows: tuple[tuple[str, str], ...]) -> str | None:
            self.lines.say(title)
            number(self.lines, [words for _key, words in rows])
            line = self.lines.ask(_("A number, or Enter for none of these:"))
            place = int(line) - 1 if line.isascii() and line.isdigit() else -1
            return rows[place][0] if 0 <= place < len(rows) else None

        async def write(title: str) -> str | None:
            return self.lines.ask(title)[: words.LONGEST_REASON]

        act = _answered(presided(view, choose, write)) if view.chairs else None
        if act:
            verb, of, text = act
            self.seat.act("chair", verb=verb, of=of, text=text)

    def _one(self, known: Sequence[Known], titles: Sequence[str], prompt: str) -> Known | None:
        if len(known) < 2:
            return known[0] if known else None
        number(self.lines, titles)
        line = self.lines.ask(prompt)
        place = int(line) - 1 if line.isascii() and line.isdigit() else -1
        return known[place] if 0 <= place < len(known) else None


def _answered(asking: Coroutine[Any, Any, Act | None]) -> Act | None:
    """What it leads to; in lines every question is answered before the next, so nothing waits."""
    try:
        asking.send(None)
    except StopIteration as done:
        act: Act | None = done.value
        return act
    raise AssertionError("somebody waits for a screen")


def _other(at_work: AtWork, then: AtWork) -> bool:
    now, before = at_work.running, then.running
    return bool(now and before and now.place != before.place)
