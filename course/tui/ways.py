"""What can be chosen in a scene: rows that stand within a page and leave its turning to it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region

from course.i18n import _
from course.tui.chrome import quiet
from course.tui.rows import RowList


class Ways(RowList, inherit_bindings=False):
    """What can be chosen; a click points at a row, and a second one takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down,j",
            "move(1)",
            _("choose"),
            key_display="↑↓",
            id="ways.down",
            tooltip=_("Point at the row below; its number does so as well"),
        ),
        quiet("up,k", "move(-1)", "ways.up", _("Point at the row above")),
    ]

    @property
    def pointed(self) -> Region | None:
        """Where the highlighted row stands in the list."""
        lines = self._last_laid.extent(self.highlighted)
        return Region(0, lines.start, self.size.width, len(lines)) if lines else None

    def on_click(self, event: events.Click) -> None:
        """Point at what was clicked, or take it."""
        event.prevent_default()  # a list takes what is clicked at once
        place = self._under(event)
        if place is not None:
            event.stop()
            if place == self.highlighted:
                self.choose()
            else:
                self.highlighted = place
