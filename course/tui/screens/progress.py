"""Progress: look rather than read, and take up what is weakest."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, assert_never

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from course.figures import Figures, figures
from course.i18n import _, ngettext
from course.insight.dates import lasting
from course.insight.weakest import MOST, Practise, Reread, Weak
from course.study import Study
from course.text import percent
from course.tui.chrome import TitleLine, quiet, spread
from course.tui.inline import wrapped
from course.tui.page import Page
from course.tui.progress_charts import show
from course.tui.rows import Row, RowList
from course.tui.widgets.charts.panel import Panel


class ProgressScreen(Page[None]):
    """All figures on one page; number keys act on the weakest objectives."""

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (118, "-two")]  # noqa: RUF012 (not a ClassVar above)

    HELP = _(
        "What you did and what you still know. *Weakest* is what would be left least of in a week "
        "without a review. *Recall* is what the schedule predicts you know now. Every chart has "
        "its reading in words below it, as `course progress` says it in lines."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1",
            "take(1)",
            _("work on"),
            key_display=f"1–{MOST}",
            id="progress.take_1",
            tooltip=_("Work on a weak objective: read its passage, or answer its questions"),
        ),
        # Help tells of them with the first.
        *(
            Binding(str(n), f"take({n})", show=False, system=True, id=f"progress.take_{n}")
            for n in range(2, MOST + 1)
        ),
        Binding(
            "enter",
            "choose",
            _("work on"),
            show=False,
            id="progress.choose",
            tooltip=_("Take up the highlighted objective"),
        ),
        Binding(
            "pagedown,space",
            "page(1)",
            _("more"),
            key_display="PgDn",
            id="progress.page_down",
            tooltip=_("To the figures below"),
        ),
        Binding(
            "o",
            "objectives",
            _("detail"),
            id="progress.objectives",
            tooltip=_("Recall by objective, or by module again"),
        ),
        Binding(
            "r", "review", _("review"), id="progress.review", tooltip=_("Be asked what is fading")
        ),
        quiet("tab", "app.focus_next", "progress.next", _("To the next figure")),
        Binding("shift+tab", "app.focus_previous", show=False, system=True),
        quiet("up,k", "scroll(-1)", "progress.up", _("A line up")),
        quiet("down,j", "scroll(1)", "progress.down", _("A line down")),
        quiet("pageup", "page(-1)", "progress.page_up", _("To the figures above")),
        quiet("home", "end(-1)", "progress.top", _("To the top")),
        quiet("end", "end(1)", "progress.bottom", _("To the end")),
        Binding("escape", "dismiss", _("home"), id="progress.home", tooltip=_("Back to Home")),
    ]

    _is_stale = False

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.figures: Figures = figures(study)
        self.by_objective = False

    def heading(self) -> tuple[Content, Content]:
        """What this is, and how much lies behind it."""
        days, time = len(self.figures.calendar.days), self.figures.time
        many = ngettext("{count} study day", "{count} study days", days).format(count=days)
        said = "" if time.is_empty else f"{many} · {lasting(time.total)}"
        return Content(_("Progress")), Content.styled(said, "$text-muted")

    def middle(self) -> ComposeResult:
        """A panel a figure."""
        with VerticalScroll(can_focus=False):
            yield Panel(id="calendar")
            with Container(id="columns"):
                with Vertical():
                    with Vertical(id="weakest", classes="figure"):
                        yield Static(id="weakest-title")
                        yield RowList(id="weak")
                    yield Panel(id="recall")
                    yield Panel(id="calibration")
                with Vertical():
                    yield Panel(id="forecast")
                    yield Panel(id="results")
                    yield Panel(id="time")

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def on_resize(self) -> None:
        """Whether there is more to see may have changed."""
        self.call_after_refresh(self.refresh_bindings)

    def on_screen_suspend(self) -> None:
        """What is done elsewhere will have to be shown."""
        self._is_stale = True

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile."""
        if self._is_stale:
            self._is_stale = False
            self.figures = figures(self.study)
            self._show()

    def _show(self) -> None:
        self.query_one(TitleLine).show(*self.heading())
        for panel in self.query(Panel):
            show(panel, panel.id or "", self.figures, by_objective=self.by_objective)
        title, weakest = self.figures.titled["weakest"]
        unit = _("share left in a week") if self.figures.weakest.objectives else ""
        head = Content.assemble(
            (title, "bold $text-primary"), (f"  {unit}\n", "$text-muted"), weakest.sentence
        )
        self.query_one("#weakest-title", Static).update(head)
        rows = self.query_one("#weak", RowList)
        rows.rows = tuple(self._rows())
        rows.display = bool(rows.rows)
        self.refresh_bindings()

    def _rows(self) -> Iterator[Row]:
        for place, weak in enumerate(self.figures.weakest.objectives, 1):
            yield Row(partial(_weak, place, weak), str(place))

    # --- acting on what is weak ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        match action, parameters:
            case "take", (int(place),):
                return place <= len(self.figures.weakest.objectives)
            case "choose", _:
                return self.query_one("#weak", RowList).has_focus
            case "page", _:
                return self.query_one(VerticalScroll).max_scroll_y > 0
            case "objectives", _:
                return self.figures.recall.share is not None
            case _:
                return True

    def action_take(self, place: int) -> None:
        """Do what is best for the objective at a place."""
        weak = self.figures.weakest.objectives[place - 1]
        match weak.advice:
            case Reread(passage):
                from course.tui.screens.lesson import LessonScreen

                with self.told():
                    self.app.push_screen(
                        LessonScreen(self.study, passage.lesson, passage.section, back=True)
                    )
            case Practise(questions):
                lesson = self.study.catalogue.lesson(weak.objective.lesson)
                with self.told():
                    self.open_attempt(self.study.again(lesson.quiz or "", questions))
            case advice:
                assert_never(advice)

    def action_choose(self) -> None:
        """Take up the highlighted objective."""
        self.query_one("#weak", RowList).choose()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_take(int(event.id))

    def action_review(self) -> None:
        """Be asked what is fading."""
        self.open_review()

    @on(events.DescendantFocus, "#weak")
    def _enter_the_list(self, event: events.DescendantFocus) -> None:
        rows = self.query_one("#weak", RowList)
        rows.highlight_end(1)
        whole = self.query_one("#weakest", Vertical)
        self.call_after_refresh(whole.scroll_visible, animate=False, top=True)

    @on(events.DescendantBlur, "#weak")
    def _leave_the_list(self, event: events.DescendantBlur) -> None:
        self.query_one("#weak", RowList).highlighted = None

    # --- looking ---

    def action_objectives(self) -> None:
        """Recall by objective instead of by module, or back."""
        self.by_objective = not self.by_objective
        panel = self.query_one("#recall", Panel)
        show(panel, "recall", self.figures, by_objective=self.by_objective)
        self.call_after_refresh(panel.scroll_visible, animate=False, top=True)

    @on(RowList.Beyond)
    def _beyond_the_list(self, event: RowList.Beyond) -> None:
        event.stop()
        if not event.far:
            self.action_scroll(event.step)

    def action_scroll(self, step: int) -> None:
        """A line up or down."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """To the figures below or above, so that none of them is cut in two."""
        page = self.query_one(VerticalScroll)
        top, height = page.scroll_offset.y, page.size.height
        extents = sorted(map(_extent, self.query("Panel, .figure")))
        if step > 0:
            cut = (y for y, bottom in extents if y > top and bottom > top + height)
            to = next(cut, top + height)
        else:
            whole = (y for y, _bottom in extents if top - height <= y < top)
            to = next(whole, top - height)
        page.scroll_to(y=to, animate=False)

    def action_end(self, step: int) -> None:
        """To the top or to the end."""
        page = self.query_one(VerticalScroll)
        page.scroll_to(y=0 if step < 0 else page.max_scroll_y, animate=False)


def _extent(figure: Widget) -> tuple[int, int]:
    """The first line of a figure on the whole page, and the one after its last."""
    y = figure.virtual_region.y
    above = figure.parent
    while isinstance(above, Widget) and not isinstance(above, VerticalScroll):
        y += above.virtual_region.y
        above = above.parent
    return y, y + figure.virtual_region.height


def _weak(place: int, weak: Weak, width: int) -> Content:
    """An objective with what is left of it, and what to do below."""
    figure = Content.styled(percent(weak.ahead), "bold")
    lead = Content.styled(f"{place}  ", "bold $text-accent")
    beside = width - figure.cell_length - 3
    first, *others = wrapped(Content(weak.objective.title), beside, lead).split("\n")
    advice = Content.assemble(("   → ", "$text-accent"), weak.advice.sentence)
    lines = [spread(first, figure, width), *others, *advice.wrap(width)]
    return Content("\n").join(lines)
