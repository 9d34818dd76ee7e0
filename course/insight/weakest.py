"""The objectives that would fade most, each with the one thing to do about it.

They are ranked by what would be left a week from now, as today even what was just failed is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from course.i18n import _, ngettext
from course.insight.recall import AHEAD, Part, rounded
from course.progress.projection import Progress
from course.progress.standing import recall
from course.scheduling import is_leech, retrievability
from course.text import percent

MOST = 5
"""How many are shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something is taught."""

    lesson: str
    section: str
    heading: str
    """In plain words."""


@dataclass(frozen=True, slots=True)
class Reread:
    """Read a passage again: a question of it was not known the last time."""

    passage: Passage

    @property
    def sentence(self) -> str:
        """It in words."""
        return _("read “{heading}” again").format(heading=self.passage.heading)


@dataclass(frozen=True, slots=True)
class Practise:
    """Answer its questions again: they were known, and are fading."""

    questions: tuple[str, ...]
    """The most faded first."""

    @property
    def sentence(self) -> str:
        """It in words."""
        n = len(self.questions)
        return ngettext("answer its question", "answer its {n} questions", n).format(n=n)


Advice = Reread | Practise


@dataclass(frozen=True, slots=True)
class Weak:
    """An objective that would fade."""

    objective: Part
    today: float
    """What is known of it today, 0..1."""
    ahead: float
    """What would be left of it after `AHEAD`."""
    advice: Advice

    @property
    def command(self) -> str:
        """What takes one there from a shell."""
        match self.advice:
            case Reread(passage):
                return f"course learn {passage.lesson}"
            case Practise():
                return f"course quiz {self.objective.lesson}"

    @property
    def sentence(self) -> str:
        """It in words."""
        return _("{title}: {share} left in a week; {advice}").format(
            title=self.objective.title, share=percent(self.ahead), advice=self.advice.sentence
        )


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest objectives, the weakest first."""

    objectives: tuple[Weak, ...]
    known: int
    """Of how many objectives enough was answered to say anything."""

    @property
    def sentence(self) -> str:
        """It in words."""
        if not self.objectives:
            return _("Too little is answered yet to say where you are weakest.")
        return _(
            "Of the {n} objectives you have answered enough of, these would keep least over a week "
            "without a review."
        ).format(n=self.known)

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "known": self.known,
            "objectives": [
                {
                    "id": weak.objective.id,
                    "title": weak.objective.title,
                    "lesson": weak.objective.lesson,
                    "share": rounded(weak.today),
                    "share_in_a_week": rounded(weak.ahead),
                    "advice": _advised(weak.advice),
                    "sentence": weak.sentence,
                }
                for weak in self.objectives
            ],
        }


def _advised(advice: Advice) -> dict[str, Any]:
    match advice:
        case Reread(passage):
            return {"read": f"{passage.lesson}#{passage.section}"}
        case Practise(questions):
            return {"answer": list(questions)}


def weakest(
    progress: Progress,
    objectives: Iterable[Part],
    passages: Mapping[str, Passage],
    now: datetime,
    most: int = MOST,
) -> Weakest:
    """The objectives of which least would be left, of those that enough is known of.

    Args:
        progress: With the cards, and how each question went the last time.
        objectives: With their questions.
        passages: Where each question is taught, by question.
        now: Aware.
        most: How many at most.
    """
    ranked: list[tuple[float, int, Part]] = []
    for objective in objectives:
        ahead = recall(progress, objective.questions, now + AHEAD).share
        if ahead is not None:
            ranked.append((ahead, len(ranked), objective))
    weak = (
        Weak(
            objective,
            recall(progress, objective.questions, now).share or 0.0,
            ahead,
            _advice(progress, objective, passages, now),
        )
        for ahead, _place, objective in sorted(ranked)[:most]
    )
    return Weakest(tuple(weak), len(ranked))


def _advice(
    progress: Progress, objective: Part, passages: Mapping[str, Passage], now: datetime
) -> Advice:
    met = [question for question in objective.questions if question in progress.cards]
    met.sort(key=lambda question: retrievability(progress.cards[question][1], now + AHEAD))
    # What is part of a test that is still open is not to be asked, nor its answer shown.
    in_tests = progress.in_tests
    free = tuple(question for question in met if question not in in_tests)
    for question in met:
        if question in passages and (not free or _is_not_known(progress, question)):
            return Reread(passages[question])
    return Practise(free)


def _is_not_known(progress: Progress, question: str) -> bool:
    last = progress.met.get(question)
    failed = last is not None and last.fraction is not None and last.fraction < Fraction(1, 2)
    return failed or is_leech(progress.cards[question][1])
