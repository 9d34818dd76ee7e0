"""What is known of the scenarios somebody played: where they were, what they took and saw."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, assert_never

from course.sessions.events import Chose, ScenarioEnded, ScenarioEvent, ScenarioStarted, WentOn


class Played(NamedTuple):
    """All runs of one scenario together."""

    run: str
    """Id of the newest run."""
    is_open: bool
    """Whether that one has not ended."""
    chosen: int
    """How many choices were taken in it."""
    at: datetime
    """When something last happened."""
    ended: int = 0
    """How many runs came to an end."""
    seen: frozenset[str] = frozenset()
    """Scenes, endings too."""
    taken: frozenset[tuple[str, str, str]] = frozenset()
    """Choices: the scene, the choice, the scene it led to."""
    endings: frozenset[str] = frozenset()


def played_after(
    played: Mapping[str, Played], event: ScenarioEvent, at: datetime
) -> dict[str, Played]:
    """What is known after one more event."""
    known = played.get(event.scenario) or Played(event.attempt, True, 0, at)
    is_newest = event.attempt == known.run
    match event:
        case ScenarioStarted():
            known = known._replace(run=event.attempt, is_open=True, chosen=len(event.taken))
        case Chose():
            known = known._replace(
                chosen=known.chosen + is_newest,
                seen=known.seen | {event.scene},
                taken=known.taken | {(event.scene, event.choice, event.to)},
            )
        case WentOn():
            known = known._replace(seen=known.seen | {event.scene})
        case ScenarioEnded():
            known = known._replace(
                is_open=known.is_open and not is_newest,
                ended=known.ended + 1,
                seen=known.seen | {event.ending},
                endings=known.endings | {event.ending},
            )
        case _:
            assert_never(event)
    return {**played, event.scenario: known._replace(at=at)}
