"""The host's program: one room's screen, with the server running beneath it."""

from contextlib import AbstractAsyncContextManager

from textual import events, on
from textual.driver import Driver
from textual.screen import Screen

from course.config import local_time
from course.errors import CourseError
from course.tui.host_view import WayIn
from course.tui.screens.assignment import AssignmentScreen
from course.tui.screens.host import Conductor, HostScreen
from course.tui.screens.host_exercise import ExerciseHostScreen
from course.tui.screens.host_scenario import ScenarioHostScreen
from course.tui.terminal import TerminalApp


class HostApp(TerminalApp):
    """See the module.

    Args:
        room: What is led.
        way: How students find it.
        serving: Serves the room as long as the program runs.
        tallies: Whether counts are shown before the reveal.
        driver: How to talk to the terminal.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        room: Conductor,
        way: WayIn,
        serving: AbstractAsyncContextManager[object],
        *,
        tallies: bool = False,
        driver: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver)
        self._room, self._way, self._serving, self._tallies = room, way, serving, tallies

    @on(events.Mount)
    async def _open(self) -> None:
        try:
            await self._serving.__aenter__()
        except CourseError as error:
            self.failure = error
            self.exit(return_code=error.exit_code)
            return
        self.push_screen(self._leading())

    def _leading(self) -> Screen[None]:
        """The screen for the kind of room."""
        match self._room.overview()["kind"]:
            case "assignment":
                return AssignmentScreen(self._room, self._way, local_time)
            case "scenario":
                return ScenarioHostScreen(self._room, self._way, tallies=self._tallies)
            case "exercise":
                return ExerciseHostScreen(self._room, self._way)
            case _:
                return HostScreen(self._room, self._way, tallies=self._tallies)

    @on(events.Unmount)
    async def _close(self) -> None:
        await self._serving.__aexit__(None, None, None)
