"""Filling the gaps of a text; each gap is a small question of its own."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from course.content.model import Bool, Id, Int, Model, Text, fault
from course.content.questions.asked import Asked
from course.content.questions.choosing import Choice
from course.content.questions.keys import need_distinct, need_own_keys
from course.content.questions.typed import (
    Accepted,
    AcceptedNumber,
    need_full_credit,
    need_reachable,
)


class Gap(Model):
    """What every gap of a cloze has."""

    id: Id
    """Stands in the text as `{{id}}`."""
    weight: Int = Field(default=1, ge=1, le=20)


class SingleGap(Gap):
    """A gap filled by choosing."""

    type: Literal["single"]
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=8)

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if sum(choice.correct for choice in self.choices) != 1:
            raise fault(
                "C104",
                "a gap needs one choice marked correct",
                "mark exactly one with `correct: true`",
                ("choices",),
            )
        need_own_keys("choices", self.choices)
        need_distinct("choices", (choice.text for choice in self.choices))
        return self


class ShortGap(Gap):
    """A gap filled by typing text."""

    type: Literal["short"]
    answers: tuple[Accepted, ...] = Field(min_length=1, max_length=30)
    otherwise: Text
    misspellings: Bool = True

    @model_validator(mode="after")
    def _full_credit(self) -> Self:
        need_full_credit(self.answers)
        return self


class NumericGap(Gap):
    """A gap filled by typing a number."""

    type: Literal["numeric"]
    answers: tuple[AcceptedNumber, ...] = Field(min_length=1, max_length=10)
    otherwise: Text

    @model_validator(mode="after")
    def _full_credit(self) -> Self:
        need_full_credit(self.answers)
        need_reachable(self.answers)
        return self


AnyGap = Annotated[SingleGap | ShortGap | NumericGap, Field(discriminator="type")]


class Cloze(Asked):
    """A text with gaps; each gap is a small question of its own."""

    type: Literal["cloze"]
    text: Text
    """The passage, with each gap written `{{id}}`."""
    gaps: tuple[AnyGap, ...] = Field(min_length=1, max_length=12)

    @model_validator(mode="after")
    def _gaps_stand_in_the_text(self) -> Self:
        need_own_keys("gaps", self.gaps)
        for place, gap in enumerate(self.gaps):
            if self.text.count("{{" + gap.id + "}}") != 1:
                raise fault(
                    "C114",
                    f"the gap `{gap.id}` does not stand exactly once in the text",
                    "write {{" + gap.id + "}} where it belongs",
                    ("gaps", place, "id"),
                )
        if self.text.count("{{") != len(self.gaps):
            raise fault(
                "C114",
                "the text has a gap that is not under `gaps`",
                "describe each {{gap}} under `gaps`",
                ("text",),
            )
        return self
