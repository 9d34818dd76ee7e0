"""Giving each of several entries one of several choices: matching and sorting into groups."""

from typing import Literal, Self

from pydantic import Field, model_validator

from course.content.model import Bool, Id, Line, Model, Text, fault
from course.content.questions.asked import Asked
from course.content.questions.keys import keyed, letter, need_distinct, need_own_keys


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
        need_own_keys("pairs", self.pairs)
        need_distinct("pairs", (pair.stem for pair in self.pairs))
        for place, text in enumerate(self.distractors):
            if text in {pair.choice for pair in self.pairs}:
                raise fault(
                    "C106",
                    "this distractor is the right choice of a pair",
                    "reword or remove it",
                    ("distractors", place),
                )
        need_distinct("distractors", self.distractors)
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
        need_own_keys("groups", self.groups)
        need_own_keys("items", self.items)
        need_distinct("groups", (group.name for group in self.groups))
        need_distinct("items", (item.text for item in self.items))
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
