"""Texts that `course new` wrote and nobody has replaced: places still to be filled in."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from course.loading.diagnostics import Span
from course.loading.files import CourseFiles, shown
from course.loading.places import Path as Place
from course.loading.places import locate
from course.loading.source import Source, read
from course.loading.yaml12 import parse

ENOUGH = 4
"""Words from which on a text is a template's and no chance likeness."""
KEPT = ("allow", "note")
"""Keys whose text may well stay as it was written."""


def unfilled(root: Path) -> list[Span]:
    """Where such texts stand in the course in `root`, file by file."""
    found = []
    for file in CourseFiles(root).all:
        source = read(file.path, shown(file.path), root.resolve())
        for place, text in _texts(parse(source).data):
            if text.strip() in _written() and (span := locate(source, place)):
                found.append(span)
    return found


@cache
def _written() -> frozenset[str]:
    folder = files("course.authoring").joinpath("templates")
    templates = (parse(Source("", each.read_text(encoding="utf-8"))).data for each in _all(folder))
    texts = (text.strip() for template in templates for _place, text in _texts(template))
    return frozenset(text for text in texts if len(text.split()) >= ENOUGH and "$" not in text)


def _all(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _all(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


def _texts(data: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    match data:
        case str():
            yield place, data
        case tuple():
            for number, entry in enumerate(data):
                yield from _texts(entry, (*place, number))
        case dict():
            for key, value in data.items():
                if key not in KEPT:
                    yield from _texts(value, (*place, key))
