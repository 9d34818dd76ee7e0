"""The screen as a page shows it: sent in packets to the server that started this program."""

from textual.drivers.web_driver import WebDriver

from course.tui.harmless import harmless

SERVER_GONE = 129
"""The exit status of a program whose server went away."""


class BrowserDriver(WebDriver):
    """Textual's driver for pages, which ends with its server and sends nothing content made up."""

    def write(self, data: str) -> None:
        """Write to the page."""
        super().write(harmless(data))

    def run_input_thread(self) -> None:
        """Hand on what is typed until the driver stops or the server is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.call_later(self._app.exit, None, SERVER_GONE)
