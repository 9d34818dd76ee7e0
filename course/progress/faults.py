"""What can go wrong with the learner's file, in words: what happened, where, and what to do."""

import shlex
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from course.errors import CourseError
from course.progress import backups
from course.progress.chain import Broken
from course.progress.schema import BUSY_SECONDS
from course.progress.store import NotStored
from course.text import visible

ELSEWHERE = "set COURSE_HOME to a folder of your own"


class Damaged(CourseError):
    """The file is not what was written; it is left as it is.

    Args:
        path: The file.
        why: What was found.
        state: What that makes of it.
    """

    def __init__(self, path: Path, why: str, *, state: str = "is damaged") -> None:
        self.backup = backups.newest_good(path)
        """The newest backup that is wholly sound."""
        verb = ("progress", "restore", "--repair", "--file", str(path))
        command = shlex.join([sys.executable, "-m", "course", *verb])
        if self.backup:
            source = f"your backup of {self.backup.taken:%d %B %Y} and all that can still be read"
        else:
            source = "all that can still be read, as there is no sound backup"
        super().__init__(
            f"{shown(path)} {state}: {visible(why)}",
            f"to go on from {source}, run: {visible(command, 1_000)}",
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what SQLite and the system say of `path` as a `CourseError`."""
    try:
        yield
    except Broken as broken:
        raise Damaged(path, str(broken)) from broken
    except UnicodeDecodeError as error:
        raise Damaged(path, "bytes that are no text stand where text should") from error
    except sqlite3.Error as error:
        raise _explanation(error, path) from error
    except OSError as error:
        raise unusable(path, error) from error


def unusable(path: Path, error: OSError) -> CourseError:
    """The system refused a file or folder."""
    return CourseError(
        f"{shown(path)} cannot be used: {error.strerror or type(error).__name__}",
        f"check its permissions, or {ELSEWHERE}",
    )


def shown(path: Path) -> str:
    """A path fit to show."""
    return visible(str(path), 1_000)


def _explanation(error: sqlite3.Error, path: Path) -> CourseError:
    # Text that is not UTF-8 is refused by Python itself, without a code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    where, detail = shown(path), visible(str(error))
    if code == sqlite3.SQLITE_INTERRUPT:
        raise KeyboardInterrupt from error
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return CourseError(
            f"{where} was being written when a program ended, and cannot be put right here",
            f"let it be written, or copy it with its -journal and {ELSEWHERE}",
        )
    match code & 0xFF:
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(path, str(error))
        case sqlite3.SQLITE_FULL:
            return NotStored(
                f"the disk is full ({_free(path)} free): nothing was saved to {where}",
                "free some space and try again, or go on without saving",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return NotStored(
                f"another program kept {where} for {BUSY_SECONDS} seconds: nothing was saved",
                "close the other program, or try again",
            )
        case sqlite3.SQLITE_READONLY:
            return NotStored(
                f"{where} was moved or can no longer be written: nothing was saved",
                "put it back and start again, or go on without saving",
            )
        case sqlite3.SQLITE_IOERR:
            return NotStored(
                f"the disk failed ({detail}, {_free(path)} free): nothing was saved to {where}",
                "try again, or go on without saving",
            )
        case _:
            return CourseError(
                f"{where} cannot be used: {detail}", f"check its permissions, or {ELSEWHERE}"
            )


def _free(path: Path) -> str:
    import shutil

    try:
        free = float(shutil.disk_usage(path.parent).free)
    except OSError:
        return "an unknown space"
    for unit in ("B", "kB", "MB", "GB"):
        if free < 1000:
            return f"{free:.0f} {unit}"
        free /= 1000
    return f"{free:.0f} TB"
