"""Entering something into a list of a file, with not a character changed around it."""

from typing import Any

from course.errors import CourseError
from course.loading.nodes import Node, tree
from course.loading.places import Path
from course.loading.source import Source
from course.loading.yaml12 import parse

BY_HAND = "enter it by hand; course check tells whether it is right"


def entered(text: str, path: Path, entry: str, *, apart: bool = False) -> str:
    """`text` with one more entry at the end of the list at `path`.

    Raises `CourseError` when the text is broken, or laid out so that it would come to say
    anything else than before and the entry.

    Args:
        text: A file's text.
        path: Keys and places from the top of the file to the list.
        entry: As the list's file would have it, without its dash when it is of one line.
        apart: Whether an empty line stands before it.
    """
    source = Source("", text)
    node = tree(source)
    for part in path:
        node = node.children.get(part, Node(None, None, {}))
    if not (node.is_list and node.children):
        raise CourseError("there is no list to enter it into", BY_HAND)
    last = node.children[len(node.children) - 1]
    begun: Any = node.event.start_mark
    if node.event.flow_style:
        spot = last.event.end_mark.index
        made = f"{text[:spot]}, {entry}{text[spot:]}"
    else:
        made = _below(source, begun.column, last, entry, apart=apart)
    _need_only_one_more(text, made, path)
    return made


def _below(source: Source, column: int, last: Node, entry: str, *, apart: bool) -> str:
    lines, end = source.lines, last.event.start_mark.line
    for place in range(end + 1, len(lines)):
        line = lines[place].strip()
        if line and len(lines[place]) - len(lines[place].lstrip()) > column:
            end = place
        elif line and not line.startswith("#"):
            break
    item = entry if entry.startswith("- ") else f"- {entry}"
    new = [" " * column + line if line else "" for line in item.rstrip("\n").split("\n")]
    made = "\n".join([*lines[: end + 1], *([""] if apart else []), *new, *lines[end + 1 :]])
    return made if made.endswith("\n") else f"{made}\n"


def _need_only_one_more(before: str, after: str, path: Path) -> None:
    was, now = parse(Source("", before)), parse(Source("", after))
    if was.faults or not was.is_whole:
        raise CourseError("the file has faults", "course check says which; mend them first")
    if now.faults or _without_last(now.data, path) != was.data:
        raise CourseError("the file is laid out in a way that leaves no safe place", BY_HAND)


def _without_last(data: Any, path: Path) -> Any:
    if not path:
        return data[:-1]
    step, *rest = path
    if isinstance(data, tuple):
        inner = list(data)
        inner[int(step)] = _without_last(data[int(step)], tuple(rest))
        return tuple(inner)
    return {**data, step: _without_last(data[step], tuple(rest))}
