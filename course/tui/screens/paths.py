"""The outline of a scenario: paths taken and missed, and the endings one has come to."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from course import scenarios
from course.i18n import _, ngettext
from course.loading.catalogue import ScenarioEntry
from course.sessions.paths import Place, Taking, Way
from course.sessions.scenario import Run
from course.study import Study
from course.tui.inline import inline, wrapped
from course.tui.page import Page
from course.tui.rows import Row, RowList
from course.tui.story import endings_in_words

SIGNS: dict[Taking, tuple[str, str]] = {
    "now": ("●", "$text-success"),
    "before": ("◐", "$text-accent"),
    "never": ("○", "$text-muted"),
}


class PathsScreen(Page[int | None]):
    """Returns the place on the path at hand from which to take another, or None.

    Args:
        study: What the learner does with the course.
        entry: The scenario.
        run: The path at hand.
    """

    CSS_PATH = "paths.tcss"
    AUTO_FOCUS = "RowList"
    HELP = _(
        "Every scene you have seen, in the order of your path; what you took on earlier paths "
        "branches off to the right. Scenes you have not come to are not told. When your path has "
        "ended, choose one of its scenes to take another path from there: what you chose before it "
        "stays as it was."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            _("another path from here"),
            id="paths.choose",
            tooltip=_("Take another path from this scene"),
        ),
        Binding("escape,o", "dismiss", _("back"), id="paths.back", tooltip=_("Back to the scene")),
    ]

    def __init__(self, study: Study, entry: ScenarioEntry, run: Run) -> None:
        super().__init__(study)
        self.entry = entry
        self.path = run
        self.places = scenarios.outline_of(study, run)

    def heading(self) -> tuple[Content, Content]:
        """The scenario, and how much of it was seen."""
        title = Content.assemble(_("Paths"), " · ", inline(self.entry.title))
        said = _("{seen} of {all} scenes · ").format(
            seen=len(self.places), all=len(self.path.scenario.scenes)
        )
        return title, Content.styled(said, "$text-muted") + endings_in_words(self.study, self.entry)

    def middle(self) -> ComposeResult:
        """What the signs mean, then the places."""
        with Vertical(id="sheet"):
            yield Static(self._legend(), id="legend")
            yield RowList(tuple(self._rows()))

    def on_mount(self) -> None:
        """Begin at the last scene of the path."""
        rows, on_path = self.query_one(RowList), [p for p in self.places if p.step is not None]
        last = [place for place in on_path if place.scene.ending is None]
        rows.highlight(f"{last[-1].number}" if last else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A path is left only when it has ended."""
        return self.path.phase == "over" if action == "choose" else True

    def action_choose(self) -> None:
        """Take another path from the highlighted scene."""
        self.query_one(RowList).choose()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        place = self.places[int(event.id) - 1]
        if self.path.phase != "over":
            self.notify(_("You can take another path when this one has ended."), markup=False)
        elif not place.forks:
            self.notify(_("Choose a scene of your last path, before its end."), markup=False)
        else:
            self.dismiss(place.step)

    # --- drawing ---

    def _legend(self) -> Content:
        words: dict[Taking, str] = {
            "now": _("on this path"),
            "before": _("on an earlier path"),
            "never": _("not taken yet"),
        }
        shown = [Content.styled(*SIGNS[sign]) + f" {said}" for sign, said in words.items()]
        return Content("   ").join(shown).stylize("$text-muted")

    def _rows(self) -> Iterator[Row]:
        for place in self.places:
            yield Row(partial(self._place, place), f"{place.number}")
            yield Row(lambda width: Content())
        yield Row(partial(self._endings))

    def _place(self, place: Place, width: int) -> Content:
        indent = Content("    " * place.depth)
        number = Content.styled(f"{place.number:>2}  ", "$text-muted")
        heading = inline(place.scene.heading)
        if place.step is not None:
            heading = heading.stylize("bold")
        if place.scene.ending is not None:
            end = (_("  ends: {name}"), "$text-accent")
            heading = Content.assemble(heading, (end[0].format(name=place.scene.ending), end[1]))
        lines = [wrapped(heading, width, indent + number)]
        if place.scene.id == self.path.scene.id and self.path.phase != "over":
            lines[0] = lines[0] + Content.styled(_("  you are here"), "$text-accent")
        lines += [self._way(way, indent, width) for way in place.ways]
        return Content("\n").join(lines)

    def _way(self, way: Way, indent: Content, width: int) -> Content:
        lead = Content.assemble(indent, "    ", SIGNS[way.taking], " ")
        to = Content.styled("".join(f" → {number}" for number in way.to), "$text-muted")
        text = inline(way.choice.text)
        text = text.truncate(max(8, width - lead.cell_length - to.cell_length), ellipsis=True)
        return lead + (text.stylize("$text-muted") if way.taking == "never" else text) + to

    def _endings(self, width: int) -> Content:
        known = scenarios.played(self.study, self.entry.id)
        seen = known.endings if known else frozenset()
        lines = [Content.styled(_("Endings"), "bold $text-primary")]
        missed = 0
        for end in self.path.scenario.endings:
            if end.id in seen:
                lead = Content.assemble("    ", SIGNS["now"], " ")
                lines.append(wrapped(inline(end.ending or ""), width, lead))
            else:
                missed += 1
        if missed:
            said = ngettext(
                "{count} that you have not come to", "{count} that you have not come to", missed
            ).format(count=missed)
            lead = Content.assemble("    ", SIGNS["never"], " ")
            lines.append(lead + Content.styled(said, "$text-muted"))
        return Content("\n").join(lines)
