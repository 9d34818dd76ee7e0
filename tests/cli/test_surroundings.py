"""Odd surroundings: streams that are closed or full, folders that are gone, names of nobody."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.saying import Said
from tests.terminal import Terminal
from tests.tui.conftest import SMALL


def shell(folder: Path, command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """A command line in bash, with `course` for the program; its status, output and errors."""
    environment = {
        "COURSE_HOME": str(folder / "home"),
        "COURSE_PATH": str(SMALL),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
    }
    script = f'course() {{ {sys.executable} -m course "$@"; }}\n{command}'
    return subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment | more,
    )


@pytest.mark.parametrize("command", ["list", "quiz far-away", "check"])
def test_any_stream_may_be_closed(tmp_path: Path, command: str) -> None:
    for closed in ("<&-", ">&-", "<&- >&- 2>&-"):
        done = shell(tmp_path, f"course {command} {closed}")
        assert (done.returncode, done.stderr) == (0, ""), closed
    assert not list(tmp_path.rglob("failure.log"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_the_output_is_one_line(tmp_path: Path) -> None:
    done = shell(tmp_path, "course list > /dev/full")
    assert done.returncode == 1
    assert done.stderr == "error: the output could not be written: No space left on device\n"


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    done = shell(tmp_path, "mkdir gone && cd gone && rmdir ../gone && course list", COURSE_HOME="x")
    assert done.returncode == 1
    assert done.stderr.startswith("error: the folder you are in is gone\nhelp: ")


def test_a_home_of_nobody_is_refused_and_not_made(tmp_path: Path) -> None:
    done = shell(tmp_path, "course list", COURSE_HOME="~nobody-at-all/x", HOME=str(tmp_path))
    assert done.returncode == 2
    assert "error: COURSE_HOME names somebody's home" in done.stderr
    assert not (tmp_path / "~nobody-at-all").exists()


def test_the_cache_lies_in_the_home_that_was_meant(tmp_path: Path) -> None:
    done = shell(tmp_path, "course list", COURSE_HOME="~/mine", HOME=str(tmp_path))
    assert done.returncode == 0
    assert (tmp_path / "mine" / "cache").is_dir()
    assert not (tmp_path / "~").exists()


def test_a_path_too_long_to_be_is_no_course(tmp_path: Path) -> None:
    done = shell(tmp_path, "course list", COURSE_PATH="x" * 5_000)
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no course in xxx")


@pytest.mark.parametrize("seed", ["\x1b]52;c;eA==\x07", "\udcff", "s" * 101])
def test_a_seed_that_cannot_be_kept_is_wrong_use(said: Said, seed: str) -> None:
    status, out, err = said("quiz", "far-away", "--seed", seed)
    assert (status, out) == (2, "")
    assert err.startswith("error: Invalid value for '--seed': ")
    assert "\x1b" not in err


def test_what_is_wrong_with_the_backups_is_said_at_the_end(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "backups").write_text("not a folder")
    done = shell(tmp_path, "course list")
    assert done.returncode == 0
    assert done.stderr == f"note: no backup could be made: {home / 'backups'}: File exists\n"


def test_typographic_signs_are_readable_where_they_cannot_be_shown(tmp_path: Path) -> None:
    code = "import course.cli.main as m; m._need_streams(); "
    code += "print('\\u201cWhy\\u201d \\u2013 it\\u2019s \\u65e5\\u2026')"
    done = shell(tmp_path, f'{sys.executable} -c "{code}"', PYTHONIOENCODING="ascii")
    assert done.stdout == '"Why" - it\'s \\u65e5...\n'


def test_a_terminal_without_the_signs_to_draw_with_is_spoken_to_in_lines(tmp_path: Path) -> None:
    environment = {
        "COURSE_HOME": str(tmp_path / "home"),
        "COURSE_PATH": str(SMALL),
        "LC_ALL": "C",
        "PYTHONIOENCODING": "latin-1",
    }
    with Terminal(environment=environment) as terminal:
        shown = terminal.wait("q quit")
        assert "\\u" not in shown
        terminal.press("q", "enter")
        assert terminal.status() == 0


def test_ctrl_c_on_the_way_out_changes_nothing(tmp_path: Path) -> None:
    late = "import gc, os, signal; gc.freeze = lambda: os.kill(os.getpid(), signal.SIGINT)"
    program = f"{late}; from course.cli.main import main; main()"
    done = shell(tmp_path, f'{sys.executable} -c "{program}" list')
    assert (done.returncode, done.stderr) == (0, "")
    assert "First light" in done.stdout
