"""An event as a row of a database and back.

Going in, every text passes the gate; coming out, pydantic checks the payload. It is imported when
the first event is read, as most starts read a snapshot and no events.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args
from zlib import crc32

from course.errors import CourseError
from course.sessions.events import Event, Recorded, local
from course.text import refusal, refusal_inside

if TYPE_CHECKING:
    from pydantic import TypeAdapter

KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}
"""Every kind of event by the name it is stored under."""

LONGEST_NAME = 200
"""Longest learner, course or event id, in characters."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where `at` counts from."""

_MICROSECOND = timedelta(microseconds=1)


class Row(NamedTuple):
    """An event as plain values; all of it is covered by the checksum."""

    id: str
    learner: str
    course: str
    at: int
    """Microseconds since 1970 in UTC."""
    offset: int
    """Minutes east of UTC of the clock that said so."""
    day: str
    """The study day, as `2026-11-24`."""
    kind: str
    attempt: str | None
    payload: str
    """The fields of the event as JSON; fractions as `n/d`."""


def checksum(seq: int, row: Row, previous: int) -> int:
    """The CRC-32 of a row at its place, chained to that of the row before (0 for the first)."""
    return crc32("\n".join(map(str, (seq, *row))).encode(), previous)


def encode(recorded: Recorded) -> Row:
    """The row of an event; raises `CourseError` when a text in it may not be stored."""
    event, at = recorded.event, recorded.at
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a time without its offset")
    for name in (recorded.id, recorded.learner, recorded.course):
        if why := ("a line break" if "\n" in name else refusal(name, LONGEST_NAME)):
            raise CourseError(f"a name cannot be stored: {why}")
    payload = json.dumps(_fields(event), ensure_ascii=False, separators=(",", ":"), default=_plain)
    if why := _refusal(event, payload):
        raise CourseError(
            f"this text cannot be stored: {why}", "leave the character out, or shorten it"
        )
    try:
        day = recorded.study_day
    except OverflowError:  # within hours of year 1
        day = at.date()
    return Row(
        recorded.id,
        recorded.learner,
        recorded.course,
        (at - EPOCH) // _MICROSECOND,
        round(offset / timedelta(minutes=1)),
        day.isoformat(),
        type(event).__name__,
        getattr(event, "attempt", None),
        payload,
    )


def decode(row: Row) -> Recorded | None:
    """The event of a row; None when only a newer program knows what it says."""
    if row.kind not in KINDS:
        return None
    try:
        event = _adapter(row.kind).validate_json(row.payload, strict=True)
        at = local(EPOCH + row.at * _MICROSECOND, row.offset)
    except (ValueError, OverflowError):  # pydantic's ValidationError is a ValueError
        return None
    if _refusal(event, row.payload):
        return None
    return Recorded(row.id, row.learner, row.course, at, event)


@cache
def _adapter(kind: str) -> "TypeAdapter[Event]":
    from pydantic import TypeAdapter

    return TypeAdapter(KINDS[kind])


def _fields(event: Any) -> dict[str, Any]:
    return {each.name: getattr(event, each.name) for each in fields(event)}


def _plain(value: object) -> object:
    """What JSON has no form for."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value):
        return _fields(value)
    raise TypeError(f"cannot store {type(value).__name__}")


def _refusal(event: Event, payload: str) -> str | None:
    """Why a text inside an event may not be kept; None when all may."""
    # Nothing escaped and all of it plain, as nearly always: no text inside can be otherwise.
    if payload.isascii() and "\\" not in payload and refusal(payload) is None:
        return None
    return refusal_inside(event)
