"""Typed words: when what was typed is one of the accepted answers."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from course.content.questions import Accepted
from course.i18n import _

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
ALIKE = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
)
"""Typographic signs as a keyboard has them."""

_FINAL = " .,;:!?\u3002\u061f\u060c\u061b"


@dataclass(frozen=True, slots=True)
class Reading:
    """How something typed was understood."""

    credit: Fraction
    feedback: str
    note: str | None = None
    """What the learner should know about the understanding, such as `accepted as Geneva`."""


def fold(text: str) -> str:
    """`text` without what does not matter: case, width, spaces, kinds of quotes, a final stop."""
    # Translated first: NFKC takes some quotes apart into a space and a combining mark.
    folded = unicodedata.normalize("NFKC", text.translate(ALIKE)).casefold()
    folded = " ".join(unicodedata.normalize("NFKC", folded).split())
    return folded.rstrip(_FINAL) or folded


def read_words(
    text: str, answers: Sequence[Accepted], *, misspellings: bool, otherwise: str
) -> Reading:
    """The first answer that `text` fits, else the one it closely misspells, else `otherwise`."""
    given = fold(text)
    if not given:
        return Reading(Fraction(0), otherwise)
    patterns = [fold(answer.text) for answer in answers]
    for answer, pattern in zip(answers, patterns, strict=True):
        if fits(given, pattern):
            return Reading(answer.credit, answer.feedback)
    if misspellings and (meant := _misspelt(given, answers, patterns)):
        return Reading(
            meant.credit, meant.feedback, _("accepted as {answer}").format(answer=meant.text)
        )
    return Reading(Fraction(0), otherwise)


def fits(given: str, pattern: str) -> bool:
    """Whether all of `given` matches, `*` in `pattern` standing for any characters."""
    # Taking the leftmost place for each piece is enough, so a pattern of many `*` stays linear.
    first, *rest = pattern.split("*")
    if not rest:
        return given == pattern
    *middle, last = rest
    if len(given) < len(first) + len(last) or not given.startswith(first):
        return False
    place, end = len(first), len(given) - len(last)
    for piece in middle:
        found = given.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return given.endswith(last)


def slack(pattern: str) -> int:
    """How many slips (a letter missing, added, wrong, or two swapped) a pattern forgives.

    None where a slip makes another word: short words, and anything with digits or wildcards.
    """
    if "*" in pattern or any(character.isnumeric() for character in pattern):
        return 0
    letters = sum(character.isalpha() for character in pattern)
    return 0 if letters < 4 else 1 if letters < 8 else 2


def _misspelt(given: str, answers: Sequence[Accepted], patterns: Sequence[str]) -> Accepted | None:
    if any(character.isnumeric() for character in given):
        return None
    distances = {
        place: _distance(given, pattern)
        for place, pattern in enumerate(patterns)
        if "*" not in pattern
    }
    for place in sorted(distances, key=lambda place: distances[place]):
        distance, answer = distances[place], answers[place]
        worse_is_as_near = any(
            distances[other] <= distance and answers[other].credit < answer.credit
            for other in distances
        )
        if distance <= _forgiven(given, patterns[place]) and not worse_is_as_near:
            return answer
    return None


def _forgiven(given: str, pattern: str) -> int:
    # Two slips that also change the first letter are a prefix (regulated, unregulated): a word
    # of its own, often the opposite.
    return slack(pattern) if given[:1] == pattern[:1] else min(1, slack(pattern))


_FAR = 3


def _distance(given: str, pattern: str) -> int:
    if abs(len(given) - len(pattern)) >= _FAR:
        return _FAR
    from rapidfuzz.distance import OSA

    return OSA.distance(given, pattern, score_cutoff=_FAR - 1)
