"""Looking again in lines, and what slips away in a review."""

from course.plain.again import command, say_again
from course.plain.sitting import Sitting
from course.sessions.selection import Selection
from course.study import Study
from tests.plain.conftest import Told
from tests.test_again import a_leech, answered
from tests.tui.conftest import Clock


def test_the_choices_are_listed_with_their_commands_and_numbers_look_at_them(
    told: Told, study: Study
) -> None:
    answered(study, "q-single", 0, 3)
    said = told(lambda sitting: say_again(sitting.lines, study), "1", "7", "")
    assert "Certain, and wrong: 1 question (course quiz --certain-wrong)" in said
    assert said.count("1. How many delegations signed on the day?") == 2
    assert "Flagged: none" in said
    assert "1 Light: 11 questions (course quiz --module 1)" in said
    assert "Your answer: " in said
    assert "No such number." in said
    assert "Look again:" in told(Sitting.menu, "a", "", "q")


def test_what_was_begun_is_told_with_the_command_that_goes_on(told: Told, study: Study) -> None:
    told(lambda sitting: sitting.chosen(Selection(modules=("light",), items=3)), ":quit")
    said = told(lambda sitting: say_again(sitting.lines, study))
    expected = "Begun: 1 Light, 3 questions, 0 of 3 answered (course quiz --module 1 --items 3)"
    assert expected in " ".join(said.split())


def test_every_part_of_a_choice_is_in_its_command(study: Study) -> None:
    wanted = Selection(("due", "missed"), ("gone",), ("seed: IANA", "sea"), "rough c", 3, 5)
    assert command(study, wanted) == (
        'course quiz --due --wrong --module gone --seed-point "IANA" --tag "sea" '
        '--words "rough c" --items 3 --minutes 5'
    )


def test_of_a_leech_the_passage_comes_first(told: Told, study: Study, clock: Clock) -> None:
    a_leech(study, clock)
    said = told(Sitting.review, "", "2", "")
    assert "You have forgotten this 4 times, so its passage comes first." in said
    passage, question = said.index("Who signed on the day"), said.index("How many delegations")
    assert passage < question


def test_a_leech_can_be_left_for_another_day(told: Told, study: Study, clock: Clock) -> None:
    a_leech(study, clock)
    said = told(Sitting.review, ":later")
    assert "Still known" not in said
    assert "Left for another day: 1." in said
    assert "Nothing is fading now." in told(Sitting.review)
