"""Our Markdown as `Content`: styled spans only, never markup, so no text can act.

Marks of sources and words of the glossary carry what they point at as meta data (`POINTS_AT`);
a screen reads it from the style under a click and lists the same in its panels for the keyboard.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import assert_never

from textual.content import Content
from textual.style import Style

from course.content.markup import (
    Cite,
    Code,
    Inline,
    Link,
    ListItem,
    Paragraph,
    TermLink,
    Words,
    as_words,
    pieces,
)
from course.content.markup import inline as tokens
from course.search import Marks, marks

SOURCE, TERM, LINK = "source", "term", "link"
POINTS_AT = (SOURCE, TERM, LINK)
"""Keys of the meta data: the id of a source, the id of a term, an address."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Notes:
    """What the text of one passage points at, in the order it does; filled while it is drawn."""

    name: Callable[[str], str] = as_words
    """How the glossary writes a term, by id."""
    sources: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Texts by address."""

    def number(self, source: str) -> int:
        """The number of a source: 1 for the one cited first."""
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1

    def mark(self, source: str) -> Content:
        """The raised number that stands for a source."""
        raised = str(self.number(source)).translate(_SUPERSCRIPT)
        return Content.styled(raised, "$text-accent").stylize(Style.from_meta({SOURCE: source}))

    def marks(self, sources: Iterable[str]) -> Content:
        """The marks of several sources, apart from each other."""
        return Content("\N{NO-BREAK SPACE}").join(map(self.mark, sources))


def inline(markdown: str, notes: Notes | None = None) -> Content:
    """One paragraph. Without `notes` sources are left out and terms are plain words."""
    return _written(tokens(markdown), notes)


def paragraphs(markdown: str, notes: Notes | None = None, width: int | None = None) -> Content:
    """Block text: paragraphs apart from each other, lists, code.

    Args:
        markdown: The text.
        notes: As for `inline`.
        width: Cells to wrap to; the lines of a list's items then hang below each other.
    """
    written: list[Content] = []
    was_item = False
    for piece in pieces(markdown):
        is_item = isinstance(piece, ListItem)
        if written and not (is_item and was_item):
            written.append(Content())
        was_item = is_item
        match piece:
            case Paragraph():
                written.append(wrapped(_written(piece.content, notes), width))
            case ListItem():
                lead = Content(f"{'  ' * piece.level} {piece.marker} ")
                written.append(wrapped(_written(piece.content, notes), width, lead))
            case Code():
                written.append(Content.styled(piece.text, "$text-muted"))
            case _:
                assert_never(piece)
    return Content("\n").join(written)


def marked(text: Content, needles: Sequence[str], spans: Marks | None = None) -> Content:
    """`text` with what was looked for standing out, without colour too.

    Args:
        text: Any text.
        needles: Beginnings of words, folded.
        spans: Where these stand, if that is known.
    """
    for start, end in marks(text.plain, needles) if spans is None else spans:
        text = text.stylize("bold underline $text-accent", start, end)
    return text


def wrapped(text: Content, width: int | None, lead: Content | None = None) -> Content:
    """`text` in lines of at most `width` cells, those after the first indented like `lead`."""
    lead = lead or Content()
    if width is None:
        return lead + text
    room = max(width - lead.cell_length, 2)
    indent = Content(" " * lead.cell_length)
    lines = text.wrap(room)
    leads = [lead, *repeat(indent, len(lines) - 1)]
    return Content("\n").join(
        start + line.rstrip() for start, line in zip(leads, lines, strict=True)
    )


def _written(found: Iterable[Inline], notes: Notes | None) -> Content:
    return Content.assemble(*_parts(found, notes))


def _parts(found: Iterable[Inline], notes: Notes | None) -> list[Content]:
    parts: list[Content] = []
    marked = 0  # how many parts there were after the last mark
    for token in found:
        if not isinstance(token, Cite):
            parts.append(_part(token, notes))
            continue
        # A mark stands at the word it belongs to, two marks stand apart.
        while parts and parts[-1].plain.isspace():
            parts.pop()
        if parts and len(parts) == marked:
            parts.append(Content("\N{NO-BREAK SPACE}"))
        elif parts:
            parts[-1] = parts[-1].rstrip()
        if notes:
            parts.append(notes.mark(token.source))
            marked = len(parts)
    return parts


def _part(token: Words | Link | TermLink, notes: Notes | None) -> Content:
    match token:
        case Words(text):
            return Content.styled(text, _style(token))
        case Link(text, url):
            if notes is None:
                return Content.assemble(Content(text), Content(f" ({url})"))
            notes.links.setdefault(url, text)
            return _pointing(text, "$text-accent underline", LINK, url)
        case TermLink(term, shown):
            if notes is None:
                return Content(shown or as_words(term))
            if term not in notes.terms:
                notes.terms.append(term)
            return _pointing(shown or notes.name(term), "underline", TERM, term)
        case _:
            assert_never(token)


def _style(words: Words) -> str:
    styles = ("bold", words.strong), ("italic", words.emphasis), ("$text-secondary", words.code)
    return " ".join(style for style, wanted in styles if wanted)


def _pointing(text: str, style: str, kind: str, at: str) -> Content:
    return Content.styled(text, style).stylize(Style.from_meta({kind: at}))
