"""The one gate through which files of a course enter: bytes to text, with places in it.

`read` never raises and never hangs on anything a path may name; what is wrong becomes a
diagnostic. What the text says is `course.loading.yaml12`'s affair.
"""

import os
import stat
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from course.loading.diagnostics import Diagnostic, Severity, Span

MAX_BYTES = 1_000_000
"""Largest file that is read."""

_UNSEEN_BREAKS = "\x85\u2028\u2029"
"""Line breaks to YAML, but to no editor: they would shift every place that follows."""


class Source:
    """A file's text, and the faults found in reading it.

    Args:
        file: Its name as it is shown to people.
        text: Its text with line feeds only; empty when it could not be read.
        path: Where it was read from.
    """

    def __init__(self, file: str, text: str, path: Path | None = None) -> None:
        self.file = file
        self.text = text
        self.path = path
        self.places: Any = None
        """Where its values stand, once `places.locate` was asked."""
        self._known = hash(text)
        self.faults: tuple[Diagnostic, ...] = ()

    @cached_property
    def text(self) -> str:
        """The text; read once more when it was released, and nothing if it changed meanwhile."""
        again = read(self.path).text if self.path else ""
        return again if hash(again) == self._known else ""

    def release(self) -> None:
        """Lets go of the text. Of a course only the few files with faults are looked at again."""
        if self.path:
            self._known = hash(self.text)
            self.__dict__.pop("text", None)
            self.__dict__.pop("lines", None)
            self.places = None

    @cached_property
    def lines(self) -> list[str]:
        """The text line by line."""
        return self.text.split("\n")

    def span(self, line: int, column: int, end: int | None = None) -> Span:
        """A span from 1-based places, kept inside the text; to the line's end unless given."""
        line = min(max(line, 1), len(self.lines))
        length = len(self.lines[line - 1].rstrip())
        column = min(max(column, 1), length + 1)
        end_column = length + 1 if end is None else min(end, length + 1)
        return Span(self.file, line, column, max(end_column, column + 1))

    def span_at(self, offset: int, length: int = 1) -> Span:
        """The span of some code points counted from the start of the text."""
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return self.span(line, column, column + length)

    def fault(
        self,
        code: str,
        message: str,
        hint: str,
        span: Span | None = None,
        *,
        severity: Severity = "error",
        label: str = "",
    ) -> Diagnostic:
        """A diagnostic at `span`, or at the top of the file."""
        span = span or self.span(1, 1)
        excerpt = self.lines[span.line - 1]
        return Diagnostic(code, severity, message, span, label, hint, excerpt)


class Parsed(NamedTuple):
    """What a text says."""

    data: Any
    """Nested dicts, tuples, `Plain`, `str` and None."""
    is_whole: bool
    """Whether the text was read to its end, so that `data` is worth judging."""
    faults: list[Diagnostic]
    cut: Sequence[Diagnostic] = ()
    """Where the rest of a line may have been meant as text, and is a comment."""


def read(path: Path, file: str | None = None, within: Path | None = None) -> Source:
    """The text of a file of at most `MAX_BYTES`, without byte order mark, lines ended by `\\n`.

    Args:
        path: What to read.
        file: How the file is called towards people; its path unless given.
        within: A resolved folder that the file, links followed, may not lie outside of.
    """
    source = Source(file if file is not None else str(path), "", path)
    try:
        if within and path.is_symlink() and not path.resolve().is_relative_to(within):
            return _refused(
                source, "C001", "this is a link that leads out of the course", "copy it"
            )
        data = _bytes(path)
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "it cannot be opened"
        return _refused(
            source, "C001", f"this file cannot be read: {why.lower()}", "check that it exists"
        )
    if data is None:
        hint = "put a file here, or take it away"
        return _refused(source, "C001", "this is not a regular file", hint)
    if len(data) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES:,} bytes"
        return _refused(source, "C002", message, "divide it into several")
    return _decoded(source, data)


def _bytes(path: Path) -> bytes | None:
    # A FIFO would block an ordinary open, and opening a device may already act on it.
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode):
            return None
        # One byte more than is said to be there tells that this was all.
        data = os.read(handle, min(known.st_size, MAX_BYTES) + 1)
        while len(data) <= MAX_BYTES and len(data) > known.st_size:
            if not (more := os.read(handle, MAX_BYTES + 1 - len(data))):
                break
            data += more
        return data
    finally:
        os.close(handle)


def _decoded(source: Source, data: bytes) -> Source:
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            # As it is meant, so that whoever looks at it sees no zeros.
            source.text = _one_break(data.decode("utf-16", "replace"))
            return _refused(source, "C003", "this text is UTF-16, not UTF-8", "save it as UTF-8")
        source.text = _one_break(data.decode("utf-8", "replace"))
        offset = len(_one_break(data[: error.start].decode("utf-8", "replace")))
        span = source.span_at(offset)
        return _refused(source, "C003", "this text is not UTF-8", "save it as UTF-8", span)
    source.text = _one_break(text)
    if unseen := [c for c in _UNSEEN_BREAKS if c in text]:
        offset = min(map(source.text.index, unseen))
        point = f"U+{ord(source.text[offset]):04X}"
        span = source.span_at(offset)
        message = f"forbidden character {point}, a line break that editors do not show"
        return _refused(source, "C012", message, "take it out", span)
    return source


def _one_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refused(
    source: Source, code: str, message: str, hint: str, span: Span | None = None
) -> Source:
    source.faults = (source.fault(code, message, hint, span),)
    return source
