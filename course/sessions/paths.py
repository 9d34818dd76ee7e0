"""The outline of a scenario: which ways were taken and which missed, telling no scene not seen.

The path at hand runs straight down; what was taken on earlier paths branches off, each scene
standing where it is first come to.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from course.content.scenario import Choice, Scenario, Scene
from course.sessions.scenario import Run

Taking = Literal["now", "before", "never"]
"""`now`: on the path at hand; `before`: on an earlier one only; `never`: missed so far."""

Edge = tuple[str, str, str]
"""A scene, a choice taken there, the scene it led to."""


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of a scene that was seen."""

    choice: Choice
    taking: Taking
    to: tuple[int, ...]
    """Numbers of the places it led to."""


@dataclass(frozen=True, slots=True)
class Place:
    """A scene that was seen."""

    number: int
    depth: int
    """How often one branches off to come here."""
    scene: Scene
    step: int | None
    """Its place on the path at hand, 0 being the first; None off it."""
    ways: tuple[Way, ...]

    @property
    def forks(self) -> bool:
        """Whether another path can be taken from here: it is on the path, and not its end."""
        return self.step is not None and self.scene.ending is None


def outline(run: Run, taken: Set[Edge], seen: Set[str]) -> tuple[Place, ...]:
    """All places seen, those of the path at hand among them.

    Args:
        run: The path at hand.
        taken: What was taken on any path.
        seen: Scenes that were come to on any.
    """
    return _Drawing(run, taken, seen).places()


class _Drawing:
    def __init__(self, run: Run, taken: Set[Edge], seen: Set[str]) -> None:
        self.scenario: Scenario = run.scenario
        self.path = [step.before.scene for step in run.path]
        if run.phase != "outcome":
            self.path.append(run.standing.scene)
        self.now = {(step.before.scene, step.choice.id) for step in run.path}
        self.taken = taken
        self.seen = seen
        self.drawn = set(self.path)

    def places(self) -> tuple[Place, ...]:
        order = list(self._walk())
        numbers = {scene: number for number, (scene, _) in enumerate(order, 1)}
        return tuple(
            Place(
                number,
                depth,
                self.scenario.scene[scene],
                self.path.index(scene) if scene in self.path else None,
                self._ways(self.scenario.scene[scene], numbers),
            )
            for number, (scene, depth) in enumerate(order, 1)
        )

    def _walk(self) -> Iterator[tuple[str, int]]:
        for scene in self.path:
            yield scene, 0
            for other in self._onward(scene):
                yield from self._branch(other, 1)

    def _branch(self, scene: str, depth: int) -> Iterator[tuple[str, int]]:
        if scene in self.drawn:
            return
        self.drawn.add(scene)
        yield scene, depth
        *others, straight = self._onward(scene) or [scene]
        for other in others:
            yield from self._branch(other, depth + 1)
        yield from self._branch(straight, depth)

    def _onward(self, scene: str) -> list[str]:
        """Where choices of a scene led, in the order in which they stand."""
        there = [
            to
            for choice in self.scenario.scene[scene].choices
            for route in choice.to
            if (to := route.scene) not in self.drawn
            and to in self.seen
            and (scene, choice.id, to) in self.taken
        ]
        return list(dict.fromkeys(there))

    def _ways(self, scene: Scene, numbers: dict[str, int]) -> tuple[Way, ...]:
        return tuple(self._way(scene.id, choice, numbers) for choice in scene.choices)

    def _way(self, scene: str, choice: Choice, numbers: dict[str, int]) -> Way:
        led = {to for at, name, to in self.taken if (at, name) == (scene, choice.id)}
        taking: Taking = "before" if led else "never"
        if (scene, choice.id) in self.now:
            taking = "now"
        return Way(choice, taking, tuple(sorted(numbers[to] for to in led if to in numbers)))
