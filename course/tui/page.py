"""What every screen of the course has: the study, a title line, the keys, and faults in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from course.errors import CourseError
from course.study import Study
from course.tui.chrome import KeyLine, TitleLine

Result = TypeVar("Result")


class Page(Screen[Result]):
    """A title line, the middle that each screen composes, and the keys.

    `HELP` says in Markdown what the screen is for; `?` shows it with every key that works.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-normal"), (130, "-wide")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", id="page.help", tooltip="What is possible here"),
    ]

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study

    def compose(self) -> ComposeResult:
        """The frame; see `middle`."""
        yield TitleLine()
        yield from self.middle()
        yield KeyLine()

    def middle(self) -> ComposeResult:
        """What stands between the lines."""
        yield from ()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say a `CourseError` in words; what is left inside is then not done."""
        from course.progress.store import NotStored

        try:
            yield
        except NotStored as error:
            from course.tui.screens.unsaved import UnsavedScreen

            self.app.push_screen(UnsavedScreen(self.study, error))
        except CourseError as error:
            message = f"{error.message}\n{error.help}" if error.help else error.message
            self.notify(message, severity="error", markup=False, timeout=12)

    def action_help(self) -> None:
        """Show what is possible here."""
        from course.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
