"""A room's event as a row and back; every text in it passes the gate."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from course.errors import CourseError
from course.sessions.live.events import RoomEvent
from course.text import refusal

KINDS: dict[str, type[RoomEvent]] = {kind.__name__: kind for kind in get_args(RoomEvent)}
"""Every kind of event by the name it is stored under."""


def encode(event: RoomEvent) -> tuple[str, str]:
    """Kind and payload; raises `CourseError` when a text in it may not be stored."""
    if why := next(filter(None, map(refusal, _texts(event))), None):
        raise CourseError(f"this cannot be stored: {why}", "leave the character out, or shorten it")
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


@cache
def _adapter(kind: str) -> TypeAdapter[RoomEvent]:
    return TypeAdapter(KINDS[kind])


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _texts(pair)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(_part(value, each.name))


def _part(value: Any, name: str) -> object:
    return getattr(value, name)
