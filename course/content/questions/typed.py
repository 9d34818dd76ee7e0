"""Typing a word or a number, and what is accepted for it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, Protocol, Self, assert_never

from pydantic import Field, model_validator

from course.content.model import Bool, Line, Model, Number, Share, Text, fault
from course.content.questions.asked import Asked
from course.content.questions.keys import need_distinct


class Accepted(Model):
    """A pattern for a typed answer."""

    text: Line
    """Accepted text; `*` stands for any characters."""
    credit: Share = Fraction(1)
    feedback: Text


class Short(Asked):
    """A typed word or phrase; the first pattern that fits decides."""

    type: Literal["short"]
    answers: tuple[Accepted, ...] = Field(min_length=1, max_length=30)
    otherwise: Text
    """Feedback for anything no pattern fits."""
    misspellings: Bool = True
    """Whether a close misspelling of an accepted text counts."""

    @model_validator(mode="after")
    def _full_credit(self) -> Self:
        need_full_credit(self.answers)
        need_distinct("answers", (answer.text for answer in self.answers))
        return self


class _Credited(Protocol):
    @property
    def credit(self) -> Fraction: ...


def need_full_credit(answers: Sequence[_Credited]) -> None:
    """Refuse answers of which none earns everything."""
    if not any(answer.credit == 1 for answer in answers):
        raise fault(
            "C110",
            "no answer earns full credit",
            "leave `credit` out of the best answer",
            ("answers",),
        )


class AcceptedNumber(Model):
    """A number and how far off it may be."""

    value: Number
    tolerance: Number | None = None
    """Largest accepted error, in the terms of `tolerance_as`; exact when not given."""
    tolerance_as: Literal["nominal", "relative", "geometric"] = "nominal"
    """`nominal`: |x-a| <= t; `relative`: |x-a| <= t|a|; `geometric`: a/(1+t) <= x <= a(1+t)."""
    credit: Share = Fraction(1)
    feedback: Text

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.tolerance is not None and self.tolerance < 0:
            raise fault("C111", "the tolerance is negative", "write 0 or more", ("tolerance",))
        if self.tolerance_as == "geometric" and self.value == 0:
            raise fault(
                "C111",
                "a geometric tolerance around 0 accepts only 0",
                "use `tolerance_as: nominal`",
                ("tolerance_as",),
            )
        return self

    def covers(self, value: Fraction) -> bool:
        """Whether `value` is within the tolerance, exactly."""
        right, tolerance = Fraction(self.value), Fraction(self.tolerance or 0)
        match self.tolerance_as:
            case "nominal":
                return abs(value - right) <= tolerance
            case "relative":
                return abs(value - right) <= tolerance * abs(right)
            case "geometric":
                low, high = sorted((right / (1 + tolerance), right * (1 + tolerance)))
                return low <= value <= high
            case _:
                assert_never(self.tolerance_as)


def need_reachable(answers: Sequence[AcceptedNumber]) -> None:
    """The first answer that covers a number decides; it must not cover what earns less."""
    for place, answer in enumerate(answers):
        for other in answers[place + 1 :]:
            is_less = other.credit < answer.credit and other.value != answer.value
            if is_less and answer.covers(Fraction(other.value)):
                raise fault(
                    "C111",
                    f"this tolerance accepts {other.value}, which is to earn less",
                    "make it smaller, or put the other answer first",
                    ("answers", place, "tolerance"),
                )


class Unit(Model):
    """A unit the answer may be given in."""

    name: Line
    factor: Number
    """How many of the answer's unit one of these is; the answer's own unit has 1."""


class Numeric(Asked):
    """A typed number; the first answer whose tolerance covers it decides."""

    type: Literal["numeric"]
    answers: tuple[AcceptedNumber, ...] = Field(min_length=1, max_length=10)
    otherwise: Text
    """Feedback for any other number."""
    units: tuple[Unit, ...] = ()
    """Accepted units; without any, a bare number is asked for."""
    unit_penalty: Share = Fraction(1, 10)
    """Share of the credit lost when the unit is missing or unknown."""

    @model_validator(mode="after")
    def _full_credit(self) -> Self:
        need_full_credit(self.answers)
        need_reachable(self.answers)
        for place, unit in enumerate(self.units):
            if unit.factor <= 0:
                raise fault("C111", "a factor must be above 0", "write how many", ("units", place))
        return self
