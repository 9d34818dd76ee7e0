"""The table of contents, kept in a cache so that a start need not parse anything.

The cache is ours: plain JSON with a checksum, made anew whenever any file of the course, the
program or the shape of the cache changed. Neither pydantic nor YAML is imported to read it.
"""

import os
import zlib
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course import __version__
from course.errors import CourseError
from course.loading.diagnostics import nearest
from course.loading.files import CourseFiles, Kind
from course.loading.reports import refused
from course.text import visible

if TYPE_CHECKING:
    from course.content.course import Lesson
    from course.loading.loaded import Loaded

FORMAT = 1
"""Raised when the shape of what is cached changes."""

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section of a lesson."""

    id: str
    heading: str


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A question by its id."""

    id: str
    revision: int
    section: str | None
    """The section it stands in; None in the quiz."""


@dataclass(frozen=True, slots=True)
class ObjectiveEntry:
    """An objective with the questions that ask about it."""

    id: str
    text: str
    items: tuple[str, ...]


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


@dataclass(frozen=True)
class Catalogue:
    """What a course holds, in the order of `course.yaml`."""

    id: str
    title: str
    language: str
    modules: tuple[ModuleEntry, ...]
    broken: int
    """How many lessons and quizzes could not be read; `course check` says why."""
    files: dict[str, str]
    """The file of each question, below the course's folder."""

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


def catalogue(files: CourseFiles) -> Catalogue:
    """The catalogue of a course, from the cache when nothing changed.

    Raises `CourseError` when `course.yaml` cannot be read.
    """
    cache = _cache_file(files.root)
    key = [FORMAT, __version__, str(files.root.absolute()), [list(stamp) for stamp in files.stamps]]
    if found := _cached(cache, key):
        return found
    from course.loading.loaded import load

    made = _drawn(load(files.root), files)
    _keep(cache, key, made)
    return made


def cache_folder() -> Path:
    """Where what can be made anew is kept: below `COURSE_HOME`, else the user's cache."""
    if home := os.environ.get("COURSE_HOME"):
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("course", appauthor=False)


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
                entry = _lesson_entry(loaded, name, f"{number}.{place}", quiz)
                entries.append(entry)
                for item in entry.items:
                    kind: Kind = "lesson" if item.section else "quiz"
                    file = files.find(kind, name if item.section else quiz or "")
                    homes.setdefault(item.id, file.name if file else "")
        modules.append(ModuleEntry(module.id, number, module.title, tuple(entries)))
    there = sum(file.kind in ("lesson", "quiz") for file in files.all)
    return Catalogue(
        id=course.id,
        title=course.title,
        language=course.language,
        modules=tuple(modules),
        broken=there - len(loaded.lessons) - len(loaded.quizzes),
        files=homes,
    )


def _lesson_entry(loaded: "Loaded", name: str, number: str, quiz: str | None) -> LessonEntry:
    lesson = loaded.lessons[name]
    asked = [(question, section.id) for section in lesson.sections for question in section.checks]
    of_quiz = loaded.quizzes[quiz].questions if quiz else ()
    every = [*asked, *((question, None) for question in of_quiz)]
    return LessonEntry(
        id=name,
        number=number,
        title=lesson.title,
        summary=lesson.summary,
        minutes=max(1, round(_words(lesson) / WORDS_A_MINUTE + len(asked))),
        sections=tuple(SectionEntry(s.id, s.heading) for s in lesson.sections),
        objectives=tuple(
            ObjectiveEntry(
                goal.id, goal.text, tuple(q.id for q, _ in every if q.objective == goal.id)
            )
            for goal in lesson.objectives
        ),
        items=tuple(ItemEntry(question.id, question.revision, at) for question, at in every),
        quiz=quiz,
    )


def _words(lesson: "Lesson") -> int:
    blocks = [block for section in lesson.sections for block in section.blocks]
    return sum(_spoken(block.model_dump()) for block in blocks if block.type != "check")


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


# --- the cache ---


def _cache_file(root: Path) -> Path:
    return cache_folder() / f"catalogue-{zlib.crc32(os.fsencode(root.absolute())):08x}.json"


def _cached(cache: Path, key: Any) -> Catalogue | None:
    import json

    try:
        checksum, _, text = cache.read_bytes().partition(b"\n")
        if int(checksum) != zlib.crc32(text):
            return None
        stored, (name, title, language, modules, broken, homes) = json.loads(text)
        if stored != key:
            return None
        return Catalogue(name, title, language, tuple(map(_module, modules)), broken, homes)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _module(stored: Any) -> ModuleEntry:
    name, number, title, lessons = stored
    return ModuleEntry(name, number, title, tuple(map(_stored_lesson, lessons)))


def _stored_lesson(stored: Any) -> LessonEntry:
    name, number, title, summary, minutes, sections, objectives, items, quiz = stored
    return LessonEntry(
        name,
        number,
        title,
        summary,
        minutes,
        tuple(SectionEntry(*entry) for entry in sections),
        tuple(ObjectiveEntry(goal, text, tuple(asked)) for goal, text, asked in objectives),
        tuple(ItemEntry(*entry) for entry in items),
        quiz,
    )


def _keep(cache: Path, key: Any, made: Catalogue) -> None:
    """Stores it whole or not at all; without a cache everything works, only slower."""
    import json

    text = json.dumps([key, astuple(made)]).encode()
    half = cache.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half.write_bytes(b"%d\n%b" % (zlib.crc32(text), text))
        half.replace(cache)
