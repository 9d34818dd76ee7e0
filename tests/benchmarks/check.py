"""How long `course check` takes beside a plain parse of the same files.

    .venv/bin/python tests/benchmarks/check.py [FILES] [ROUNDS]

Each round runs processes in turn over a made course without a fault or a flaw: one that only parses
the files with `yaml.CSafeLoader` (the yardstick), one that only loads them, one that judges them,
one that looks at how they are written too, and the whole command, first without and then with its
cache. Only the ratios within one run mean anything; goal: loading <= 0.85 of the yardstick, the
second command <= 0.06.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PARSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
"""
LOAD = """
import gc, pathlib, sys
from course.loading.files import CourseFiles
from course.loading.source import read
from course.loading.yaml12 import parse
gc.disable()
for file in CourseFiles(pathlib.Path(sys.argv[1])).all:
    assert parse(read(file.path)).is_whole
"""
JUDGE = """
import pathlib, resource, sys
from course.loading.files import CourseFiles
from course.loading.loaded import judge
from course.loading.texts import Texts
verdict = judge(Texts(CourseFiles(pathlib.Path(sys.argv[1]))))
assert not verdict.errors, verdict.diagnostics[:3]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, end="")
"""
LINT = (
    JUDGE.replace("(sys.argv[1]))))", "(sys.argv[1]))), Linter())")
    .replace("verdict =", "from course.lint.linter import Linter\nverdict =")
    .replace("verdict.errors", "verdict.diagnostics")
)
PROSE = (
    "Late on the thirteenth of December the chair asked for the feel of the room – not for a "
    "vote, he said – and then took what he had heard as a decision [@{source}]. Who was there "
    "remembers it differently; see [[consensus|the word]] and what was written down that night."
)


SOURCES = ("minutes", "letters", "record", "paper")


def prose(place: int) -> str:
    """A paragraph that cites one of the sources."""
    return PROSE.format(source=SOURCES[place % len(SOURCES)])


def question(name: str, lesson: str, section: str, indent: str, key: int = 0) -> str:
    """A question with four options, each with its feedback."""
    lines = [
        f"id: {name}",
        "type: single",
        f"stem: What did the chair of meeting {name} ask for, by his own account?",
        f"objective: {lesson}-tell",
        "level: understand",
        f"passage: {lesson}#{section}",
        "sources: [minutes]",
        f"explanation: {prose(0)}",
        "choices:",
    ]
    for option in range(4):
        lines += [f"  - text: Answer {option} of {name}, as some remember it"]
        lines += ["    correct: true"] if option == key % 4 else []
        lines += [f"    feedback: It was not {option}; the minutes say what was asked and why."]
    return "\n".join(indent + line for line in lines)


def a_lesson(name: str) -> str:
    """Six sections of prose, every second one with a question."""
    sections = []
    for place in range(6):
        text = "\n".join(f"          {prose(place)}" for _ in range(4))
        sections.append(
            f"  - id: part-{place}\n    heading: Part {place} of {name}\n    blocks:\n"
            f"      - type: text\n        text: |\n{text}\n"
        )
        if place % 2:
            check = question(f"{name}-check-{place}", name, f"part-{place}", "          ", place)
            sections.append(f"      - type: check\n        question:\n{check}\n")
    return (
        f"title: Lesson {name}\nsummary: What happened in {name}.\n"
        f"objectives:\n  - {{id: {name}-tell, level: understand, text: Tell {name} from others}}\n"
        f"sections:\n{''.join(sections)}"
    )


def a_quiz(name: str) -> str:
    """Eight questions."""
    items = (question(f"{name}-{n}", name, f"part-{n % 6}", "    ", n) for n in range(8))
    questions = "\n".join("  - " + item[4:] for item in items)
    return f"kind: quiz\ntitle: Quiz {name}\nlesson: {name}\nquestions:\n{questions}\n"


def a_course(root: Path, files: int) -> int:
    """Writes a course of about `files` files; its size in bytes."""
    names = [f"lesson-{n:04}" for n in range(files // 2)]
    for folder in ("lessons/01-all", "quizzes/01-all"):
        (root / folder).mkdir(parents=True)
    written = {
        "lessons/course.yaml": "id: made\ntitle: Made\nsummary: A made course.\nlanguage: en\n"
        "licence: CC0\nmodules:\n  - id: all\n    title: All\n    lessons:\n"
        + "".join(f"      - {name}\n" for name in names),
        "lessons/sources.yaml": "sources:\n"
        + "".join(
            f"  - {{id: {name}, title: The {name}, publisher: P, year: 2012, "
            "url: 'https://example.org/m', kind: primary, checked: '2026-11-24'}\n"
            for name in SOURCES
        ),
        "lessons/glossary.yaml": "terms:\n  - {id: consensus, term: consensus, definition: No "
        "one objects.}\n",
    }
    for name in names:
        written[f"lessons/01-all/{name}.yaml"] = a_lesson(name)
        written[f"quizzes/01-all/{name}.yaml"] = a_quiz(name)
    for name, text in written.items():
        (root / name).write_text(text, encoding="utf-8")
    return sum(len(text.encode()) for text in written.values())


def timed(compiled: str, *command: str) -> tuple[float, str]:
    """CPU seconds a process takes, and what it prints; its modules are compiled into `compiled`.

    CPU time, because a wall clock on a shared machine measures the neighbours.
    """
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONPYCACHEPREFIX": compiled,
        "PYTHONDONTWRITEBYTECODE": "",
        "COURSE_HOME": compiled,
    }
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    return spent, done.stdout


def main() -> None:
    """Measure and print."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        size = a_course(Path(folder), files)
        runs = []
        for _ in range(rounds + 1):
            for entry in (Path(compiled) / "cache").glob("*"):
                entry.unlink()
            parse, _ = timed(compiled, python, "-c", PARSE, folder)
            load, _ = timed(compiled, python, "-c", LOAD, folder)
            judge, _ = timed(compiled, python, "-c", JUDGE, folder)
            lint, memory = timed(compiled, python, "-c", LINT, folder)
            cold, _ = timed(compiled, python, "-m", "course", "check", folder)
            warm, _ = timed(compiled, python, "-m", "course", "check", folder)
            runs.append((parse, load, judge, lint, cold, warm, int(memory)))
        runs = runs[1:]  # the first compiled the modules
    best = [min(run[place] for run in runs) for place in range(6)]
    print(f"{files} files, {size / 1e6:.2f} MB, best of {rounds}; parse alone {best[0]:.2f} s")
    titles = ("load", "load and judge", "and lint", "course check", "course check again")
    for place, title in enumerate(titles, 1):
        median = statistics.median(run[place] / run[0] for run in runs)
        print(f"{title}: {best[place] / best[0]:.2f} of it (median of the rounds {median:.2f})")
    print(f"peak memory of load, judge and lint: {max(run[6] for run in runs)} MiB")


if __name__ == "__main__":
    main()
