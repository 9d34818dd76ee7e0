"""The report of a class: its parts and questions in a list, the highlighted one beside it."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from course.i18n import _
from course.report.told import Told
from course.tui import report_view as view
from course.tui.chrome import KeyLine, TitleLine, quiet
from course.tui.rows import Row, RowList

QUESTION = "question:"
"""Before the number of a question, in the id of its row."""


class ReportScreen(Screen[None]):
    """See the module.

    Args:
        tell: The report, with names or with pseudonyms.
        names: Whether names are shown at first.
    """

    CSS_PATH = "report.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012

    HELP = _(
        "The list holds the class as a whole, what was understood, the students, and each "
        "question; what is highlighted is told beside it. A `!` marks a question worth a second "
        "look. Students stand there by pseudonym, fit for a projector, until you press n."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", _("choose"), key_display="↑↓", priority=True,
                id="report.down", tooltip=_("The next part or question")),
        quiet("up", "move(-1)", "report.up", _("The part or question before")),
        Binding("pagedown,space", "page(1)", _("more"), key_display="PgDn", priority=True,
                id="report.page_down", tooltip=_("Further down in what is told")),
        Binding("pageup", "page(-1)", _("back up"), show=False, priority=True,
                id="report.page_up", tooltip=_("Back up in what is told")),
        Binding("exclamation_mark,f", "odd", _("next odd one"), key_display="!",
                id="report.odd", tooltip=_("To the next question worth a second look")),
        Binding("n", "names", _("names"), id="report.names",
                tooltip=_("Show names or pseudonyms; names are for your eyes only")),
        Binding("escape,q", "leave", _("leave"), key_display="Esc", id="report.leave",
                tooltip=_("Leave the report")),
    ]  # fmt: skip

    def __init__(self, tell: Callable[[bool], Told], *, names: bool = False) -> None:
        super().__init__()
        self._tell, self._names = tell, names
        self.report = tell(names)

    def compose(self) -> ComposeResult:
        """The list and what it tells of."""
        yield TitleLine(Content(self.report.title), Content.styled(self.report.held, "$text-muted"))
        with Horizontal(id="sheet"):
            yield RowList(id="parts")
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="part")
        yield KeyLine()

    def on_mount(self) -> None:
        """List everything, beginning with the whole."""
        self._list()
        self.parts.focus()

    @property
    def parts(self) -> RowList:
        """The list."""
        return self.query_one("#parts", RowList)

    def _list(self) -> None:
        report = self.report
        parts = [("whole", _("The class as a whole"))]
        if report.goals:
            parts.append(("goals", _("What was understood")))
        if report.opinions:
            parts.append(("opinions", _("What the class thought")))
        if report.teams:
            parts.append(("teams", _("Groups")))
        if report.pupils:
            parts.append(("pupils", _("Students")))
        rows = [Row(partial(_line, name), id=key, lines=1) for key, name in parts]
        if report.items:
            rows.append(Row(_head, lines=2))
        rows += [
            Row(partial(view.row, one), id=f"{QUESTION}{one.number}", lines=1)
            for one in report.items
        ]
        self.parts.rows = rows
        self.parts.highlight("whole")

    def _draw(self) -> None:
        width = max(20, self.query_one("#told").scrollable_content_region.width - 2)
        self.query_one("#part", Static).update(self._part(width))

    def _part(self, width: int) -> Content:
        report, part = self.report, self._chosen
        match part:
            case "goals":
                return view.goals(report, width)
            case "opinions":
                return view.opinions(report, width)
            case "teams":
                return view.teams(report, width)
            case "pupils":
                return view.pupils(report, width)
            case _ if part.startswith(QUESTION):
                number = int(part.removeprefix(QUESTION))
                return view.item(report.items[number - 1], width)
            case _:
                return view.whole(report, width)

    @property
    def _chosen(self) -> str:
        return self.parts.chosen or "whole"

    @on(RowList.Highlighted, "#parts")
    def _turn(self) -> None:
        self._draw()
        self.query_one("#told").scroll_home(animate=False)

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._draw)

    def action_move(self, step: int) -> None:
        """To another part or question."""
        self.parts.action_move(step)

    def action_page(self, step: int) -> None:
        """Through what is told."""
        told = self.query_one("#told")
        (told.scroll_page_down if step > 0 else told.scroll_page_up)(animate=False)

    def action_odd(self) -> None:
        """To the next question worth a second look; after the last to the first."""
        odd = [one.number for one in self.report.items if one.advice]
        if not odd:
            self.notify(_("No question looks odd."), markup=False)
            return
        part = self._chosen
        here = int(part.removeprefix(QUESTION)) if part.startswith(QUESTION) else 0
        number = next((each for each in odd if each > here), odd[0])
        self.parts.highlight(f"{QUESTION}{number}")

    def action_names(self) -> None:
        """Names or pseudonyms."""
        self._names = not self._names
        self.report = self._tell(self._names)
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Names only where students are told of."""
        return bool(self.report.pupils) if action == "names" else True

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()


def _line(name: str, width: int) -> Content:
    return Content.styled(name, "bold").truncate(width, ellipsis=True)


def _head(width: int) -> Content:
    return Content("\n") + Content.styled(_("The questions"), "$text-muted").truncate(width)
