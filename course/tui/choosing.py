"""One list before a program begins, for a command that was not told what it is about."""

from textual import events, on
from textual.driver import Driver

from course.tui.screens.choose import ChooseScreen
from course.tui.start import run_app
from course.tui.terminal import TerminalApp


class ChoosingApp(TerminalApp):
    """Asks once and leaves; `answer` is the key of the row, None when nothing was chosen."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, title: str, rows: tuple[tuple[str, str], ...], driver: type[Driver] | None = None
    ) -> None:
        super().__init__(driver)
        self._title, self._rows = title, rows
        self.answer: str | None = None

    @on(events.Mount)
    def _ask(self) -> None:
        self.push_screen(ChooseScreen(self._title, self._rows), self._answered)

    def _answered(self, answer: str | None) -> None:
        self.answer = answer
        self.exit()


def chosen(title: str, rows: tuple[tuple[str, str], ...]) -> str | None:
    """The key of the row that was chosen on the terminal."""
    made: list[ChoosingApp] = []

    def make(driver: type[Driver] | None) -> TerminalApp:
        made.append(ChoosingApp(title, rows, driver))
        return made[0]

    run_app(make)
    return made[0].answer
