"""`course new` at a real terminal asks for what is missing, and all it writes is right at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course.lint.check import check
from course.loading.files import CourseFiles
from tests.terminal import Terminal


@pytest.fixture
def tea(tmp_path: Path) -> Iterator[Path]:
    """A course that was begun by answering; with Enter to all but the folder and the titles."""
    answers = {
        "New folder:": "tea",
        "Title [Tea]:": "",
        "Summary [": "From leaf to cup.",
        "Language [en]:": "",
        "Licence [CC BY-SA 4.0]:": "",
        "First module [The beginning]:": "",
        "First lesson [First steps]:": "How to brew",
    }
    out = _told(tmp_path, ("course",), answers)
    assert "next: cd tea && course check --watch" in out
    yield tmp_path / "tea"


def _told(folder: Path, what: tuple[str, ...], answers: dict[str, str]) -> str:
    environment = {"COURSE_HOME": str(folder / "home")}
    with Terminal(
        "new", *what, environment=environment, columns=100, lines=40, folder=folder
    ) as terminal:
        for question, answer in answers.items():
            terminal.wait(question)
            terminal.press(answer, "enter")
        assert terminal.status() == 0, terminal.text
        return terminal.text


def _faults(course: Path) -> list[str]:
    # What there is to fill in stands there twice where there are two of a kind.
    found = check(course).diagnostics
    return [f"{one.code} {one.message}" for one in found if one.code not in ("L203", "L207")]


def _of(course: Path, kind: str) -> list[str]:
    return [file.id for file in CourseFiles(course).all if file.kind == kind]


def test_a_course(tea: Path) -> None:
    assert _faults(tea) == []
    assert _of(tea, "lesson") == _of(tea, "quiz") == ["how-to-brew"]
    text = (tea / "lessons/course.yaml").read_text(encoding="utf-8")
    assert "summary: From leaf to cup." in text


def test_a_language_by_its_name_is_asked_again_at_once(tmp_path: Path) -> None:
    answers = {
        "New folder:": "tea",
        "Title [Tea]:": "",
        "Summary [": "",
        "Language [en]:": "English",
        "`pt-BR`": "en-GB",
        "Licence [": "",
        "First module [": "",
        "First lesson [": "",
    }
    _told(tmp_path, ("course",), answers)
    assert "language: en-GB" in (tmp_path / "tea/lessons/course.yaml").read_text(encoding="utf-8")


def test_a_folder_that_is_taken_is_told_before_anything_else_is_asked(tea: Path) -> None:
    with Terminal("new", "course", str(tea), environment={}, folder=tea.parent) as terminal:
        terminal.wait("already")
        assert terminal.status() == 2


def test_a_module(tea: Path) -> None:
    answers = {"Title of the module:": "Where it grows", "First lesson [Where it grows]:": "Hills"}
    assert "made lessons/02-where-it-grows/hills.yaml" in _told(tea, ("module",), answers)
    assert _faults(tea) == []


def test_a_lesson_and_then_its_quiz(tea: Path) -> None:
    answers = {"Title of the lesson:": "The pot", "Module (the-beginning) [the-beginning]:": ""}
    assert "next: course new quiz the-pot" in _told(tea, ("lesson",), answers)
    _told(tea, ("quiz",), {"Lesson (how-to-brew, the-pot) [the-pot]:": ""})
    assert set(_of(tea, "quiz")) == {"how-to-brew", "the-pot"}
    assert _faults(tea) == []


def test_a_question_of_a_type_that_is_asked_again_for_what_there_is_not(tea: Path) -> None:
    quiz = tea / "quizzes/01-the-beginning/how-to-brew.yaml"
    before = quiz.read_text(encoding="utf-8")
    asked = "Type (single, multiple,"
    answers = {"Quiz (how-to-brew) [how-to-brew]:": "", asked: "ordr"}
    answers |= {"did you mean `order`?": "order"}
    _told(tea, ("question",), answers)
    after = quiz.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "type: order" in after.removeprefix(before)
    assert _faults(tea) == []


@pytest.mark.parametrize("kind", ["scenario", "exercise"])
def test_a_scenario_and_an_exercise(tea: Path, kind: str) -> None:
    answers = {f"Title of the {kind}:": "The last kettle", "Lesson (how-to-brew):": "how-to-brew"}
    assert f"made quizzes/{kind}s/the-last-kettle.yaml" in _told(tea, (kind,), answers)
    assert _faults(tea) == []


def test_a_title_in_another_script_is_asked_for_its_id(tea: Path) -> None:
    answers = {
        "Title of the lesson:": "茶",
        "Its id, in lower-case Latin letters:": "cha",
        "Module (the-beginning)": "",
    }
    _told(tea, ("lesson",), answers)
    assert "title: 茶" in (tea / "lessons/01-the-beginning/cha.yaml").read_text(encoding="utf-8")
    assert _faults(tea) == []


def test_stopping_in_the_middle_leaves_everything_as_it_was(tea: Path) -> None:
    before = {path: path.read_bytes() for path in tea.rglob("*.yaml")}
    with Terminal("new", "lesson", environment={}, folder=tea) as terminal:
        terminal.wait("Title of the lesson:")
        terminal.press("The pot", "enter")
        terminal.wait("Module")
        terminal.press("\x03")
        assert terminal.status() == 130
    assert {path: path.read_bytes() for path in tea.rglob("*.yaml")} == before
