"""Marks of questions answered by choosing: single, multiple, true or false."""

from fractions import Fraction

import pytest

from course.marking import Part, mark
from tests.builders import a_choice, a_multiple, a_single, a_true_false, an_option

HALF = Fraction(1, 2)


def test_the_key_of_a_single_earns_all_and_a_distractor_nothing() -> None:
    assert mark(a_single(), "b").fraction == 1
    assert mark(a_single(), "a").fraction == 0


def test_a_choice_earns_the_credit_its_author_gave() -> None:
    choices = (a_choice("Dubai", correct=True), a_choice("Abu Dhabi", credit=Fraction(1, 3)))

    assert mark(a_single(choices=choices), "b").fraction == Fraction(1, 3)


def test_a_choice_may_be_named_by_its_own_id() -> None:
    choices = (a_choice("Geneva"), a_choice("Dubai", correct=True, id="dubai"))

    assert mark(a_single(choices=choices), "dubai").fraction == 1


def test_every_option_of_a_single_is_explained_chosen_or_not() -> None:
    wrong, right, other = mark(a_single(), "a").parts

    assert wrong == Part("a", "Geneva", "Geneva", None, Fraction(0), "Why Geneva.", chosen=True)
    assert right == Part("b", "Dubai", None, "Dubai", Fraction(1), "Why Dubai.", chosen=False)
    assert other == Part("c", "Tunis", None, None, Fraction(0), "Why Tunis.", chosen=False)


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        ((), Fraction(0)),
        (("a",), HALF),
        (("a", "c"), Fraction(1)),
        (("a", "b"), Fraction(0)),
        (("a", "b", "c"), HALF),
        (("b", "d"), Fraction(0)),
        (("a", "b", "c", "d"), Fraction(0)),
    ],
)
def test_ticks_earn_hits_over_keys_less_false_over_distractors(
    ticked: tuple[str, ...], expected: Fraction
) -> None:
    assert mark(a_multiple(), ticked).fraction == expected


def test_one_false_tick_costs_a_third_where_there_are_three_distractors() -> None:
    choices = (an_option("right", correct=True), *(an_option(text) for text in ("x", "y", "z")))

    assert mark(a_multiple(choices=choices), ("a", "b")).fraction == Fraction(2, 3)


def test_the_order_of_ticks_does_not_matter() -> None:
    assert mark(a_multiple(), ("c", "a")).fraction == 1


def test_all_or_nothing_gives_nothing_for_almost() -> None:
    question = a_multiple(all_or_nothing=True)

    assert mark(question, ("a",)).fraction == 0
    assert mark(question, ("a", "b", "c")).fraction == 0
    assert mark(question, ("a", "c")).fraction == 1


def test_every_option_of_a_multiple_tells_its_worth_and_whether_it_was_ticked() -> None:
    parts = mark(a_multiple(), ("a", "b")).parts

    assert [(part.label, int(part.fraction), part.chosen) for part in parts] == [
        ("ICANN", 1, True),
        ("NATO", 0, True),
        ("IETF", 1, False),
        ("FIFA", 0, False),
    ]
    assert all(part.feedback == f"Why {part.label}." for part in parts)


@pytest.mark.parametrize("answer", [True, False])
def test_a_statement_is_right_or_wrong(answer: bool) -> None:
    question = a_true_false(answer=answer)

    assert mark(question, answer).fraction == 1
    assert mark(question, not answer).fraction == 0


def test_both_sides_of_a_statement_are_explained() -> None:
    true, false = mark(a_true_false(), True).parts

    assert true == Part("true", "True", "True", None, Fraction(0), "It was not.", chosen=True)
    assert false == Part("false", "False", None, "False", Fraction(1), "Indeed not.", chosen=False)
