"""A scenario: a branching case that one person plays, or a class votes its way through.

Scenes lead to scenes by choices. Meters and remembered facts carry what was done before: they
close a choice, or send the same choice to another scene. How that works out is the affair of
`course.sessions.scenario`; what makes a scenario whole is judged when it is loaded.
"""

from functools import cached_property
from graphlib import TopologicalSorter
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from course.content.course import Reading
from course.content.model import Allowed, Id, Int, Line, Model, Text, fault

LOW, HIGH = 30, 70
"""A meter below the first reads low, above the second high."""


class Meter(Model):
    """Something at stake, 0 to 100."""

    id: Id
    name: Line
    start: Int = Field(ge=0, le=100)
    low: Line
    """What a reading under `LOW` means."""
    high: Line
    """What a reading over `HIGH` means."""
    better: Literal["high", "low"] = "high"
    """Which end one would rather be at."""


class Condition(Model):
    """Holds or does not: a meter between bounds, a fact remembered, a fact not remembered."""

    meter: Id | None = None
    at_least: Int | None = Field(default=None, ge=0, le=100)
    at_most: Int | None = Field(default=None, ge=0, le=100)
    has: Id | None = None
    lacks: Id | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [kind for kind in (self.meter, self.has, self.lacks) if kind is not None]
        is_bounded = self.at_least is not None or self.at_most is not None
        if len(kinds) != 1 or is_bounded != (self.meter is not None):
            raise fault(
                "C155",
                "this condition says not one thing",
                "write `{meter: id, at_least: 30}`, or `at_most`, or `{has: fact}`, "
                "or `{lacks: fact}`",
            )
        return self


class Route(Model):
    """Where a choice leads when its conditions hold."""

    when: tuple[Condition, ...] = ()
    scene: Id


def _routes(value: Any) -> Any:
    """A choice that always leads to the same scene names only that."""
    return ({"scene": value},) if isinstance(value, str) else value


class Choice(Model):
    """Something one may do, with the reason one would give for it."""

    id: Id
    text: Text
    outcome: Text
    """What follows, and why it followed from the argument."""
    effects: dict[Id, Annotated[Int, Field(ge=-100, le=100)]] = Field(default_factory=dict)
    """How far it moves which meters."""
    sets: tuple[Id, ...] = ()
    """Facts that are remembered from then on."""
    needs: tuple[Condition, ...] = ()
    """All must hold, or the choice stands there closed."""
    closed: Text | None = None
    """Why it cannot be taken, said where it is closed."""
    to: Annotated[
        tuple[Route, ...],
        BeforeValidator(_routes, json_schema_input_type=Id | tuple[Route, ...]),
    ] = Field(min_length=1)
    """The first route whose conditions hold is taken."""

    @model_validator(mode="after")
    def _closed_with_a_reason(self) -> Self:
        if bool(self.needs) != (self.closed is not None):
            has, wants = ("needs", "closed") if self.needs else ("closed", "needs")
            message = f"this choice has `{has}` and no `{wants}`"
            raise fault("C152", message, f"add `{wants}:`, or take `{has}:` out", (has,))
        return self

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        *conditional, last = self.to
        if last.when:
            hint = "let the last route stand without `when`"
            raise fault("C154", "no route is left when none of these holds", hint, ("to",))
        for place, route in enumerate(conditional, 1):
            if not route.when:
                hint = "only the last route stands without `when`"
                raise fault("C154", "no path comes to this route", hint, ("to", place))
        return self


class Scene(Model):
    """A moment at which one chooses, or at which it ends."""

    id: Id
    heading: Line
    text: Text
    choices: tuple[Choice, ...] = Field(default=(), min_length=2, max_length=4)
    ending: Line | None = None
    """Names the end, where this is one."""
    allow: Allowed = Field(default_factory=dict)

    @model_validator(mode="after")
    def _goes_on_or_ends(self) -> Self:
        if bool(self.choices) == (self.ending is not None):
            what = "both `choices` and an `ending`" if self.choices else "no `choices`"
            hint = "a scene goes on by choices, or it is an ending"
            raise fault("C153", f"this scene has {what}", hint)
        return self


class Debriefing(Model):
    """A point made at the end: what really happened, and what the path shows of it."""

    objective: Id
    """Of any lesson."""
    when: tuple[Condition, ...] = ()
    """Made only on paths on which all of this holds."""
    text: Text


class Scenario(Model):
    """The file of one scenario; its id is the stem."""

    kind: Literal["scenario"]
    title: Line
    lesson: Id
    """The lesson it stands with."""
    summary: Line
    role: Text
    """Who one is, what one wants, what one must not lose."""
    minutes: Int = Field(ge=1, le=180)
    objectives: tuple[Id, ...] = Field(min_length=1)
    """Of any lessons."""
    meters: tuple[Meter, ...] = Field(min_length=2, max_length=4)
    start: Id
    scenes: tuple[Scene, ...] = Field(min_length=2, max_length=60)
    debrief: tuple[Debriefing, ...] = Field(min_length=1, max_length=12)
    reading: tuple[Reading, ...] = ()
    allow: Allowed = Field(default_factory=dict)

    @cached_property
    def scene(self) -> dict[str, Scene]:
        """Scenes by id."""
        return {scene.id: scene for scene in reversed(self.scenes)}

    @cached_property
    def meter_place(self) -> dict[str, int]:
        """The place of each meter, by its id."""
        return {meter.id: place for place, meter in enumerate(self.meters)}

    @property
    def endings(self) -> tuple[Scene, ...]:
        """Scenes at which it ends."""
        return tuple(scene for scene in self.scenes if scene.ending is not None)


def order(scenario: Scenario) -> tuple[str, ...]:
    """Scenes by id, none after one it leads to; raises `graphlib.CycleError` on a circle."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for scene in scenario.scenes:
        sorter.add(scene.id)
        for choice in scene.choices:
            for route in choice.to:
                sorter.add(route.scene, scene.id)
    return tuple(sorter.static_order())
