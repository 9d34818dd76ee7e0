"""The table of contents, kept in a cache so that a start need not parse anything.

It is made anew whenever any file of the course changed; neither pydantic nor YAML is imported to
read it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from course.errors import CourseError
from course.loading.cache import Cached
from course.loading.diagnostics import nearest
from course.loading.files import CourseFile, CourseFiles, Kind
from course.loading.reports import refused
from course.text import visible

if TYPE_CHECKING:
    from course.content.blueprint import Paper
    from course.content.course import Lesson, Section
    from course.content.exercise import Exercise
    from course.content.questions import AnyQuestion
    from course.content.scenario import Scenario
    from course.loading.loaded import Loaded

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section of a lesson."""

    id: str
    heading: str
    words: int = 0


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
    def lessons(self) -> tuple[LessonEntry, ...]:
        """All lessons in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, id: str) -> LessonEntry:
        """One lesson; `CourseError` when there is none of that id."""
        for lesson in self.lessons:
            if lesson.id == id:
                return lesson
        guess = nearest(id, [lesson.id for lesson in self.lessons])
        hint = f"did you mean {guess}?" if guess else "course list shows them all"
        raise CourseError(f"there is no lesson {visible(id)}", hint)

    def exercises_of(self, lesson: str) -> tuple[ExerciseEntry, ...]:
        """The exercises that stand with a lesson."""
        return tuple(pack for pack in self.exercises if pack.lesson == lesson)

    def scenario(self, id: str) -> ScenarioEntry:
        """One scenario; `CourseError` when there is none of that id."""
        for entry in self.scenarios:
            if entry.id == id:
                return entry
        guess = nearest(id, [entry.id for entry in self.scenarios])
        hint = f"did you mean {guess}?" if guess else "course play shows them all"
        raise CourseError(f"there is no scenario {visible(id)}", hint)

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
    from course.loading.loaded import load

    made = _drawn(load(files.root, language), files)
    cached.keep(astuple(made))
    return made


# --- drawing it from a loaded course ---


def _drawn(loaded: "Loaded", files: CourseFiles) -> Catalogue:
    course = loaded.course
    if course is None:
        raise refused(loaded.diagnostics)
    quizzes = {quiz.lesson: name for name, quiz in reversed(loaded.quizzes.items())}
    homes: dict[str, str] = {}
    modules = []
    for number, module in enumerate(course.modules, 1):
        entries = []
        for place, name in enumerate(module.lessons, 1):
            if name in loaded.lessons:
                quiz = quizzes.get(name)
                questions = loaded.quizzes[quiz].questions if quiz else ()
                lesson = loaded.lessons[name]
                entry = _lesson_entry(lesson, name, f"{number}.{place}", quiz, questions)
                entries.append(entry)
                for item in entry.items:
                    kind: Kind = "lesson" if item.section else "quiz"
                    file = files.find(kind, name if item.section else quiz or "")
                    homes.setdefault(item.id, file.name if file else "")
        modules.append(ModuleEntry(module.id, number, module.title, tuple(entries)))
    read = len(loaded.lessons) + len(loaded.quizzes) + len(loaded.exercises)
    read += len(loaded.scenarios) + len(loaded.papers)
    apart = ("course", "sources", "glossary", "translation", "language")
    there = sum(file.kind not in apart for file in files.all)
    names = [name for module in course.modules for name in module.lessons]
    return Catalogue(
        id=course.id,
        title=course.title,
        language=course.language,
        modules=tuple(modules),
        broken=there - read,
        files=homes,
        exercises=_exercises(loaded, names),
        scenarios=_scenarios(loaded, names),
        papers=tuple(_papers(loaded, sum(bool(module.lessons) for module in modules))),
        sources=tuple(Counter(source.kind for source in loaded.sources.values()).items()),
        terms=len(loaded.terms),
    )


def _papers(loaded: "Loaded", modules: int) -> Iterator[PaperEntry]:
    for name, paper in loaded.papers.items():
        yield _paper(name, paper, modules)


def _paper(name: str, paper: "Paper", modules: int) -> PaperEntry:
    from course.sessions.drawing import total

    items = total(paper.blueprint, modules)
    return PaperEntry(name, paper.title, paper.purpose, items, paper.time_limit)


def _exercises(loaded: "Loaded", lessons: list[str]) -> tuple[ExerciseEntry, ...]:
    places = {name: place for place, name in enumerate(lessons)}
    entries = [_exercise(name, pack) for name, pack in loaded.exercises.items()]
    return tuple(sorted(entries, key=lambda e: (places.get(e.lesson, len(places)), e.id)))


def _exercise(name: str, pack: "Exercise") -> ExerciseEntry:
    people = pack.group.smallest, pack.group.largest
    return ExerciseEntry(name, pack.title, pack.summary, pack.lesson, pack.minutes, *people)


def _scenarios(loaded: "Loaded", lessons: list[str]) -> tuple[ScenarioEntry, ...]:
    places = {name: place for place, name in enumerate(lessons)}
    entries = [_case(name, scenario) for name, scenario in loaded.scenarios.items()]
    return tuple(sorted(entries, key=lambda e: (places.get(e.lesson, len(places)), e.id)))


def _case(name: str, case: "Scenario") -> ScenarioEntry:
    endings = tuple(scene.id for scene in case.endings)
    return ScenarioEntry(
        name, case.title, case.summary, case.lesson, case.minutes, len(case.scenes), endings
    )


# --- a file that was read anew ---


def with_file(known: Catalogue, file: CourseFile, model: Any) -> Catalogue:
    """A catalogue in which a file that was read anew stands as it is now."""
    match file.kind:
        case "lesson" | "quiz":
            return _with_lesson(known, file, model)
        case "exercise":
            packs = _exchanged(known.exercises, _exercise(file.id, model))
            return replace(known, exercises=packs)
        case "scenario":
            return replace(known, scenarios=_exchanged(known.scenarios, _case(file.id, model)))
        case "paper":
            modules = sum(bool(module.lessons) for module in known.modules)
            return replace(known, papers=_exchanged(known.papers, _paper(file.id, model, modules)))
        case _:
            return known


_Listed = TypeVar("_Listed", ExerciseEntry, ScenarioEntry, PaperEntry)


def _exchanged(known: tuple[_Listed, ...], fresh: _Listed) -> tuple[_Listed, ...]:
    return tuple(fresh if one.id == fresh.id else one for one in known)


def _with_lesson(known: Catalogue, file: CourseFile, model: Any) -> Catalogue:
    name = file.id if file.kind == "lesson" else model.lesson
    asked = (
        [question for section in model.sections for question in section.checks]
        if file.kind == "lesson"
        else model.questions
    )
    modules = tuple(
        replace(module, lessons=tuple(_anew(one, name, file, model) for one in module.lessons))
        for module in known.modules
    )
    files = known.files | {question.id: file.name for question in asked}
    return replace(known, modules=modules, files=files)


def _anew(entry: LessonEntry, name: str, file: CourseFile, model: Any) -> LessonEntry:
    if entry.id != name:
        return entry
    of_quiz = tuple(item for item in entry.items if item.section is None)
    if file.kind == "lesson":
        made = _lesson_entry(model, name, entry.number, entry.quiz, ())
        return replace(made, items=made.items + of_quiz)
    inside = tuple(item for item in entry.items if item.section is not None)
    items = inside + tuple(_item(question, name, None) for question in model.questions)
    return replace(entry, items=items, quiz=file.id)


def _lesson_entry(
    lesson: "Lesson",
    name: str,
    number: str,
    quiz: str | None,
    of_quiz: "Sequence[AnyQuestion]",
) -> LessonEntry:
    asked = [(question, section.id) for section in lesson.sections for question in section.checks]
    every = [*asked, *((question, None) for question in of_quiz)]
    sections = tuple(SectionEntry(s.id, s.heading, _words(s)) for s in lesson.sections)
    return LessonEntry(
        id=name,
        number=number,
        title=lesson.title,
        summary=lesson.summary,
        minutes=max(1, round(sum(s.words for s in sections) / WORDS_A_MINUTE + len(asked))),
        sections=sections,
        objectives=tuple(
            ObjectiveEntry(
                goal.id,
                goal.text,
                tuple(q.id for q, _ in every if q.objective == goal.id),
                goal.level,
            )
            for goal in lesson.objectives
        ),
        items=tuple(_item(question, name, at) for question, at in every),
        quiz=quiz,
    )


def _item(asked: "AnyQuestion", lesson: str, at: str | None) -> ItemEntry:
    return ItemEntry(
        asked.id,
        asked.revision,
        at,
        f"{lesson}#{at}" if at else asked.passage,
        asked.tags,
        asked.type,
        asked.level,
    )


def _words(section: "Section") -> int:
    blocks = [block for block in section.blocks if block.type != "check"]
    return sum(_spoken(block.model_dump()) for block in blocks)


def _spoken(value: Any) -> int:
    match value:
        case str():
            return len(value.split())
        case dict():
            return sum(_spoken(part) for key, part in value.items() if key not in _NOT_READ)
        case tuple():
            return sum(map(_spoken, value))
        case _:
            return 0


_NOT_READ = frozenset(("type", "style", "drawing", "source", "sources"))


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
