"""Every key the program has, and how to have another."""

from functools import partial
from itertools import groupby
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.i18n import _
from course.preference import prefer
from course.settings import BadValue
from course.study import Study
from course.tui.chrome import KeyLine, TitleLine, key_name, spread
from course.tui.page import Page
from course.tui.rows import Row, RowList
from course.tui.shortcuts import clashes, known

FIRST = ("app", "home", "lesson", "question", "results", "progress", "settings")
"""Where one is most, in this order; the others follow by name."""

ROOMY = 90
"""Cells of a row from which the id that stands in the settings file is shown too."""

KEYS = 24
"""Cells that the keys take then."""


class ShortcutsScreen(Page[None]):
    """A row a shortcut; Enter, then the key it shall have."""

    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "RowList"

    HELP = _(
        "Enter, and then press the key that it shall have. Backspace gives it back its own. "
        "The same can be written in the settings file, under `[keys]`."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "change", _("another key"), id="shortcuts.change", tooltip=_("Press it then")
        ),
        Binding(
            "backspace",
            "reset",
            _("its own"),
            id="shortcuts.reset",
            tooltip=_("The key it came with"),
        ),
        Binding("escape", "dismiss", _("back"), id="shortcuts.back", tooltip=_("To the settings")),
    ]

    def heading(self) -> tuple[Content, Content]:
        """What this is, and what is wrong with it."""
        found = len({key for _one, _two, key in clashes(self.study.settings.keys)})
        said = _("{count} keys stand for two things").format(count=found) if found else ""
        return Content(_("Shortcuts")), Content.styled(said, "$text-warning")

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.rows = RowList(self._rows())

    def middle(self) -> ComposeResult:
        """The rows."""
        with Vertical(id="shortcuts"):
            yield self.rows

    def on_mount(self) -> None:
        """Begin with the first."""
        self.rows.highlight_end(1)

    def _rows(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        for place, group in groupby(sorted(known(), key=_order), key=_place):
            named = _("Everywhere") if place == "app" else place.replace("_", " ").capitalize()
            heading = Content.styled(named, "bold $text-primary")
            gap = [Content()] if rows else []
            rows.append(Row(partial(_heading, [*gap, heading])))
            rows += [Row(partial(self._draw, name), name) for name in group]
        return tuple(rows)

    def _draw(self, name: str, width: int) -> Content:
        binding, own = known()[name], self.study.settings.keys.get(name)
        keys = [key_name(Binding(key, "")) for key in (own or binding.key).split(",")]
        said = Content.styled(_(" or ").join(keys), "bold $text-primary" if own else "bold")
        if width >= ROOMY:
            said = Content.styled(f"{name}   ", "$text-muted") + said.pad_left(
                max(0, KEYS - said.cell_length)
            )
        return spread(Content(str(binding.tooltip or binding.description)), said + " ", width)

    def action_change(self) -> None:
        """Wait for the key."""
        if name := self.rows.chosen:
            self.app.push_screen(PressScreen(name), partial(self._pressed, name))

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_change()

    def action_reset(self) -> None:
        """Its own key again."""
        if name := self.rows.chosen:
            self._choose(name, None)

    def _pressed(self, name: str, key: str | None) -> None:
        if key:
            self._choose(name, key)

    def _choose(self, name: str, key: str | None) -> None:
        with self.told():
            try:
                prefer(self.study, f"keys.{name}", key)
            except BadValue as bad:
                self.notify(str(bad), markup=False)
                return
            self.rows.rows = self._rows()
            self.query_one(TitleLine).show(*self.heading())
            for one, two, same in clashes(self.study.settings.keys):
                if name in (one, two):
                    said = _("{key} is also {other}.").format(key=same, other=two)
                    self.notify(said, severity="warning", markup=False)


def _place(name: str) -> str:
    return name.partition(".")[0]


def _order(name: str) -> tuple[int, str]:
    place = _place(name)
    return (FIRST.index(place) if place in FIRST else len(FIRST), name)


def _heading(lines: list[Content], width: int) -> Content:
    return Content("\n").join(lines)


class PressScreen(ModalScreen[str | None]):
    """Returns the next key that is pressed; None for Escape."""

    CSS_PATH = "settings.tcss"

    HELP = _("Press the key that it shall have.")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_of = name

    def compose(self) -> ComposeResult:
        """What is waited for."""
        binding = known()[self.name_of]
        with Vertical():
            yield Static(Content(str(binding.tooltip or binding.description)), id="head")
            yield Static(
                Content(_("Press the key it shall have; Esc keeps the one it has.")), classes="told"
            )
            yield KeyLine()

    def on_key(self, event: events.Key) -> None:
        """This is the one."""
        event.stop()
        self.dismiss(None if event.key == "escape" else event.key)
