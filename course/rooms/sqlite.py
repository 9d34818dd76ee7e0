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
from course.rooms.codec import encode
from course.rooms.sql import SqlRooms, columns
from course.rooms.store import Entry
from course.sessions.live.events import RoomEnded, RoomOpened, RoomReopened

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


class SqliteRooms(SqlRooms):
    """See `RoomStore`. May be used from any thread, one call at a time."""

    NAMES_A_SEAT = "instr(payload, ?)"

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
        added = run(
            "INSERT INTO happened VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (room, sent) WHERE sent IS NOT NULL DO NOTHING",
            columns(room, seq, _micro(entry.at), entry, kind, payload),
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

    def erase(self, room: str) -> None:
        """See `RoomStore`."""
        super().erase(room)
        self.compact()

    def compact(self) -> None:
        """See `RoomStore`."""
        self._all("VACUUM")

    def follow(self, changed: Callable[[str], None]) -> None:
        """See `RoomStore`; one process serves this store, and it knows."""

    def close(self) -> None:
        """See `RoomStore`."""
        with self._lock:
            self._connection.close()

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _time(self, kept: int) -> datetime:
        return _EPOCH + kept * _MICROSECOND

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
