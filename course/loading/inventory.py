"""What a course holds, counted: for authors who want to see where it is thin."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from course.content.questions import AnyQuestion
from course.loading.catalogue import Catalogue, ScenarioEntry
from course.loading.loaded import Loaded
from course.sessions.exploring import explore

ENOUGH = 3
"""Items that an objective needs."""


@dataclass(frozen=True, slots=True)
class LessonCount:
    """One lesson."""

    id: str
    number: str
    minutes: int
    sections: int
    items: int


@dataclass(frozen=True, slots=True)
class ScenarioCount:
    """One scenario."""

    id: str
    scenes: int
    """Endings included."""
    endings: int
    shortest: int
    """Choices on the path that ends first."""
    longest: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """Counts over a whole course."""

    lessons: tuple[LessonCount, ...]
    items: int
    types: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    """Items by level, lowest first."""
    seeds: dict[str, int] = field(default_factory=dict)
    """Items by what stands after `seed:` among their tags."""
    thin: dict[str, int] = field(default_factory=dict)
    """Objectives with fewer than `ENOUGH` items."""
    sources: dict[str, int] = field(default_factory=dict)
    """Sources by kind."""
    terms: int = 0
    exercises: dict[str, int] = field(default_factory=dict)
    """Minutes of each exercise pack."""
    scenarios: tuple[ScenarioCount, ...] = ()

    @property
    def minutes(self) -> int:
        """Reading time in all, with the questions inside."""
        return sum(lesson.minutes for lesson in self.lessons)


_LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")


def inventory(loaded: Loaded, catalogue: Catalogue) -> Inventory:
    """Count what a course holds."""
    questions = [item.question for item in loaded.items.values()]
    asked = Counter(question.objective for question in questions)
    goals = [goal.id for lesson in loaded.lessons.values() for goal in lesson.objectives]
    levels: Counter[str] = Counter(question.level for question in questions)
    return Inventory(
        lessons=tuple(
            LessonCount(
                entry.id, entry.number, entry.minutes, len(entry.sections), len(entry.items)
            )
            for entry in catalogue.lessons
        ),
        items=len(questions),
        types=dict(Counter(question.type for question in questions).most_common()),
        levels={level: levels[level] for level in _LEVELS},
        seeds=dict(sorted(_seeds(questions).items())),
        thin={goal: asked[goal] for goal in goals if asked[goal] < ENOUGH},
        sources=dict(Counter(source.kind for source in loaded.sources.values())),
        terms=len(loaded.terms),
        exercises={pack.id: pack.minutes for pack in catalogue.exercises},
        scenarios=tuple(_counted(entry, loaded) for entry in catalogue.scenarios),
    )


def _counted(entry: ScenarioEntry, loaded: Loaded) -> ScenarioCount:
    found = explore(loaded.scenarios[entry.id])
    return ScenarioCount(entry.id, entry.scenes, len(entry.endings), found.shortest, found.longest)


def _seeds(questions: Iterable[AnyQuestion]) -> Counter[str]:
    return Counter(
        tag.removeprefix("seed:").strip()
        for question in questions
        for tag in question.tags
        if tag.startswith("seed:")
    )
