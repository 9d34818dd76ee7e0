"""What rules look at: a piece of content with its place and what is known around it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from course.content.blocks import Check
from course.content.course import Lesson, Quiz, Section, Source, Term
from course.content.lint import Lint
from course.content.model import Model
from course.content.questions import AnyQuestion, Multiple, Option, Single
from course.lint.texts import texts
from course.lint.words import count, matter, root, tally
from course.loading.places import Path

SHORTEST = 5
"""Letters of a word that can be told from others by its root."""
_NONE: Counter[str] = Counter()
RARE = 3
"""A word that a lesson uses no more often than this is rare there."""


@dataclass(frozen=True)
class Taught:
    """What is remembered of a lesson when its quiz is looked at."""

    topics: frozenset[str] = frozenset()
    """Roots of the words that it uses again and again."""
    acronyms: frozenset[str] = frozenset()
    """Those that it uses, and so spells out or is told about."""


@dataclass
class Ground:
    """What is known of the course when a file of it is looked at."""

    lint: Lint = field(default_factory=Lint)
    sources: Mapping[str, Source] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    acronyms: frozenset[str] = frozenset()
    """Those that the glossary has, or that the course takes for known."""
    taught: dict[str, Taught] = field(default_factory=dict)
    """Lessons by id."""


@dataclass(frozen=True)
class Item:
    """A question where it stands."""

    question: AnyQuestion
    path: Path
    passage: str = ""
    """The passage it stands in, when it stands in one."""
    ground: Ground = field(default_factory=Ground)
    taught: Taught = field(default_factory=Taught)
    """The lesson it belongs to."""
    file: "list[Item]" = field(default_factory=list, repr=False, compare=False)

    @cached_property
    def texts(self) -> list[tuple[Path, str]]:
        """All of its texts with their places."""
        return texts(self.question, self.path)

    @cached_property
    def text(self) -> str:
        """All that can be read in it."""
        return "\n".join(text for _, text in self.texts)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; empty where nothing is chosen from a list."""
        return self.question.choices if isinstance(self.question, Single | Multiple) else ()

    @cached_property
    def keys(self) -> tuple[Option, ...]:
        """The options that are right."""
        return tuple(option for option in self.options if option.correct)

    @cached_property
    def distractors(self) -> tuple[Option, ...]:
        """The options that are wrong."""
        return tuple(option for option in self.options if not option.correct)

    @cached_property
    def offered(self) -> str:
        """All options in one text, for a look whether any of them is worth one."""
        return "\n".join(option.text for option in self.options)

    @property
    def is_shuffled(self) -> bool:
        """Whether the options are shown in another order than the file's."""
        return isinstance(self.question, Single | Multiple) and self.question.shuffle

    def is_rare(self, root: str) -> bool:
        """Whether words of this root are seldom met in the lesson, and in no other of its items."""
        mentions = getattr(self.file, "mentions", _NONE)
        return root not in self.taught.topics and mentions[root] < 2

    @property
    def stem(self) -> Path:
        """Where the stem stands."""
        return (*self.path, "stem")

    def option(self, option: Option) -> Path:
        """Where the text of an option stands."""
        # Not by equality: models compare all that stands in them.
        place = next(place for place, other in enumerate(self.options) if other is option)
        return (*self.path, "choices", place, "text")


class Items(list[Item]):
    """All items of a file."""

    @cached_property
    def mentions(self) -> Counter[str]:
        """Roots of words, with how many items have them."""
        found: Counter[str] = Counter()
        for item in self:
            found.update(matter(item.text))
        return found


@dataclass(frozen=True)
class QuizSubject:
    """A quiz with its items."""

    quiz: Quiz
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    """A section where it stands."""

    section: Section
    path: Path
    ground: Ground

    @cached_property
    def length(self) -> int:
        """Words to read, the questions inside left out."""
        blocks = (block for block in self.section.blocks if not isinstance(block, Check))
        return sum(count(text) for block in blocks for _, text in texts(block))


@dataclass(frozen=True)
class Reading:
    """A lesson, a scenario, an exercise: whatever is read from beginning to end."""

    content: Model
    ground: Ground

    @cached_property
    def texts(self) -> list[tuple[Path, str]]:
        """All of its texts with their places, the questions inside as well."""
        return texts(self.content)

    @cached_property
    def text(self) -> str:
        """All that can be read in it."""
        return "\n".join(text for _, text in self.texts)


@dataclass(frozen=True)
class LessonSubject(Reading):
    """A lesson."""

    lesson: Lesson
    id: str

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its sections."""
        sections = enumerate(self.lesson.sections)
        return tuple(Part(section, ("sections", at), self.ground) for at, section in sections)


def items(id: str, content: Lesson | Quiz, ground: Ground) -> tuple[Item, ...]:
    """The items of the lesson or the quiz `id`."""
    taught = ground.taught.get(content.lesson if isinstance(content, Quiz) else id, Taught())
    file = Items()
    for path, question in asked(content):
        file.append(Item(question, path, _passage(id, content, path), ground, taught, file))
    return tuple(file)


def _passage(id: str, content: Lesson | Quiz, path: Path) -> str:
    if isinstance(content, Quiz):
        return ""
    return f"{id}#{content.sections[int(path[1])].id}"


def asked(content: Lesson | Quiz) -> list[tuple[Path, AnyQuestion]]:
    """The questions of a file, each with its place."""
    if isinstance(content, Quiz):
        return [(("questions", at), question) for at, question in enumerate(content.questions)]
    return [
        (("sections", place, "blocks", number, "question"), block.question)
        for place, section in enumerate(content.sections)
        for number, block in enumerate(section.blocks)
        if isinstance(block, Check)
    ]


def taught_by(lesson: LessonSubject, acronyms: frozenset[str]) -> Taught:
    """What is to be remembered of a lesson."""
    often: Counter[str] = Counter()
    for word, number in tally(lesson.text).items():
        if number > 1 and len(word) >= SHORTEST:
            often[root(word)] += number
    topics = frozenset(word for word, number in often.items() if number > RARE)
    return Taught(topics, acronyms)
