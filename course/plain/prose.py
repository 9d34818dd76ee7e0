"""Markdown as plain words: styles dropped, sources numbered, terms as they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from course.content.course import Source
from course.content.markup import bare


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
    return bare(markdown, citations.mark, citations.term) if citations else bare(markdown)


def cited(source: Source) -> str:
    """A source for the reader: who, what, where, when."""
    author = f"{source.author}, " if source.author else ""
    return f"{author}{source.title}, {source.publisher}, {source.year}, {source.url}"
