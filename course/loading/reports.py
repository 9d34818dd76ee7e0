"""Diagnostics for people and for machines.

Names of files, keys and lines come from outside: all of them pass `visible` here.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from course import __version__
from course.errors import CourseError
from course.loading.codes import CODES
from course.loading.diagnostics import Diagnostic
from course.text import visible

Format = Literal["full", "concise", "json", "github", "gitlab", "sarif"]
FORMATS: tuple[Format, ...] = get_args(Format)

WINDOW = 150
"""Code points of a line that an excerpt shows at most."""


def render(diagnostics: Sequence[Diagnostic], shape: Format, *, color: bool = False) -> str:
    """All diagnostics as text without a final newline; empty when there is nothing to say."""
    match shape:
        case "full":
            return "\n".join(full(diagnostic, color=color) for diagnostic in diagnostics)
        case "concise":
            return "\n".join(concise(diagnostic) for diagnostic in diagnostics)
        case "json":
            return json.dumps([_record(diagnostic) for diagnostic in diagnostics], indent=2)
        case "github":
            return "\n".join(_workflow_command(diagnostic) for diagnostic in diagnostics)
        case "gitlab":
            return json.dumps(_code_quality(diagnostics), indent=2)
        case "sarif":
            return json.dumps(_sarif(diagnostics), indent=2)


def full(diagnostic: Diagnostic, *, color: bool = False) -> str:
    """Header, place, the line with carets under the spot, and the remedy."""
    span = diagnostic.span
    tone = "1;31" if diagnostic.severity == "error" else "1;33"
    number = str(span.line)
    margin = " " * len(number)
    bar = _painted(f"{margin} |", "1;34", color)
    head = _painted(f"{diagnostic.severity}[{diagnostic.code}]", tone, color)
    place = f"{_name(span.file)}:{span.line}:{span.column}"
    lines = [
        f"{head}{_painted(': ' + _words(diagnostic.message), '1', color)}",
        f"{margin}{_painted('-->', '1;34', color)} {place}",
    ]
    if diagnostic.excerpt.strip():
        shown, indent, carets = _underlined(diagnostic)
        mark = _painted(f"{'^' * carets} {_words(diagnostic.label)}".rstrip(), tone, color)
        lines += [bar, f"{_painted(number + ' |', '1;34', color)} {shown}".rstrip()]
        lines += [f"{bar} {' ' * indent}{mark}", bar]
    if diagnostic.help:
        equals = _painted(f"{margin} =", "1;34", color)
        lines.append(f"{equals} {_painted('help', '1', color)}: {_words(diagnostic.help)}")
    return "\n".join(lines)


def concise(diagnostic: Diagnostic) -> str:
    """One line, as editors and `grep` users read it."""
    span = diagnostic.span
    return (
        f"{_name(span.file)}:{span.line}:{span.column}: {diagnostic.severity} "
        f"{diagnostic.code} {_words(diagnostic.message)}"
    )


def refused(diagnostics: Iterable[Diagnostic]) -> CourseError:
    """What to raise where something needed is broken: the first error of those found."""
    first = next((found for found in diagnostics if found.severity == "error"), None)
    if first is None:
        return CourseError("this content cannot be read", "course check says why")
    return CourseError(concise(first), _words(first.help))


def _underlined(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """What of the line is shown, and the indent and number of carets in terminal cells."""
    line, span = diagnostic.excerpt, diagnostic.span
    start = min(span.column - 1, len(line))
    end = max(start, min(span.end_column - 1, len(line)))
    left = 0 if len(line) <= WINDOW else max(0, start - WINDOW // 3)
    right = min(len(line), left + WINDOW)
    before = ("…" if left else "") + visible(line[left:start], 10 * WINDOW)
    spot = visible(line[start : min(end, right)], 10 * WINDOW)
    after = visible(line[max(start, min(end, right)) : right], 10 * WINDOW)
    shown = before + spot + after + ("…" if right < len(line) else "")
    return shown, cells(before), max(1, cells(spot))


def cells(text: str) -> int:
    """Columns that `text` takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _painted(text: str, style: str, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color else text


def _words(text: str) -> str:
    return visible(text[:600], 599)


def _name(file: str) -> str:
    return visible(file[:1000], 999)


def _record(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": _words(diagnostic.message),
        "file": _name(span.file),
        "line": span.line,
        "column": span.column,
        "end_column": span.end_column,
        "label": _words(diagnostic.label),
        "help": _words(diagnostic.help),
    }


def _workflow_command(diagnostic: Diagnostic) -> str:
    """A workflow command that a code host shows beside the line."""
    span = diagnostic.span
    text = _words(diagnostic.message) + (f"\n{_words(diagnostic.help)}" if diagnostic.help else "")
    properties = {
        "file": _name(span.file),
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(span.end_column),
        "title": diagnostic.code,
    }
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{diagnostic.severity} {listed}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _code_quality(diagnostics: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    """A report as GitLab shows it in a merge request: each finding known again by its print."""
    from hashlib import sha256

    seen: Counter[str] = Counter()
    found = []
    for diagnostic in diagnostics:
        # Not the line: what only moved is no new finding.
        name, text = _name(diagnostic.span.file), _words(diagnostic.message)
        same = "\n".join((name, diagnostic.code, text))
        seen[same] += 1
        mark = sha256(f"{same}\n{seen[same]}".encode()).hexdigest()
        place = {"path": name, "lines": {"begin": diagnostic.span.line}}
        severity = "major" if diagnostic.severity == "error" else "minor"
        found.append(
            {
                "description": text,
                "check_name": diagnostic.code,
                "fingerprint": mark,
                "severity": severity,
                "location": place,
            }
        )
    return found


def _sarif(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """A log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""
    codes = list(CODES)
    rules = [{"id": code, "shortDescription": {"text": title}} for code, title in CODES.items()]
    driver = {"name": "course", "version": __version__, "rules": rules}
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(diagnostic, codes) for diagnostic in diagnostics],
            }
        ],
    }


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    from urllib.parse import quote

    span = diagnostic.span
    text = _words(diagnostic.message) + (f" ({_words(diagnostic.help)})" if diagnostic.help else "")
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.end_column}
    place = {"artifactLocation": {"uri": quote(_name(span.file))}, "region": region}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
