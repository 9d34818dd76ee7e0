"""The interface's own words in the learner's language, through gettext.

English stands in the code; `course/locale/<language>.po` holds the others. The faces wrap what a
person reads in `_` or `ngettext`, with `str.format` fields for values; the words of the course
itself are its author's and come from its files.
"""

import re
from collections.abc import Iterator
from gettext import NullTranslations, c2py
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"

_RULE = re.compile(r"plural=([^;]+)")
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}


class Words(NullTranslations):
    """English, as it stands in the code."""

    language = "en"
    rule = "n != 1"
    """The number of the form that a count `n` takes, as catalogues write it: in C."""

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """A message that counts in each of its forms, in the order of their numbers."""
        return self.ngettext(one, many, 1), self.ngettext(one, many, 2)


class Catalogue(Words):
    """What a `.po` file says; read as it is, since compiling it took longer than all of a start.

    Args:
        language: Its tag.
        text: The file's.
    """

    def __init__(self, language: str, text: str) -> None:
        super().__init__()
        self.language = language
        self._said: dict[str, str] = {}
        self._counted: dict[str, tuple[str, ...]] = {}
        for entry in _entries(text):
            forms = tuple(said for keyword, said in entry.items() if keyword[:6] == "msgstr")
            if "msgid_plural" in entry and all(forms):
                self._counted[entry["msgid"]] = forms
            elif forms[0]:
                self._said[entry["msgid"]] = forms[0]
        if found := _RULE.search(self._said.pop("", "")):
            self.rule = found[1].strip()
        self._form = c2py(self.rule)

    def gettext(self, message: str) -> str:
        """As it is said here; in English until it is translated."""
        return self._said.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As it is said of `n`."""
        counted = self._counted.get(msgid1)
        return counted[self._form(n)] if counted else super().ngettext(msgid1, msgid2, n)

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """See `Words`."""
        return self._counted.get(one, (one, many))


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The texts of each entry by keyword, but of those that are marked as doubtful."""
    for lines in text.split("\n\n"):
        entry: dict[str, str] = {}
        keyword = ""
        for line in lines.split("\n"):
            if line.startswith("msg"):
                keyword, _space, quoted = line.partition(" ")
                entry[keyword] = quoted[1:-1]
            elif line.startswith('"'):
                entry[keyword] += line[1:-1]
            elif line.startswith("#,") and "fuzzy" in line:
                break
        else:
            if entry:
                yield {key: _ESCAPED.sub(_meant, said) for key, said in entry.items()}


def _meant(escaped: re.Match[str]) -> str:
    return _MEANT.get(escaped[1], escaped[1])


spoken = Words()
"""The words of now; `speak` changes them."""


def languages() -> tuple[str, ...]:
    """The languages the interface speaks, English first."""
    return ("en", *sorted(file.stem for file in LOCALE.glob("*.po")))


def speak(language: str) -> None:
    """Use `language` from now on; English where there is no such catalogue.

    Called before a face is imported: what stands in its classes is said once.
    """
    global spoken  # noqa: PLW0603
    if language in languages()[1:]:
        text = (LOCALE / f"{language}.po").read_text(encoding="utf-8")
        spoken = Catalogue(language, text)
    else:
        spoken = Words()


def _(message: str) -> str:
    """`message` as it is said in the language spoken."""
    return spoken.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` as the language spoken counts."""
    return spoken.ngettext(one, many, count)
