"""What is wrong with a scenario as a whole: links between its scenes, and paths that do not end.

First everything named must be there and the scenes form no circle; only then can every path be
walked, and what is found on none of them be told.
"""

from collections.abc import Iterable, Iterator
from graphlib import CycleError
from typing import TYPE_CHECKING

from course.content.scenario import Choice, Condition, Scenario, Scene, order
from course.loading.diagnostics import Diagnostic, Severity, remedy
from course.loading.places import Path, locate
from course.loading.source import Source
from course.text import joined, plural

if TYPE_CHECKING:
    from course.sessions.exploring import Explored

ENDINGS = 4
"""Endings a scenario has at least."""


def judge_scenes(source: Source, scenario: Scenario) -> list[Diagnostic]:
    """What keeps its paths from being walked."""
    judging = _Judging(source, scenario)
    return [*judging.links(), *judging.endings()]


def judge_paths(source: Source, scenario: Scenario) -> list[Diagnostic]:
    """What is found on its paths, where every scene leads on; this walks them all."""
    judging = _Judging(source, scenario)
    return [*judging.paths(), *judging.dilemmas()]


class _Judging:
    def __init__(self, source: Source, scenario: Scenario) -> None:
        self.source = source
        self.scenario = scenario
        self.meters = [meter.id for meter in scenario.meters]
        self.scenes: list[tuple[Path, Scene]] = [
            (("scenes", place), scene) for place, scene in enumerate(scenario.scenes)
        ]
        self.choices: list[tuple[Path, Scene, Choice]] = [
            ((*path, "choices", place), scene, choice)
            for path, scene in self.scenes
            for place, choice in enumerate(scene.choices)
        ]
        self.facts = {fact for _, _, choice in self.choices for fact in choice.sets}

    def _fault(
        self,
        code: str,
        message: str,
        hint: str,
        path: Path,
        *,
        severity: Severity = "error",
        key: bool = False,
    ) -> Diagnostic:
        span = locate(self.source, path, key=key)
        return self.source.fault(code, message, hint, span, severity=severity)

    # --- everything named is there ---

    def links(self) -> Iterator[Diagnostic]:
        """Ids used twice and names of what is not there; if there are none, a circle."""
        faults = [
            *self._twice("meter", self.meters, ("meters",)),
            *self._twice("scene", [scene.id for _, scene in self.scenes], ("scenes",)),
            *self._scene(self.scenario.start, ("start",)),
        ]
        for path, scene in self.scenes:
            ids = [choice.id for choice in scene.choices]
            faults += self._twice("choice", ids, (*path, "choices"))
        for path, _, choice in self.choices:
            faults += self._choice(choice, path)
        for place, point in enumerate(self.scenario.debrief):
            faults += self._conditions(point.when, ("debrief", place, "when"))
        yield from faults or self._circle()

    def _twice(self, what: str, ids: list[str], path: Path) -> Iterator[Diagnostic]:
        for place, name in enumerate(ids):
            if name in ids[:place]:
                message, hint = f"the {what} `{name}` exists already", "give this one its own id"
                yield self._fault("C107", message, hint, (*path, place, "id"))

    def _choice(self, choice: Choice, path: Path) -> Iterator[Diagnostic]:
        for meter in choice.effects:
            yield from self._meter(meter, (*path, "effects", meter), key=True)
        yield from self._conditions(choice.needs, (*path, "needs"))
        for place, route in enumerate(choice.to):
            yield from self._scene(route.scene, (*path, "to", place, "scene"))
            yield from self._conditions(route.when, (*path, "to", place, "when"))

    def _scene(self, id: str, path: Path) -> Iterator[Diagnostic]:
        if id not in self.scenario.scene:
            hint = remedy(id, self.scenario.scene, "write it, or lead to another")
            yield self._fault("C140", f"there is no scene `{id}`", hint, path)

    def _meter(self, id: str, path: Path, *, key: bool = False) -> Iterator[Diagnostic]:
        if id not in self.meters:
            hint = remedy(id, self.meters, f"use one of: {', '.join(self.meters)}")
            yield self._fault("C145", f"there is no meter `{id}`", hint, path, key=key)

    def _conditions(self, conditions: Iterable[Condition], path: Path) -> Iterator[Diagnostic]:
        for place, condition in enumerate(conditions):
            key = "has" if condition.has else "lacks"
            fact = condition.has or condition.lacks
            if condition.meter is not None:
                yield from self._meter(condition.meter, (*path, place, "meter"))
            elif fact and fact not in self.facts:
                hint = remedy(fact, self.facts, "let a choice set it with `sets:`")
                message = f"no choice sets the fact `{fact}`"
                yield self._fault("C146", message, hint, (*path, place, key))

    def _circle(self) -> Iterator[Diagnostic]:
        try:
            order(self.scenario)
        except CycleError as error:
            circle: list[str] = error.args[1]
            leads = next(
                (*path, "to", place, "scene")
                for path, scene, choice in self.choices
                for place, route in enumerate(choice.to)
                if (scene.id, route.scene) == (circle[-2], circle[-1])
            )
            message = f"these scenes lead in a circle: {', '.join(circle)}"
            hint = "lead on to a scene that does not come back here"
            yield self._fault("C141", message, hint, leads)

    def endings(self) -> Iterator[Diagnostic]:
        """Too few ways for it to end."""
        count = len(self.scenario.endings)
        if count < ENDINGS:
            message = f"this scenario has {plural(count, 'ending')}; it needs {ENDINGS} or more"
            yield self._fault("C147", message, "let it end in other ways too", ("scenes",))

    # --- every path ends, and everything is on one ---

    def paths(self) -> Iterator[Diagnostic]:
        """What no path comes to, and paths on which nothing is open."""
        from course.sessions.exploring import MOST, explore

        found = explore(self.scenario)
        if not found.is_complete:
            message = f"this scenario has more than {MOST:,} states"
            hint = "let fewer meters and facts still matter in late scenes"
            yield self._fault("C149", message, hint, ("scenes",))
            return
        for path, scene in self.scenes:
            if scene.id not in found.scenes:
                hint = "lead to it, or take it out"
                yield self._fault("C142", f"no path comes to `{scene.id}`", hint, (*path, "id"))
        for name, taken in found.stuck.items():
            path = next(path for path, scene in self.scenes if scene.id == name)
            message = f"every choice in `{name}` can be closed"
            way = f"after {joined([f'`{choice}`' for choice in taken])}" if taken else "at once"
            hint = f"it happens {way}; leave one choice open there"
            yield self._fault("C144", message, hint, (*path, "choices"))
        yield from self._never(found)

    def _never(self, found: "Explored") -> Iterator[Diagnostic]:
        taken = {(scene, choice) for scene, choice, _ in found.routes}
        for path, scene, choice in self.choices:
            if scene.id not in found.scenes:
                continue
            if (scene.id, choice.id) not in taken:
                hint = "ask for less in its `needs`, or take it out"
                message = f"no path can take the choice `{choice.id}`"
                yield self._fault("C143", message, hint, (*path, "id"))
                continue
            for place, route in enumerate(choice.to):
                if (scene.id, choice.id, route.scene) not in found.routes:
                    hint = "ask for less in its `when`, or take it out"
                    message = f"no path takes this route to `{route.scene}`"
                    at = (*path, "to", place, "scene")
                    yield self._fault("C156", message, hint, at, severity="warning")
        for place, point in enumerate(self.scenario.debrief):
            if place not in found.debriefed:
                message = f"this point about `{point.objective}` is made on no path"
                hint = "ask for less in its `when`"
                yield self._fault("C148", message, hint, ("debrief", place, "when"))

    # --- every choice costs something ---

    def dilemmas(self) -> Iterator[Diagnostic]:
        """Scenes that are no dilemma, and length that gives the best choice away."""
        longest_is_best = []
        for path, scene in self.scenes:
            if len(scene.choices) < 2 or "C150" in scene.allow:
                continue
            if best := self._best(scene):
                message = f"`{best.id}` is better than the others on every meter"
                hint = "let it cost something, or allow C150 in this scene with the reason"
                at = (*path, "choices", scene.choices.index(best), "id")
                yield self._fault("C150", message, hint, at, severity="warning")
            if (leader := self._leader(scene)) is not None:
                longest_is_best.append(len(leader.text) == max(len(c.text) for c in scene.choices))
        if len(longest_is_best) > 2 and all(longest_is_best):
            message = "in every scene the longest choice is the best"
            hint = "let others need as many words"
            yield self._fault("C151", message, hint, ("scenes",), severity="warning")

    def _gains(self, choice: Choice) -> list[int]:
        """What a choice moves each meter by, more being better."""
        return [
            choice.effects.get(meter.id, 0) * (1 if meter.better == "high" else -1)
            for meter in self.scenario.meters
        ]

    def _best(self, scene: Scene) -> Choice | None:
        """The choice that gains more than each other on some meter and less on none."""
        gains = {choice.id: self._gains(choice) for choice in scene.choices if not choice.needs}
        for choice in scene.choices:
            others = [gained for name, gained in gains.items() if name != choice.id]
            own = gains.get(choice.id)
            if own and others and all(own != o and _is_no_less(own, o) for o in others):
                return choice
        return None

    def _leader(self, scene: Scene) -> Choice | None:
        """The choice that gains most in all; None where two do."""
        first, second, *_ = sorted(scene.choices, key=lambda c: -sum(self._gains(c)))
        return None if sum(self._gains(first)) == sum(self._gains(second)) else first


def _is_no_less(own: list[int], other: list[int]) -> bool:
    return all(mine >= theirs for mine, theirs in zip(own, other, strict=True))
