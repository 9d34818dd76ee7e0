"""Writing a file for somebody: whole or not at all, and nothing of theirs replaced unasked."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from course.errors import CourseError
from course.i18n import _
from course.text import visible


@contextmanager
def written(path: Path | None, *, force: bool = False) -> Iterator[TextIO]:
    """Where to write: standard output for None, else a file that is there when all of it is.

    Raises `CourseError` when there is one already and it is not to be replaced.
    """
    if path is None:
        yield sys.stdout
        return
    if not force:
        need_free(path)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        _put(half, path, force=force)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise CourseError(
            _("{path} cannot be written: {why}").format(
                path=visible(str(path), 1_000), why=error.strerror
            ),
            _("choose another place"),
        ) from error
    finally:
        half.unlink(missing_ok=True)


def need_free(path: Path) -> None:
    """Raises `CourseError` when there is something at a place to write to."""
    if path.exists() or path.is_symlink():
        raise _there(path)


def _put(half: Path, path: Path, *, force: bool) -> None:
    if force:
        half.replace(path)
        return
    try:
        os.link(half, path)
    except FileExistsError:
        raise _there(path) from None
    except OSError:  # a file system without links
        if path.exists():
            raise _there(path) from None
        half.rename(path)


def _there(path: Path) -> CourseError:
    return CourseError(
        _("{path} is there already").format(path=visible(str(path), 1_000)),
        _("--force replaces it"),
    )
