"""The one way in which commands write, so that nothing raw reaches a terminal."""

import os
import re
import sys

from course.text import visible

_OWN_STYLE = re.compile(r"(\x1b\[[0-9;]*m)")


def say(text: str, *, err: bool = False, painted: bool = False) -> None:
    """Write lines. Control characters are spelt out, our own colours kept when `painted`."""
    stream = sys.stderr if err else sys.stdout
    lines = (_safe(line, painted=painted) for line in text.split("\n"))
    print("\n".join(lines), file=stream, flush=True)


def _safe(line: str, *, painted: bool) -> str:
    if line.isprintable():
        return line
    parts = _OWN_STYLE.split(line) if painted else [line]
    return "".join(
        part if painted and _OWN_STYLE.fullmatch(part) else visible(part, len(part) * 10 + 10)
        for part in parts
    )


def wants_color(choice: str = "auto") -> bool:
    """Whether to colour: as told, else on a terminal where `NO_COLOR` is not set."""
    if choice != "auto":
        return choice == "always"
    drawable = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return drawable and not os.environ.get("NO_COLOR")
