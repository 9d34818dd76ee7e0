"""`course exam` and `course placement`, as a pipe or a script meets them."""

from pathlib import Path

import pytest

from tests.cli.saying import Said, saying
from tests.papers import with_papers
from tests.tui.conftest import SMALL


@pytest.fixture
def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Said:
    """`course` at the small course with what is tested here."""
    return saying(monkeypatch, capsys, tmp_path, with_papers)


def test_an_exam_is_the_same_for_the_same_seed(said: Said) -> None:
    def drawn(seed: str) -> str:
        out = said("exam", "--seed", seed, typed=":submit\n")[1]
        assert "The exam: 5 questions · 30 min." in out
        return out.split("Question 1 of 5\n")[1]

    assert drawn("7") == drawn("7")
    assert len({drawn(str(n)) for n in range(4)}) == 4


def test_an_exam_goes_on_where_it_was_left(said: Said) -> None:
    assert "Question 1 of 5" in said("exam")[1]
    again = said("exam", typed=":submit\n")[1]
    assert "all of it" not in again
    assert "0 of 5 points" in again


def test_certainty_is_asked_for(said: Said) -> None:
    assert "How sure?" in said("exam", "--certainty", "--seed", "1", typed="1\n1\n1\n")[1]


def test_a_placement_is_taken_and_taken_back(said: Said) -> None:
    assert "What you know: 2 questions" in said("placement", typed=":submit\n")[1]
    assert "No lesson is marked as known." in said("placement", "--undo")[1]


def test_a_course_without_papers_says_so(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_PATH", str(SMALL))
    status, _, err = said("exam")
    assert status == 1
    assert "this course has no final exam" in err
