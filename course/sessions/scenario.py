"""A scenario being played: its rules, and one run of it as a fold of what happened.

The rules say what is open, what a choice changes and where it leads; a `Run` is one way through.
`choose` and `go_on` make the event of a move; nothing changes until it is applied. An illegal
event raises `IllegalMove` and changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, assert_never

from course.content.scenario import (
    HIGH,
    LOW,
    Choice,
    Condition,
    Debriefing,
    Meter,
    Scenario,
    Scene,
)
from course.i18n import _
from course.sessions.attempt import IllegalMove
from course.sessions.events import (
    Chose,
    Recorded,
    ScenarioEnded,
    ScenarioEvent,
    ScenarioStarted,
    Taken,
    WentOn,
)


class Standing(NamedTuple):
    """Where a path stands; all that decides how it may go on."""

    scene: str
    meters: tuple[int, ...]
    """In the order of the scenario's meters."""
    facts: frozenset[str] = frozenset()
    """What is remembered."""


def beginning(scenario: Scenario) -> Standing:
    """Where every path begins."""
    return Standing(scenario.start, tuple(meter.start for meter in scenario.meters))


def holds(scenario: Scenario, conditions: tuple[Condition, ...], standing: Standing) -> bool:
    """Whether all of the conditions hold."""
    for condition in conditions:
        if condition.meter is not None:
            value = standing.meters[scenario.meter_place[condition.meter]]
            least, most = condition.at_least, condition.at_most
            if (least is not None and value < least) or (most is not None and value > most):
                return False
        elif condition.has is not None:
            if condition.has not in standing.facts:
                return False
        elif condition.lacks in standing.facts:
            return False
    return True


def open_choices(scenario: Scenario, standing: Standing) -> tuple[Choice, ...]:
    """The choices that can be taken; none at an ending."""
    choices = scenario.scene[standing.scene].choices
    return tuple(choice for choice in choices if holds(scenario, choice.needs, standing))


def changed(scenario: Scenario, standing: Standing, choice: Choice) -> Standing:
    """The same scene after a choice: its meters moved, its facts remembered."""
    effects = choice.effects
    meters = standing.meters
    if effects:
        meters = tuple(
            min(100, max(0, value + effects.get(meter.id, 0)))
            for meter, value in zip(scenario.meters, meters, strict=True)
        )
    facts = standing.facts.union(choice.sets) if choice.sets else standing.facts
    return Standing(standing.scene, meters, facts)


def destination(scenario: Scenario, after: Standing, choice: Choice) -> str:
    """The scene that a choice leads to, once it has changed what it changes."""
    for route in choice.to:
        if holds(scenario, route.when, after):
            return route.scene
    raise AssertionError("the last route has no conditions")


def debriefing(scenario: Scenario, standing: Standing) -> tuple[Debriefing, ...]:
    """The points to make at the end of a path."""
    return tuple(point for point in scenario.debrief if holds(scenario, point.when, standing))


Level = Literal["low", "between", "high"]


def level(value: int) -> Level:
    """What a meter reads, in a word."""
    return "low" if value < LOW else "high" if value > HIGH else "between"


def meaning(meter: Meter, value: int) -> str:
    """What a low or a high reading means; empty between the two."""
    return {"low": meter.low, "between": "", "high": meter.high}[level(value)]


class Movement(NamedTuple):
    """How a choice moved a meter; by nothing where it was at its end already."""

    meter: Meter
    before: int
    after: int

    @property
    def is_good(self) -> bool:
        """Whether it moved to its better end."""
        return (self.after > self.before) is (self.meter.better == "high")


# --- one run of a scenario, folded from its events ---

Phase = Literal["choosing", "outcome", "over"]
"""`choosing`: a choice is awaited; `outcome`: what followed one is read; `over`: it has ended."""


@dataclass(frozen=True, slots=True)
class Step:
    """A choice that was taken."""

    before: Standing
    choice: Choice
    after: Standing
    """In the same scene, with the meters moved."""
    to: str
    """The scene that follows."""

    def movements(self, scenario: Scenario) -> tuple[Movement, ...]:
        """How the meters moved that it is to move."""
        readings = zip(scenario.meters, self.before.meters, self.after.meters, strict=True)
        return tuple(Movement(*one) for one in readings if self.choice.effects.get(one[0].id))


@dataclass(frozen=True, slots=True)
class Run:
    """A state of a run; every change makes a new one."""

    id: str
    of: str
    """Id of the scenario."""
    scenario: Scenario
    standing: Standing
    path: tuple[Step, ...] = ()
    phase: Phase = "choosing"
    is_cut: bool = False
    """Whether the scenario was edited so that the last of what happened no longer fits."""

    @property
    def scene(self) -> Scene:
        """The scene in front of whoever plays."""
        return self.scenario.scene[self.standing.scene]

    @property
    def open(self) -> tuple[Choice, ...]:
        """The choices that can be taken now."""
        return open_choices(self.scenario, self.standing) if self.phase == "choosing" else ()


def begin(event: ScenarioStarted, scenario: Scenario) -> Run:
    """The run as it begins; what was taken over counts as far as it still fits."""
    run = Run(event.attempt, event.scenario, scenario, beginning(scenario))
    for taken in event.taken:
        try:
            run = apply(run, choose(run, taken.choice, taken.scene))
            run = apply(run, go_on(run))
        except IllegalMove:
            return replace(run, is_cut=True)
    return run


def choose(run: Run, choice: str, scene: str | None = None) -> Chose:
    """The event of taking a choice in the scene at hand; raises `IllegalMove` when it is closed."""
    scene = scene or run.standing.scene
    step = _step(run, scene, choice)
    return Chose(run.id, run.of, scene, choice, step.to)


def go_on(run: Run) -> WentOn | ScenarioEnded:
    """The event of going on from what followed a choice; raises `IllegalMove` elsewhere."""
    if run.phase != "outcome":
        raise IllegalMove(_("there is nothing to go on from"))
    to = run.path[-1].to
    if run.scenario.scene[to].ending is not None:
        return ScenarioEnded(run.id, run.of, to)
    return WentOn(run.id, run.of, to)


def apply(run: Run, event: ScenarioEvent) -> Run:
    """The run after an event; raises `IllegalMove` when it cannot happen now."""
    if isinstance(event, ScenarioStarted):
        raise IllegalMove(_("the scenario has begun already"))
    if event.attempt != run.id:
        raise IllegalMove(_("this belongs to another run"))
    match event:
        case Chose():
            step = _step(run, event.scene, event.choice)
            return replace(
                run, standing=step.after, path=(*run.path, step), phase="outcome", is_cut=False
            )
        case WentOn() | ScenarioEnded():
            if event != go_on(run):
                raise IllegalMove(_("this choice does not lead there"))
            there = run.standing._replace(scene=run.path[-1].to)
            phase: Phase = "over" if isinstance(event, ScenarioEnded) else "choosing"
            return replace(run, standing=there, phase=phase, is_cut=False)
        case _:
            assert_never(event)


def resume(history: Iterable[Recorded], scenario: Scenario) -> Run | None:
    """The run that a history of events leads to; None when it holds none.

    Where the scenario was edited meanwhile, what no longer fits is passed over: the run stands
    at the last scene that could be come to.
    """
    run: Run | None = None
    for recorded in history:
        match recorded.event:
            case ScenarioStarted() as started:
                run = run or begin(started, scenario)
            case Chose() | WentOn() | ScenarioEnded() as event if run is not None:
                try:
                    run = apply(run, event)
                except IllegalMove:
                    run = replace(run, is_cut=True)
            case _:
                continue
    return run


def taken_before(run: Run, place: int) -> tuple[Taken, ...]:
    """The choices to take over for another path from the scene at a place of this one."""
    return tuple(Taken(step.before.scene, step.choice.id) for step in run.path[:place])


def _step(run: Run, scene: str, choice: str) -> Step:
    if scene != run.standing.scene or run.phase != "choosing":
        raise IllegalMove(_("another scene is in front of you"))
    for one in run.open:
        if one.id == choice:
            after = changed(run.scenario, run.standing, one)
            return Step(run.standing, one, after, destination(run.scenario, after, one))
    raise IllegalMove(_("this choice is closed"))
