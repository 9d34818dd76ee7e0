"""Playing a scenario in lines."""

from pathlib import Path

import pytest

from course.plain.sitting import Sitting
from course.progress.store import MemoryStore
from course.study import Study
from tests.plain.conftest import Told
from tests.tui.cases import CASE, play_through, write_case
from tests.tui.conftest import Clock, a_study


@pytest.fixture(autouse=True)
def _case(course_folder: Path) -> None:
    write_case(course_folder)


def play(sitting: Sitting) -> None:
    sitting.scenario(CASE)


def test_a_scene_is_told_with_its_choices_by_number(told: Told) -> None:
    said = told(play, "", "?", "s", "m", "q")
    assert "You lead a small delegation and want to be heard [1]." in said
    assert "Trust of your region: 50" in said
    assert "Strain on your capital: 20, low. They sleep well." in said
    assert "1. Ask whether this was a vote" in said
    assert "Your choice (1-3), ? for more:" in said
    assert "[1]  Pete Resnick, On Consensus and Humming" in said
    assert "Paused. Everything answered is stored." in said


def test_what_follows_says_how_the_meters_moved(told: Told) -> None:
    said = told(play, "", "1", "q")
    assert "He says that it was not; some are glad that you asked." in said
    assert "Trust of your region: up 10 to 60" in said
    assert "Strain on your capital: up 20 to 40" in said


def test_a_closed_choice_says_why_and_cannot_be_taken(told: Told) -> None:
    said = told(play, "", "2", "", "1", "q")
    assert "1. (closed) Offer to speak for all" in said
    assert "Closed: Nobody heard you ask." in said
    assert "This choice is closed." in said


def test_it_goes_on_at_the_very_scene(told: Told, study: Study) -> None:
    told(play, "", "1", "", "q")
    assert study.progress.played[CASE].chosen == 1
    said = told(play, "q")
    assert "In the corridor" in said
    assert "You lead a small delegation" not in said


def test_the_end_tells_what_really_happened_and_leads_to_the_passage(told: Told) -> None:
    said = told(play, "", "1", "", "2", "", "1", "")
    assert "How it ends: A signature" in said
    assert "1 of 4 endings seen" in said
    assert "1. The record says that it was no vote [1]." in said
    assert "Tell a hum from a vote (1.1, “The night”)" in said
    assert "To read further: The record of the evening" in said
    assert "Late in the evening the chair asked" in said


def test_another_path_is_taken_from_a_scene_of_the_last(told: Told, study: Study) -> None:
    said = told(play, "", "3", "", "2", "", "o", "2", "1", "", "")
    assert "1. A show of plates *" in said
    assert "    * Insist on a count by roll-call" in said
    assert "    - Ask whether this was a vote" in said
    assert "Ending: one you have not come to" in said
    assert "How it ends: You were called home" in said
    assert study.progress.played[CASE].endings == {"signed", "recalled"}


def test_it_can_be_played_again_or_taken_up_later(told: Told, study: Study) -> None:
    play_through(study, "ask", "sign")
    said = told(play, "o", "9", "q")
    assert "Choose a scene of your last path" in said
    told(play, "o", "2", "q")
    assert study.progress.played[CASE].is_open
    assert "In the corridor" in told(play, "q")


def test_a_pipe_plays_without_waiting(told: Told, study: Study) -> None:
    said = told(play, "1", "2", interactive=False)
    assert "How it ends: A signature" in said
    assert study.progress.played[CASE].ended == 1


def test_a_pipe_that_ends_too_early_keeps_the_place(told: Told, study: Study) -> None:
    said = told(play, "1", interactive=False)
    assert "Everything answered is stored." in said
    assert study.progress.played[CASE].is_open


def test_an_edited_scenario_says_so(
    told: Told, study: Study, course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    told(play, "", "1", "", "q")
    write_case(course_folder, corridor="lobby")
    study.library = a_study(course_folder, store, clock).library
    said = told(play, "", "q")
    assert "It was changed meanwhile" in said
    assert "In the lobby" in said


def test_scenarios_are_listed_and_chosen_by_name(told: Told, study: Study) -> None:
    said = told(Sitting.scenarios, CASE, "q")
    assert "Scenario plates: The plates (5 min, 0 of 4 endings seen)" in said
    assert "You lead a small delegation" in said
    assert "No such scenario." in told(Sitting.scenarios, "x")
    told(play, "", "1", "q")
    assert "0 of 4 endings seen, begun" in told(Sitting.contents)
    assert "Begun: The plates" in told(Sitting.stand)


def test_the_end_of_its_lesson_names_it(
    told: Told, study: Study, course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    write_case(course_folder, **{"lesson: first-light": "lesson: far-away"})
    study.library = a_study(course_folder, store, clock).library
    said = told(lambda sitting: sitting.learn("far-away"), interactive=False)
    assert "A case to play: The plates (course play plates)" in said
