"""What every program of ours on a terminal is: themed, told by the system, and failing in words."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver

from course.i18n import _
from course.settings import Settings
from course.tui.theme import HOUSE, meant, preferred

WARNED = 4.0
"""Seconds for which a second Ctrl-C leaves."""


class TerminalApp(App[None]):
    """An app without screens of its own.

    Args:
        driver: How to talk to the terminal; Textual's own way unless given.
        settings: Colours, movement and keys; as by default unless given.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1", "help", _("help"), id="app.help", tooltip=_("What is possible here")
        ),
        Binding(
            "ctrl+q",
            "quit",
            _("quit"),
            show=False,
            priority=True,
            id="app.quit",
            tooltip=_("Leave; everything is stored"),
        ),
    ]

    def __init__(
        self, driver: type[Driver] | None = None, settings: Settings | None = None
    ) -> None:
        settings = settings or Settings()
        no_color = bool(os.environ.get("NO_COLOR"))
        super().__init__(driver_class=driver, ansi_color=True if no_color else None)
        self.failure: Exception | None = None
        """What went wrong, when the program failed."""
        self.when_shown: Callable[[], None] = lambda: None
        """Called once, after the first picture."""
        self._is_warned = False
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "full" if settings.animations else "none"
        for theme in HOUSE:
            self.register_theme(theme)
        wanted = meant(settings.theme, os.environ)
        if wanted not in self.available_themes:  # `course config` says so
            wanted = preferred(os.environ)
        # Said before anything is drawn, so nothing need be drawn again.
        self.set_reactive(App.theme, wanted)
        if settings.keys:
            self.set_keymap(dict(settings.keys))
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Listen to the system."""
        for name, status in (("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)):
            if sys.platform != "win32":
                leave = partial(self.exit, return_code=status)
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), leave)
        self.call_after_refresh(self.when_shown)

    def action_help_quit(self) -> None:
        """Ctrl-C, by habit or by mistake: say what a second one does, and then do it."""
        if self._is_warned:
            self.call_later(self.run_action, "app.quit")
            return
        self._is_warned = True
        self.set_timer(WARNED, partial(setattr, self, "_is_warned", False))
        asks = _("Ctrl+C once more leaves; everything is stored.")
        self.notify(asks, timeout=WARNED, markup=False)

    def action_help(self) -> None:
        """Say what is possible here."""
        from course.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public hook for this, prints every local variable, and calls it success.
        if self.return_code is not None:
            return  # already leaving: a screen that was just opening misses its parts
        self.failure = error
        super()._handle_exception(error)
