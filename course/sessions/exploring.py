"""Walking every path of a scenario at once, to prove that each goes on until it ends.

Of where a path stands only that counts which something later still asks for: which facts, and on
which side of which readings each meter is, its zone. Paths that can no longer differ are walked
once; those that stand in the same scene with the same facts go on together, zones beside zones.
The rules are those of `scenario`: they are asked about one standing in place of all of a zone.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from operator import getitem
from typing import NamedTuple

from course.content.scenario import Choice, Condition, Scenario, order
from course.sessions.scenario import Standing, beginning, changed, holds

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


def explore(scenario: Scenario, most: int = MOST) -> Explored:
    """Walk the paths of a scenario whose scenes exist and lead in no circle."""
    return _Walk(scenario).walk(most)


Zones = tuple[int, ...]
"""For each meter, how many of the readings that are asked for it has come to."""


class _Asked:
    """What is asked for from some scene on."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.readings: list[set[int]] = [set() for _ in scenario.meters]
        """For each meter, those from which on something is otherwise."""
        self.facts: set[str] = set()

    def add(self, conditions: tuple[Condition, ...]) -> None:
        """What conditions ask for."""
        for condition in conditions:
            if condition.meter is None:
                self.facts.add(condition.has or condition.lacks or "")
                continue
            readings = self.readings[self.scenario.meter_place[condition.meter]]
            if condition.at_least is not None:
                readings.add(condition.at_least)
            if condition.at_most is not None:
                readings.add(condition.at_most + 1)

    def add_before(self, choice: Choice, later: "_Asked") -> None:
        """What is asked for once a choice was taken, as it reads before."""
        self.facts |= later.facts
        for place, meter in enumerate(self.scenario.meters):
            moved = choice.effects.get(meter.id, 0)
            # A meter stops at its ends, but never on the wrong side of a reading between them.
            readings = (n for n in later.readings[place] if 0 < n <= 100)
            self.readings[place] |= {n - moved for n in readings if 0 < n - moved <= 100}

    @cached_property
    def _steps(self) -> list[list[int]]:
        return [sorted(readings) for readings in self.readings]

    def zones(self, standing: Standing) -> Zones:
        """Where the meters stand, as far as it matters."""
        return tuple(map(bisect, self._steps, standing.meters))

    def standings(self, scene: str) -> list[Standing]:
        """One for each zone, with all meters in the zone of that number, or in their last."""
        rungs = [[0, *steps] for steps in self._steps]
        numbers = range(max(map(len, rungs)))
        return [Standing(scene, tuple(r[min(n, len(r) - 1)] for r in rungs)) for n in numbers]


def _asked(scenario: Scenario, scenes: tuple[str, ...]) -> dict[str, _Asked]:
    """What is asked for from each scene on."""
    asked: dict[str, _Asked] = {}
    for name in reversed(scenes):
        here = asked[name] = _Asked(scenario)
        scene = scenario.scene[name]
        for point in scenario.debrief if scene.ending is not None else ():
            here.add(point.when)
        for choice in scene.choices:
            here.add(choice.needs)
            after = _Asked(scenario)
            for route in choice.to:
                after.add(route.when)
                here.add_before(choice, asked[route.scene])
            here.add_before(choice, after)
    return asked


class _Conditions:
    """Conditions asked of facts and of zones apart, as these are walked apart."""

    def __init__(
        self, scenario: Scenario, conditions: tuple[Condition, ...], standings: list[Standing]
    ) -> None:
        self._scenario = scenario
        self._of_facts = tuple(one for one in conditions if one.meter is None)
        of_meters = (
            (scenario.meter_place[one.meter], [holds(scenario, (one,), at) for at in standings])
            for one in conditions
            if one.meter is not None
        )
        self._of_meters = [(place, hold) for place, hold in of_meters if not all(hold)]

    def among(self, zones: Set[Zones], facts: frozenset[str]) -> Set[Zones]:
        """The zones in which they hold; the same set where that is all of them for certain."""
        if self._of_facts and not holds(self._scenario, self._of_facts, Standing("", (), facts)):
            return frozenset()
        for place, hold in self._of_meters:
            zones = {one for one in zones if hold[one[place]]}
        return zones


class _Landings(dict[Zones, Zones]):
    """Where one comes to by where one comes from, found once: many paths pass the same way."""

    def __init__(self, by_meter: Iterable[Zones]) -> None:
        super().__init__()
        self._by_meter = tuple(by_meter)

    def __missing__(self, zones: Zones) -> Zones:
        landed = self[zones] = tuple(map(getitem, self._by_meter, zones))
        return landed


class _Way:
    """A choice, with what it asks for and does in zones."""

    def __init__(
        self, scenario: Scenario, scene: str, choice: Choice, asked: Mapping[str, _Asked]
    ) -> None:
        before = asked[scene].standings(scene)
        after = [changed(scenario, standing, choice) for standing in before]
        self.choice = choice
        self.needs = _Conditions(scenario, choice.needs, before)
        self.routes = [
            (
                _Conditions(scenario, route.when, after),
                route.scene,
                _Landings(zip(*map(asked[route.scene].zones, after), strict=True)),
            )
            for route in choice.to
        ]


class _Group(NamedTuple):
    """What paths have in common that go on together."""

    scene: str
    facts: frozenset[str]
    length: int


class _Leap(NamedTuple):
    """Paths of a group that take the same choice to the same scene."""

    choice: str
    zones: Set[Zones]
    to: _Group
    landed: set[Zones]


class _Walk:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.found = Explored()
        self.order = order(scenario)
        self.asked = _asked(scenario, self.order)
        self.ways = {
            scene.id: [_Way(scenario, scene.id, choice, self.asked) for choice in scene.choices]
            for scene in scenario.scenes
        }
        self.points = {
            end.id: [
                _Conditions(scenario, point.when, self.asked[end.id].standings(end.id))
                for point in scenario.debrief
            ]
            for end in scenario.endings
        }
        self.reached: dict[str, dict[_Group, set[Zones]]] = {name: {} for name in self.order}
        first = beginning(scenario)
        group = _Group(first.scene, first.facts, 0)
        self.reached[first.scene][group] = {self.asked[first.scene].zones(first)}

    def walk(self, most: int) -> Explored:
        found, lengths = self.found, set[int]()
        for name in self.order:
            groups = self.reached[name]
            found.standings += sum(map(len, groups.values()))
            if found.standings > most:
                found.is_complete = False
                break
            if groups:
                found.scenes.add(name)
            for group, zones in groups.items():
                if self.ways[name]:
                    self._go_on(group, zones)
                else:
                    lengths.add(group.length)
                    self._end(group, zones)
        found.shortest, found.longest = min(lengths, default=0), max(lengths, default=0)
        return found

    def _go_on(self, group: _Group, zones: set[Zones]) -> None:
        stuck: Set[Zones] = zones
        for leap in self._leaps(group, zones):
            stuck = stuck - leap.zones if stuck else stuck
            self.found.routes.add((group.scene, leap.choice, leap.to.scene))
            self.reached[leap.to.scene].setdefault(leap.to, set()).update(leap.landed)
        if stuck and group.scene not in self.found.stuck:
            self.found.stuck[group.scene] = self._path(group, min(stuck))

    def _leaps(self, group: _Group, zones: Set[Zones]) -> Iterator[_Leap]:
        for way in self.ways[group.scene]:
            left = way.needs.among(zones, group.facts)
            facts = group.facts.union(way.choice.sets)
            for when, scene, lands in way.routes:
                if taken := when.among(left, facts):
                    left = frozenset() if taken is left else left - taken
                    kept = facts.intersection(self.asked[scene].facts)
                    to = _Group(scene, kept, group.length + 1)
                    yield _Leap(way.choice.id, taken, to, set(map(lands.__getitem__, taken)))

    def _end(self, group: _Group, zones: set[Zones]) -> None:
        for place, point in enumerate(self.points[group.scene]):
            if point.among(zones, group.facts):
                self.found.debriefed.add(place)

    def _path(self, group: _Group, zones: Zones) -> tuple[str, ...]:
        """The choices of one path that comes to stand so."""
        taken: list[str] = []
        while group.length:
            choice, group, zones = self._before(group, zones)
            taken.append(choice)
        return tuple(reversed(taken))

    def _before(self, group: _Group, zones: Zones) -> tuple[str, _Group, Zones]:
        for groups in self.reached.values():
            for earlier, many in groups.items():
                if earlier.length + 1 == group.length:
                    for one in many:
                        for leap in self._leaps(earlier, {one}):
                            if leap.to == group and zones in leap.landed:
                                return leap.choice, earlier, one
        raise AssertionError("whatever was reached was reached from somewhere")
