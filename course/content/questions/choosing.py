"""Choosing one option or several: with a key, or as an opinion."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from course.content.model import Bool, Id, Line, Model, Share, Text, fault
from course.content.questions.asked import Asked
from course.content.questions.keys import need_distinct, need_own_keys


class Option(Model):
    """One option of a choice."""

    id: Id | None = None
    text: Text
    correct: Bool = False
    feedback: Text
    """Why this option is right or wrong, said to somebody who chose it."""


class Choice(Option):
    """An option of `single`, which may earn part of the points."""

    credit: Share | None = None
    """Share of the points, 0..1; 1 when correct and 0 otherwise unless given."""

    @property
    def weight(self) -> Fraction:
        """Share of the points this choice earns."""
        return Fraction(int(self.correct)) if self.credit is None else self.credit


class Single(Asked):
    """One right option among several."""

    type: Literal["single"]
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=12)
    shuffle: Bool = True

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        keys = sum(choice.correct for choice in self.choices)
        if keys == 0:
            raise fault(
                "C104",
                "no choice is marked correct",
                "mark one, or use `type: survey` for a question without a right answer",
                ("choices",),
            )
        if keys > 1:
            raise fault(
                "C105",
                f"{keys} choices are marked correct",
                "leave one, or use `type: multiple`",
                ("choices",),
            )
        for place, choice in enumerate(self.choices):
            if choice.credit is not None and choice.correct != (choice.credit == 1):
                raise fault(
                    "C108",
                    "`credit` and `correct` contradict each other",
                    "only the correct choice earns 1; leave `credit` out there",
                    ("choices", place, "credit"),
                )
        need_own_keys("choices", self.choices)
        need_distinct("choices", (choice.text for choice in self.choices))
        return self


class Multiple(Asked):
    """Several right options; ticks right and wrong are weighed against each other."""

    type: Literal["multiple"]
    choices: tuple[Option, ...] = Field(min_length=2, max_length=12)
    all_or_nothing: Bool = False
    shuffle: Bool = True

    @model_validator(mode="after")
    def _keys_and_distractors(self) -> Self:
        if not any(choice.correct for choice in self.choices):
            raise fault(
                "C104",
                "no choice is marked correct",
                "mark each right one with `correct: true`",
                ("choices",),
            )
        if all(choice.correct for choice in self.choices):
            raise fault(
                "C109",
                "every choice is marked correct",
                "add at least one wrong choice; ticking all must not be the answer",
                ("choices",),
            )
        need_own_keys("choices", self.choices)
        need_distinct("choices", (choice.text for choice in self.choices))
        return self


class TrueFalseFeedback(Model):
    """What to say to somebody who chose `true`, and to somebody who chose `false`."""

    true: Text
    false: Text


class TrueFalse(Asked):
    """A statement that is right or wrong, with the reason for both choices."""

    type: Literal["true_false"]
    answer: Bool
    feedback: TrueFalseFeedback


class SurveyChoice(Model):
    """An option of a survey; there is no right one."""

    id: Id | None = None
    text: Line


class Survey(Asked):
    """A question without a key: choices, or free text when there are none."""

    type: Literal["survey"]
    choices: tuple[SurveyChoice, ...] = Field(default=(), max_length=12)
    several: Bool = False
    """Whether more than one choice may be ticked."""

    @model_validator(mode="after")
    def _choices(self) -> Self:
        if len(self.choices) == 1:
            raise fault(
                "C115", "a survey has one choice", "add another, or leave all out", ("choices",)
            )
        need_own_keys("choices", self.choices)
        need_distinct("choices", (choice.text for choice in self.choices))
        return self
