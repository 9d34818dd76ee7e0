"""Lines out and lines in: all that the plain face knows of a terminal."""

import re
import shutil
import textwrap
from typing import Protocol, TextIO

from course.i18n import _
from course.text import visible

WIDEST = 90
"""Longest line, in characters, however wide the terminal is."""


_COMMAND = re.compile(
    r"\bcourse (?=(?:again|exam|glossary|learn|list|notes|placement|play|progress|quiz|review"
    r"|search)\b)"
)


class EndOfInput(Exception):
    """No more lines come; what was answered is stored."""


class Source(Protocol):
    """Where lines come from: a file, or whatever waits for more than lines."""

    def readline(self, limit: int = -1, /) -> str:
        """The next line with its end; empty when there are no more."""


class Lines:
    """Writes paragraphs and asks for lines.

    Args:
        out: Where lines go.
        source: Where answers come from.
        interactive: Whether a person sits there, so that it is worth waiting for Enter.
        width: Characters in a line; the terminal's own unless given.
        before: Options that stand before a command, to be told with each that is told.
    """

    def __init__(
        self,
        out: TextIO,
        source: Source,
        *,
        interactive: bool,
        width: int | None = None,
        before: str = "",
    ) -> None:
        self.interactive = interactive
        self._before = before
        self.width = min(WIDEST, width or shutil.get_terminal_size((80, 24)).columns)
        self._out = out
        self._source = source
        self._ahead: str | None = None

    def say(self, text: str = "", indent: str = "", first: str | None = None) -> None:
        """Write paragraphs, wrapped; `first` replaces the indent of the first line."""
        start = indent if first is None else first
        if self._before:
            text = _COMMAND.sub(lambda named: f"{named[0]}{self._before} ", text)
        for line in text.split("\n"):
            self._write("\n".join(self._wrapped(line, indent, start)) or start.rstrip())
            start = indent

    def _wrapped(self, line: str, indent: str = "", first: str = "") -> list[str]:
        return textwrap.wrap(
            visible(line, len(line) * 8 + 1),
            max(20, self.width),
            initial_indent=first,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )

    def draw(self, text: str) -> None:
        """Write preformatted lines as they stand."""
        for line in text.split("\n"):
            self._write(visible(line, len(line) * 8 + 1))

    def _write(self, line: str) -> None:
        self._out.write(line + "\n")

    def ask(self, prompt: str) -> str:
        """One line from the person, without surrounding spaces; raises `EndOfInput`."""
        shown = "\n".join(self._wrapped(prompt)) or prompt
        self._out.write(f"{shown} ")
        self._out.flush()
        line = self._next()
        if not (self.interactive and line):
            # A pipe does not echo, and neither does Ctrl-D: what follows starts on a fresh line.
            self._out.write("\n")
        if not line:
            raise EndOfInput
        return line.strip()

    def has_more(self) -> bool:
        """Whether a person sits there, or a pipe has a line left."""
        if self.interactive:
            return True
        self._ahead = self._next()
        return bool(self._ahead)

    def _next(self) -> str:
        line, self._ahead = self._ahead, None
        return self._source.readline(20_000) if line is None else line

    def pause(self, prompt: str = "") -> str:
        """Wait for a person; a pipe goes on at once, without using up a line."""
        return self.ask(prompt or _("Enter to go on:")) if self.interactive else ""

    def confirm(self, question: str) -> bool:
        """Yes or no; Enter is no."""
        typed = self.ask(f"{question} {_('(y/n)')}").lower()
        return typed.startswith(("y", _("y")))
