"""A clock that was wrong: what it dated, and when that must have been.

The log keeps what the clock said. Once the learner says that the clock is right again
(`ClockMended`), what it had dated ahead is folded as if it had just happened, its sequence and its
pauses kept, so that no year that never passed counts in the schedule.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from course.sessions.events import ClockMended, Recorded, event_id, moment, rising_ids

DRIFT = timedelta(days=1)
"""Clocks of one learner differ by less than this, unless one is wrong."""

LONGEST_PAUSE = timedelta(days=30)
"""A longer one, where a clock was wrong already, was the clock again."""


def misdated(log: Iterable[Recorded], now: datetime) -> tuple[str, ...]:
    """Ids of what is dated more than `DRIFT` after `now`, and of all that came after the first."""
    events = list(log)
    first = min((one.id for one in events if one.at - now > DRIFT), default=None)
    return tuple(one.id for one in events if first and one.id >= first)


def mended(log: Iterable[Recorded], mends: Iterable[Recorded]) -> list[Recorded]:
    """The log, with all that `mends` speak of, and they themselves, at its right time."""
    dated = {one.id: one for one in log}
    for mend in sorted(mends, key=lambda one: (one.at, one.id)):
        told = mend.event.misdated if isinstance(mend.event, ClockMended) else ()
        if wrong := dated.keys() & told:
            names = _with_pushed(dated, wrong)
            block = [dated[name] for name in names]
            times = _times([(one.at, one.id in wrong) for one in block], mend.at)
            floor = _gone_on_with(block, dated.values(), mend.at)
            dated.update(zip(names, _moved(block, times, floor), strict=True))
        dated[mend.id] = replace(mend, id=event_id(mend.at, mend.id[12:]))
    return list(dated.values())


def _with_pushed(dated: Mapping[str, Recorded], wrong: Container[str]) -> list[str]:
    """What was wrong, and what was dated rightly but had to get an id after it, in sequence."""
    names, inside = [], False
    for name in sorted(dated, key=lambda name: dated[name].id):
        one = dated[name]
        pushed = inside and moment(one.id) - one.at > DRIFT
        inside = name in wrong or pushed
        if inside:
            names.append(name)
    return names


def _times(dates: Sequence[tuple[datetime, bool]], latest: datetime) -> list[datetime]:
    """When things happened, given what a clock said and whether it was wrong then."""
    times: list[datetime] = []
    following: datetime | None = None
    for at, wrong in reversed(dates):
        if not wrong or at <= latest:
            latest, following = min(latest, at), None
            times.append(at)
            continue
        pause = following - at if following else timedelta(0)
        latest -= pause if timedelta(0) <= pause <= LONGEST_PAUSE else timedelta(0)
        following = at
        times.append(latest)
    return times[::-1]


def _gone_on_with(
    block: Sequence[Recorded], log: Iterable[Recorded], latest: datetime
) -> Recorded | None:
    """The last event that the block goes on from, which it may not come before."""
    attempts = {_attempt(one) for one in block} - {None}
    begun = (
        one for one in log if one.at < latest and one.id < block[0].id and _attempt(one) in attempts
    )
    return max(begun, key=lambda one: one.id, default=None)


def _attempt(one: Recorded) -> str | None:
    return getattr(one.event, "attempt", None)


def _moved(
    block: Sequence[Recorded], times: Sequence[datetime], floor: Recorded | None
) -> Iterator[Recorded]:
    newest = floor.id if floor else ""
    for one, at in zip(block, times, strict=True):
        then = max(at, floor.at) if floor else at
        [newest] = rising_ids(newest, then, [one.id[12:]])
        yield replace(one, id=newest, at=then.astimezone(one.at.tzinfo))
