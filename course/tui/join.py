"""The program of a student in a class."""

from textual.driver import Driver

from course.joining.seat import Entrance, Wish
from course.settings import Settings
from course.tui.screens.join import JoinScreen
from course.tui.terminal import TerminalApp


class JoinApp(TerminalApp):
    """See the module.

    Args:
        entrance: The way to seats.
        wish: What was said on the command line.
        driver: How to talk to the terminal.
        settings: Colours, movement and keys.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        entrance: Entrance,
        wish: Wish,
        *,
        driver: type[Driver] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(driver, settings)
        self._entrance, self._wish = entrance, wish

    def on_mount(self) -> None:
        """Begin with what is asked for."""
        self.push_screen(JoinScreen(self._entrance, self._wish))
