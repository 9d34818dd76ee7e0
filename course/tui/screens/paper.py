"""Before a paper: what it asks, how long it takes, and one key to begin."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from course.i18n import _
from course.loading.catalogue import PaperEntry
from course.papers import in_words, take
from course.study import Study
from course.tui.chrome import titled
from course.tui.inline import paragraphs
from course.tui.page import Page


class PaperScreen(Page[None]):
    """Tells what is ahead; the clock starts when the learner says so."""

    CSS_PATH = "results.tcss"

    HELP = _("Nothing is drawn and no clock runs until you begin.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space", "begin", _("begin"), id="paper.begin", tooltip=_("Draw it and begin")
        ),
        Binding("escape", "dismiss", _("back"), id="paper.back", tooltip=_("Not now")),
    ]

    def __init__(self, study: Study, paper: PaperEntry) -> None:
        super().__init__(study)
        self.paper = paper
        self.content = study.library.paper(paper.id)

    def heading(self) -> tuple[Content, Content]:
        """The paper, and how long it is."""
        return titled(self.paper.title), Content.styled(in_words(self.paper), "$text-muted")

    def middle(self) -> ComposeResult:
        """What is ahead."""
        with VerticalScroll(can_focus=False), Container(id="column"):
            yield Static(paragraphs(self.content.intro), id="summary")
            ahead = Content.assemble((f"{_('Begin')}  ", "bold $text-primary"), "Enter")
            yield Static(ahead, classes="ahead")

    def action_begin(self) -> None:
        """Draw the paper and put its first question."""
        with self.told():
            self.open_attempt(take(self.study, self.paper))
