"""The one order in which a log is folded, whichever machine wrote which part of it.

Ids rise along the log of each machine, so the parts of several sort into a sequence that is the
same on all of them. What a wrong clock dated comes where the learner said it belongs (`clock`).
"""

from collections.abc import Iterable
from itertools import pairwise

from course.progress.clock import mended
from course.sessions.events import AttemptStarted, ClockMended, Moved, Recorded, Submitted


def in_order(log: Iterable[Recorded]) -> list[Recorded]:
    """A log as it is folded; that of one machine whose clock was never mended is so already."""
    events = list(log)
    if mends := [one for one in events if isinstance(one.event, ClockMended)]:
        events = mended(events, mends)
    keys = [_key(one) for one in events]
    if all(before <= after for before, after in pairwise(keys)):
        return events
    return sorted(events, key=_key)


def _key(one: Recorded) -> tuple[str, int, str]:
    # Early versions gave events of one millisecond ids in any order.
    match one.event:
        case AttemptStarted():
            rank = 0
        case Moved():
            rank = 2
        case Submitted():
            rank = 3
        case _:
            rank = 1
    return one.id[:12], rank, one.id
