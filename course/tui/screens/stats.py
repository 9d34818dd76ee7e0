"""What a course holds: questions by objective and level, opened module by module."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from course.holdings import NUMBERS, cases, facts, heads, label, legend, numbers
from course.i18n import _
from course.loading.inventory import Inventory, Part
from course.study import Study
from course.tui.chrome import TitleLine, quiet, spread
from course.tui.inline import wrapped
from course.tui.page import Page
from course.tui.rows import Row, RowList

CLOSED, OPEN = "+", "-"
"""Before what can be opened; `▸` is the sign of the highlighted row."""

STEP = 2
"""Cells by which each level stands further in."""


class StatsScreen(Page[None]):
    """A row for each module, that opens to its lessons, and they to their objectives."""

    CSS_PATH = "stats.tcss"
    AUTO_FOCUS = "#parts"
    HELP = (
        _(
            "For authors: which objective is asked about how often, and at what level. Enter opens "
            "a row and closes it."
        )
        + f" {legend()}"
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "turn", _("open or close"), id="stats.turn",
                tooltip=_("Show what is below the row, or put it away")),
        Binding("v", "read", _("read the lesson"), id="stats.read",
                tooltip=_("Open the lesson of the row, and come back")),
        quiet("right,l", "set(True)", "stats.open", _("Show what is below the row")),
        quiet("left,h", "set(False)", "stats.close", _("Put away what is below the row")),
        Binding("escape", "dismiss", _("back"), id="stats.back",
                tooltip=_("Back to where you were")),
    ]  # fmt: skip

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.counted = Inventory(study.catalogue)
        self._opened: set[str] = set()

    def heading(self) -> tuple[Content, Content]:
        """The screen's name."""
        return Content(_("What the course holds")), Content()

    def middle(self) -> ComposeResult:
        """The heads of the columns, and the rows."""
        with Vertical(id="sheet"):
            yield TitleLine(Content(), Content.styled(heads(), "$text-muted"), id="columns")
            yield RowList(tuple(self._rows()), id="parts")

    def on_mount(self) -> None:
        """Begin at the first module."""
        self.rows.highlight_end(1)

    @property
    def rows(self) -> RowList:
        """The rows."""
        return self.query_one("#parts", RowList)

    # --- rows ---

    def _rows(self) -> Iterator[Row]:
        for module in self.counted.course.parts:
            yield from self._part(module, 0, "")
        yield Row(partial(_line, self.counted.course, ""))
        yield Row(lambda width: Content())
        for place, (title, text) in enumerate((*facts(self.counted), *cases(self.study.library))):
            name = f"fact/{place}"
            is_open = name in self._opened
            yield Row(partial(_fact, title, text if is_open else "", is_open), name)

    def _part(self, part: Part, depth: int, above: str) -> Iterator[Row]:
        name = f"{above}/{part.id}"
        is_open = name in self._opened
        sign = (OPEN if is_open else CLOSED) if part.parts else " "
        yield Row(partial(_line, part, f"{' ' * STEP * depth}{sign} "), name)
        for one in part.parts if is_open else ():
            yield from self._part(one, depth + 1, name)

    # --- acting ---

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_turn()

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_turn(self) -> None:
        """Open the highlighted row or close it."""
        if name := self.rows.chosen:
            self._opened ^= {name}
            self.rows.rows = tuple(self._rows())

    def action_set(self, is_open: bool) -> None:
        """Open or close it, whatever it was; closing what is not open leads to what holds it."""
        name = self.rows.chosen
        if name and is_open == (name in self._opened):
            if not is_open:
                self.rows.highlight(name.rpartition("/")[0])
        else:
            self.action_turn()

    @property
    def _lesson(self) -> str | None:
        parts = (self.rows.chosen or "").split("/")
        return parts[2] if len(parts) > 2 and parts[0] == "" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Reading where the row belongs to a lesson."""
        return action != "read" or (self.is_mounted and self._lesson is not None)

    def action_read(self) -> None:
        """Open the lesson the row belongs to."""
        if lesson := self._lesson:
            self.open_passage(lesson)


_STYLES = {"course": "bold", "module": "bold", "lesson": "", "objective": "$text-muted"}


def _line(part: Part, lead: str, width: int) -> Content:
    style = "$text-warning" if part.is_thin else _STYLES[part.kind]
    room = max(8, width - NUMBERS - 2)
    name = wrapped(Content.styled(label(part), style), room, Content.styled(lead, "$text-muted"))
    first, *more = name.split(allow_blank=True)
    return Content("\n").join([spread(first, Content(numbers(part)), width), *more])


def _fact(title: str, text: str, is_open: bool, width: int) -> Content:
    lead = Content.styled(f"{OPEN if is_open else CLOSED} ", "$text-muted")
    head = Content.assemble(lead, (title, "bold"))
    if not text:
        return head
    return Content("\n").join([head, wrapped(Content(text), width, Content(" " * STEP))])
