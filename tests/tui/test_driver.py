"""The terminal is left as it was, whatever ends the program, and never gets content's commands."""

import asyncio
import io
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

from course.tui.driver import HANGUP, Alarm, CourseDriver
from course.tui.harmless import harmless
from tests.terminal import Terminal
from tests.tui.conftest import SMALL

OWN = [
    "\x1b[1;38;2;228;231;236;48;2;17;21;28mword\x1b[0m\x1b[12;1H\x1b[?2026h\n\t",
    "\x1b[?1049h\x1b[>13u\x1b[<u\x1b[?2048$p",
    "\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]22;pointer\x1b\\",
]
HOSTILE = {
    "a\x1b]52;c;aGVsbG8=\x07b": "a]52;c;aGVsbG8=b",
    "a\x1b]0;title\x1b\\b": "a]0;title\\b",
    "a\x1bcb": "acb",
    "a\x1bP1$r\x1b\\b": "aP1$r\\b",
    "a\x9b31mb": "a31mb",
    "a\x00\x08\x0e\x7fb": "ab",
    "a\u202eb": "ab",
}


@pytest.mark.parametrize("written", OWN)
def test_what_textual_writes_goes_through(written: str) -> None:
    assert harmless(written) == written


class Written(list[str]):
    """A driver that only remembers."""

    write = list[str].append


def test_the_commands_of_the_textual_installed_go_through() -> None:
    app: App[None] = App()
    app._driver = written = Written()  # type: ignore[assignment]
    app._set_pointer_shape("pointer")
    app.copy_to_clipboard("words")
    assert len(written) == 2
    assert [harmless(each) for each in written] == written


@pytest.mark.parametrize("written", HOSTILE)
def test_what_content_might_write_does_not(written: str) -> None:
    assert harmless(written) == HOSTILE[written]


@given(st.text(alphabet="ab\x1b[]P\\\x07\x9b;0m", max_size=40))
def test_nothing_but_colours_and_cursor_moves_gets_through(written: str) -> None:
    shown = "x" + harmless("x" + written)
    for found in range(len(shown)):
        if shown[found] == "\x1b":
            assert shown[found + 1] == "["
        assert shown[found] not in "\x07\x9b"


class Listening(App[None]):
    """An app that remembers what its driver told it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.left: list[Any] = []

    def on_key(self, event: Key) -> None:
        self.heard.append(event.key)

    def exit(self, result: Any = None, return_code: int = 0, message: Any = None) -> None:
        self.left.append(return_code)
        super().exit(result, return_code, message)


@pytest.fixture
def _handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def keyboard() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def driver_on(app: App[Any], keyboard: int, monkeypatch: pytest.MonkeyPatch) -> CourseDriver:
    with open(keyboard, closefd=False) as stdin:
        monkeypatch.setattr("sys.__stdin__", stdin)
        return CourseDriver(app)


@pytest.mark.usefixtures("_handlers")
async def test_keys_reach_the_app_until_the_driver_stops(
    keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Listening()
    async with app.run_test() as pilot:
        driver = driver_on(app, keyboard[0], monkeypatch)
        thread = asyncio.create_task(asyncio.to_thread(driver.run_input_thread))
        os.write(keyboard[1], "sé".encode())
        while len(app.heard) < 2:
            await pilot.pause(0.01)
        assert app.heard == ["s", "é"]
        driver.exit_event.set()
        await thread
        driver.exit_event.close()
        assert app.left == []


@pytest.mark.usefixtures("_handlers")
async def test_a_terminal_that_is_gone_ends_the_program(
    keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Listening()
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: written.append(data))
    async with app.run_test() as pilot:
        driver = driver_on(app, keyboard[0], monkeypatch)
        driver.write("before\x00")
        os.close(keyboard[1])
        await asyncio.to_thread(driver.run_input_thread)
        while not app.left:
            await pilot.pause(0.01)
        assert app.left == [HANGUP]
        driver.write("after")
        assert written == ["before"]
        driver.close()


@pytest.mark.usefixtures("_handlers")
async def test_a_keyboard_that_cannot_be_read_is_gone_too(
    keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Listening()
    async with app.run_test():
        driver = driver_on(app, keyboard[0], monkeypatch)
        monkeypatch.setattr(os, "read", _broken)
        assert driver._read() == b""
        driver.exit_event.close()


def _broken(*_: int) -> bytes:
    raise OSError(5, "gone")


def test_an_alarm_wakes_and_can_be_silenced() -> None:
    alarm = Alarm()
    alarm.set()
    alarm.hear()
    assert alarm.is_set()
    alarm.clear()
    alarm.close()


# --- the real program in a real terminal ---

RESTORED = [
    b"\x1b[?1049l",
    b"\x1b[?25h",
    b"\x1b[?1003l",
    b"\x1b[?1006l",
    b"\x1b[?2004l",
    b"\x1b[<u",
]
"""Screen, cursor, mouse, paste and keyboard are given back."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "COURSE_HOME": str(tmp_path / "home"),
        "COURSE_LEARNER": "ada",
        "COURSE_PATH": str(SMALL),
    }


def end_of(terminal: Terminal, raw: io.BytesIO) -> int:
    status = terminal.status()
    written = raw.getvalue()
    for sequence in RESTORED:
        assert sequence in written, sequence
    assert b"Traceback" not in written
    return status


@pytest.mark.parametrize("keys", [(), ("enter",), ("t",)], ids=["home", "lesson", "question"])
@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=["TERM", "HUP", "INT"],
)
def test_a_signal_leaves_the_terminal_as_it_was(
    environment: dict[str, str], keys: tuple[str, ...], number: signal.Signals, status: int
) -> None:
    with Terminal(environment=environment) as terminal:
        terminal.child.logfile_read = raw = io.BytesIO()
        before = terminal.wait("recall today")
        terminal.press(*keys)
        if keys:
            terminal.wait(before, gone=True)
        terminal.child.kill(number)
        assert end_of(terminal, raw) == status


@pytest.mark.parametrize("keys", [("q",), ("ctrl+q",)])
def test_leaving_leaves_the_terminal_as_it_was(
    environment: dict[str, str], keys: tuple[str, ...]
) -> None:
    with Terminal(environment=environment) as terminal:
        terminal.child.logfile_read = raw = io.BytesIO()
        terminal.wait("recall today")
        terminal.press(*keys)
        assert end_of(terminal, raw) == 0


def test_a_closed_terminal_ends_the_program(environment: dict[str, str]) -> None:
    terminal = Terminal(environment=environment)
    terminal.wait("recall today")
    pid = terminal.child.pid
    assert pid
    os.close(terminal.child.child_fd)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) == HANGUP
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    raise AssertionError("the program goes on without a terminal")


def test_a_failure_is_one_line_and_leaves_nothing_of_what_was_typed(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import course.tui.screens.home as home\n"
        "def fail(self):\n"
        "    secret = 'my answer'\n"
        "    raise ValueError(secret)\n"
        "home.HomeScreen.action_review = fail\n"
    )
    environment["PYTHONPATH"] = str(tmp_path)
    with Terminal(environment=environment) as terminal:
        terminal.child.logfile_read = raw = io.BytesIO()
        terminal.wait("recall today")
        terminal.press("r")
        assert end_of(terminal, raw) == 70
        assert "error: the program failed (ValueError)" in terminal.text
        assert b"my answer" not in raw.getvalue()
    log = (tmp_path / "home" / "cache" / "failure.log").read_text()
    assert "ValueError" in log
    assert "my answer" not in log
