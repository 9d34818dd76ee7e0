"""What is wrong with a course, a part of it or one file: the answer of `course check`.

A verdict about unchanged files is recalled; only a new one imports the models and the parser.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.errors import CourseError
from course.loading.cache import Cached
from course.loading.diagnostics import Diagnostic, Span
from course.loading.files import CourseFiles, Kind, is_course, shown
from course.text import plural, visible
from course.watch import Watch, unwatched

if TYPE_CHECKING:
    from course.loading.loaded import Follower

LARGEST_EXCERPTS = 500_000
"""Code points of excerpts that are kept with a verdict at most."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that was judged."""

    file: str
    kind: Kind
    questions: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, in order, and with how much content."""

    files: tuple[Judged, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many diagnostics are errors."""
        return sum(found.severity == "error" for found in self.diagnostics)

    def summary(self) -> str:
        """Counts in a line: `40 lessons, 42 quizzes, 436 questions: 1 error, 2 warnings`."""
        kinds = [judged.kind for judged in self.files]
        counts = [
            plural(kinds.count("lesson"), "lesson"),
            plural(kinds.count("quiz"), "quiz", "quizzes"),
            plural(sum(judged.questions for judged in self.files), "question"),
        ]
        if papers := kinds.count("paper"):
            counts.append(plural(papers, "paper"))
        if exercises := kinds.count("exercise"):
            counts.append(plural(exercises, "exercise"))
        if scenarios := kinds.count("scenario"):
            counts.append(plural(scenarios, "scenario"))
        warnings = plural(len(self.diagnostics) - self.errors, "warning")
        return f"{', '.join(counts)}: {plural(self.errors, 'error')}, {warnings}"

    def about(self, names: set[str]) -> "Verdict":
        """The part that is about some of the files."""
        return Verdict(
            tuple(judged for judged in self.files if judged.file in names),
            tuple(found for found in self.diagnostics if found.span.file in names),
        )


def check(
    path: Path,
    following: "Callable[[], Follower] | None" = None,
    *,
    kept_as: str | None = "faults",
    watch: Watch = unwatched,
) -> Verdict:
    """Judge what is at `path`: a course, a part of its folders, or one file.

    A part is judged within its course, so that its links count; a file outside any course is
    judged alone. Raises `CourseError` for a folder without content.

    Args:
        path: What to judge.
        following: Makes somebody who has more to say; asked only when the verdict is not known.
        kept_as: Under which name the verdict is kept and recalled; neither without one.
        watch: Told which file is looked at.
    """
    # Unlike Path.resolve this raises nothing, not even for links in a circle.
    part = Path(os.path.realpath(path))
    root = course_around(part)
    if root:
        files = CourseFiles(root)
        if part in (root, root / "lessons"):
            return _whole(files, following, watch, kept_as=kept_as)
        if names := {shown(f.path) for f in files.all if f.path.is_relative_to(part)}:
            return _whole(files, following, watch, kept_as=kept_as).about(names)
    if part.is_dir():
        raise _no_course(path)
    from course.loading.loaded import judge_alone

    return judge_alone(path, following() if following else None)


def part_of(path: Path) -> tuple[list[Path], dict[Path, str]]:
    """All files of the course around `path`, and those at it with the names they are shown by."""
    part = Path(os.path.realpath(path))
    root = course_around(part)
    if root is None:
        if part.is_dir():
            raise _no_course(path)
        return [part], {part: shown(path)}
    everything = [file.path for file in CourseFiles(root).all]
    is_whole = part in (root, root / "lessons")
    return everything, {
        file: shown(file) for file in everything if is_whole or file.is_relative_to(part)
    }


def folders_of(path: Path) -> list[Path]:
    """Where the files lie that a verdict on `path` depends on."""
    part = Path(os.path.realpath(path))
    root = course_around(part)
    if root is None:
        return [part if part.is_dir() else part.parent]
    return [folder for folder in (root / "lessons", root / "quizzes") if folder.is_dir()]


def _no_course(path: Path) -> CourseError:
    return CourseError(
        f"there is no course in {visible(str(path))}",
        "name a folder that holds lessons/course.yaml, a part of one, or a single file",
        exit_code=2,
    )


def course_around(part: Path) -> Path | None:
    """The folder of the course that a resolved path is in."""
    for folder in (part, *part.parents):
        if is_course(folder) or (folder == part and (folder / "lessons").is_dir()):
            return folder
    return None


def _whole(
    files: CourseFiles,
    following: "Callable[[], Follower] | None",
    watch: Watch,
    *,
    kept_as: str | None,
) -> Verdict:
    cached = Cached(kept_as, files, also=shown(files.root)) if kept_as else None
    if cached and (stored := cached.recalled()) is not None:
        return _restored(*stored)
    from course.loading.texts import Texts

    texts = Texts(files, ahead=True)  # beside the import of the models
    from course.loading.loaded import judge

    verdict = judge(texts, following() if following else None, watch)
    # Hundreds of faults on one line of a megabyte would be as many megabytes to write.
    if cached and sum(len(found.excerpt) for found in verdict.diagnostics) < LARGEST_EXCERPTS:
        cached.keep(astuple(verdict))
    return verdict


def _restored(files: Sequence[Any], diagnostics: Sequence[Any]) -> Verdict:
    return Verdict(
        tuple(Judged(*judged) for judged in files),
        tuple(
            Diagnostic(code, severity, message, Span(*span), *rest)
            for code, severity, message, span, *rest in diagnostics
        ),
    )
