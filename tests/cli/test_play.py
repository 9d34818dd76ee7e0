"""`course play`: lists scenarios, plays one, names what it does not know."""

import io
import shutil
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from course.cli.group import course_group
from course.cli.main import COMMANDS, HOME, run
from tests.tui.cases import write_case
from tests.tui.conftest import SMALL


@pytest.fixture(autouse=True)
def _course(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    write_case(folder)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COURSE_PATH", str(folder))
    monkeypatch.setenv("COURSE_LEARNER", "ada")


def test_without_a_name_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["play"]) == 0
    out = capsys.readouterr().out
    assert "Scenario plates: The plates (5 min, 0 of 4 endings seen)." in out
    assert "The chair asks for a" in out


def test_a_slip_is_met_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["play", "plate"]) == 1
    assert "did you mean `plates`?" in capsys.readouterr().err


def test_a_pipe_that_says_nothing_is_told_where_it_stands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["play", "plates"]) == 0
    out = capsys.readouterr().out
    assert "A show of plates" in out
    assert "Everything answered is stored." in out


def test_a_shell_completes_the_names() -> None:
    group = course_group(COMMANDS, HOME)
    completing = ShellComplete(group, {}, "course", "_COURSE_COMPLETE")
    assert [item.value for item in completing.get_completions(["play"], "pl")] == ["plates"]
    assert completing.get_completions(["play"], "x") == []


def test_scenarios_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["stats", str(tmp_path / "small")]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "1 scenario: plates 6 scenes, 4 endings, 2 choices a path" in out
