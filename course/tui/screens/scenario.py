"""A scenario: a scene and what one may do in it, then what followed, until it ends."""

from typing import ClassVar, assert_never

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from course import scenarios
from course.i18n import _
from course.sessions.events import ScenarioEvent
from course.sessions.scenario import Movement, Run, beginning, choose, go_on
from course.study import Study
from course.tui import story
from course.tui.beside import BESIDE, Kind
from course.tui.chrome import TitleLine, quiet
from course.tui.flow import Flow
from course.tui.inline import Notes, inline
from course.tui.page import Page
from course.tui.rows import Row
from course.tui.stage import Stage
from course.tui.ways import Ways


def _key(keys: str, action: str, verb: str, tells: str) -> Binding:
    name = action.partition("(")[0]
    return Binding(keys, action, verb, id=f"scenario.{name}", tooltip=tells)


class ScenarioScreen(Page[None]):
    """A scenario from whoever one is in it to its debrief.

    Args:
        study: What the learner does with the course.
        scenario: Id of the scenario; it goes on where it was left.
    """

    CSS_PATH = "scenario.tcss"
    AUTO_FOCUS = "Ways"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012
    HELP = _(
        "Read what happens, then choose what you do: with a number or the arrows, and Enter. What "
        "you choose stands; what follows comes from it, and from what you chose before. The bars "
        "show what is at stake. A closed choice says why. You can leave at any time and come back "
        "to the same scene. At the end you are told what really happened, and you can take "
        "another path from any scene of yours."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("enter,space", "go_on", _("go on"), _("Go on: down the page, then what is chosen")),
        *(
            Binding(str(n), f"point({n})", show=False, id=f"scenario.point-{n}")
            for n in range(1, 5)
        ),
        _key("escape", "leave", _("leave"), _("Leave; the place is kept")),
        _key("o", "paths", _("paths"), _("See the paths taken and missed")),
        _key("n", "again", _("play again"), _("Play it again from the beginning")),
        _key("v", "read", _("passage"), _("Read where this is taught, and come back")),
        _key("s", "beside('sources')", _("sources"), _("Open or close the sources")),
        _key("g", "beside('terms')", _("glossary"), _("Open or close the words used here")),
        _key("w", "role", _("who you are"), _("Read again who you are here")),
        quiet("pageup", "turn(-1)", "scenario.page_up", _("A page up")),
        quiet("pagedown", "turn(1)", "scenario.page_down", _("A page down")),
    ]

    run: var[Run | None] = var[Run | None](None, init=False, bindings=True)
    """The run at hand; None before the first scene."""
    at_role: var[bool] = var(False, init=False, bindings=True)
    """Whether one reads again who one is."""

    stage = getters.query_one(Stage)

    def __init__(self, study: Study, scenario: str) -> None:
        super().__init__(study)
        self.entry = study.catalogue.scenario(scenario)
        self.scenario = study.library.scenario(scenario)
        if scenarios.begun(study, scenario):
            self.set_reactive(ScenarioScreen.run, scenarios.play(study, scenario))

    # --- drawing ---

    def middle(self) -> ComposeResult:
        """The stage, and a line with the next step."""
        yield Stage(self.study)
        with Horizontal(id="bar"), Horizontal():
            yield Static(id="note")
            yield Static(id="proceed")

    def on_mount(self) -> None:
        """Show the scene one is in."""
        self._show()
        self.watch(self.stage.page, "scroll_y", self._say_next, init=False)
        if self.run and self.run.is_cut:
            said = _(
                "This scenario was changed since you were here. You go on from the last scene "
                "that is still as it was."
            )
            self.notify(said, markup=False, timeout=12)

    @property
    def view(self) -> str:
        """What is shown: `role`, `opening`, or the phase of the run."""
        if self.at_role:
            return "role"
        return self.run.phase if self.run else "opening"

    def watch_run(self) -> None:
        """Show what changed."""
        self._show()

    def watch_at_role(self) -> None:
        """Show who one is, or the scene again."""
        self._show()

    def _show(self) -> None:
        notes = Notes(self.study.library.written)
        with self.app.batch_update():
            self.stage.show(*self._story(notes), notes)
            self._show_meters()
        title = Content.assemble(_("Scenario"), " · ", inline(self.entry.title))
        self.query_one(TitleLine).show(title, self._how_far())
        self._say()
        # How much there is below is known only once it was laid out.
        self.call_after_refresh(self._say_next)

    def on_resize(self) -> None:
        """There may be more below, or less."""
        self.call_after_refresh(self._say_next)

    def _story(self, notes: Notes) -> tuple[Flow, tuple[Row, ...]]:
        run = self.run
        if run is None or self.at_role:
            rows = () if run else tuple(story.openings(self.study, self.entry))
            return story.role(self.scenario, notes), rows
        match run.phase:
            case "choosing":
                return story.scene(run, notes), tuple(story.ways(run, notes))
            case "outcome":
                return story.outcome(run, notes), ()
            case "over":
                ended = story.ending(self.study, self.entry, run, notes)
                return ended, tuple(story.steps(self.study, run))
            case _:
                assert_never(run.phase)

    def _show_meters(self) -> None:
        standing = self.run.standing if self.run else beginning(self.scenario)
        moved: tuple[Movement, ...] = ()
        if self.run and self.view == "outcome":
            moved = self.run.path[-1].movements(self.scenario)
        readings = zip(self.scenario.meters, standing.meters, strict=True)
        self.stage.show_meters(tuple(readings), moved)

    def _how_far(self) -> Content:
        if self.run and self.run.phase != "over":
            said = _("choice {number}").format(number=len(self.run.path) + (self.view != "outcome"))
            return Content.styled(said, "$text-muted")
        return story.endings_in_words(self.study, self.entry)

    # --- the next step ---

    @property
    def _row(self) -> str | None:
        """The row that Enter takes; where nothing is decided, the first without pointing at it."""
        ways = self.stage.ways
        if self.view == "choosing":
            return ways.chosen
        return ways.chosen or next((row.id for row in ways.rows if row.id), None)

    def _say(self, words: str = "") -> None:
        """A word beside the next step, and the next step."""
        self.query_one("#note", Static).update(Content(words), layout=False)
        self._say_next()

    def _say_next(self) -> None:
        # A page that was taken away meanwhile, as at a save in a preview, is told no more.
        for proceed in self.query("#proceed").results(Static):
            proceed.update(Content(self._next_step()))

    def _next_step(self) -> str:
        pointed = self.stage.ways.chosen
        if self.stage.has_more:
            return f"{_('Read on')}  Enter"
        match self.view:
            case "choosing" if not pointed:
                return _("Choose  1-{last}").format(
                    last=len(self.run.scene.choices) if self.run else 0
                )
            case "choosing":
                return f"{_('Do this')}  Enter"
            case "opening" if not self._is_known:
                return f"{_('Begin')}  Enter"
            case "opening" if not pointed:
                return f"{_('Play again')}  Enter"
            case "over":
                return f"{_('Choose')}  Enter"
            case _:
                return f"{_('Go on')}  Enter"

    @on(events.Click, "#proceed")
    def action_go_on(self) -> None:
        """Down the page, then what is chosen."""
        if self.stage.beside.list.has_focus:
            self.stage.beside.list.choose()
        elif self.stage.has_more:
            self.stage.turn(1)
        elif self.at_role:
            self.at_role = False
        elif self.view == "outcome" and self.run:
            self._do(go_on(self.run))
        elif row := self._row:
            self._take(row)
        else:
            self._say(_("Choose first: with a number or the arrows."))

    def _do(self, event: ScenarioEvent) -> None:
        with self.told():
            if self.run:
                self.run = scenarios.do(self.study, self.run, event)

    def _take(self, row: str) -> None:
        if self.view == "choosing" and self.run:
            self._do(choose(self.run, row))
            return
        match row.split(" "):
            case ["again"]:
                self.action_again()
            case ["paths"]:
                self.action_paths()
            case ["read", place]:
                self._read(place)
            case _:
                self.action_leave()

    @on(Ways.Chosen, "#ways")
    def _chosen(self, event: Ways.Chosen) -> None:
        event.stop()
        self._take(event.id)

    # --- pointing and turning pages ---

    def action_point(self, number: int) -> None:
        """Point at the choice of a number."""
        if self.view != "choosing" or self.run is None:
            return
        choices = self.run.scene.choices
        if number > len(choices):
            return
        self.stage.ways.highlight(choices[number - 1].id)
        if self.stage.ways.chosen is None:
            self._say(_("This choice is closed."))

    @on(Ways.Highlighted, "#ways")
    def _pointed(self) -> None:
        self._say()

    def action_turn(self, pages: int) -> None:
        """Turn the page."""
        self.stage.turn(pages)

    # --- one verb each ---

    @property
    def _is_known(self) -> bool:
        """Whether it was played before."""
        return scenarios.played(self.study, self.entry.id) is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        match action:
            case "paths":
                return self._is_known
            case "again":
                return self.view == "over" or (self.run is None and self._is_known)
            case "read":
                return self.view == "over"
            case "role":
                return self.run is not None
            case "beside":
                notes = self.stage.notes if self.is_mounted else Notes()
                return bool(notes.sources if parameters == ("sources",) else notes.terms)
            case _:
                return True

    def action_again(self) -> None:
        """Begin, or begin anew."""
        with self.told():
            self.run = scenarios.play(self.study, self.entry.id)

    def action_paths(self) -> None:
        """See the paths taken and missed; after the end, take another from there."""
        from course.tui.screens.paths import PathsScreen

        run = self.run or scenarios.last_run(self.study, self.entry.id)
        if run:
            self.app.push_screen(PathsScreen(self.study, self.entry, run), self._from_scene)

    def _from_scene(self, step: int | None) -> None:
        run = self.run or scenarios.last_run(self.study, self.entry.id)
        if run and step is not None:
            with self.told():
                self.run = scenarios.another_path(self.study, run, step)

    def action_read(self) -> None:
        """Read where it is taught: what is pointed at, else the first."""
        ways = self.stage.ways
        ids = [ways.chosen, *(row.id for row in ways.rows)]
        place = next((row for row in ids if row and row.startswith("read ")), None)
        if place:
            self._read(place.removeprefix("read "))

    def _read(self, place: str) -> None:
        from course.tui.screens.lesson import LessonScreen

        lesson, _mark, section = place.partition("#")
        with self.told():
            self.app.push_screen(LessonScreen(self.study, lesson, section, back=True))

    def action_role(self) -> None:
        """Who one is, or back to the scene."""
        self.at_role = not self.at_role

    def action_leave(self) -> None:
        """Close what is open; else leave."""
        if self.stage.beside.kind:
            self.stage.close_beside()
        elif self.at_role:
            self.at_role = False
        else:
            self.dismiss()

    # --- beside the story ---

    def action_beside(self, kind: Kind) -> None:
        """Open the sources or the words, or close them."""
        with self.told():
            self.stage.toggle_beside(kind)

    def on_click(self, event: events.Click) -> None:
        """Open what a mark or a word in the text points at."""
        meta = event.style.meta
        with self.told():
            for kind, key in BESIDE:
                if key in meta:
                    event.stop()
                    self.stage.open_beside(kind, meta[key])
