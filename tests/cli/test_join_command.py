"""`course join` and `course host --at` as commands: what is missing is a line, none waits."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from course.joining.keyring import Kept, Keyring
from tests.cli.saying import Said, saying

URL = "http://127.0.0.1:1"
"""Nobody serves at this port."""


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    monkeypatch.delenv("COURSE_TEACHER_SECRET", raising=False)
    return saying(monkeypatch, capsys, tmp_path, lambda folder: folder)


def first(err: str) -> str:
    return err.splitlines()[0]


def test_without_the_extra_it_says_what_to_install(
    go: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> Any:
        return None if name == "aiohttp" else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    status, out, err = go("join", URL)
    assert (status, out) == (2, "")
    assert err == (
        "error: joining a class in a terminal needs the extra `class`\n"
        "help: pip install 'internet-governance-course[class]'\n"
    )


def imported(source: str, *heavy: str) -> str:
    """Which of the heavy ones a piece of program imports."""
    told = f"; import sys; print('imported', *[n for n in {heavy} if n in sys.modules])"
    command = [sys.executable, "-c", source + told]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


def test_its_help_imports_nothing_heavy() -> None:
    source = "from course.cli.main import run; run(['join', '--help'])"
    assert imported(source, "aiohttp", "textual", "pydantic", "yaml") == "imported"


def test_the_faces_know_nothing_of_the_network() -> None:
    assert imported("import course.tui.join, course.plain.join", "aiohttp", "psycopg") == "imported"


def test_nobody_at_the_address_is_said_in_lines(go: Said) -> None:
    status, _out, err = go("join", URL, "RFC-728", "--name", "Ana")
    assert (status, first(err)) == (1, f"error: no server is there: {URL}")


def test_what_is_missing_is_asked_and_the_end_of_input_leaves(go: Said) -> None:
    status, out, err = go("join", typed="")
    assert (status, err) == (0, "")
    assert "Address on the teacher's screen:" in out


def test_leading_from_elsewhere_needs_the_secret(go: Said) -> None:
    status, _out, err = go("host", "--at", URL, "RFC-728")
    assert (status, first(err)) == (2, "error: the teacher's secret is needed")
    assert "COURSE_TEACHER_SECRET" in err


def test_leading_from_elsewhere_needs_the_code(go: Said) -> None:
    status, _out, err = go("host", "--at", URL)
    assert (status, first(err)) == (2, "error: which class?")


def test_a_secret_that_keeps_nobody_out_is_refused(
    go: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_TEACHER_SECRET", "1234")
    for arguments in (("--at", URL, "RFC-728"), ("--hum", "Ready?", "--headless")):
        status, _out, err = go("host", *arguments)
        assert (status, first(err)) == (
            2,
            "error: COURSE_TEACHER_SECRET is shorter than 16 characters",
        )


def test_a_file_with_the_secret_that_is_not_there_is_said(go: Said, tmp_path: Path) -> None:
    missing = str(tmp_path / "none")
    status, _out, err = go("host", "--at", URL, "RFC-728", "--secret-file", missing)
    assert status == 2
    assert first(err).startswith("error: the file with the secret cannot be read")


def test_a_secret_that_is_known_here_is_not_asked_for(go: Said, tmp_path: Path) -> None:
    Keyring(tmp_path / "home").keep(Kept("chair", URL, "RFC728", "x" * 22))
    status, _out, err = go("host", "--at", URL)
    assert status == 2
    assert "the screen needs a terminal" in err
