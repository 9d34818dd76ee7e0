"""A question before a room: its rounds, the votes and hums of each, and what they come to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import assert_never

from course.content.response import Response
from course.sessions.live.events import Hums, Side

GRACE = timedelta(seconds=1)
"""How long after the countdown an answer that was under way still counts."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What a seat answered in a round."""

    response: Response
    fraction: Fraction | None
    sent: str


@dataclass(frozen=True, slots=True)
class Round:
    """One time a question was put."""

    opened: datetime
    closes: datetime | None = None
    is_closed: bool = False
    votes: Mapping[str, Vote] = field(default_factory=dict)
    """By seat, the last of each."""
    hummed: frozenset[str] = frozenset()
    """Seats that hummed."""
    hums: tuple[Hums, ...] = ()
    """What it sounded like, known once it is closed; nobody knows by whom."""

    @property
    def answered(self) -> int:
        """How many seats have answered."""
        return len(self.votes) + len(self.hummed)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question before the room, with all its rounds."""

    id: str
    rounds: tuple[Round, ...]
    is_shown: bool = False

    @property
    def last(self) -> Round:
        """The round that is running or was last."""
        return self.rounds[-1]


def tally(ballot: Ballot, round_: int = -1) -> Counter[str]:
    """How often each option was chosen in a round, by option key; typed answers by their text."""
    counted: Counter[str] = Counter()
    for vote in ballot.rounds[round_].votes.values():
        match vote.response:
            case bool():
                counted["true" if vote.response else "false"] += 1
            case str():
                counted[vote.response] += 1
            case tuple():
                counted.update(vote.response)
            case dict():
                counted.update(f"{stem}={choice}" for stem, choice in vote.response.items())
            case _:
                assert_never(vote.response)
    return counted


def strength(ballot: Ballot, side: Side, round_: int = -1) -> int:
    """How loud a hum was, 0..100: its strengths as a share of the loudest the room could be.

    Never a head count: many soft voices and a few loud ones may sound alike, as in a room.
    """
    heard = ballot.rounds[round_].hums
    loudest = 3 * sum(hums.count for hums in heard)
    loud = sum(hums.strength * hums.count for hums in heard if hums.side == side)
    return round(100 * loud / loudest) if loudest else 0
