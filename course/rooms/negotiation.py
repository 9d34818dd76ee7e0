"""What is done in an exercise: by its teacher as the chair, by verb (see `lead`), and by seats."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from course.content.exercise import Exercise, unbalanced
from course.errors import CourseError
from course.i18n import _
from course.rooms.codes import hashed
from course.rooms.room import OpenRoom
from course.rooms.roster import attendance, loaded
from course.sessions.attempt import IllegalMove
from course.sessions.dealing import deal as dealt
from course.sessions.dealing import deal_anyway, deal_together, fewest_anyway, seats, too_few
from course.sessions.live.amending import in_brackets
from course.sessions.live.events import BallotOpened, DoorLocked, ResultShown, SeatRemoved
from course.sessions.live.exercise import HUM, body, following, merged, next_phase
from course.sessions.live.room import phase
from course.sessions.live.table_events import (
    AmendmentProposed,
    AmendmentRefused,
    AmendmentWithdrawn,
    ChairGiven,
    ConsensusDeclared,
    ConsensusTested,
    DebriefOpened,
    How,
    ObjectionAnswered,
    PhaseBegun,
    PhaseExtended,
    RolesDealt,
    StandTaken,
    TextAmended,
)
from course.text import refusal

LONGEST_TEXT = 3_000
LONGEST_REASON = 500
"""Characters of a text on the table, and of a reason or an answer."""

LONGEST_EXTENSION = 60
"""Minutes that a phase is made longer or shorter by at once."""


async def on(room: OpenRoom, of: str, text: str) -> None:
    """The next step: deal, then phase after phase, then the debriefing."""
    match following(room.room, _pack(room)):
        case "deal":
            await deal(room, "", "")
        case "close":
            await room.close_ballot()
        case "show":
            await show(room, "", "")
        case "phase":
            await turn(room, 1)
        case "debrief":
            await room.do(DebriefOpened())
        case _:
            raise IllegalMove(_("that was the last step: end the class when it is over"))


# --- roles ---


async def clear(room: OpenRoom, of: str, text: str) -> None:
    """Empty the lobby of a flood and lock the door; later people go by name."""
    if room.room.table.is_dealt:
        raise IllegalMove(_("roles are dealt: send people out by name"))
    await room.do(DoorLocked())
    for seat in room.room.present:
        await room.do(SeatRemoved(seat.id))


async def deal(room: OpenRoom, of: str, text: str) -> None:
    """Give everybody a role, anew when they had one; more people than seats watch.

    `anyway` where there are too few: some hold two. `groups`: those of the roster share roles.
    """
    pack, state = _pack(room), room.room
    seed = of or (f"{state.opened.seed}/{room.seq}" if state.table.is_dealt else state.opened.seed)
    people = [seat.id for seat in state.present][: pack.most]
    second: dict[str, str] = {}
    if text == "anyway" and len(people) < pack.fewest:
        roles, second = deal_anyway(pack, people, seed)
    elif len(people) < pack.fewest > fewest_anyway(pack):
        raise too_few(pack, len(people))
    elif text == "groups":
        roles = deal_together(pack, await _groups(room, people), seed)
    else:
        roles = dealt(pack, people, seed)
    spare = seats(pack, pack.most, [*roles.values(), *second.values()])
    await room.do(RolesDealt(roles, spare, second))


async def _groups(room: OpenRoom, people: list[str]) -> dict[str, str]:
    """The group of each seat, as the roster of the class has it."""
    of, names = room.room.opened.roster, {seat.id: seat.name for seat in room.room.present}
    listed = loaded(of, (await asyncio.to_thread(room.store.rosters)).get(of, "[]"))
    known = attendance(listed, names).present
    groups = {seat: known[seat].group if seat in known else "" for seat in people}
    if not any(groups.values()):
        raise IllegalMove(_("nobody here is in a group of the roster"))
    return groups


async def seat_chair(room: OpenRoom, of: str, text: str) -> None:
    """Let a seat chair beside the teacher; without one nobody does."""
    await room.do(ChairGiven(of or None))


async def move(room: OpenRoom, of: str, text: str) -> None:
    """Give a seat another role that is free."""
    pack, table = _pack(room), room.room.table
    most = {role.id: role.seats.most for role in pack.roles}
    held = [role for seat in table.roles if seat != of for role in table.held(seat)]
    second = table.second.get(of)
    kept = {of: second} if second and second != text else {}
    if of not in {seat.id for seat in room.room.present}:
        raise IllegalMove(_("there is no such seat"))
    if held.count(text) >= most.get(text, 0):
        raise IllegalMove(_("this role is full: move somebody else out of it first"))
    spare = seats(pack, pack.most, [*held, text, *kept.values()])
    await room.do(RolesDealt({of: text}, spare, kept))


# --- phases ---


async def begin(room: OpenRoom, of: str, text: str) -> None:
    """Begin a phase by its id."""
    told = next((one for one in _pack(room).phases if one.id == of), None)
    if told is None:
        raise IllegalMove(_("there is no such phase"))
    await room.do(PhaseBegun(told.id, told.minutes * 60))
    if told.id == "debrief" and not room.room.table.is_debriefed:
        await room.do(DebriefOpened())


async def turn(room: OpenRoom, by: int) -> None:
    """Begin the next phase, or the one before."""
    told = next_phase(_pack(room), room.room.table, by)
    if told is None:
        raise IllegalMove(_("there is no phase that way"))
    await begin(room, told.id, "")


async def forward(room: OpenRoom, of: str, text: str) -> None:
    """The next phase."""
    await turn(room, 1)


async def back(room: OpenRoom, of: str, text: str) -> None:
    """The phase before."""
    await turn(room, -1)


async def extend(room: OpenRoom, of: str, text: str) -> None:
    """So many minutes more, or less."""
    phases = room.room.table.phases
    if not phases:
        raise IllegalMove(_("no phase runs yet"))
    if not re.fullmatch(r"-?[0-9]{1,2}", of) or abs(int(of)) > LONGEST_EXTENSION:
        raise IllegalMove(_("name minutes, at most an hour of them"))
    await room.do(PhaseExtended(phases[-1].phase, int(of) * 60))


# --- texts ---


async def amend(room: OpenRoom, of: str, text: str) -> None:
    """The chair writes a text anew."""
    version = room.room.table.version(of)
    await room.do(TextAmended(of, _wording(room, of, text), version=version))


async def accept(room: OpenRoom, of: str, text: str) -> None:
    """Take an amendment as agreed."""
    await _take(room, of, "agreed")


async def bracket(room: OpenRoom, of: str, text: str) -> None:
    """Take an amendment between square brackets: it stands there and is not agreed."""
    await _take(room, of, "brackets")


async def _take(room: OpenRoom, id_: str, how: How) -> None:
    pack, table = _pack(room), room.room.table
    amendment = table.amendments.get(id_)
    if amendment is None or amendment.state != "waiting":
        raise IllegalMove(_("this amendment does not wait any more"))
    after = merged(pack, table, amendment)
    if after is None:
        raise IllegalMove(
            _("the same words were changed meanwhile: refuse it, or write it by hand")
        )
    if how == "brackets":
        after = in_brackets(body(pack, table, amendment.text), after)
    version = table.version(amendment.text)
    reads = _wording(room, amendment.text, after)
    await room.do(TextAmended(amendment.text, reads, amendment.seat, id_, version, how))


async def refuse(room: OpenRoom, of: str, text: str) -> None:
    """Do not take an amendment."""
    await room.do(AmendmentRefused(of, _reason(text)))


def _need_negotiable(room: OpenRoom, text: str) -> None:
    told = {one.id: one.negotiable for one in _pack(room).texts}
    if text not in told:
        raise IllegalMove(_("there is no such text"))
    if not told[text]:
        raise IllegalMove(_("this text is not to be negotiated"))


def _wording(room: OpenRoom, text: str, wording: str) -> str:
    if text not in {one.id for one in _pack(room).texts}:
        raise IllegalMove(_("there is no such text"))
    reads = wording.replace("\r\n", "\n").strip()
    if not reads:
        raise IllegalMove(_("a text cannot be empty: put it in brackets to have it struck out"))
    if why := refusal(reads, LONGEST_TEXT):
        raise IllegalMove(why)
    if spot := unbalanced(reads):
        raise IllegalMove(_("the square brackets do not balance at: {spot}").format(spot=spot))
    return reads


def _reason(text: str) -> str:
    one_line = " ".join(text.split())
    if why := refusal(one_line, LONGEST_REASON):
        raise IllegalMove(why)
    return one_line


# --- consensus ---


async def test(room: OpenRoom, of: str, text: str) -> None:
    """Ask who cannot live with a text, or with what is before the room."""
    if of:
        _need_negotiable(room, of)
    await room.do(ConsensusTested(len(room.room.table.tests) + 1, of))


async def addressed(room: OpenRoom, of: str, text: str) -> None:
    """An objection is dealt with, and how."""
    await _answer(room, of, text, is_met=True)


async def unaddressed(room: OpenRoom, of: str, text: str) -> None:
    """An objection was considered and is not met, and why."""
    await _answer(room, of, text, is_met=False)


async def _answer(room: OpenRoom, seat: str, text: str, *, is_met: bool) -> None:
    if not (answer := _reason(text)):
        raise IllegalMove(_("say how it was answered"))
    await room.do(ObjectionAnswered(seat, len(room.room.table.tests), is_met, answer))


async def declare(room: OpenRoom, of: str, text: str) -> None:
    """Say that there is consensus (`yes`), or that there is none (`no`)."""
    if of not in ("yes", "no"):
        raise IllegalMove(_("declare yes or no"))
    await room.do(ConsensusDeclared(len(room.room.table.tests), of == "yes", _reason(text)))


# --- the hum and the talk afterwards ---


async def put(room: OpenRoom, of: str, text: str) -> None:
    """Let the room hum, once more when it has hummed before."""
    if HUM not in {posed.id for posed in room.room.opened.posed}:
        raise IllegalMove(_("this exercise has no hum"))
    if not room.room.table.is_dealt:
        raise IllegalMove(_("deal the roles first"))
    before = room.room.ballots.get(HUM)
    round_ = len(before.rounds) + 1 if before else 1
    await room.do(BallotOpened(HUM, round_, room.room.opened.countdown))


async def show(room: OpenRoom, of: str, text: str) -> None:
    """What the hum sounded like is out."""
    if room.room.current is None:
        raise IllegalMove(_("nobody hums"))
    if phase(room.room) == "open":
        await room.close_ballot()
    await room.do(ResultShown(room.room.current))


async def debrief(room: OpenRoom, of: str, text: str) -> None:
    """Out of role: the questions are out."""
    await room.do(DebriefOpened())


# --- what a seat does ---


async def propose(
    room: OpenRoom, seat: str, text: str, version: int, wording: str, why: str, sent: str
) -> None:
    """Propose an amendment; the same sent twice is one."""
    id_ = hashed(f"{seat}/{sent}")[:12]
    if id_ in room.room.table.amendments:
        return
    _need_negotiable(room, text)
    reads = _wording(room, text, wording)
    if not 0 <= version <= room.room.table.version(text):
        raise IllegalMove(_("there is no such version of the text"))
    if reads == body(_pack(room), room.room.table, text, version):
        raise IllegalMove(_("nothing was changed"))
    event = AmendmentProposed(id_, seat, text, version, reads, _reason(why))
    await room.do(event, key=f"{seat}/{sent}")


async def withdraw(room: OpenRoom, seat: str, amendment: str, sent: str) -> None:
    """Take an amendment of one's own back."""
    known = room.room.table.amendments.get(amendment)
    if known and known.seat == seat and known.state == "withdrawn":
        return
    await room.do(AmendmentWithdrawn(amendment, seat), key=f"{seat}/{sent}")


async def stand(
    room: OpenRoom, seat: str, round_: int, because: str, sent: str, *, can_live: bool
) -> None:
    """Say whether one can live with it; the last word counts until the chair declares."""
    tests, said = room.room.table.tests, _reason(because)
    before = tests[-1].stands.get(seat) if tests and round_ == len(tests) else None
    if before and (before.can_live, before.because) == (can_live, said):
        return
    await room.do(StandTaken(seat, round_, can_live, said), key=f"{seat}/{sent}")


async def preside(room: OpenRoom, seat: str, verb: str, of: str, text: str, sent: str) -> None:
    """What the seat in the chair does of the teacher's work; the same sent twice is done once."""
    act = PRESIDING.get(verb)
    if act is None or seat != room.room.table.chair:
        raise IllegalMove(_("you are not in the chair"))
    if (seat, sent) in room.presided:
        return
    await act(room, of, text)
    room.presided.append((seat, sent))


PRESIDING: dict[str, Callable[[OpenRoom, str, str], Awaitable[None]]] = {
    "accept": accept,
    "bracket": bracket,
    "refuse": refuse,
    "test": test,
    "addressed": addressed,
    "unaddressed": unaddressed,
    "declare": declare,
}


def _pack(room: OpenRoom) -> Exercise:
    if not isinstance(room.subject, Exercise):
        raise CourseError(_("this is done in an exercise alone"))
    return room.subject
