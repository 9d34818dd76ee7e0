"""The table of contents, kept in a cache so that a start need not parse anything.

It is made anew whenever any file of the course changed; neither pydantic nor YAML is imported to
read it.
"""

from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from course.errors import CourseError
from course.i18n import _
from course.loading.cache import Cached
from course.loading.diagnostics import nearest
from course.loading.files import CourseFiles
from course.text import visible


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section of a lesson."""

    id: str
    heading: str
    words: int = 0
    """Of its running text, without tables, charts and questions."""


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A question by its id."""

    id: str
    revision: int
    section: str | None
    """The section it stands in; None in the quiz."""
    passage: str | None
    """Where it is taught: `lesson#section`."""
    tags: tuple[str, ...] = ()
    type: str = ""
    """As the author wrote it: `single`, `match` ..."""
    level: str = ""
    """Of Bloom's taxonomy: `remember`, `understand` ..."""


@dataclass(frozen=True, slots=True)
class ObjectiveEntry:
    """An objective with the questions that ask about it."""

    id: str
    text: str
    items: tuple[str, ...]
    level: str = ""
    """That it aims at."""


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """A lesson."""

    id: str
    number: str
    """Module and place in it: `1.2`."""
    title: str
    summary: str
    minutes: int
    """To read it and answer the questions inside, at one a minute."""
    sections: tuple[SectionEntry, ...]
    objectives: tuple[ObjectiveEntry, ...]
    items: tuple[ItemEntry, ...]
    """The questions inside the reading, then the quiz's."""
    quiz: str | None

    @property
    def of_quiz(self) -> tuple[ItemEntry, ...]:
        """The questions of the quiz."""
        return tuple(item for item in self.items if item.section is None)


@dataclass(frozen=True, slots=True)
class ModuleEntry:
    """A module with those of its lessons that could be read."""

    id: str
    number: int
    title: str
    lessons: tuple[LessonEntry, ...]


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """An exercise pack."""

    id: str
    title: str
    summary: str
    lesson: str
    minutes: int
    smallest: int
    largest: int
    """People in a group."""


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """A scenario."""

    id: str
    title: str
    summary: str
    lesson: str
    """The lesson it stands with."""
    minutes: int
    scenes: int
    endings: tuple[str, ...]
    """Scenes at which it ends, by id."""


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper drawn from the bank."""

    id: str
    title: str
    purpose: str
    """`exam` or `placement`."""
    items: int
    time_limit: int | None
    """Minutes."""

    @property
    def of(self) -> str:
        """What an attempt at it is `of`."""
        return f"{self.purpose}:{self.id}"


@dataclass(frozen=True)
class Catalogue:
    """What a course holds, in the order of `course.yaml`."""

    id: str
    title: str
    language: str
    modules: tuple[ModuleEntry, ...]
    broken: int
    """How many lessons, quizzes and the like could not be read; `course check` says why."""
    files: dict[str, str]
    """The file of each question, below the course's folder."""
    exercises: tuple[ExerciseEntry, ...] = ()
    """In the order of the lessons they stand with."""
    scenarios: tuple[ScenarioEntry, ...] = ()
    """In the order of the lessons they stand with."""
    papers: tuple[PaperEntry, ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    """How many there are of each kind."""
    terms: int = 0
    """Words in the glossary."""

    @cached_property
    def items(self) -> dict[str, tuple[LessonEntry, ItemEntry]]:
        """Each question with its lesson, in the order of the course."""
        return {item.id: (lesson, item) for lesson in self.lessons for item in lesson.items}

    @cached_property
    def goals(self) -> dict[str, str]:
        """The text of each objective by its id."""
        return {goal.id: goal.text for lesson in self.lessons for goal in lesson.objectives}

    @cached_property
    def lessons(self) -> tuple[LessonEntry, ...]:
        """All lessons in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, id: str) -> LessonEntry:
        """One lesson; `CourseError` when there is none of that id."""
        for lesson in self.lessons:
            if lesson.id == id:
                return lesson
        guess = nearest(id, [lesson.id for lesson in self.lessons])
        hint = _("did you mean {guess}?").format(guess=guess)
        hint = hint if guess else _("course list shows them all")
        raise CourseError(_("there is no lesson {id}").format(id=visible(id)), hint)

    def exercises_of(self, lesson: str) -> tuple[ExerciseEntry, ...]:
        """The exercises that stand with a lesson."""
        return tuple(pack for pack in self.exercises if pack.lesson == lesson)

    def scenario(self, id: str) -> ScenarioEntry:
        """One scenario; `CourseError` when there is none of that id."""
        for entry in self.scenarios:
            if entry.id == id:
                return entry
        guess = nearest(id, [entry.id for entry in self.scenarios])
        hint = _("did you mean {guess}?").format(guess=guess)
        hint = hint if guess else _("course play shows them all")
        raise CourseError(_("there is no scenario {id}").format(id=visible(id)), hint)

    def scenarios_of(self, lesson: str) -> tuple[ScenarioEntry, ...]:
        """The scenarios that stand with a lesson."""
        return tuple(entry for entry in self.scenarios if entry.lesson == lesson)


def catalogue(files: CourseFiles, language: str = "") -> Catalogue:
    """The catalogue of a course, from the cache when nothing changed.

    Its texts are in `language` as far as they are translated, else in the course's own.

    Raises `CourseError` when `course.yaml` cannot be read.
    """
    cached = Cached("catalogue", files, also=language)
    if (stored := cached.recalled()) is not None:
        return _restored(stored)
    from course.loading.drawn import drawn
    from course.loading.loaded import load

    made = drawn(load(files.root, language), files)
    cached.keep(astuple(made))
    return made


# --- from the cache ---


def _restored(stored: Any) -> Catalogue:
    name, title, language, modules, unread, homes, exercises, scenarios, papers, *counts = stored
    sources, terms = counts
    return Catalogue(
        name,
        title,
        language,
        tuple(map(_module, modules)),
        unread,
        homes,
        tuple(ExerciseEntry(*entry) for entry in exercises),
        tuple(map(_scenario, scenarios)),
        tuple(PaperEntry(*entry) for entry in papers),
        tuple((kind, count) for kind, count in sources),
        terms,
    )


def _scenario(stored: Any) -> ScenarioEntry:
    name, title, summary, lesson, minutes, scenes, endings = stored
    return ScenarioEntry(name, title, summary, lesson, minutes, scenes, tuple(endings))


def _module(stored: Any) -> ModuleEntry:
    name, number, title, lessons = stored
    return ModuleEntry(name, number, title, tuple(map(_stored_lesson, lessons)))


def _stored_lesson(stored: Any) -> LessonEntry:
    lesson, number, title, summary, minutes, sections, objectives, items, quiz = stored
    return LessonEntry(
        lesson,
        number,
        title,
        summary,
        minutes,
        tuple(SectionEntry(*entry) for entry in sections),
        tuple(
            ObjectiveEntry(goal, text, tuple(asked), level)
            for goal, text, asked, level in objectives
        ),
        tuple(
            ItemEntry(name, revision, at, passage, tuple(tags), kind, level)
            for name, revision, at, passage, tags, kind, level in items
        ),
        quiz,
    )
