"""Text to read, a page at a time, and what it points at."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from course.i18n import _
from course.tui.chrome import quiet
from course.tui.inline import Notes

OVERLAP = 2
"""Lines of the last page that stay in sight on the next."""


class Leaf(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Widgets below each other, scrolled by line and by page."""

    BLANK = True

    BINDINGS: ClassVar[list[BindingType]] = [
        quiet("up,k", "scroll_up", "passage.up", _("A line up")),
        quiet("down,j", "scroll_down", "passage.down", _("A line down")),
        quiet("pageup", "page_up", "passage.page_up", _("A page up")),
        quiet("pagedown", "page_down", "passage.page_down", _("A page down")),
        quiet("home", "scroll_home", "passage.top", _("To the beginning of the section")),
        quiet("end", "scroll_end", "passage.end", _("To the end of the section")),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.notes = Notes()
        """What the text that is shown points at."""

    def replace(self, *widgets: Widget) -> None:
        """Put widgets in place of what is there."""
        if not self.is_attached:  # taken away before it was shown, as at a save in a preview
            return
        with self.app.batch_update():
            self.remove_children()
            self.mount(*widgets)
            self.scroll_home(animate=False)

    @property
    def has_more(self) -> bool:
        """Whether there is text below what is in sight."""
        return self.scroll_offset.y < self.max_scroll_y

    def page_down(self) -> None:
        """Turn the page, keeping the last lines in sight."""
        self.scroll_relative(y=max(1, self.size.height - OVERLAP), animate=False)
