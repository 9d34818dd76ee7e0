"""What `--help` says, in the language spoken; looked up when it is asked for, and no sooner.

Commands say it in English where click has it: in their docstrings, `help=`, and the tables of a
group. A paragraph at a time goes through gettext, as one line; examples stay as they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from inspect import cleandoc

import click

from course.config import load_settings, spoken
from course.errors import CourseError
from course.i18n import _, speak

CLICKS = ("Options", "Commands", "Show this message and exit.", "Show the version and exit.")
"""What click says of itself."""

KEPT = "\b"
"""Begins a paragraph whose lines click leaves alone."""

_BESIDE = re.compile(r"(.*?)(?:(?:^|  )\[(.*)\])?", re.DOTALL)
"""What an option does, and what click says beside it."""


def speak_of(arguments: Sequence[str]) -> None:
    """Have click say help in the language that holds for `course` with these arguments."""
    click.Context.formatter_class = Formatter
    said = re.search(r"(?:^|\n)--lang[=\n](.+)", "\n".join(arguments))
    with suppress(CourseError):  # help is for whoever has set things wrong, too
        speak(spoken(load_settings({"language": said[1]} if said else {}).settings))


def paragraphs(help: str) -> Iterator[str]:
    """The paragraphs of a help that are translated."""
    for text in cleandoc(help).split("\n\n"):
        if not text.startswith(KEPT):
            yield " ".join(text.split())


class Formatter(click.HelpFormatter):
    """Click's, in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written."""
        words = {"OPTIONS": _("OPTIONS"), "COMMAND": _("COMMAND"), "ARGS": _("ARGS")}
        args = re.sub(r"\b(OPTIONS|COMMAND|ARGS)\b", lambda found: words[found[0]], args)
        super().write_usage(prog, args, _("Usage: "))

    def write_heading(self, heading: str) -> None:
        """Over options or commands."""
        super().write_heading(_(heading))

    def write_text(self, text: str) -> None:
        """What a command does."""
        told = text.split("\n\n")
        super().write_text("\n\n".join(map(_paragraph, told)))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options or commands, each with what it does."""
        super().write_dl([(name, _said(words)) for name, words in rows], col_max, col_spacing)


def _paragraph(text: str) -> str:
    if text.startswith(KEPT):
        return text.replace("Example:", _("Example:"))
    return _(" ".join(text.split()))


def _said(words: str) -> str:
    found = _BESIDE.fullmatch(words)
    assert found
    does, beside = found.groups()
    said = _(does) if does else ""
    if not beside:
        return said
    beside = beside.replace("default: ", _("default: ")).replace("required", _("required"))
    return f"{said}  [{beside}]".strip()
