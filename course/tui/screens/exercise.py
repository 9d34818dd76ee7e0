"""An exercise pack, read by the teacher: page by page, what is secret only when asked for."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

from course.content.handout import Aside, holding, pages, printing
from course.content.handout import Page as Sheet
from course.i18n import _
from course.study import Study
from course.tui.beside import Kind
from course.tui.chrome import TitleLine
from course.tui.desk import Desk
from course.tui.inline import LINK, SOURCE, TERM, Notes, inline, wrapped
from course.tui.leaf import Leaf
from course.tui.page import Page
from course.tui.parts import PartView
from course.tui.rows import Row, RowList


def _key(keys: str, action: str, verb: str, tells: str, shown: str | None = None) -> Binding:
    name = action.partition("(")[0]
    if action.startswith(("step", "beside")):
        name += keys[:1]
    return Binding(keys, action, verb, id=f"exercise.{name}", tooltip=tells, key_display=shown)


class ExerciseScreen(Page[None]):
    """A pack for a class.

    Args:
        study: Where the pack and what it points at come from.
        exercise: Id of the pack.
    """

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = "#text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-normal"), (130, "-wide")]  # noqa: RUF012
    HELP = _(
        "All that a teacher needs to run this exercise. What is secret of a role is shown only "
        "after x, since the screen may be on a projector, and is hidden again when you turn the "
        "page. To print it: `course exercise NAME --print FILE.md`, a role a sheet."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("enter,space", "go_on", _("go on"), _("Go on: down the page, then to the next")),
        _key("x", "secret", _("secret brief"), _("Show what only this role may know, or hide it")),
        _key(
            "left_square_bracket,left,backspace",
            "step(-1)",
            _("before"),
            _("To the page before"),
            "[",
        ),
        _key("right_square_bracket,right", "step(1)", _("after"), _("To the page after"), "]"),
        _key(
            "s", "beside('sources')", _("sources"), _("Open or close the sources beside the text")
        ),
        _key("g", "beside('terms')", _("glossary"), _("Open or close the words used here")),
        _key("escape", "leave", _("back"), _("Close what is beside the text, or go back")),
        _key("o", "outline", _("pages"), _("Open or close the list of pages")),
    ]

    at: var[int] = var(0, init=False, bindings=True)
    """Which page is shown."""
    told_secret: var[bool] = var(False, init=False, bindings=True)
    """Whether what is secret on it is shown."""

    def __init__(self, study: Study, exercise: str) -> None:
        super().__init__(study)
        self.exercise = exercise
        self.pack = study.library.exercise(exercise)
        self.sheets = pages(self.pack, study.catalogue.goals)
        self._text = Leaf(id="text")
        self._desk = Desk(study, self._text)

    @property
    def sheet(self) -> Sheet:
        """The page that is shown."""
        return self.sheets[self.at]

    # --- drawing ---

    def middle(self) -> ComposeResult:
        """The pages, the text, and what is beside it."""
        yield self._desk

    def on_mount(self) -> None:
        """List the pages and open the first."""
        self._desk.outline.rows = tuple(self._outline())
        self._show()

    def watch_at(self) -> None:
        """Turn to another page; its secrets are hidden."""
        self.set_reactive(ExerciseScreen.told_secret, False)
        self._show()

    def watch_told_secret(self) -> None:
        """Show or hide what is secret."""
        self._show()

    def validate_at(self, at: int) -> int:
        """There is none before the first and none after the last."""
        return min(max(at, 0), len(self.sheets) - 1)

    def _show(self) -> None:
        sheet, notes = self.sheet, Notes(self.study.library.written)
        self._text.notes = notes
        heading = inline(sheet.title, notes).stylize("bold $text-primary")
        parts: list[Widget] = [Static(heading, classes="heading")]
        parts += [PartView(part, notes) for part in sheet.parts]
        if sheet.secret and self.told_secret:
            label = Content.styled(
                _("SECRET: only for whoever holds this role"), "bold $text-warning"
            )
            parts += [Static(label, classes="part")]
            parts += [PartView(part, notes) for part in sheet.secret]
        elif sheet.secret:
            parts.append(PartView(_hidden(), notes))
        parts += [
            Static(Content.styled(line, "$text-muted"), classes="part") for line in self._end()
        ]
        self._text.replace(*parts)
        self._desk.clear()
        self._desk.outline.highlight(sheet.id)
        title = Content.assemble(_("Exercise"), " · ", inline(self.pack.title))
        where = _("page {page} of {of}").format(page=self.at + 1, of=len(self.sheets))
        right = Content.styled(where, "$text-muted")
        if self.told_secret:
            right = Content.assemble((_("secret brief shown"), "bold $text-warning"), "  ", right)
        self.query_one(TitleLine).show(title, right)

    def _end(self) -> Iterator[str]:
        if self.at == 0:
            yield _("To hold it with phones: {command}").format(command=holding(self.exercise))
            yield _("To print it: {command}").format(command=printing(self.exercise))
        if self.at + 1 < len(self.sheets):
            yield _("Next: {page}").format(page=inline(self.sheets[self.at + 1].title).plain)
        else:
            yield _("That was the last page.")

    def _outline(self) -> list[Row]:
        rows = []
        grouped = False
        for sheet in self.sheets:
            if sheet.group and not grouped:
                rows.append(Row(partial(wrapped, Content.styled(_("Roles"), "$text-muted"))))
            grouped = bool(sheet.group)
            lead = Content("  " if grouped else "")
            rows.append(Row(partial(_hung, inline(sheet.title), lead), sheet.id))
        return rows

    # --- turning pages ---

    def action_go_on(self) -> None:
        """What Enter means depends on where it is pressed."""
        if isinstance(self.focused, RowList):
            self.focused.choose()
        elif self._text.has_more:
            self._text.page_down()
        elif self.at + 1 < len(self.sheets):
            self.at += 1
        else:
            self.dismiss()

    def action_step(self, by: int) -> None:
        """To the page before or after."""
        self.at += by

    def action_secret(self) -> None:
        """Show what only the role may know, or hide it."""
        self.told_secret = not self.told_secret

    def action_beside(self, kind: Kind) -> None:
        """Open the sources or the words, or close them."""
        with self.told():
            self._desk.toggle_beside(kind)

    def action_outline(self) -> None:
        """Open the list of pages and go to it; close it again."""
        self._desk.toggle_outline()

    def action_leave(self) -> None:
        """Close what is beside the text; else back to where one came from."""
        if not self._desk.close_one():
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        match action, parameters:
            case "secret", _:
                return bool(self.sheet.secret)
            case "step", (-1,):
                return self.at > 0
            case "step", (1,):
                return self.at < len(self.sheets) - 1
            case "beside", ("sources",):
                return bool(self._text.notes.sources or self._text.notes.links)
            case "beside", ("terms",):
                return bool(self._text.notes.terms)
            case _:
                return True

    @on(RowList.Chosen, "#outline")
    def _turn_to(self, event: RowList.Chosen) -> None:
        event.stop()
        self.at = [sheet.id for sheet in self.sheets].index(event.id)
        self._desk.clear()

    def on_click(self, event: events.Click) -> None:
        """Open what a mark or a word in the text points at."""
        beside: tuple[tuple[Kind, str], ...] = (
            ("sources", SOURCE),
            ("sources", LINK),
            ("terms", TERM),
        )
        with self.told():
            for kind, key in beside:
                if key in event.style.meta:
                    self._desk.open_beside(kind, event.style.meta[key])


def _hung(text: Content, lead: Content, width: int) -> Content:
    return wrapped(text, width, lead)


def _hidden() -> Aside:
    said = _("Press x to show it, but not while the screen is on a projector.")
    return Aside(_("Secret brief"), said)
