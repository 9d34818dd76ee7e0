"""What a course is: modules of lessons, sections of blocks, its sources and its words."""

from typing import Literal

from pydantic import Field

from course.content.blocks import Block, Check
from course.content.lint import Lint
from course.content.model import Allowed, Id, Int, Line, Model, Text
from course.content.questions import AnyQuestion, Level, Question


class Source(Model):
    """Where a claim can be read."""

    id: Id
    title: Line
    publisher: Line
    year: Int = Field(ge=1400, le=2200)
    url: Line = Field(pattern=r"^https?://[^\s]+$")
    kind: Literal["primary", "secondary"]
    """`primary`: the document, record or speaker itself; `secondary`: somebody's account of it."""
    author: Line | None = None
    checked: Line = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    """The day it was last read and found to say so."""


class Sources(Model):
    """The file `sources.yaml`."""

    sources: tuple[Source, ...]


class Term(Model):
    """A word of the course's glossary."""

    id: Id
    term: Line
    """As shown: `ITRs`."""
    expansion: Line | None = None
    """What an acronym stands for."""
    definition: Text
    taught: tuple[Id, ...] = ()
    """Ids of the lessons that teach it."""
    related: tuple[Id, ...] = ()
    allow: Allowed = Field(default_factory=dict)


class Glossary(Model):
    """The file `glossary.yaml`."""

    terms: tuple[Term, ...]


class Objective(Model):
    """What a learner can do afterwards."""

    id: Id
    level: Level
    text: Line
    """Begins with a verb that can be observed: `Tell a vote from ...`."""


class Reading(Model):
    """Something to read further."""

    source: Id
    why: Line


class Section(Model):
    """A passage of one or two screens."""

    id: Id
    heading: Line
    blocks: tuple[Block, ...] = Field(min_length=1, max_length=40)
    allow: Allowed = Field(default_factory=dict)

    @property
    def checks(self) -> tuple[AnyQuestion, ...]:
        """The questions inside the reading, in order."""
        return tuple(block.question for block in self.blocks if isinstance(block, Check))


class Lesson(Model):
    """One lesson; its id is the stem of its file."""

    title: Line
    summary: Line
    objectives: tuple[Objective, ...] = Field(min_length=1, max_length=8)
    sections: tuple[Section, ...] = Field(min_length=1, max_length=20)
    reading: tuple[Reading, ...] = ()
    allow: Allowed = Field(default_factory=dict)


class Quiz(Model):
    """A lesson's quiz; its id is the stem of its file."""

    kind: Literal["quiz"]
    title: Line
    lesson: Id
    intro: Text | None = None
    time_limit: Int | None = Field(default=None, ge=1, le=300)
    """Minutes allowed in test mode; none unless given."""
    questions: tuple[Question, ...] = Field(min_length=1, max_length=200)
    allow: Allowed = Field(default_factory=dict)


class Module(Model):
    """Lessons that belong together, in order."""

    id: Id
    title: Line
    summary: Line | None = None
    lessons: tuple[Id, ...] = Field(min_length=1)


LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""The form of a language's tag."""


class Course(Model):
    """The file `course.yaml`."""

    id: Id
    title: Line
    summary: Text
    language: Line = Field(pattern=LANGUAGE)
    licence: Line
    modules: tuple[Module, ...] = Field(min_length=1)
    lint: Lint = Lint()
