"""Which is right: this machine's clock, or the dates of what was done?"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from course.errors import CourseError
from course.greeting import clock_question
from course.i18n import _
from course.study import Study
from course.tui.chrome import KeyLine


class ClockScreen(ModalScreen[None]):
    """Asked at the start, when something is dated more than a day ahead of the clock."""

    CSS_PATH = "unsaved.tcss"

    HELP = _("Say whether the clock is right. Where you are not sure, you are asked again.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "mend",
            _("the clock is right"),
            id="clock.right",
            tooltip=_("Date back what was dated ahead, and reckon the reviews anew"),
        ),
        Binding(
            "escape",
            "dismiss",
            _("I am not sure"),
            id="clock.unsure",
            tooltip=_("Change nothing; you are asked again"),
        ),
    ]

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study

    def compose(self) -> ComposeResult:
        """What is doubtful, and what each answer does."""
        with VerticalScroll():
            yield Static(Content.styled(_("Is the clock right?"), "bold"))
            yield Static(Content(clock_question(self.study)))
            said = _("If it is wrong: leave, set it, and start again. Nothing is lost.")
            yield Static(Content.styled(said, "$text-muted"))
            yield KeyLine()

    def action_mend(self) -> None:
        """The clock is right."""
        try:
            self.study.learner.mend_clock()
        except CourseError as error:
            self.notify(f"{error.message}\n{error.help}", severity="error", markup=False)
            return
        self.dismiss()
