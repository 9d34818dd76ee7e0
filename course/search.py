"""Finding texts by words: all words before some, titles before bodies, slips of the pen forgiven.

Pure: documents in, ranked hits out. Case, width and diacritics do not matter, a word finds all
that begin with it, and `"words in quotes"` must stand together. A word that nothing begins with
is taken for the words it nearly is.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from math import log
from typing import Literal, NamedTuple

Kind = Literal["note", "term", "lesson", "passage", "question", "source"]

KINDS: tuple[Kind, ...] = ("note", "term", "lesson", "passage", "question", "source")
"""What can be found; of equals the earlier comes first."""

_HEADED = frozenset(("note", "term", "lesson", "passage"))
"""Whose titles are names; a question's stem and a source's title are texts like any other."""

MOST = 100
"""Hits that are told: nobody reads on from there, they type another word."""

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_QUOTED = re.compile(r'["“”„]([^"“”„]*)["“”„]')
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


class Document(NamedTuple):
    """Something that can be found."""

    kind: Kind
    place: str
    """A lesson, `lesson#section`, a question, a term or a source; for a note, where it stands."""
    title: str
    body: str


class Hit(NamedTuple):
    """A document that was found."""

    document: Document
    needles: tuple[str, ...]
    """Beginnings of words, folded, that were looked for; see `marks`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found."""

    hits: tuple[Hit, ...] = ()
    """The best first; not more than were wanted."""
    total: int = 0
    complete: int = 0
    """How many of all have every word."""
    counts: tuple[tuple[Kind, int], ...] = ()
    """How many there are of each kind, of those that were not asked for too."""
    meant: tuple[tuple[str, str], ...] = ()
    """Words that were typed, and those that were taken for them."""


def folded(text: str) -> str:
    """`text` without case, diacritics and width."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.casefold().translate(_LETTERS) if not text.isascii() else text.lower()


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


class _Entry(NamedTuple):
    """A document with its words, each between spaces."""

    document: Document
    title: str
    body: str


class Index:
    """Documents made ready to be searched."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._entries = tuple(entries)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Index":
        """An index of some documents."""
        return cls(_Entry(one, _spaced(one.title), _spaced(one.body)) for one in documents)

    def only(self, wanted: Callable[[Document], bool]) -> "Index":
        """The documents that are wanted; no word of another is ever taken for one typed."""
        return Index(entry for entry in self._entries if wanted(entry.document))

    def __add__(self, other: "Index") -> "Index":
        return Index((*self._entries, *other._entries))

    def __len__(self) -> int:
        return len(self._entries)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        texts = chain.from_iterable((entry.title, entry.body) for entry in self._entries)
        return frozenset(word for text in texts for word in text.split() if len(word) > 2)

    def find(self, query: str, kinds: Sequence[Kind] = KINDS, limit: int = MOST) -> Found:
        """What `query` finds, the best first, at most `limit` of it."""
        phrases = [spaced for quoted in _QUOTED.findall(query) if (spaced := _spaced(quoted))]
        asked = [self._looked_for(word) for word in dict.fromkeys(words(query))]
        if not asked:
            return Found()
        ranking = _Ranking(self._entries, asked, phrases, _spaced(query).rstrip())
        ranked = list(ranking.ranked())
        many = Counter(entry.document.kind for _, entry in ranked)
        ranked = sorted(pair for pair in ranked if pair[1].document.kind in kinds)
        needles = ranking.telling()
        return Found(
            tuple(Hit(entry.document, needles) for _, entry in ranked[:limit]),
            len(ranked),
            sum(not key.missing for key, _ in ranked),
            tuple((kind, many[kind]) for kind in KINDS if many[kind]),
            tuple((one.word, needle) for one in asked if one.is_guess for needle in one.needles),
        )

    def _looked_for(self, word: str) -> "_Word":
        """Where a word stands; where it stands nowhere, the words it nearly is."""
        singular = word[:-1] if len(word) > 4 and word.endswith("s") else word
        needles = (word, singular) if singular != word else (word,)
        fits = self._fits(needles)
        if not any(fits) and (near := self._nearly(word)):
            return _Word(word, near, self._fits(near), True)
        return _Word(word, needles, fits, False)

    def _fits(self, needles: Sequence[str]) -> "list[_Fit | None]":
        """For each document how well a word fits its title and its body; None where not at all."""
        fits: list[_Fit | None] = [None] * len(self._entries)
        for needle in needles:
            beginning = _beginning(needle)
            whole = f"{beginning} "
            # Words that begin with one letter are in every text.
            in_body = whole if len(beginning) == 2 and beginning[0] == " " else beginning
            for place, (_, title, body) in enumerate(self._entries):
                of_title = of_body = 0.0
                if beginning in title:
                    of_title = 1.0 if whole in title else 0.7
                if in_body in body:
                    of_body = (body.count(in_body) + body.count(whole)) / 2
                if of_title or of_body:
                    known = fits[place] or (0.0, 0.0)
                    fits[place] = (max(of_title, known[0]), max(of_body, known[1]))
        return fits

    def _nearly(self, word: str) -> tuple[str, ...]:
        """The words nearest to one that nothing begins with, or the nearest beginnings."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        slips = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        if not slips or any(letter.isdigit() for letter in word):
            return ()
        beginnings = {known[: len(word)] for known in self._vocabulary}
        for known in (self._vocabulary, beginnings):
            near = extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=12)
            if near:
                nearest = min(distance for _, distance, _ in near)
                return tuple(sorted(found for found, away, _ in near if away == nearest)[:6])
        return ()


def _spaced(text: str) -> str:
    found = words(text)
    return f" {' '.join(found)} " if found else ""


def _beginning(needle: str) -> str:
    # Scripts without spaces between words are found anywhere.
    return needle if unicodedata.east_asian_width(needle[0]) in "WF" else f" {needle}"


# --- ranking ---


_Fit = tuple[float, float]
"""How well a word fits a title, and a body."""


class _Word(NamedTuple):
    """A word of a query and where it stands."""

    word: str
    needles: tuple[str, ...]
    """Beginnings of words, folded."""
    fits: list[_Fit | None]
    """For each document."""
    is_guess: bool
    """Whether the word stands nowhere, and the needles are what it nearly is."""


class _Key(NamedTuple):
    """Smaller is better."""

    missing: int
    """Words that are not there."""
    untitled: int
    """Words that are not in the title."""
    score: float
    place: int


class _Ranking:
    """How well each document fits, for one query."""

    def __init__(
        self,
        entries: Sequence[_Entry],
        asked: Sequence[_Word],
        phrases: Sequence[str],
        together: str,
    ) -> None:
        self.entries = entries
        self.asked = asked
        self.phrases = phrases
        self.together = together
        """All words as they were typed, one after the other."""
        self.found_in = [sum(fit is not None for fit in word.fits) for word in asked]
        """In how many documents each word is."""

    def telling(self) -> tuple[str, ...]:
        """What to show of what was looked for: not `of` and `the`, unless there is no more."""
        most = len(self.entries) / 2
        few = [w for w, many in zip(self.asked, self.found_in, strict=True) if many <= most]
        return tuple(chain.from_iterable(word.needles for word in few or self.asked))

    def ranked(self) -> Iterator[tuple[_Key, _Entry]]:
        """Every document with a word of the query, by how well it fits."""
        rarities = [log(1 + len(self.entries) / (1 + many)) for many in self.found_in]
        columns = zip(*(word.fits for word in self.asked), strict=True)
        for place, (entry, found) in enumerate(zip(self.entries, columns, strict=True)):
            if any(found) and self._has_phrases(entry):
                yield self._key(place, entry, found, rarities), entry

    def _has_phrases(self, entry: _Entry) -> bool:
        return all(phrase in entry.title or phrase in entry.body for phrase in self.phrases)

    def _key(
        self,
        place: int,
        entry: _Entry,
        found: Sequence[_Fit | None],
        rarities: Sequence[float],
    ) -> _Key:
        document, title, body = entry
        there = [one for one in found if one is not None]
        in_title = sum(of_title > 0 for of_title, _ in there)
        length = 1 + len(body) / 1_500
        score = sum(
            rarity * (one[0] + one[1] / (one[1] + length))
            for one, rarity in zip(found, rarities, strict=True)
            if one is not None
        )
        headed = document.kind in _HEADED
        names = 4 if headed else 1
        # A title that is nothing but what was asked for comes first of all.
        score += names * sum(of_title for of_title, _ in there) / max(1, title.count(" ") - 1)
        if title == f"{self.together} ":
            score += 10
        if len(self.asked) > 1:
            score += names * (self.together in title) + 2 * (self.together in body)
        score -= KINDS.index(document.kind) / 4
        untitled = len(self.asked) - in_title if headed else len(self.asked)
        return _Key(len(self.asked) - len(there), untitled, -score, place)


# --- showing where ---

Marks = tuple[tuple[int, int], ...]
"""Beginnings and ends of what was looked for in a text."""


def marks(text: str, needles: Sequence[str]) -> Marks:
    """Where the words that begin with one of `needles` stand."""
    if not needles:
        return ()
    looked_for = _pattern(tuple(needles))
    same = folded(text)
    if len(same) == len(text):
        return tuple(found.span() for found in looked_for.finditer(same))
    return tuple(
        found.span() for found in _WORD.finditer(text) if looked_for.match(folded(found.group()))
    )


@lru_cache
def _pattern(needles: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words that begin with a needle; where words stand without spaces, that have it."""
    letters = _WORD.pattern.removesuffix("+")
    apart = "|".join(re.escape(needle) for needle in needles if _beginning(needle) != needle)
    inside = "|".join(re.escape(needle) for needle in needles if _beginning(needle) == needle)
    ways = [rf"(?<!{letters})(?:{apart}){letters}*"] if apart else []
    ways += [rf"{letters}*(?:{inside}){letters}*"] if inside else []
    return re.compile("|".join(ways))


def excerpt(text: str, needles: Sequence[str], length: int) -> tuple[str, Marks]:
    """About `length` characters of a text around most of `needles`, and where these stand in it."""
    text = text.strip()
    spans = marks(text, needles)
    start = _window(text, spans, length) if spans else 0
    if start:  # at the beginning of a word
        ahead = range(start, min(start + length, len(text)))
        start = next((place + 1 for place in ahead if text[place].isspace()), start)
    end = start + length
    if end < len(text):
        end = next((place for place in range(end, start, -1) if text[place].isspace()), end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= end)
    return f"{before}{text[start:end].rstrip()}{after}", inside


def _window(text: str, spans: Marks, length: int) -> int:
    """Where to begin so that most of the different words are in sight, and the first of them."""

    def different(start: int) -> int:
        inside = {folded(text[a:b]) for a, b in spans if start <= a and b <= start + length}
        return len(inside)

    starts = [max(0, min(a - length // 4, len(text) - length)) for a, _ in spans[:40]]
    return max(starts, key=lambda start: (different(start), -start))
