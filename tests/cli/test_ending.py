"""However a command ends, a person gets one line and a script the right status."""

import sys
from pathlib import Path

import click
import pytest

from course import __version__
from course.cli import main
from course.errors import CourseError


def ends_with(error: BaseException) -> click.Command:
    def callback() -> None:
        raise error

    return click.Command("fail", callback=callback)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.setitem(main.COMMANDS, "fail", (f"{__name__}:command", "Fails."))
    return monkeypatch


def run(patch: pytest.MonkeyPatch, error: BaseException) -> int:
    patch.setattr(sys.modules[__name__], "command", ends_with(error), raising=False)
    return main.run(["fail"])


def test_a_refusal_is_told_with_its_remedy(
    failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(failing, CourseError("the ink is dry", "fill it", exit_code=3)) == 3
    assert capsys.readouterr().err == "error: the ink is dry\nhelp: fill it\n"


def test_ctrl_c_is_quiet(failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(failing, KeyboardInterrupt()) == main.INTERRUPTED
    assert run(failing, click.exceptions.Abort()) == main.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_the_program_is_one_line_and_a_file_without_what_was_answered(
    failing: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(failing, ValueError("what ada answered")) == main.FAILED
    said = capsys.readouterr().err
    assert "the program failed (ValueError)" in said
    [log] = tmp_path.rglob("failure.log")
    assert "test_ending.py" in log.read_text(encoding="utf-8")
    assert "ada" not in log.read_text(encoding="utf-8") + said


def test_a_log_that_cannot_be_written_is_done_without(
    failing: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    failing.setenv("COURSE_HOME", str(tmp_path / "file"))
    assert run(failing, ValueError()) == main.FAILED
    assert "help:" not in capsys.readouterr().err


def test_leaving_keeps_its_status(failing: pytest.MonkeyPatch) -> None:
    assert run(failing, SystemExit(5)) == 5
    assert run(failing, SystemExit()) == 0
    assert run(failing, SystemExit("why")) == 1


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_the_console_script_ends_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["course", "--version"])
    with pytest.raises(SystemExit) as leaving:
        main.main()
    assert leaving.value.code == 0
