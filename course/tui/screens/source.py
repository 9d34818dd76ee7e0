"""A source close up: what it is, where it can be read, and which passages rest on it."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.content.course import Source
from course.i18n import _
from course.places import place
from course.study import Study
from course.tui.beside import source_lines
from course.tui.chrome import KeyLine, spread
from course.tui.links import follow
from course.tui.rows import Row, RowList

LINK = "link"


class SourceScreen(ModalScreen[str | None]):
    """Gives back the passage `lesson#section` that was chosen."""

    CSS_PATH = "source.tcss"
    AUTO_FOCUS = "RowList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", _("open"), id="source.open", tooltip=_("Open what is chosen")),
        Binding("escape", "dismiss", _("back"), id="source.back", tooltip=_("Back to the search")),
    ]

    def __init__(self, study: Study, source: Source) -> None:
        super().__init__()
        self.study = study
        self.source = source

    def compose(self) -> ComposeResult:
        """The source, then where to go from it."""
        with Vertical():
            yield Static(Content("\n").join(source_lines(self.source)))
            yield RowList(tuple(self._rows()))
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the link."""
        self.query_one(RowList).highlight_end(1)

    def _rows(self) -> list[Row]:
        rows = [_row(_("Open the link"), LINK)]
        for name in self.study.library.contents.cited_in(self.source.id):
            if found := place(self.study.catalogue, name):
                rows.append(_row(f"{found.lesson.number} {found.heading}", name))
        return rows

    def action_choose(self) -> None:
        """Open what is highlighted."""
        self.query_one(RowList).choose()

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.id == LINK:
            follow(self.app, self.source.url)
        else:
            self.dismiss(event.id)


def _row(text: str, id: str) -> Row:
    return Row(partial(spread, Content(text), Content()), id)
