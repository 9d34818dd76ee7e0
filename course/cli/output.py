"""The one way in which commands write, so that nothing raw reaches a terminal."""

import codecs
import os
import re
import sys

from course.text import visible

_OWN_STYLE = re.compile(r"(\x1b\[[0-9;]*m)")


LIKENESS = "course-likeness"
"""Name of the error handler for streams that cannot write everything."""

_ALIKE = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...",
    "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "--", "\u2022": "*", "\u2192": "->",
}  # fmt: skip


def _likeness(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    if character in _ALIKE:
        return _ALIKE[character], error.start + 1
    error.end = error.start + 1
    return codecs.backslashreplace_errors(error)


codecs.register_error(LIKENESS, _likeness)


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
