"""`course search`, `course glossary` in lines, and quizzes of one's own from the command line."""

from pathlib import Path

import pytest

from course.cli.main import COMMANDS
from course.config import open_learner
from course.sessions.events import NoteWritten
from tests.cli.saying import Said


def test_the_commands_are_listed() -> None:
    assert {"search", "glossary"} <= set(COMMANDS)


def test_what_is_found_is_said_in_context_with_the_command_that_opens_it(said: Said) -> None:
    status, out, _ = said("search", "doubts")
    assert status == 0
    assert "1. passage: The night (1.1 First light)" in out
    assert "those who had *doubts* were asked" in " ".join(out.split())
    assert "course learn first-light#the-night" in out
    assert "A number to open it" not in out, "a pipe is not asked"


def test_the_command_that_is_said_opens_the_passage(said: Said) -> None:
    _, out, _ = said("learn", "first-light#in-figures")
    assert "Section 2 of 3." in out
    status, _, err = said("learn", "first-light#in-figurs")
    assert status == 1
    assert "did you mean first-light#in-figures?" in err


def test_kinds_and_limits_narrow(said: Said) -> None:
    out = said("search", "hum", "--kind", "source")[1]
    assert "1. source: On Consensus and Humming in the IETF" in out
    assert "https://www.rfc-editor.org/rfc/rfc7282" in out
    assert "lesson" not in out
    assert "more." in said("search", "hum", "--limit", "1")[1]


def test_unmet_questions_are_not_found(said: Said) -> None:
    assert "question" not in said("search", "delegations signed")[1]
    said("quiz", "first-light", "--seed", "s", typed="2\n")
    assert "question: How many delegations signed" in said("search", "delegations signed")[1]


def test_nothing_found_says_what_to_do(said: Said) -> None:
    _, out, _ = said("search", "xylophone")
    assert "Nothing has “xylophone”." in out
    assert "Try fewer words" in out
    assert "Say what to look for" in said("search")[1]


def test_hostile_words_are_refused(said: Said) -> None:
    status, _, err = said("search", "a\x1b[31mb")
    assert status == 2
    assert "\x1b" not in err


def test_the_glossary_is_explained(said: Said) -> None:
    _, out, _ = said("glossary")
    assert "Hum: A sound by which a room shows how it leans. It counts nobody." in out
    assert "RFC (Request for Comments)" in out
    only = said("glossary", "comments")[1]
    assert "Hum:" not in only
    assert "Taught in 1.1 The night (course learn first-light#the-night)" in " ".join(only.split())
    assert 'course quiz --words "comments"' in only
    assert "The glossary has no “zzz”." in said("glossary", "zzz")[1]


# --- quizzes of one's own ---


def test_questions_are_chosen_from_the_whole_course(said: Said) -> None:
    _, out, _ = said("quiz", "--module", "1", "--items", "3")
    assert "1 Light: 3 questions." in out
    assert "Question 1 of 3" in out
    assert "Question 1 of 3" in said("quiz", "--module", "light", "--items", "3")[1]


def test_a_choice_goes_on_where_it_was(said: Said) -> None:
    said("quiz", "--weakest", typed="")
    said("quiz", "far-away", "--seed", "s", typed="1\n\n")
    out = said("quiz", "--weakest")[1]
    assert "the weakest: 1 question." in out
    assert said("quiz", "--weakest")[1] == out


def test_what_was_missed_can_be_asked_again(said: Said) -> None:
    status, _, err = said("quiz", "--wrong")
    assert status == 1
    assert "nothing to ask: wrong the last time" in err
    said("quiz", "far-away", "--seed", "s", typed="2\n\n")
    assert "wrong the last time: 1 question." in said("quiz", "--wrong", "--minutes", "1")[1]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--module", "lihgt"), "did you mean light?"),
        (("--module", "9"), "there is: light, shade"),
        (("--seed-point", "x"), "there is: none"),
        (("--tag", "x"), "there is: none"),
    ],
)
def test_a_name_the_course_does_not_have_is_told(
    said: Said, options: tuple[str, ...], hint: str
) -> None:
    status, _, err = said("quiz", *options)
    assert status == 2
    assert hint in err


def test_a_quiz_and_a_choice_do_not_go_together(said: Said) -> None:
    status, _, err = said("quiz", "first-light", "--due")
    assert status == 2
    assert "leave out its name" in err


def test_a_choice_can_be_a_test(said: Said) -> None:
    assert "A test" in said("quiz", "--items", "2", "--test")[1]


# --- notes ---


def test_notes_are_listed_and_exported(said: Said, tmp_path: Path) -> None:
    assert "No notes and no bookmarks yet." in said("notes")[1]
    someone = open_learner("small", "ada", home=tmp_path / "home")
    someone.record(NoteWritten("first-light#the-night", "Hi *you*"))
    someone.close()
    assert "The night" in said("notes")[1]
    assert "### The night\n\nHi \\*you\\*\n" in said("notes", "--export", "-")[1]
    file = tmp_path / "mine.md"
    assert "mine.md written." in said("notes", "--export", str(file))[1]
    assert file.read_text().startswith("# Notes: A small course\n")
    status, _, err = said("notes", "--export", str(file))
    assert status == 1
    assert "--force" in err
    assert said("notes", "--export", str(file), "--force")[0] == 0


def test_what_to_look_at_again_is_listed(said: Said) -> None:
    out = said("again")[1]
    assert "Look again:" in out
    assert "1 Light: 11 questions (course quiz --module 1)" in out
