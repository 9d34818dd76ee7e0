"""Looking at a file as a learner will see it: a study of it that leaves nothing behind."""

import os
from pathlib import Path

from course.config import load_settings, local_time, randomness
from course.errors import CourseError
from course.loading.diagnostics import Diagnostic
from course.loading.drawn import with_file
from course.loading.files import CourseFile, CourseFiles, shown
from course.loading.library import Library
from course.loading.loaded import read_file
from course.loading.source import read
from course.loading.verdict import course_around
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.study import Study
from course.text import visible

KINDS = ("lesson", "quiz", "scenario", "exercise", "paper", "glossary")
"""Files that a learner sees as a whole."""


def forgetful(library: Library) -> Study:
    """A study of a course that leaves nothing behind."""
    learner = Learner(MemoryStore(), "author", library.catalogue.id, local_time, randomness)
    return Study(library, learner, load_settings())


class Preview:
    """One file of a course, and a study that forgets all that is done in it.

    `study` always has the last version that could be read.

    Args:
        path: A lesson, a quiz, a scenario, an exercise, a paper or the glossary.
    """

    def __init__(self, path: Path) -> None:
        real = Path(os.path.realpath(path))
        root = course_around(real)
        found = [file for file in CourseFiles(root).all if file.path == real] if root else []
        if root is None or not found or found[0].kind not in KINDS:
            hint = f"name the file of one: {', '.join(KINDS)}"
            raise CourseError(f"{visible(str(path))} cannot be previewed", hint, exit_code=2)
        self.root = root
        self.file: CourseFile = found[0]
        library = Library(root)
        self.study = forgetful(library)
        self._seen = _stamp(self.file.path)
        self.model = self._read(library)

    @property
    def folders(self) -> list[Path]:
        """Where a change may show."""
        return [folder for name in ("lessons", "quizzes") if (folder := self.root / name).is_dir()]

    @property
    def is_stale(self) -> bool:
        """Whether the file is another than the one that was last looked at."""
        return _stamp(self.file.path) != self._seen

    def renew(self) -> tuple[Diagnostic, ...]:
        """Take up what was saved; what is wrong when it cannot be shown, and nothing changed."""
        self._seen = _stamp(self.file.path)
        source = read(self.file.path, shown(self.file.path), self.root)
        model, _, faults = read_file(source, self.file.kind, self.file.id)
        if model is None:
            return tuple(fault for fault in faults if fault.severity == "error")
        library, known = Library(self.root), self.study.catalogue
        # Drawing these anew reads every file; of this one only its entry can be seen here.
        library.catalogue = with_file(known, self.file, model)
        if "contents" in vars(self.study.library):
            library.contents = self.study.library.contents
        self.model, self.study.library = model, library
        return ()

    def _read(self, library: Library) -> object:
        if self.file.kind == "glossary":
            return library.terms
        reading = {
            "lesson": library.lesson,
            "quiz": library.quiz,
            "scenario": library.scenario,
            "exercise": library.exercise,
            "paper": library.paper,
        }
        return reading[self.file.kind](self.file.id)


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino
