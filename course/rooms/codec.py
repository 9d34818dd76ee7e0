"""A room's event as a row and back; every text in it passes the gate."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from course.errors import CourseError
from course.i18n import _
from course.sessions.live.events import RoomEvent, SeatTaken
from course.text import refusal_inside

KINDS: dict[str, type[RoomEvent]] = {kind.__name__: kind for kind in get_args(RoomEvent)}
"""Every kind of event by the name it is stored under."""


def check(event: RoomEvent) -> None:
    """Raises `CourseError` when a text in it may not be stored."""
    if why := refusal_inside(event):
        raise CourseError(
            _("this cannot be stored: {why}").format(why=why),
            _("leave the character out, or shorten it"),
        )


def encode(event: RoomEvent) -> tuple[str, str]:
    """Kind and payload; raises `CourseError` when a text in it may not be stored."""
    check(event)
    kind = type(event).__name__
    return kind, _adapter(kind).dump_json(event).decode()


def decode(kind: str, payload: str) -> RoomEvent | None:
    """The event of a row; None when only a newer program knows what it says."""
    if kind not in KINDS:
        return None
    try:
        return _adapter(kind).validate_json(payload, strict=True)
    except ValidationError:
        return None


def changed(
    rows: Iterable[tuple[int, str, str]], change: Callable[[int, RoomEvent], RoomEvent]
) -> Iterator[tuple[int, str]]:
    """The number and the new payload of the rows that a change makes others of."""
    for seq, kind, payload in rows:
        event = decode(kind, payload)
        if event and (after := change(seq, event)) != event:
            yield seq, encode(after)[1]


def renamed(payload: str, name: str) -> str:
    """The payload of who took a seat, under another name and without the token."""
    event = decode("SeatTaken", payload)
    if not isinstance(event, SeatTaken):
        return payload
    return encode(replace(event, name=name, token=""))[1]


def without(payload: str, seat: str) -> str:
    """The payload of an event about others, without a word of a seat."""
    return json.dumps(_without(json.loads(payload), seat), ensure_ascii=False)


def _without(value: Any, seat: str) -> Any:
    if isinstance(value, dict):
        return {key: _without(each, seat) for key, each in value.items() if key != seat}
    if isinstance(value, list):
        return [_without(each, seat) for each in value if each != seat]
    return None if value == seat else value


@cache
def _adapter(kind: str) -> TypeAdapter[RoomEvent]:
    return TypeAdapter(KINDS[kind])
