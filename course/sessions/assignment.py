"""An assignment: work that each student does alone, in their own time, within its hours.

Folded from a room's events as `Room` is, and judged by the server's clock alone. It knows no
content, so that work can be read whatever became of the questions; `as_attempt` gives a sitting as
the attempt in test mode that it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Literal, assert_never

from course.content.questions import AnyQuestion
from course.i18n import _
from course.sessions.attempt import Attempt, Entry, IllegalMove, Try
from course.sessions.live.events import (
    Ending,
    ExtraTimeGiven,
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

WorkEvent = SittingBegun | Voted | TurnedTo | FlagSet | HandedIn | HoursSet | ExtraTimeGiven
"""What can happen in an assignment."""

GRACE = timedelta(seconds=5)
"""How long after its end an answer that was under way still counts."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time that a student sat down to it."""

    seat: str
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
    began: datetime
    sittings: Mapping[str, tuple[Sitting, ...]] = field(default_factory=dict)
    """By seat."""
    extra: Mapping[str, ExtraTimeGiven] = field(default_factory=dict)
    """By seat, of those who may take longer."""
    changes: int = 0
    """How often its hours, or those of a student, were set anew."""

    def of(self, seat: str) -> tuple[Sitting, ...]:
        """The sittings of a student."""
        return self.sittings.get(seat, ())

    def seed_of(self, seat: str, round_: int) -> str:
        """What a student's options are shuffled by."""
        return f"{self.seed}/{seat}/{round_}" if self.terms.shuffle else self.seed


def assigned(opened: RoomOpened, at: datetime) -> Assignment | None:
    """The assignment of a room as it begins; None for a room of another kind."""
    asked = tuple(asking.question for asking in opened.asked)
    return Assignment(opened.terms, asked, opened.seed, at) if opened.terms and asked else None


def stage(work: Assignment, now: datetime, seat: str | None = None) -> Stage:
    """Where it stands; for one student when their seat is given."""
    closes = closing(work, seat) if seat else work.terms.closes
    if closes and now >= closes:
        return "closed"
    return "early" if work.terms.opens and now < work.terms.opens else "open"


def minutes_more(work: Assignment, seat: str) -> int:
    """How much longer a student may take than the others.

    A share is one of the time limit; where there is none, of the hours from opening to closing.
    """
    given, terms = work.extra.get(seat), work.terms
    if given is None:
        return 0
    whole = float(terms.minutes or 0)
    if not whole and terms.closes:
        whole = max(0.0, (terms.closes - (terms.opens or work.began)).total_seconds() / 60)
    return given.minutes + ceil(whole * given.percent / 100)


def closing(work: Assignment, seat: str) -> datetime | None:
    """When it closes for a student."""
    closes = work.terms.closes
    return closes + timedelta(minutes=minutes_more(work, seat)) if closes else None


def last_closing(work: Assignment) -> datetime | None:
    """When it is closed for everybody, those included who may take longer."""
    closings = (work.terms.closes, *(closing(work, seat) for seat in work.extra))
    return max(filter(None, closings), default=None)


def ends(work: Assignment, sitting: Sitting) -> datetime | None:
    """When a sitting is over by itself: its time or the assignment's is up, whichever is first."""
    if sitting.source:
        return None
    minutes, more = work.terms.minutes, minutes_more(work, sitting.seat)
    limit = sitting.began + timedelta(minutes=minutes + more) if minutes else None
    return min(filter(None, (limit, closing(work, sitting.seat))), default=None)


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
    if running(work, seat, now) or stage(work, now, seat) != "open":
        return False
    return work.terms.attempts is None or len(work.of(seat)) < work.terms.attempts


def is_told(work: Assignment, seat: str, now: datetime) -> bool:
    """Whether a student may hear what their work earned."""
    sittings = work.of(seat)
    if not sittings or not is_over(work, sittings[-1], now):
        return False
    closed = last_closing(work)
    return work.terms.feedback == "now" or (closed is not None and now >= closed)


def overdue(work: Assignment, now: datetime) -> list[HandedIn]:
    """Work whose time is up, to be handed in as it stands."""
    found = []
    for seat, sittings in work.sittings.items():
        last, end = sittings[-1], ends(work, sittings[-1])
        if last.handed_in is None and end is not None and now > end + GRACE:
            found.append(HandedIn(seat, last.round, _how(work, last)))
    return found


def how(work: Assignment, sitting: Sitting) -> Ending:
    """How a sitting that is over came to its end."""
    return sitting.handed_in.how if sitting.handed_in else _how(work, sitting)


def _how(work: Assignment, sitting: Sitting) -> Literal["closing", "time"]:
    return "closing" if ends(work, sitting) == closing(work, sitting.seat) else "time"


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
            terms = replace(work.terms, opens=event.opens, closes=event.closes)
            return _taken_up(replace(work, terms=terms), at)
        case ExtraTimeGiven():
            return _taken_up(replace(work, extra={**work.extra, event.seat: event}), at)
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
                raise IllegalMove(_("this was handed in already"))
            end = ends(work, sitting)
            ended = min(at, end) if end else at
            return _with(work, event, replace(sitting, handed_in=event, ended=ended))
        case _:
            assert_never(event)


def _begun(work: Assignment, event: SittingBegun, at: datetime) -> Assignment:
    sittings = work.of(event.seat)
    if sittings and sittings[-1].handed_in is None:
        raise IllegalMove(_("this was begun already"))
    if event.round != len(sittings) + 1:
        raise IllegalMove(_("this sitting was begun already"))
    if not event.source:
        _need_open(work, event.seat, at)
    asked = (
        order(work.seed_of(event.seat, event.round), work.asked)
        if work.terms.shuffle
        else work.asked
    )
    begun = Sitting(event.seat, event.round, at, asked, asked[0], event.sent, event.source)
    return replace(work, sittings={**work.sittings, event.seat: (*sittings, begun)})


def _need_open(work: Assignment, seat: str, at: datetime) -> None:
    match stage(work, at, seat):
        case "early":
            raise IllegalMove(_("it is not open yet"))
        case "closed":
            raise IllegalMove(_("it is closed"))
        case "open":
            if not may_begin(work, seat, at):
                raise IllegalMove(_("no attempt is left"))


def _last(work: Assignment, event: Voted | TurnedTo | FlagSet | HandedIn) -> Sitting:
    sittings = work.of(event.seat)
    if not sittings or sittings[-1].round != event.round:
        raise IllegalMove(_("this sitting is over") if sittings else _("this was not begun yet"))
    return sittings[-1]


def _at_work(work: Assignment, event: Voted | TurnedTo | FlagSet, at: datetime) -> Sitting:
    sitting = _last(work, event)
    if event.ballot not in work.asked:
        raise IllegalMove(_("there is no such question here"))
    if sitting.source:
        return sitting
    if sitting.handed_in:
        raise IllegalMove(_("this was handed in already"))
    end = ends(work, sitting)
    if end is not None and at > end + GRACE:
        raise IllegalMove(_("the time is up"))
    return sitting


def _with(
    work: Assignment, event: Voted | TurnedTo | FlagSet | HandedIn, sitting: Sitting
) -> Assignment:
    sittings = (*work.of(event.seat)[:-1], sitting)
    return replace(work, sittings={**work.sittings, event.seat: sittings})


def _taken_up(work: Assignment, at: datetime) -> Assignment:
    """With other hours: what the clock cut off, and would not now, goes on."""
    changed, again = replace(work, changes=work.changes + 1), {}
    for seat, sittings in work.sittings.items():
        last = sittings[-1]
        if last.handed_in and last.handed_in.how in ("closing", "time"):
            open_ = replace(last, handed_in=None, ended=None)
            if not is_over(changed, open_, at):
                again[seat] = (*sittings[:-1], open_)
    return replace(changed, sittings={**work.sittings, **again})
