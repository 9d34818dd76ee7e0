"""What a teacher does in a room, by its verb: for the host's screen and the teacher's socket."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, get_args

from course.content.exercise import Exercise
from course.content.scenario import Scenario
from course.i18n import _
from course.rooms import desk, negotiation, scenes
from course.rooms.room import OpenRoom
from course.sessions.attempt import IllegalMove
from course.sessions.live.events import (
    BallotOpened,
    DoorLocked,
    DoorUnlocked,
    ResultShown,
    RoomEnded,
    RoomReopened,
    SeatRemoved,
)
from course.sessions.live.room import phase, silent
from course.sessions.live.view import View

Act = Callable[[OpenRoom, str, str], Awaitable[None]]
"""Does a verb in a room, with what it is done to and a text."""

Verb = Literal[
    "on", "put", "close", "show", "again", "extend", "grant", "remove", "clear", "lock", "unlock",
    "end", "reopen",
    "decide",
    "deal", "move", "chair", "phase", "next", "back", "amend", "accept", "bracket", "refuse",
    "test", "addressed", "unaddressed", "declare", "debrief",
]  # fmt: skip
"""| verb | of | what happens |
|---|---|---|
| `on` | | the next step: close, then show, then put the next question, then end |
| `put` | a question | it is put; the next one when none is named; `hum` in an exercise |
| `close` | | no more answers; an assignment closes now |
| `show` | | the key, the reasons and the tallies are out |
| `again` | | the class has talked: the same question is voted on again |
| `extend` | minutes | an assignment or a phase lasts so much longer, or is open again |
| `grant` | a seat | it may take longer at an assignment: `text` says `25%`, or minutes |
| `remove` | a seat | it is sent out |
| `clear` | | everybody who has never answered is sent out, and the door locked |
| `lock`, `unlock` | | the door |
| `end` | | the class is over |
| `reopen` | | it was ended by mistake |

In a scenario also `decide`: go the way with the number `of`, `text` saying why.

In an exercise also

| verb | of | text | what happens |
|---|---|---|---|
| `deal` | a seed | | everybody gets a role, anew when they had one |
| | | `anyway` | some hold two, where there are too few |
| | | `groups` | a role that several hold goes to a group of the roster |
| `move` | a seat | a role | the seat changes its role |
| `chair` | a seat, or none | | it chairs beside the teacher |
| `phase` | a phase | | it begins; `next` and `back` by its place |
| `amend` | a text | wording | the chair writes it anew |
| `accept`, `bracket` | an amendment | | taken as agreed, or between square brackets |
| `refuse` | an amendment | why | it is not taken |
| `test` | a text, or none | | who cannot live with it? |
| `addressed`, `unaddressed` | a seat | answer | its objection is met, or considered and not met |
| `declare` | `yes`, `no` | why | there is consensus, or there is none |
| `debrief` | | | out of role: the questions are out |
"""

VERBS: tuple[str, ...] = get_args(Verb)


async def lead(room: OpenRoom, verb: str, of: str = "", text: str = "") -> None:
    """Do what the teacher says; raises `IllegalMove` when it cannot be done now."""
    act = _acts(room).get(verb)
    if act is None:
        raise IllegalMove(_("there is no such verb"))
    await act(room, of, text)


def _acts(room: OpenRoom) -> dict[str, Act]:
    match room.subject:
        case Scenario():
            return _ACTS | _OF_SCENARIOS
        case Exercise():
            return _ACTS | _OF_EXERCISES
    return _ACTS


async def _on(room: OpenRoom, of: str, text: str) -> None:
    match phase(room.room):
        case "open":
            await room.close_ballot()
        case "closed":
            await _show(room, "", "")
        case "lobby" | "shown":
            await (_put(room, "", "") if room.room.following else _end(room, "", ""))
        case "ended":
            raise IllegalMove(_("the class is over"))


async def _put(room: OpenRoom, of: str, text: str) -> None:
    ballot = of or room.room.following
    known = {*room.questions, *(posed.id for posed in room.room.opened.posed)}
    if ballot is None or ballot not in known:
        raise IllegalMove(_("there is no such question"))
    before = room.room.ballots.get(ballot)
    round_ = len(before.rounds) + 1 if before else 1
    await room.do(BallotOpened(ballot, round_, room.room.opened.countdown))


async def _close(room: OpenRoom, of: str, text: str) -> None:
    await (desk.close(room) if room.room.work else room.close_ballot())


async def _extend(room: OpenRoom, of: str, text: str) -> None:
    await desk.extend(room, of)


async def _grant(room: OpenRoom, of: str, text: str) -> None:
    await desk.grant(room, of, text)


async def _show(room: OpenRoom, of: str, text: str) -> None:
    if room.room.current is None:
        raise IllegalMove(_("nothing was asked yet"))
    if phase(room.room) == "open":
        await room.close_ballot()
    await room.do(ResultShown(room.room.current))


async def _again(room: OpenRoom, of: str, text: str) -> None:
    if room.room.current is None:
        raise IllegalMove(_("nothing was asked yet"))
    if phase(room.room) == "open":
        await room.close_ballot()
    await _put(room, room.room.current, "")


async def _remove(room: OpenRoom, of: str, text: str) -> None:
    await room.do(SeatRemoved(of))


async def _clear(room: OpenRoom, of: str, text: str) -> None:
    """One key against a flood of bots."""
    await room.do(DoorLocked())
    await asyncio.gather(*(room.do(SeatRemoved(seat.id)) for seat in silent(room.room)))


async def _lock(room: OpenRoom, of: str, text: str) -> None:
    await room.do(DoorLocked())


async def _unlock(room: OpenRoom, of: str, text: str) -> None:
    await room.do(DoorUnlocked())


async def _end(room: OpenRoom, of: str, text: str) -> None:
    await room.do(RoomEnded())


async def _reopen(room: OpenRoom, of: str, text: str) -> None:
    await room.do(RoomReopened())


_ACTS: dict[str, Act] = {
    "on": _on,
    "put": _put,
    "close": _close,
    "show": _show,
    "again": _again,
    "extend": _extend,
    "grant": _grant,
    "remove": _remove,
    "clear": _clear,
    "lock": _lock,
    "unlock": _unlock,
    "end": _end,
    "reopen": _reopen,
}

_OF_SCENARIOS: dict[str, Act] = {
    "on": scenes.on,
    "put": scenes.put,
    "show": scenes.show,
    "again": scenes.again,
    "decide": scenes.decide,
}

_OF_EXERCISES: dict[str, Act] = {
    "on": negotiation.on,
    "put": negotiation.put,
    "show": negotiation.show,
    "again": negotiation.put,
    "clear": negotiation.clear,
    "extend": negotiation.extend,
    "deal": negotiation.deal,
    "move": negotiation.move,
    "chair": negotiation.seat_chair,
    "phase": negotiation.begin,
    "next": negotiation.forward,
    "back": negotiation.back,
    "amend": negotiation.amend,
    "accept": negotiation.accept,
    "bracket": negotiation.bracket,
    "refuse": negotiation.refuse,
    "test": negotiation.test,
    "addressed": negotiation.addressed,
    "unaddressed": negotiation.unaddressed,
    "declare": negotiation.declare,
    "debrief": negotiation.debrief,
}


class Lead:
    """A room in its teacher's hands: what a host's screen needs of it."""

    def __init__(self, room: OpenRoom) -> None:
        self.room = room

    def overview(self) -> View:
        """What the teacher sees now."""
        return self.room.overview()

    def watch(self) -> asyncio.Event:
        """Set whenever the room changed."""
        return self.room.watch()

    async def lead(self, verb: str, of: str = "", text: str = "") -> None:
        """See the function `lead`."""
        await lead(self.room, verb, of, text)
