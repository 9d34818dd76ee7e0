"""`course` run as a script or a pipe runs it, at a course of our own."""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import run
from tests.tui.conftest import SMALL

Said = Callable[..., tuple[int, str, str]]
"""`course ARGUMENTS` with lines on standard input: status, output and errors."""


def saying(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    change: Callable[[Path], Path],
) -> Said:
    """Runs commands at a copy of the small course that `change` added to."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    monkeypatch.chdir(tmp_path)
    return saying_at(change(folder), monkeypatch, capsys, tmp_path)


def saying_at(
    course: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Said:
    """Runs commands at a course as it is."""
    monkeypatch.setenv("COURSE_PATH", str(course))
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COURSE_LEARNER", "ada")

    def go(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = run(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return go
