"""One of several: a short list above everything else."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.i18n import _
from course.tui.chrome import KeyLine
from course.tui.rows import Row, RowList


def _row(key: str, text: str) -> Row:
    return Row(partial(_drawn, text, "" if key else "bold"), key or None)


def _drawn(text: str, style: str, width: int) -> Content:
    return Content.styled(text, style).truncate(width, ellipsis=True)


class ChooseScreen(ModalScreen[str | None]):
    """One of several rows; None when nothing was chosen. A row without a key is a heading."""

    CSS_PATH = "choose.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", _("choose"), id="choose.choose", tooltip=_("This one")),
        Binding("escape", "dismiss(None)", _("back"), id="choose.back", tooltip=_("None of these")),
    ]

    def __init__(self, title: str, rows: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._title, self._choices = title, rows

    def compose(self) -> ComposeResult:
        """The title, the rows, the keys."""
        drawn = tuple(_row(key, text) for key, text in self._choices)
        with VerticalScroll(can_focus=False):
            yield Static(Content.styled(self._title, "bold"))
            yield RowList(drawn, id="choices")
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first."""
        rows = self.query_one(RowList)
        rows.focus()
        rows.highlight_end(1)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Give back what was chosen."""
        event.stop()
        self.dismiss(event.id)

    def action_choose(self) -> None:
        """Choose the highlighted row."""
        self.query_one(RowList).choose()
