"""How much is still known today: of all, of each module and of each objective.

What was answered a moment ago counts as known, right or not, as its answer was shown. So beside
today stands what would be left `AHEAD` from now without a review.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from course.i18n import _
from course.progress.projection import Progress
from course.progress.standing import Recall, recall
from course.text import percent

AHEAD = timedelta(days=7)
"""A week, after which a gap in what is known shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that questions are about: a module, or an objective within one."""

    id: str
    title: str
    """In plain words."""
    questions: tuple[str, ...]
    lesson: str = ""
    """The lesson of an objective."""
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """How much of a part is still known."""

    part: Part
    recall: Recall
    parts: tuple["Known", ...] = ()

    @property
    def sentence(self) -> str:
        """It in words."""
        if self.recall.share is not None:
            return _("{share} ({seen} of {all} questions met)").format(
                share=percent(self.recall.share), seen=self.recall.seen, all=self.recall.of
            )
        if self.recall.seen:
            return _("too little data ({seen} of {all} questions met)").format(
                seen=self.recall.seen, all=self.recall.of
            )
        return _("nothing answered yet")

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        part, known = self.part, self.recall
        named = {"id": part.id, "title": part.title}
        if part.lesson:
            named["lesson"] = part.lesson
        return {**named, "share": rounded(known.share), "met": known.seen, "questions": known.of}


@dataclass(frozen=True, slots=True)
class RecallToday:
    """What the schedule predicts would be remembered if it were asked today."""

    share: float | None
    """Of all questions ever answered, 0..1; None while there are fewer than three."""
    ahead: float | None
    """The same after `AHEAD` without a review."""
    seen: int
    of: int
    modules: tuple[Known, ...]

    @property
    def sentence(self) -> str:
        """It in words."""
        if self.share is None or self.ahead is None:
            return _("Too little is answered yet to say what you would remember.")
        said = _(
            "Of the {seen} questions you have met you would know {share} today, and {ahead} in a "
            "week without a review"
        ).format(seen=self.seen, share=percent(self.share), ahead=percent(self.ahead))
        told = [known for known in self.modules if known.recall.share is not None]
        if len(told) > 1:
            low = min(told, key=lambda known: known.recall.share or 0)
            said += _("; today least of “{title}” ({share})").format(
                title=low.part.title, share=percent(low.recall.share or 0)
            )
        return said + "."

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "share": rounded(self.share),
            "share_in_a_week": rounded(self.ahead),
            "met": self.seen,
            "questions": self.of,
            "modules": [
                {**known.numbers, "objectives": [one.numbers for one in known.parts]}
                for known in self.modules
            ],
        }


def rounded(share: float | None) -> float | None:
    """A share as programs get it."""
    return None if share is None else round(share, 4)


def recall_today(progress: Progress, modules: Iterable[Part], now: datetime) -> RecallToday:
    """What is known today of modules and of the objectives in them."""
    known = tuple(_known(progress, module, now) for module in modules)
    every = [question for one in known for question in one.part.questions]
    met = [question for question in every if question in progress.cards]
    share, ahead = (recall(progress, met, at).share for at in (now, now + AHEAD))
    return RecallToday(share, ahead, len(met), len(every), known)


def _known(progress: Progress, part: Part, now: datetime) -> Known:
    within = tuple(_known(progress, one, now) for one in part.parts)
    return Known(part, recall(progress, part.questions, now), within)
