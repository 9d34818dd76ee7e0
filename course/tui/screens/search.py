"""Search: everything that can be found, ranked while one types, and opened where it stands."""

from collections.abc import Iterator
from threading import Lock
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from course.finding import Finder, kind_named
from course.i18n import _
from course.search import KINDS, Found, Hit, Kind
from course.study import Study
from course.tui.chrome import TitleLine, quiet
from course.tui.found import close_up, hit_rows
from course.tui.page import Page
from course.tui.rows import RowList
from course.tui.widgets.looking import Looking

EMPTY = _(
    "Lessons, words of the glossary, sources, your notes, and the questions you have met. "
    "A beginning is enough, a slip is forgiven, “words in quotes” stand together."
)

KIND = "kind"
"""Meta data of the word that narrows the search to a kind."""


class SearchScreen(Page[None]):
    """A line to type in and what it finds; the line keeps the keys, the arrows choose.

    Args:
        study: What is searched, as it is now.
        query: What to look for at once.
        kind: The one kind to look for.
    """

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#query"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    HELP = _(
        "Type words: those texts come first that have all of them, and of these the ones that are "
        "called so. A beginning of a word is enough, accents do not matter, and a slip of the pen "
        'is forgiven. `"words in quotes"` must stand together. Tab narrows the search to one kind. '
        "Questions are found once you have met them."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", _("open"), priority=True, id="search.open",
                tooltip=_("Open it where it stands")),
        Binding("down", "move(1)", _("choose"), key_display="↑↓", priority=True, id="search.down",
                tooltip=_("The next of what was found")),
        Binding("up", "move(-1)", show=False, priority=True, id="search.up",
                tooltip=_("The one before")),
        Binding("tab", "narrow(1)", _("only one kind"), priority=True, id="search.kind",
                tooltip=_("Only lessons, only words ...")),
        Binding("shift+tab", "narrow(-1)", show=False, priority=True, id="search.kind_back",
                tooltip=_("The kind before")),
        quiet("pagedown", "page(1)", "search.page_down", _("A page down")),
        quiet("pageup", "page(-1)", "search.page_up", _("A page up")),
        Binding("escape", "leave", _("back"), id="search.back",
                tooltip=_("Back to where you were")),
    ]  # fmt: skip

    def __init__(self, study: Study, query: str = "", kind: Kind | None = None) -> None:
        super().__init__(study)
        self._query = query
        self._kind = kind
        """The one kind that is asked for; None for all."""
        self._found = Found()
        self._finder: Finder | None = None
        self._seen = study.progress
        self._making = Lock()

    def heading(self) -> tuple[Content, Content]:
        """The screen's name; what was found is said once it is."""
        return Content(_("Search")), Content()

    def middle(self) -> ComposeResult:
        """The line, the kinds, what was found and the chosen one close up."""
        with Vertical(id="sheet"):
            yield Looking(self._query, _("words, or “words together”"), id="query")
            yield Static(id="kinds")
            with Horizontal():
                with Vertical(id="list"):
                    yield Static(id="said")
                    hits = RowList(id="hits")
                    hits.can_focus = False
                    yield hits
                yield Static(id="close-up")

    def on_mount(self) -> None:
        """Make everything ready while the first word is typed."""
        self._show()
        self._look()

    def on_screen_resume(self) -> None:
        """Notes and questions may have come meanwhile."""
        if self._finder and self._seen is not self.study.progress:
            self._finder = None
            self._look()

    @property
    def may_look_up(self) -> bool:
        """One is searching already."""
        return False

    # --- searching ---

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._query:
            self._query = event.value
            self._look()

    def _look(self) -> None:
        """Search in a thread, so that typing never waits; a newer search replaces an older."""
        query, kinds = self._query, (self._kind,) if self._kind else KINDS

        def search() -> None:
            worker = get_current_worker()
            with self._making:
                if worker.is_cancelled:
                    return
                self._seen = self.study.progress
                finder = self._finder = self._finder or Finder(self.study)
                found = finder.find(query, kinds)
            if not worker.is_cancelled:
                self.app.call_from_thread(self._put, query, found)

        self.run_worker(search, thread=True, exclusive=True, group="search")

    def _put(self, query: str, found: Found) -> None:
        if query != self._query or not self.is_attached:
            return
        hits = self.query_one("#hits", RowList)
        same = found.hits == self._found.hits
        self._found = found
        with self.app.batch_update():
            if not same:
                hits.rows = tuple(hit_rows(self.study, found))
                hits.highlight_end(1)
                hits.scroll_home(animate=False)
            self._show()

    # --- showing ---

    def _show(self) -> None:
        self.query_one("#kinds", Static).update(self._kinds(), layout=False)
        said, words = self.query_one("#said", Static), self._said()
        if words != said.content:
            said.update(words)
            said.display = bool(words)
        self.query_one(TitleLine).right = Content.styled(self._counted(), "$text-muted")
        self._show_close_up()
        self.refresh_bindings()

    def _counted(self) -> str:
        found = self._found
        if not found.total:
            return ""
        if found.complete in (0, found.total):
            return _("{count} found").format(count=found.total)
        return _("{count} found, {some} with some of the words").format(
            count=found.complete, some=found.total - found.complete
        )

    def _kinds(self) -> Content:
        parts = [self._kind_word(None, sum(many for _kind, many in self._found.counts))]
        parts += [self._kind_word(kind, many) for kind, many in self._found.counts]
        return Content("   ").join(parts) if self._found.counts else Content()

    def _kind_word(self, kind: Kind | None, many: int) -> Content:
        name = kind_named(kind, 2) if kind else _("all")
        here = "bold underline" if kind == self._kind else "$text-muted"
        text = Content.assemble((name, here), (f" {many}", "$text-muted"))
        return text.stylize(Style.from_meta({KIND: kind or ""}))

    def _said(self) -> Content:
        """What there is to say of what was found; above it, or in its place."""
        found = self._found
        if not self._query.strip():
            return Content(EMPTY)
        if self._finder is None:
            return Content.styled(_("Making the course ready to be searched …"), "$text-muted")
        if not found.total:
            return Content("\n").join(map(Content, self._nothing()))
        said = []
        if found.meant:
            taken = ", ".join(f"“{meant}” for “{word}”" for word, meant in found.meant)
            said.append(_("Nothing begins with that; taken: {words}.").format(words=taken))
        if not found.complete:
            said.append(_("Nothing has all of these words; this has some."))
        return Content.styled(" ".join(said), "$text-warning")

    def _nothing(self) -> Iterator[str]:
        yield _("Nothing has “{words}”.").format(words=self._query.strip())
        if self._kind and self._found.counts:
            yield _("Among other kinds there is something: Tab shows it.")
        else:
            yield _("Try fewer words, the beginning of one, or another word for it.")
        if not self.study.progress.met:
            yield _("Questions are found once you have met them.")

    def _show_close_up(self) -> None:
        hit = self._chosen
        shown = close_up(self.study, hit) if hit else Content()
        self.query_one("#close-up", Static).update(shown, layout=False)

    @property
    def _chosen(self) -> Hit | None:
        place = self.query_one("#hits", RowList).highlighted
        hits = self._found.hits
        return hits[place] if place is not None and place < len(hits) else None

    @on(RowList.Highlighted)
    def _look_closer(self, event: RowList.Highlighted) -> None:
        event.stop()
        self._show_close_up()

    # --- choosing ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible with what was found."""
        match action:
            case "open" | "move" | "page":
                return self._chosen is not None
            case "narrow":
                return len(self._found.counts) > 1 or self._kind is not None
            case _:
                return True

    def action_move(self, step: int) -> None:
        """Choose the one below or above."""
        self.query_one("#hits", RowList).action_move(step)

    def action_page(self, step: int) -> None:
        """Choose one a page below or above."""
        self.query_one("#hits", RowList).action_page(step)

    def action_narrow(self, step: int) -> None:
        """Ask for the next kind of which something was found."""
        kinds = [None, *(kind for kind, _many in self._found.counts)]
        here = kinds.index(self._kind) if self._kind in kinds else 0
        self._narrow_to(kinds[(here + step) % len(kinds)])

    def _narrow_to(self, kind: Kind | None) -> None:
        self._kind = kind
        self._look()

    def on_click(self, event: events.Click) -> None:
        """Narrow to the kind that was clicked."""
        if KIND in event.style.meta:
            event.stop()
            named = event.style.meta[KIND]
            self._narrow_to(next((kind for kind in KINDS if kind == named), None))

    @on(RowList.Chosen, "#hits")
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the chosen one where it stands."""
        if hit := self._chosen:
            self.look_up(hit.document.kind, hit.document.place, hit.needles)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
