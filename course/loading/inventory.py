"""What a course holds, counted: for authors who want to see where it is thin."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from course.errors import CourseError
from course.loading.catalogue import Catalogue, ItemEntry, LessonEntry, ModuleEntry, ObjectiveEntry
from course.loading.diagnostics import remedy
from course.text import visible

ENOUGH = 3
"""Items that an objective needs."""

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""Lowest first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A course, or a part of one, with the questions about it."""

    kind: Literal["course", "module", "lesson", "objective"]
    id: str
    number: str
    """`1` of a module, `1.2` of a lesson."""
    title: str
    minutes: int
    """Reading time with the questions inside; none of an objective."""
    items: dict[str, tuple[str, ...]]
    """Ids of the questions by level, lowest first."""
    parts: "tuple[Part, ...]" = ()
    level: str = ""
    """That an objective aims at."""

    @property
    def count(self) -> int:
        """How many questions there are."""
        return sum(map(len, self.items.values()))

    @property
    def is_thin(self) -> bool:
        """Whether it is an objective with fewer than `ENOUGH` questions."""
        return self.kind == "objective" and self.count < ENOUGH


@dataclass(frozen=True, slots=True)
class Extreme:
    """The longest or the shortest of its kind."""

    what: Literal["lesson", "section"]
    id: str
    """`lesson` or `lesson#section`."""
    title: str
    length: int
    """Minutes of a lesson, words of a section."""


@dataclass(frozen=True)
class Inventory:
    """Counts over a whole course."""

    catalogue: Catalogue

    @cached_property
    def course(self) -> Part:
        """The matrix: the course with its modules, their lessons and those' objectives."""
        modules = tuple(map(_module, self.catalogue.modules))
        return _sum("course", self.catalogue.id, "", self.catalogue.title, modules)

    @property
    def lessons(self) -> tuple[LessonEntry, ...]:
        """The lessons in order."""
        return self.catalogue.lessons

    @property
    def types(self) -> dict[str, int]:
        """Items by type, the commonest first."""
        return dict(Counter(item.type for item in self._items).most_common())

    @property
    def levels(self) -> dict[str, int]:
        """Items by level, lowest first."""
        return {level: len(ids) for level, ids in self.course.items.items()}

    @property
    def seeds(self) -> dict[str, int]:
        """Items by what stands after `seed:` among their tags."""
        tags = Counter(tag for item in self._items for tag in item.tags)
        return {
            tag.removeprefix("seed:").strip(): count
            for tag, count in sorted(tags.items())
            if tag.startswith("seed:")
        }

    @property
    def thin(self) -> dict[str, int]:
        """Objectives with fewer than `ENOUGH` items."""
        return {part.id: part.count for part in within(self.course) if part.is_thin}

    @property
    def longest(self) -> tuple[Extreme, ...]:
        """The longest lesson and the longest section."""
        return self._extremes(-1)

    @property
    def shortest(self) -> tuple[Extreme, ...]:
        """The shortest lesson and the shortest section."""
        return self._extremes(0)

    def _extremes(self, place: int) -> tuple[Extreme, ...]:
        lessons = [Extreme("lesson", x.id, x.title, x.minutes) for x in self.lessons]
        sections = [
            Extreme("section", f"{lesson.id}#{part.id}", part.heading, part.words)
            for lesson in self.lessons
            for part in lesson.sections
        ]
        return tuple(
            sorted(some, key=lambda one: one.length)[place] for some in (lessons, sections) if some
        )

    @property
    def _items(self) -> list[ItemEntry]:
        return [item for lesson in self.lessons for item in lesson.items]

    def part(self, name: str) -> Part:
        """A module or a lesson by its id or number; `CourseError` when there is none."""
        known = [one for one in within(self.course) if one.kind in ("module", "lesson")]
        for one in known:
            if name in (one.id, one.number):
                return one
        hint = remedy(visible(name), [one.id for one in known], "course list shows them all")
        raise CourseError(f"there is no module or lesson {visible(name)}", hint, exit_code=2)


def within(part: Part) -> Iterator[Part]:
    """A part and all below it, in order."""
    yield part
    for one in part.parts:
        yield from within(one)


def _module(module: ModuleEntry) -> Part:
    lessons = tuple(map(_lesson, module.lessons))
    return _sum("module", module.id, str(module.number), module.title, lessons)


def _sum(
    kind: Literal["course", "module"], id: str, number: str, title: str, parts: tuple[Part, ...]
) -> Part:
    items = {level: tuple(i for part in parts for i in part.items[level]) for level in LEVELS}
    return Part(kind, id, number, title, sum(part.minutes for part in parts), items, parts)


def _lesson(lesson: LessonEntry) -> Part:
    levels = {item.id: item.level for item in lesson.items}
    goals = tuple(_objective(goal, levels) for goal in lesson.objectives)
    items = _by_level(levels, levels)
    return Part("lesson", lesson.id, lesson.number, lesson.title, lesson.minutes, items, goals)


def _objective(goal: ObjectiveEntry, levels: dict[str, str]) -> Part:
    items = _by_level(goal.items, levels)
    return Part("objective", goal.id, "", goal.text, 0, items, level=goal.level)


def _by_level(ids: Iterable[str], levels: dict[str, str]) -> dict[str, tuple[str, ...]]:
    asked = list(ids)
    return {level: tuple(item for item in asked if levels[item] == level) for level in LEVELS}
