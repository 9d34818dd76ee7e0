"""The students of a report: matched to the roster, by pseudonym unless names were asked for."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from course.content.questions import AnyQuestion
from course.rooms.pseudonyms import pseudonym
from course.rooms.roster import Person, Roster, attendance, loaded
from course.rooms.store import RoomRow, RoomStore
from course.rooms.tallying import answers
from course.sessions.live.names import folded
from course.sessions.live.room import Room, resume


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody of the class; for the teacher's eyes."""

    name: str
    """A pseudonym unless names were asked for."""
    points: float
    out_of: float
    """Of the questions that were shown to them."""
    shares: Mapping[str, float | None]
    """By item: what was earned, 0..1; None for what was left out."""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the roster."""

    name: str
    n: int
    share: float
    """Points earned of those possible, 0..1."""
    absent: int


@dataclass(frozen=True, slots=True)
class People:
    """Everybody that a report may speak of."""

    students: tuple[Student, ...] = ()
    groups: tuple[Group, ...] = ()
    absent: tuple[str, ...] = ()
    strangers: int = 0
    """Seats of nobody on the roster."""
    erased: int = 0
    """Students who were erased on request: no figure holds them."""
    has_roster: bool = False


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat of a room, and who sits there as far as the roster tells."""

    room: str
    seat: str
    name: str
    """As it was typed."""
    person: Person | None
    class_: str
    """The roster's name, or the room where there is none: there a student is one."""

    @property
    def who(self) -> tuple[str, str]:
        """The same for a student in all rooms of a class."""
        return self.class_, self.person.key if self.person else f"{self.room}/{folded(self.name)}"


def seated(
    row: RoomRow, state: Room, roster: Roster | None, *, removed: bool = False
) -> Iterator[Seated]:
    """Everybody who has a seat in a room; who was sent out of it too when `removed` is meant."""
    seats = {s.id: s.name for s in (state.seats.values() if removed else state.present)}
    known = attendance(roster, seats).present if roster else {}
    for seat, name in seats.items():
        person = known.get(seat)
        class_ = f"roster:{roster.name}" if roster and person else row.id
        yield Seated(row.id, seat, name, person, class_)


def outside(key: str, one: Seated) -> str:
    """What a student is called outside."""
    return pseudonym(key, *one.who)


def called_outside(store: RoomStore, row: RoomRow, *, names: bool) -> Callable[[str], str]:
    """What the seats of a room are called outside: by pseudonym unless names are asked for."""
    state = resume(happened for _seq, happened in store.read(row.id))
    key, roster = store.pseudonym_key(), roster_of(store, row)
    known = {one.seat: one for one in seated(row, state, roster)} if state else {}

    def called(seat: str) -> str:
        one = known.get(seat)
        if names and one:
            return one.name
        return outside(key, one) if one else pseudonym(key, row.id, seat)

    return called


def roster_of(store: RoomStore, row: RoomRow, given: Roster | None = None) -> Roster | None:
    """The roster of a room: one that is given, else the one it was opened with, if it is kept."""
    if given or not row.opened.roster:
        return given
    text = store.rosters().get(row.opened.roster)
    return loaded(row.opened.roster, text) if text is not None else None


def people(
    store: RoomStore,
    rows: Sequence[RoomRow],
    bank: Mapping[str, AnyQuestion],
    given: Roster | None = None,
    *,
    students: bool,
    names: bool,
) -> People:
    """The people of some rooms; each student once, however many of the rooms they were in."""
    erased = sum(store.forgotten(row.id) for row in rows)
    rosters = {row.id: roster_of(store, row, given) for row in rows}
    if not students and not any(rosters.values()):
        return People(erased=erased)
    found: list[Seated] = []
    shares: defaultdict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
    for row in rows:
        state = resume(happened for _seq, happened in store.read(row.id))
        if state is None:
            continue
        mine = list(seated(row, state, rosters[row.id]))
        found += mine
        who = {f"{row.id}/{one.seat}": one.who for one in mine}
        for answer in answers(store, row.id, bank):
            omitted = answer.response is None
            share = None if omitted else answer.points / bank[answer.item].points
            shares[who[answer.who]].setdefault(answer.item, share)
    everybody = {one.who: one for one in found}
    key = store.pseudonym_key()
    listed = [
        _student(one, shares[one.who], bank, _called(one, key, names=names))
        for one in everybody.values()
    ]
    there = {one.person for one in found if one.person}
    kept = {roster.name: roster for roster in rosters.values() if roster}
    absent = [person for roster in kept.values() for person in roster.people if person not in there]
    return People(
        students=tuple(sorted(listed, key=lambda s: s.name.casefold())) if students else (),
        groups=_groups(listed, absent),
        absent=tuple(person.name for person in absent),
        strangers=sum(one.person is None for one in found if rosters[one.room]),
        erased=erased,
        has_roster=bool(kept),
    )


def _called(one: Seated, key: str, *, names: bool) -> str:
    if not names:
        return outside(key, one)
    return one.person.name if one.person else one.name


def _student(
    one: Seated, shares: Mapping[str, float | None], bank: Mapping[str, AnyQuestion], name: str
) -> Student:
    return Student(
        name=name,
        points=sum((share or 0) * bank[item].points for item, share in shares.items()),
        out_of=float(sum(bank[item].points for item in shares)),
        shares=shares,
        group=one.person.group if one.person else "",
    )


def _groups(students: Sequence[Student], absent: Sequence[Person]) -> tuple[Group, ...]:
    """The groups of a roster that has any, the least understanding first."""
    members: defaultdict[str, list[Student]] = defaultdict(list)
    missing: defaultdict[str, int] = defaultdict(int)
    for student in students:
        members[student.group].append(student)
    for person in absent:
        missing[person.group] += 1
    found = []
    for name in sorted((members.keys() | missing.keys()) - {""}):
        some = members[name]
        most = sum(student.out_of for student in some)
        share = sum(student.points for student in some) / most if most else 0.0
        found.append(Group(name, len(some), share, missing[name]))
    return tuple(sorted(found, key=lambda group: group.share))
