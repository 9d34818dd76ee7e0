"""A course and both faces in another language: by an option, the environment, a setting."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from course.cli.main import run
from course.i18n import speak
from tests.terminal import Terminal
from tests.tui.conftest import SMALL


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COURSE_LEARNER", "ana")
    monkeypatch.delenv("COURSE_PATH", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    yield
    speak("en")


def test_a_lesson_is_read_in_lines_in_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "es", "learn", "fourteen-days", "--plain"]) == 0
    out = capsys.readouterr().out
    assert "Catorce días en Dubái" in out
    assert "La una y media de la madrugada" in out
    assert "Where is everyone" not in out


def test_the_environment_and_the_settings_say_it_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["config", "language", "es"]) == 0
    capsys.readouterr()
    assert run(["list"]) == 0
    assert "Catorce días en Dubái" in capsys.readouterr().out
    monkeypatch.setenv("COURSE_LANG", "en")
    assert run(["list"]) == 0
    assert "Fourteen days in Dubai" in capsys.readouterr().out


def test_a_language_the_course_has_not_leaves_it_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "qq", "list"]) == 0
    assert "Fourteen days in Dubai" in capsys.readouterr().out


def test_the_screen_is_in_spanish(tmp_path: Path) -> None:
    environment = {"COURSE_HOME": str(tmp_path / "home"), "COURSE_LANG": "es"}
    with Terminal(environment=environment) as terminal:
        terminal.wait("Catorce días en Dubái")
        terminal.wait("Lecciones")
        terminal.press("enter")
        terminal.wait("La una y media de la madrugada")


def test_what_is_to_be_translated_is_written_beside_the_course(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    course_folder = tmp_path / "small"
    shutil.copytree(SMALL, course_folder)
    monkeypatch.setenv("COURSE_PATH", str(course_folder))
    assert run(["translate", "xx"]) == 2
    assert "names no modules" in capsys.readouterr().err
    assert run(["translate", "no language"]) == 2
    assert run(["translate", "en"]) == 0  # what translation tools take as their base files
    base = course_folder / "lessons/i18n/en"
    for name in ("course.yaml", "glossary.yaml", "01-light/first-light.yaml", "quizzes/02-shade"):
        assert (base / name).exists(), name
    assert run(["check"]) == 0
    shutil.rmtree(base)
    capsys.readouterr()
    assert run(["translate", "xx", "first-light"]) == 0
    assert "to translate" in capsys.readouterr().out
    lesson, *_quiz = sorted((course_folder / "lessons/i18n/xx").rglob("first-light.yaml"))
    assert "# To be translated:" in lesson.read_text()


def test_what_the_course_holds_is_counted_in_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "es", "stats", "--of", "1.1"]) == 0
    out = capsys.readouterr().out
    assert "Catorce días en Dubái" in out
    assert "Columnas:" in out
