"""From marks to scores: several tries, certainty, a whole set, and what guessing would earn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Literal, assert_never

from course.content.questions import (
    UNSCORED,
    AnyGap,
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    NumericGap,
    Order,
    Reflection,
    Short,
    ShortGap,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
)
from course.marking.marks import share_of_ticks

TRY_PENALTY = Fraction(1, 3)
"""Share of the points lost for each wrong try before."""

_RIGHT = {1: 1, 2: 2, 3: 3}
_WRONG = {1: 0, 2: -2, 3: -6}


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned of those that could be."""

    points: Fraction
    out_of: int

    @property
    def share(self) -> Fraction | None:
        """Points earned of those possible, 0..1; None when nothing was scored."""
        return self.points / self.out_of if self.out_of else None


def after_tries(fractions: Sequence[Fraction]) -> Fraction:
    """The best of several tries, each less a third for every try before it that was not right."""
    best, wrong = Fraction(0), 0
    for fraction in fractions:
        best = max(best, fraction - TRY_PENALTY * wrong)
        wrong += fraction < 1
    return best


def certainty_mark(fraction: Fraction, certainty: Literal[1, 2, 3]) -> Fraction:
    """Certainty-based mark: right earns 1, 2 or 3; wrong 0, -2 or -6; partly right its share."""
    return fraction * _RIGHT[certainty] if fraction else Fraction(_WRONG[certainty])


def grade(questions: Iterable[AnyQuestion], fractions: Mapping[str, Fraction | None]) -> Score:
    """The score of a set; `fractions` by question id, an omitted one earns nothing."""
    scored = [question for question in questions if not isinstance(question, UNSCORED)]
    earned = ((fractions.get(question.id) or Fraction(0)) * question.points for question in scored)
    return Score(sum(earned, Fraction(0)), sum(question.points for question in scored))


def guess_score(question: AnyQuestion | AnyGap) -> Fraction:
    """The fraction that random answers earn on average; 0 for what is typed or not scored.

    Random means: one option; each box ticked or not; a choice for each stem, a group for each
    item; any order.
    """
    match question:
        case Single() | SingleGap():
            weights = [choice.weight for choice in question.choices]
            return sum(weights, Fraction(0)) / len(weights)
        case Multiple():
            return _guessed_ticks(question)
        case TrueFalse():
            return Fraction(1, 2)
        case Match():
            return Fraction(1, len(question.choices))
        case Categorise():
            return Fraction(1, len(question.groups))
        case Order():
            return Fraction(1, len(question.items))
        case Cloze():
            guessed = sum((gap.weight * guess_score(gap) for gap in question.gaps), Fraction(0))
            return guessed / sum(gap.weight for gap in question.gaps)
        case Short() | Numeric() | ShortGap() | NumericGap() | Reflection() | Survey():
            return Fraction(0)
        case _:
            assert_never(question)


def _guessed_ticks(question: Multiple) -> Fraction:
    ways = Fraction(1, 2 ** len(question.choices))
    if question.all_or_nothing:
        return ways
    keys = sum(choice.correct for choice in question.choices)
    distractors = len(question.choices) - keys
    return ways * sum(
        comb(keys, hits) * comb(distractors, false) * share_of_ticks(hits, keys, false, distractors)
        for hits in range(keys + 1)
        for false in range(distractors + 1)
    )
