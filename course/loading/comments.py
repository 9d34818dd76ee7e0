"""Text that a `#` cut short: YAML takes the rest of the line for a comment, and says nothing."""

import re
from collections.abc import Iterator

import yaml

from course.loading.diagnostics import Diagnostic
from course.loading.source import Source
from course.loading.yaml12 import LOADER

_COMMENT = re.compile(r"(?<=\S)[ \t]+(#)(?=[^\s#])")


def cut_short(source: Source) -> Iterator[Diagnostic]:
    """Each `#word` that was meant as text, maybe, and made a comment of the rest of its line.

    Args:
        source: A text that can be read to its end.
    """
    suspects = [found.start(1) for found in _COMMENT.finditer(source.text)]
    if not suspects:
        return
    texts = [
        (token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(source.text, Loader=LOADER)
        if isinstance(token, yaml.ScalarToken)
    ]
    for place in suspects:
        if not any(start <= place < end for start, end in texts):
            yield source.fault(
                "C025",
                "from this `#` on the line is a comment, and no part of the text",
                "put the text in quotes, or a space after the `#` of a comment",
                source.span_at(place),
                severity="warning",
            )
