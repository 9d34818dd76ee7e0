"""The texts of a file that people read, each by a flat key, and putting others in their place.

A key is the way down to a text: `objectives.tell-a-vote.text`, `sections.night.blocks.2.text`,
`questions.night-asked.choices.b.feedback`. Entries of a list are named by their id, options by
their key, a check by its question, all else by its place, counted from 1.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from course.content.model import Id, Line, Model
from course.content.questions import letter

Path = tuple[str | int, ...]

READ = frozenset(
    (
        *("title", "summary", "heading", "text", "caption", "by", "date", "columns", "rows"),
        *("sides", "aspect", "cells", "label", "unit", "note", "drawing", "alternative", "why"),
        *("intro", "stem", "explanation", "hints", "feedback", "true", "false", "otherwise"),
        *("choice", "distractors", "name", "sample", "term", "expansion", "definition", "as_of"),
    )
)
"""Keys below which a person reads what stands there, in files of any kind."""

_READ_IN: Mapping[object, frozenset[str]] = {
    "scenario": frozenset(("role", "low", "high", "outcome", "closed", "ending")),
    "exercise": frozenset(
        (
            *("aims", "materials", "preparation", "brief", "public", "secret", "goals", "teacher"),
            *("question", "for", "against", "listen_for", "criterion", "levels", "variations"),
        )
    ),
}
"""Further keys in files that say of which `kind` they are."""

_OPTIONS = frozenset(("choices", "pairs", "items", "rubric"))
_MARKS = re.compile(
    r"\[@[^\]\n]+\]|\[\[([^\]|\n]+)(?:\|[^\]]*)?\]\]|\{\{[^}\n]*\}\}|\]\(([^)\s]+)\)"
)


class Language(Model):
    """The file `language.yaml`: what is translated into a language."""

    name: Line
    """As its speakers call it."""
    modules: tuple[Id, ...] = ()
    """Modules whose lessons and quizzes are to be complete."""


class Read(NamedTuple):
    """One text that people read."""

    key: str
    path: Path
    text: str

    @property
    def digest(self) -> str:
        """Changes when its words do, and not when its lines are broken otherwise."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:8]


def texts(data: Any) -> tuple[Read, ...]:
    """Every text of a file's data that a translator is to write, in its order."""
    kind = data.get("kind") if isinstance(data, dict) else None
    further = _READ_IN.get(kind, frozenset()) if isinstance(kind, str) else frozenset()
    return tuple(_texts(data, (), (), READ | further, wanted=False))


def _texts(
    value: Any, key: tuple[str, ...], path: Path, read: frozenset[str], *, wanted: bool
) -> Iterator[Read]:
    match value:
        case str() if wanted and any(map(str.isalpha, value)):
            yield Read(".".join(key), path, str(value))
        case dict():
            for name, part in value.items():
                yield from _texts(part, (*key, name), (*path, name), read, wanted=name in read)
        case tuple():
            for place, part in enumerate(value):
                name = _name(part, place, key[-1] if key else "")
                yield from _texts(part, (*key, name), (*path, place), read, wanted=wanted)


def _name(entry: Any, place: int, of: str) -> str:
    known = entry if isinstance(entry, dict) else {}
    asked = known.get("question")
    own = known.get("id") or (asked.get("id") if isinstance(asked, dict) else None)
    if isinstance(own, str):
        return str(own)
    return letter(place) if of in _OPTIONS else str(place + 1)


def overlaid(data: Any, said: Mapping[Path, str], path: Path = ()) -> Any:
    """The same data with other texts at some places."""
    match data:
        case dict():
            return {name: overlaid(part, said, (*path, name)) for name, part in data.items()}
        case tuple():
            return tuple(overlaid(part, said, (*path, at)) for at, part in enumerate(data))
        case _:
            return said.get(path, data)


def lost(source: str, translation: str) -> tuple[str, ...]:
    """Citations, terms, gaps and addresses that a translation has otherwise than its source."""
    marks, said = list(_marks(source)), list(_marks(translation))
    if marks == said:
        return ()
    before, after = Counter(marks), Counter(said)
    return tuple(((before - after) + (after - before)).elements())


def _marks(text: str) -> Iterator[str]:
    for found in _MARKS.finditer(text):
        term, address = found.groups()
        yield f"[[{term}]]" if term else address or found.group()


def keys_alike(source: Any, translation: Any) -> bool:
    """Whether the answers to every question have the same keys, so that marking is the same.

    Choices to pair with are told apart by their texts alone: equal ones must stay equal.
    """
    return [_pairs(asked) for asked in _asked(source)] == [
        _pairs(asked) for asked in _asked(translation)
    ]


def _asked(model: Any) -> Iterator[Any]:
    yield from getattr(model, "questions", ())
    for section in getattr(model, "sections", ()):
        yield from section.checks


def _pairs(asked: Any) -> object:
    return (asked.key, list(asked.choices)) if asked.type == "match" else None
