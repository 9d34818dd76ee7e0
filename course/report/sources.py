"""Where the classes of a report come from: the store, files, or a server that holds one now."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from course.errors import CourseError
from course.i18n import _
from course.rooms.carried import LARGEST, loaded
from course.rooms.memory import MemoryRooms
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore
from course.text import visible

SQLITE = b"SQLite format 3\x00"

SECONDS = 30
"""How long a server may take to answer."""


def is_address(what: str) -> bool:
    """Whether it names a server."""
    return what.startswith(("http://", "https://"))


def is_file(what: str) -> bool:
    """Whether it names a file, and not a class by its code or quiz."""
    return (
        Path(what).suffix.lower() in (".db", ".json", ".result", ".sqlite") or Path(what).is_file()
    )


@contextmanager
def from_files(names: Sequence[str]) -> Iterator[RoomStore]:
    """The classes in some files; the files stay as they are."""
    with tempfile.TemporaryDirectory(prefix="course-") as folder:
        stores = [_file(Path(name), Path(folder) / str(n)) for n, name in enumerate(names)]
        try:
            yield stores[0] if len(stores) == 1 else _together(stores)
        finally:
            for store in stores:
                store.close()


def _file(path: Path, copy: Path) -> RoomStore:
    shown = visible(str(path), 1_000)
    try:
        with path.open("rb") as file:
            if file.read(len(SQLITE)) == SQLITE:
                return _copied(path, copy)
            file.seek(0)
            text = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CourseError(
            _("{file} cannot be read: {why}").format(file=shown, why=why.lower()),
            _("name a file of classes, or the code of one"),
        ) from None
    if len(text) > LARGEST:
        raise CourseError(_("{file} is too large for a class").format(file=shown))
    store = MemoryRooms()
    loaded(text, shown, store)
    return store


def _copied(path: Path, copy: Path) -> RoomStore:
    """A copy: somebody else's file is neither changed nor trusted."""
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as there:
            there.execute("PRAGMA trusted_schema = OFF")
            with closing(sqlite3.connect(copy)) as here:
                there.backup(here)
    except sqlite3.Error:
        shutil.copyfile(path, copy)
    try:
        return SqliteRooms(copy)
    except CourseError:
        raise CourseError(
            _("{file} is no file of classes").format(file=visible(str(path), 1_000)),
            _("name a file of classes, or the code of one"),
        ) from None


def _together(stores: Sequence[RoomStore]) -> MemoryRooms:
    every = MemoryRooms()
    for store in stores:
        for row in store.rooms():
            log = dict(store.read(row.id))
            rows = [log.get(seq) for seq in range(1, max(log, default=0) + 1)]
            every.hold(row, rows, store.forgotten(row.id))
    return every


@contextmanager
def from_server(address: str, code: str, secret: str, *, names: bool) -> Iterator[RoomStore]:
    """The class with this code at a server; blocks until it has answered."""
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    request = Request(
        f"{address.rstrip('/')}/class",
        headers={
            "X-Class": code,
            "X-Names": "yes" if names else "no",
            "Authorization": f"Bearer {secret}",
        },
    )
    shown = visible(address)
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            text = answer.read(LARGEST + 1)
    except HTTPError as error:
        said = error.read(300).decode("utf-8", "replace").strip()
        refused = visible(said) if error.code == 403 and said else f"{error.code}"
        raise CourseError(
            _("{address} gives no report: {why}").format(address=shown, why=refused),
            _("look at the code and the teacher's secret"),
        ) from None
    except (URLError, OSError, ValueError) as error:
        why = visible(str(getattr(error, "reason", error)))
        raise CourseError(
            _("{address} cannot be reached: {why}").format(address=shown, why=why),
            _("is the class being held there?"),
        ) from None
    store = MemoryRooms()
    loaded(text, shown, store)
    yield store
