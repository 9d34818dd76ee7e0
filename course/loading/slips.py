"""Slips of the hand in YAML that libyaml notices late.

It says where it could not go on; that may be lines below a quote nobody closed. Where the text
around that place shows what happened, this says so, at the place of the slip itself.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from course.loading.diagnostics import Span
from course.loading.source import Source


class Slip(NamedTuple):
    """What happened, where, and what to do."""

    span: Span
    message: str
    help: str


_ODD_SPACE = re.compile(
    "(?: *| *(?:- +)?[A-Za-z_]+:)([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
)
_TIGHT_COLON = re.compile(r" *(?:- +)?[A-Za-z_]+(:)(?=[^\s/])(?!.*: )")
_TIGHT_DASH = re.compile(r" *(-)[A-Za-z_]+:(?:\s|$)")
_OPENINGS = {quote: re.compile(rf"(?:^|[:\-,\[{{]) *({quote})") for quote in "'\""}
_ESCAPES = {'"': '`\\"`', "'": "`''`"}


def slip(source: Source, line: int, column: int) -> Slip | None:
    """What made libyaml stop at a place (counted from 0), if the text shows it."""
    last = min(line, len(source.lines) - 1)
    return _in_spacing(source, last) or _in_quotes(source, last, column)


def _in_spacing(source: Source, last: int) -> Slip | None:
    """A space too few or of the wrong kind, in this line or the one that counts before it."""
    for number in _counting(source, last):
        text = source.lines[number]
        if found := _ODD_SPACE.match(text):
            message = f"this is no ordinary space (U+{ord(found[1]):04X})"
            return Slip(_at(source, number, found.start(1)), message, "type the space anew")
        for tight, sign in ((_TIGHT_COLON, ":"), (_TIGHT_DASH, "-")):
            if found := tight.match(text):
                span = _at(source, number, found.start(1))
                return Slip(span, f"no space follows this `{sign}`", "put a space after it")
    return None


def _counting(source: Source, last: int) -> Iterator[int]:
    """This line, and the nearest above that is neither empty nor a comment."""
    yield last
    for number in range(last - 1, -1, -1):
        text = source.lines[number].strip(" ")
        if text and not text.startswith("#"):
            yield number
            return


def _in_quotes(source: Source, line: int, column: int) -> Slip | None:
    """A quote that is closed too early, or was to be closed lines above."""
    before = source.lines[line][:column].rstrip()
    quote = before[-1:]
    if quote not in _ESCAPES:
        return None
    opening = _OPENINGS[quote]
    if (found := opening.search(before)) and found.start(1) < len(before) - 1:
        hint = f"put quotes around all of it, and write {_ESCAPES[quote]} for one that stands in it"
        message = "text goes on after the quote that closes it"
        return Slip(_at(source, line, column), message, hint)
    for number in range(line - 1, -1, -1):
        text = source.lines[number]
        if (found := opening.search(text)) and quote not in text[found.end() :]:
            span = _at(source, number, found.start(1))
            return Slip(span, "this quote is never closed", "add the closing quote")
    return None


def _at(source: Source, line: int, column: int) -> Span:
    return source.span(line + 1, column + 1, column + 2)
