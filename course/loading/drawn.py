"""Drawing the table of contents from what was read, all of it or one file anew."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from course.loading.catalogue import (
    Catalogue,
    ExerciseEntry,
    ItemEntry,
    LessonEntry,
    ModuleEntry,
    ObjectiveEntry,
    PaperEntry,
    ScenarioEntry,
    SectionEntry,
)
from course.loading.files import CourseFile, CourseFiles, Kind
from course.loading.reports import refused

if TYPE_CHECKING:
    from course.content.blueprint import Paper
    from course.content.course import Lesson, Section
    from course.content.exercise import Exercise
    from course.content.questions import AnyQuestion
    from course.content.scenario import Scenario
    from course.loading.loaded import Loaded

WORDS_A_MINUTE = 200


def drawn(loaded: "Loaded", files: CourseFiles) -> Catalogue:
    """The catalogue of a course that was read; `CourseError` where `course.yaml` cannot be."""
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
    if file.kind == "lesson":
        made = _lesson_entry(model, name, entry.number, entry.quiz, ())
        return replace(made, items=made.items + entry.of_quiz)
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
        minutes=max(1, round(sum(map(_seen, lesson.sections)) / WORDS_A_MINUTE + len(asked))),
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
    running = [block for block in section.blocks if block.type in _RUNNING]
    return sum(_spoken(block.model_dump(include={"text"})) for block in running)


def _seen(section: "Section") -> int:
    """With what stands in rows, bars and boxes, which takes its time as well."""
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


_RUNNING = frozenset(("text", "callout", "quote"))
_NOT_READ = frozenset(("type", "style", "drawing", "source", "sources"))
