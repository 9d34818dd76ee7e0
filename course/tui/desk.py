"""What lies open while one reads: the outline, the text, and what the text points at."""

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from course.study import Study
from course.tui.beside import Beside, Kind, Pointed, address
from course.tui.leaf import Leaf
from course.tui.links import follow
from course.tui.rows import RowList

FOLDS_BELOW = 90
"""Columns below which the outline folds away."""


class Desk(Horizontal):
    """The text in the middle and the way between it and both sides; the styles are the screen's."""

    @dataclass
    class TermChosen(Message):
        """A word beside the text was chosen."""

        term: str

    def __init__(self, study: Study, text: Leaf) -> None:
        super().__init__(id="body")
        self.study = study
        self.outline = RowList(id="outline")
        self.text = text
        self.beside = Beside(id="beside")

    def compose(self) -> ComposeResult:
        """From left to right."""
        yield self.outline
        yield self.text
        yield self.beside

    def on_resize(self, event: events.Resize) -> None:
        """Fold the outline away where the text needs the room."""
        self.set_class(event.size.width >= FOLDS_BELOW, "-outlined")

    def clear(self) -> None:
        """Only the text, and the outline where there is room."""
        self._close_beside()
        self._leave_outline()

    def close_one(self) -> bool:
        """Close what was opened last; False when there was nothing."""
        if self.beside.kind:
            self._close_beside()
        elif self.outline.has_focus:
            self._leave_outline()
        else:
            return False
        return True

    def open_beside(self, kind: Kind, at: str | None = None) -> None:
        """Show what the text points at, and the entry `at` first of all."""
        self.beside.open(kind, self.text.notes, self.study.library, at)
        self.add_class("-beside")

    def toggle_beside(self, kind: Kind) -> None:
        """Open the sources or the words, or close them."""
        if self.beside.kind == kind:
            self._close_beside()
        else:
            self.open_beside(kind)

    def _close_beside(self) -> None:
        self.beside.close()
        self.remove_class("-beside")
        self.text.focus()

    @on(Pointed.Closed)
    def _give_back(self, event: Pointed.Closed) -> None:
        event.stop()
        self._close_beside()

    def toggle_outline(self) -> None:
        """Open the outline and go to it, or close it again."""
        if self.outline.has_focus:
            self._leave_outline()
        else:
            self._close_beside()
            self.add_class("-outlined")
            self.outline.focus()

    def _leave_outline(self) -> None:
        self.set_class(self.size.width >= FOLDS_BELOW, "-outlined")
        self.text.focus()

    @on(RowList.Chosen, "Beside RowList")
    def _follow(self, event: RowList.Chosen) -> None:
        event.stop()
        if self.beside.kind == "terms":
            self.post_message(self.TermChosen(event.id))
        elif url := address(event.id, self.study.library):
            follow(self.app, url)
