"""What rules look at: a piece of content with its place and what is known around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from course.content.blocks import Check
from course.content.course import Lesson, Quiz, Source, Term
from course.content.lint import Lint
from course.content.questions import AnyQuestion, Multiple, Option, Single
from course.loading.places import Path


@dataclass
class Ground:
    """What is known of the course when a file of it is looked at."""

    lint: Lint = field(default_factory=Lint)
    sources: Mapping[str, Source] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)


def asked(content: Lesson | Quiz) -> Iterator[tuple[Path, AnyQuestion]]:
    """The questions of a file, each with its place."""
    if isinstance(content, Quiz):
        for place, question in enumerate(content.questions):
            yield ("questions", place), question
        return
    for place, section in enumerate(content.sections):
        for number, block in enumerate(section.blocks):
            if isinstance(block, Check):
                yield ("sections", place, "blocks", number, "question"), block.question


@dataclass(frozen=True)
class Item:
    """A question where it stands."""

    question: AnyQuestion
    path: Path
    ground: Ground

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

    @property
    def stem(self) -> Path:
        """Where the stem stands."""
        return (*self.path, "stem")

    def option(self, option: Option) -> Path:
        """Where the text of an option stands."""
        return (*self.path, "choices", self.options.index(option), "text")
