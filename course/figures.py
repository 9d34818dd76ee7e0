"""The figures of a learner's progress: `insight` joined with what the course calls its parts.

Every face shows the same: the numbers of each figure, and its sentence.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from course.content.markup import spoken
from course.i18n import _
from course.insight.forecast import Forecast, forecast
from course.insight.recall import Part, RecallToday, recall_today
from course.sessions.events import study_day
from course.study import Study

FORMAT = 1
"""Of the numbers; raised when a key changes its meaning or goes."""


class Figure(Protocol):
    """What every figure has besides its own fields, so that all faces tell the same."""

    @property
    def sentence(self) -> str:
        """It in words; that there is too little to say where there is."""
        ...

    @property
    def numbers(self) -> dict[str, Any]:
        """It for programs, as JSON takes it."""
        ...


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the Progress screen shows."""

    course: str
    learner: str
    at: datetime
    forecast: Forecast
    recall: RecallToday

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Each figure's title and its sentence."""
        return (
            (_("Reviews to come"), self.forecast.sentence),
            (_("Recall today"), self.recall.sentence),
        )

    @property
    def numbers(self) -> dict[str, Any]:
        """All of it for programs; keys are only ever added while `format` stays the same."""
        named: dict[str, Figure] = {"forecast": self.forecast, "recall": self.recall}
        return {
            "format": FORMAT,
            "course": self.course,
            "learner": self.learner,
            "at": self.at.isoformat(timespec="seconds"),
            "study_day": study_day(self.at).isoformat(),
            **{key: {"sentence": it.sentence, **it.numbers} for key, it in named.items()},
        }


def figures(study: Study) -> Figures:
    """The figures as they are now."""
    progress, now = study.progress, study.now()
    return Figures(
        study.catalogue.id,
        study.learner.name,
        now,
        forecast=forecast(progress, now, study.catalogue.files),
        recall=recall_today(progress, _modules(study), now),
    )


def _modules(study: Study) -> tuple[Part, ...]:
    return tuple(
        Part(
            module.id,
            spoken(module.title),
            tuple(item.id for lesson in module.lessons for item in lesson.items),
            parts=tuple(
                Part(goal.id, spoken(goal.text), goal.items, lesson.id)
                for lesson in module.lessons
                for goal in lesson.objectives
            ),
        )
        for module in study.catalogue.modules
    )
