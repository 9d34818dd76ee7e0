"""What lies on the table in an exercise: roles, the running phase, texts, the test of consensus.

A fold like the room it is part of: `apply` gives the table after an event or raises `IllegalMove`.
It knows seats and ids, not the pack: what a seat is shown of it is made in `exercise`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never

from course.i18n import _
from course.sessions.attempt import IllegalMove
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
    TableEvent,
    TextAmended,
)

WAITING_OF_ONE = 3
"""Amendments of one seat that may wait for the chair at once."""

WAITING = 40
"""Amendments that may wait at once."""

PROPOSED_BY_ONE = 50
"""Amendments of one seat in the life of a room."""


@dataclass(frozen=True, slots=True)
class Running:
    """A phase, from its beginning to when it is to end."""

    phase: str
    began: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it once read, after the one that was dealt."""

    body: str
    by: str | None
    how: How


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposal to read a text differently."""

    id: str
    seat: str
    text: str
    version: int
    body: str
    why: str
    state: Literal["waiting", "taken", "refused", "withdrawn"] = "waiting"
    because: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a seat stands; an objection has a reason and, once the chair spoke, an answer."""

    can_live: bool
    because: str
    answer: str | None = None
    addressed: bool | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A test of consensus: never a count, but objections and what was answered."""

    __test__ = False

    text: str
    stands: Mapping[str, Stand] = field(default_factory=dict)
    declared: ConsensusDeclared | None = None

    @property
    def objections(self) -> dict[str, Stand]:
        """By seat, in the order they were made."""
        return {seat: stand for seat, stand in self.stands.items() if not stand.can_live}


@dataclass(frozen=True, slots=True)
class Table:
    """A state of the table; every change makes a new one."""

    roles: Mapping[str, str] = field(default_factory=dict)
    """Role by seat."""
    second: Mapping[str, str] = field(default_factory=dict)
    """Another one, of seats that hold two."""
    spare: tuple[str, ...] = ()
    is_dealt: bool = False
    phases: tuple[Running, ...] = ()
    """All that ran; the last one runs."""
    texts: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """What each text read after it was dealt."""
    amendments: Mapping[str, Amendment] = field(default_factory=dict)
    tests: tuple[Test, ...] = ()
    chair: str | None = None
    """The seat that chairs beside the teacher."""
    is_debriefed: bool = False

    @property
    def waiting(self) -> tuple[Amendment, ...]:
        """Amendments the chair has not answered."""
        return tuple(a for a in self.amendments.values() if a.state == "waiting")

    @property
    def test(self) -> Test | None:
        """The newest test of consensus."""
        return self.tests[-1] if self.tests else None

    def held(self, seat: str) -> tuple[str, ...]:
        """The roles of a seat: one, two where there are too few people, or none."""
        return tuple(roles[seat] for roles in (self.roles, self.second) if seat in roles)

    def version(self, text: str) -> int:
        """How often a text was amended."""
        return len(self.texts.get(text, ()))


def seated(table: Table, seat: str) -> Table:
    """The table when somebody comes: late, and so with a role that was kept for that."""
    if not table.spare:
        return table
    first, *spare = table.spare
    return replace(table, roles={**table.roles, seat: first}, spare=tuple(spare))


def left(table: Table, seat: str) -> Table:
    """The table when somebody was sent out: the role waits for the next one."""
    if table.chair == seat:
        table = replace(table, chair=None)
    for amendment in table.waiting:
        if amendment.seat == seat:
            table = _answered(table, amendment.id, "withdrawn")
    if seat not in table.roles:
        return table
    roles = {held: role for held, role in table.roles.items() if held != seat}
    second = {held: role for held, role in table.second.items() if held != seat}
    return replace(table, roles=roles, second=second, spare=(*table.held(seat), *table.spare))


def apply(table: Table, event: TableEvent, at: datetime) -> Table:  # noqa: PLR0912 - one case an event
    """The table after an event; raises `IllegalMove` when it cannot happen."""
    if not (table.is_dealt or isinstance(event, RolesDealt)):
        raise IllegalMove(_("deal the roles first"))
    match event:
        case RolesDealt():
            spare = table.spare if event.spare is None else event.spare
            roles = {**table.roles, **event.roles}
            kept = {seat: role for seat, role in table.second.items() if seat not in event.roles}
            second = kept | event.second
            return replace(table, roles=roles, second=second, spare=spare, is_dealt=True)
        case PhaseBegun():
            ends = at + timedelta(seconds=event.seconds)
            return replace(table, phases=(*table.phases, Running(event.phase, at, ends)))
        case PhaseExtended():
            return _extended(table, event, at)
        case AmendmentProposed():
            return _proposed(table, event)
        case AmendmentWithdrawn():
            if _waiting(table, event.id).seat != event.seat:
                raise IllegalMove(_("this amendment is another's"))
            return _answered(table, event.id, "withdrawn")
        case AmendmentRefused():
            return _answered(table, event.id, "refused", event.because)
        case TextAmended():
            return _amended(table, event)
        case ConsensusTested():
            if event.round != len(table.tests) + 1:
                raise IllegalMove(_("this was asked already"))
            return replace(table, tests=(*table.tests, Test(event.text)))
        case StandTaken() | ObjectionAnswered() | ConsensusDeclared():
            return replace(table, tests=(*table.tests[:-1], _tested(table, event)))
        case ChairGiven():
            return replace(table, chair=event.seat)
        case DebriefOpened():
            return replace(table, is_debriefed=True)
        case _:
            assert_never(event)


def _extended(table: Table, event: PhaseExtended, at: datetime) -> Table:
    *before, running = table.phases or (None,)
    if running is None or running.phase != event.phase:
        raise IllegalMove(_("another phase is running"))
    # Time that was overrun is not given again: more time is more time from now.
    ends = max(running.ends, at) if event.seconds > 0 else running.ends
    longer = replace(running, ends=max(at, ends + timedelta(seconds=event.seconds)))
    return replace(table, phases=(*(one for one in before if one), longer))


def _proposed(table: Table, event: AmendmentProposed) -> Table:
    if event.id in table.amendments:
        raise IllegalMove(_("this was proposed already"))
    if event.version > table.version(event.text):
        raise IllegalMove(_("there is no such version of the text"))
    own = [a for a in table.amendments.values() if a.seat == event.seat]
    if sum(a.state == "waiting" for a in own) >= WAITING_OF_ONE or len(own) >= PROPOSED_BY_ONE:
        raise IllegalMove(_("your earlier amendments wait for an answer: withdraw one first"))
    if len(table.waiting) >= WAITING:
        raise IllegalMove(_("too many amendments wait: let the chair go through them first"))
    new = Amendment(event.id, event.seat, event.text, event.version, event.body, event.why)
    return replace(table, amendments={**table.amendments, event.id: new})


def _waiting(table: Table, id_: str) -> Amendment:
    amendment = table.amendments.get(id_)
    if amendment is None or amendment.state != "waiting":
        raise IllegalMove(_("this amendment does not wait any more"))
    return amendment


def _answered(
    table: Table, id_: str, state: Literal["taken", "refused", "withdrawn"], because: str = ""
) -> Table:
    after = replace(_waiting(table, id_), state=state, because=because)
    return replace(table, amendments={**table.amendments, id_: after})


def _amended(table: Table, event: TextAmended) -> Table:
    versions = table.texts.get(event.text, ())
    if event.version is not None and event.version != len(versions):
        raise IllegalMove(_("the text was amended meanwhile"))
    if event.amendment is not None:
        table = _answered(table, event.amendment, "taken")
    new = Version(event.body, event.by, event.how)
    return replace(table, texts={**table.texts, event.text: (*versions, new)})


def _tested(table: Table, event: StandTaken | ObjectionAnswered | ConsensusDeclared) -> Test:
    test = table.test
    if test is None or event.round != len(table.tests):
        raise IllegalMove(_("this is not what is asked now"))
    if test.declared:
        raise IllegalMove(_("the chair has declared: it is over"))
    match event:
        case StandTaken():
            return _stood(test, event)
        case ObjectionAnswered():
            stand = test.objections.get(event.seat)
            if stand is None:
                raise IllegalMove(_("there is no such objection"))
            met = replace(stand, answer=event.answer, addressed=event.addressed)
            return replace(test, stands={**test.stands, event.seat: met})
        case ConsensusDeclared():
            if any(stand.answer is None for stand in test.objections.values()):
                raise IllegalMove(_("an objection has no answer yet"))
            is_over_one = any(not stand.addressed for stand in test.objections.values())
            if event.reached and is_over_one and not event.because:
                raise IllegalMove(_("an objection was not met: say why it is to be borne"))
            return replace(test, declared=event)
        case _:
            assert_never(event)


def _stood(test: Test, event: StandTaken) -> Test:
    if not event.can_live and not event.because:
        raise IllegalMove(_("an objection has a reason: say what goes wrong, and for whom"))
    before, stand = test.stands.get(event.seat), Stand(event.can_live, event.because)
    if before and (before.can_live, before.because) == (stand.can_live, stand.because):
        return test  # said again; what was answered stands
    return replace(test, stands={**test.stands, event.seat: stand})
