"""Papers: what the bank cannot give is told where the blueprint asks for it."""

from pathlib import Path

import pytest

from course.cli.main import run
from course.loading.catalogue import PaperEntry, catalogue
from course.loading.files import CourseFiles
from course.loading.library import Library, load
from tests.loading.small_course import COURSE, write_course

EXAM = """\
kind: paper
title: The exam
purpose: exam
intro: One question of each lesson.
blueprint:
  items: 2
  recall: 1/2
"""
HERE = "quizzes/final-exam.yaml"
TWO_MODULES = COURSE.replace(
    "lessons: [night, morning]", "lessons: [night]\n  - {id: last, title: Last, lessons: [morning]}"
)


def faults(course: Path, text: str, **others: str) -> list[tuple[str, str, str]]:
    """What is told: code, what is underlined, words."""
    write_course(course, **{HERE: text, **others})
    return [
        (
            fault.code,
            fault.excerpt[fault.span.column - 1 : fault.span.end_column - 1],
            f"{fault.message} {fault.help}",
        )
        for fault in load(course).diagnostics
    ]


def test_a_paper_that_can_be_drawn_has_no_faults_and_is_counted(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_HOME", str(course / "home"))
    assert faults(course, EXAM) == []
    assert Library(course).paper("final-exam").blueprint.items == 2
    assert run(["check", str(course)]) == 0
    assert "3 questions, 1 paper: 0 errors" in capsys.readouterr().out


BROKEN = {
    "more than there is": ("items: 2", "items: 3", "C161", "3", "the bank has 2 items that fit"),
    "a module without": (
        "items: 2",
        "items: 2\n  types: [numeric]",
        "C161",
        "blueprint",
        "`first`",
    ),
    "too few for all": ("items: 2", "items: 1", "C161", "1", "leave out some of the 2 modules"),
    "too many of each": ("items: 2", "each: 2", "C161", "2", "`first` has 1 items that fit"),
    "too much recall": ("recall: 1/2", "recall: 1/3", "C161", "1/3", "1 of the 2 items would"),
    "no count": ("  items: 2\n", "", "C160", "blueprint", "neither `items` nor `each`"),
    "two counts": ("items: 2", "items: 2\n  each: 1", "C160", "blueprint", "`items` and `each`"),
    "a type that has no key": (
        "items: 2",
        "items: 2\n  types: [survey]",
        "C011",
        "survey",
        "cloze",
    ),
    "a share": ("recall: 1/2", "recall: 2", "C018", "2", "between 0 and 1"),
    "a purpose": ("purpose: exam", "purpose: exams", "C011", "exams", "`exam`?"),
    "a source in the intro": ("lesson.", "lesson [@minute].", "C036", "minute", "`minutes`?"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_where_it_stands(course: Path, name: str) -> None:
    old, new, code, spot, words = BROKEN[name]
    two = {"lessons/course.yaml": TWO_MODULES}
    found, *_ = faults(course, EXAM.replace(old, new, 1), **two)
    assert found[:2] == (code, spot)
    assert words in found[2]


def test_papers_are_in_the_catalogue_and_a_good_one_is_nothing_broken(course: Path) -> None:
    write_course(course, **{HERE: EXAM, "lessons/course.yaml": TWO_MODULES})
    found = catalogue(CourseFiles(course))
    assert found.papers == (PaperEntry("final-exam", "The exam", "exam", 2, None),)
    assert (found.papers[0].of, found.broken) == ("exam:final-exam", 0)
    assert catalogue(CourseFiles(course)) == found, "from the cache it is the same"
    each = EXAM.replace("items: 2", "each: 1") + "time_limit: 9\n"
    write_course(course, **{HERE: each, "lessons/course.yaml": TWO_MODULES})
    assert catalogue(CourseFiles(course)).papers == (
        PaperEntry("final-exam", "The exam", "exam", 2, 9),
    )


def test_one_paper_is_enough_for_a_purpose(course: Path) -> None:
    (found,) = faults(course, EXAM, **{"quizzes/placement.yaml": EXAM})
    assert found[:2] == ("C162", "exam")
    assert "final-exam.yaml" in found[2]


def test_questions_inside_the_reading_and_outside_the_course_are_no_part_of_the_bank(
    course: Path,
) -> None:
    alone = COURSE.replace("[night, morning]", "[night]")
    told = faults(course, EXAM, **{"lessons/course.yaml": alone})
    assert ("C161", "2") in [found[:2] for found in told]


def test_where_a_quiz_cannot_be_read_nothing_is_said_to_be_lacking(course: Path) -> None:
    told = faults(course, EXAM, **{"quizzes/01-first/morning.yaml": "a: ["})
    assert [found[0] for found in told] == ["C004"]
