"""Rooms in PostgreSQL: one store for any number of processes, on any number of hosts.

Each room's numbers are given out under a lock on its row, so they are committed in order and
without a gap; a NOTIFY tells the other processes of a room that there is more to read.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlsplit

import psycopg

from course.errors import CourseError
from course.i18n import _
from course.rooms.codec import encode
from course.rooms.sql import SqlRooms, columns
from course.rooms.store import Entry
from course.sessions.live.events import RoomEnded, RoomOpened, RoomReopened

VERSION = 2
CHANNEL = "course_rooms"

_TABLES = """
CREATE TABLE rooms (
    id text PRIMARY KEY,
    code text NOT NULL,
    began timestamptz NOT NULL,
    ended timestamptz,
    seq integer NOT NULL DEFAULT 0,
    opened jsonb NOT NULL
);
CREATE UNIQUE INDEX open_codes ON rooms (code) WHERE ended IS NULL;
CREATE TABLE happened (
    room text NOT NULL REFERENCES rooms ON DELETE CASCADE,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    seat text,
    ballot text,
    round integer,
    fraction double precision,
    sent text,
    payload jsonb NOT NULL,
    PRIMARY KEY (room, seq)
);
CREATE UNIQUE INDEX once ON happened (room, sent) WHERE sent IS NOT NULL;
CREATE INDEX answers ON happened (room, ballot, round, seat, seq) WHERE kind = 'Voted';
CREATE INDEX turns ON happened (room, kind) WHERE kind <> 'Voted';
CREATE TABLE hums (
    room text NOT NULL REFERENCES rooms ON DELETE CASCADE,
    ballot text NOT NULL,
    round integer NOT NULL,
    side text NOT NULL,
    strength integer NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (room, ballot, round, side, strength)
);
CREATE TABLE course_rooms_version (version integer NOT NULL);
"""

_SINCE_2 = """
CREATE TABLE rosters (name text PRIMARY KEY, people text NOT NULL);
CREATE TABLE pseudonyms (key text NOT NULL);
"""

_LOCK = 0x4372736D
"""Of the advisory lock that makes one process lay the tables."""

LOCAL = ("", "localhost", "127.0.0.1", "::1")


class PostgresRooms(SqlRooms):
    """See `RoomStore`.

    Args:
        url: `postgresql://user@host/database`; the password comes from `PGPASSWORD` or `.pgpass`,
            and TLS is verified for any host but this one unless the address says otherwise.
    """

    NAMES_A_SEAT = "strpos(CAST(payload AS text), ?) > 0"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.password is not None:
            raise CourseError(
                _("a password on the command line can be read by every user of this machine"),
                _("leave it out and put it into PGPASSWORD or ~/.pgpass"),
                exit_code=2,
            )
        self._url = url
        self._settings: dict[str, Any] = {"autocommit": True, "connect_timeout": 10}
        if (parts.hostname or "") not in LOCAL and "sslmode" not in parts.query:
            self._settings["sslmode"] = "verify-full"
        self._lock = Lock()
        self._closed = False
        try:
            self._connection = self._connect()
        except psycopg.Error as error:
            raise self._refused(error) from error
        try:
            self._prepare()
        except BaseException as error:
            self._connection.close()
            if isinstance(error, psycopg.Error):
                raise self._refused(error) from error
            raise

    @property
    def where(self) -> str:
        """See `RoomStore`."""
        return self._url

    def _connect(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(self._url, **self._settings)
        connection.execute("SET statement_timeout = '30s'")
        connection.execute("SET synchronous_commit = on")
        return connection

    def _refused(self, error: Exception) -> CourseError:
        why = str(error).strip().splitlines()
        return CourseError(
            _("the database cannot be used: {why}").format(
                why=why[0] if why else type(error).__name__
            ),
            _("check the address, the role and the password"),
        )

    def _prepare(self) -> None:
        with self._writing() as run:
            run("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
            if run("SELECT to_regclass('course_rooms_version')").fetchone() == (None,):
                run(_TABLES)
                run("INSERT INTO course_rooms_version VALUES (1)")
            found = run("SELECT version FROM course_rooms_version").fetchone()
            if found and found[0] < VERSION:
                run(_SINCE_2)
                run("INSERT INTO pseudonyms VALUES (?)", (os.urandom(16).hex(),))
                run("UPDATE course_rooms_version SET version = ?", (VERSION,))
            if found and found[0] > VERSION:
                raise CourseError(
                    _(
                        "this database is of a newer version of this program (format {format})"
                    ).format(format=found[0]),
                    _("upgrade the program; the database is left as it is"),
                )

    def open(self, room: str, opened: RoomOpened, at: datetime) -> None:
        """See `RoomStore`."""
        _kind, payload = encode(opened)
        try:
            with self._writing() as run:
                run(
                    "INSERT INTO rooms (id, code, began, opened) VALUES (?, ?, ?, ?)",
                    (room, opened.code, at, payload),
                )
        except psycopg.errors.UniqueViolation:
            raise CourseError(_("this code is in use"), _("try again: another is drawn")) from None

    def append_together(
        self, batches: Sequence[tuple[str, Sequence[Entry]]]
    ) -> list[list[int | None] | CourseError]:
        """See `RoomStore`."""
        numbers: dict[int, list[int | None] | CourseError] = {}
        with self._writing() as run:
            # In one order everywhere, so that two processes never wait for one another.
            for place in sorted(range(len(batches)), key=lambda place: batches[place][0]):
                try:
                    with self._connection.transaction():
                        numbers[place] = self._append(run, *batches[place])
                except CourseError as error:
                    numbers[place] = error
        return [numbers[place] for place in range(len(batches))]

    def _append(self, run: Any, room: str, entries: Sequence[Entry]) -> list[int | None]:
        rows = [(entry, *encode(entry.event)) for entry in entries]
        numbers: list[int | None] = []
        found = run("SELECT seq FROM rooms WHERE id = ? FOR UPDATE", (room,)).fetchone()
        if found is None:
            raise CourseError(_("this room is gone"), _("open a new one"))
        seq: int = found[0]
        known = self._seen(run, room, entries)
        added = []
        for entry, kind, payload in rows:
            if entry.key is not None and entry.key in known:
                numbers.append(None)
                continue
            if entry.key is not None:
                known.add(entry.key)
            seq += 1
            numbers.append(seq)
            added.append(columns(room, seq, entry.at, entry, kind, payload))
            self._beside(run, room, entry)
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO happened VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", added
            )
        run("UPDATE rooms SET seq = ? WHERE id = ?", (seq, room))
        run("SELECT pg_notify(?, ?)", (CHANNEL, room))
        return numbers

    def _seen(self, run: Any, room: str, entries: Sequence[Entry]) -> set[str]:
        keys = [entry.key for entry in entries if entry.key is not None]
        query = "SELECT sent FROM happened WHERE room = ? AND sent = ANY(?)"
        return {key for (key,) in run(query, (room, keys)).fetchall()} if keys else set()

    def _beside(self, run: Any, room: str, entry: Entry) -> None:
        event = entry.event
        if entry.hum:
            run(
                "INSERT INTO hums AS h VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT"
                " (room, ballot, round, side, strength) DO UPDATE SET count = h.count + 1",
                (room, getattr(event, "ballot", ""), getattr(event, "round", 1), *entry.hum),
            )
        if isinstance(event, RoomEnded | RoomReopened):
            ended = entry.at if isinstance(event, RoomEnded) else None
            run("UPDATE rooms SET ended = ? WHERE id = ?", (ended, room))

    def forget(self, room: str, seat: str) -> int:
        """See `RoomStore`."""
        count = super().forget(room, seat)
        self._all_of("VACUUM happened")
        return count

    def compact(self) -> None:
        """See `RoomStore`; where a class is being held now, dead rows are only marked as free."""
        with self._connect() as connection:
            connection.execute("SET statement_timeout = 0; SET lock_timeout = '3s'")
            for table in ("happened", "rosters"):
                try:
                    connection.execute(f"VACUUM (FULL) {table}")
                except psycopg.errors.LockNotAvailable:
                    connection.execute(f"VACUUM {table}")

    def follow(self, changed: Callable[[str], None]) -> None:
        """See `RoomStore`."""
        Thread(target=self._listen, args=(changed,), name="follow rooms", daemon=True).start()

    def _listen(self, changed: Callable[[str], None]) -> None:
        while not self._closed:
            with suppress(psycopg.Error), self._connect() as connection:
                connection.execute(f"LISTEN {CHANNEL}")
                changed("")  # whatever happened before this connection listened
                while not self._closed:
                    for told in connection.notifies(timeout=1):
                        changed(told.payload)

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Runs queries in one transaction of its own; temporary tables end with it."""
        with self._connect() as connection:
            connection.execute(
                "SET statement_timeout = '300s'; SET work_mem = '64MB'; SET jit = off"
            )
            yield connection.execute

    def close(self) -> None:
        """See `RoomStore`."""
        self._closed = True
        with self._lock:
            self._connection.close()

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._working():
            return self._connection.execute(query.replace("?", "%s"), values).fetchall()

    def _all_of(self, command: str) -> None:
        with self._lock, self._working():
            self._connection.execute(command)

    def _time(self, kept: datetime) -> datetime:
        return kept

    @contextmanager
    def _working(self) -> Iterator[None]:
        """A connection that answers: a lost one is made anew before it is used."""
        if self._connection.closed:
            try:
                self._connection = self._connect()
            except psycopg.Error as error:
                raise self._refused(error) from error
        try:
            yield
        except psycopg.OperationalError as error:
            self._connection.close()
            raise self._refused(error) from error

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._lock, self._working(), self._connection.transaction():
            yield lambda query, values=None: self._connection.execute(
                query.replace("?", "%s"), values
            )
