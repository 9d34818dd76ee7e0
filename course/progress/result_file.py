"""Work done without a network: one submitted attempt as a file, for a stick or a mail.

    {"course-result": 1, "name": "Ada", "student": "9f…", "course": "ig", "of": "quiz:dubai"}
    {"course-log": 1, "events": 12}
    … the attempt's events, as in an export …
    {"sums": ["5e88…", …]}

The last line has a running sum after each line before it, so that damage shows, and where. It is
no signature: who can write a program can write a file. What was earned is marked anew from the
answers.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from course.errors import CourseError
from course.progress import journal
from course.progress.codec import decode, encode
from course.sessions.events import AttemptStarted, Recorded, Submitted

VERSION = 1

ENDING = ".result"
"""What the name of such a file ends with."""

MAX_BYTES = 2_000_000
"""Longest file that is read."""

_SOMEBODY = "student"
"""Stands for the name of the learner's own records, which is nobody's business."""


@dataclass(frozen=True, slots=True)
class Work:
    """An attempt that was handed in."""

    name: str
    """As the student gave it; not yet cleaned."""
    student: str
    """The same for all work from one student's records."""
    course: str
    of: str
    attempt: str
    history: tuple[Recorded, ...]


def dump(name: str, student: str, history: Sequence[Recorded]) -> str:
    """The file of an attempt, from its beginning to its submission."""
    begun = next(one for one in history if isinstance(one.event, AttemptStarted))
    assert isinstance(begun.event, AttemptStarted)
    head = {"course-result": VERSION, "name": name, "student": student}
    head |= {"course": begun.course, "of": begun.event.of}
    rows = [encode(one)._replace(learner=_SOMEBODY) for one in history]
    lines = [json.dumps(head), journal.header(len(rows)), *map(journal.line, rows)]
    return "\n".join([*lines, json.dumps({"sums": list(_sums(lines))})]) + "\n"


def is_result(text: str) -> bool:
    """Whether a file that begins so is one."""
    return text.lstrip("\ufeff").startswith('{"course-result"')


def load(text: str) -> Work:
    """The work in a file; raises `CourseError` when it is damaged, or no such file."""
    lines = text.lstrip("\ufeff").splitlines()
    if not is_result(text):
        raise CourseError("this is no result file")
    head = _object(lines[0])
    if not isinstance(version := head.get("course-result"), int) or version > VERSION:
        raise CourseError("a newer version of the program wrote this", "upgrade the program")
    _need_whole(lines)
    said = [head.get(key) for key in ("name", "student", "course", "of")]
    name, student, course, of = (str(each) if isinstance(each, str) else "" for each in said)
    history = tuple(_history(lines[1:-1]))
    begun = [one.event for one in history if isinstance(one.event, AttemptStarted)]
    if (
        len(begun) != 1
        or begun[0].of != of
        or not student
        or {o.course for o in history} != {course}
    ):
        raise CourseError("what it says of itself does not fit what is in it")
    if not any(isinstance(one.event, Submitted) for one in history):
        raise CourseError("this work is not finished", "course hand-in goes on with it")
    return Work(name, student[:64], course, of, begun[0].attempt, history)


def _need_whole(lines: Sequence[str]) -> None:
    promised = _object(lines[-1]).get("sums")
    if not isinstance(promised, list):
        raise CourseError("the end is missing: the file is not whole")
    found = list(_sums(lines[:-1]))
    for number, (is_, was) in enumerate(zip(found, promised, strict=False), 1):
        if is_ != was:
            raise CourseError(f"line {number} was changed")
    if len(found) != len(promised):
        raise CourseError("lines are missing: the file is not whole")


def _history(lines: Iterable[str]) -> Iterator[Recorded]:
    try:
        for row in journal.read(lines):
            if recorded := decode(row):
                yield recorded
    except journal.Misread as error:
        raise CourseError(f"line {error.line + 1}: {error.why}") from None


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise CourseError("the file is not whole, or no result file") from None
    return found if isinstance(found, dict) else {}


def _sums(lines: Iterable[str]) -> Iterator[str]:
    running = sha256()
    for line in lines:
        running.update(f"{line}\n".encode())
        yield running.hexdigest()[:16]
