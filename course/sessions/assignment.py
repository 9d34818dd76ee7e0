"""An assignment: work that each student does alone, in their own time, within its hours.

Folded from a room's events as `Room` is, and judged by the server's clock alone. It knows no
content, so that work can be read whatever became of the questions; `as_attempt` gives a sitting as
the attempt in test mode that it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never

from course.content.questions import AnyQuestion
from course.sessions.attempt import Attempt, Entry, IllegalMove, Try
from course.sessions.live.events import (
    FlagSet,
    HandedIn,
    HoursSet,
    RoomOpened,
    SittingBegun,
    Terms,
    TurnedTo,
    Voted,
)
from course.shuffling import order

Stage = Literal["early", "open", "closed"]
"""Where an assignment stands: not yet open, open, no longer."""

WorkEvent = SittingBegun | Voted | TurnedTo | FlagSet | HandedIn | HoursSet
"""What can happen in an assignment."""

GRACE = timedelta(seconds=5)
"""How long after its end an answer that was under way still counts."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time that a student sat down to it."""

    round: int
    began: datetime
    order: tuple[str, ...]
    """The questions as this student gets them."""
    current: str
    """The question in front of the student."""
    sent: str
    source: str = ""
    """Where it was brought in from; such work knows no hours, and may be mended."""
    votes: Mapping[str, tuple[Voted, datetime]] = field(default_factory=dict)
    """The last answer to each question, and when."""
    flagged: frozenset[str] = frozenset()
    handed_in: HandedIn | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A state of an assignment; every change makes a new one."""

    terms: Terms
    asked: tuple[str, ...]
    seed: str
    sittings: Mapping[str, tuple[Sitting, ...]] = field(default_factory=dict)
    """By seat."""
    changes: int = 0
    """How often its hours were set anew."""

    def of(self, seat: str) -> tuple[Sitting, ...]:
        """The sittings of a student."""
        return self.sittings.get(seat, ())

    def seed_of(self, seat: str, round_: int) -> str:
        """What a student's options are shuffled by."""
        return f"{self.seed}/{seat}/{round_}" if self.terms.shuffle else self.seed


def assigned(opened: RoomOpened) -> Assignment | None:
    """The assignment of a room as it begins; None for a room of another kind."""
    asked = tuple(asking.question for asking in opened.asked)
    return Assignment(opened.terms, asked, opened.seed) if opened.terms and asked else None


def stage(work: Assignment, now: datetime) -> Stage:
    """Where it stands."""
    if work.terms.closes and now >= work.terms.closes:
        return "closed"
    return "early" if work.terms.opens and now < work.terms.opens else "open"


def ends(work: Assignment, sitting: Sitting) -> datetime | None:
    """When a sitting is over by itself: its time or the assignment's is up, whichever is first."""
    if sitting.source:
        return None
    minutes = work.terms.minutes
    limit = sitting.began + timedelta(minutes=minutes) if minutes else None
    return min(filter(None, (limit, work.terms.closes)), default=None)


def is_over(work: Assignment, sitting: Sitting, now: datetime) -> bool:
    """Whether nothing more is answered, handed in or not."""
    end = ends(work, sitting)
    return sitting.handed_in is not None or (end is not None and now >= end)


def running(work: Assignment, seat: str, now: datetime) -> Sitting | None:
    """The sitting a student is at."""
    last = work.of(seat)[-1:]
    return last[0] if last and not is_over(work, last[0], now) else None


def may_begin(work: Assignment, seat: str, now: datetime) -> bool:
    """Whether a student may sit down to it, for the first time or again."""
    if running(work, seat, now) or stage(work, now) != "open":
        return False
    return work.terms.attempts is None or len(work.of(seat)) < work.terms.attempts


def is_told(work: Assignment, seat: str, now: datetime) -> bool:
    """Whether a student may hear what their work earned."""
    sittings = work.of(seat)
    if not sittings or not is_over(work, sittings[-1], now):
        return False
    return work.terms.feedback == "now" or stage(work, now) == "closed"


def overdue(work: Assignment, now: datetime) -> list[HandedIn]:
    """Work whose time is up, to be handed in as it stands."""
    found = []
    for seat, sittings in work.sittings.items():
        last, end = sittings[-1], ends(work, sittings[-1])
        if last.handed_in is None and end is not None and now > end + GRACE:
            how: Literal["closing", "time"] = "closing" if end == work.terms.closes else "time"
            found.append(HandedIn(seat, last.round, how))
    return found


def as_attempt(
    work: Assignment, seat: str, sitting: Sitting, questions: Mapping[str, AnyQuestion]
) -> Attempt:
    """A sitting as an attempt in test mode, of the questions that are still there."""
    asked = {id_: questions[id_] for id_ in sitting.order if id_ in questions}
    entries = {}
    for id_ in asked:
        vote = sitting.votes.get(id_)
        given = Try(vote[0].response, vote[0].fraction, None, vote[1]) if vote else None
        entries[id_] = Entry(tries=(given,) if given else (), flagged=id_ in sitting.flagged)
    attempt = f"{seat}/{sitting.round}"
    return Attempt(
        id=attempt,
        of="assignment",
        mode="test",
        seed=work.seed_of(seat, sitting.round),
        questions=asked,
        tries=1,
        certainty=False,
        deadline=ends(work, sitting),
        started=sitting.began,
        current=sitting.current,
        entries=entries,
    )


def apply(work: Assignment, event: WorkEvent, at: datetime) -> Assignment:
    """The assignment after an event; raises `IllegalMove` when it cannot happen at `at`."""
    match event:
        case HoursSet():
            return _reset(work, event, at)
        case SittingBegun():
            return _begun(work, event, at)
        case Voted():
            sitting = _at_work(work, event, at)
            return _with(
                work, event, replace(sitting, votes={**sitting.votes, event.ballot: (event, at)})
            )
        case TurnedTo():
            return _with(work, event, replace(_at_work(work, event, at), current=event.ballot))
        case FlagSet():
            sitting = _at_work(work, event, at)
            flagged = (
                sitting.flagged | {event.ballot} if event.on else sitting.flagged - {event.ballot}
            )
            return _with(work, event, replace(sitting, flagged=flagged))
        case HandedIn():
            sitting = _last(work, event)
            if sitting.handed_in:
                raise IllegalMove("this was handed in already")
            end = ends(work, sitting)
            ended = min(at, end) if end else at
            return _with(work, event, replace(sitting, handed_in=event, ended=ended))
        case _:
            assert_never(event)


def _begun(work: Assignment, event: SittingBegun, at: datetime) -> Assignment:
    sittings = work.of(event.seat)
    if sittings and sittings[-1].handed_in is None:
        raise IllegalMove("this was begun already")
    if event.round != len(sittings) + 1:
        raise IllegalMove("this sitting was begun already")
    if not event.source:
        _need_open(work, event.seat, at)
    asked = (
        order(work.seed_of(event.seat, event.round), work.asked)
        if work.terms.shuffle
        else work.asked
    )
    begun = Sitting(event.round, at, asked, asked[0], event.sent, event.source)
    return replace(work, sittings={**work.sittings, event.seat: (*sittings, begun)})


def _need_open(work: Assignment, seat: str, at: datetime) -> None:
    match stage(work, at):
        case "early":
            raise IllegalMove("it is not open yet")
        case "closed":
            raise IllegalMove("it is closed")
        case "open":
            if not may_begin(work, seat, at):
                raise IllegalMove("no attempt is left")


def _last(work: Assignment, event: Voted | TurnedTo | FlagSet | HandedIn) -> Sitting:
    sittings = work.of(event.seat)
    if not sittings or sittings[-1].round != event.round:
        raise IllegalMove("this sitting is over" if sittings else "this was not begun yet")
    return sittings[-1]


def _at_work(work: Assignment, event: Voted | TurnedTo | FlagSet, at: datetime) -> Sitting:
    sitting = _last(work, event)
    if event.ballot not in work.asked:
        raise IllegalMove("there is no such question here")
    if sitting.source:
        return sitting
    if sitting.handed_in:
        raise IllegalMove("this was handed in already")
    end = ends(work, sitting)
    if end is not None and at > end + GRACE:
        raise IllegalMove("the time is up")
    return sitting


def _with(
    work: Assignment, event: Voted | TurnedTo | FlagSet | HandedIn, sitting: Sitting
) -> Assignment:
    sittings = (*work.of(event.seat)[:-1], sitting)
    return replace(work, sittings={**work.sittings, event.seat: sittings})


def _reset(work: Assignment, event: HoursSet, at: datetime) -> Assignment:
    terms = replace(work.terms, opens=event.opens, closes=event.closes)
    changed = replace(work, terms=terms, changes=work.changes + 1)
    taken_up = {}
    for seat, sittings in work.sittings.items():
        last = sittings[-1]
        if last.handed_in and last.handed_in.how == "closing":
            again = replace(last, handed_in=None, ended=None)
            if not is_over(changed, again, at):
                taken_up[seat] = (*sittings[:-1], again)
    return replace(changed, sittings={**work.sittings, **taken_up})
