"""Bringing in what was answered elsewhere: in files, or on paper. What came in twice is in once."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from hashlib import sha256

from course.content.questions import AnyQuestion, Response
from course.errors import CourseError
from course.i18n import _
from course.marking import BadResponse, is_blank, mark
from course.rooms.codes import code_of
from course.rooms.store import Entry, RoomRow, RoomStore
from course.sessions.events import Asking
from course.sessions.live.events import (
    Ending,
    HandedIn,
    RoomEvent,
    RoomOpened,
    SeatRemoved,
    SeatTaken,
    SittingBegun,
    Terms,
    Voted,
)
from course.sessions.live.names import LONGEST_NAME, cleaned, folded
from course.sessions.live.room import Room, apply, resume


@dataclass(frozen=True, slots=True)
class Brought:
    """One student's work on its way into a room."""

    seat: str
    """The same for the same student, whenever it comes."""
    name: str
    sent: str
    """The work's own name: the same twice is once."""
    source: str
    how: Ending
    responses: Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of it."""

    name: str
    """As it stands in the room."""
    answered: int
    is_new: bool
    round: int


def seat_of(*identity: str) -> str:
    """A seat for somebody who has no device here."""
    return sha256("/".join(identity).encode()).hexdigest()[:16]


def collecting_room(
    store: RoomStore, opened: RoomOpened, now: datetime, *, new: bool = False
) -> RoomRow:
    """The room where such work is kept: the one that is open for it, else a new one."""
    for row in store.rooms():
        terms = row.opened.terms
        if row.opened.of == opened.of and terms and terms.by_hand and not row.ended and not new:
            return row
    room = os.urandom(10).hex()
    store.open(room, opened, now)
    return RoomRow(room, opened, now, None)


def collecting(of: str, course: str, title: str, bank: Mapping[str, AnyQuestion]) -> RoomOpened:
    """A room that nobody joins."""
    return RoomOpened(
        kind="assignment",
        of=of,
        course=course,
        title=title,
        code=code_of(os.urandom(6)),
        teacher="",
        seed=os.urandom(8).hex(),
        asked=tuple(Asking(question.id, question.revision) for question in bank.values()),
        cap=100_000,
        terms=Terms(attempts=None, shuffle=False, by_hand=True),
    )


class Collection:
    """A room that work is brought into, kept current; raises `CourseError` where it takes none.

    Args:
        store: Where its log is.
        id: The room's.
        bank: The quiz's questions by id.
    """

    def __init__(self, store: RoomStore, id: str, bank: Mapping[str, AnyQuestion]) -> None:
        self.store, self.id, self.bank = store, id, bank
        state = resume(happened for _, happened in store.read(id))
        if state is None or state.work is None:
            raise CourseError(
                _("this room takes no such work"), _("name an assignment with --into")
            )
        if state.ended:
            raise CourseError(_("this assignment is over"), _("--new begins another collection"))
        self.room: Room = state

    def bring_in(self, work: Brought, now: datetime) -> Arrived:
        """Put work into the room, marked anew; raises `CourseError` when it cannot be."""
        assert self.room.work
        sittings = self.room.work.of(work.seat)
        for sitting in sittings:
            if sitting.sent == work.sent:
                name = self.room.seats[work.seat].name
                return Arrived(name, len(sitting.votes), False, sitting.round)
        round_ = len(sittings) + 1
        name, events = _seated(self.room, work)
        votes = _votes(self.bank, work, round_)
        begun = SittingBegun(work.seat, round_, work.sent, work.source)
        events += [begun, *votes, HandedIn(work.seat, round_, work.how, work.sent)]
        self.do(events, now, [f"{work.seat}/{work.sent}/{place}" for place in range(len(events))])
        return Arrived(name, len(votes), True, round_)

    def do(self, events: Sequence[RoomEvent], now: datetime, keys: Sequence[str | None]) -> None:
        """Store events and fold them; raises `IllegalMove` before anything is stored."""
        room = self.room
        for event in events:
            room = apply(room, event, now)
        entries = [Entry(e, now, key) for e, key in zip(events, keys, strict=True)]
        self.store.append(self.id, entries)
        self.room = room

    # --- on paper: a sheet for each student, and what stands on it, mended as often as need be ---

    def sheet(self, name: str, seed: str, now: datetime) -> str:
        """The seat of a student's sheet, printed by a version's seed; begun if it is not there."""
        called, source = cleaned(name), f"paper:{seed}"
        assert self.room.work
        for seat in self.room.present:
            if folded(seat.name) == folded(called):
                sittings = self.room.work.of(seat.id)
                if sittings and sittings[-1].source != source:
                    raise CourseError(
                        _("{name} is in already, with other work").format(name=seat.name),
                        _("write the name otherwise"),
                    )
                return seat.id
        seat_id = os.urandom(8).hex()
        events: list[RoomEvent] = [
            SeatTaken(seat_id, called, ""),
            SittingBegun(seat_id, 1, source, source),
            HandedIn(seat_id, 1, "paper", source),
        ]
        self.do(events, now, [None] * len(events))
        return seat_id

    def write(self, seat: str, question: str, response: Response, now: datetime) -> bool:
        """Put an answer on a sheet, or take it off with an empty one; False where it stood so."""
        if response == self.on_sheet(seat, question):
            return False
        asked = self.bank[question]
        fraction = mark(asked, response).fraction if response != "" else Fraction(0)
        voted = Voted(seat, question, 1, response, fraction, f"paper/{os.urandom(6).hex()}")
        self.do([voted], now, [f"{seat}/{voted.sent}"])
        return True

    def on_sheet(self, seat: str, question: str) -> Response:
        """What stands on a sheet; empty for nothing."""
        assert self.room.work
        for sitting in self.room.work.of(seat)[:1]:
            if vote := sitting.votes.get(question):
                return vote[0].response
        return ""

    def take_away(self, seat: str, now: datetime) -> None:
        """Take a sheet out of the room."""
        self.do([SeatRemoved(seat)], now, [None])

    def earned(self, seat: str) -> Fraction:
        """The points of a seat's first work."""
        assert self.room.work
        total = Fraction(0)
        for sitting in self.room.work.of(seat)[:1]:
            for id_, (vote, _at) in sitting.votes.items():
                if (question := self.bank.get(id_)) and vote.fraction is not None:
                    total += vote.fraction * question.points
        return total


def _seated(room: Room, work: Brought) -> tuple[str, list[RoomEvent]]:
    """The student's name in the room, and what gives them a seat if they have none."""
    if seat := room.seats.get(work.seat):
        if seat.is_removed:
            raise CourseError(_("{name} was sent out of this room").format(name=seat.name))
        return seat.name, []
    name = free_name(room, cleaned(work.name))
    return name, [SeatTaken(work.seat, name, "")]


def free_name(room: Room, name: str) -> str:
    """A name, with a number where another student of the room has it."""
    taken = {folded(seat.name) for seat in room.present}
    numbered = (f"{name[: LONGEST_NAME - 4]} {n}" for n in range(2, len(taken) + 3))
    return next(each for each in (name, *numbered) if folded(each) not in taken)


def _votes(bank: Mapping[str, AnyQuestion], work: Brought, round_: int) -> list[Voted]:
    votes = []
    for id_, response in work.responses.items():
        if (question := bank.get(id_)) and not is_blank(response):
            try:
                fraction = mark(question, response).fraction
            except BadResponse as error:
                raise CourseError(f"{id_}: {error}") from None
            votes.append(Voted(work.seat, id_, round_, response, fraction, f"{work.sent}/{id_}"))
    return votes
