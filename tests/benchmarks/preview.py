"""From a save to the screen: `python tests/benchmarks/preview.py`.

`course preview` runs in a pseudo-terminal on a copy of the course that comes with the program. A
file is saved with a new mark in what is on the screen, and the time is taken until the mark is
among what was drawn. A broken save and its mending are measured alike.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter

import pexpect

sys.path.insert(0, str(Path(__file__).parents[2]))

from course.loading.files import find_course

LIMIT = 500
"""Milliseconds that a save may take to the screen."""

TURNS = 10
PATIENCE = 20

FILES = {
    "lesson": ("lessons/01-dubai/fourteen-days.yaml", "heading: "),
    "quiz": ("quizzes/01-dubai/fourteen-days.yaml", "stem: "),
    "scenario": ("quizzes/scenarios/the-last-night.yaml", "role: |\n  "),
    "exercise": ("quizzes/exercises/mock-wcit.yaml", "summary: "),
    "glossary": ("lessons/glossary.yaml", "definition: A coalition against shutdowns"),
    "paper": ("quizzes/final-exam.yaml", "title: "),
}
"""A file of each kind, and what stands before the first of its words on the screen."""


class Preview:
    """The program on a file."""

    def __init__(self, file: Path, home: Path) -> None:
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", "course", "preview", str(file)],
            env={**os.environ, "COURSE_HOME": str(home), "TERM": "xterm-256color"},
            dimensions=(50, 120),
            timeout=PATIENCE,
        )

    def seen(self, mark: str) -> float:
        """When a mark is drawn."""
        drawn, wanted = b"", mark.encode()
        until = monotonic() + PATIENCE
        while wanted not in drawn:
            if monotonic() > until:
                raise SystemExit(f"{mark} was never drawn")
            try:
                drawn += self.child.read_nonblocking(65_536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
        return perf_counter()

    def rest(self) -> None:
        """Read until nothing more is drawn."""
        quiet = 0
        while quiet < 3:  # a cursor blinks twice a second
            try:
                self.child.read_nonblocking(65_536, timeout=0.1)
                quiet = 0
            except pexpect.TIMEOUT:
                quiet += 1


def saved(file: Path, text: str) -> float:
    """Saves as editors do, beside it and then in its place; when that is done."""
    beside = file.with_suffix(".swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    return perf_counter()


def figures(file: Path, before: str, home: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of good saves, and of broken ones."""
    text = file.read_text(encoding="utf-8")
    place = text.index(before) + len(before)
    preview = Preview(file, home)
    preview.seen("\x1b[?1049h")
    preview.rest()
    good, broken = [], []
    for turn in range(TURNS):
        mark = f"Mark{turn:03}"
        at = saved(file, f"{text[:place]}{mark} {text[place:]}")
        good.append((preview.seen(mark) - at) * 1000)
        preview.rest()
        key = f"wrong{turn:03}"
        at = saved(file, f"{text}\n{key}: x\n")
        broken.append((preview.seen(key) - at) * 1000)
        preview.rest()
    preview.child.close(force=True)
    return good, broken


def main() -> int:
    """Says the figures; whether none is over the limit."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        course, home = Path(folder) / "course", Path(folder) / "home"
        root = find_course()
        for name in ("lessons", "quizzes"):
            shutil.copytree(root / name, course / name)
        print(f"{'':10} {'median':>8} {'p95':>8}  broken: {'median':>8} {'p95':>8}   (ms)")
        for kind, (name, before) in FILES.items():
            rows = figures(course / name, before, home)
            said = [f(some) for some in rows for f in (median, _p95)]
            print(f"{kind:10} {said[0]:8.0f} {said[1]:8.0f}          {said[2]:8.0f} {said[3]:8.0f}")
            worst = max(worst, said[0], said[2])
    print(f"goal: under {LIMIT} ms")
    return worst >= LIMIT


def _p95(some: list[float]) -> float:
    return quantiles(some, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
