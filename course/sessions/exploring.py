"""Walking every path of a scenario at once, to prove that each goes on until it ends.

Scenes are taken in an order in which none comes after one it leads to, and of where a path
stands only that is kept which something later still asks for. So paths that no longer differ
are walked once, and the proof costs a fraction of walking each.
"""

from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from course.content.scenario import Choice, Condition, Scenario
from course.sessions.scenario import (
    Standing,
    beginning,
    changed,
    debriefing,
    destination,
    open_choices,
)

MOST = 300_000
"""Standings that are walked at most."""


@dataclass(slots=True)
class Explored:
    """What the paths of a scenario come to."""

    standings: int = 0
    """How many different ones there are, as far as it matters."""
    is_complete: bool = True
    """Whether all of them were walked."""
    scenes: set[str] = field(default_factory=set)
    routes: set[tuple[str, str, str]] = field(default_factory=set)
    """A scene, one of its choices, and a scene this led to."""
    stuck: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Scenes in which every choice may be closed, with the choices of one path to there."""
    debriefed: set[int] = field(default_factory=set)
    """Places of the debrief points that are made at some end."""
    shortest: int = 0
    """Choices on the path that ends first."""
    longest: int = 0


def order(scenario: Scenario) -> tuple[str, ...]:
    """Scenes by id, none after one it leads to; raises `graphlib.CycleError` on a cycle."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for scene in scenario.scenes:
        sorter.add(scene.id)
        for choice in scene.choices:
            for route in choice.to:
                sorter.add(route.scene, scene.id)
    return tuple(sorter.static_order())


def explore(scenario: Scenario, most: int = MOST) -> Explored:
    """Walk the paths of a scenario whose scenes exist and form no cycle."""
    return _Walk(scenario).walk(most)


class _Asked:
    """What is asked for from some scene on: the places of meters, and facts."""

    def __init__(self) -> None:
        self.meters: set[int] = set()
        self.facts: set[str] = set()

    def add(self, scenario: Scenario, conditions: tuple[Condition, ...]) -> None:
        for condition in conditions:
            if condition.meter is not None:
                self.meters.add(scenario.meter_place[condition.meter])
            else:
                self.facts.add(condition.has or condition.lacks or "")

    def kept(self, standing: Standing) -> Standing:
        """The standing without what nobody will ask for."""
        values = enumerate(standing.meters)
        meters = tuple(value if place in self.meters else -1 for place, value in values)
        return Standing(standing.scene, meters, standing.facts.intersection(self.facts))


@dataclass(slots=True)
class _Reached:
    """How a standing is come to."""

    shortest: int
    longest: int
    before: Standing | None
    choice: str
    """The choice taken at `before`."""


class _Walk:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.found = Explored()
        self.order = order(scenario)
        self.asked = self._asked()
        first = self.asked[scenario.start].kept(beginning(scenario))
        self.reached = {scenario.start: {first: _Reached(0, 0, None, "")}}
        self.lengths: list[_Reached] = []

    def _asked(self) -> dict[str, _Asked]:
        asked: dict[str, _Asked] = {}
        for name in reversed(self.order):
            here = asked[name] = _Asked()
            scene = self.scenario.scene[name]
            for point in self.scenario.debrief if scene.ending is not None else ():
                here.add(self.scenario, point.when)
            for choice in scene.choices:
                here.add(self.scenario, choice.needs)
                for route in choice.to:
                    here.add(self.scenario, route.when)
                    here.meters |= asked[route.scene].meters
                    here.facts |= asked[route.scene].facts
        return asked

    def walk(self, most: int) -> Explored:
        found = self.found
        for name in self.order:
            here = self.reached.get(name, {})
            found.standings += len(here)
            if found.standings > most:
                found.is_complete = False
                break
            if here:
                found.scenes.add(name)
            for standing, reached in here.items():
                self._from(standing, reached)
        found.shortest = min((end.shortest for end in self.lengths), default=0)
        found.longest = max((end.longest for end in self.lengths), default=0)
        return found

    def _from(self, standing: Standing, reached: _Reached) -> None:
        scenario = self.scenario
        if scenario.scene[standing.scene].ending is not None:
            self.lengths.append(reached)
            made = debriefing(scenario, standing)
            for place, point in enumerate(scenario.debrief):
                if point in made:
                    self.found.debriefed.add(place)
            return
        choices = open_choices(scenario, standing)
        for choice in choices:
            self._take(standing, reached, choice)
        if not choices:
            self.found.stuck.setdefault(standing.scene, self._path(standing))

    def _take(self, standing: Standing, reached: _Reached, choice: Choice) -> None:
        after = changed(self.scenario, standing, choice)
        to = destination(self.scenario, after, choice)
        self.found.routes.add((standing.scene, choice.id, to))
        shortest, longest = reached.shortest + 1, reached.longest + 1
        there = self.reached.setdefault(to, {})
        key = self.asked[to].kept(after._replace(scene=to))
        if known := there.get(key):
            known.shortest = min(known.shortest, shortest)
            known.longest = max(known.longest, longest)
        else:
            there[key] = _Reached(shortest, longest, standing, choice.id)

    def _path(self, standing: Standing) -> tuple[str, ...]:
        taken: list[str] = []
        reached = self.reached[standing.scene][standing]
        while reached.before is not None:
            taken.append(reached.choice)
            reached = self.reached[reached.before.scene][reached.before]
        return tuple(reversed(taken))
