"""The files of a course, read and parsed beside the import of what judges them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.loading.files import CourseFiles
from course.loading.loaded import judge
from course.loading.texts import Texts
from tests.loading.small_course import NIGHT, NIGHT_QUIZ, write_course

FAULTY = {
    "lessons/01-first/night.yaml": NIGHT.replace("heading: An aside", "headding: An aside"),
    "quizzes/01-first/night.yaml": NIGHT_QUIZ.replace("title:", "title: ["),
}
JUDGED = """
import os, sys
from pathlib import Path
os.cpu_count = lambda: int(sys.argv[1])
from course.loading.verdict import check
print(check(Path()).errors, "yaml" in sys.modules)
"""


def said(texts: Texts) -> list[tuple[object, ...]]:
    return [
        (file.name, source.file, source.text, repr(parsed.data), parsed.is_whole, parsed.faults)
        for file, (source, parsed) in texts
    ]


@pytest.mark.parametrize("faults", [{}, FAULTY], ids=["sound", "faulty"])
def test_read_ahead_they_say_the_same(course: Path, faults: dict[str, str]) -> None:
    write_course(course, **faults)
    files = CourseFiles(course)
    assert said(Texts(files, ahead=True)) == said(Texts(files))
    assert judge(Texts(files, ahead=True)) == judge(Texts(files))


def test_a_text_may_be_kept_and_is_read_again_otherwise(course: Path) -> None:
    texts = Texts(CourseFiles(course))
    (kept, text), (other, once), *_ = texts
    texts.keep(kept, text)
    assert texts.of(kept) is text
    assert texts.of(other)[1] == once[1]


@pytest.mark.parametrize("processors", ["1", "2"])
def test_the_judge_imports_a_parser_only_where_nobody_else_can_parse(
    course: Path, processors: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", JUDGED, processors], check=True, capture_output=True, text=True
    )
    parses = processors == "1" or not hasattr(os, "fork")
    assert done.stdout.split() == ["0", str(parses)]
