"""The Textual face: one app over a stack of pages with Home at the bottom."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.screen import Screen

from course.greeting import is_clock_doubtful
from course.i18n import _
from course.study import Study
from course.tui.page import Page
from course.tui.screens.home import HomeScreen
from course.tui.terminal import TerminalApp
from course.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from course.sessions.attempt import Attempt


def _places() -> type[Provider]:
    from course.tui.palette import PlacesProvider

    return PlacesProvider


class CourseApp(TerminalApp):
    """Holds the screens; what they do is theirs.

    Args:
        study: What the screens talk to.
        lesson: A lesson to open at once, above Home.
        attempt: An attempt to go on with at once, above Home.
        begin: What to open at once otherwise, above Home.
        driver: How to talk to the terminal; Textual's own way unless given.
    """

    # Textual does not load the styles of a default screen itself.
    CSS_PATH = Path(__file__).parent / "screens" / "home.tcss"
    COMMANDS = App.COMMANDS | {_places}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", _("search"), id="app.search", tooltip=_("Find anything")),
        Binding(
            "ctrl+p,f10",
            "command_palette",
            _("all commands"),
            show=False,
            priority=True,
            id="app.commands",
            tooltip=_("All commands, and the way to every lesson and quiz"),
        ),
    ]

    def __init__(
        self,
        study: Study,
        *,
        lesson: str | None = None,
        attempt: "Attempt | None" = None,
        begin: Callable[[Page[Any]], object] | None = None,
        driver: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver, study.settings)
        self.study = study
        self._lesson, self._attempt = lesson, attempt
        self._begin = begin
        self.title = study.catalogue.title

    def get_default_screen(self) -> Screen[Any]:
        """Home lies below everything."""
        return HomeScreen(self.study)

    def on_mount(self) -> None:
        """Open what was asked for."""
        if isinstance(home := self.screen, Page):
            if self._attempt:
                home.open_attempt(self._attempt)
            elif self._lesson:
                home.open_lesson(self._lesson)
            elif self._begin:
                self._begin(home)
        if is_clock_doubtful(self.study):
            from course.tui.screens.clock import ClockScreen

            self.push_screen(ClockScreen(self.study))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What can be done from everywhere."""
        page = next((s for s in reversed(self.screen_stack) if isinstance(s, Page)), None)
        if page:
            yield SystemCommand(_("Go on"), _("Take the next step"), page.open_next)
            yield SystemCommand(_("Review"), _("Be asked what is fading"), page.open_review)
            yield SystemCommand(
                _("Progress"), _("What you did and what you still know"), page.open_progress
            )
            yield SystemCommand(_("Search"), _("Find anything in the course"), page.open_search)
            yield SystemCommand(
                _("Look again"), _("A quiz of your own; what you missed"), page.open_again
            )
            yield SystemCommand(_("Notes and bookmarks"), _("All that you keep"), page.open_notes)
            yield SystemCommand(_("Glossary"), _("The words of the course"), page.open_glossary)
            yield SystemCommand(_("Settings"), _("What you may choose"), page.open_settings)
            yield SystemCommand(
                _("What the course holds"),
                _("For authors: questions by objective and level"),
                page.open_stats,
            )
            yield SystemCommand(_("Home"), _("Back to where everything begins"), self._go_home)
            yield SystemCommand(_("Help"), _("What is possible on this screen"), self.action_help)
        other = LIGHT if self.current_theme.dark else DARK
        shade = _("Light colours") if self.current_theme.dark else _("Dark colours")
        yield SystemCommand(shade, _("Switch"), partial(setattr, self, "theme", other.name))
        yield SystemCommand(_("Theme"), _("Choose among all themes"), self.action_change_theme)
        yield SystemCommand(_("Quit"), _("Leave; everything is stored"), self.action_quit)

    def action_command_palette(self) -> None:
        """Open the palette, its line to type in spoken as the rest."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            asks = _("Search for commands…")
            self.push_screen(CommandPalette(placeholder=asks, id="--command-palette"))

    def action_search(self) -> None:
        """Find anything."""
        if isinstance(self.screen, Page):
            self.screen.open_search()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Search from pages that may be left; nothing is looked up in the midst of a test."""
        if action == "search":
            is_typed = self.focused is not None and self.focused.check_consume_key("slash", "/")
            return isinstance(self.screen, Page) and self.screen.may_look_up and not is_typed
        return super().check_action(action, parameters)

    def _go_home(self) -> None:
        for _above in self.screen_stack[1:]:
            self.pop_screen()
