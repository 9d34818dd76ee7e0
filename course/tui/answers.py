"""The program of the grid of answers."""

from collections.abc import Callable
from datetime import datetime

from textual import events, on
from textual.driver import Driver

from course.rooms.collecting import Collection
from course.settings import Settings
from course.tui.screens.answers import AnswersScreen
from course.tui.terminal import TerminalApp


class AnswersApp(TerminalApp):
    """See `AnswersScreen`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        room: Collection,
        seed: str,
        clock: Callable[[], datetime],
        driver: type[Driver] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(driver, settings)
        self._screen = AnswersScreen(room, seed, clock)

    @on(events.Mount)
    def _open(self) -> None:
        self.push_screen(self._screen)
