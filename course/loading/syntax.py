"""What libyaml says about broken YAML, in words that help whoever wrote it."""

from typing import Any, NamedTuple

import yaml

from course.loading.diagnostics import Diagnostic
from course.loading.slips import slip
from course.loading.source import Source
from course.text import visible


class _Advice(NamedTuple):
    problem: str
    """A part of libyaml's words for the problem; the first that fits is taken."""
    context: str
    """A part of its words for what it was doing."""
    message: str
    help: str
    at_context: bool = False
    """Whether the context's place is the one to show: where something began that never ends."""


_ADVICE = (
    _Advice(
        "mapping values are not allowed",
        "",
        "a `:` stands where no key can be",
        "put text that holds `: ` in quotes, and check how this line is indented",
    ),
    _Advice(
        "could not find expected ':'",
        "",
        "this line is neither a key with its `:` nor part of the text above",
        "add the colon, or indent the line under the text it belongs to",
        at_context=True,
    ),
    _Advice(
        "unexpected end of stream",
        "quoted scalar",
        "this quote is never closed",
        "add the closing quote",
        at_context=True,
    ),
    _Advice(
        "unexpected document indicator",
        "quoted scalar",
        "this quote is never closed",
        "add the closing quote",
        at_context=True,
    ),
    _Advice(
        "did not find expected ',' or ']'",
        "",
        "this `[` is not closed as it should be",
        "put a comma between the entries and `]` after the last",
        at_context=True,
    ),
    _Advice(
        "did not find expected ',' or '}'",
        "",
        "this `{` is not closed as it should be",
        "put a comma between the entries and `}` after the last",
        at_context=True,
    ),
    _Advice(
        "did not find expected '-' indicator",
        "",
        "this line does not go on the list above",
        "begin it with `- ` in the list's column, or indent it under the last entry",
    ),
    _Advice(
        "did not find expected key",
        "",
        "this is no key of the mapping above",
        "indent it like the other keys, or as deep as the text it goes on with; text that begins"
        " with a bracket but does not end with it needs quotes around all of it",
    ),
    _Advice(
        "unknown escape character",
        "",
        "`\\` in double quotes begins an escape, and this is none",
        "write `\\\\`, or use single quotes",
    ),
    _Advice(
        "invalid Unicode character",
        "",
        "this escape names no character",
        "write the character itself",
    ),
    _Advice(
        "hexdecimal number",
        "",
        "this escape needs hexadecimal digits",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    _Advice(
        "block sequence entries are not allowed",
        "",
        "a list cannot begin here",
        "begin it on the next line, or put text that begins with `-` in quotes",
    ),
    _Advice(
        "mapping keys are not allowed",
        "",
        "`?` cannot begin text",
        "put the text in quotes",
    ),
    _Advice(
        "tab character",
        "",
        "a tab indents this line",
        "indent with spaces",
    ),
    _Advice(
        "expected comment or line break",
        "block scalar",
        "text follows `|` or `>` on the same line",
        "begin the text on the next line, indented",
    ),
    _Advice(
        "alphabetic or numeric character",
        "",
        "`*` or `&` cannot begin text",
        "put the text in quotes",
        at_context=True,
    ),
    _Advice(
        "did not find expected node content", "", "a value is expected here", "put it in quotes"
    ),
    _Advice(
        "<document start>",
        "",
        "this does not belong to what stands before it",
        "a file is made of keys with their colons; put text in quotes whole",
    ),
    _Advice("tag", "", "`!` cannot begin text", "put the text in quotes"),
)


def explained(source: Source, error: yaml.MarkedYAMLError, bracket: Any = None) -> Diagnostic:
    """A parser's error as a diagnostic; `bracket` is the place of one that is still open."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark
    if bracket and mark and "node content" in problem and mark.index >= len(source.text):
        return _at(source, bracket, "this bracket is never closed", "close it after the last entry")
    if mark and (made := slip(source, mark.line, mark.column)):
        return source.fault("C004", made.message, made.help, made.span)
    for advice in _ADVICE:
        if advice.problem in problem and advice.context in context:
            mark = error.context_mark if advice.at_context else error.problem_mark
            return _at(source, mark, advice.message, advice.help)
    if "cannot start any token" in problem:
        return _unquoted(source, error.problem_mark)
    said = visible(" ".join(filter(None, (context, problem))))
    return _at(source, error.problem_mark, f"this is not valid YAML: {said}", "")


def _unquoted(source: Source, mark: Any) -> Diagnostic:
    line = source.lines[min(mark.line, len(source.lines) - 1)] if mark else ""
    character = line[mark.column : mark.column + 1] if mark else ""
    if character == "\t":
        return _at(source, mark, "a tab indents this line", "indent with spaces")
    message = f"text cannot begin with `{character}`" if character else "no text can begin here"
    return _at(source, mark, message, "put the text in quotes")


def _at(source: Source, mark: Any, message: str, help: str) -> Diagnostic:
    span = source.span(mark.line + 1, mark.column + 1, mark.column + 2) if mark else None
    return source.fault("C004", message, help, span)
