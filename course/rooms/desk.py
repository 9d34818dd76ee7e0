"""What a student does at an assignment, and what the clock does for them.

Everything here may be sent again: it happens once.
"""

import asyncio
import re
from contextlib import suppress
from datetime import datetime, timedelta

from course.i18n import _
from course.marking import mark
from course.rooms.room import OpenRoom
from course.rooms.roster import MOST_EXTRA, attendance, loaded
from course.rooms.store import Entry, RoomRow, RoomStore
from course.sessions.assignment import Assignment, overdue
from course.sessions.attempt import IllegalMove
from course.sessions.live.events import (
    ExtraTimeGiven,
    FlagSet,
    HandedIn,
    HoursSet,
    SittingBegun,
    TurnedTo,
    Voted,
)
from course.sessions.live.room import resume
from course.sessions.live.sheet import understood

LONGEST = 60 * 24 * 365
"""Most minutes that are given at once."""


async def begin(room: OpenRoom, seat: str, sent: str) -> None:
    """Sit down to it, for the first time or again."""
    await settle(room)
    sittings = _work(room).of(seat)
    if sittings and sittings[-1].sent == sent:
        return
    await room.do(SittingBegun(seat, len(sittings) + 1, sent), key=f"{seat}/{sent}")


async def answer(
    room: OpenRoom, seat: str, ballot: str, round_: int, answer: object, sent: str
) -> None:
    """Answer a question, or answer it anew.

    Raises `BadResponse` for what is no answer, `IllegalMove` for what comes too late.
    """
    work = _work(room)
    for sitting in work.of(seat)[round_ - 1 : round_]:
        if (vote := sitting.votes.get(ballot)) and vote[0].sent == sent:
            return
    question = room.questions.get(ballot)
    if question is None:
        raise IllegalMove(_("there is no such question here"))
    response = understood(question, work.seed_of(seat, round_), answer)
    event = Voted(seat, ballot, round_, response, mark(question, response).fraction, sent)
    await room.do(event, key=f"{seat}/{sent}")


async def turn(room: OpenRoom, seat: str, ballot: str, round_: int, sent: str) -> None:
    """Go to a question."""
    await room.do(TurnedTo(seat, ballot, round_), key=f"{seat}/{sent}")


async def flag(room: OpenRoom, seat: str, ballot: str, round_: int, on: bool, sent: str) -> None:
    """Mark a question to come back to, or take the mark off."""
    await room.do(FlagSet(seat, ballot, round_, on), key=f"{seat}/{sent}")


async def hand_in(room: OpenRoom, seat: str, round_: int, sent: str) -> None:
    """End a sitting as it stands; one that its time ended is in already."""
    for sitting in _work(room).of(seat)[round_ - 1 : round_]:
        if sitting.handed_in and (sitting.handed_in.sent == sent or not sitting.handed_in.sent):
            return
    await room.do(HandedIn(seat, round_, "student", sent), key=f"{seat}/{sent}")


async def close(room: OpenRoom) -> None:
    """Close it now: what is being worked on is handed in as it stands."""
    await room.do(HoursSet(_work(room).terms.opens, room.clock()))


async def extend(room: OpenRoom, minutes: str) -> None:
    """Give more time, from now or the closing time on, whichever is later."""
    if not (minutes.isdecimal() and 0 < int(minutes) <= LONGEST):
        raise IllegalMove(_("say by how many minutes"))
    terms, now = _work(room).terms, room.clock()
    opens = min(terms.opens, now) if terms.opens else None
    await room.do(HoursSet(opens, max(terms.closes or now, now) + timedelta(minutes=int(minutes))))


async def grant(room: OpenRoom, seat: str, amount: str) -> None:
    """Let a student take longer: by `25%` of everybody's time, by minutes, or by nothing."""
    said = re.fullmatch(r"([0-9]{1,6})\s*(%?)", amount.strip() or "0")
    if said is None:
        raise IllegalMove(_("say how much longer: 25 %, or 20 for minutes"))
    much, is_share = int(said[1]), bool(said[2])
    if much > (MOST_EXTRA if is_share else LONGEST):
        raise IllegalMove(_("that is too much time"))
    _work(room)
    await room.do(ExtraTimeGiven(seat, much, 0) if is_share else ExtraTimeGiven(seat, 0, much))


async def as_listed(room: OpenRoom, seat: str) -> None:
    """Give a student the extra time on the class's roster, unless the teacher decided already."""
    work, of = room.room.work, room.room.opened.roster
    if work is None or not of or seat in work.extra:
        return
    listed = loaded(of, (await asyncio.to_thread(room.store.rosters)).get(of, "[]"))
    if not any(person.extra_time for person in listed.people):
        return
    person = attendance(listed, {seat: room.room.seats[seat].name}).present.get(seat)
    if person and person.extra_time:
        given = ExtraTimeGiven(seat, percent=person.extra_time)
        await room.do(given, key=f"{seat}/extra time")


async def settle(room: OpenRoom) -> None:
    """Hand in what is over by the clock, with the answers that are in."""
    work = room.room.work
    for event in overdue(work, room.clock()) if work and not room.room.ended else ():
        with suppress(IllegalMove):  # another process was first
            await room.do(event, key=_key(event, work))


def settle_stored(store: RoomStore, row: RoomRow, now: datetime) -> None:
    """The same for a room that nobody serves."""
    if row.opened.kind != "assignment" or row.ended:
        return
    state = resume(happened for _, happened in store.read(row.id))
    if state and state.work:
        entries = [Entry(e, now, _key(e, state.work)) for e in overdue(state.work, now)]
        if entries:
            store.append(row.id, entries)


def _key(event: HandedIn, work: Assignment | None) -> str:
    """One for all processes; a closing that was taken back may come again."""
    return f"{event.seat}/{event.round}/over/{work.changes if work else 0}"


def _work(room: OpenRoom) -> Assignment:
    if room.room.work is None:
        raise IllegalMove(_("this room has no assignment"))
    return room.room.work
