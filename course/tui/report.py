"""The report's program: one screen."""

from collections.abc import Callable

from textual import events, on
from textual.driver import Driver

from course.report.told import Told
from course.settings import Settings
from course.tui.screens.report import ReportScreen
from course.tui.terminal import TerminalApp


class ReportApp(TerminalApp):
    """See `ReportScreen`.

    Args:
        tell: The report, with names or with pseudonyms.
        names: Whether names are shown at first.
        driver: How to talk to the terminal.
        settings: Colours and keys.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        tell: Callable[[bool], Told],
        *,
        names: bool = False,
        driver: type[Driver] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(driver, settings)
        self._tell, self._names = tell, names

    @on(events.Mount)
    def _open(self) -> None:
        self.push_screen(ReportScreen(self._tell, names=self._names))
