"""Glossary: the words of the course, found while one types, each explained beside the list."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from course.choosing import candidates, take
from course.content.course import Term
from course.glossary import Glossary
from course.i18n import _, ngettext
from course.search import words
from course.sessions.selection import Selection, fitting
from course.study import Study
from course.tui.chrome import quiet, spread
from course.tui.flow import Block, Flow
from course.tui.inline import inline, paragraphs
from course.tui.page import Page
from course.tui.rows import Row, RowList
from course.tui.widgets.looking import Looking

QUIZ = "quiz"


class GlossaryScreen(Page[None]):
    """A line to type in, the words it finds, and the highlighted one explained.

    Args:
        study: Whose course it is.
        term: Id of the word to begin at.
        words: What to look for at once.
    """

    CSS_PATH = "glossary.tcss"
    AUTO_FOCUS = "#filter"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012
    HELP = _(
        "Type to find a word; accents do not matter and a slip is forgiven. Enter opens the "
        "passage that teaches it. Tab goes to what belongs to the word: passages, related words, "
        "and a quiz on all the words that are listed."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", _("where it is taught"), priority=True, id="glossary.open",
                tooltip=_("Read the passage that teaches the word, or open what is chosen")),
        Binding("down", "move(1)", _("choose"), key_display="↑↓", priority=True,
                id="glossary.down", tooltip=_("The next word")),
        Binding("up", "move(-1)", show=False, priority=True, id="glossary.up",
                tooltip=_("The word before")),
        Binding("tab,shift+tab", "turn", _("what belongs to it"), priority=True,
                id="glossary.turn", tooltip=_("To what belongs to the word, and back to the list")),
        Binding("f2", "quiz", _("quiz me on these"), key_display="F2", id="glossary.quiz",
                tooltip=_("Questions about the words that are listed")),
        quiet("pagedown", "page(1)", "glossary.page_down", _("A page of words down")),
        quiet("pageup", "page(-1)", "glossary.page_up", _("A page of words up")),
        Binding("escape", "leave", _("back"), id="glossary.back",
                tooltip=_("Back to where you were")),
    ]  # fmt: skip

    def __init__(self, study: Study, term: str | None = None, words: str = "") -> None:
        super().__init__(study)
        self.glossary = Glossary(study)
        self._begin = term
        self._words = words
        self._found = self.glossary.found(words)
        self._counts: dict[str, int] = {}
        """How many questions there are about what was looked for."""

    def heading(self) -> tuple[Content, Content]:
        """The screen's name, and how many words there are."""
        count = len(self.glossary.terms)
        said = ngettext("{count} word", "{count} words", count).format(count=count)
        return Content(_("Glossary")), Content.styled(said, "$text-muted")

    def middle(self) -> ComposeResult:
        """The line, the words, and the word."""
        with Vertical(id="sheet"):
            yield Looking(self._words, _("type to find a word"), id="filter")
            with Horizontal():
                words = RowList(id="words")
                words.can_focus = False
                yield words
                with VerticalScroll(id="word", can_focus=False):
                    yield Static(id="definition")
                    more = RowList(id="more")
                    more.can_focus = False
                    yield more

    def on_mount(self) -> None:
        """Show all words, and the one to begin at."""
        self._list(self._begin)

    @property
    def may_look_up(self) -> bool:
        """A `/` is part of what is typed."""
        return False

    @property
    def words(self) -> RowList:
        """The words."""
        return self.query_one("#words", RowList)

    @property
    def more(self) -> RowList:
        """What belongs to the highlighted word."""
        return self.query_one("#more", RowList)

    @property
    def term(self) -> Term | None:
        """The highlighted word."""
        place = self.words.highlighted
        return self._found[place] if place is not None and place < len(self._found) else None

    # --- showing ---

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._words:
            self._words = event.value
            self._found = self.glossary.found(event.value)
            self._list()

    def _list(self, at: str | None = None) -> None:
        words = self.words
        with self.app.batch_update():
            words.rows = tuple(Row(partial(_named, term), term.id) for term in self._found)
            words.highlighted = None
            if at:
                words.highlight(at)
            if words.highlighted is None:
                words.highlight_end(1)
            if not self._found:
                self._explain()

    @on(RowList.Highlighted, "#words")
    def _explain(self) -> None:
        term, definition = self.term, self.query_one("#definition", Static)
        self._leave_more()
        if term is None:
            definition.update(Content("\n".join(self._nothing())))
            self.more.rows = ()
        else:
            definition.update(Flow(self._explained(term)))
            self.more.rows = tuple(self._belonging(term))
        self.query_one("#word").scroll_home(animate=False)
        self.refresh_bindings()

    def _nothing(self) -> tuple[str, str]:
        said = _("The glossary has no “{words}”.").format(words=self._words.strip())
        return said, _("Esc leads back; there / searches the whole course.")

    def _explained(self, term: Term) -> Iterator[Block]:
        yield Block(inline(term.term).stylize("bold $text-primary"))
        if term.expansion:
            yield Block(inline(term.expansion).stylize("$text-muted"))
        yield Block(paragraphs(term.definition), gap=1)

    def _belonging(self, term: Term) -> Iterator[Row]:
        for found in self.glossary.taught_in(term):
            text = f"{found.lesson.number} {found.heading}"
            yield _labelled(_("Read"), text, f"read {found.passage}")
        for other in self.glossary.related(term):
            yield _labelled(_("See also"), inline(other.term).plain, f"see {other.id}")
        wanted = self._wanted
        if wanted.words not in self._counts:
            self._counts[wanted.words] = len(fitting(wanted, candidates(self.study, wanted.words)))
        if count := self._counts[wanted.words]:
            asked = ngettext("{count} question", "{count} questions", count).format(count=count)
            about = _("about “{words}”").format(words=wanted.words)
            yield _labelled(_("Quiz me"), f"{about} · {asked}", QUIZ)

    @property
    def _wanted(self) -> Selection:
        """What is asked about the words that are listed; of all of them, about the one chosen."""
        words = self._words.strip() or (inline(self.term.term).plain if self.term else "")
        return Selection(words=words)

    # --- choosing ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible with the word."""
        if action in ("open", "move", "page", "turn", "quiz"):
            return self.term is not None
        return True

    @property
    def _is_in_more(self) -> bool:
        return self.more.highlighted is not None

    def _leave_more(self) -> None:
        self.more.highlighted = None

    def action_move(self, step: int) -> None:
        """The next word above or below, or the next of what belongs to it."""
        (self.more if self._is_in_more else self.words).action_move(step)

    def action_page(self, step: int) -> None:
        """A page of words on."""
        self.words.action_page(step)

    def action_turn(self) -> None:
        """To what belongs to the word, and back."""
        if self._is_in_more:
            self._leave_more()
        else:
            self.more.highlight_end(1)
            self.more.scroll_visible(animate=False)

    def action_open(self) -> None:
        """Open what is chosen; the passage that teaches the word unless something else is."""
        if self._is_in_more:
            self.more.choose()
        elif self.term and (taught := self.glossary.taught_in(self.term)):
            self._read(taught[0].passage)

    @on(RowList.Chosen, "#words")
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()

    @on(RowList.Chosen, "#more")
    def _belongs(self, event: RowList.Chosen) -> None:
        event.stop()
        verb, _space, at = event.id.partition(" ")
        if verb == "read":
            self._read(at)
        elif verb == "see":
            self._see(at)
        else:
            self.action_quiz()

    def _read(self, passage: str | None) -> None:
        if passage and self.term:
            # The longest of its words: the others may be as common as `of`.
            self.open_passage(passage, [max(words(self.term.term), key=len, default="")])

    def _see(self, term: str) -> None:
        line = self.query_one("#filter", Input)
        if all(found.id != term for found in self._found):
            with self.prevent(Input.Changed):
                line.value = self._words = ""
            self._found = self.glossary.terms
        self._list(term)

    def action_quiz(self) -> None:
        """Be asked about the words that are listed."""
        with self.told():
            self.open_attempt(take(self.study, self._wanted))

    def action_leave(self) -> None:
        """From what belongs to a word to the words, and from there to where one was."""
        if self._is_in_more:
            self._leave_more()
        else:
            self.dismiss()


def _named(term: Term, width: int) -> Content:
    expansion = f"  {term.expansion}" if term.expansion else ""
    name = Content.assemble(inline(term.term), (inline(expansion).plain, "$text-muted"))
    return spread(name, Content(), width)


def _labelled(label: str, text: str, id: str) -> Row:
    line = Content.assemble((f"{label:<10}", "$text-muted"), text)
    return Row(lambda width: spread(line, Content(), width), id)
