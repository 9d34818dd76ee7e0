"""`course check` that mends, watches, and says what it cannot do."""

import subprocess
import sys
from pathlib import Path

import pytest

from course.cli.main import run
from tests.loading.small_course import COURSE, NIGHT_QUIZ, write_course
from tests.terminal import Terminal

QUIZ = "quizzes/01-first/night.yaml"
LOOSE = NIGHT_QUIZ.replace("id: night-asked", "id: Night_Asked  # kept")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course with something to mend, which is also the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    return write_course(tmp_path, **{QUIZ: LOOSE})


def test_what_can_be_mended_is_and_the_rest_is_judged(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"]) == 1
    capsys.readouterr()
    assert run(["check", "--fix"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == f"{QUIZ}:5: id `Night_Asked` written `night-asked`"
    assert last.startswith("2 lessons, 2 quizzes, 3 questions: 0 errors")
    assert (course / QUIZ).read_text() == LOOSE.replace("Night_Asked", "night-asked")


def test_a_dry_run_shows_the_change_and_makes_none(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--fix", "--dry-run"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == [f"--- {QUIZ}", f"+++ {QUIZ}"]
    assert "-  - id: Night_Asked  # kept" in shown
    assert "+  - id: night-asked  # kept" in shown
    assert shown[-1] == "1 file would change"
    assert (course / QUIZ).read_text() == LOOSE


def test_only_what_is_named_is_mended(course: Path) -> None:
    assert run(["check", "--fix", "lessons/01-first"]) == 0
    assert (course / QUIZ).read_text() == LOOSE
    assert run(["check", "--fix", QUIZ]) == 0
    assert (course / QUIZ).read_text() != LOOSE


def test_line_ends_byte_order_mark_and_mode_stay(course: Path) -> None:
    path = course / QUIZ
    path.write_bytes(b"\xef\xbb\xbf" + LOOSE.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    run(["check", "--fix"])
    mended = LOOSE.replace("Night_Asked", "night-asked").replace("\n", "\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + mended.encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in path.parent.iterdir() if entry.name.startswith(".")] == []


def test_a_file_that_cannot_be_written_is_one_line(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("course.loading.rewriting._replace", refuse)
    assert run(["check", "--fix"]) == 1
    assert "was left as it is: permission denied" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--dry-run"], ["--watch", "--fix"], ["--watch", "--stale", "3"]]
)
def test_options_that_do_not_go_together_are_refused(
    course: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", *options]) == 2
    assert "goes with" in capsys.readouterr().err


def test_watching_judges_again_on_each_save_until_interrupted(course: Path) -> None:
    home = {"COURSE_HOME": str(course / "home")}
    with Terminal("check", str(course), "--watch", environment=home) as terminal:
        terminal.wait("watching; Ctrl-C ends it")
        assert "error[C016]" in terminal.text
        write_course(course, **{QUIZ: NIGHT_QUIZ})
        terminal.wait("0 errors")
        assert "error[C016]" not in terminal.text
        write_course(course, **{"lessons/course.yaml": COURSE.replace("title:", "titel:")})
        terminal.wait("did you mean `title`?")
        terminal.wait("warnings are told when there is no error")
        assert "warning[" not in terminal.text
        terminal.child.sendintr()
        assert terminal.status() == 0
        assert "KeyboardInterrupt" not in terminal.text


@pytest.mark.parametrize(
    ("missing", "options", "status", "words"),
    [
        ("codespell_lib", [], 1, "note: spelling was not looked at; install it with: pip install"),
        ("watchfiles", ["--watch"], 2, "error: watching needs watchfiles\nhelp: install it with"),
    ],
)
def test_a_missing_package_is_told_with_what_installs_it(
    course: Path, missing: str, options: list[str], status: int, words: str
) -> None:
    # None among the modules stands for one that cannot be found.
    code = f"import sys\nsys.modules[{missing!r}] = None\nfrom course.cli.main import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert words in done.stderr
    assert "'internet-governance-course[author]'" in done.stderr
