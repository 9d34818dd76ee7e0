"""Papers: taking the exam and the placement, what they came to, and the lessons that are known.

What both faces do with one, so that neither has rules of its own. Importing it costs nothing; the
rules of drawing come with the first paper that is taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.i18n import _, ngettext
from course.loading.catalogue import LessonEntry, ModuleEntry, PaperEntry
from course.progress.projection import OpenAttempt
from course.sessions.events import LessonKnown, LessonUnknown
from course.study import Study
from course.text import minutes

if TYPE_CHECKING:
    from course.content.blueprint import Purpose
    from course.sessions.attempt import Attempt
    from course.sessions.drawing import BankItem
    from course.sessions.outcome import ObjectiveOutcome, Outcome


def find(study: Study, purpose: "Purpose") -> PaperEntry | None:
    """The course's paper for a purpose, if it has one."""
    return next((paper for paper in study.catalogue.papers if paper.purpose == purpose), None)


def found(study: Study, purpose: "Purpose") -> PaperEntry:
    """The course's paper for a purpose; `CourseError` when it has none."""
    if paper := find(study, purpose):
        return paper
    missing = {
        "exam": _("this course has no final exam"),
        "placement": _("this course has no placement"),
    }
    raise CourseError(missing[purpose], _("course list shows its lessons and their quizzes"))


def begun(study: Study, paper: PaperEntry) -> OpenAttempt | None:
    """The unfinished attempt at a paper."""
    return study.progress.open_attempts.get(paper.of)


def is_taken(study: Study, paper: PaperEntry) -> bool:
    """Whether it was ever handed in."""
    return any(result.of == paper.of for result in study.progress.results)


def offered(study: Study) -> tuple[PaperEntry, ...]:
    """What Home offers: a placement to who is new, the exam when all is read, what was begun."""
    return tuple(paper for paper in study.catalogue.papers if _is_offered(study, paper))


def _is_offered(study: Study, paper: PaperEntry) -> bool:
    if begun(study, paper):
        return True
    if paper.purpose == "placement":
        return study.progress.last_at is None
    every = study.catalogue.lessons
    return bool(every) and not is_taken(study, paper) and all(map(study.is_behind, every))


def in_words(paper: PaperEntry) -> str:
    """How many questions it has and how long it takes: `40 questions · 75 min`."""
    count = ngettext("{count} question", "{count} questions", paper.items)
    said = count.format(count=paper.items)
    if paper.time_limit:
        return f"{said} · {_('{minutes} min').format(minutes=paper.time_limit)}"
    return f"{said} · {minutes(timedelta(minutes=paper.items))}"


def how_far(study: Study, paper: PaperEntry) -> str:
    """How far a paper is that was begun; of another what it is."""
    if open_ := begun(study, paper):
        return _("{done} of {all} answered").format(done=open_.answered, all=open_.total)
    return in_words(paper)


def take(study: Study, paper: PaperEntry, *, seed: str | None = None) -> "Attempt":
    """An attempt at a paper: the unfinished one unless a `seed` is given, else a new one.

    The seed in its first event draws the same paper from the same bank everywhere.
    """
    from course.sessions.drawing import draw

    if seed is None and (attempt := study.resumed(paper.of, "test")):
        return attempt
    content = study.library.paper(paper.id)
    modules = {
        module.id: len(module.lessons) for module in study.catalogue.modules if module.lessons
    }
    sown = seed if seed is not None else study.seed()
    drawn = draw(content.blueprint, bank(study), modules, sown)
    questions = [study.library.item(question).question for question in drawn]
    limit = paper.time_limit * 60 if paper.time_limit else None
    return study.begin(paper.of, "test", questions, sown, limit)


def bank(study: Study) -> "Iterator[BankItem]":
    """The items of the quizzes, each with its place in the course."""
    from course.sessions.drawing import BankItem

    for module in study.catalogue.modules:
        for lesson in module.lessons:
            goals = {item: goal.id for goal in lesson.objectives for item in goal.items}
            for item in lesson.of_quiz:
                goal = goals.get(item.id, "")
                yield BankItem(item.id, module.id, lesson.id, goal, item.level, item.type)


# --- what it came to ---


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """How a module went in a paper."""

    module: ModuleEntry
    points: Fraction
    out_of: int
    objectives: "tuple[ObjectiveOutcome, ...]"
    """Those asked about, in the order of the course."""

    @property
    def share(self) -> Fraction:
        """Points earned of those possible, 0..1."""
        return self.points / self.out_of


def is_paper(of: str) -> bool:
    """Whether an attempt is at a paper."""
    return of.startswith(("exam:", "placement:"))


def paper_of(study: Study, of: str) -> PaperEntry | None:
    """The paper that an attempt is at; None for anything else."""
    return next((paper for paper in study.catalogue.papers if paper.of == of), None)


def by_module(study: Study, result: "Outcome") -> tuple[ModuleOutcome, ...]:
    """What an attempt came to, module by module in the order of the course."""
    asked = {part.objective: part for part in result.objectives}
    found_: list[ModuleOutcome] = []
    for module in study.catalogue.modules:
        goals = [goal.id for lesson in module.lessons for goal in lesson.objectives]
        parts = tuple(asked[goal] for goal in goals if goal in asked)
        if parts:
            points = sum((part.points for part in parts), Fraction(0))
            found_.append(ModuleOutcome(module, points, sum(p.out_of for p in parts), parts))
    return tuple(found_)


def shown_known(study: Study, attempt: "Attempt", result: "Outcome") -> tuple[ModuleOutcome, ...]:
    """The modules that a placement shows to be known; none for any other attempt."""
    paper = paper_of(study, attempt.of)
    if paper is None or paper.purpose != "placement":
        return ()
    enough = study.library.paper(paper.id).enough
    return tuple(part for part in by_module(study, result) if part.share >= enough)


def to_skip(study: Study, attempt: "Attempt", result: "Outcome") -> tuple[LessonEntry, ...]:
    """The lessons that need not be read after a placement; read ones are no question any more."""
    return tuple(
        lesson
        for part in shown_known(study, attempt, result)
        for lesson in part.module.lessons
        if not study.is_done(lesson)
    )


# --- lessons that are known ---


def mark_known(study: Study, lessons: Iterable[LessonEntry]) -> None:
    """Leave lessons out of what there is to read."""
    events = [LessonKnown(one.id) for one in lessons if one.id not in study.progress.known]
    if events:
        study.learner.record(*events)


def read_after_all(study: Study, lessons: Iterable[LessonEntry]) -> None:
    """Put them back."""
    events = [LessonUnknown(one.id) for one in lessons if one.id in study.progress.known]
    if events:
        study.learner.record(*events)
