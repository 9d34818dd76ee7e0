"""The vocabulary of a class: everything that happens in a room (at a table: `table_events`).

As with a learner's log these are facts in the past tense, and all state is folded from them. They
never hold a token or a teacher's secret, only their hashes.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from course.content.response import Response
from course.sessions.events import Asking
from course.sessions.live.table_events import TableEvent

Kind = Literal["quiz", "poll", "scenario", "exercise", "assignment"]

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Posed:
    """A question made up for the moment: a poll, or what a room hums about."""

    id: str
    text: str
    options: tuple[str, ...] = ()
    """Free text when there are none."""
    is_hum: bool = False


Feedback = Literal["now", "after"]
"""When the answers of an assignment are judged aloud: on handing in, or once it is closed."""

Ending = Literal["student", "time", "closing", "file", "paper"]
"""How work came in: by its student, because their time or the assignment's was up, in a result
file, or on paper."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How an assignment is to be done; all times are the server's."""

    opens: datetime | None = None
    """From when on; at once unless given."""
    closes: datetime | None = None
    """Until when; until the teacher closes it unless given."""
    attempts: int | None = 1
    """How often; as often as one likes where it is None."""
    minutes: int | None = None
    """How long a sitting may take."""
    feedback: Feedback = "after"
    shuffle: bool = True
    """Questions and options in an order of each student's own."""
    by_hand: bool = False
    """Nobody joins: answers come in on paper and in files."""


@dataclass(frozen=True, slots=True)
class RoomOpened:
    """A room began; everything that shapes it is decided here."""

    kind: Kind
    of: str
    """`quiz:<id>`, `scenario:<id>`, `exercise:<id>`, or `poll`."""
    course: str
    title: str
    code: str
    """What students type to find the room; dies with it."""
    teacher: str
    """SHA-256 of the teacher's secret, in hex."""
    seed: str
    asked: tuple[Asking, ...] = ()
    """Questions of the course in the order they are put."""
    posed: tuple[Posed, ...] = ()
    cap: int = 60
    """Most seats the room has."""
    countdown: int | None = None
    """Seconds a question stays open; until the teacher closes it unless given."""
    leaderboard: bool = False
    roster: str = ""
    """Name of the roster that says who belongs to the class."""
    only_roster: bool = False
    """Whether nobody else comes in."""
    terms: Terms | None = None
    """Of an assignment."""


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """A student came in."""

    seat: str
    name: str
    """As shown; unique in the room after folding."""
    token: str
    """SHA-256 of the device's token, in hex."""


@dataclass(frozen=True, slots=True)
class SeatRemoved:
    """The teacher sent a student out; the token is worth nothing from here on."""

    seat: str


@dataclass(frozen=True, slots=True)
class DoorLocked:
    """Nobody new comes in."""


@dataclass(frozen=True, slots=True)
class DoorUnlocked:
    """The door is open again."""


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """A question was put to the room, the first time or again after a discussion."""

    ballot: str
    """Id of the question or of what was posed; `scene:<id>` in a scenario."""
    round: int
    """1, or 2 and on when it is voted on again."""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Voted:
    """A student's answer; the last one counts until the ballot is closed."""

    seat: str
    ballot: str
    round: int
    response: Response
    fraction: Fraction | None
    """What it earns, 0..1; None where nothing is marked."""
    sent: str
    """The device's own id of the message: the same sent twice is one answer."""


@dataclass(frozen=True, slots=True)
class Hummed:
    """A seat hummed; how is only counted, in no order, and named with nobody (`HumsCounted`)."""

    seat: str
    ballot: str
    round: int
    sent: str


@dataclass(frozen=True, slots=True)
class Hums:
    """How often one side was hummed for at one strength."""

    side: Side
    strength: int
    """0 silent to 3 loud."""
    count: int


@dataclass(frozen=True, slots=True)
class HumsCounted:
    """What a closed hum sounded like."""

    ballot: str
    round: int
    hums: tuple[Hums, ...]


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """No more answers."""

    ballot: str
    round: int


@dataclass(frozen=True, slots=True)
class ResultShown:
    """The key, the reasons and the tallies are out; nothing more is answered here."""

    ballot: str


@dataclass(frozen=True, slots=True)
class SceneDecided:
    """In a scenario the class went the way of its vote, or the teacher decided."""

    scene: str
    choice: str
    because: str = ""
    """What the teacher said when it was not the vote that decided."""


@dataclass(frozen=True, slots=True)
class EndingReached:
    """The class read what followed its last choice, and came to an ending."""

    scene: str


@dataclass(frozen=True, slots=True)
class SittingBegun:
    """A student sat down to an assignment."""

    seat: str
    round: int
    """1, or 2 and on where it may be done again."""
    sent: str
    source: str = ""
    """`file`, or `paper:` and the seed of the sheet: brought in for a student at any hour."""


@dataclass(frozen=True, slots=True)
class TurnedTo:
    """A student turned to a question of the assignment; the place to go on at."""

    seat: str
    ballot: str
    round: int


@dataclass(frozen=True, slots=True)
class FlagSet:
    """A student marked a question to come back to, or took the mark off."""

    seat: str
    ballot: str
    round: int
    on: bool


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A sitting is over and counts as it stands."""

    seat: str
    round: int
    how: Ending
    sent: str = ""


@dataclass(frozen=True, slots=True)
class HoursSet:
    """The teacher closed an assignment, or gave more time; what the closing cut off goes on."""

    opens: datetime | None
    closes: datetime | None


@dataclass(frozen=True, slots=True)
class ExtraTimeGiven:
    """A student of an assignment may take longer than the others; the last word counts."""

    seat: str
    percent: int = 0
    """Of the time that everybody has."""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class RoomEnded:
    """The class is over; codes and tokens die."""


@dataclass(frozen=True, slots=True)
class RoomReopened:
    """It was ended by mistake: the same code, the same seats, the same place."""


RoomEvent = (
    RoomOpened
    | SeatTaken
    | SeatRemoved
    | DoorLocked
    | DoorUnlocked
    | BallotOpened
    | Voted
    | Hummed
    | HumsCounted
    | BallotClosed
    | ResultShown
    | SceneDecided
    | EndingReached
    | SittingBegun
    | TurnedTo
    | FlagSet
    | HandedIn
    | HoursSet
    | ExtraTimeGiven
    | TableEvent
    | RoomEnded
    | RoomReopened
)
"""Anything that can happen in a room."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its room and the server's time; what a store keeps, under a running number."""

    room: str
    at: datetime
    """UTC."""
    event: RoomEvent
