"""What an author allows is not told, and an allowance that is of no use is."""

from pathlib import Path

import pytest

from course.lint.check import check
from tests.lint.fragments import codes_of
from tests.loading.small_course import COURSE, NIGHT, NIGHT_QUIZ, write_course

ALL = """\
stem: Who may speak?
choices:
  - {text: States}
  - {text: All of the above, correct: true}
"""


def test_a_code_allowed_at_the_item_is_not_told() -> None:
    assert "L101" in codes_of(ALL)
    assert not codes_of(ALL + "allow: {L101: it is the statute's own wording}\n") & {"L101", "L901"}


def test_a_code_allowed_for_a_quiz_holds_for_all_its_items() -> None:
    items = f"questions:\n  - {ALL.strip().replace(chr(10), chr(10) + '    ')}\n"
    assert "L101" in codes_of(items)
    assert not codes_of(items + "allow: {L101: an exercise in spotting it}\n") & {"L101", "L901"}


def test_a_code_that_does_not_exist_cannot_be_allowed() -> None:
    assert "L902" in codes_of(ALL + "allow: {L999: who knows}\n")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small course that keeps the rules about items."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    kept = COURSE.replace("ignore: [L]", "select: [L1, L9]")
    return write_course(tmp_path, **{"lessons/course.yaml": kept})


def again(root: Path, **changed: str) -> None:
    """Writes the lesson or the quiz of the night anew."""
    for folder, text in changed.items():
        (root / folder / "01-first" / "night.yaml").write_text(text, encoding="utf-8")


def test_a_remark_stands_at_its_file_line_and_column(course: Path) -> None:
    changed = NIGHT_QUIZ.replace("text: A vote", "text: What is always done")
    again(course, quizzes=changed)
    (found,) = [found for found in check(course).diagnostics if found.code == "L103"]
    assert (found.span.file, found.span.line, found.span.column, found.span.end_column) == (
        "quizzes/01-first/night.yaml",
        14,
        23,
        29,
    )
    assert found.excerpt.strip() == "- text: What is always done"


def test_an_allowance_of_no_use_is_told_where_it_stands(course: Path) -> None:
    allowed = NIGHT_QUIZ.replace("    choices:", "    allow: {L101: it was so}\n    choices:")
    again(course, quizzes=allowed)
    (found,) = [found for found in check(course).diagnostics if found.code == "L901"]
    assert (found.span.line, found.span.column, found.severity) == (13, 19, "warning")
    assert found.message == "nothing here is told as L101 any more"


def test_an_allowance_of_a_section_holds_for_the_questions_inside(course: Path) -> None:
    check_of = (
        "          type: single\n          choices:\n"
        "            - {text: Never a vote, feedback: No.}\n"
        "            - {text: A feel, correct: true, feedback: Yes.}\n"
        "            - {text: A ballot, feedback: No.}\n"
    )
    before, _, after = NIGHT.partition("          type: true_false\n")
    middle, _, rest = after.partition("          answer: false\n")
    rest = rest[rest.index("  - id: aside") :]
    single = before + middle.replace("It was a vote.", "What was it?") + check_of + rest
    again(course, lessons=single)
    assert "L103" in {found.code for found in check(course).diagnostics}
    allowed = single.replace(
        "heading: The question\n", "heading: The question\n    allow: {L103: said so}\n"
    )
    again(course, lessons=allowed)
    assert "L103" not in {found.code for found in check(course).diagnostics}
