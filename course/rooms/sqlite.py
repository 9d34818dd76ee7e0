"""Rooms in an SQLite file: one writer, committed with FULL before anything is acknowledged."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from course.errors import CourseError
from course.i18n import _
from course.rooms.codec import changed, decode, encode, without
from course.rooms.store import FORGOTTEN, FORGOTTEN_SEAT, Entry, RoomRow, Thin
from course.sessions.live.events import Happened, Hums, RoomEnded, RoomOpened, RoomReopened

APPLICATION_ID = 0x4372736D
"""`Crsm`, in the header of every file of rooms."""

VERSION = 2

_TABLES = (
    """CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    began INTEGER NOT NULL, -- microseconds since 1970, UTC, as all times
    ended INTEGER,
    seq INTEGER NOT NULL DEFAULT 0, -- the number of the newest row of its log
    opened TEXT NOT NULL -- JSON
) STRICT""",
    "CREATE UNIQUE INDEX open_codes ON rooms (code) WHERE ended IS NULL",
    """CREATE TABLE happened (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    seat TEXT,
    ballot TEXT,
    round INTEGER,
    fraction REAL, -- what an answer earned, 0..1
    sent TEXT, -- unique in the room
    payload TEXT NOT NULL, -- JSON
    PRIMARY KEY (room, seq)
) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX once ON happened (room, sent) WHERE sent IS NOT NULL",
    "CREATE INDEX answers ON happened (room, ballot, round, seat, seq) WHERE kind = 'Voted'",
    "CREATE INDEX turns ON happened (room, kind) WHERE kind <> 'Voted'",
    """CREATE TABLE hums (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    ballot TEXT NOT NULL,
    round INTEGER NOT NULL,
    side TEXT NOT NULL,
    strength INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (room, ballot, round, side, strength)
) STRICT, WITHOUT ROWID""",
)

_SINCE_2 = (
    "CREATE TABLE rosters (name TEXT PRIMARY KEY, people TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE pseudonyms (key TEXT NOT NULL) STRICT",
    "INSERT INTO pseudonyms VALUES (lower(hex(randomblob(16))))",
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class SqliteRooms:
    """See `RoomStore`. May be used from any thread, one call at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(
                path, timeout=5, isolation_level=None, check_same_thread=False
            )
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise CourseError(
                _("the classes cannot be kept in {path}: {error}").format(path=path, error=error),
                _("choose another place with --store, or mend the folder's permissions"),
            ) from error

    @property
    def where(self) -> str:
        """See `RoomStore`."""
        return str(self.path)

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")
        # TRUNCATE with FULL: no version in use is free of the bug that lets WAL lose a commit.
        run("PRAGMA journal_mode = TRUNCATE")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA fullfsync = ON")
        run("BEGIN IMMEDIATE")
        try:
            version = run("PRAGMA user_version").fetchone()[0]
            known = run("PRAGMA application_id").fetchone()[0]
            if version == 0 and not run("SELECT 1 FROM sqlite_schema").fetchone():
                for table in (*_TABLES, *_SINCE_2):
                    run(table)
                run(f"PRAGMA application_id = {APPLICATION_ID}")
                run(f"PRAGMA user_version = {VERSION}")
            elif known != APPLICATION_ID:
                raise CourseError(
                    _("{path} is no file of classes").format(path=self.path),
                    _("choose another with --store"),
                )
            elif version > VERSION:
                raise CourseError(
                    _(
                        "{path} was made by a newer version of this program (format {version})"
                    ).format(path=self.path, version=version),
                    _("upgrade the program; the file is left as it is"),
                )
            elif version < VERSION:
                for table in _SINCE_2:
                    run(table)
                run(f"PRAGMA user_version = {VERSION}")
            run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                run("ROLLBACK")
            self._connection.close()
            raise

    def open(self, room: str, opened: RoomOpened, at: datetime) -> None:
        """See `RoomStore`."""
        _kind, payload = encode(opened)
        try:
            with self._writing() as run:
                run(
                    "INSERT INTO rooms (id, code, began, opened) VALUES (?, ?, ?, ?)",
                    (room, opened.code, _micro(at), payload),
                )
        except sqlite3.IntegrityError:
            raise CourseError(_("this code is in use"), _("try again: another is drawn")) from None

    def append(self, room: str, entries: Sequence[Entry]) -> list[int | None]:
        """See `RoomStore`."""
        (numbers,) = self.append_together([(room, entries)])
        if isinstance(numbers, CourseError):
            raise numbers
        return numbers

    def append_together(
        self, batches: Sequence[tuple[str, Sequence[Entry]]]
    ) -> list[list[int | None] | CourseError]:
        """See `RoomStore`."""
        numbers: list[list[int | None] | CourseError] = []
        with self._writing() as run:
            for room, entries in batches:
                run("SAVEPOINT batch")
                try:
                    numbers.append(self._append(room, entries))
                except CourseError as error:
                    run("ROLLBACK TO batch")
                    numbers.append(error)
                run("RELEASE batch")
        return numbers

    def _append(self, room: str, entries: Sequence[Entry]) -> list[int | None]:
        run, numbers = self._connection.execute, list[int | None]()
        found = run("SELECT seq FROM rooms WHERE id = ?", (room,)).fetchone()
        if found is None:
            raise CourseError(_("this room is gone"), _("open a new one"))
        seq = found[0]
        for entry in entries:
            if self._add(room, seq + 1, entry):
                seq += 1
                numbers.append(seq)
            else:
                numbers.append(None)
        run("UPDATE rooms SET seq = ? WHERE id = ?", (seq, room))
        return numbers

    def _add(self, room: str, seq: int, entry: Entry) -> bool:
        run, event = self._connection.execute, entry.event
        kind, payload = encode(event)
        fraction = getattr(event, "fraction", None)
        added = run(
            "INSERT INTO happened VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (room, sent) WHERE sent IS NOT NULL DO NOTHING",
            (
                room,
                seq,
                _micro(entry.at),
                kind,
                getattr(event, "seat", None),
                getattr(event, "ballot", None),
                getattr(event, "round", None),
                None if fraction is None else float(fraction),
                entry.key,
                payload,
            ),
        ).rowcount
        if added and entry.hum:
            run(
                "INSERT INTO hums VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE"
                " SET count = count + 1",
                (room, getattr(event, "ballot", ""), getattr(event, "round", 1), *entry.hum),
            )
        if added and isinstance(event, RoomEnded | RoomReopened):
            ended = _micro(entry.at) if isinstance(event, RoomEnded) else None
            run("UPDATE rooms SET ended = ? WHERE id = ?", (ended, room))
        return bool(added)

    def read(self, room: str, after: int = 0) -> Iterator[tuple[int, Happened]]:
        """See `RoomStore`."""
        if after == 0 and (row := self._room(room)):
            yield 0, Happened(room, row.began, row.opened)
        query = (
            "SELECT seq, at, kind, payload FROM happened WHERE room = ? AND seq > ?"
            " ORDER BY seq LIMIT 1000"
        )
        while rows := self._all(query, (room, after)):
            for seq, at, kind, payload in rows:
                after = seq
                if event := decode(kind, payload):
                    yield seq, Happened(room, _time(at), event)

    def _room(self, room: str) -> RoomRow | None:
        return next((row for row in self.rooms() if row.id == room), None)

    def hums(self, room: str, ballot: str, round_: int) -> tuple[Hums, ...]:
        """See `RoomStore`."""
        query = (
            "SELECT side, strength, count FROM hums WHERE room = ? AND ballot = ? AND round = ?"
            " ORDER BY side, strength"
        )
        return tuple(Hums(*row) for row in self._all(query, (room, ballot, round_)))

    def rooms(self) -> tuple[RoomRow, ...]:
        """See `RoomStore`."""
        query = "SELECT id, opened, began, ended FROM rooms ORDER BY began DESC, id"
        found = []
        for id_, opened, began, ended in self._all(query):
            event = decode("RoomOpened", opened)
            if isinstance(event, RoomOpened):
                over = None if ended is None else _time(ended)
                found.append(RoomRow(id_, event, _time(began), over))
        return tuple(found)

    def find(self, code: str) -> str | None:
        """See `RoomStore`."""
        found = self._all("SELECT id FROM rooms WHERE code = ? AND ended IS NULL", (code,))
        return found[0][0] if found else None

    def forget(self, room: str, seat: str) -> int:
        """See `RoomStore`."""
        with self._writing() as run:
            count = run(
                "UPDATE happened SET kind = CASE kind WHEN 'SeatTaken' THEN ? ELSE ? END,"
                " seat = NULL, ballot = NULL, round = NULL, fraction = NULL, sent = NULL,"
                " payload = '{}' WHERE room = ? AND seat = ?",
                (FORGOTTEN_SEAT, FORGOTTEN, room, seat),
            ).rowcount
            query = (
                "SELECT seq, payload FROM happened"
                " WHERE room = ? AND kind <> 'Voted' AND instr(payload, ?)"
            )
            for seq, payload in run(query, (room, seat)).fetchall():
                self._say(room, seq, without(payload, seat))
        return count

    def forgotten(self, room: str) -> int:
        """See `RoomStore`."""
        query = "SELECT count(*) FROM happened WHERE room = ? AND kind = ? AND kind <> 'Voted'"
        return int(self._all(query, (room, FORGOTTEN_SEAT))[0][0])

    def thin(self, room: str, thin: Thin) -> int:
        """See `RoomStore`."""
        query = "SELECT seq, kind, payload FROM happened WHERE room = ? ORDER BY seq"
        with self._writing() as run:
            changes = list(changed(run(query, (room,)), thin))
            for seq, payload in changes:
                self._say(room, seq, payload)
        return len(changes)

    def _say(self, room: str, seq: int, payload: str) -> None:
        self._connection.execute(
            "UPDATE happened SET payload = ? WHERE room = ? AND seq = ?", (payload, room, seq)
        )

    def erase(self, room: str) -> None:
        """See `RoomStore`."""
        with self._writing() as run:
            run("DELETE FROM rooms WHERE id = ?", (room,))
        self.compact()

    def compact(self) -> None:
        """See `RoomStore`."""
        self._all("VACUUM")

    def rosters(self) -> dict[str, str]:
        """See `RoomStore`."""
        return dict(self._all("SELECT name, people FROM rosters ORDER BY name"))

    def keep_roster(self, name: str, people: str | None) -> None:
        """See `RoomStore`."""
        with self._writing() as run:
            run("DELETE FROM rosters WHERE name = ?", (name,))
            if people is not None:
                run("INSERT INTO rosters VALUES (?, ?)", (name, people))

    def pseudonym_key(self) -> str:
        """See `RoomStore`."""
        return str(self._all("SELECT key FROM pseudonyms")[0][0])

    def follow(self, changed: Callable[[str], None]) -> None:
        """See `RoomStore`; one process serves this store, and it knows."""

    def close(self) -> None:
        """See `RoomStore`."""
        with self._lock:
            self._connection.close()

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _micro(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _time(micro: int) -> datetime:
    return _EPOCH + micro * _MICROSECOND
