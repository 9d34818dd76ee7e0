"""Which files a course is made of, and where a course is found."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from course.errors import CourseError
from course.text import visible

Kind = Literal[
    "course",
    "sources",
    "glossary",
    "lesson",
    "quiz",
    "exercise",
    "scenario",
    "paper",
    "translation",
    "language",
]

_FIXED: dict[str, Kind] = {
    "lessons/course.yaml": "course",
    "lessons/sources.yaml": "sources",
    "lessons/glossary.yaml": "glossary",
    "quizzes/placement.yaml": "paper",
    "quizzes/final-exam.yaml": "paper",
}
_FOLDERS: dict[str, Kind] = {
    "quizzes/exercises/": "exercise",
    "quizzes/scenarios/": "scenario",
    "quizzes/": "quiz",
    "lessons/i18n/": "translation",
    "lessons/": "lesson",
}
"""The role of every other file; the first folder that it lies in counts."""

GRAIN = 20_000_000
"""Nanoseconds; Linux stamps files every 1 to 10 ms."""

Stamp = tuple[str, int, int, int, int]
"""Name below the course's folder, size, times of change of content and entry (ns), inode."""


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A file of a course by its role."""

    path: Path
    name: str
    """Its path below the course's folder, with slashes."""
    kind: Kind
    stamp: Stamp

    @property
    def id(self) -> str:
        """The stem of its name."""
        return self.path.stem


class CourseFiles:
    """The folder of a course. Nothing is opened here, only listed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def all(self) -> tuple[CourseFile, ...]:
        """Every YAML file of `lessons/` and `quizzes/`, `course.yaml` and its like first."""
        return self._listed[0]

    @property
    def passed_over(self) -> tuple[Path, ...]:
        """What looks like content and is none: `.yml` files, links to folders."""
        return self._listed[1]

    @cached_property
    def _listed(self) -> tuple[tuple[CourseFile, ...], tuple[Path, ...]]:
        found: list[CourseFile] = []
        passed_over: list[Path] = []
        for folder in ("lessons", "quizzes"):
            self._list(folder, found, passed_over)
        found.sort(key=lambda file: (file.name not in _FIXED, file.name))
        return tuple(found), tuple(sorted(passed_over))

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """What changes when any of the files does."""
        return tuple(file.stamp for file in self.all)

    def are_settled(self) -> bool:
        """Whether all changes are older than the grain of the file system's clock.

        Within one grain a file can change once more and keep its stamp.
        """
        newest = max((max(stamp[2:4]) for stamp in self.stamps), default=0)
        return time.time_ns() - newest > GRAIN

    def find(self, kind: Kind, id: str) -> CourseFile | None:
        """The file of a lesson, a quiz or another role."""
        return self._by_role.get((kind, id))

    @cached_property
    def _by_role(self) -> dict[tuple[Kind, str], CourseFile]:
        return {(file.kind, file.id): file for file in reversed(self.all)}

    def _list(self, folder: str, found: list[CourseFile], passed_over: list[Path]) -> None:
        top = self.root / folder
        real = Path(os.path.realpath(top))
        if top.is_symlink() and not real.is_relative_to(os.path.realpath(self.root)):
            passed_over.append(top)
            return
        waiting = [folder]
        while waiting:
            name = waiting.pop()
            try:
                entries = list(os.scandir(self.root / name))
            except OSError:
                continue
            for entry in entries:
                below = f"{name}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if entry.name.endswith(".yaml"):
                    stamp = _stamp(entry, below)
                    found.append(CourseFile(Path(entry.path), below, _kind(below), stamp))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(below)
                elif entry.name.endswith(".yml") or (entry.is_symlink() and entry.is_dir()):
                    passed_over.append(Path(entry.path))


def _kind(name: str) -> Kind:
    if fixed := _FIXED.get(name):
        return fixed
    if name.startswith("lessons/i18n/") and name.endswith("/language.yaml"):
        return "language" if name.count("/") == 3 else "translation"
    return next(kind for folder, kind in _FOLDERS.items() if name.startswith(folder))


def _stamp(entry: "os.DirEntry[str]", name: str) -> Stamp:
    try:
        known = entry.stat()
    except OSError:
        return (name, -1, -1, -1, -1)
    return (name, known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)


def shown(path: Path) -> str:
    """A path as it is named to people: from the current folder when it lies below it."""
    with suppress(OSError, ValueError):
        return path.absolute().relative_to(Path.cwd()).as_posix()
    return path.as_posix()


def is_course(folder: Path) -> bool:
    """Whether `folder` holds a course."""
    # Unlike Path.exists this raises nothing, not even for a name that is too long.
    return os.path.exists(folder / "lessons" / "course.yaml")  # noqa: PTH110


def find_course(explicit: Path | None = None) -> Path:
    """The folder that holds `lessons/` and `quizzes/`.

    In this order: `explicit`, the environment's `COURSE_PATH`, the current folder when it holds a
    course, the course that came with the program. Raises `CourseError` when what was asked for
    is no course.
    """
    asked = explicit or (Path(named) if (named := os.environ.get("COURSE_PATH")) else None)
    if asked is not None:
        folder = asked.parent if asked.name == "lessons" and not is_course(asked) else asked
        if not is_course(folder):
            raise CourseError(
                f"there is no course in {visible(str(asked))}",
                "name a folder that holds lessons/course.yaml",
                exit_code=2,
            )
        return folder
    package = Path(__file__).resolve().parent.parent
    for folder in (Path(), package.parent, package / "_bundled"):
        if is_course(folder):
            return folder.absolute()
    raise CourseError(
        "the course that belongs to this program is missing",
        "install it again, or name a course with COURSE_PATH",
    )
