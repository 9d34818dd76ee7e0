"""Marks of clozes, and what happens to what is written or asked without a key."""

from fractions import Fraction

import pytest

from course.marking import BadResponse, Part, mark, mark_reflection
from tests.builders import (
    a_choice,
    a_cloze,
    a_numeric_gap,
    a_reflection,
    a_short_gap,
    a_single_gap,
    a_survey,
)

RIGHT = {"city": "b", "body": "plenary", "year": "1988"}


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (RIGHT, Fraction(1)),
        ({}, Fraction(0)),
        ({"year": "1988"}, Fraction(1, 2)),
        ({"city": "b"}, Fraction(1, 4)),
        ({**RIGHT, "year": "1865"}, Fraction(1, 2)),
        ({**RIGHT, "body": "  "}, Fraction(3, 4)),
    ],
)
def test_gaps_earn_by_their_weight(filled: dict[str, str], expected: Fraction) -> None:
    assert mark(a_cloze(), filled).fraction == expected


def test_a_gap_may_earn_part_of_its_weight() -> None:
    choices = (a_choice("Dubai", credit=Fraction(1, 3)), a_choice("Melbourne", correct=True))
    question = a_cloze(text="In {{city}}.", gaps=(a_single_gap(choices=choices),))

    assert mark(question, {"city": "a"}).fraction == Fraction(1, 3)


def test_each_gap_is_explained() -> None:
    city, body, year = mark(a_cloze(), {"city": "a", "body": "council"}).parts

    assert city == Part(
        "city", "gap 1", "Dubai", "Melbourne", Fraction(0), "Why Dubai.", chosen=True
    )
    assert body == Part(
        "body", "gap 2", "council", "plenary", Fraction(0), "All of them.", chosen=True
    )
    assert year == Part("year", "gap 3", None, "1988", Fraction(0), "Earlier.", chosen=False)


def test_an_open_choice_is_explained_by_its_key() -> None:
    assert mark(a_cloze(), {}).parts[0].feedback == "Why Melbourne."


def test_notes_name_their_gap() -> None:
    marked = mark(a_cloze(), {"body": "plenery", "year": "1,988"})

    assert marked.note == "gap 2: accepted as plenary; gap 3: read as 1988"


def test_a_gap_may_refuse_misspellings() -> None:
    question = a_cloze(text="{{body}}", gaps=(a_short_gap(misspellings=False),))

    assert mark(question, {"body": "plenery"}).fraction == 0


def test_a_gap_asks_for_a_bare_number() -> None:
    question = a_cloze(text="{{year}}", gaps=(a_numeric_gap(),))

    assert mark(question, {"year": "1988 AD"}).note == "gap 1: not read as a number alone"


def test_a_reflection_is_not_marked_until_its_writer_does() -> None:
    marked = mark(a_reflection(), "I think so.")

    assert marked.fraction is None
    assert marked.parts == ()


@pytest.mark.parametrize(
    ("met", "expected"),
    [((), Fraction(0)), (("a",), Fraction(2, 3)), (("b",), Fraction(1, 3)), (("b", "a"), 1)],
)
def test_a_reflection_earns_the_weight_of_the_criteria_met(
    met: tuple[str, ...], expected: Fraction
) -> None:
    assert mark_reflection(a_reflection(), met) == expected


def test_a_criterion_outside_the_rubric_is_refused() -> None:
    with pytest.raises(BadResponse, match="no such criterion"):
        mark_reflection(a_reflection(), ("a", "z"))


def test_a_survey_has_no_mark() -> None:
    assert mark(a_survey(), "a").fraction is None
