"""The record of one student: found in every class, handed out, erased."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from course.content.questions import AnyQuestion
from course.errors import CourseError
from course.i18n import _
from course.report.people import Seated, outside, roster_of, seated
from course.rooms.codec import encode
from course.rooms.codes import shown
from course.rooms.roster import Person, Roster, dumped, loaded
from course.rooms.store import RoomRow, RoomStore, Thin
from course.rooms.thinning import thinning
from course.sessions.live.events import SeatTaken
from course.sessions.live.names import folded
from course.sessions.live.room import resume
from course.sessions.live.view import questions_of
from course.text import visible


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat somebody had in a class."""

    row: RoomRow
    seated: Seated

    @property
    def said(self) -> str:
        """It in a line."""
        opened, name = self.row.opened, visible(self.seated.name, 40)
        when = self.row.began.astimezone()
        return f"{name} · {shown(opened.code)} · {when:%Y-%m-%d} · {visible(opened.title, 60)}"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is kept of a student."""

    sittings: tuple[Sitting, ...]
    listed: tuple[tuple[str, Person], ...]
    """Their lines on rosters, by the roster's name."""


def sittings(store: RoomStore, code: str = "") -> Iterator[Sitting]:
    """Every seat of every class, the newest first; of one class when its code is given."""
    for row in store.rooms():
        if code and row.opened.code != code:
            continue
        state = resume(happened for _seq, happened in store.read(row.id))
        if state:
            for one in seated(row, state, roster_of(store, row), removed=True):
                yield Sitting(row, one)


def find(store: RoomStore, who: str, code: str = "") -> Record:
    """The record of whoever goes by a name, an id of a roster, or a pseudonym.

    Args:
        store: Where classes are kept.
        who: As it was typed.
        code: Of the one class that is meant.

    Raises:
        CourseError: Nobody goes by it, or there may be several people who do.
    """
    key = store.pseudonym_key()
    found = tuple(each for each in sittings(store, code) if _is_meant(each.seated, who, key))
    listed = tuple(
        (name, person)
        for name, text in store.rosters().items()
        for person in loaded(name, text).people
        if folded(who) in (folded(person.name), folded(person.id))
        or any(each.seated.person == person for each in found)
    )
    if not found and not listed:
        raise CourseError(
            _("nobody goes by {name}").format(name=visible(who, 60)),
            _("course student list shows who was in the classes"),
        )
    identities = {each.seated.who for each in found}
    if len(identities) > 1 and not code:
        seats = "\n".join(f"  {each.said}" for each in found[:12])
        raise CourseError(
            _("{name} may be several people:").format(name=visible(who, 60)) + f"\n{seats}",
            _("add --class CODE for one class, or --everywhere for all of them"),
            exit_code=2,
        )
    return Record(found, listed if not code else ())


def everywhere(store: RoomStore, who: str) -> Record:
    """The record of all who go by a name."""
    key = store.pseudonym_key()
    found = tuple(each for each in sittings(store) if _is_meant(each.seated, who, key))
    listed = tuple(
        (name, person)
        for name, text in store.rosters().items()
        for person in loaded(name, text).people
        if folded(who) in (folded(person.name), folded(person.id))
    )
    return Record(found, listed)


def _is_meant(one: Seated, who: str, key: str) -> bool:
    mine = {folded(one.name), folded(outside(key, one))}
    if one.person:
        mine |= {folded(one.person.name), folded(one.person.id)}
    return folded(who) in mine - {""}


# --- handed out ---


def handed_out(store: RoomStore, record: Record) -> dict[str, Any]:
    """All that is kept of a student, for JSON; the hash of their device's token is not theirs."""
    return {
        "format": 1,
        "rosters": [{"roster": name, **asdict(person)} for name, person in record.listed],
        "classes": [
            {
                "code": each.row.opened.code,
                "title": each.row.opened.title,
                "began": each.row.began.isoformat(),
                "name": each.seated.name,
                "events": list(_events(store, each)),
            }
            for each in record.sittings
        ],
    }


def _events(store: RoomStore, one: Sitting) -> Iterator[dict[str, Any]]:
    for seq, happened in store.read(one.row.id):
        kind, payload = encode(happened.event)
        held = json.loads(payload)
        is_theirs = getattr(happened.event, "seat", None) == one.seated.seat
        if is_theirs or (seq and one.seated.seat in payload):
            if isinstance(happened.event, SeatTaken):
                held.pop("token", None)
            mine = held if is_theirs else _about(held, one.seated.seat)
            yield {"seq": seq, "at": happened.at.isoformat(), "kind": kind, **mine}


def _about(held: dict[str, Any], seat: str) -> dict[str, Any]:
    """What an event about several says of one: nothing of the others."""
    return {
        key: {seat: value[seat]} if isinstance(value, dict) and seat in value else value
        for key, value in held.items()
        if not isinstance(value, dict) or seat in value
    }


# --- erased ---


def erase(store: RoomStore, record: Record) -> int:
    """Erase a student from classes and rosters for good; how many rows held them.

    Raises:
        CourseError: One of the classes is still held: what goes on there would be kept again.
    """
    for each in record.sittings:
        if each.row.ended is None:
            raise CourseError(
                _("the class {code} is still open").format(code=shown(each.row.opened.code)),
                _("end it first: course host goes on with it, Esc ends it"),
            )
    count = sum(store.forget(each.row.id, each.seated.seat) for each in record.sittings)
    for name in {name for name, _person in record.listed}:
        gone = {person for listed, person in record.listed if listed == name}
        kept = loaded(name, store.rosters()[name]).people
        left = tuple(person for person in kept if person not in gone)
        store.keep_roster(name, dumped(Roster(name, left)))
    store.compact()
    return count


def older(store: RoomStore, days: int, now: datetime) -> Sequence[RoomRow]:
    """Classes that were over so many days ago."""
    before = now - timedelta(days=days)
    return [row for row in store.rooms() if row.ended and row.ended < before]


def untouched(
    store: RoomStore, rows: Sequence[RoomRow], bank: Mapping[str, AnyQuestion]
) -> dict[RoomRow, Thin]:
    """Those of some classes that hold something to be thinned, and what thins each."""
    found = {row: thinning(questions_of(row.opened, bank)) for row in rows}
    return {
        row: thin
        for row, thin in found.items()
        if any(thin(seq, one.event) != one.event for seq, one in store.read(row.id) if seq)
    }
