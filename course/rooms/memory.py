"""Rooms in memory: for tests, and for a class whose teacher keeps nothing."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from course.errors import CourseError
from course.i18n import _
from course.rooms.codec import decode, encode, without
from course.rooms.store import Entry, RoomRow, Thin
from course.sessions.live.events import (
    Happened,
    Hums,
    RoomEnded,
    RoomEvent,
    RoomOpened,
    RoomReopened,
    SeatTaken,
    Voted,
)


class MemoryRooms:
    """See `RoomStore`."""

    where = "memory: nothing is kept"

    def __init__(self) -> None:
        self._rooms: dict[str, RoomRow] = {}
        self._logs: dict[str, list[Happened | None]] = {}
        self._keys: dict[str, set[str]] = {}
        self._hums: Counter[tuple[str, str, int, str, int]] = Counter()
        self._forgotten: Counter[str] = Counter()
        self._rosters: dict[str, str] = {}
        self._key = os.urandom(16).hex()

    def open(self, room: str, opened: RoomOpened, at: datetime) -> None:
        """See `RoomStore`."""
        if self.find(opened.code):
            raise CourseError(_("this code is in use"), _("try again: another is drawn"))
        encode(opened)
        self._rooms[room] = RoomRow(room, opened, at, None)
        self._logs[room], self._keys[room] = [], set()

    def hold(self, row: RoomRow, log: Sequence[Happened | None], erased: int) -> None:
        """Take in a room as it was elsewhere."""
        self._rooms[row.id], self._logs[row.id], self._keys[row.id] = row, list(log), set()
        self._forgotten[row.id] = erased

    def append(self, room: str, entries: Sequence[Entry]) -> list[int | None]:
        """See `RoomStore`."""
        if room not in self._logs:
            raise CourseError(_("this room is gone"), _("open a new one"))
        for entry in entries:
            encode(entry.event)
        return [self._add(room, entry) for entry in entries]

    def append_together(
        self, batches: Sequence[tuple[str, Sequence[Entry]]]
    ) -> list[list[int | None] | CourseError]:
        """See `RoomStore`."""
        numbers: list[list[int | None] | CourseError] = []
        for room, entries in batches:
            try:
                numbers.append(self.append(room, entries))
            except CourseError as error:
                numbers.append(error)
        return numbers

    def _add(self, room: str, entry: Entry) -> int | None:
        if entry.key is not None:
            if entry.key in self._keys[room]:
                return None
            self._keys[room].add(entry.key)
        self._logs[room].append(Happened(room, entry.at, entry.event))
        if entry.hum:
            ballot, round_ = getattr(entry.event, "ballot", ""), getattr(entry.event, "round", 1)
            self._hums[room, ballot, round_, *entry.hum] += 1
        if isinstance(entry.event, RoomEnded | RoomReopened):
            ended = entry.at if isinstance(entry.event, RoomEnded) else None
            self._rooms[room] = replace(self._rooms[room], ended=ended)
        return len(self._logs[room])

    def read(self, room: str, after: int = 0) -> Iterator[tuple[int, Happened]]:
        """See `RoomStore`."""
        row = self._rooms.get(room)
        if row and after == 0:
            yield 0, Happened(room, row.began, row.opened)
        for seq, happened in enumerate(self._logs.get(room, ())[after:], after + 1):
            if happened:
                yield seq, happened

    def hums(self, room: str, ballot: str, round_: int) -> tuple[Hums, ...]:
        """See `RoomStore`."""
        found = sorted(
            (side, strength, count)
            for (r, b, n, side, strength), count in self._hums.items()
            if (r, b, n) == (room, ballot, round_)
        )
        return tuple(Hums(side, strength, count) for side, strength, count in found)  # type: ignore[arg-type]

    def rooms(self) -> tuple[RoomRow, ...]:
        """See `RoomStore`."""
        return tuple(sorted(self._rooms.values(), key=lambda row: row.began, reverse=True))

    def find(self, code: str) -> str | None:
        """See `RoomStore`."""
        rows = self._rooms.values()
        return next((row.id for row in rows if row.opened.code == code and not row.ended), None)

    def forget(self, room: str, seat: str) -> int:
        """See `RoomStore`."""
        rows = self._logs.get(room, [])
        held = [n for n, one in enumerate(rows) if one and _seat(one.event) == seat]
        for place in held:
            if isinstance(one := rows[place], Happened) and isinstance(one.event, SeatTaken):
                self._forgotten[room] += 1
            rows[place] = None
        for place, one in enumerate(rows):
            if one and not isinstance(one.event, Voted):
                rows[place] = self._again(one, lambda text: without(text, seat))
        return len(held)

    def forgotten(self, room: str) -> int:
        """See `RoomStore`."""
        return self._forgotten[room]

    def thin(self, room: str, thin: Thin) -> int:
        """See `RoomStore`."""
        rows, count = self._logs.get(room, []), 0
        for place, one in enumerate(rows):
            if one and (event := thin(place + 1, one.event)) != one.event:
                rows[place] = replace(one, event=event)
                count += 1
        return count

    def _again(self, one: Happened, change: Callable[[str], str]) -> Happened | None:
        kind, payload = encode(one.event)
        event = decode(kind, change(payload))
        return Happened(one.room, one.at, event) if event else None

    def erase(self, room: str) -> None:
        """See `RoomStore`."""
        for held in (self._rooms, self._logs, self._keys):
            held.pop(room, None)

    def compact(self) -> None:
        """See `RoomStore`."""

    def rosters(self) -> dict[str, str]:
        """See `RoomStore`."""
        return dict(sorted(self._rosters.items()))

    def keep_roster(self, name: str, people: str | None) -> None:
        """See `RoomStore`."""
        self._rosters.pop(name, None)
        if people is not None:
            self._rosters[name] = people

    def pseudonym_key(self) -> str:
        """See `RoomStore`."""
        return self._key

    def follow(self, changed: Callable[[str], None]) -> None:
        """See `RoomStore`; one process serves this store, and it knows."""

    def close(self) -> None:
        """See `RoomStore`."""


def _seat(event: RoomEvent) -> str | None:
    seat: str | None = getattr(event, "seat", None)
    return seat
