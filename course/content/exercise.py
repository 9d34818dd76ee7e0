"""Exercise packs: what a teacher needs to run a role-play, in one file.

Everybody reads the brief; each role has a secret brief of its own; texts are negotiated, where
square brackets stand round what is not agreed: `Member States [shall][should] ...`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, Protocol, Self

from pydantic import Field, model_validator

from course.content.model import Allowed, Bool, Id, Int, Line, Model, Text, fault

Form = Literal["plenary", "groups", "pairs", "alone"]
"""How people sit in a phase."""

_LINKS = re.compile(
    r"\[@[a-z0-9-]+\]|\[\[[a-z0-9-]+(?:\|[^\[\]|\n]+)?\]\](?!\[)|\[[^\[\]\n]+\](?=\(https?://)"
)
"""Brackets of Markdown, which are not those of a negotiation."""


class Group(Model):
    """How many people it is for."""

    smallest: Int = Field(ge=3, le=200)
    best: Int = Field(ge=3, le=200)
    largest: Int = Field(ge=3, le=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.smallest <= self.best <= self.largest:
            raise fault(
                "C131",
                f"{self.smallest}, {self.best}, {self.largest} do not rise",
                "write `smallest` at most `best`, and `best` at most `largest`",
            )
        return self


class Seats(Model):
    """How many may share a role."""

    least: Int = Field(default=1, alias="from", ge=0, le=200)
    """0 for a role that a small group can do without."""
    most: Int = Field(default=1, alias="to", ge=1, le=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            message = f"from {self.least} to {self.most} is no range"
            raise fault("C131", message, "write `from` at most `to`")
        return self


class Role(Model):
    """A part to play: a body, a state or a kind of people, not a named living person."""

    id: Id
    name: Line
    seats: Seats = Seats.model_validate({})
    public: Line
    """What all know of it."""
    secret: Text
    """Only for its holders: interest, red line, fallback, something to trade."""
    goals: tuple[Line, ...] = Field(min_length=1, max_length=8)


class Phase(Model):
    """A stretch of the exercise."""

    id: Id
    title: Line
    minutes: Int = Field(ge=1, le=180)
    form: Form
    text: Text
    """What participants do."""
    teacher: Text
    """What the teacher says, watches for, does when it stalls."""


class Draft(Model):
    """A text on the table."""

    id: Id
    title: Line
    text: Text
    note: Line
    """Whether its wording is real or made for the exercise, and whose it is."""
    source: Id | None = None
    """Where the wording can be read, when it is real."""
    negotiable: Bool = True
    """False for a rule or a document that is there to be read: nobody amends it."""

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        if spot := unbalanced(self.text):
            raise fault(
                "C132",
                f"the square brackets do not balance at `{spot}`",
                "give each `[` its `]`; they stand round what is not agreed",
                ("text",),
            )
        return self


class Consensus(Model):
    """How it is found out whether a text is agreed."""

    question: Line
    text: Text
    """How the test is taken, what counts as an objection, what the chair does next."""


class Hum(Model):
    """A hum to take: what it asks, and what humming means."""

    question: Line
    in_favour: Line = Field(alias="for")
    against: Line


class Talk(Model):
    """A question for the talk afterwards."""

    question: Line
    objective: Id
    listen_for: Line
    """What a good answer shows."""


class Criterion(Model):
    """A row of the rubric."""

    criterion: Line
    levels: tuple[Line, ...] = Field(min_length=3, max_length=4)
    """From weak to excellent."""


class Exercise(Model):
    """A pack; its id is the stem of its file."""

    kind: Literal["exercise"]
    title: Line
    lesson: Id
    summary: Line
    objectives: tuple[Id, ...] = Field(min_length=1, max_length=12)
    aims: tuple[Line, ...] = Field(min_length=1, max_length=8)
    """What a participant can do afterwards."""
    group: Group
    materials: tuple[Line, ...] = ()
    preparation: Text
    """For the teacher, before the day."""
    brief: Text
    """Public, read by all."""
    roles: tuple[Role, ...] = Field(min_length=3, max_length=24)
    """Seats are filled in this order."""
    phases: tuple[Phase, ...] = Field(min_length=2, max_length=12)
    texts: tuple[Draft, ...] = Field(min_length=1, max_length=12)
    consensus: Consensus
    hum: Hum | None = None
    debrief: tuple[Talk, ...] = Field(min_length=1, max_length=12)
    rubric: tuple[Criterion, ...] = Field(min_length=3, max_length=6)
    variations: tuple[Line, ...] = ()
    sources: tuple[Id, ...] = ()
    allow: Allowed = Field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Its length."""
        return sum(phase.minutes for phase in self.phases)

    @property
    def fewest(self) -> int:
        """People without whom a role would be empty that may not be."""
        return sum(role.seats.least for role in self.roles)

    @property
    def most(self) -> int:
        """People that the roles have seats for."""
        return sum(role.seats.most for role in self.roles)

    @model_validator(mode="after")
    def _own_ids(self) -> Self:
        named: dict[str, Sequence[_Named]] = {
            "roles": self.roles,
            "phases": self.phases,
            "texts": self.texts,
        }
        for field, entries in named.items():
            taken: set[str] = set()
            for place, entry in enumerate(entries):
                if entry.id in taken:
                    message = f"two of the {field} have the id `{entry.id}`"
                    raise fault("C107", message, "give each an id of its own", (field, place, "id"))
                taken.add(entry.id)
        return self

    @model_validator(mode="after")
    def _seats_for_all(self) -> Self:
        if self.fewest > self.group.smallest:
            raise fault(
                "C130",
                f"the roles need {self.fewest} people, the smallest group has "
                f"{self.group.smallest}",
                "write `seats: {from: 0, to: 1}` for what a small group can do without",
                ("roles",),
            )
        if self.most < self.group.largest:
            raise fault(
                "C130",
                f"the roles have seats for {self.most} people, the largest group has "
                f"{self.group.largest}",
                "raise `to` in the seats of some roles",
                ("roles",),
            )
        return self

    @model_validator(mode="after")
    def _even_rubric(self) -> Self:
        for place, (above, row) in enumerate(pairwise(self.rubric), 1):
            if len(row.levels) != len(above.levels):
                raise fault(
                    "C120",
                    f"this criterion has {len(row.levels)} levels, the one before it "
                    f"{len(above.levels)}",
                    "give each criterion as many levels as the others",
                    ("rubric", place, "levels"),
                )
        return self

    @model_validator(mode="after")
    def _debriefed(self) -> Self:
        for place, talk in enumerate(self.debrief):
            if talk.objective not in self.objectives:
                raise fault(
                    "C135",
                    f"`{talk.objective}` is none of the objectives of this pack",
                    "list it under `objectives`, or ask about one of those",
                    ("debrief", place, "objective"),
                )
        return self


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def unbalanced(text: str) -> str | None:
    """Some words round the first bracket that has no partner; None when each has one."""
    _, place = _paired(text)
    return None if place is None else " ".join(text[max(0, place - 15) : place + 25].split())


def brackets(text: str) -> int:
    """How many pairs of brackets stand round what is not agreed."""
    count, _ = _paired(text)
    return count


def _paired(text: str) -> tuple[int, int | None]:
    """How many pairs there are, and where the first bracket without a partner stands."""
    bare = _LINKS.sub(lambda found: " " * len(found.group()), text)
    count, waiting = 0, list[int]()
    for place, character in enumerate(bare):
        if character == "[":
            waiting.append(place)
        elif character == "]":
            if not waiting:
                return count, place
            waiting.pop()
            count += 1
    return count, waiting[0] if waiting else None
