"""Text as the rules look at it: what is read aloud, whole words, lists of words."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_LINKED = re.compile(
    r"\[@[^\]\n]*\]"
    r"|\[\[(?:[^\[\]|\n]+\|)?([^\[\]]+)\]\]"
    r"|\[([^\[\]\n]+)\]\(https?://[^\s()]+\)"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDING = re.compile(r"(?:ations?|ing|ies|ied|ers?|ed|es|s|ly|['’]s)$")


def listed(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())


# Words that carry no matter of their own, in stems above all.
COMMON = listed(
    "a about above after again against all also although always among an and another any anybody"
    " anyone are as at away back be became because been before being below best between both but"
    " by came can cannot case come comes could did do does done down during each either else end"
    " enough even ever every everybody everyone few first for from further gave get give given go"
    " goes got had has have having he her here him his how however i if in instead into is it its"
    " itself just kind know last later least less let like likely long made main make makes making"
    " many may me mean means might more most much must my name named need needs neither never new"
    " next no nobody none nor not nothing now of off often on once one only onto or order other"
    " others our out over own part people place point possible put question questions rather read"
    " reading reason reasons right said same say saying says second see seen several shall she"
    " should show shows since so some somebody someone something sometimes sort state statement"
    " statements step still such take taken takes tell tells text than that the their them then"
    " there these they thing things third this those though three through time to today together"
    " too took two under until up upon us use used uses using very want wants was way we well went"
    " were what when where whether which while who whole whom whose why will with within without"
    " word words work works would year years yes yet you your"
)


@lru_cache(maxsize=2048)
def spoken(text: str) -> str:
    """`text` as it is read: without citations, addresses and emphasis."""
    if "[" in text:
        text = _LINKED.sub(lambda found: found[1] or found[2] or "", text)
    return text.replace("*", "").replace("`", "")


def words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(spoken(text))


def first_word(text: str) -> str:
    """The first word with what clings to it; nothing of an empty text."""
    return next(iter(text.split(maxsplit=1)), "")


def tally(text: str) -> Counter[str]:
    """How often each word stands in a long text, in lower case: fast, and near enough."""
    found: Counter[str] = Counter()
    for word, number in Counter(text.casefold().split()).items():
        found[word.strip(AROUND)] += number
    return found


AROUND = "\"'“”‘’()[]{},.;:?!*`"


def count(text: str) -> int:
    """How many words a text has."""
    return len(spoken(text).split())


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """A word without case and ending, so that `voted` and `votes` are the same."""
    folded = word.casefold()
    return _ENDING.sub("", folded) if len(folded) > 5 else folded.removesuffix("s")


@lru_cache(maxsize=4096)
def matter(text: str) -> frozenset[str]:
    """The words that say what a text is about, by their roots."""
    return frozenset(root(word) for word in words(text) if word.casefold() not in COMMON)


_NAME = re.compile(r"(?<=[\w,;] )[\"'“‘(]?([A-Z][\w'’-]*)|(\w*\d[\w.-]*)|\b([A-Z]{2,}\w*)")


def names(text: str) -> frozenset[str]:
    """Numbers, words in capitals, and words with one though no sentence begins there."""
    found = _NAME.findall(spoken(text))
    return frozenset(root(one or two or three) for one, two, three in found)


def any_of(text: str) -> "re.Pattern[str]":
    """A pattern for any of the words listed, each whole, in any case; `no_one` is two words."""
    inside = "|".join(text.replace("_", r"\s+").split())
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])", re.IGNORECASE)


def sentences(text: str) -> Iterable[str]:
    """A text in its sentences, roughly: what ends in a full stop and is followed by a capital."""
    return _SENTENCE.split(text)


_SENTENCE = re.compile(r"(?<=[.?!])[\"”’)]*\s+(?=[\"“‘(*_]*[A-Z0-9])")
