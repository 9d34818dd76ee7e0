"""Rooms in a database: all that is asked of SQLite and PostgreSQL in the same words.

In a query `?` stands for a value. What each of them does in its own way is in its own file.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, ClassVar

from course.errors import CourseError
from course.rooms.codec import changed, decode, without
from course.rooms.store import FORGOTTEN, FORGOTTEN_SEAT, Entry, RoomRow, Thin
from course.sessions.live.events import Happened, Hums, RoomOpened


class SqlRooms:
    """See `RoomStore`."""

    NAMES_A_SEAT: ClassVar[str]
    """The condition that a payload holds the id of a seat."""

    @abstractmethod
    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Any]:
        """Runs what it is given in one durable transaction."""

    @abstractmethod
    def append_together(
        self, batches: Sequence[tuple[str, Sequence[Entry]]]
    ) -> list[list[int | None] | CourseError]:
        """See `RoomStore`."""

    @abstractmethod
    def _time(self, kept: Any) -> datetime:
        """A time as it is kept."""

    def append(self, room: str, entries: Sequence[Entry]) -> list[int | None]:
        """See `RoomStore`."""
        (numbers,) = self.append_together([(room, entries)])
        if isinstance(numbers, CourseError):
            raise numbers
        return numbers

    def read(self, room: str, after: int = 0) -> Iterator[tuple[int, Happened]]:
        """See `RoomStore`."""
        if after == 0:
            query = "SELECT began, CAST(opened AS text) FROM rooms WHERE id = ?"
            for began, opened in self._all(query, (room,)):
                if event := decode("RoomOpened", opened):
                    yield 0, Happened(room, self._time(began), event)
        query = (
            "SELECT seq, at, kind, CAST(payload AS text) FROM happened WHERE room = ? AND seq > ?"
            " ORDER BY seq LIMIT 1000"
        )
        while rows := self._all(query, (room, after)):
            for seq, at, kind, payload in rows:
                after = seq
                if event := decode(kind, payload):
                    yield seq, Happened(room, self._time(at), event)

    def hums(self, room: str, ballot: str, round_: int) -> tuple[Hums, ...]:
        """See `RoomStore`."""
        query = (
            "SELECT side, strength, count FROM hums WHERE room = ? AND ballot = ? AND round = ?"
            " ORDER BY side, strength"
        )
        return tuple(Hums(*row) for row in self._all(query, (room, ballot, round_)))

    def rooms(self) -> tuple[RoomRow, ...]:
        """See `RoomStore`."""
        query = "SELECT id, CAST(opened AS text), began, ended FROM rooms ORDER BY began DESC, id"
        found = []
        for id_, opened, began, ended in self._all(query):
            event = decode("RoomOpened", opened)
            if isinstance(event, RoomOpened):
                over = None if ended is None else self._time(ended)
                found.append(RoomRow(id_, event, self._time(began), over))
        return tuple(found)

    def find(self, code: str) -> str | None:
        """See `RoomStore`."""
        found = self._all("SELECT id FROM rooms WHERE code = ? AND ended IS NULL", (code,))
        return found[0][0] if found else None

    def forget(self, room: str, seat: str) -> int:
        """See `RoomStore`."""
        with self._writing() as run:
            count: int = run(
                "UPDATE happened SET kind = CASE kind WHEN 'SeatTaken' THEN ? ELSE ? END,"
                " seat = NULL, ballot = NULL, round = NULL, fraction = NULL, sent = NULL,"
                " payload = '{}' WHERE room = ? AND seat = ?",
                (FORGOTTEN_SEAT, FORGOTTEN, room, seat),
            ).rowcount
            query = (
                "SELECT seq, CAST(payload AS text) FROM happened"
                f" WHERE room = ? AND kind <> 'Voted' AND {self.NAMES_A_SEAT}"
            )
            for seq, payload in run(query, (room, seat)).fetchall():
                _say(run, room, seq, without(payload, seat))
        return count

    def forgotten(self, room: str) -> int:
        """See `RoomStore`."""
        query = "SELECT count(*) FROM happened WHERE room = ? AND kind = ? AND kind <> 'Voted'"
        return int(self._all(query, (room, FORGOTTEN_SEAT))[0][0])

    def thin(self, room: str, thin: Thin) -> int:
        """See `RoomStore`."""
        query = "SELECT seq, kind, CAST(payload AS text) FROM happened WHERE room = ? ORDER BY seq"
        with self._writing() as run:
            changes = list(changed(run(query, (room,)), thin))
            for seq, payload in changes:
                _say(run, room, seq, payload)
        return len(changes)

    def rosters(self) -> dict[str, str]:
        """See `RoomStore`."""
        return dict(sorted(self._all("SELECT name, people FROM rosters")))

    def keep_roster(self, name: str, people: str | None) -> None:
        """See `RoomStore`."""
        with self._writing() as run:
            run("DELETE FROM rosters WHERE name = ?", (name,))
            if people is not None:
                run("INSERT INTO rosters VALUES (?, ?)", (name, people))

    def pseudonym_key(self) -> str:
        """See `RoomStore`."""
        return str(self._all("SELECT key FROM pseudonyms")[0][0])

    def erase(self, room: str) -> None:
        """See `RoomStore`."""
        with self._writing() as run:
            run("DELETE FROM rooms WHERE id = ?", (room,))


def columns(
    room: str, seq: int, at: object, entry: Entry, kind: str, payload: str
) -> tuple[Any, ...]:
    """The row of `happened` for an entry; `at` is its time as it is kept."""
    event = entry.event
    fraction = getattr(event, "fraction", None)
    return (
        room,
        seq,
        at,
        kind,
        getattr(event, "seat", None),
        getattr(event, "ballot", None),
        getattr(event, "round", None),
        None if fraction is None else float(fraction),
        entry.key,
        payload,
    )


def _say(run: Any, room: str, seq: int, payload: str) -> None:
    run("UPDATE happened SET payload = ? WHERE room = ? AND seq = ?", (payload, room, seq))
