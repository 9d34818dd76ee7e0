"""What a file defines and what it refers to: all that links between files are judged by.

It is drawn from the raw data, not from the model, so a file with a fault still counts: its
sections and ids are known to the others, and its own links are judged with the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from course.loading.diagnostics import Diagnostic, Severity
from course.loading.files import Kind
from course.loading.source import Source
from course.loading.yaml12 import Node, locate, parse, places

Path = tuple[str | int, ...]

_MENTION = re.compile(
    r"\[@(?P<source>[^\]\[\n]{0,200})\]"
    r"|\[\[(?P<term>[^\[\]|\n]{1,200})(?:\|[^\[\]]{0,400})?\]\]"
)

UNSCORED = ("reflection", "survey")
"""Types without a key, which need no evidence for one."""


@dataclass(frozen=True, slots=True)
class Named:
    """An id or a reference to one."""

    kind: str
    """`course`, `module`, `lesson`, `section`, `objective`, `question`, `source` or `term`."""
    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Mention:
    """A source or term named in running text."""

    kind: Literal["source", "term"]
    id: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as links go."""

    id: str
    type: str
    path: Path
    objective: str | None
    level: str | None
    passage: str | None
    """`lesson#section`; None also when it is the section a check stands in."""
    is_check: bool
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
    mentions: list[Mention] = field(default_factory=list)
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
    ) -> Diagnostic:
        """A diagnostic at the value under `path`."""
        span = locate(self._nodes, path)
        return self.source.fault(code, message, hint, span, severity=severity, label=label)

    def section_at(self, path: Path) -> str | None:
        """The id of the section of a lesson that `path` leads through."""
        return next(
            (n.id for n in self.defined if n.kind == "section" and n.path[:2] == path[:2]), None
        )

    def line(self, path: Path) -> int:
        """The line that `path` stands on."""
        span = locate(self._nodes, path)
        return span.line if span else 1

    def says(self, text: str) -> bool:
        """Whether some value holds `text`; comments and YAML's own brackets do not count."""
        return any(text in value for value in self._values)

    @cached_property
    def _nodes(self) -> Node | None:
        return places(self.source)

    @cached_property
    def _values(self) -> list[str]:
        return list(_strings(parse(self.source).data))


def outline(source: Source, kind: Kind, id: str, data: Any, *, is_whole: bool = True) -> Outline:
    """The outline of a file's data; what has not the shape it should have is passed over."""
    found = Outline(source, kind, id, is_whole)
    match kind:
        case "course":
            _define(found, "module", data, "modules", "id")
            _refer(found, "lesson", data, "modules", "lessons")
        case "sources":
            _define(found, "source", data, "sources", "id")
        case "glossary":
            _define(found, "term", data, "terms", "id")
            _refer(found, "lesson", data, "terms", "taught")
            _refer(found, "term", data, "terms", "related")
        case "lesson":
            _lesson(found, data)
        case "quiz":
            found.about = next((text for _, text in _texts(data, "lesson")), None)
            _refer(found, "lesson", data, "lesson")
            _questions(found, data, "questions")
    found.mentions = list(_mentioned(source.text))
    return found


def _lesson(found: Outline, data: Any) -> None:
    _define(found, "section", data, "sections", "id")
    _define(found, "objective", data, "objectives", "id")
    for _, objective in _each(data, "objectives"):
        found.objectives[_text(objective, "id") or ""] = _text(objective, "level") or ""
    _refer(found, "source", data, "reading", "source")
    _refer(found, "source", data, "sections", "blocks", "source")
    _refer(found, "source", data, "sections", "blocks", "sources")
    for _, section in _each(data, "sections"):
        if isinstance(section, dict):
            found.cited[_text(section, "id") or ""] = _cites(section.get("blocks"))
    _questions(found, data, "sections", "blocks", "question")


def _questions(found: Outline, data: Any, *keys: str) -> None:
    _define(found, "question", data, *keys, "id")
    _refer(found, "source", data, *keys, "sources")
    for path, question in _each(data, *keys):
        if not isinstance(question, dict):
            continue
        allow = question.get("allow")
        found.asked.append(
            Asked(
                id=_text(question, "id") or "",
                type=_text(question, "type") or "",
                path=path,
                objective=_text(question, "objective"),
                level=_text(question, "level"),
                passage=_text(question, "passage"),
                is_check=found.kind == "lesson",
                is_sourced=bool(question.get("sources")),
                is_explained=bool(question.get("explanation")),
                allowed=frozenset(allow if isinstance(allow, dict) else ()),
            )
        )


def _define(found: Outline, kind: str, data: Any, *keys: str) -> None:
    found.defined += [Named(kind, text, path) for path, text in _texts(data, *keys)]


def _refer(found: Outline, kind: str, data: Any, *keys: str) -> None:
    found.referred += [Named(kind, text, path) for path, text in _texts(data, *keys)]


def _text(node: Any, key: str) -> str | None:
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, str) else None


def _each(node: Any, *keys: str, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """What stands under `keys`, one below the other; every entry of a list on the way."""
    if isinstance(node, tuple):
        for place, entry in enumerate(node):
            yield from _each(entry, *keys, path=(*path, place))
    elif not keys:
        yield path, node
    elif isinstance(node, dict) and keys[0] in node:
        yield from _each(node[keys[0]], *keys[1:], path=(*path, keys[0]))


def _texts(node: Any, *keys: str) -> Iterator[tuple[Path, str]]:
    for path, value in _each(node, *keys):
        if isinstance(value, str):
            yield path, value


def _cites(node: Any) -> bool:
    """Whether anything in a section names a source, its questions' own evidence aside."""
    match node:
        case str():
            return "[@" in node
        case tuple():
            return any(map(_cites, node))
        case dict():
            return any(
                bool(value) if key in ("source", "sources") else _cites(value)
                for key, value in node.items()
                if key != "question"
            )
        case _:
            return False


def _strings(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            for value in node.values():
                yield from _strings(value)
        case tuple():
            for value in node:
                yield from _strings(value)


def _mentioned(text: str) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        kind: Literal["source", "term"] = "term" if match["source"] is None else "source"
        yield Mention(kind, match[kind], match.start(kind), len(match[kind]))
