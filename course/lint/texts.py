"""The texts in a piece of content, whatever its kind."""

from collections.abc import Iterator
from typing import Any

from course.content.model import Model
from course.lint.words import listed
from course.loading.places import Path

NOT_PROSE = listed(
    "id type kind style source sources url objective objectives level passage lesson tags allow"
    " drawing as_of checked related taught group to when needs sets effects start language licence"
    " lint"
)
"""Keys under which no prose stands."""


def texts(content: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text that is read, with its place below `path`."""
    if isinstance(content, str):
        yield path, content
    elif isinstance(content, tuple):
        for place, entry in enumerate(content):
            yield from texts(entry, (*path, place))
    elif isinstance(content, Model):
        for key, value in vars(content).items():
            if value and key not in NOT_PROSE:
                yield from texts(value, (*path, key))
