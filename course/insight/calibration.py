"""Whether certainty was well judged: what each level claims, and how often it was right."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from course.i18n import _, ngettext
from course.progress.diary import Claim, with_answers
from course.progress.projection import Progress
from course.sessions.events import Certainty
from course.text import joined, percent

FEWEST = 10
"""Answers of a level from which it can be judged."""

CLAIMS: Mapping[Certainty, tuple[Fraction, Fraction]] = {
    1: (Fraction(0), Fraction(2, 3)),
    2: (Fraction(2, 3), Fraction(4, 5)),
    3: (Fraction(4, 5), Fraction(1)),
}
"""The share right at which a level is the one that pays, by the rule certainty is marked with."""

Verdict = Literal["too few", "over", "fair", "under"]
"""`over`: surer than right; `under`: right more often than claimed."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of certainty."""

    certainty: Certainty
    answers: int
    earned: Fraction
    """Points of one each; partly right counts in part."""

    @property
    def share(self) -> float | None:
        """How often it was right, 0..1; None while there are too few answers to say."""
        return float(self.earned / self.answers) if self.answers >= FEWEST else None

    @property
    def verdict(self) -> Verdict:
        """Whether the level was rightly chosen."""
        if self.share is None:
            return "too few"
        # In whole percents, as they are written: nobody is to read "80 %, more than 80 %".
        share, low, high = (round(bound * 100) for bound in (self.share, *CLAIMS[self.certainty]))
        if share < low:
            return "over"
        return "fair" if share <= high else "under"

    @property
    def name(self) -> str:
        """As the learner chose it."""
        return {1: _("guessing"), 2: _("fairly"), 3: _("certain")}[self.certainty]

    @property
    def claim(self) -> str:
        """What it claims."""
        low, high = CLAIMS[self.certainty]
        if not low:
            return _("under {high}").format(high=percent(high))
        if high == 1:
            return _("over {low}").format(low=percent(low))
        return _("{low} to {high}").format(low=round(low * 100), high=percent(high))

    @property
    def sentence(self) -> str:
        """It in words."""
        told = {
            "too few": ngettext(
                "{name}: {n} answer is too few to judge by",
                "{name}: {n} answers are too few to judge by",
                self.answers,
            ),
            "over": _("{name}: right {share} of {n} times, less than it claims ({claim})"),
            "fair": _("{name}: right {share} of {n} times, as it claims ({claim})"),
            "under": _("{name}: right {share} of {n} times, more than it claims ({claim})"),
        }[self.verdict]
        share = "" if self.share is None else percent(self.share)
        return told.format(name=self.name, n=self.answers, share=share, claim=self.claim)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All three levels, the least certain first."""

    levels: tuple[Level, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no level has enough answers."""
        return all(level.share is None for level in self.levels)

    @property
    def sentence(self) -> str:
        """It in words."""
        asked = sum(level.answers for level in self.levels)
        if not asked:
            return _(
                "You were not asked how sure you are yet: the setting “certainty” asks, and "
                "course quiz --certainty does."
            )
        if self.is_empty:
            return _(
                "Too little to judge yet: {n} answers with a certainty; {fewest} of one level "
                "are needed."
            ).format(n=asked, fewest=FEWEST)
        judged = [level for level in self.levels if level.share is not None]
        by_verdict: dict[Verdict, str] = {
            "over": _("too high when you said {names}"),
            "under": _("too low when you said {names}"),
            "fair": _("right when you said {names}"),
        }
        said = []
        for verdict, words in by_verdict.items():
            if names := [f"“{level.name}”" for level in judged if level.verdict == verdict]:
                said.append(words.format(names=joined(names, _("and"))))
        return _("Your certainty was {said}.").format(said="; ".join(said))

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "levels": [
                {
                    "certainty": level.certainty,
                    "answers": level.answers,
                    "share": None if level.share is None else round(level.share, 4),
                    "claims_from": round(float(CLAIMS[level.certainty][0]), 4),
                    "claims_to": round(float(CLAIMS[level.certainty][1]), 4),
                    "verdict": level.verdict,
                    "sentence": level.sentence,
                }
                for level in self.levels
            ]
        }


def calibration(progress: Progress) -> Calibration:
    """How certainty was judged, in first answers and in the last ones of tests.

    What is answered in an attempt that is not submitted yet counts too, but not in a test: what
    it came to is not to be told before it ends.
    """
    begun = (
        (given.certainty, given.fraction)
        for trail in progress.trails.values()
        if trail.mode != "test"
        for given in trail.given.values()
    )
    claims = with_answers(dict(progress.claims), begun)
    return Calibration(tuple(Level(level, *claims.get(level, Claim())) for level in CLAIMS))
