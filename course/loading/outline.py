"""What a file defines and what it refers to: all that links between files are judged by.

It is drawn from the raw data, not from the model, so a file with a fault still counts: its
sections and ids are known to the others, and its own links are judged with the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from course.loading.diagnostics import Diagnostic, Severity, Span
from course.loading.files import Kind
from course.loading.places import Path, locate
from course.loading.source import Source

_Map = dict[str, Any]
_NOTHING: frozenset[str] = frozenset()

_MENTION = re.compile(
    r"\[(?:@(?P<source>[^\]\[\n]{0,200})\]"
    r"|\[(?P<term>[^\[\]|\n]{1,200})(?:\|[^\[\]]{0,400})?\]\])"
)
"""`[` stands first and alone: it is what the search jumps to."""

UNSCORED = ("reflection", "survey")
"""Types without a key, which need no evidence for one."""


class Named(NamedTuple):
    """An id or a reference to one."""

    kind: str
    """`course`, `module`, `lesson`, `section`, `objective`, `question`, `source` or `term`."""
    id: str
    path: Path


class Asked(NamedTuple):
    """A question as far as links go."""

    id: str
    type: str
    path: Path
    objective: str | None
    level: str | None
    passage: str | None
    """`lesson#section`, where one is named."""
    section: str | None
    """The section a check stands in; None in a quiz."""
    is_sourced: bool
    is_explained: bool
    allowed: frozenset[str]
    """Codes of warnings that do not apply here."""


@dataclass(eq=False)
class Outline:
    """One file. Where things stand in it is found out only when there is a fault to show."""

    source: Source
    kind: Kind
    id: str
    """The stem of the file's name."""
    is_whole: bool = True
    """Whether the file could be read; what it may define is unknown otherwise."""
    defined: list[Named] = field(default_factory=list)
    referred: list[Named] = field(default_factory=list)
    mentioned: set[tuple[str, str]] = field(default_factory=set)
    """What running text names: (source, "") or ("", term)."""
    asked: list[Asked] = field(default_factory=list)
    cited: dict[str, bool] = field(default_factory=dict)
    """Sections of a lesson, and whether each cites a source."""
    objectives: dict[str, str] = field(default_factory=dict)
    """Objectives of a lesson with their levels."""
    about: str | None = None
    """The lesson a quiz is about."""

    def fault(
        self,
        code: str,
        message: str,
        hint: str,
        path: Path = (),
        *,
        severity: Severity = "error",
        label: str = "",
        word: str = "",
    ) -> Diagnostic:
        """A diagnostic at the value under `path`, or at a word of it."""
        span = self.span(path, word)
        return self.source.fault(code, message, hint, span, severity=severity, label=label)

    def span(self, path: Path, word: str = "") -> Span | None:
        """Where `path` stands, or a word of it."""
        # What was not read to its end may be dangerous to read again.
        return locate(self.source, path, word=word) if self.is_whole else None

    def line(self, path: Path) -> int:
        """The line that `path` stands on."""
        span = self.span(path)
        return span.line if span else 1

    def mentions(self, wanted: set[tuple[str, str]]) -> Iterator[tuple[str, str, Span]]:
        """Where running text names what is wanted: kind, id and place.

        Comments and YAML's own brackets do not count.
        """
        for found in _MENTION.finditer(self.source.text):
            source, term = found.groups(default="")
            if (source, term) in wanted and any(found.start() in text for text in self._texts):
                kind, name = ("source", source) if source else ("term", term)
                yield kind, name, self.source.span_at(found.start(kind), len(name))

    @cached_property
    def _texts(self) -> list[range]:
        from course.loading.comments import scalars
        from course.loading.yaml12 import LOADER

        return scalars(self.source, LOADER) if self.is_whole else []


def outline(source: Source, kind: Kind, id: str, data: Any, *, is_whole: bool = True) -> Outline:
    """The outline of a file's data; what has not the shape it should have is passed over."""
    found = Outline(source, kind, id, is_whole)
    match kind:
        case "course":
            for path, module in _maps(data, "modules"):
                _define(found, "module", module, path)
                _refer(found, "lesson", module, path, "lessons")
        case "sources":
            for path, entry in _maps(data, "sources"):
                _define(found, "source", entry, path)
        case "glossary":
            for path, term in _maps(data, "terms"):
                _define(found, "term", term, path)
                _refer(found, "lesson", term, path, "taught")
                _refer(found, "term", term, path, "related")
        case "lesson":
            _lesson(found, data)
        case "exercise":
            _exercise(found, data)
        case "quiz":
            found.about = _text(data, "lesson")
            _refer(found, "lesson", data, (), "lesson")
            for path, question in _maps(data, "questions"):
                _question(found, question, path)
        case "scenario":
            _scenario(found, data)
    found.mentioned = set(_MENTION.findall(source.text))
    return found


def _lesson(found: Outline, data: Any) -> None:
    for path, objective in _maps(data, "objectives"):
        _define(found, "objective", objective, path)
        found.objectives[_text(objective, "id") or ""] = _text(objective, "level") or ""
    for path, reading in _maps(data, "reading"):
        _refer(found, "source", reading, path, "source")
    for path, section in _maps(data, "sections"):
        _define(found, "section", section, path)
        name = _text(section, "id") or ""
        found.cited[name] = False
        for below, block in _maps(section, "blocks", path):
            _refer(found, "source", block, below, "source")
            _refer(found, "source", block, below, "sources")
            question = block.get("question")
            if isinstance(question, dict):
                _question(found, question, (*below, "question"), name)
            elif not found.cited[name]:
                found.cited[name] = _cites(block)


def _exercise(found: Outline, data: Any) -> None:
    for kind, key in (("lesson", "lesson"), ("objective", "objectives"), ("source", "sources")):
        _refer(found, kind, data, (), key)
    for path, draft in _maps(data, "texts"):
        _refer(found, "source", draft, path, "source")
    for path, talk in _maps(data, "debrief"):
        _refer(found, "objective", talk, path, "objective")


def _scenario(found: Outline, data: Any) -> None:
    _refer(found, "lesson", data, (), "lesson")
    _refer(found, "objective", data, (), "objectives")
    for path, point in _maps(data, "debrief"):
        _refer(found, "objective", point, path, "objective")
    for path, reading in _maps(data, "reading"):
        _refer(found, "source", reading, path, "source")


def _question(found: Outline, question: _Map, path: Path, section: str | None = None) -> None:
    _define(found, "question", question, path)
    _refer(found, "source", question, path, "sources")
    allow = question.get("allow")
    found.asked.append(
        Asked(
            id=_text(question, "id") or "",
            type=_text(question, "type") or "",
            path=path,
            objective=_text(question, "objective"),
            level=_text(question, "level"),
            passage=_text(question, "passage"),
            section=section,
            is_sourced=bool(question.get("sources")),
            is_explained=bool(question.get("explanation")),
            allowed=frozenset(allow) if isinstance(allow, dict) else _NOTHING,
        )
    )


def _define(found: Outline, kind: str, node: _Map, path: Path) -> None:
    if (name := _text(node, "id")) is not None:
        found.defined.append(Named(kind, name, (*path, "id")))


def _refer(found: Outline, kind: str, node: Any, path: Path, key: str) -> None:
    value = node.get(key) if isinstance(node, dict) else None
    if isinstance(value, str):
        found.referred.append(Named(kind, value, (*path, key)))
    elif isinstance(value, tuple):
        for place, entry in enumerate(value):
            if isinstance(entry, str):
                found.referred.append(Named(kind, entry, (*path, key, place)))


def _text(node: Any, key: str) -> str | None:
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, str) else None


def _maps(node: Any, key: str, path: Path = ()) -> Iterator[tuple[Path, _Map]]:
    """The mappings in the list under `key`."""
    entries = node.get(key) if isinstance(node, dict) else None
    if isinstance(entries, tuple):
        for place, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield (*path, key, place), entry


def _cites(node: Any) -> bool:
    """Whether anything in a block names a source."""
    match node:
        case str():
            return "[@" in node
        case tuple():
            return any(map(_cites, node))
        case dict():
            return any(
                bool(value) if key in ("source", "sources") else _cites(value)
                for key, value in node.items()
            )
        case _:
            return False
