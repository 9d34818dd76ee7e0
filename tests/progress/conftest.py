"""Stores to test, and the means to break them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course.progress.codec import decode, encode
from course.progress.sqlite import SqliteStore
from course.progress.store import MemoryStore, Store
from tests.progress.logs import NOON, ONE_OF_EACH, log

Reopen = Callable[[], Store]
"""Closes the store and opens it again, as the next start of the program does."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a learner's file would be."""
    return tmp_path / "home" / "progress.db"


@pytest.fixture(params=["memory", "sqlite"])
def reopen(request: pytest.FixtureRequest, path: Path) -> Iterator[Reopen]:
    """The one contract for every kind of store; a new kind is one more parameter."""
    opened: list[Store] = []

    def again() -> Store:
        if opened and request.param == "memory":
            return opened[0]
        for store in opened:
            store.close()
        opened.append(MemoryStore() if request.param == "memory" else SqliteStore(path, NOON))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Reopen) -> Store:
    """An empty store."""
    return reopen()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of somebody to whom permissions apply, who the test then is."""
    for one in log(*ONE_OF_EACH):
        decode(encode(one))  # what is imported late may not be readable then
    folder = Path(tempfile.mkdtemp())
    was_root = os.geteuid() == 0
    if was_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o700)
        shutil.rmtree(folder)
