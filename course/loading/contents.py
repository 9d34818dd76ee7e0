"""What of a course can be searched, kept in a cache so that searching need not parse anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from course.content.markup import Cite, TermLink, bare, inline
from course.loading.cache import Cached
from course.loading.files import CourseFiles
from course.search import Document, Index

if TYPE_CHECKING:
    from course.content.course import Section
    from course.loading.loaded import Loaded


@dataclass(frozen=True)
class Contents:
    """The texts of a course, and what they point at."""

    documents: tuple[Document, ...]
    """Lessons with their passages, questions, words of the glossary, sources."""
    terms: dict[str, tuple[str, ...]]
    """Words of the glossary by passage (`lesson#section`), in the order they stand in it."""
    sources: dict[str, tuple[str, ...]]
    """Sources cited, by passage."""

    @cached_property
    def index(self) -> Index:
        """All of it made ready to be searched."""
        return Index.of(self.documents)

    def passages_of(self, term: str) -> tuple[str, ...]:
        """The passages in which a word of the glossary stands, in the order of the files."""
        return self._passages_of.get(term, ())

    def cited_in(self, source: str) -> tuple[str, ...]:
        """The passages that cite a source."""
        return self._cited_in.get(source, ())

    @cached_property
    def _passages_of(self) -> dict[str, tuple[str, ...]]:
        return _turned(self.terms)

    @cached_property
    def _cited_in(self) -> dict[str, tuple[str, ...]]:
        return _turned(self.sources)

    @cached_property
    def stems(self) -> dict[str, str]:
        """What each question asks, in plain words."""
        return {one.place: one.title for one in self.documents if one.kind == "question"}


def _turned(pointed: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """By what is pointed at, the places that point at it."""
    turned: dict[str, tuple[str, ...]] = {}
    for place, ids in pointed.items():
        for one in ids:
            turned[one] = (*turned.get(one, ()), place)
    return turned


def contents(files: CourseFiles, language: str = "") -> Contents:
    """The texts of a course, in `language` as far as translated; from the cache if unchanged."""
    cached = Cached("contents", files, also=language)
    if (stored := cached.recalled()) is not None:
        return _restored(stored)
    from course.loading.loaded import load

    made = _drawn(load(files.root, language))
    cached.keep([made.documents, made.terms, made.sources])
    return made


def _restored(stored: Any) -> Contents:
    documents, terms, sources = stored
    return Contents(
        tuple(Document(*document) for document in documents),
        {place: tuple(ids) for place, ids in terms.items()},
        {place: tuple(ids) for place, ids in sources.items()},
    )


# --- drawing it from a loaded course ---


def _drawn(loaded: "Loaded") -> Contents:
    sections = {
        f"{name}#{section.id}": section
        for name, lesson in loaded.lessons.items()
        for section in lesson.sections
    }
    pointed = {place: _pointed(section) for place, section in sections.items()}
    return Contents(
        tuple(_documents(loaded)),
        {place: terms for place, (terms, _) in pointed.items()},
        {place: sources for place, (_, sources) in pointed.items()},
    )


def _documents(loaded: "Loaded") -> Iterator[Document]:
    for name, lesson in loaded.lessons.items():
        about = (lesson.summary, *(goal.text for goal in lesson.objectives))
        yield Document("lesson", name, bare(lesson.title), _joined(about))
        for section in lesson.sections:
            body = _joined(text for block in _read(section) for text in _texts(block))
            yield Document("passage", f"{name}#{section.id}", bare(section.heading), body)
    for name, item in loaded.items.items():
        asked = item.question.model_dump()
        stem = _on_a_line(asked.pop("stem"))
        yield Document("question", name, stem, _joined(_texts(asked)))
    for name, term in loaded.terms.items():
        yield Document(
            "term", name, bare(term.term), _joined((term.expansion or "", term.definition))
        )
    for name, source in loaded.sources.items():
        told = (
            source.author or "",
            source.publisher,
            str(source.year),
            urlsplit(source.url).netloc,
        )
        yield Document("source", name, bare(source.title), _joined(told))


def _read(section: "Section") -> list[dict[str, Any]]:
    """The blocks of a section as data; what is asked inside it is not read."""
    return [block.model_dump() for block in section.blocks if block.type != "check"]


def _joined(texts: Iterable[str]) -> str:
    """Texts on one line, apart from each other."""
    joined = ""
    for text in filter(None, map(_on_a_line, texts)):
        between = "" if not joined else " " if joined.endswith(_ENDS) else " · "
        joined += between + text
    return joined


def _on_a_line(markdown: str) -> str:
    return " ".join(bare(markdown).split())


_ENDS = (".", "?", "!", ":", "…", "”", '"')

_NOT_READ = frozenset(
    (
        *("type", "style", "drawing", "source", "sources", "id", "objective", "level", "passage"),
        *("tags", "allow", "as_of", "group", "credit"),
    )
)


def _texts(value: Any) -> Iterator[str]:
    """Every text that a person reads in a block or a question."""
    match value:
        case str():
            yield value
        case dict():
            for key, part in value.items():
                if key not in _NOT_READ:
                    yield from _texts(part)
        case tuple():
            for part in value:
                yield from _texts(part)


def _pointed(section: "Section") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the glossary and the sources that a section points at."""
    terms: list[str] = []
    sources: list[str] = []
    for block in _read(section):
        for text in _texts(block):
            for token in inline(text):
                if isinstance(token, TermLink):
                    terms.append(token.term)
                elif isinstance(token, Cite):
                    sources.append(token.source)
        sources += block.get("sources", ()) or filter(None, [block.get("source")])
    return tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(sources))
