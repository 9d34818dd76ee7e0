"""Text that is a comment: told, because YAML is silent about it."""

import pytest

from course.loading.loaded import read_file
from course.loading.source import Source
from tests.loading.small_course import NIGHT_QUIZ

TITLE = "title: The night"


def told(title: str) -> list[tuple[str, str, int, int]]:
    """Severity, code and place of what is said about a quiz with another title."""
    text = NIGHT_QUIZ.replace(TITLE, title, 1)
    faults = read_file(Source("x.yaml", text), "quiz", "night")[2]
    return [(f.severity, f.code, f.span.line, f.span.column) for f in faults]


def test_half_a_text_is_told() -> None:
    assert told("title: Number #1 of all") == [("warning", "C025", 2, 15)]


def test_a_text_that_is_gone_is_told_too() -> None:
    assert ("warning", "C025", 2, 8) in told("title: #KeepItOn")


@pytest.mark.parametrize(
    "title",
    [
        'title: "Number #1 of all"',
        "title: 'Number #1 of all'",
        "title: >\n  Number\n  one #1 of all",
        "title: Number#1",
        "title: The night # of the vote",
        "#title: The day\ntitle: The night",
        "title: The night\n  #and more",
    ],
)
def test_what_is_text_or_meant_as_a_comment_is_not(title: str) -> None:
    assert told(title) == []
