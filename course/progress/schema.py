"""The learner's file: its tables, its versions, and how a connection to it is made safe."""

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

from course.errors import CourseError

APPLICATION_ID = 0x43727365
"""`Crse`, in the header of every file of ours."""

BUSY_SECONDS = 5
"""How long to wait for another program to finish its answer."""

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file may raise; SQLite quotes bytes that are no text in its messages."""

Migration = Callable[[sqlite3.Connection], None]
"""Brings a file to the next version, inside a transaction it neither begins nor ends."""


def _to_1(connection: sqlite3.Connection) -> None:
    connection.execute(
        """CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    course TEXT NOT NULL,
    at INTEGER NOT NULL, -- microseconds since 1970, UTC
    offset INTEGER NOT NULL, -- minutes east of UTC
    day TEXT NOT NULL, -- study day
    kind TEXT NOT NULL,
    attempt TEXT,
    payload TEXT NOT NULL, -- JSON
    crc INTEGER NOT NULL -- CRC-32 of the row, chained to that of the row before
) STRICT"""
    )
    connection.execute(
        """CREATE TABLE snapshots (
    learner TEXT NOT NULL,
    course TEXT NOT NULL,
    seq INTEGER NOT NULL,
    data BLOB NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (learner, course)
) STRICT"""
    )


MIGRATIONS: tuple[Migration, ...] = (_to_1,)
"""One for each version; the version of a file is how many it has been through."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection to an existing file that commits durably, or raises `sqlite3.Error`.

    TRUNCATE with FULL lost nothing in simulated power cuts, needs no second file to be read, and
    opens where nothing may be written.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        # A file may come from anywhere: nothing in its schema may run code.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if not read_only:
            make_durable(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def make_durable(connection: sqlite3.Connection) -> None:
    """Set what makes a commit survive a power cut, and read it back."""
    connection.execute("PRAGMA fullfsync = ON")  # heard on macOS only
    connection.execute("PRAGMA synchronous = FULL")
    mode = pragma(connection, "journal_mode = TRUNCATE")
    if mode != "truncate" or pragma(connection, "synchronous") != 2:
        raise CourseError(
            f"another program keeps the file in journal mode {mode}", "close it and try again"
        )


def pragma(connection: sqlite3.Connection, name: str) -> int | str:
    """The value of a pragma that has one."""
    value: int | str = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def version(connection: sqlite3.Connection) -> int:
    """How many migrations a file has been through; 0 for an empty one."""
    return int(pragma(connection, "user_version"))


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Bring a file to the newest version; the caller has begun a transaction."""
    for migration in migrations[version(connection) :]:
        migration(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations)}")


def is_as_made(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> bool:
    """Whether the tables are exactly those that the migrations make."""
    return _tables(connection) == _made(migrations)


@cache
def _made(migrations: tuple[Migration, ...]) -> frozenset[tuple[str, ...]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, migrations)
        return _tables(connection)
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
