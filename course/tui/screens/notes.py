"""Notes and bookmarks: all that the learner keeps, in the order of the course."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from course.content.markup import bare
from course.i18n import _, ngettext
from course.insight.dates import month
from course.loading.catalogue import LessonEntry
from course.notes import MARKED, WRITTEN, Kept, as_markdown, by_lesson, kept
from course.text import joined
from course.tui.chrome import TitleLine, spread
from course.tui.flow import Block, Flow
from course.tui.page import Page
from course.tui.rows import Row, RowList

SIGNS = 4
"""Cells of the signs before an entry."""


class NotesScreen(Page[None]):
    """The list on the left; on the right what is written, where there is room."""

    CSS_PATH = "notes.tcss"
    AUTO_FOCUS = "RowList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    HELP = _(
        "All notes (✎) and bookmarks (★). Enter opens the passage or the question they belong to. "
        "You make them there: n writes a note, b puts a bookmark."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", _("open"), id="notes.open", tooltip=_("Open where it belongs")),
        Binding("n", "note", _("change the note"), id="notes.note",
                tooltip=_("Write the note anew; emptied it is removed")),
        Binding("b", "bookmark", _("bookmark"), id="notes.bookmark",
                tooltip=_("Put a bookmark there, or take it out")),
        Binding("x", "export", _("save as Markdown"), id="notes.export",
                tooltip=_("Write all of them to a file in this folder")),
        Binding("escape", "dismiss", _("back"), id="notes.back",
                tooltip=_("Back to where you were")),
    ]  # fmt: skip

    def heading(self) -> tuple[Content, Content]:
        """How many there are."""
        notes, marks = len(self.study.progress.notes), len(self.study.progress.bookmarks)
        said = []
        if notes:
            said.append(ngettext("{count} note", "{count} notes", notes).format(count=notes))
        if marks:
            said.append(
                ngettext("{count} bookmark", "{count} bookmarks", marks).format(count=marks)
            )
        right = Content.styled(joined(said, _("and")), "$text-muted")
        return Content(_("Notes and bookmarks")), right

    def middle(self) -> ComposeResult:
        """The list and what is written."""
        with Vertical(id="sheet"):
            yield Static(id="empty")
            with Horizontal():
                yield RowList(id="kept")
                with VerticalScroll(id="written", can_focus=False):
                    yield Static()

    def on_mount(self) -> None:
        """Show them, the first highlighted."""
        self._show()
        self.rows.highlight_end(1)

    def on_screen_resume(self) -> None:
        """Show what was changed meanwhile."""
        if self.is_mounted:
            self._show()

    @property
    def rows(self) -> RowList:
        """The entries."""
        return self.query_one("#kept", RowList)

    @property
    def chosen(self) -> Kept | None:
        """The highlighted entry."""
        name = self.rows.chosen
        return next((one for one in self._kept if one.name == name), None)

    def _show(self) -> None:
        self._kept = kept(self.study)
        self.rows.rows = tuple(self._lines())
        if self.rows.highlighted is None:
            self.rows.highlight_end(1)
        empty = self.query_one("#empty", Static)
        empty.display = not self._kept
        empty.update(Content(EMPTY))
        self.query_one(TitleLine).show(*self.heading())
        self._show_written()

    def _lines(self) -> Iterator[Row]:
        for number, (lesson, some) in enumerate(by_lesson(self._kept)):
            if number:
                yield Row(lambda width: Content())
            yield Row(partial(_lesson, lesson))
            for one in some:
                yield Row(partial(_entry, one), one.name)

    @on(RowList.Highlighted)
    def _show_written(self) -> None:
        one = self.chosen
        shown = Flow(_close_up(one)) if one else Content()
        self.query_one("#written Static", Static).update(shown)
        self.refresh_bindings()

    # --- acting on one ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible with what there is."""
        match action:
            case "open":
                return self.chosen is not None and self.chosen.place is not None
            case "note" | "bookmark":
                return self.chosen is not None
            case "export":
                return bool(self._kept)
            case _:
                return True

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the place of the highlighted entry; of a question not met, its passage."""
        one = self.chosen
        if one is None or one.place is None:
            return
        if one.place.item and one.name not in self.study.met():
            self.open_passage(one.place.passage or one.place.lesson.id)
        else:
            self.open_place(one.name)

    def action_note(self) -> None:
        """Write the note anew."""
        if self.chosen:
            self.edit_note(self.chosen.name)

    def action_bookmark(self) -> None:
        """Put a bookmark or take it out."""
        if self.chosen:
            self.toggle_bookmark(self.chosen.name)
            self._show()

    def action_export(self) -> None:
        """Write all of them as Markdown, under a name that is free."""
        names = (f"notes{'' if n == 1 else f'-{n}'}.md" for n in range(1, 1_000))
        path = next(path for name in names if not (path := Path.cwd() / name).exists())
        try:
            path.write_text(as_markdown(self.study), encoding="utf-8")
        except OSError as error:
            said = _("Not written: {why}.").format(why=error.strerror)
            self.notify(said, severity="error", markup=False)
        else:
            self.notify(str(path), title=_("Written"), markup=False, timeout=10)


EMPTY = _(
    "Nothing is kept here yet. While you read, or at an answer: n writes a note, b puts a bookmark."
)


def _lesson(lesson: LessonEntry | None, width: int) -> Content:
    said = f"{lesson.number}  {bare(lesson.title)}" if lesson else _("No longer in the course")
    return spread(Content.styled(said, "bold"), Content(), width)


def _entry(one: Kept, width: int) -> Content:
    lines = [spread(_signed(one) + Content(one.title), Content(), width)]
    if one.note:
        first = " ".join(one.note.text.split())
        text = Content.styled(first, "$text-muted").truncate(max(1, width - SIGNS), ellipsis=True)
        lines.append(Content(" " * SIGNS) + text)
    return Content("\n").join(lines)


def _signed(one: Kept) -> Content:
    mark = (MARKED, "$text-accent") if one.bookmarked else " "
    note = (WRITTEN, "$text-secondary") if one.note else " "
    return Content.assemble(mark, note, "  ")


def _close_up(one: Kept) -> list[Block]:
    asked = _("question") if one.place and one.place.item else _("passage")
    blocks = [Block(Content.styled(asked, "$text-muted"))]
    blocks.append(Block(Content.styled(one.title, "bold"), gap=1))
    if one.bookmarked:
        said = _("Bookmarked on {day}").format(day=_day(one.bookmarked))
        blocks.append(Block(Content(said), Content(f"{MARKED} "), gap=1))
    if one.note:
        blocks.append(Block(Content(one.note.text), Content(f"{WRITTEN} "), gap=1))
        when = _("Written on {day}").format(day=_day(one.note.at))
        blocks.append(Block(Content.styled(when, "$text-muted"), gap=1))
    return blocks


def _day(at: datetime) -> str:
    return f"{at.day} {month(at)} {at.year}"
