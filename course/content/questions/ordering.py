"""Putting entries in order."""

from typing import Literal, Self

from pydantic import Field, model_validator

from course.content.model import Id, Line, Model, Text
from course.content.questions.asked import Asked
from course.content.questions.keys import need_distinct, need_own_keys


class Step(Model):
    """One entry of an order, standing in the file at its right place."""

    id: Id | None = None
    text: Line
    feedback: Text | None = None
    """Why it stands there."""


class Order(Asked):
    """Entries to be put in order; the file has them in the right one."""

    type: Literal["order"]
    items: tuple[Step, ...] = Field(min_length=3, max_length=10)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        need_own_keys("items", self.items)
        need_distinct("items", (item.text for item in self.items))
        return self
