"""Places that `course new` left to fill in are found until they are filled in."""

from datetime import date
from pathlib import Path

import pytest

from course.authoring.unfilled import unfilled
from course.authoring.workshop import Start, new_course
from course.cli.main import run
from course.loading.files import find_course

TEA = Start("Tea", "From leaf to cup.", "en", "CC BY-SA 4.0", "The beginning", "How to brew")
STEM = "stem: What is asked here, in words that need no options to make sense?"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    new_course(tmp_path, TEA, date(2026, 11, 26))
    return tmp_path


def test_what_was_filled_in_is_not_told_any_more(tea: Path) -> None:
    quiz = tea / "quizzes/01-the-beginning/how-to-brew.yaml"
    lines = quiz.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if STEM in text)
    before = [(Path(place.file).name, place.line) for place in unfilled(tea)]
    assert (quiz.name, line) in before
    quiz.write_text("\n".join(lines).replace(STEM, "stem: How hot?"), encoding="utf-8")
    after = [(Path(place.file).name, place.line) for place in unfilled(tea)]
    assert set(before) - set(after) == {(quiz.name, line)}


def test_a_course_that_is_written_has_none() -> None:
    assert unfilled(find_course()) == []


def test_packing_says_so(
    tea: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tea / "home"))
    assert run(["pack", str(tea), "--to", str(tea / "tea.zip")]) == 0
    assert "texts are still as `course new` wrote them, the first at " in capsys.readouterr().err
