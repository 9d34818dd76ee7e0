"""An author sees what a course holds and what in it has aged."""

import json
from pathlib import Path

import pytest

from course.cli.main import run
from tests.tui.conftest import SMALL


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))


def test_lessons_items_and_thin_objectives_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["stats", str(SMALL)]) == 0
    out = capsys.readouterr().out
    assert "3 lessons" in out
    assert "find-it 1" in out


def test_programs_get_the_same_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(SMALL), "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    assert sum(counted["types"].values()) == counted["items"] == sum(counted["levels"].values())
    assert counted["thin"]["find-it"] == 1
    assert counted["minutes"] == sum(lesson["minutes"] for lesson in counted["lessons"])


def test_what_aged_is_listed_and_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(SMALL), "--stale", "1200"]) == 0
    assert "0 sources and claims last checked more than 1,200 months ago" in (
        capsys.readouterr().out
    )
    assert run(["check", str(SMALL), "--stale", "0", "--output-format", "concise"]) == 0
    assert "C050" in capsys.readouterr().out
