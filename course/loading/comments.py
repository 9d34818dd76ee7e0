"""Text that a `#` cut short: YAML takes the rest of the line for a comment, and says nothing."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from course.loading.diagnostics import Diagnostic
from course.loading.source import Source

_COMMENT = re.compile(r"#(?<=[ \t]#)(?=[^\s#])")
"""`#` stands first and alone: it is what the search jumps to."""


def cut_short(source: Source, loader: Any) -> Iterator[Diagnostic]:
    """Each `#word` that was meant as text, maybe, and made a comment of the rest of its line.

    Args:
        source: A text that can be read to its end.
        loader: How it is read; asked only where there is such a `#` at all.
    """
    found = (match.start() for match in _COMMENT.finditer(source.text))
    suspects = [place for place in found if _follows_something(source.text, place)]
    if not suspects:
        return
    texts = scalars(source, loader)
    for place in suspects:
        if not any(place in text for text in texts):
            yield source.fault(
                "C025",
                "from this `#` on the line is a comment, and no part of the text",
                "put the text in quotes, or a space after the `#` of a comment",
                source.span_at(place),
                severity="warning",
            )


def scalars(source: Source, loader: Any) -> list[range]:
    """Where keys and values stand; what lies in none of them is a comment or a sign of YAML's."""
    return [
        range(token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(source.text, Loader=loader)
        if isinstance(token, yaml.ScalarToken)
    ]


def _follows_something(text: str, place: int) -> bool:
    before = text[text.rfind("\n", 0, place) + 1 : place].rstrip(" \t")
    return not before[-1:].isspace() and before != ""
