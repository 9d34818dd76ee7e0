"""The rules of a scenario: what is open, what a choice changes, where it leads."""

from typing import NamedTuple

from course.content.scenario import Choice, Condition, Debriefing, Scenario


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
