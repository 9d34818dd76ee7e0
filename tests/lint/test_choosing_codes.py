"""Which codes are told: as the course says, or as it is asked this time."""

from pathlib import Path

import pytest

from course.cli.main import run
from course.lint.check import check
from course.lint.selection import Selection
from tests.loading.small_course import COURSE, NIGHT_QUIZ, write_course

QUIZ = "quizzes/01-first/night.yaml"
FLAWED = NIGHT_QUIZ.replace("text: A vote", "text: None of these").replace(
    "level: understand", "level: create"
)
"""An option that stands for none of the others (L101), far above its objective (C043)."""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course with flaws, which is also the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    return write_course(tmp_path, **{QUIZ: FLAWED})


def lint_of(root: Path, lint: str) -> None:
    """Writes what the course says about its rules."""
    text = COURSE.replace("{ignore: [L]}", lint)
    (root / "lessons" / "course.yaml").write_text(text, encoding="utf-8")


def codes(root: Path, *, select: str = "", ignore: str = "") -> set[str]:
    """The codes told, of those that the course is flawed in."""
    found = check(root, select=select, ignore=ignore).diagnostics
    return {each.code for each in found} & {"L101", "C043", "L902"}


def test_everything_is_told_unless_something_is_chosen(course: Path) -> None:
    lint_of(course, "{}")
    assert codes(course) == {"L101", "C043"}


def test_the_course_chooses_by_how_codes_begin(course: Path) -> None:
    lint_of(course, "{ignore: [L1]}")
    assert codes(course) == {"C043"}
    lint_of(course, "{select: [L]}")
    assert codes(course) == {"L101"}


def test_of_two_beginnings_the_longer_one_decides() -> None:
    chosen = Selection(select=("L1",), ignore=("L", "L105"))
    assert [code for code in ("L101", "L105", "L301", "C043") if chosen.tells(code)] == ["L101"]


def test_what_is_selected_on_the_command_line_takes_the_course_s_place(course: Path) -> None:
    lint_of(course, "{ignore: [L]}")
    assert codes(course) == {"C043"}
    assert codes(course, select="l1") == {"L101"}
    assert codes(course, ignore="C043") == set()


def test_a_code_may_fail_the_check(course: Path) -> None:
    lint_of(course, "{errors: [L101]}")
    assert run(["check", "--output-format", "concise"]) == 1
    lint_of(course, "{}")
    assert run(["check", "--output-format", "concise"]) == 0


def test_where_a_rule_spoke_one_is_told_how_to_learn_why(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--select", "L101"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "course explain L101 says why it matters, and how to allow it"
    assert run(["check"]) == 0
    assert "explain" not in capsys.readouterr().out


def test_strict_fails_on_warnings(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert run(["check", "--strict"]) == 1
    assert run(["check", "--strict", "--ignore", "C043"]) == 0


def test_a_code_nobody_knows_is_refused(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--select", "L7"]) == 2
    assert "error: there is no code L7\n" in capsys.readouterr().err
    lint_of(course, "{ignore: [L7]}")
    (found,) = [found for found in check(course).diagnostics if found.code == "L902"]
    assert (found.span.line, found.span.column) == (10, 17)


def test_what_was_asked_once_is_not_kept(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.loading.files.GRAIN", -1)
    lint_of(course, "{}")
    assert codes(course, select="L101") == {"L101"}
    assert codes(course) == {"L101", "C043"}
    assert codes(course, select="L101") == {"L101"}
