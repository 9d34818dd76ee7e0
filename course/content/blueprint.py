"""Papers drawn from the bank of items: a blueprint says what goes into one."""

from fractions import Fraction
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from course.content.model import Int, Line, Model, Share, Text, fault
from course.content.questions import Level

Scored = Literal[
    "single",
    "multiple",
    "true_false",
    "short",
    "numeric",
    "match",
    "categorise",
    "order",
    "cloze",
]
"""Types of items that can be marked."""

Purpose = Literal["exam", "placement"]
"""`exam`: what was learnt of all of it; `placement`: which modules are known before reading."""


class Blueprint(Model):
    """What a paper is made of. Every module of the course has its part in it."""

    items: Int | None = Field(default=None, ge=1, le=200)
    """How many items in all, shared out by the number of lessons."""
    each: Int | None = Field(default=None, ge=1, le=20)
    """Or how many items of each module."""
    recall: Share = Fraction(1, 3)
    """Share of the items at the level `remember` at most."""
    levels: tuple[Level, ...] = Field(default=get_args(Level), min_length=1)
    types: tuple[Scored, ...] = Field(default=get_args(Scored), min_length=1)

    @model_validator(mode="after")
    def _one_count(self) -> Self:
        if (self.items is None) == (self.each is None):
            said = "neither `items` nor `each`" if self.items is None else "`items` and `each`"
            message = f"this blueprint has {said}"
            raise fault("C160", message, "write `items: 40` in all, or `each: 2` of a module")
        return self


class Paper(Model):
    """A paper; its id is the stem of its file."""

    kind: Literal["paper"]
    title: Line
    purpose: Purpose
    intro: Text
    blueprint: Blueprint
    time_limit: Int | None = Field(default=None, ge=1, le=300)
    """Minutes allowed; none unless given."""
    enough: Share = Fraction(1)
    """Of a placement: the share of a module's points that shows that its lessons are known."""
