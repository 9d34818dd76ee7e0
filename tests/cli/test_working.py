"""How far long work is: one line in words, on a terminal only, and gone when it is done."""

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from course.cli import working as module
from course.cli.working import working
from course.watch import watched


class Screen(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    screen = Screen()
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=screen))
    monkeypatch.setenv("TERM", "xterm")
    return screen


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that goes when it is told to."""
    now = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])

    def go(seconds: float) -> None:
        now[0] += seconds

    return go


def lines(screen: Screen) -> list[str]:
    return [line.strip() for line in screen.getvalue().split("\r") if line.strip()]


def test_how_far_it_is_is_said_in_words(screen: Screen, later: Callable[[float], None]) -> None:
    with working("") as tell:
        tell("log.jsonl", 0, 2_000)
        later(0.5)
        tell("log.jsonl", 500, 2_000)
        later(2.5)
        tell("log.jsonl", 1_500, 2_000)
    assert lines(screen) == [
        "log.jsonl: 500 of 2,000, 25 %",
        "log.jsonl: 1,500 of 2,000, 75 %, 1 s left",
    ]
    assert screen.getvalue().endswith(" \r"), "nothing is left of it"
    assert "\n" not in screen.getvalue()


def test_what_is_done_at_once_needs_no_word(screen: Screen, later: Callable[[float], None]) -> None:
    with working("") as tell:
        for done in range(10):
            later(0.03)
            tell("log", done, 10)
    assert screen.getvalue() == ""


def test_no_more_than_ten_words_a_second(screen: Screen, later: Callable[[float], None]) -> None:
    with working("") as tell:
        tell("log", 0, 1_000)
        later(1)
        for done in range(1_000):
            later(0.001)
            tell("log", done, 1_000)
    assert 8 <= len(lines(screen)) <= 12


def test_where_the_end_is_not_known_what_is_done_is_said(
    screen: Screen, later: Callable[[float], None]
) -> None:
    with working("") as tell:
        tell("pages", 0, None)
        later(1)
        tell("pages", 0, None)
        later(1)
        tell("pages", 5, None)
    assert lines(screen) == ["pages ...", "pages ... 5"]


@pytest.mark.parametrize("quiet", ["pipe", "dumb"])
def test_elsewhere_nothing_is_said(
    screen: Screen,
    later: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
    quiet: str,
) -> None:
    if quiet == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    else:
        monkeypatch.setattr(screen, "isatty", lambda: False)
    with working("") as tell:
        later(1)
        tell("log", 1, 2)
    assert screen.getvalue() == ""


def test_ctrl_c_says_what_it_left(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), working("Nothing was changed."):
        raise KeyboardInterrupt
    assert capsys.readouterr().err == "Stopped. Nothing was changed.\n"


def test_what_stands_in_a_name_does_not_reach_the_terminal(
    screen: Screen, later: Callable[[float], None]
) -> None:
    with working("") as tell:
        tell("a\x1b[2Jb", 0, 9)
        later(1)
        tell("a\x1b[2Jb", 1, 9)
    assert "\x1b" not in screen.getvalue()


def test_items_are_told_as_they_come() -> None:
    told: list[tuple[str, int, int | None]] = []
    assert list(watched("abcde", lambda *word: told.append(word), "x", 5, every=2)) == [*"abcde"]
    assert told == [("x", 0, 5), ("x", 2, 5), ("x", 4, 5)]
