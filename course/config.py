"""Where progress is kept and whose it is: the environment, read once for each start."""

import os
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from course.errors import CourseError
from course.progress.learner import Learner
from course.text import refusal, visible

LONGEST_NAME = 60
"""Longest name of a learner, in characters."""


def home() -> Path:
    """The folder of everything a learner owns: `COURSE_HOME`, else where the system keeps data.

    Raises `CourseError` for a `~name` that is nobody.
    """
    if chosen := os.environ.get("COURSE_HOME"):
        try:
            return Path(chosen).expanduser().absolute()
        except RuntimeError:
            raise CourseError(
                f"COURSE_HOME names somebody's home who is not known here: {visible(chosen)}",
                "set it to a folder of your own",
                exit_code=2,
            ) from None
    from platformdirs import user_data_path

    return user_data_path("course", appauthor=False)


def learner_name(chosen: str | None = None) -> str:
    """Who is studying: `chosen`, else `COURSE_LEARNER`, else the user's login name.

    Raises `CourseError` when a name that was given cannot be one.
    """
    if name := chosen or os.environ.get("COURSE_LEARNER"):
        return _clean(name)
    try:
        import getpass

        return _clean(getpass.getuser())
    except (CourseError, OSError, KeyError, ImportError):
        return "learner"


def _clean(name: str) -> str:
    # The same name typed on two machines must be the same learner.
    name = unicodedata.normalize("NFC", name).strip()
    why = refusal(name, LONGEST_NAME)
    if not name:
        why = "it is empty"
    elif "\n" in name or "\t" in name:
        why = "it must stand on one line, without tabs"
    if why:
        raise CourseError(
            f"`{visible(name, 80)}` cannot be a learner's name: {why}",
            f"choose 1 to {LONGEST_NAME} letters, such as `--learner ana`",
            exit_code=2,
        )
    return name


def local_time() -> datetime:
    """The time on this machine, in its offset."""
    return datetime.now(UTC).astimezone()


def randomness() -> str:
    """20 random hex digits."""
    return os.urandom(10).hex()


def open_learner(
    course_id: str,
    name: str | None = None,
    *,
    clock: Callable[[], datetime] = local_time,
    home: Path | None = None,
) -> Learner:
    """A learner of a course, with the progress kept on this machine.

    Args:
        course_id: The course.
        name: Of the learner; see `learner_name`.
        clock: Aware local time.
        home: The folder to keep it in; see the function `home`.

    Raises:
        CourseError: The name cannot be one, or the file cannot be used.
    """
    from course.progress.sqlite import SqliteStore

    learner = learner_name(name)
    store = SqliteStore(progress_file(home), clock())
    try:
        return Learner(store, learner, course_id, clock, randomness)
    except BaseException:
        store.close()
        raise


def progress_file(home: Path | None = None) -> Path:
    """Where the log of every learner on this machine is kept."""
    return (home or _default_home()) / "progress.db"


_default_home = home
