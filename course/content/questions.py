"""Every type of question: what is asked, what is right, and why, for each option.

Adding a type is one class here and its place in `Question`; mypy then leads to the rest.
Options are named by `keys`: the id the author gave, else the letter of their place in the file.
A `Response` speaks of options only by these keys.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Annotated, Literal, Protocol, Self, TypeVar, assert_never

from pydantic import Field, model_validator

from course.content.model import (
    Allowed,
    Bool,
    Id,
    Int,
    Line,
    Model,
    Number,
    Passage,
    Share,
    Text,
    fault,
)
from course.content.response import Response as Response  # noqa: PLC0414 - named with the questions

Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""Levels of Bloom's taxonomy as revised by Anderson and Krathwohl (2001), lowest first."""


class Asked(Model):
    """What every question carries besides its own way of asking."""

    id: Id
    stem: Text
    """What is asked."""
    objective: Id
    level: Level
    passage: Passage | None = None
    """Where the answer is taught; a check inside a lesson gets its own section's."""
    sources: tuple[Id, ...] = ()
    """Ids of the sources that state what the key rests on."""
    explanation: Text | None = None
    """Why the key is right, shown after the answer whatever it was."""
    hints: tuple[Text, ...] = Field(default=(), max_length=4)
    points: Int = Field(default=1, ge=1, le=20)
    revision: Int = Field(default=1, ge=1)
    """Raised when the meaning changes: the item is then learnt anew."""
    tags: tuple[Line, ...] = ()
    as_of: Line | None = None
    """The day, month or year (`2026-11-24`, `2026-11`, `2026`) on which what ages was true."""
    allow: Allowed = Field(default_factory=dict)


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


class _Named(Protocol):
    @property
    def id(self) -> str | None: ...


N = TypeVar("N", bound=_Named)


def keyed(items: Sequence[N]) -> dict[str, N]:
    """Items by key: the id given, else the letter of the place in the file (`a`, `b`, ...)."""
    return {item.id or letter(place): item for place, item in enumerate(items)}


def letter(place: int) -> str:
    """`a` for 0 ... `z` for 25, then `a2`, `b2`, ..."""
    round_, index = divmod(place, 26)
    return "abcdefghijklmnopqrstuvwxyz"[index] + (str(round_ + 1) if round_ else "")


def _need_own_keys(field: str, items: Sequence[_Named]) -> None:
    taken: set[str] = set()
    for place, item in enumerate(items):
        key = item.id or letter(place)
        if key in taken:
            raise fault(
                "C107",
                f"two entries have the id `{key}`",
                "give each an id of its own, or none",
                (field, place),
            )
        taken.add(key)


def _need_distinct(field: str, texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for place, text in enumerate(texts):
        folded = " ".join(text.casefold().split())
        if folded in seen:
            raise fault(
                "C106", "two entries read the same", "reword one or remove it", (field, place)
            )
        seen.add(folded)


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
        _need_own_keys("choices", self.choices)
        _need_distinct("choices", (choice.text for choice in self.choices))
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
        _need_own_keys("choices", self.choices)
        _need_distinct("choices", (choice.text for choice in self.choices))
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
        _need_full_credit(self.answers)
        _need_distinct("answers", (answer.text for answer in self.answers))
        return self


class _Credited(Protocol):
    @property
    def credit(self) -> Fraction: ...


def _need_full_credit(answers: Sequence[_Credited]) -> None:
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


def _need_reachable(answers: Sequence[AcceptedNumber]) -> None:
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
        _need_full_credit(self.answers)
        _need_reachable(self.answers)
        for place, unit in enumerate(self.units):
            if unit.factor <= 0:
                raise fault("C111", "a factor must be above 0", "write how many", ("units", place))
        return self


class Pair(Model):
    """A stem and the choice that belongs to it."""

    id: Id | None = None
    stem: Line
    choice: Line
    feedback: Text
    """Why these two belong together."""


class Match(Asked):
    """Stems to be paired with choices."""

    type: Literal["match"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=10)
    distractors: tuple[Line, ...] = ()
    """Choices that belong to no stem."""
    shuffle: Bool = True

    @property
    def choices(self) -> dict[str, str]:
        """Texts to choose from by key (`a`, `b`, ...): the pairs' own, then distractors."""
        texts = dict.fromkeys([*(pair.choice for pair in self.pairs), *self.distractors])
        return {letter(place): text for place, text in enumerate(texts)}

    @property
    def key(self) -> dict[str, str]:
        """The right choice's key by the stem's key."""
        by_text = {text: key for key, text in self.choices.items()}
        return {stem: by_text[pair.choice] for stem, pair in keyed(self.pairs).items()}

    @model_validator(mode="after")
    def _not_by_elimination(self) -> Self:
        _need_own_keys("pairs", self.pairs)
        _need_distinct("pairs", (pair.stem for pair in self.pairs))
        for place, text in enumerate(self.distractors):
            if text in {pair.choice for pair in self.pairs}:
                raise fault(
                    "C106",
                    "this distractor is the right choice of a pair",
                    "reword or remove it",
                    ("distractors", place),
                )
        _need_distinct("distractors", self.distractors)
        if len({pair.choice for pair in self.pairs}) == len(self.pairs) == len(self.choices):
            raise fault(
                "C112",
                "as many choices as stems: the last pair follows by elimination",
                "add a text under `distractors`, or let two stems share a choice",
                ("pairs",),
            )
        if len(self.choices) < 2:
            raise fault("C112", "there is only one choice", "add `distractors`", ("pairs",))
        return self


class Group(Model):
    """A named group to sort into."""

    id: Id
    name: Line


class Sorted(Model):
    """An item and the group it belongs to."""

    id: Id | None = None
    text: Line
    group: Id
    feedback: Text
    """Why it belongs there."""


class Categorise(Asked):
    """Items to be sorted into groups."""

    type: Literal["categorise"]
    groups: tuple[Group, ...] = Field(min_length=2, max_length=6)
    items: tuple[Sorted, ...] = Field(min_length=2, max_length=12)
    shuffle: Bool = True

    @model_validator(mode="after")
    def _known_groups(self) -> Self:
        _need_own_keys("groups", self.groups)
        _need_own_keys("items", self.items)
        _need_distinct("groups", (group.name for group in self.groups))
        _need_distinct("items", (item.text for item in self.items))
        known = [group.id for group in self.groups]
        for place, item in enumerate(self.items):
            if item.group not in known:
                raise fault(
                    "C113",
                    f"there is no group `{item.group}`",
                    f"use one of: {', '.join(known)}",
                    ("items", place, "group"),
                )
        return self


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
        _need_own_keys("items", self.items)
        _need_distinct("items", (item.text for item in self.items))
        return self


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
        _need_own_keys("choices", self.choices)
        _need_distinct("choices", (choice.text for choice in self.choices))
        return self


class ShortGap(Gap):
    """A gap filled by typing text."""

    type: Literal["short"]
    answers: tuple[Accepted, ...] = Field(min_length=1, max_length=30)
    otherwise: Text
    misspellings: Bool = True

    @model_validator(mode="after")
    def _full_credit(self) -> Self:
        _need_full_credit(self.answers)
        return self


class NumericGap(Gap):
    """A gap filled by typing a number."""

    type: Literal["numeric"]
    answers: tuple[AcceptedNumber, ...] = Field(min_length=1, max_length=10)
    otherwise: Text

    @model_validator(mode="after")
    def _full_credit(self) -> Self:
        _need_full_credit(self.answers)
        _need_reachable(self.answers)
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
        _need_own_keys("gaps", self.gaps)
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
        _need_own_keys("rubric", self.rubric)
        return self


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
        _need_own_keys("choices", self.choices)
        _need_distinct("choices", (choice.text for choice in self.choices))
        return self


AnyQuestion = (
    Single
    | Multiple
    | TrueFalse
    | Short
    | Numeric
    | Match
    | Categorise
    | Order
    | Cloze
    | Reflection
    | Survey
)
"""Any question, for annotations and `match`."""

Question = Annotated[AnyQuestion, Field(discriminator="type")]
"""Any question, as it is read from a file."""

UNSCORED = (Reflection, Survey)
"""Types that never count in statistics of correctness."""
