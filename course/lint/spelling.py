"""Spelling, by the dictionary of misspellings that comes with codespell.

It holds what people really mistype, so it calls no name and no rare word wrong. Without codespell,
which is of the extra `[author]`, nothing is looked up.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from course.content.model import Model
from course.lint.rules import Remark, Told
from course.lint.texts import texts
from course.lint.words import AROUND

_WORD = re.compile(r"(?<![\w@/.-])[a-z][a-z'’]+(?![\w@/-])", re.IGNORECASE)
_NO_PROSE = re.compile(r"`[^`]*`|https?://\S+|\[@[^\]]*\]|\[\[[a-z0-9-]+(?=[\]|])")

_WRONG = re.compile(r"^([^\n]+?)->", re.MULTILINE)

_NAME = re.compile(r"(?<=[\w,] )[A-Z][a-z]+")
"""What has a capital though no sentence begins there."""


@cache
def _dictionary() -> tuple[str, frozenset[str]]:
    """The dictionary as it is written, and the misspellings in it, in lower case."""
    found = find_spec("codespell_lib")
    if found is None or found.origin is None:
        return "", frozenset()
    # Beside it lies a list of words that are right and rare; it would call names and Latin wrong.
    dictionary = Path(found.origin).parent / "data" / "dictionary.txt"
    try:
        entries = dictionary.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "", frozenset()
    return entries, frozenset(_WRONG.findall(entries))


class Spelling:
    """The words of a file beside the dictionary."""

    def __init__(self, accepted: tuple[str, ...] = ()) -> None:
        self.accepted = {word.casefold() for word in accepted}
        self._met: set[str] = set()
        self._suspicious: dict[str, str] = {}
        """What looks like a misspelling in any file so far, as it stands there, with the word."""

    def judge(self, raw: str, content: Model) -> Iterator[Told]:
        """Each misspelt word once a file, where it first stands.

        Args:
            raw: The file's text, in which a look tells whether there is anything to look for.
            content: What it says.
        """
        told = set(self.accepted)
        suspects = self._suspects(raw)
        if suspects <= told:
            return
        for path, text in texts(content):
            prose = _NAME.sub(" ", _NO_PROSE.sub(" ", text))
            found = {word.casefold(): word for word in _WORD.findall(prose)}
            for folded in sorted((found.keys() & suspects) - told):
                told.add(folded)
                word, hint = found[folded], f"did you mean {_meant(folded)}?"
                yield Told("L401", Remark(path, f"`{word}` is misspelt", hint, word))

    def _suspects(self, raw: str) -> set[str]:
        """Fast, and near enough: what is written the same is looked at once in the whole course."""
        written = set(raw.casefold().split())
        _, wrong = _dictionary()
        for one in written - self._met:
            if (word := one.strip(AROUND)) in wrong:
                self._suspicious[one] = word
        self._met |= written
        return {self._suspicious[one] for one in written & self._suspicious.keys()}


def _meant(wrong: str) -> str:
    found = re.search(rf"^{re.escape(wrong)}->(.*)", _dictionary()[0], re.MULTILINE)
    # `one, another,` lists what may be meant; `one, why not` gives one with a remark.
    parts = found[1].split(",") if found else []
    meant = parts[:-1] if len(parts) > 1 else parts
    return " or ".join(f"`{part.strip()}`" for part in meant[:3])
