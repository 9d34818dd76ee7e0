"""Markdown as plain words: styles dropped, sources numbered, terms as they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from course.content.course import Source
from course.content.markup import (
    Cite,
    Code,
    Inline,
    Link,
    ListItem,
    Piece,
    TermLink,
    Words,
    pieces,
)


@dataclass
class Citations:
    """Numbers for the sources of a passage, in the order they are cited."""

    term: Callable[[str], str]
    """How the glossary writes a term, by its id."""
    sources: list[str] = field(default_factory=list)

    def mark(self, source: str) -> str:
        """`[1]` for the source cited first."""
        if source not in self.sources:
            self.sources.append(source)
        return f"[{self.sources.index(source) + 1}]"

    def marks(self, sources: Iterable[str]) -> str:
        """The marks of several sources."""
        return "".join(self.mark(source) for source in sources)


def plain(markdown: str, citations: Citations | None = None) -> str:
    """The words of `markdown`; citations are left out unless they are numbered."""
    written = ""
    before: Piece | None = None
    for piece in pieces(markdown):
        if before:
            both_items = isinstance(before, ListItem) and isinstance(piece, ListItem)
            written += "\n" if both_items else "\n\n"
        written += _piece(piece, citations)
        before = piece
    return written


def _piece(piece: Piece, citations: Citations | None) -> str:
    if isinstance(piece, Code):
        return piece.text
    words = "".join(_word(token, citations) for token in piece.content)
    if isinstance(piece, ListItem):
        return f"{'   ' * piece.level}{piece.marker} {words}"
    return words


def _word(token: Inline, citations: Citations | None) -> str:
    match token:
        case Words():
            return token.text
        case Link():
            return f"{token.text} ({token.url})"
        case Cite():
            return citations.mark(token.source) if citations else ""
        case TermLink():
            if token.shown or not citations:
                return token.shown or token.term.replace("-", " ")
            return citations.term(token.term)


def cited(source: Source) -> str:
    """A source for the reader: who, what, where, when."""
    author = f"{source.author}, " if source.author else ""
    return f"{author}{source.title}, {source.publisher}, {source.year}, {source.url}"
