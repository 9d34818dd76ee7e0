"""A room as it stands: folded from its events, with the verbs that are legal now.

`apply` folds; an event that cannot happen raises `IllegalMove` and changes nothing. `resume` folds
a log, passing over what does not fit: two processes may serve one room, and the first one counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from course.i18n import _
from course.sessions import assignment
from course.sessions.attempt import IllegalMove
from course.sessions.live.ballot import GRACE, Ballot, Round, Vote
from course.sessions.live.events import (
    BallotClosed,
    BallotOpened,
    DoorLocked,
    DoorUnlocked,
    EndingReached,
    ExtraTimeGiven,
    FlagSet,
    HandedIn,
    Happened,
    HoursSet,
    Hummed,
    HumsCounted,
    ResultShown,
    RoomEnded,
    RoomEvent,
    RoomOpened,
    RoomReopened,
    SceneDecided,
    SeatRemoved,
    SeatTaken,
    SittingBegun,
    TurnedTo,
    Voted,
)
from course.sessions.live.names import folded
from course.sessions.live.table import Table, left, seated
from course.sessions.live.table import apply as laid
from course.sessions.live.table_events import (
    AmendmentProposed,
    AmendmentWithdrawn,
    ChairGiven,
    ConsensusTested,
    DebriefOpened,
    PhaseBegun,
    RolesDealt,
    StandTaken,
    TableEvent,
)

Phase = Literal["lobby", "open", "closed", "shown", "decided", "ending", "exercise", "ended"]
"""Where the room stands: waiting, answering, between closing and revealing, revealed, over.

In a scenario `decided` is between the class's choice and the next scene, and `ending` the end of
the story; `exercise` is an exercise at work with no hum before it.
"""


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's place in the room."""

    id: str
    name: str
    token: str
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A state of a room; every change makes a new one."""

    id: str
    opened: RoomOpened
    began: datetime
    seats: Mapping[str, Seat] = field(default_factory=dict)
    is_locked: bool = False
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    """In the order they were first put."""
    current: str | None = None
    """The ballot before the room."""
    decided: Mapping[str, SceneDecided] = field(default_factory=dict)
    """In a scenario which way the class went, by ballot."""
    ending: str | None = None
    """The scene at which a scenario ended."""
    table: Table = field(default_factory=Table)
    """What lies on it in an exercise."""
    work: assignment.Assignment | None = None
    """The work that each does alone, in a room of that kind."""
    ended: datetime | None = None

    @property
    def present(self) -> tuple[Seat, ...]:
        """Everybody who has a seat, in the order they came."""
        return tuple(seat for seat in self.seats.values() if not seat.is_removed)

    @property
    def ballot(self) -> Ballot | None:
        """What is before the room."""
        return self.ballots[self.current] if self.current else None

    @property
    def following(self) -> str | None:
        """The id of the question to put next; None when all were put."""
        order = [*(a.question for a in self.opened.asked), *(p.id for p in self.opened.posed)]
        return next((id_ for id_ in order if id_ not in self.ballots), None)


def phase(room: Room) -> Phase:
    """Where the room stands."""
    if room.ended:
        return "ended"
    if room.ending:
        return "ending"
    if room.ballot is None:
        return "exercise" if room.table.is_dealt else "lobby"
    if room.ballot.id in room.decided:
        return "decided"
    if room.ballot.is_shown:
        return "shown"
    return "closed" if room.ballot.last.is_closed else "open"


def scene_ballot(scene: str) -> str:
    """The ballot on which way to go from a scene."""
    return f"scene:{scene}"


def is_open(room: Room, now: datetime) -> bool:
    """Whether an answer that arrives now counts."""
    if phase(room) != "open" or room.ballot is None:
        return False
    closes = room.ballot.last.closes
    return closes is None or now <= closes + GRACE


def silent(room: Room) -> tuple[Seat, ...]:
    """Who never answered, began nothing and has no role: in a flood of names, the flood."""
    heard = set(room.table.roles)
    for ballot in room.ballots.values():
        for round_ in ballot.rounds:
            heard |= {*round_.votes, *round_.hummed}
    work = room.work
    return tuple(
        seat for seat in room.present if seat.id not in heard and not (work and work.of(seat.id))
    )


def earned(room: Room) -> dict[str, Fraction]:
    """Points by seat: each question once, by the answer of its first round."""
    points: dict[str, Fraction] = {seat.id: Fraction(0) for seat in room.present}
    for ballot in room.ballots.values():
        for seat, vote in ballot.rounds[0].votes.items():
            if seat in points and vote.fraction is not None:
                points[seat] += vote.fraction
    return points


def begin(event: RoomOpened, room: str, at: datetime) -> Room:
    """The room as it begins."""
    return Room(room, event, at, work=assignment.assigned(event, at))


def resume(log: Iterable[Happened]) -> Room | None:
    """The room a log leads to; None for a log that does not begin with its opening."""
    room: Room | None = None
    for happened in log:
        if isinstance(happened.event, RoomOpened):
            room = room or begin(happened.event, happened.room, happened.at)
        elif room is not None:
            try:
                room = apply(room, happened.event, happened.at)
            except IllegalMove:
                continue
    return room


def apply(room: Room, event: RoomEvent, at: datetime) -> Room:  # noqa: PLR0911, PLR0912 - one case an event
    """The room after an event; raises `IllegalMove` when it cannot happen at `at`."""
    if room.ended and not isinstance(event, RoomReopened):
        raise IllegalMove(_("the class is over"))
    match event:
        case RoomOpened():
            raise IllegalMove(_("the room is open already"))
        case SeatTaken():
            return _seated(room, event)
        case SeatRemoved():
            seat = _seat(room, event.seat)
            room = replace(room, table=left(room.table, seat.id))
            return _with_seat(room, replace(seat, is_removed=True))
        case DoorLocked() | DoorUnlocked():
            return replace(room, is_locked=isinstance(event, DoorLocked))
        case BallotOpened():
            return _put(room, event, at)
        case SittingBegun() | TurnedTo() | FlagSet() | HandedIn() | HoursSet() | ExtraTimeGiven():
            return _worked(room, event, at)
        case Voted():
            return (_worked if room.work else _voted)(room, event, at)
        case Hummed():
            return _hummed(room, event, at)
        case HumsCounted():
            return _counted(room, event)
        case BallotClosed():
            ballot = _running(room, event.ballot, event.round)
            return _with_round(room, ballot, replace(ballot.last, is_closed=True))
        case ResultShown():
            return _shown(room, event)
        case SceneDecided():
            return _decided(room, event)
        case EndingReached():
            if phase(room) != "decided":
                raise IllegalMove(_("the class has not decided yet"))
            return replace(room, ending=event.scene)
        case RoomEnded():
            return replace(room, ended=at)
        case RoomReopened():
            if room.ended is None:
                raise IllegalMove(_("the class is not over"))
            return replace(room, ended=None)
        case _:
            return _on_the_table(room, event, at)


def _seated(room: Room, event: SeatTaken) -> Room:
    if room.work and room.work.terms.by_hand and event.token:
        raise IllegalMove(_("nobody joins here: answers are brought in"))
    if room.is_locked:
        raise IllegalMove(_("the door is locked"))
    if len(room.present) >= room.opened.cap:
        raise IllegalMove(_("the room is full"))
    if event.seat in room.seats:
        raise IllegalMove(_("this seat is taken"))
    if folded(event.name) in {folded(seat.name) for seat in room.present}:
        raise IllegalMove(_("this name is taken: choose another"))
    room = replace(room, table=seated(room.table, event.seat))
    return _with_seat(room, Seat(event.seat, event.name, event.token))


def _put(room: Room, event: BallotOpened, at: datetime) -> Room:
    if phase(room) == "open":
        raise IllegalMove(_("a question is open: close it first"))
    before = room.ballots.get(event.ballot)
    if before and before.is_shown and any(a.question == before.id for a in room.opened.asked):
        raise IllegalMove(_("its answer is out already"))
    if room.ending or event.ballot in room.decided:
        raise IllegalMove(_("the class has decided: it goes on"))
    rounds = before.rounds if before else ()
    if event.round != len(rounds) + 1:
        raise IllegalMove(_("this round was put already"))
    closes = at + timedelta(seconds=event.seconds) if event.seconds else None
    ballot = Ballot(event.ballot, (*rounds, Round(at, closes)))
    return replace(room, ballots={**room.ballots, event.ballot: ballot}, current=event.ballot)


def _running(room: Room, id_: str, round_: int) -> Ballot:
    ballot = room.ballot
    if ballot is None or ballot.id != id_ or len(ballot.rounds) != round_ or ballot.is_shown:
        raise IllegalMove(_("another question is before the room"))
    if ballot.last.is_closed:
        raise IllegalMove(_("the question is closed"))
    return ballot


def _voted(room: Room, event: Voted, at: datetime) -> Room:
    _seat(room, event.seat)
    ballot = _running(room, event.ballot, event.round)
    _in_time(ballot.last, at)
    vote = Vote(event.response, event.fraction, event.sent)
    return _with_round(
        room, ballot, replace(ballot.last, votes={**ballot.last.votes, event.seat: vote})
    )


def _worked(room: Room, event: assignment.WorkEvent, at: datetime) -> Room:
    if room.work is None:
        raise IllegalMove(_("this room has no assignment"))
    if not isinstance(event, HoursSet):
        _seat(room, event.seat)
    return replace(room, work=assignment.apply(room.work, event, at))


def _hummed(room: Room, event: Hummed, at: datetime) -> Room:
    _seat(room, event.seat)
    ballot = _running(room, event.ballot, event.round)
    _in_time(ballot.last, at)
    if event.seat in ballot.last.hummed:
        raise IllegalMove(_("you have hummed: a hum is heard once"))
    hummed = ballot.last.hummed | {event.seat}
    return _with_round(room, ballot, replace(ballot.last, hummed=hummed))


def _counted(room: Room, event: HumsCounted) -> Room:
    ballot = room.ballots.get(event.ballot)
    if ballot is None or len(ballot.rounds) != event.round or not ballot.last.is_closed:
        raise IllegalMove(_("this hum is not closed"))
    return _with_round(room, ballot, replace(ballot.last, hums=event.hums))


def _in_time(round_: Round, at: datetime) -> None:
    if round_.closes and at > round_.closes + GRACE:
        raise IllegalMove(_("the time is up"))


def _shown(room: Room, event: ResultShown) -> Room:
    ballot = room.ballots.get(event.ballot)
    if ballot is None or room.current != event.ballot:
        raise IllegalMove(_("another question is before the room"))
    closed = replace(ballot.last, is_closed=True)
    shown = replace(ballot, rounds=(*ballot.rounds[:-1], closed), is_shown=True)
    return replace(room, ballots={**room.ballots, ballot.id: shown})


def _decided(room: Room, event: SceneDecided) -> Room:
    if phase(room) != "shown" or room.current != scene_ballot(event.scene):
        raise IllegalMove(_("the votes on another scene are before the room"))
    return replace(room, decided={**room.decided, room.current: event})


def _on_the_table(room: Room, event: TableEvent, at: datetime) -> Room:
    if isinstance(event, AmendmentProposed | AmendmentWithdrawn | StandTaken):
        _seat(room, event.seat)
    if isinstance(event, ChairGiven) and event.seat is not None:
        _seat(room, event.seat)
    if isinstance(event, RolesDealt):
        present = {seat.id for seat in room.present}
        roles, second = (
            {seat: role for seat, role in dealt.items() if seat in present}
            for dealt in (event.roles, event.second)
        )
        event = replace(event, roles=roles, second=second)
    after = replace(room, table=laid(room.table, event, at))
    if isinstance(event, PhaseBegun | ConsensusTested | DebriefOpened) and room.current:
        if phase(room) == "open":
            raise IllegalMove(_("a hum is open: close it first"))
        return replace(after, current=None)
    return after


def _seat(room: Room, id_: str) -> Seat:
    seat = room.seats.get(id_)
    if seat is None or seat.is_removed:
        raise IllegalMove(_("you have no seat in this room"))
    return seat


def _with_seat(room: Room, seat: Seat) -> Room:
    return replace(room, seats={**room.seats, seat.id: seat})


def _with_round(room: Room, ballot: Ballot, round_: Round) -> Room:
    after = replace(ballot, rounds=(*ballot.rounds[:-1], round_))
    return replace(room, ballots={**room.ballots, ballot.id: after})
