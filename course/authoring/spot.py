"""Where in which file something stands that a learner sees."""

import os
from pathlib import Path
from typing import NamedTuple

from course.errors import CourseError
from course.loading.files import CourseFiles, shown
from course.loading.library import Library
from course.loading.nodes import Node, tree
from course.loading.source import read
from course.text import visible


class Spot(NamedTuple):
    """A line of a file."""

    path: Path
    line: int


def spot(library: Library, name: str) -> Spot:
    """Where a passage `lesson#section` or a question is written.

    Raises `CourseError` when the file is not there or may not be changed.
    """
    lesson, _, section = name.partition("#")
    files = CourseFiles(library.root)
    file = files.find("lesson", lesson) if section else None
    path = file.path if file else library.root / library.catalogue.files.get(name, "")
    if not path.is_file():
        raise CourseError(f"the file of {visible(name)} is gone", "course check says more")
    if "_bundled" in path.parts or not os.access(path, os.W_OK):
        hint = "course new course FOLDER begins one of your own"
        raise CourseError(f"{visible(shown(path))} came with the program", hint)
    return Spot(path, _line(tree(read(path)), section or name) or 1)


def _line(node: Node, id: str) -> int:
    """The line of the entry with this id, wherever it lies; 0 without one."""
    named = node.children.get("id")
    if named and getattr(named.event, "value", None) == id:
        return int(node.event.start_mark.line) + 1
    return next((line for below in node.children.values() if (line := _line(below, id))), 0)
