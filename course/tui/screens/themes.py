"""Choosing among the themes; the one highlighted is the one that is seen."""

import os
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.i18n import _
from course.settings import OURS
from course.tui.chrome import KeyLine
from course.tui.rows import Row, RowList
from course.tui.theme import HOUSE, meant, names

OWN = (OURS, *(theme.name for theme in HOUSE))


class ThemesScreen(ModalScreen[str | None]):
    """Returns the theme chosen, or None to leave it as it was."""

    CSS_PATH = "settings.tcss"

    HELP = _("The arrows show each theme on the whole screen. Enter keeps it, Escape does not.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", _("keep"), id="themes.keep", tooltip=_("Keep this theme")),
        Binding("escape", "dismiss", _("leave"), id="themes.leave", tooltip=_("As it was before")),
    ]

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current

    def compose(self) -> ComposeResult:
        """A row a theme, ours first."""
        with Vertical():
            yield Static(Content(_("Theme")), id="head")
            yield RowList([Row(partial(self._row, name), name) for name in names()])
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the one there is."""
        rows = self.query_one(RowList)
        rows.highlight(self.current if self.current in names() else OURS)
        rows.focus()

    def _row(self, name: str, width: int) -> Content:
        ours = (_(" (ours)"), "$text-muted") if name in OWN else ""
        return Content.assemble(name, ours).truncate(width, ellipsis=True)

    @on(RowList.Highlighted)
    def _preview(self, event: RowList.Highlighted) -> None:
        event.stop()
        self.app.theme = meant(event.id, os.environ)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)

    def action_keep(self) -> None:
        """Keep the one highlighted."""
        self.query_one(RowList).choose()
