"""The figures of a learner's progress: `insight` joined with what the course calls its parts.

Every face shows the same: the numbers of each figure, and its sentence.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from course.content.markup import bare
from course.i18n import _
from course.insight.calendar import Calendar, calendar
from course.insight.calibration import Calibration, calibration
from course.insight.forecast import Forecast, forecast
from course.insight.recall import Part, RecallToday, recall_today
from course.insight.results import Results, results_over_time
from course.insight.time_spent import TimeSpent, time_spent
from course.insight.weakest import Passage, Weakest, weakest
from course.loading.catalogue import Catalogue
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
    calendar: Calendar
    weakest: Weakest
    recall: RecallToday
    forecast: Forecast
    results: Results
    calibration: Calibration
    time: TimeSpent

    @property
    def titled(self) -> dict[str, tuple[str, Figure]]:
        """Each figure with its title, by key, in the order they are shown."""
        return {
            "calendar": (_("Study days"), self.calendar),
            "weakest": (_("Weakest"), self.weakest),
            "recall": (_("Recall today"), self.recall),
            "calibration": (_("Certainty"), self.calibration),
            "forecast": (_("Reviews to come"), self.forecast),
            "results": (_("Results"), self.results),
            "time": (_("Time spent"), self.time),
        }

    @property
    def numbers(self) -> dict[str, Any]:
        """All of it for programs; keys are only ever added while `format` stays the same."""
        return {
            "format": FORMAT,
            "course": self.course,
            "learner": self.learner,
            "at": self.at.isoformat(timespec="seconds"),
            "study_day": study_day(self.at).isoformat(),
            **{
                key: {"sentence": figure.sentence, **figure.numbers}
                for key, (_title, figure) in self.titled.items()
            },
        }


def figures(study: Study) -> Figures:
    """The figures as they are now."""
    progress, now, catalogue = study.progress, study.now(), study.catalogue
    modules = _modules(catalogue)
    objectives = [objective for module in modules for objective in module.parts]
    return Figures(
        course=catalogue.id,
        learner=study.learner.name,
        at=now,
        calendar=calendar(progress.days, now),
        weakest=weakest(progress, objectives, _passages(catalogue), now),
        recall=recall_today(progress, modules, now),
        forecast=forecast(progress, now, catalogue.files),
        results=results_over_time(progress.results),
        calibration=calibration(progress),
        time=time_spent(progress.days, now, timedelta(minutes=study.settings.daily_goal)),
    )


def _modules(catalogue: Catalogue) -> tuple[Part, ...]:
    return tuple(
        Part(
            module.id,
            bare(module.title),
            tuple(item.id for lesson in module.lessons for item in lesson.items),
            parts=tuple(
                Part(goal.id, bare(goal.text), goal.items, lesson.id)
                for lesson in module.lessons
                for goal in lesson.objectives
            ),
        )
        for module in catalogue.modules
    )


def _passages(catalogue: Catalogue) -> dict[str, Passage]:
    """Where each question is taught; without those that name no passage there is."""
    named = {
        f"{lesson.id}#{section.id}": Passage(lesson.id, section.id, bare(section.heading))
        for lesson in catalogue.lessons
        for section in lesson.sections
    }
    return {
        item.id: named[item.passage]
        for lesson in catalogue.lessons
        for item in lesson.items
        if item.passage in named
    }
