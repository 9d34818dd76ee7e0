"""`course new`: what it writes passes the check at once, and nothing else is touched."""

import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from course.authoring.templates import TYPES, scalar, slug
from course.authoring.workshop import Start, Workshop, new_course
from course.cli.main import run
from course.cli.new import TYPES as OFFERED
from course.errors import CourseError
from course.lint.check import check
from course.loading.source import Source
from course.loading.yaml12 import parse

BEGUN = Start("Tea", "From leaf to cup.", "en", "CC BY-SA 4.0", "The beginning", "First steps")


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    folder = tmp_path / "tea"
    new_course(folder, BEGUN, date(2026, 11, 24))
    return folder


def told(folder: Path) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in check(folder).diagnostics]


def test_a_new_course_has_nothing_wrong_and_nothing_to_warn_of(tea: Path) -> None:
    assert told(tea) == []


def test_what_is_offered_are_the_types_that_there_are() -> None:
    assert OFFERED == TYPES


@pytest.mark.parametrize("type", TYPES)
def test_a_question_of_each_type_is_right_and_the_file_before_it_is_as_it_was(
    tea: Path, type: str
) -> None:
    quiz = tea / "quizzes/01-the-beginning/first-steps.yaml"
    before = quiz.read_bytes() + b"\n# a last word\n"
    quiz.write_bytes(before)
    Workshop(tea).question("first-steps", type, id="one-more")
    after = quiz.read_bytes()
    kept = before.removesuffix(b"\n# a last word\n")
    assert after.startswith(kept)
    assert after.endswith(b"\n# a last word\n")
    assert b"id: one-more" in after[len(kept) :]
    # A second question with the same words to fill in is one too many, and rightly told.
    assert [code for code, _ in told(tea) if code != "L207"] == []


@pytest.mark.parametrize(
    "make",
    [
        lambda shop: shop.lesson("How to brew"),
        lambda shop: shop.lesson("Again: brewing", "the-beginning", "again"),
        lambda shop: shop.module("Going deeper", "Deep water"),
        lambda shop: shop.scenario("A fire in the kitchen", "first-steps"),
        lambda shop: shop.exercise("The fair", "first-steps"),
    ],
)
def test_every_other_kind_is_right_at_once(tea: Path, make: Callable[[Workshop], object]) -> None:
    make(Workshop(tea))
    # A lesson without a quiz has few items, and the words to fill in stand there twice.
    assert {code for code, _ in told(tea)} <= {"L203", "L207"}


def test_a_lesson_goes_into_its_module_and_comments_and_order_stay(tea: Path) -> None:
    course = tea / "lessons/course.yaml"
    written = (
        course.read_text(encoding="utf-8")
        .replace("lessons: [first-steps]", "lessons: # why this order\n      - first-steps # 1\n")
        .replace("licence:", "# who\nlicence:   ")
    )  # fmt: skip
    course.write_text(written + "  # the end of it\n", encoding="utf-8", newline="\r\n")
    Workshop(tea).lesson("How to brew", "the-beginning")
    lines = course.read_bytes().decode().split("\r\n")
    assert "      - how-to-brew" in lines
    lines.remove("      - how-to-brew")
    assert "\n".join(lines) == written + "  # the end of it\n"
    assert [code for code, _ in told(tea)] == ["L203", "L207"]


def test_a_quiz_goes_beside_its_lesson_and_there_is_one_a_lesson(tea: Path) -> None:
    Workshop(tea).lesson("How to brew")
    made = Workshop(tea).quiz("how-to-brew")
    assert made[0].path == tea / "quizzes/01-the-beginning/how-to-brew.yaml"
    with pytest.raises(CourseError, match="has the quiz how-to-brew already"):
        Workshop(tea).quiz("how-to-brew")


def test_nothing_is_ever_overwritten(tea: Path) -> None:
    everything = {path: path.read_bytes() for path in tea.rglob("*.yaml")}
    stray = tea / "lessons/01-the-beginning/how-to-brew.yaml"
    stray.write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="already"):
        Workshop(tea).lesson("How to brew")
    with pytest.raises(CourseError, match="already"):
        Workshop(tea).lesson("First steps")
    with pytest.raises(CourseError, match="already"):
        new_course(tea, BEGUN, date(2026, 11, 24))
    assert stray.read_text(encoding="utf-8") == "mine"
    stray.unlink()
    assert {path: path.read_bytes() for path in tea.rglob("*.yaml")} == everything


def test_a_file_that_cannot_be_entered_safely_is_left_with_what_was_to_be_made(tea: Path) -> None:
    course = tea / "lessons/course.yaml"
    text = course.read_text(encoding="utf-8")
    flow = "modules: [{id: the-beginning, title: T, lessons: [first-steps]}]\n"
    course.write_text(text[: text.index("modules:")] + flow, encoding="utf-8")
    with pytest.raises(CourseError, match="no safe place"):
        Workshop(tea).module("Going deeper", "Deep water")
    assert not list(tea.rglob("deep-water.yaml"))
    assert course.read_text(encoding="utf-8").endswith(flow)


@pytest.mark.parametrize("id", ["../../out", "Two Words", "a/b"])
def test_an_id_leads_nowhere_else(tea: Path, id: str) -> None:
    with pytest.raises(CourseError, match="gives no id"):
        Workshop(tea).lesson("How to brew", id=id)


@pytest.mark.parametrize(
    "title",
    [
        "Yes",
        "12",
        "a: b",
        "# no",
        "it's",
        '"x"',
        "- a",
        "a #b",
        "a#b",
        "Ça va",
        "{x}",
        "true",
        "x:",
    ],
)
def test_any_title_is_read_as_it_was_said(title: str) -> None:
    assert parse(Source("", f"title: {scalar(title)}\n")).data == {"title": title}


def test_titles_give_ids() -> None:
    assert slug("How a Bill's made: ¿qué?") == "how-a-bills-made-que"
    assert slug("法律") == ""


def test_without_a_terminal_it_never_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PATH", raising=False)
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    assert run(["new", "course"]) == 2
    assert "FOLDER is missing" in capsys.readouterr().err
    assert run(["new", "lesson", "Title"]) == 2
    assert "you are in no course" in capsys.readouterr().err
    assert run(["new", "course", "black-tea"]) == 0
    assert "made black-tea/lessons/course.yaml" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path / "black-tea/lessons")
    assert run(["new", "question", "--type", "match"]) == 0
    assert run(["new", "scenario", "Fire"]) == 2
    assert "--lesson is missing" in capsys.readouterr().err


def test_each_file_tells_an_editor_its_schema(tea: Path) -> None:
    for path in tea.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).is_file()


def _all(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_what_fails_half_way_leaves_nothing_behind_not_even_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Workshop, lesson: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Workshop, "quiz", full)
    with pytest.raises(CourseError, match="no space left"):
        new_course(tmp_path / "deep/down/tea", BEGUN, date(2026, 11, 24))
    assert _all(tmp_path) == set()


def test_schemas_that_cannot_be_written_take_the_course_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(folder: Path) -> None:
        (folder / "course.json").write_text("{")
        raise KeyboardInterrupt

    monkeypatch.setattr("course.authoring.workshop.write_schemas", stopped)
    with pytest.raises(KeyboardInterrupt):
        new_course(tmp_path / "tea", BEGUN, date(2026, 11, 24))
    assert _all(tmp_path) == set()


def test_a_folder_in_which_somebody_has_put_something_stays(
    tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _all(tea)

    def refuses(path: Path, change: object) -> None:
        (path.parent / "02-deep/mine.txt").write_text("mine")
        raise CourseError("no safe place")

    monkeypatch.setattr("course.authoring.workshop.rewrite", refuses)
    with pytest.raises(CourseError):
        Workshop(tea).module("Deep", "Deep water")
    kept = tea / "lessons/02-deep"
    assert _all(tea) - before == {kept, kept / "mine.txt"}
