"""Forgetting a learner: out of the file, its backups, and everything kept beside them.

Each file is written anew without them, under a chain of its own so that what others did stays
verifiable, and takes the old one's place at once; the old one's bytes are then overwritten. What
is too damaged to be written anew, and may hold them, is removed whole. Cut short, it can simply be
done again.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from course.errors import CourseError
from course.progress import backups
from course.progress.chain import check, extend, rows
from course.progress.faults import explained
from course.progress.holding import holding
from course.progress.opening import drafted, set_journal_aside
from course.progress.schema import APPLICATION_ID, connect
from course.watch import Watch, unwatched, watched

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Trace:
    """What a file knows of somebody."""

    path: Path
    events: int
    """How many are theirs; 0 for a damaged file that only may hold some."""
    others: int
    """How many are not."""

    @property
    def goes(self) -> bool:
        """Whether the whole file is removed: nothing else is in it, or it cannot be told apart."""
        return self.others == 0


def traces(path: Path, learner: str, watch: Watch = unwatched) -> tuple[Trace, ...]:
    """Every file of ours that knows somebody, the learner's file at `path` first.

    Raises `CourseError` when that file itself is not sound.
    """
    found = []
    for each in _files(path):
        held = holding(each, watch, each.name)
        if each == path and held.fault:
            raise CourseError(held.fault, "course progress restore --repair comes first")
        if held.fault is None:
            theirs = sum(part.events for part in held.parts if part.learner == learner)
            if theirs:
                found.append(Trace(each, theirs, held.events - theirs))
        elif _contains(each, learner.encode()):
            found.append(Trace(each, 0, 0))
    return tuple(found)


def _files(path: Path) -> Iterator[Path]:
    """The learner's file, backups, what was put aside, and drafts and journals left behind."""
    if path.is_file():
        yield path
    for folder in (path.parent, backups.folder(path)):
        for each in sorted(folder.glob("*")) if folder.is_dir() else ():
            if each != path and each.is_file() and (_is_ours(each) or _is_left(each, path)):
                yield each


def _is_ours(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        head = file.read(100)
        return head.startswith(b"SQLite format 3\0") and (
            int.from_bytes(head[68:72], "big") == APPLICATION_ID
        )
    return False


def _is_left(path: Path, of: Path) -> bool:
    name = path.name.removeprefix(".")
    return name.startswith((f"{of.stem}-", of.name))


def _contains(path: Path, word: bytes) -> bool:
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if word in tail + chunk:
                return True
            tail = chunk[-len(word) :]
    return False


def forget(path: Path, learner: str, found: tuple[Trace, ...], watch: Watch = unwatched) -> None:
    """Remove somebody from the files that were found to know them, backups first.

    Raises `CourseError` where a file could not be replaced; the others are as they should be.
    """
    for trace in sorted(found, key=lambda trace: trace.path == path):
        with explained(trace.path):
            if trace.goes and trace.path != path:
                _remove(trace.path)
            else:
                _without(trace.path, learner, watch)
    backups.sync(path.parent)


def _without(path: Path, learner: str, watch: Watch) -> None:
    with drafted(path) as draft:
        with closing(connect(draft)) as new, closing(connect(path, read_only=True)) as old:
            new.execute("BEGIN IMMEDIATE")
            kept = (row for _, row in rows(old) if row.learner != learner)
            extend(new, watched(kept, watch, path.name))
            new.execute("COMMIT")
            check(new)
        backups.sync(draft)
        set_journal_aside(path)
        with _blanked_afterwards(path):
            draft.replace(path)
            backups.sync(path.parent)
    for left in path.parent.glob(f"{path.name}-journal*"):
        _remove(left)


def _remove(path: Path) -> None:
    with _blanked_afterwards(path):
        path.unlink()


@contextmanager
def _blanked_afterwards(path: Path) -> Iterator[None]:
    """What stood in a file that loses its name here is overwritten, where the system allows it."""
    if os.name == "nt":  # no file can lose its name while it is open
        yield
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        yield
        _blank(descriptor)
    finally:
        os.close(descriptor)


def _blank(descriptor: int) -> None:
    """Zeros in place of everything; another name of the same file would show them too."""
    left = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(descriptor, bytes(min(left, _CHUNK)))
    os.fsync(descriptor)
    os.ftruncate(descriptor, 0)
