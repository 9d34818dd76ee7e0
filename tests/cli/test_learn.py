"""The learner's commands, without a terminal: as a pipe, a script or a screen reader meets them."""

from datetime import timedelta
from pathlib import Path

import pytest

from course.cli.main import COMMANDS
from course.config import local_time, open_learner
from course.loading.library import Library
from course.sessions.moves import answer
from course.study import Study
from tests.cli.saying import Said
from tests.tui.conftest import SMALL


def test_course_alone_says_where_the_learner_stands(said: Said) -> None:
    status, out, _ = said()
    assert status == 0
    assert "0 of 3 lessons read" in out
    assert "course learn first-light" in out


def test_a_lesson_is_found_by_id_and_by_number(said: Said) -> None:
    assert "First light" in said("learn", "first-light")[1]
    assert "Second thoughts" in said("learn", "1.2")[1]


def test_learn_alone_goes_on_where_the_learner_was(said: Said) -> None:
    said("learn", "far-away")
    assert "Far away" in said("learn")[1] or "First light" in said("learn")[1]


def test_a_quiz_is_found_by_its_lesson_and_goes_on(said: Said) -> None:
    _, out, _ = said("quiz", "1.1", "--seed", "s", typed="1\n")
    assert "Question 1 of 11" in out
    assert "Quiz: First light" in said("quiz")[1]


def test_the_seed_decides_the_order(said: Said) -> None:
    first = said("quiz", "first-light", "--seed", "s")[1]
    assert first == said("quiz", "first-light", "--seed", "s")[1]
    others = {said("quiz", "first-light", "--seed", str(n))[1] for n in range(6)}
    assert len(others) > 1


def test_a_test_says_so_and_certainty_is_asked_for(said: Said) -> None:
    _, out, _ = said("quiz", "far-away", "--test", "--certainty", typed="1\n3\ny\n")
    assert "A test: feedback comes at the end." in out
    assert "How sure?" in out


def test_review_and_list_speak_before_anything_was_done(said: Said) -> None:
    assert "Nothing is fading now." in said("review")[1]
    assert "1.1  First light (first-light): 0 of 3 sections read" in said("list")[1]


def test_what_waits_is_a_line_and_silence_where_nothing_does(said: Said) -> None:
    assert said("review", "--waiting") == (1, "", "")
    learner = open_learner("small", clock=lambda: local_time() - timedelta(days=9))
    study = Study(Library(SMALL), learner)
    attempt = study.quiz("far-away")
    study.do(attempt, answer(attempt, "a"))
    learner.close()
    line = "Review: 1 question is fading, under a minute. (course review)\n"
    assert said("review", "--waiting") == (0, line, "")


def test_each_learner_has_progress_of_their_own(said: Said) -> None:
    said("learn", "second-thoughts", "--learner", "bo")
    assert "0 of 3 sections read" in said("list")[1]
    someone = open_learner("small", "bo")
    assert someone.name == "bo"
    someone.close()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("learn", "first-lihgt"), 1, "first-light"),
        (("quiz", "second-thoughts"), 1, "has no quiz"),
        (("quiz", "nowhere"), 1, "there is no lesson nowhere"),
        (("review", "--limit", "0"), 2, "--limit"),
        (("--learner", "a\x1bb", "list"), 2, ""),
        (("lern",), 2, "did you mean `learn`?"),
    ],
)
def test_a_slip_is_one_line_with_its_remedy(
    said: Said, arguments: tuple[str, ...], status: int, words: str
) -> None:
    code, _, err = said(*arguments)
    assert code == status
    assert words in err
    assert "Traceback" not in err
    assert "\x1b" not in err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(said: Said, command: str) -> None:
    status, out, _ = said(command, "--help")
    assert status == 0
    assert f"Example: course {command}" in out


@pytest.mark.parametrize(
    ("words", "place", "completed"),
    [
        ("course le", "1", "learn"),
        ("course learn fi", "2", "first-light"),
        ("course quiz far", "2", "far-away"),
        ("course quiz --te", "2", "--test"),
    ],
)
def test_a_shell_completes_commands_lessons_and_options(
    said: Said, monkeypatch: pytest.MonkeyPatch, words: str, place: str, completed: str
) -> None:
    monkeypatch.setenv("_COURSE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", place)
    assert completed in said()[1]


def test_a_shell_that_finds_no_course_completes_nothing(
    said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COURSE_PATH", str(tmp_path))
    monkeypatch.setenv("_COURSE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "course learn f")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert said()[1].strip() == ""
