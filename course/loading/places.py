"""Where the values of a file stand: found out only when there is a fault to point at."""

import re
from typing import Any, NamedTuple

import yaml

from course.loading.diagnostics import Span
from course.loading.source import Source
from course.loading.yaml12 import LOADER, spanned

Path = tuple[str | int, ...]
"""Keys and places of entries, from the top of a file down to a value."""


class Node(NamedTuple):
    """A value of a file, with what stands below it."""

    event: Any
    """The event that began the value."""
    key: Any
    """The event of its key, when it is the value of one."""
    children: dict[str | int, "Node"]

    @property
    def is_inline(self) -> bool:
        """Whether it can be underlined itself: no list, no mapping, no block of text."""
        if isinstance(self.event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            return False
        return getattr(self.event, "style", "") not in ("|", ">")

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.event, yaml.SequenceStartEvent)


def locate(source: Source, path: Path, *, key: bool = False, word: str = "") -> Span | None:
    """The span of the value at `path`, or of the deepest one on the way to it.

    Lists, mappings and blocks of text are shown by their key where they have one.

    Args:
        source: A text that `parse` read to its end.
        path: Which value.
        key: Whether its key is meant rather than the value.
        word: What of the value is meant, where it stands there as it is.
    """
    if source.places is None:
        source.places = tree(source)
    node: Node = source.places
    for part in path:
        if part not in node.children:
            break
        node = node.children[part]
    if word and (span := _within(source, node.event, word)):
        return span
    event = node.key if node.key and (key or not node.is_inline) else node.event
    if event is None:
        return None
    span = spanned(source, event.start_mark, event.end_mark)
    is_long = event is node.event and not node.is_inline
    return source.span(span.line, span.column) if is_long else span


def _within(source: Source, event: Any, word: str) -> Span | None:
    spaced = r"\s+".join(map(re.escape, word.split()))
    start, end = event.start_mark.index, event.end_mark.index
    found = re.compile(rf"(?<!\w){spaced}(?!\w)").search(source.text, start, end)
    return source.span_at(found.start(), len(word)) if found else None


def tree(source: Source) -> Node:
    """A second pass over the text; good files never pay for it."""
    parser = LOADER(source.text)
    try:
        parser.get_event()
        if not isinstance(parser.get_event(), yaml.StreamEndEvent):
            return _node(parser.get_event, parser.get_event(), None)
    except (yaml.YAMLError, ValueError, RecursionError):
        pass
    finally:
        parser.dispose()
    return Node(None, None, {})


def _node(following: Any, event: Any, key: Any) -> Node:
    node = Node(event, key, {})
    if isinstance(event, yaml.SequenceStartEvent):
        while not isinstance(entry := following(), yaml.SequenceEndEvent):
            node.children[len(node.children)] = _node(following, entry, None)
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(name := following(), yaml.MappingEndEvent):
            _node(following, name, None)
            # The first of two equal keys is the one whose value was taken.
            value = _node(following, following(), name)
            node.children.setdefault(getattr(name, "value", ""), value)
    return node
