"""What a passage points at, beside it: its sources and links, or its words of the glossary."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from course.content.course import Source, Term
from course.i18n import _
from course.loading.library import Library
from course.tui.inline import LINK, SOURCE, TERM, Notes, inline, paragraphs, wrapped
from course.tui.rows import Row, RowList, RowMessage

Kind = Literal["sources", "terms"]


BESIDE: tuple[tuple[Kind, str], ...] = (("sources", SOURCE), ("sources", LINK), ("terms", TERM))
"""Where it stands what text points at."""

BLANK = Row(lambda width: Content())


class Pointed(RowList):
    """What is pointed at; while it has the focus, its keys are the ones that are told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "choose",
            _("open it"),
            id="beside.open",
            tooltip=_("Open the source in a browser, or the word in the glossary"),
        ),
        Binding("escape", "close", _("close"), id="beside.close", tooltip=_("Back to the text")),
    ]

    @dataclass
    class Closed(RowMessage):
        """The text is wanted back."""

    def action_choose(self) -> None:
        """Open what is highlighted."""
        self.choose()

    def action_close(self) -> None:
        """Give the room back to the text."""
        self.post_message(self.Closed(self))


class Beside(Vertical):
    """The panel beside the text; the address of a chosen row is that row's id."""

    DEFAULT_CSS = """
    Beside {
        display: none;
        border-left: solid $panel;
        padding: 0 0 0 1;
        & > Static { color: $text-muted; padding: 0 2; margin-bottom: 1; }
        & > RowList { height: 1fr; }
        &.-open { display: block; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind: Kind | None = None
        """What is shown; None while closed."""

    def compose(self) -> ComposeResult:
        """A heading and the rows."""
        yield Static()
        yield Pointed()

    @property
    def list(self) -> RowList:
        """The rows."""
        return self.query_one(RowList)

    def open(self, kind: Kind, notes: Notes, library: Library, at: str | None = None) -> None:
        """Show what `notes` took up, and the entry `at` first of all."""
        self.kind = kind
        found = _sources(notes, library) if kind == "sources" else _terms(notes, library)
        rows = [row for one in found for row in (one, BLANK)]
        none = _("Nothing is cited here.") if kind == "sources" else _("No words to explain here.")
        heading = (
            _("Sources · Enter opens the link")
            if kind == "sources"
            else _("Words used here · Enter opens the glossary")
        )
        self.query_one(Static).update(Content(heading if rows else none))
        self.list.rows = rows
        if at:
            self.list.highlight(at)
        else:
            self.list.highlight_end(1)
        self.add_class("-open")
        self.list.focus()

    def close(self) -> None:
        """Give the room back to the text."""
        self.kind = None
        self.remove_class("-open")


def _sources(notes: Notes, library: Library) -> Iterator[Row]:
    for name in notes.sources:
        source = library.sources.get(name)
        if source:
            yield Row(partial(_source, source, notes.mark(name)), name)
    for url, text in notes.links.items():
        yield Row(partial(_link, text, url), url)


def _source(source: Source, mark: Content, width: int) -> Content:
    return Content("\n").join(wrapped(line, width) for line in source_lines(source, mark))


def source_lines(source: Source, mark: Content | None = None) -> list[Content]:
    """What there is to know of a source: title, who and when, where, of what kind."""
    author = f"{source.author}, " if source.author else ""
    kind = _("first-hand") if source.kind == "primary" else _("second-hand")
    checked = _("{kind} · checked {day}").format(kind=kind, day=source.checked)
    title = inline(source.title).stylize("bold")
    return [
        Content.assemble(mark, " ", title) if mark else title,
        inline(f"{author}{source.publisher}, {source.year}"),
        Content.styled(source.url, "$text-accent"),
        Content.styled(checked, "$text-muted"),
    ]


def _link(text: str, url: str, width: int) -> Content:
    title = wrapped(Content(text).stylize("bold"), width)
    return Content("\n").join([title, _address(url, width)])


def _address(url: str, width: int) -> Content:
    return wrapped(Content.styled(url, "$text-accent"), width)


def _terms(notes: Notes, library: Library) -> Iterator[Row]:
    for name in notes.terms:
        if term := library.terms.get(name):
            yield Row(partial(_term, term), name)


def _term(term: Term, width: int) -> Content:
    title = inline(term.term).stylize("bold")
    lines = [wrapped(title, width)]
    if term.expansion:
        lines.append(wrapped(inline(term.expansion).stylize("$text-muted"), width))
    return Content("\n").join([*lines, paragraphs(term.definition, None, width)])


def address(chosen: str, library: Library) -> str | None:
    """The address that a chosen row of sources stands for."""
    if chosen.startswith(("http://", "https://")):
        return chosen
    source = library.sources.get(chosen)
    return source.url if source else None
