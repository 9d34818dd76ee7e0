"""Rules about acronyms: each is spelt out, or stands in the glossary."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from course.lint.rules import Remark, Rules
from course.lint.subjects import Ground, Item, Reading
from course.lint.words import listed, spoken
from course.loading.places import Path

ITEM_ACRONYMS: Rules[Item] = Rules()
READING_ACRONYMS: Rules[Reading] = Rules()

# What stands before is looked at after the first capital: so the search leaps between capitals.
_ACRONYM = re.compile(
    r"[A-Z](?<![\w.@/&-][A-Z])(?:[A-Z0-9]|&(?=[A-Z]))*[A-Z][A-Z0-9]*(?=s?(?![\w&]))"
)
_NO_PROSE = re.compile(r"`[^`]*`|https?://\S+|\[@[^\]]*\]|\[\[[a-z0-9-]+\]\]|\{\{[^}]*\}\}")
LONGEST = 7
"""Letters; longer ones are words written large."""
_SHOUTED = re.compile(r"(?<![\w-])[A-Z]{2,}(?: [A-Z]{2,}){2,}(?![\w-])")
_ROMAN = re.compile(r"[IVXLC]+")
_SMALL = listed("of and for the in on to a an de la des du et by with at from")

KNOWN = listed(
    "US USA UK EU UN AM PM TV CV PC ID OK CD DVD PDF DNA NASA NATO CEO GPS HTML SMS FAQ PIN SIM NGO"
    " CCTV BC AD A4"
    " NOT EXCEPT MUST SHOULD MAY SHALL REQUIRED RECOMMENDED OPTIONAL AND OR NO YES ALL"
)
"""What hardly anybody has to be told, and words that are only written large."""


@lru_cache(maxsize=4)  # a lesson's are asked for twice
def capitals(text: str) -> frozenset[str]:
    """Whatever may be an acronym in a text."""
    found = {name for name in _ACRONYM.findall(text) if len(name) <= LONGEST}
    return frozenset(name for name in found if not _ROMAN.fullmatch(name))


def unknown(used: Iterable[str], text: str, ground: Ground) -> list[str]:
    """Those of `used` that neither the glossary, nor the course's list, nor `text` spells out."""
    known = KNOWN | ground.acronyms
    open_ = {name for name in used if not {name, name.rstrip("0123456789")} & known}
    if not open_:
        return []
    text = spoken(_SHOUTED.sub(" ", _NO_PROSE.sub(" ", text)))
    left = [name for name in open_ & capitals(text) if not _is_explained(name, text)]
    initials = _initials(text) if left else ""
    return sorted(
        name for name in left if "".join(filter(str.isalpha, name)).casefold() not in initials
    )


def _is_explained(name: str, text: str) -> bool:
    """Whether the text has it in brackets, or a bracket after it, or in small letters too."""
    if f"({name}" in text or re.search(rf"\b{re.escape(name)}s?,? \(", text):
        return True
    return _is_a_word(name, text)


def _is_a_word(name: str, text: str) -> bool:
    """Whether it stands there in small letters too, as a name or as an ordinary word."""
    plain = rf"\b(?:{name.capitalize()}|{name.casefold()})\b"
    return len(name) > 2 and name.isalpha() and re.search(plain, text) is not None


def _initials(text: str) -> str:
    """First letters of words, small words and all but the capitals of names left out.

    `Internet Engineering Task Force` gives `ietf`; what has no capital parts one name from another.
    """
    letters = []
    for word in re.findall(r"[^\W\d_][\w'’]*|[.:;!?]", text):
        if word[0].isupper():
            # A word of capitals is an acronym itself and spells nothing out.
            letters.append(" " if word.isupper() and len(word) > 1 else word[0].casefold())
        elif word not in _SMALL:
            letters.append(" ")
    return "".join(letters)


_SPELL_OUT = "write it out once, or describe it in the glossary"


def _first(name: str, told: Iterable[tuple[Path, str]]) -> Path:
    return next((path for path, text in told if name in capitals(text)), ())


@ITEM_ACRONYMS("L117")
def item_acronym(item: Item) -> Iterator[Remark]:
    """An acronym in an item that nothing near it explains."""
    fresh = capitals(item.text) - item.taught.acronyms
    for name in unknown(fresh, item.text, item.ground):
        message = f"`{name}` is spelt out neither here nor in the lesson or the glossary"
        # An answer to be typed may well be the letters that are asked for.
        told = (entry for entry in item.texts if not {"answers", "text"} <= {*entry[0]})
        if path := _first(name, told):
            yield Remark(path, message, _SPELL_OUT, name)


@READING_ACRONYMS("L305")
def acronym(reading: Reading) -> Iterator[Remark]:
    """An acronym that neither the text nor the glossary explains."""
    for name in unknown(capitals(reading.text), reading.text, reading.ground):
        message = f"`{name}` is spelt out neither here nor in the glossary"
        yield Remark(_first(name, reading.texts), message, _SPELL_OUT, name)
