"""The program with one page and nothing around it; whoever leaves the page is done."""

from collections.abc import Callable
from typing import Any

from textual.driver import Driver
from textual.screen import Screen

from course.study import Study
from course.tui.app import CourseApp
from course.tui.page import Page


class _Below(Page[None]):
    """Lies below the page; whoever comes back to it is done."""

    is_begun = False

    def on_screen_resume(self) -> None:
        """Leave, once something was open."""
        if self.is_begun and len(self.app.screen_stack) == 1:
            self.app.exit()


class AloneApp(CourseApp):
    """See the module.

    Args:
        study: What the page talks to.
        page: Makes the page.
        driver: How to talk to the terminal; Textual's own way unless given.
    """

    def __init__(
        self, study: Study, page: Callable[[], Page[Any]], driver: type[Driver] | None = None
    ) -> None:
        super().__init__(study, driver=driver)
        self._page = page

    def get_default_screen(self) -> Screen[Any]:
        """Nothing but the way out."""
        return _Below(self.study)

    def on_mount(self) -> None:
        """Open the page."""
        below = self.screen
        self.push_screen(self._page())
        if isinstance(below, _Below):
            below.is_begun = True
