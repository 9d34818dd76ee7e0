"""What an attempt came to, and what to read again."""

from dataclasses import replace
from fractions import Fraction

from course.sessions.attempt import feedback, status
from course.sessions.events import Flagged
from course.sessions.outcome import Outcome, outcome
from course.sessions.words import DOTS
from tests.builders import a_choice, a_multiple, a_numeric, a_reflection, a_single, a_survey
from tests.sessions.playing import Player, begun


def test_points_add_up_by_objective_in_the_order_they_were_asked() -> None:
    player = Player(
        a_single("one", objective="second", points=2),
        a_single("two", objective="first", passage="dubai#night"),
        a_multiple("three", objective="first", passage="dubai#day"),
        mode="review",
    )
    player.answer("b")
    player.go_on()
    player.answer("b")
    player.go_on()
    player.answer(("a",))
    result = outcome(player.attempt)
    assert [(o.objective, o.points, o.out_of, o.reread) for o in result.objectives] == [
        ("second", 2, 2, None),
        ("first", Fraction(3, 2), 2, "dubai#day"),
    ]
    assert (result.points, result.out_of) == (Fraction(7, 2), 4)
    assert result.share == Fraction(7, 8)
    assert result.missed == ("three",)


def test_the_passage_of_what_earned_least_is_to_be_read_again() -> None:
    player = Player(
        a_multiple("one", passage="dubai#day"),
        a_single("two", passage="dubai#night"),
        mode="test",
    )
    player.answer(("a",))
    player.go_on()
    player.answer("a")
    assert [o.reread for o in outcome(player.attempt).objectives] == ["dubai#night"]


def test_certain_and_wrong_is_told_of_the_first_answer() -> None:
    player = Player(a_single("one"), a_single("two"), certainty=True)
    player.answer("a", 3)
    player.answer("b", 1)
    player.go_on()
    player.answer("a", 2)
    player.do(Flagged("attempt", "two"))
    assert outcome(player.attempt).overconfident == ("one",)
    assert outcome(player.attempt).flagged == ("two",)


def test_a_partly_right_answer_is_missed_but_not_wrong() -> None:
    choices = (a_choice("A", correct=True), a_choice("B", credit=Fraction(1, 2)), a_choice("C"))
    player = Player(a_single(choices=choices), mode="test", certainty=True)
    player.answer("b", 3)
    result = outcome(player.attempt)
    assert result.missed == ("single",)
    assert result.overconfident == ()


def test_reflections_and_surveys_do_not_count() -> None:
    result = outcome(begun(a_reflection(), a_survey()))
    assert result.share is None
    assert result == Outcome(Fraction(0), 0, (), (), (), ())


def test_dots_tell_the_whole_attempt_at_a_glance() -> None:
    player = Player(*(a_single(f"q{n}") for n in range(3)), a_multiple(), a_numeric())
    player.answer("b")
    player.go_on()
    player.answer("a")
    player.answer("a")
    player.go_on()
    player.go_on()
    player.answer(("a",))
    attempt = player.attempt
    assert "".join(DOTS[status(attempt, question)] for question in attempt.questions) == "●✗○◐○"


def test_a_response_that_no_longer_fits_the_question_has_no_mark() -> None:
    player = Player(a_single())
    player.answer("c")
    shorter = a_single(choices=a_single().choices[:2])
    changed = replace(player.attempt, questions={"single": shorter})
    assert feedback(changed, "single") is None
