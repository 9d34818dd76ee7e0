"""Lines typed in answer: numbers of what was numbered, words, yes or no."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from course.i18n import _
from course.plain.lines import Lines

Parsed = TypeVar("Parsed")


class Unreadable(Exception):
    """The line typed is no answer; the message says what would be one."""


def number(lines: Lines, texts: Iterable[str]) -> None:
    """Write texts with their numbers."""
    for place, text in enumerate(texts, 1):
        lines.say(text, "     ", f"{place:3}  ")


def retry(read: Callable[[str], str], prompt: str, parse: Callable[[str], Parsed]) -> Parsed:
    """What `parse` makes of a line; asked again, with the remedy, until it makes something."""
    remedy = ""
    while True:
        try:
            return parse(read(f"{remedy}{prompt}"))
        except Unreadable as error:
            remedy = f"{error} "


def in_words(line: str) -> str:
    """Any line but an empty one."""
    if not line:
        raise Unreadable(_("Nothing was typed."))
    return line


def truth(line: str) -> bool:
    """True or false."""
    typed = line.lower()
    if typed in ("t", "true", "1", _("t"), _("true")):
        return True
    if typed in ("f", "false", "2", _("f"), _("false")):
        return False
    raise Unreadable(_("Type t or f."))


def yes(line: str) -> bool:
    """Yes or no."""
    typed = line.lower()
    if typed.startswith(("y", _("y"))):
        return True
    if typed.startswith(("n", _("n"))):
        return False
    raise Unreadable(_("Type y or n."))


def _places(line: str, count: int) -> list[int]:
    typed = re.findall(r"[^\s,;]+", line)
    if not typed:
        raise Unreadable(_("Nothing was typed."))
    for word in typed:
        if not (word.isascii() and word.isdigit() and 1 <= int(word[:6]) <= count):
            raise Unreadable(_("Type numbers from 1 to {count}.").format(count=count))
    return [int(word) - 1 for word in typed]


def one(read: Callable[[str], str], prompt: str, count: int) -> int:
    """The place of one of so many, from 0."""

    def parse(line: str) -> int:
        places = _places(line, count)
        if len(places) != 1:
            raise Unreadable(_("Type one number."))
        return places[0]

    return retry(read, prompt, parse)


def several(read: Callable[[str], str], prompt: str, count: int) -> set[int]:
    """The places of some of so many, from 0."""
    return retry(read, prompt, lambda line: set(_places(line, count)))


def every(read: Callable[[str], str], prompt: str, count: int) -> list[int]:
    """All places of so many, from 0, in the order typed."""

    def parse(line: str) -> list[int]:
        places = _places(line, count)
        if sorted(places) != list(range(count)):
            raise Unreadable(_("Type each number from 1 to {count} once.").format(count=count))
        return places

    return retry(read, prompt, parse)


def paragraphs(read: Callable[[str], str]) -> str:
    """Lines until an empty one."""
    written = [retry(read, _("Write your answer; an empty line ends it:"), in_words)]
    while line := read("  "):
        written.append(line)
    return "\n".join(written)
