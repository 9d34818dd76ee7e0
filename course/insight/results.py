"""How quizzes, tests and reviews went, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from course.i18n import _, ngettext
from course.progress.projection import Result
from course.text import percent

FEWEST = 3
"""Fewer results than this show no course of things."""

Kind = Literal["quiz", "test", "review"]

_KINDS: dict[str, Kind] = {"practice": "quiz", "test": "test", "review": "review"}


@dataclass(frozen=True, slots=True)
class Taken:
    """One that was finished."""

    of: str
    kind: Kind
    at: datetime
    share: float
    """Of its points, 0..1."""


@dataclass(frozen=True, slots=True)
class Results:
    """All that were finished, in order of time; not the single questions inside the reading."""

    taken: tuple[Taken, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there are too few to show how things go."""
        return len(self.taken) < FEWEST

    @property
    def sentence(self) -> str:
        """It in words."""
        if self.is_empty:
            n = len(self.taken)
            so_far = ngettext("{n} quiz or review", "{n} quizzes and reviews", n).format(n=n)
            return _("Too little to show yet: {so_far} finished, and {fewest} are needed.").format(
                so_far=so_far if n else _("no quiz or review"), fewest=FEWEST
            )
        quizzes = [one.share for one in self.taken if one.kind != "review"]
        reviews = [one.share for one in self.taken if one.kind == "review"]
        said = []
        if quizzes:
            told = ngettext(
                "{n} quiz or test: {mean}", "{n} quizzes and tests: {mean} on average", len(quizzes)
            )
            said.append(told.format(n=len(quizzes), mean=_mean(quizzes)) + _since(quizzes))
        if reviews:
            told = ngettext(
                "{n} review: {mean} still known",
                "{n} reviews: {mean} still known on average",
                len(reviews),
            )
            said.append(told.format(n=len(reviews), mean=_mean(reviews)) + _since(reviews))
        return ". ".join(said) + "."

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "taken": [
                {
                    "of": one.of,
                    "kind": one.kind,
                    "at": one.at.isoformat(timespec="seconds"),
                    "share": round(one.share, 4),
                }
                for one in self.taken
            ]
        }


def _mean(shares: Sequence[float]) -> str:
    return percent(sum(shares) / len(shares))


def _since(shares: Sequence[float]) -> str:
    """How the last compare with the first, once they do not overlap."""
    if len(shares) < 2 * FEWEST:
        return ""
    return _(", {first} in the first {n}, {last} in the last {n}").format(
        n=FEWEST, first=_mean(shares[:FEWEST]), last=_mean(shares[-FEWEST:])
    )


def results_over_time(results: Sequence[Result]) -> Results:
    """The results of quizzes, tests, exams and reviews that had points to earn."""
    taken = [
        Taken(result.of, _KINDS[result.mode], result.at, float(result.score) / result.out_of)
        for result in results
        if result.out_of and result.of.partition(":")[0] in ("quiz", "chosen", "review", "exam")
    ]
    return Results(tuple(sorted(taken, key=lambda one: one.at)))
