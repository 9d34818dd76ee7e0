"""An exercise read in lines."""

from pathlib import Path

import pytest

from tests.plain.conftest import Told
from tests.tui.packs import NAME, with_pack


@pytest.fixture(autouse=True)
def _pack(course_folder: Path) -> None:
    with_pack(course_folder)


def test_enter_turns_the_pages_and_q_stops(told: Told) -> None:
    out = told(lambda face: face.exercise(NAME), "", "", "q")
    assert "Exercise: The same night again" in out
    assert "To print it: course exercise again --print again.md" in out
    assert "Page 3 of 11: The test of consensus" in out
    assert "Page 4" not in out


def test_a_secret_is_read_when_it_is_asked_for(told: Told) -> None:
    out = told(lambda face: face.exercise(NAME), "5", "x", "q")
    before, after = out.split("if nobody else sees this.")
    assert "Page 5 of 11: The chair" in before
    assert "You fly at six." not in before
    assert "You fly at six." in after
    assert "- Close before midnight" in after


def test_pages_can_be_listed_gone_back_to_and_missed(told: Told) -> None:
    out = told(lambda face: face.exercise(NAME), "l", "2", "b", "x", "99", "q")
    assert " 9  Texts to negotiate" in out
    assert out.count("Page 1 of 11") == 2
    assert out.count("No such choice.") == 2


def test_sources_stand_below_the_page_that_cites_them(told: Told) -> None:
    out = told(lambda face: face.exercise(NAME), "9", "q")
    assert "States [shall][should [not]] sign [1]." in out
    assert "[1]  The record of the evening, The secretariat, 2012" in out


def test_the_menu_leads_to_the_exercises(told: Told) -> None:
    out = told(lambda face: face.menu(), "e", NAME, "q", "e", "nothing", "q")
    assert "The same night again (again): 50 minutes, 3 to 8 people." in out
    assert "Page 1 of 11: For the teacher" in out
    assert "No such exercise." in out
