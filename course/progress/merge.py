"""Bringing logs from elsewhere into the learner's file: as sets, so twice is once.

All of it comes in or nothing does; the chain of checksums goes on over what is new, and a backup
is made before. In which order machines give each other their logs makes no difference to what is
folded from them (see `order`).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from course.errors import CourseError
from course.progress import backups
from course.progress.chain import COLUMNS, extend, last, unpacked
from course.progress.codec import Row
from course.progress.faults import explained, shown
from course.progress.opening import open_file
from course.progress.store import NotStored
from course.watch import Watch, unwatched, watched


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    added: int
    known: int
    """How many were there already."""
    learners: tuple[str, ...]
    """Whose events came."""
    backup: Path | None
    """The copy made before; None when nothing was new."""


def merge(path: Path, log: Iterable[Row], now: datetime, watch: Watch = unwatched) -> Merged:
    """Add what is new of `log` to the file at `path`, which is made when it is missing.

    Raises `CourseError` and changes nothing when an event is there already and says otherwise.
    """
    rows = _agreeing(log)
    opened = open_file(path, now)
    with closing(opened.connection) as connection, explained(path):
        if opened.read_only:
            raise NotStored(f"{shown(path)} cannot be written: nothing was saved")
        held = last(connection)[0]
        new = list(_unknown(connection, rows))
        backup = backups.take(path, now) if new and held else None
        connection.execute("BEGIN IMMEDIATE")
        try:
            before = last(connection)[0]
            added = extend(connection, watched(new, watch, path.name, len(new))) - before
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    learners = tuple(dict.fromkeys(row.learner for row in rows.values()))
    return Merged(added, len(rows) - added, learners, backup)


def _agreeing(log: Iterable[Row]) -> dict[str, Row]:
    """The rows by id; raises `CourseError` when two of the same id differ."""
    rows: dict[str, Row] = {}
    for row in log:
        _need_same(row, rows.setdefault(row.id, row))
    return rows


def _unknown(connection: sqlite3.Connection, rows: Mapping[str, Row]) -> Iterator[Row]:
    """Those of `rows` that are not stored yet."""
    query = f"SELECT {COLUMNS} FROM events WHERE id = ?"
    for name, row in rows.items():
        if stored := connection.execute(query, (name,)).fetchone():
            _need_same(row, unpacked(stored)[1])
        else:
            yield row


def _need_same(one: Row, other: Row) -> None:
    # Who somebody is called on which machine may differ (`--as`); what happened may not.
    if one._replace(learner=other.learner) != other:
        raise CourseError(
            f"event {one.id} says one thing in one log and another in the other",
            "one of them was changed: course progress verify tells whether it is yours",
        )


def renamed(log: Iterable[Row], learner: str | None, new_name: str | None) -> Iterator[Row]:
    """Only what `learner` did, and under `new_name`; all and as it is where these are None."""
    for row in log:
        if learner is None or row.learner == learner:
            yield row if new_name is None else row._replace(learner=new_name)
