"""Writing freely: a reflection, marked by its learner against a rubric."""

from typing import Literal, Self

from pydantic import Field, model_validator

from course.content.model import Id, Int, Line, Model, Text
from course.content.questions.asked import Asked
from course.content.questions.keys import need_own_keys


class Criterion(Model):
    """One thing a good answer shows, for the learner to judge by."""

    id: Id | None = None
    text: Line
    weight: Int = Field(default=1, ge=1, le=20)


class Reflection(Asked):
    """A written answer that the learner marks against a rubric shown afterwards."""

    type: Literal["reflection"]
    rubric: tuple[Criterion, ...] = Field(min_length=1, max_length=10)
    sample: Text
    """An answer that would meet the rubric."""

    @model_validator(mode="after")
    def _own_keys(self) -> Self:
        need_own_keys("rubric", self.rubric)
        return self
