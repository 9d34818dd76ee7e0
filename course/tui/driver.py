"""The terminal: left at once, given up when it is gone, and sent nothing that content made up.

Textual's own driver waits twice 100 ms in `select` before it ends, and where the terminal is gone
and SIGHUP ignored it spins for ever. The one private name used is its parser of keys; where that
is missing, importing this fails and Textual's own driver serves.
"""

import os
import selectors
from codecs import getincrementaldecoder
from threading import Event
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from course.tui.harmless import harmless

HANGUP = 129
"""The exit status of a program whose terminal went away."""


class Alarm(Event):
    """An event that also wakes whoever waits for files."""

    def __init__(self) -> None:
        super().__init__()
        self.ear, self._mouth = os.pipe()
        self.is_closed = False

    def set(self) -> None:
        """Set it, and make `ear` readable."""
        super().set()
        os.write(self._mouth, b"!")

    def hear(self) -> None:
        """Take back what made `ear` readable."""
        os.read(self.ear, 64)

    def close(self) -> None:
        """Close both ends; once is enough."""
        if not self.is_closed:
            self.is_closed = True
            os.close(self.ear)
            os.close(self._mouth)


class CourseDriver(LinuxDriver):
    """Textual's driver with another way of waiting for keys."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.exit_event: Alarm = Alarm()
        self.is_gone = False
        """Whether the terminal was closed."""

    def start_application_mode(self) -> None:
        """Take the terminal, for the first time or back from an editor or a shell."""
        if self.exit_event.is_closed:
            self.exit_event = Alarm()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Write to the terminal, unless it is gone."""
        if not self.is_gone:
            super().write(harmless(data))

    def run_input_thread(self) -> None:
        """Hand on what is typed until the driver stops or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event.ear, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(0.1)}
                if self.exit_event.ear in ready:
                    self.exit_event.hear()
                if self.exit_event.is_set():
                    return
                if self.fileno in ready:
                    typed = self._read()
                    if not typed:
                        self._give_up()
                        return
                    for message in parser.feed(decode(typed)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _give_up(self) -> None:
        self.is_gone = True
        self._app.call_later(self._app.exit, None, HANGUP)

    def close(self) -> None:
        """Let go of everything."""
        super().close()
        self.exit_event.close()
