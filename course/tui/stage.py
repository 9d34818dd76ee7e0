"""What stands before whoever plays: what is at stake, the story, the choices, what is cited."""

from collections.abc import Sequence

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region
from textual.widgets import Static

from course.content.scenario import Meter
from course.sessions.scenario import Movement
from course.study import Study
from course.tui.beside import Beside, Kind, Pointed, address
from course.tui.flow import Flow
from course.tui.inline import Notes
from course.tui.leaf import Leaf
from course.tui.links import follow
from course.tui.meters import Meters
from course.tui.rows import Row, RowList
from course.tui.ways import Ways


class Stage(Horizontal):
    """The story with the choices below it, and what is beside; the styles are the screen's."""

    page = getters.query_one("#page", Leaf)
    text = getters.query_one("#story", Static)
    ways = getters.query_one(Ways)
    beside = getters.query_one(Beside)

    def __init__(self, study: Study) -> None:
        super().__init__(id="body")
        self.study = study
        self.notes = Notes()
        """What the text that is shown points at."""

    def compose(self) -> ComposeResult:
        """A strip for where it is narrow, the page, a column for where it is wide."""
        yield Meters(id="strip")
        with Leaf(id="page") as page, Container(id="column"):
            page.can_focus = False
            yield Static(id="story")
            yield Ways(id="ways")
        with Vertical(id="side"):
            yield Meters(id="panel", is_column=True)
            yield Beside(id="beside")

    def show(self, story: Flow, rows: Sequence[Row], notes: Notes) -> None:
        """Put a page of the story, with what can be chosen after it."""
        self.notes = notes
        self.text.update(story)
        self.ways.rows = rows
        self.ways.highlighted = None
        self.ways.display = bool(rows)
        self.close_beside()
        self.page.scroll_home(animate=False)

    def show_meters(
        self, readings: tuple[tuple[Meter, int], ...], moved: tuple[Movement, ...]
    ) -> None:
        """Put what is at stake."""
        for meters in self.query(Meters):
            meters.readings, meters.moved = readings, moved

    # --- pointing and turning pages ---

    @property
    def has_more(self) -> bool:
        """Whether there is more to read below, and nothing is pointed at yet."""
        return self.page.has_more and not self.ways.chosen

    def turn(self, pages: int) -> None:
        """Turn the page."""
        if pages > 0:
            self.page.page_down()
        else:
            self.page.scroll_page_up(animate=False)

    @on(Ways.Highlighted, "#ways")
    def _keep_in_sight(self) -> None:
        # The list is as long as its rows, so it is the page around it that scrolls.
        if row := self.ways.pointed:
            at = self.ways.virtual_region.y + row.y
            self.page.scroll_to_region(Region(0, at, 1, row.height + 1), animate=False, force=True)

    @on(Ways.Beyond, "#ways")
    def _scroll_beyond(self, event: Ways.Beyond) -> None:
        event.stop()
        self.page.scroll_relative(y=event.step, animate=False)

    # --- beside the story ---

    def open_beside(self, kind: Kind, at: str | None = None) -> None:
        """Show what the text points at, and the entry `at` first of all."""
        self.beside.open(kind, self.notes, self.study.library, at)
        self.screen.add_class("-beside")

    def toggle_beside(self, kind: Kind) -> None:
        """Open the sources or the words, or close them."""
        if self.beside.kind == kind:
            self.close_beside()
        else:
            self.open_beside(kind)

    def close_beside(self) -> None:
        """Only the story."""
        self.beside.close()
        self.screen.remove_class("-beside")
        self.ways.focus(scroll_visible=False)

    @on(Pointed.Closed)
    def _give_back(self, event: Pointed.Closed) -> None:
        event.stop()
        self.close_beside()

    @on(RowList.Chosen, "Beside RowList")
    def _follow(self, event: RowList.Chosen) -> None:
        event.stop()
        if self.beside.kind == "terms":
            self.close_beside()
        elif url := address(event.id, self.study.library):
            follow(self.app, url)
