"""`course check` as a person, an editor and a build meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from course.cli.main import run
from tests.loading.small_course import NIGHT_QUIZ, write_course

QUIZ = "quizzes/01-first/night.yaml"
NO_KEY = NIGHT_QUIZ.replace("        correct: true\n", "")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    return write_course(tmp_path)


def test_a_good_course_ends_with_zero_and_its_counts(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"]) == 0
    line = capsys.readouterr().out
    assert line.startswith("2 lessons, 2 quizzes, 3 questions: 0 errors, 0 warnings (")
    assert line.endswith(" s)\n")


def test_an_error_is_shown_whole_and_ends_with_one(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_course(course, **{QUIZ: NO_KEY})
    assert run(["check"]) == 1
    shown = capsys.readouterr().out.split("\n")
    assert shown[:-2] == [
        "error[C104]: no choice is marked correct",
        f"  --> {QUIZ}:13:5",
        "   |",
        "13 |     choices:",
        "   |     ^^^^^^^ 2 choices",
        "   |",
        "   = help: mark one, or use `type: survey` for a question without a right answer",
    ]
    assert shown[-2].startswith("2 lessons, 2 quizzes, 3 questions: 1 error, 0 warnings (")


def test_warnings_alone_end_with_zero(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_course(course, **{QUIZ: NIGHT_QUIZ.replace("level: understand", "level: create")})
    assert run(["check", "--output-format", "concise"]) == 0
    assert capsys.readouterr().out.startswith(f"{QUIZ}:9:12: warning C043 this asks to create")


@pytest.mark.parametrize("part", [QUIZ, "quizzes", "lessons", "."])
def test_any_part_may_be_named(course: Path, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_course(course, **{QUIZ: NO_KEY})
    assert run(["check", part, "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith(f"{QUIZ}:13:5: error C104")


def test_machines_get_nothing_but_their_format(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_course(course, **{QUIZ: NO_KEY})
    assert run(["check", "--output-format", "json"]) == 1
    assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == ["C104"]
    assert run(["check", "--output-format", "sarif"]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert run(["check", "--output-format", "github"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={QUIZ},line=13,col=5,")


def test_colour_comes_on_demand(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(course, **{QUIZ: NO_KEY.replace("A vote", "A \u202e vote")})
    run(["check"])
    assert "\x1b" not in capsys.readouterr().out
    run(["check", "--color", "always"])
    shown = capsys.readouterr().out
    assert "\x1b[1;31merror[C012]\x1b[0m" in shown
    assert "\u202e" not in shown
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    run(["check"])
    assert "\x1b[1;31m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run(["check"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], "'nowhere' does not exist"),
        (["check", "--output-format", "xml"], "'xml' is not one of"),
        (["check", "--colour"], "No such option"),
        (["check", "home"], "there is no course in home"),
        (["chek"], "there is no command `chek`; did you mean `check`?"),
        (["wombat"], "there is no command `wombat`\n"),
        (["\x1b[31m"], "there is no command `\\x1b[31m`"),
    ],
)
def test_wrong_use_ends_with_two_and_one_line_of_error(
    course: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "home").mkdir()
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert words in shown.err
    assert [line.split(":")[0] for line in shown.err.splitlines()] == ["error", "help"]


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_help_has_an_example(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    assert "Example: course " in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("course, version ")


@pytest.mark.parametrize("command", ["check", "--help"])
def test_neither_screen_nor_server_is_imported(course: Path, command: str) -> None:
    code = (
        "import sys\nfrom course.cli.main import run\n"
        f"run([{command!r}])\n"
        "heavy = ('textual', 'rich', 'aiohttp', 'fsrs', 'sqlite3')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# --- the ends of the command, as a shell sees them ---


def ended(code: str) -> "subprocess.CompletedProcess[str]":
    """A process of the command with `code` before its start."""
    text = f"{code}\nimport course.cli.main as main\nmain.main()"
    return subprocess.run(
        [sys.executable, "-c", text, "check"], capture_output=True, text=True, check=False
    )


def command_that(does: str) -> str:
    """Code that makes the command `check` do something else."""
    return (
        f"import course.cli.check, click\ndef other(**_):\n    {does}\n"
        "course.cli.check.check.callback = other"
    )


def test_an_unexpected_failure_is_one_line_and_a_file_without_content(course: Path) -> None:
    done = ended(command_that("secret = 'answer 42'; raise KeyError(secret)"))
    log = course / "home" / "cache" / "failure.log"
    assert done.returncode == 70
    assert done.stdout == ""
    assert done.stderr == (
        "error: the program failed (KeyError); this is a fault of the program\n"
        f"help: please report it with the file {log}\n"
    )
    written = log.read_text()
    assert "KeyError" in written
    assert "answer 42" not in written.replace("secret = 'answer 42'", "")


def test_a_failure_that_cannot_be_written_down_is_still_one_line(course: Path) -> None:
    (course / "home").write_text("")
    done = ended(command_that("raise ValueError"))
    assert done.returncode == 70
    assert done.stderr.count("\n") == 1


def test_an_interrupt_is_quiet(course: Path) -> None:
    for interrupt in ("raise KeyboardInterrupt", "raise click.Abort"):
        done = ended(command_that(interrupt))
        assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(course: Path) -> None:
    write_course(course, **{QUIZ: "kind: quiz\n" + "".join(f"k{i}: v\n" for i in range(150))})
    command = f"{sys.executable} -m course check --color always | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    first, status = done.stdout.splitlines()
    assert "error[C0" in first
    assert status in ("141", "1")
    assert done.stderr == ""


def test_a_terminal_without_the_characters_gets_their_codes(course: Path) -> None:
    write_course(course, **{QUIZ: NIGHT_QUIZ.replace("level: understand", "level: höher 日本")})
    done = subprocess.run(
        [sys.executable, "-m", "course", "check"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "latin-1", "COURSE_HOME": str(course / "home"), "PATH": ""},
        cwd=course,
    )
    assert done.returncode == 1
    assert b"h\xf6her \\u65e5\\u672c" in done.stdout


def test_without_standard_output_nothing_breaks(course: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m course check >&-; echo $? >&2"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "0\n"


def test_a_second_check_of_the_same_needs_neither_models_nor_parser(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys\nimport course.loading.files\ncourse.loading.files.GRAIN = -1\n"
        "from course.cli.main import run\nrun(['check'])\n"
        "print([name for name in ('pydantic', 'yaml') if name in sys.modules])"
    )
    for heavy in ("['pydantic', 'yaml']", "[]"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == heavy
