"""Look again: choose what to be asked, and look at what was missed without being asked."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from course.again import SIZES, USUAL, Pool, groups, unflag
from course.choosing import begun, in_words, take
from course.i18n import _, ngettext
from course.places import place
from course.progress.projection import Met
from course.sessions.selection import limited, selection
from course.study import Study
from course.text import minutes
from course.tui.chrome import quiet, spread
from course.tui.feedback import PARTLY, RIGHT, WRONG
from course.tui.page import Page
from course.tui.rows import Row, RowList


class AgainScreen(Page[None]):
    """The choices on the left; on the right what the highlighted one has."""

    CSS_PATH = "again.tcss"
    AUTO_FOCUS = "#choices"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012
    HELP = _(
        "Choose what you want to be asked; ← and → say how much. Enter begins, and goes on with "
        "what was begun. Tab goes to the questions: there Enter looks at one as you answered it. "
        "`Forgotten again and again` are questions you forgot four times or more and that do not "
        "hold for three weeks yet: in a review their passage comes first."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", _("begin"), id="again.begin",
                tooltip=_("Be asked")),
        Binding("enter", "look", _("look at it"), id="again.look_at",
                tooltip=_("See the question as you answered it, and why")),
        Binding("right", "size(1)", _("how much"), key_display="← →", id="again.more",
                tooltip=_("More questions or minutes")),
        quiet("left", "size(-1)", "again.fewer", _("Fewer questions or minutes")),
        Binding("l", "look", _("look at them"), id="again.look",
                tooltip=_("See each question as you answered it, and why")),
        Binding("v", "passage", _("passage"), id="again.passage",
                tooltip=_("Read where the highlighted question is taught")),
        Binding("f", "unflag", _("take the flag off"), id="again.unflag",
                tooltip=_("The highlighted question need not be looked at again")),
        Binding("tab,shift+tab", "other", _("the questions"), id="again.other",
                tooltip=_("To the questions of this choice, and back")),
        Binding("escape", "leave", _("back"), id="again.back", tooltip=_("Back to where you were")),
    ]  # fmt: skip

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._length = USUAL
        self._pools: dict[str, Pool] = {}

    def heading(self) -> tuple[Content, Content]:
        """The screen's name."""
        return Content(_("Look again")), Content()

    def middle(self) -> ComposeResult:
        """The choices, and what is in the highlighted one."""
        with Vertical(id="sheet"), Horizontal():
            yield RowList(id="choices")
            with Vertical(id="chosen"):
                yield Static(id="size")
                yield RowList(id="questions")

    def on_mount(self) -> None:
        """Show what there is, the first that has something highlighted."""
        self._show()
        first = next((name for name, pool in self._pools.items() if pool.found), None)
        self.choices.highlight(next((row.id for row in self.choices.rows if row.id), None))
        if not (self.choices.chosen or "").startswith(GO_ON) and first:
            self.choices.highlight(first)

    def on_screen_resume(self) -> None:
        """Show what was changed meanwhile."""
        if self.is_mounted:
            self._show()

    @property
    def choices(self) -> RowList:
        """What can be chosen."""
        return self.query_one("#choices", RowList)

    @property
    def questions(self) -> RowList:
        """What the choice has."""
        return self.query_one("#questions", RowList)

    @property
    def pool(self) -> Pool | None:
        """The highlighted choice."""
        return self._pools.get(self.choices.chosen or "")

    # --- showing ---

    def _show(self) -> None:
        self._groups = groups(self.study)
        self._pools = {pool.wanted.of: pool for group in self._groups for pool in group.pools}
        self.choices.rows = tuple(self._rows())
        if self.choices.highlighted is None:
            self.choices.highlight_end(1)
        self._show_chosen()

    def _rows(self) -> Iterator[Row]:
        if unfinished := begun(self.study):
            yield Row(partial(_head, _("Begun")))
            for wanted, answered, total in unfinished:
                said = _("{done} of {all}").format(done=answered, all=total)
                text = in_words(self.study, wanted)
                yield Row(partial(_line, text, said), f"{GO_ON}{wanted.of}")
            yield Row(lambda width: Content())
        for number, group in enumerate(self._groups):
            if number:
                yield Row(lambda width: Content())
            yield Row(partial(_head, group.title))
            for pool in group.pools:
                yield Row(partial(_line, pool.name, str(len(pool.found) or "–")), pool.wanted.of)

    @on(RowList.Highlighted, "#choices")
    def _show_chosen(self) -> None:
        pool = self.pool
        met = pool.met if pool else ()
        self.questions.rows = tuple(
            Row(partial(_question, self.study, question), question) for question in met
        )
        self.query_one("#size", Static).update(self._said(pool))
        self.refresh_bindings()

    def _said(self, pool: Pool | None) -> Content:
        if pool is None:
            return Content(_("Enter goes on where you were.") if self.choices.chosen else "")
        if not pool.found:
            return Content.styled(_("There is nothing here now."), "$text-muted")
        taken = limited(pool.sized(self._length), pool.found)
        count = len(taken)
        asked = ngettext("{count} question", "{count} questions", count).format(count=count)
        lasts = minutes(sum((one.takes for one in taken[1:]), taken[0].takes))
        head = Content.assemble(
            ("‹ ", "$text-muted"), (self._length_named, "bold"), (" ›", "$text-muted")
        )
        told = Content.styled(f"   {asked} · {lasts}", "$text-muted")
        unmet = len(pool.found) - len(pool.met)
        new = ngettext("{count} of all is new to you.", "{count} of all are new to you.", unmet)
        lines = [head + told]
        if unmet:
            lines.append(Content.styled(new.format(count=unmet), "$text-muted"))
        return Content("\n").join(lines)

    @property
    def _length_named(self) -> str:
        items, most = SIZES[self._length]
        if items:
            return _("up to {count} questions").format(count=items)
        return _("up to {count} minutes").format(count=most)

    # --- choosing ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible with what is highlighted."""
        pool, question = self.pool, self._question_here
        match action:
            case "choose":
                return not question and bool(pool.found if pool else self.choices.chosen)
            case "size":
                return bool(pool and pool.found)
            case "look" | "other":
                return bool(pool and pool.met)
            case "passage":
                return bool(question and self._passage_of(question))
            case "unflag":
                return question in self.study.progress.flagged
            case _:
                return True

    @property
    def _question_here(self) -> str | None:
        return self.questions.chosen if self.questions.has_focus else None

    def _passage_of(self, question: str) -> str | None:
        found = place(self.study.catalogue, question)
        return found.passage if found else None

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.rows is self.questions:
            self._look_from(event.id)
        else:
            self._begin(event.id)

    def action_choose(self) -> None:
        """Begin."""
        self.choices.choose()

    def _begin(self, name: str) -> None:
        wanted = selection(name.removeprefix(GO_ON))
        pool = self._pools.get(name)
        if pool and pool.found:
            wanted = pool.sized(self._length)
        elif pool or wanted is None:
            return
        with self.told():
            mode = self.study.progress.open_attempts.get(wanted.of)
            self.open_attempt(take(self.study, wanted, mode.mode if mode else "practice"))

    def action_size(self, step: int) -> None:
        """More or less."""
        self._length = (self._length + step) % len(SIZES)
        self._show_chosen()

    def action_look(self) -> None:
        """See all of them as they were answered."""
        if self.pool and self.pool.met:
            self._look_from(self._question_here or self.pool.met[0])

    def _look_from(self, question: str) -> None:
        met = self.pool.met if self.pool else ()
        at = met.index(question)
        self.open_met(*met[at:], *met[:at])

    def action_other(self) -> None:
        """To the questions, and back to the choices."""
        if self.questions.has_focus:
            self._leave_questions()
        else:
            self.questions.focus()
            self.questions.highlight_end(1)

    def _leave_questions(self) -> None:
        self.questions.highlighted = None
        self.choices.focus()

    @on(RowList.Highlighted, "#questions")
    def _other_question(self) -> None:
        self.refresh_bindings()

    def action_passage(self) -> None:
        """Read where the question is taught."""
        if (question := self._question_here) and (passage := self._passage_of(question)):
            self.open_passage(passage)

    def action_unflag(self) -> None:
        """Take the mark off."""
        if question := self._question_here:
            with self.told():
                unflag(self.study, question)
                self._show()
                if not self.questions.rows:
                    self._leave_questions()

    def action_leave(self) -> None:
        """From the questions to the choices, and from there to where one was."""
        if self.questions.has_focus:
            self._leave_questions()
        else:
            self.dismiss()


GO_ON = "go on "
"""Begins the id of a choice that was begun."""


def _head(title: str, width: int) -> Content:
    return spread(Content.styled(title, "bold"), Content(), width)


def _line(text: str, right: str, width: int) -> Content:
    return spread(Content(text), Content.styled(right, "$text-muted"), width)


def _question(study: Study, question: str, width: int) -> Content:
    stem = study.library.contents.stems.get(question, question)
    flag = (" ⚑", "$text-accent") if question in study.progress.flagged else ""
    text = Content.assemble(_sign(study.progress.met.get(question)), stem, flag)
    found = place(study.catalogue, question)
    number = found.lesson.number if found else ""
    return spread(text, Content.styled(number, "$text-muted"), width)


def _sign(met: Met | None) -> Content:
    if met is None or met.fraction is None:
        return Content("– ")
    if met.fraction == 1:
        return Content.styled(f"{RIGHT} ", "$text-success")
    sign, style = (PARTLY, "$text-warning") if met.fraction else (WRONG, "$text-error")
    return Content.styled(f"{sign} ", style)
