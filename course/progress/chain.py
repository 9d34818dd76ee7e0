"""The chain of checksums through a log: extending it, reading along it, finding where it breaks.

SQLite's own checks pass more than half of all single flipped bits; these pass none.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from course.progress.codec import Row, checksum
from course.progress.schema import pragma
from course.watch import Watch, unwatched, watched

COLUMNS = "seq, id, learner, course, at, offset, day, kind, attempt, payload, crc"

_BATCH = 1_000
_STEPS = 100_000


class Broken(Exception):
    """The log is not as it was written; the message says where."""


def last(connection: sqlite3.Connection) -> tuple[int, int]:
    """Sequence number and checksum of the newest row; zeros without any."""
    newest = connection.execute("SELECT seq, crc FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return newest or (0, 0)


def extend(connection: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Append rows not there yet, by id, inside the caller's transaction; the newest number."""
    seq, crc = last(connection)
    for row in rows:
        following = checksum(seq + 1, row, crc)
        added = connection.execute(
            f"INSERT INTO events ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO NOTHING",
            (seq + 1, *row, following),
        )
        if added.rowcount:
            seq, crc = seq + 1, following
    return seq


def rows(connection: sqlite3.Connection, after: int = 0) -> Iterator[tuple[int, Row]]:
    """Every row above `after`, in sequence; raises `Broken` at the first that is not sound.

    No lock is held between the rows.
    """
    crc = 0
    if after:
        link = connection.execute("SELECT crc FROM events WHERE seq = ?", (after,)).fetchone()
        if link is None:
            raise Broken(f"event {after} is missing")
        crc = link[0]
    query = f"SELECT {COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT {_BATCH}"
    while batch := connection.execute(query, (after,)).fetchall():
        for values in batch:
            seq, row, stored = unpacked(values)
            if seq != after + 1:
                raise Broken(f"event {after + 1} is missing")
            if checksum(seq, row, crc) != stored:
                raise Broken(f"event {seq} was changed")
            yield seq, row
            after, crc = seq, stored


def rows_of_attempt(
    connection: sqlite3.Connection, attempt: str, after: int = 0
) -> Iterator[tuple[int, Row]]:
    """The rows of one attempt, in sequence, each checked against the row before it."""
    query = (
        f"SELECT {', '.join(f'e.{column}' for column in COLUMNS.split(', '))}, before.crc"
        " FROM events e LEFT JOIN events before ON before.seq = e.seq - 1"
        " WHERE e.attempt = ? AND e.seq > ? ORDER BY e.seq"
    )
    for *values, crc in connection.execute(query, (attempt, after)).fetchall():
        seq, row, stored = unpacked(values)
        if checksum(seq, row, crc or 0) != stored:
            raise Broken(f"event {seq} was changed")
        yield seq, row


def unpacked(values: Iterable[Any]) -> tuple[int, Row, int]:
    """Number, row and checksum from the values of `COLUMNS`."""
    seq, *row, crc = values
    return seq, Row(*row), crc


def check_newest(
    connection: sqlite3.Connection, count: int, watch: Watch = unwatched, what: str = ""
) -> None:
    """A quick look: nothing is missing at the end, and the newest `count` rows are sound."""
    # One statement sees one moment, however busily another program writes. The count is of the
    # index on ids, so it also tells when a row slipped out of the table.
    newest, held, snapshot = connection.execute(
        "SELECT (SELECT coalesce(max(seq), 0) FROM events), (SELECT count(*) FROM events),"
        " (SELECT coalesce(max(seq), 0) FROM snapshots)"
    ).fetchone()
    if held != newest or snapshot > newest:
        raise Broken(f"events after {min(held, newest)} are missing")
    for _ in watched(rows(connection, max(0, newest - count)), watch, what, min(count, newest)):
        pass


def check(connection: sqlite3.Connection, watch: Watch = unwatched, what: str = "") -> int:
    """A thorough look at the whole file; how many events it holds."""
    watch(what, 0, None)
    # Calling back lets Ctrl-C through: SQLite then says that it was interrupted.
    connection.set_progress_handler(lambda: 0, _STEPS)
    if (found := pragma(connection, "integrity_check(1)")) != "ok":
        raise Broken(str(found))
    connection.set_progress_handler(None, 0)
    newest, _ = last(connection)
    check_newest(connection, newest, watch, what)
    return newest
