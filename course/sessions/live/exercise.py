"""An exercise as a class holds it: what every seat sees, what one seat alone, what the teacher.

A secret brief is in `own` of the seats that have the role and nowhere else; not in the teacher's
overview either, which stands on a projector. A test of consensus shows objections and answers,
never how many can live with it.
"""

from datetime import datetime
from typing import Any

from course.content.exercise import Draft, Exercise, Phase, Role, brackets
from course.content.markup import bare
from course.sessions.dealing import fewest_anyway
from course.sessions.live import view
from course.sessions.live.amending import changes, in_short, together
from course.sessions.live.prose import prose
from course.sessions.live.room import Room, phase
from course.sessions.live.table import Amendment, Table, Test
from course.sessions.live.view import View

HISTORY = 20
"""Versions of a text that are told, the newest last."""

HUM = "hum"
"""The ballot on which the room hums."""


def body(pack: Exercise, table: Table, text: str, version: int | None = None) -> str:
    """A text as it reads now, or as it read in a version."""
    amended = table.texts.get(text, ())
    place = len(amended) if version is None else version
    return amended[place - 1].body if place else bare(draft(pack, text).text)


def draft(pack: Exercise, text: str) -> Draft:
    """A text as the pack has it; raises `KeyError` when it has none of this id."""
    return {one.id: one for one in pack.texts}[text]


def merged(pack: Exercise, table: Table, amendment: Amendment) -> str | None:
    """How the text would read with an amendment; None where its words were changed meanwhile."""
    base = body(pack, table, amendment.text, amendment.version)
    return together(base, amendment.body, body(pack, table, amendment.text))


def next_phase(pack: Exercise, table: Table, by: int = 1) -> Phase | None:
    """The phase after the one that runs, or before it; None where there is none."""
    ids = [one.id for one in pack.phases]
    running = table.phases[-1].phase if table.phases else None
    place = ids.index(running) + by if running in ids else max(by - 1, 0)
    return pack.phases[place] if 0 <= place < len(ids) else None


def following(room: Room, pack: Exercise) -> str:
    """What the next step is: `deal`, `close`, `show`, `phase`, `debrief` or `end`."""
    match phase(room):
        case "lobby":
            return "deal"
        case "open":
            return "close"
        case "closed":
            return "show"
    if next_phase(pack, room.table):
        return "phase"
    return "end" if room.table.is_debriefed else "debrief"


# --- what is seen of it ---


def shared(room: Room, pack: Exercise, now: datetime) -> View:
    """What every seat sees."""
    shown = view.shared(room, {}, now)
    if room.ended:
        return shown
    if not room.table.is_dealt:
        return shown | {"summary": bare(pack.summary)}
    table, known = room.table, {one.id for one in pack.texts}
    at_work: View = {
        "brief": prose(pack.brief),
        "roles": [
            {"name": role.name, "public": bare(role.public), "holders": _holders(room, role.id)}
            for role in pack.roles
            if _holders(room, role.id)
        ],
        "running": _running(pack, table, now),
        "texts": [_text(room, pack, one) for one in pack.texts],
        "amendments": [_amendment(room, pack, one) for one in table.waiting if one.text in known],
        "test": _test(room, pack, table.test) if table.test else None,
        "chair": called(room, pack, table.chair),
        "hum": pack.hum and {"for": bare(pack.hum.in_favour), "against": bare(pack.hum.against)},
    }
    if table.is_debriefed:
        at_work["debrief"] = [bare(talk.question) for talk in pack.debrief]
    return shown | {"exercise": at_work}


def own(room: Room, pack: Exercise, seat: str) -> View:
    """What a seat sees beside it: its role with the secret, its stand, its amendments."""
    shown = view.own(room, seat, {})
    shown.pop("past", None)
    table = room.table
    if not table.is_dealt or room.ended:
        return shown
    told = [_secretly(role) for role in _roles(pack, table, seat)]
    shown["role"], shown["second"] = (*told, None, None)[:2]
    stand = table.test.stands.get(seat) if table.test else None
    shown["stand"] = stand and {"can_live": stand.can_live, "because": stand.because}
    shown["chairs"] = table.chair == seat
    return shown | {"mine": [one.id for one in table.waiting if one.seat == seat]}


def overview(room: Room, pack: Exercise, now: datetime) -> View:
    """What the teacher sees: the table, who sits where, and notes; never a secret."""
    shown = shared(room, pack, now) | view.for_the_teacher(room)
    table = room.table
    held = [*table.roles.values(), *table.second.values()]
    shown["seats"] = [
        {"seat": seat.id, "name": seat.name, "role": _named(pack, table, seat.id)}
        for seat in room.present
    ]
    shown["unseated"] = [seat["name"] for seat in shown["seats"] if not seat["role"]]
    shown["roles_open"] = [
        {"id": role.id, "name": role.name, "free": role.seats.most - held.count(role.id)}
        for role in pack.roles
        if held.count(role.id) < role.seats.most
    ]
    shown["seatable"] = {
        "fewest": pack.fewest,
        "most": pack.most,
        "best": pack.group.best,
        "roles": len(pack.roles),
        "anyway": fewest_anyway(pack),
        "second": max(0, sum(role.seats.least > 0 for role in pack.roles) - len(shown["seats"])),
    }
    shown["has_roster"] = bool(room.opened.roster)
    shown["phases"] = [
        {"id": one.id, "title": bare(one.title), "minutes": one.minutes} for one in pack.phases
    ]
    shown |= {"pack": room.opened.of.removeprefix("exercise:"), "next": following(room, pack)}
    if table.test and not table.test.declared:
        shown["silent"] = [s.name for s in room.present if s.id not in table.test.stands]
    can_hum = any(posed.id == HUM for posed in room.opened.posed)
    return shown | {"can_hum": can_hum, "notes": _notes(pack, table)}


def called(room: Room, pack: Exercise, seat: str | None) -> str:
    """A seat by its name and role; empty for the chair."""
    holder = room.seats.get(seat or "")
    if holder is None:
        return ""
    role = _named(pack, room.table, holder.id)
    return f"{holder.name} · {role}" if role else holder.name


def _roles(pack: Exercise, table: Table, seat: str) -> list[Role]:
    roles = {role.id: role for role in pack.roles}
    return [roles[held] for held in table.held(seat) if held in roles]


def _named(pack: Exercise, table: Table, seat: str) -> str:
    return " + ".join(role.name for role in _roles(pack, table, seat))


def _secretly(role: Role) -> View:
    return {
        "name": role.name,
        "public": bare(role.public),
        "secret": prose(role.secret),
        "goals": [bare(goal) for goal in role.goals],
    }


def _holders(room: Room, role: str) -> list[str]:
    return [seat.name for seat in room.present if role in room.table.held(seat.id)]


def _running(pack: Exercise, table: Table, now: datetime) -> View | None:
    if not table.phases:
        return None
    running, ids = table.phases[-1], [one.id for one in pack.phases]
    if running.phase not in ids:  # the pack was edited meanwhile
        return None
    place = ids.index(running.phase)
    told = pack.phases[place]
    return {
        "title": bare(told.title),
        "form": told.form,
        "text": prose(told.text),
        "place": place + 1,
        "of": len(ids),
        "seconds": round((running.ends - now).total_seconds()),
        "ends": running.ends.isoformat(),
    }


def _text(room: Room, pack: Exercise, text: Draft) -> View:
    versions = room.table.texts.get(text.id, ())
    reads = body(pack, room.table, text.id)
    history = [
        {"version": place, "by": called(room, pack, one.by), "how": one.how}
        for place, one in enumerate(versions, 1)
    ]
    return {
        "id": text.id,
        "title": bare(text.title),
        "body": reads,
        "note": bare(text.note),
        "negotiable": text.negotiable,
        "version": len(versions),
        "brackets": brackets(reads),
        "history": history[-HISTORY:],
    }


def _amendment(room: Room, pack: Exercise, amendment: Amendment) -> View:
    reads = body(pack, room.table, amendment.text)
    after = merged(pack, room.table, amendment)
    told = changes(reads, amendment.body if after is None else after)
    return {
        "id": amendment.id,
        "text": amendment.text,
        "by": called(room, pack, amendment.seat),
        "why": amendment.why,
        "stale": after is None,
        "changes": [list(one) for one in in_short(told)],
    }


def _test(room: Room, pack: Exercise, test: Test) -> View:
    declared = test.declared
    objections: list[dict[str, Any]] = [
        {
            "seat": seat,
            "by": called(room, pack, seat),
            "because": stand.because,
            "answer": stand.answer,
            "addressed": stand.addressed,
        }
        for seat, stand in test.objections.items()
    ]
    return {
        "round": len(room.table.tests),
        "text": test.text,
        "question": bare(pack.consensus.question),
        "how": prose(pack.consensus.text),
        "objections": objections,
        "declared": declared and {"reached": declared.reached, "because": declared.because},
    }


def _notes(pack: Exercise, table: Table) -> View:
    running = table.phases[-1].phase if table.phases else ""
    told = next((one for one in pack.phases if one.id == running), None)
    return {
        "phase": prose(told.teacher if told else pack.preparation),
        "test": prose(pack.consensus.text),
        "debrief": [
            {"question": bare(talk.question), "listen_for": bare(talk.listen_for)}
            for talk in pack.debrief
        ],
        "rubric": [
            {"criterion": bare(row.criterion), "levels": [bare(level) for level in row.levels]}
            for row in pack.rubric
        ],
    }
