"""A small class for tests: rooms built from events, in seconds after a fixed moment."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from course.content.questions import AnyQuestion
from course.sessions.events import Asking
from course.sessions.live.events import (
    BallotOpened,
    Happened,
    Posed,
    RoomEvent,
    RoomOpened,
    SeatTaken,
    Voted,
)
from course.sessions.live.room import Room, apply, begin

BEGAN = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    """So many seconds into the class."""
    return BEGAN + timedelta(seconds=seconds)


def an_opening(
    *questions: AnyQuestion, posed: tuple[Posed, ...] = (), **fields: object
) -> RoomOpened:
    values = {
        "kind": "quiz",
        "of": "quiz:dubai",
        "course": "internet-governance",
        "title": "Dubai",
        "code": "RFC728",
        "teacher": "0" * 64,
        "seed": "seed",
        "asked": tuple(Asking(question.id, question.revision) for question in questions),
        "posed": posed,
    }
    return RoomOpened(**(values | fields))  # type: ignore[arg-type]


def a_room(*questions: AnyQuestion, **fields: Any) -> Room:
    """A room with the students ana and ben in it."""
    room = begin(an_opening(*questions, **fields), "room", BEGAN)
    return played(room, taken("ana"), taken("ben"))


def taken(name: str) -> SeatTaken:
    return SeatTaken(name, name.title(), f"token of {name}")


def put(ballot: str, round_: int = 1, seconds: int | None = None) -> BallotOpened:
    return BallotOpened(ballot, round_, seconds)


def voted(seat: str, ballot: str, response: str, *, right: bool = False, round_: int = 1) -> Voted:
    return Voted(seat, ballot, round_, response, Fraction(int(right)), f"{seat}/{ballot}/{round_}")


def played(room: Room, *events: RoomEvent, at: float = 1) -> Room:
    for event in events:
        room = apply(room, event, after(at))
    return room


def log(room: Room, *events: RoomEvent) -> tuple[Happened, ...]:
    """A log of a room's opening and events, a second each."""
    opening = Happened(room.id, BEGAN, room.opened)
    later = (Happened(room.id, after(n), event) for n, event in enumerate(events, 1))
    return (opening, *later)
