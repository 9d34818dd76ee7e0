"""How every question of an attempt stands; from here one goes to any of them, or submits."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.i18n import _, ngettext
from course.sessions.attempt import Attempt, status, unanswered
from course.sessions.moves import following
from course.sessions.words import DOTS, status_names
from course.text import joined
from course.tui.chrome import KeyLine, filled
from course.tui.heading import STYLES
from course.tui.inline import inline
from course.tui.rows import Row, RowList

SUBMIT = " submit"
"""What is returned for submitting; no question has such an id."""


class OverviewScreen(ModalScreen[str | None]):
    """Returns the id of a question to go to, `SUBMIT`, or None to stay."""

    CSS_PATH = "overview.tcss"

    HELP = _("Choose a question to go to it. The last line ends the attempt.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "choose", _("choose"), id="overview.choose", tooltip=_("Go there, or submit")
        ),
        Binding(
            "escape,o,f9",
            "dismiss",
            _("close"),
            id="overview.close",
            tooltip=_("Back to the question you were at"),
        ),
    ]

    def __init__(self, attempt: Attempt) -> None:
        super().__init__()
        self.attempt = attempt

    def compose(self) -> ComposeResult:
        """A row a question, then what submitting means."""
        rows = [
            Row(partial(self._row, place, question), question)
            for place, question in enumerate(self.attempt.questions, 1)
        ]
        end = Row(lambda width: Content("\n").join([Content(), *self._end().wrap(width)]), SUBMIT)
        with Vertical():
            yield Static(Content(_("All questions")), id="head")
            yield RowList([*rows, end])
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin where the learner is, or at the end when nothing is left to do."""
        rows = self.query_one(RowList)
        rows.highlight(SUBMIT if self._is_at_the_end() else self.attempt.current)
        rows.focus()

    def action_choose(self) -> None:
        """Take the highlighted row."""
        self.query_one(RowList).choose()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there, or submit."""
        event.stop()
        self.dismiss(event.id)

    def _is_at_the_end(self) -> bool:
        return following(self.attempt) is None and bool(self.attempt.entry.tries)

    def _row(self, place: int, question: str, width: int) -> Content:
        stands = status(self.attempt, question)
        flag = "⚑" if self.attempt.entry_of(question).flagged else " "
        lead = Content.assemble(
            (f"{place:>3} ", "$text-muted"),
            (f"{DOTS[stands]} ", STYLES[stands]),
            (f"{status_names()[stands]:<13}", "$text-muted"),
            f"{flag} ",
        )
        stem = inline(self.attempt.questions[question].stem.split("\n")[0])
        return (lead + stem).truncate(width, ellipsis=True)

    def _end(self) -> Content:
        waiting = [str(place) for place in unanswered(self.attempt)]
        is_test = self.attempt.mode == "test"
        what = Content.styled(_("Submit the test") if is_test else _("Finish now"), "bold")
        if not waiting:
            return filled(_("{what}: every question is answered."), what=what)
        although = ngettext(
            ", although {count} question is not answered: {numbers}.",
            ", although {count} questions are not answered: {numbers}.",
            len(waiting),
        ).format(count=len(waiting), numbers=joined(waiting, _("and")))
        return Content.assemble(what, (although, "$text-warning"))
