"""Searching in lines: a number opens what was found."""

from course.plain.finding import say_found
from course.plain.sitting import Sitting
from course.sessions.events import NoteWritten
from course.sessions.moves import answer
from course.study import Study
from tests.plain.conftest import Told


def test_a_number_opens_what_was_found(told: Told, study: Study) -> None:
    attempt = study.quiz("first-light", seed="s")
    study.do(attempt, answer(attempt, "b"))
    study.learner.record(NoteWritten("first-light#the-night", "zeppelin"))
    opens = {
        "delegations signed": "Your answer: ",
        "zeppelin": "Late in the evening the chair asked",
        "request for comments": "See also: Hum",
        "resnick": "https://www.rfc-editor.org/rfc/rfc7282",
        "first light": "Late in the evening the chair asked",
        "in figures": "Who signed on the day",
    }
    for words, shown in opens.items():
        said = told(lambda sitting, w=words: say_found(sitting.lines, study, w), "1", "99", "")
        assert shown in said, words
        assert "No such number." in said


def test_the_menu_searches_and_explains(told: Told) -> None:
    said = told(Sitting.menu, "/doubts", "", "g", "rfc", "g", "", "q")
    assert "passage: The night" in said
    assert said.count("RFC (Request for Comments)") == 2
    assert said.count("Hum: A sound") == 1
