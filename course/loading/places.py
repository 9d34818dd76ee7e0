"""Where the values of a file stand: found out only when there is a fault to point at."""

import re
from typing import Any

from course.loading.diagnostics import Span
from course.loading.source import Source

Path = tuple[str | int, ...]
"""Keys and places of entries, from the top of a file down to a value."""


def locate(source: Source, path: Path, *, key: bool = False, word: str = "") -> Span | None:
    """The span of the value at `path`, or of the deepest one on the way to it.

    Lists, mappings and blocks of text are shown by their key where they have one.

    Args:
        source: A text that `parse` read to its end.
        path: Which value.
        key: Whether its key is meant rather than the value.
        word: What of the value is meant, where it stands there as it is.
    """
    # Where every file is good and was read elsewhere, this process needs no YAML.
    from course.loading.nodes import Node, tree
    from course.loading.yaml12 import spanned

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
