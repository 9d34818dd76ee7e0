"""Playing scenarios: what both faces do with one, so that neither has rules of its own.

Importing it costs nothing; the rules and the scenario come with the first that is played.
"""

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.loading.catalogue import LessonEntry, ScenarioEntry, SectionEntry
from course.progress.played import Played
from course.sessions.events import ScenarioEvent, ScenarioStarted
from course.study import Study

if TYPE_CHECKING:
    from course.content.scenario import Debriefing
    from course.sessions.paths import Place
    from course.sessions.scenario import Run


_CITED = re.compile(r"\[@([a-z0-9-]+)\]")


def played(study: Study, scenario: str) -> Played | None:
    """What is known of the runs of a scenario; None when it was never begun."""
    return study.progress.played.get(scenario)


def begun(study: Study, scenario: str) -> Played | None:
    """The same, while its newest run has not ended."""
    known = played(study, scenario)
    return known if known and known.is_open else None


def newest_begun(study: Study) -> tuple[ScenarioEntry, Played] | None:
    """The scenario to go on with: of those begun the one played last."""
    open_ones = [
        (entry, known)
        for entry in study.catalogue.scenarios
        if (known := begun(study, entry.id)) is not None
    ]
    return max(open_ones, key=lambda one: one[1].at, default=None)


def endings_seen(study: Study, entry: ScenarioEntry) -> int:
    """How many of its endings were come to; those taken out since do not count."""
    known = played(study, entry.id)
    return len(known.endings.intersection(entry.endings)) if known else 0


def play(study: Study, scenario: str) -> "Run":
    """The run that has not ended, else a new one."""
    from course.sessions.scenario import resume

    content = study.library.scenario(scenario)
    if known := begun(study, scenario):
        run = resume(study.learner.history(known.run), content)
        if run is not None and run.phase != "over":
            return run
    return _started(study, ScenarioStarted(study.learner.randomness(), scenario))


def last_run(study: Study, scenario: str) -> "Run | None":
    """The newest run as it was left or as it ended; None when there is none."""
    from course.sessions.scenario import resume

    known = played(study, scenario)
    if known is None:
        return None
    return resume(study.learner.history(known.run), study.library.scenario(scenario))


def passage_of(study: Study, point: "Debriefing") -> tuple[LessonEntry, SectionEntry] | None:
    """Where to read about a point of the debrief: where its sources are cited, in its lesson."""
    for entry in study.catalogue.lessons:
        if any(goal.id == point.objective for goal in entry.objectives):
            with suppress(CourseError):  # the end may be read although its lesson is broken
                sections = study.library.lesson(entry.id).sections
                cited = [set(_CITED.findall(section.model_dump_json())) for section in sections]
                shared = [len(one.intersection(_CITED.findall(point.text))) for one in cited]
                return entry, entry.sections[shared.index(max(shared))]
    return None


def objective_of(study: Study, point: "Debriefing") -> str:
    """What the objective of a point says; its id where it is not known."""
    return study.catalogue.goals.get(point.objective, point.objective)


def outline_of(study: Study, run: "Run") -> "tuple[Place, ...]":
    """Every scene seen on any path, around the path at hand."""
    from course.sessions.paths import outline

    known = played(study, run.of)
    return outline(run, known.taken, known.seen) if known else ()


def another_path(study: Study, run: "Run", place: int) -> "Run":
    """A new run from the scene at a place of a path, 0 being its beginning."""
    from course.sessions.scenario import taken_before

    taken = taken_before(run, place)
    return _started(study, ScenarioStarted(study.learner.randomness(), run.of, taken))


def do(study: Study, run: "Run", event: ScenarioEvent) -> "Run":
    """Apply an event and store it; returns once it is durable.

    Raises `IllegalMove` before anything is stored.
    """
    from course.sessions.scenario import apply

    after = apply(run, event)
    study.learner.record(event)
    return after


def _started(study: Study, event: ScenarioStarted) -> "Run":
    from course.sessions.scenario import begin

    run = begin(event, study.library.scenario(event.scenario))
    study.learner.record(event)
    return run
