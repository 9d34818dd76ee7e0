"""Writing a note: some lines of the learner's own, kept however one leaves."""

from contextlib import suppress
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from course.errors import CourseError
from course.i18n import _
from course.notes import write
from course.progress.store import NotStored
from course.study import Study
from course.tui.chrome import KeyLine


class NoteScreen(ModalScreen[None]):
    """The note at a place.

    Args:
        study: Keeps it.
        place: `lesson#section`, or a question's id.
        title: What the place is called.
    """

    CSS_PATH = "note.tcss"
    AUTO_FOCUS = "TextArea"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", _("keep and close"), priority=True, id="note.keep",
                tooltip=_("Keep what is written; an emptied note is removed")),
    ]  # fmt: skip

    fault = getters.query_one("#fault", Static)

    def __init__(self, study: Study, place: str, title: str) -> None:
        super().__init__()
        self.study = study
        self.place = place
        self._title = title
        known = study.progress.notes.get(place)
        self.text = TextArea(
            known.text if known else "",
            placeholder=Content(_("Write what you want to remember. Esc keeps it.")),
            compact=True,
            highlight_cursor_line=False,
        )

    def compose(self) -> ComposeResult:
        """What it is about, the text, and what is wrong with it."""
        with Vertical():
            yield Static(Content(self._title), id="head")
            yield self.text
            yield Static(id="fault")
            yield KeyLine()

    def on_mount(self) -> None:
        """Go on where the text ends."""
        self.text.move_cursor(self.text.document.end)
        self.fault.display = False

    def action_keep(self) -> None:
        """Keep the text and close; what cannot be kept stays in sight."""
        try:
            write(self.study, self.place, self.text.text)
        except NotStored as error:
            from course.tui.screens.unsaved import UnsavedScreen

            self.app.push_screen(UnsavedScreen(self.study, error))
        except CourseError as error:
            self.fault.update(Content(f"{error.message}: {error.help}"))
            self.fault.display = True
        else:
            self.dismiss()

    def on_unmount(self) -> None:
        """The program ends while one writes: the text is kept all the same."""
        with suppress(CourseError):
            write(self.study, self.place, self.text.text)
