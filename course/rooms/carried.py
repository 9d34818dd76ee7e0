"""A whole class as one JSON text: what a server sends its teacher, and what is carried on a stick.

It holds no token and no secret, and names only where they were asked for; everything read back
passes the gate that the store's own rows pass.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from course.errors import CourseError
from course.i18n import _
from course.rooms.codec import decode, encode, renamed
from course.rooms.memory import MemoryRooms
from course.rooms.store import RoomRow, RoomStore
from course.sessions.live.events import Happened, RoomOpened, SeatTaken

FORMAT = 1
"""Raised when a key changes its meaning or goes."""

LARGEST = 200 * 2**20
"""Bytes that are read."""


def dumped(store: RoomStore, row: RoomRow, called: Callable[[str], str]) -> str:
    """A class as text.

    Args:
        store: Where it is kept.
        row: Which one.
        called: The name of a seat outside.
    """
    log = []
    for seq, happened in store.read(row.id):
        kind, payload = encode(happened.event)
        if isinstance(happened.event, SeatTaken):
            payload = renamed(payload, called(happened.event.seat))
        if seq:
            log.append([seq, happened.at.isoformat(), kind, json.loads(payload)])
    opened = json.loads(encode(row.opened)[1]) | {"teacher": ""}
    return json.dumps(
        {
            "course-class": FORMAT,
            "id": row.id,
            "began": row.began.isoformat(),
            "ended": row.ended.isoformat() if row.ended else None,
            "opened": opened,
            "erased": store.forgotten(row.id),
            "log": log,
        },
        separators=(",", ":"),
    )


def loaded(text: str | bytes, place: str, into: MemoryRooms) -> None:
    """Take a class from text into a store.

    Raises:
        CourseError: It is no class, or of a newer version of this program.
    """
    try:
        held = json.loads(text)
        version = held["course-class"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise _refused(place) from None
    if version != FORMAT:
        raise CourseError(
            _("{place} was made by a newer version of this program").format(place=place),
            _("upgrade the program"),
        )
    try:
        row, log = _row(held), [_happened(held["id"], entry) for entry in held["log"]]
        erased = int(held["erased"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _refused(place) from None
    into.hold(row, log, erased)


def _row(held: dict[str, Any]) -> RoomRow:
    opened = decode("RoomOpened", json.dumps(held["opened"]))
    if not isinstance(opened, RoomOpened) or not isinstance(held["id"], str):
        raise TypeError
    encode(opened)  # the gate for texts
    ended = held["ended"]
    over = None if ended is None else datetime.fromisoformat(ended)
    return RoomRow(held["id"][:80], opened, datetime.fromisoformat(held["began"]), over)


def _happened(room: str, entry: Any) -> Happened | None:
    """An event, or None for one that only a newer program knows."""
    _seq, at, kind, payload = entry
    event = decode(str(kind), json.dumps(payload))
    if event is not None:
        encode(event)
    return Happened(room, datetime.fromisoformat(at), event) if event else None


def _refused(place: str) -> CourseError:
    return CourseError(
        _("{place} holds no class").format(place=place),
        _("course report --format class writes such a file"),
    )
