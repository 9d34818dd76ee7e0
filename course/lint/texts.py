"""The texts in a piece of content, whatever its kind."""

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


def texts(content: Any, path: Path = ()) -> list[tuple[Path, str]]:
    """Every text that is read, with its place below `path`."""
    found: list[tuple[Path, str]] = []
    _gather(content, path, found)
    return found


def _gather(content: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(content, str):
        found.append((path, content))
    elif isinstance(content, tuple):
        for place, entry in enumerate(content):
            _gather(entry, (*path, place), found)
    elif isinstance(content, Model):
        for key, value in vars(content).items():
            if value and key not in NOT_PROSE:
                _gather(value, (*path, key), found)
