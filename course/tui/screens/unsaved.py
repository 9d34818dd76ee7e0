"""Something could not be stored: say so, and let the learner decide."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.i18n import _
from course.progress.store import NotStored
from course.study import Study
from course.tui.chrome import KeyLine


class UnsavedScreen(ModalScreen[None]):
    """Nothing is marked as saved that is not; going on without saving is the learner's word."""

    CSS_PATH = "unsaved.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape",
            "dismiss",
            _("back, to try again"),
            id="unsaved.back",
            tooltip=_("Try again"),
        ),
        Binding(
            "u",
            "go_on",
            _("go on without saving"),
            id="unsaved.go_on",
            tooltip=_("What you do from now on is forgotten when the program ends"),
        ),
    ]

    def __init__(self, study: Study, error: NotStored) -> None:
        super().__init__()
        self.study = study
        self.error = error

    def compose(self) -> ComposeResult:
        """What happened, what helps, what is possible."""
        with VerticalScroll():
            yield Static(Content.styled(_("This could not be stored"), "bold $text-error"))
            yield Static(Content(self.error.message))
            if self.error.help:
                yield Static(Content(self.error.help))
            yield Static(
                Content(
                    _(
                        "Nothing was lost that you were shown as stored. You can go back and try "
                        "once more, or go on without saving: then what you do from now on is "
                        "forgotten when the program ends."
                    )
                )
            )
            yield KeyLine()

    def action_go_on(self) -> None:
        """From now on only remember."""
        self.study.learner.go_on_unsaved()
        self.dismiss()
