"""The settings: each with what it is for, changed at once, and stored."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from course.config import settings_file
from course.i18n import _, languages
from course.preference import prefer
from course.progress.faults import shown as path_shown
from course.settings import NAMES, TEACHERS, BadValue, Settings, shown, tells, title
from course.study import Study
from course.tui.chrome import TitleLine, spread
from course.tui.page import Page
from course.tui.rows import Row, RowList
from course.tui.theme import meant, names

KEYS = "keys"
"""The row that leads to the shortcuts."""

AIRY, ROOMY = 27, 38
"""Lines of a terminal from which there is room above the settings, and between them."""

GOALS = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120)
RETENTIONS = tuple(percent / 100 for percent in range(70, 98))


def offered(name: str) -> Sequence[Any]:
    """The values that arrows lead through; none where something is typed."""
    match name:
        case "theme":
            return names()
        case "daily_goal":
            return GOALS
        case "retention":
            return RETENTIONS
        case "language":
            return ("", *languages())
        case "course":
            from course.shelf import courses

            return ("", *(course.id for course in courses()))
        case _:
            return (False, True) if isinstance(getattr(Settings(), name), bool) else ()


class SettingsScreen(Page[None]):
    """A row a setting; what is shown holds already."""

    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "RowList"

    HELP = _(
        "Left and right change the highlighted setting; it holds at once and is stored. Enter "
        "opens a list where there is much to choose from, and lets you type where you must. "
        "`course config` does the same on the command line."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "turn(-1)",
            _("less"),
            key_display="←",
            id="settings.less",
            tooltip=_("The value before"),
        ),
        Binding(
            "right",
            "turn(1)",
            _("more"),
            key_display="→",
            id="settings.more",
            tooltip=_("The value after"),
        ),
        Binding("enter", "change", _("change"), id="settings.change", tooltip=_("Choose, or type")),
        Binding(
            "backspace",
            "reset",
            _("as before"),
            id="settings.reset",
            tooltip=_("Take it out of the file: the default holds again"),
        ),
        Binding("escape", "dismiss", _("back"), id="settings.back", tooltip=_("Back to Home")),
    ]

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.rows = RowList(self._rows(), id="settings")

    def heading(self) -> tuple[Content, Content]:
        """What this is, and where it is kept."""
        file = settings_file()
        if file.is_relative_to(Path.home()):
            file = Path("~") / file.relative_to(Path.home())
        kept = _("kept in {file}").format(file=path_shown(file))
        return Content(_("Settings")), Content.styled(kept, "$text-muted")

    def middle(self) -> ComposeResult:
        """The rows."""
        with Vertical(id="sheet"):
            yield self.rows

    def on_mount(self) -> None:
        """Begin with the first."""
        self.rows.highlight_end(1)

    def on_resize(self, event: events.Resize) -> None:
        """As much air as there is room for."""
        self.set_class(event.size.height < AIRY, "-tight")
        self._show()

    # --- rows ---

    def _rows(self) -> tuple[Row, ...]:
        mine = [name for name in NAMES if name not in TEACHERS]
        rows = [Row(partial(self._draw, name), name) for name in mine]
        return (*rows, Row(self._draw_keys, KEYS))

    def _draw(self, name: str, width: int) -> Content:
        value = Content(shown(name, getattr(self.study.settings, name)))
        origin = self.study.chosen.origins.get(name, "")
        elsewhere = f"  {origin}" if origin and settings_file().name not in origin else ""
        return self._laid(title(name), value, elsewhere, tells(name), width)

    def _draw_keys(self, width: int) -> Content:
        own = len(self.study.settings.keys)
        value = Content(_("{count} of your own").format(count=own) if own else _("as they come"))
        return self._laid(
            _("Shortcuts"), value, "", _("Every key the program has; any can be another."), width
        )

    def _laid(
        self, name: str, value: Content, elsewhere: str, explained: str, width: int
    ) -> Content:
        right = Content.assemble(value.stylize("bold $text-primary"), " ")
        first = spread(Content.assemble((name, "bold"), (elsewhere, "$text-muted")), right, width)
        under = spread(Content.styled(explained, "$text-muted"), Content(), width)
        gap = [Content()] if self.app.size.height >= ROOMY else []
        return Content("\n").join([first, under, *gap])

    def _show(self) -> None:
        self.rows.rows = self._rows()

    # --- changing ---

    def action_turn(self, by: int) -> None:
        """The value before or after."""
        name = self.rows.chosen or ""
        if name in NAMES and (values := offered(name)):
            now = getattr(self.study.settings, name)
            place = values.index(now) if now in values else 0
            switch = len(values) == 2 and isinstance(now, bool)
            to = (place + by) % len(values) if switch or name == "theme" else place + by
            if 0 <= to < len(values):
                self._choose(name, values[to])

    def action_change(self) -> None:
        """Open what there is to choose from, or the next value."""
        match self.rows.chosen:
            case "theme":
                from course.tui.screens.themes import ThemesScreen

                self.app.push_screen(ThemesScreen(self.study.settings.theme), self._themed)
            case "learner":
                from course.tui.screens.word import WordScreen

                asked = WordScreen(title("learner"), tells("learner"), self.study.settings.learner)
                self.app.push_screen(asked, self._named)
            case "keys":
                from course.tui.screens.shortcuts import ShortcutsScreen

                self.app.push_screen(ShortcutsScreen(self.study), self._keyed)
            case name:
                values = offered(name or "")
                if name and values:
                    now = getattr(self.study.settings, name)
                    place = values.index(now) + 1 if now in values else 0
                    self._choose(name, values[place % len(values)])

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click is like Enter."""
        event.stop()
        self.action_change()

    def action_reset(self) -> None:
        """The default again."""
        name = self.rows.chosen
        if name in NAMES:
            self._choose(name, None)

    def _themed(self, theme: str | None) -> None:
        if theme is None:
            self._apply()
        else:
            self._choose("theme", theme)

    def _named(self, learner: str | None) -> None:
        if learner is not None:
            self._choose("learner", learner or None)

    def _keyed(self, _done: None) -> None:
        self._apply()
        self._show()

    def _choose(self, name: str, value: Any) -> None:
        with self.told():
            try:
                said = prefer(self.study, name, value)
            except BadValue as bad:
                said = str(bad)
            left, _kept = self.heading()
            style = "$text-warning" if said else "$text-success"
            word = Content.styled(said or _("stored"), style)
            self.query_one(TitleLine).show(left, word)
            self._apply()
            self._show()

    def _apply(self) -> None:
        import os

        settings = self.study.settings
        wanted = meant(settings.theme, os.environ)
        if wanted in self.app.available_themes:
            self.app.theme = wanted
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.app.animation_level = "full" if settings.animations else "none"
        self.app.set_keymap(dict(settings.keys))
