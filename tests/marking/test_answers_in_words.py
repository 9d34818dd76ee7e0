"""Keys and responses as a person would say them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from course.content.questions import AnyQuestion, Response, Unit
from course.marking import in_words, key_response, mark, right_answer, right_parts
from tests.builders import (
    a_categorise,
    a_cloze,
    a_match,
    a_multiple,
    a_numeric,
    a_numeric_with_units,
    a_short,
    a_short_gap,
    a_single,
    a_survey,
    a_true_false,
    an_accepted,
    an_accepted_number,
    an_order,
    one_of_each,
)
from tests.strategies import answered


def test_every_key_is_said_in_words() -> None:
    assert {question.id: right_answer(question) for question in one_of_each()} == {
        "single": "Dubai",
        "multiple": "ICANN; IETF",
        "true-false": "False",
        "short": "Geneva",
        "numeric": "1988",
        "match": "names: ICANN; protocols: IETF",
        "categorise": "Treaty: ITRs, Budapest Convention; Body: ITU",
        "order": "1. 1865; 2. 1988; 3. 2003; 4. 2012",
        "cloze": "Melbourne; plenary; 1988",
        "reflection": "A right and a duty.",
        "survey": "",
    }


@pytest.mark.parametrize(
    ("question", "response", "said"),
    [
        (a_single(), "a", "Geneva"),
        (a_single(), "", ""),
        (a_multiple(), ("d", "a"), "ICANN; FIFA"),
        (a_true_false(), True, "True"),
        (a_short(), " Bern ", "Bern"),
        (a_match(), {"b": "c"}, "protocols: ITU"),
        (a_categorise(), {"a": "body", "c": "body"}, "Body: ITRs, Budapest Convention"),
        (an_order(), ("d", "a", "b", "c"), "1. 2012; 2. 1865; 3. 1988; 4. 2003"),
        (a_cloze(), {"city": "a", "year": "1865"}, "Dubai; \u2026; 1865"),
        (a_survey(), "a", "Yes"),
        (a_survey(several=True), ("a", "b"), "Yes; No"),
        (a_survey(choices=()), " It depends. ", "It depends."),
    ],
)
def test_a_response_is_said_in_words(question: AnyQuestion, response: Response, said: str) -> None:
    assert in_words(question, response) == said


@given(answered())
def test_any_response_can_be_said(asked: tuple[AnyQuestion, Response]) -> None:
    assert isinstance(in_words(*asked), str)


@pytest.mark.parametrize(
    ("pattern", "said", "typed"),
    [
        ("*consensus", "consensus", "consensus"),
        ("the * act", "the \u2026 act", "the x act"),
        ("*", "anything", "x"),
    ],
)
def test_a_pattern_is_said_without_its_stars(pattern: str, said: str, typed: str) -> None:
    question = a_short(answers=(an_accepted(pattern),))

    assert right_answer(question) == said
    assert key_response(question) == typed


def test_a_number_is_said_in_its_own_unit() -> None:
    assert right_answer(a_numeric_with_units()) == "20 Mbit/s"
    assert key_response(a_numeric_with_units()) == "20 Mbit/s"


def test_a_number_without_an_own_unit_is_said_bare_and_typed_in_another() -> None:
    question = a_numeric(
        answers=(an_accepted_number("20"),),
        units=(Unit(name="third", factor=Decimal(3)), Unit(name="half", factor=Decimal("0.5"))),
    )

    assert right_answer(question) == "20"
    assert key_response(question) == "40 half"


def test_a_key_hidden_by_a_worse_answer_is_found_out() -> None:
    hidden = (an_accepted("gen*", Fraction(1, 2)), an_accepted("geneva"))
    reachable = (*hidden, an_accepted("Genf"), an_accepted("lac l\u00e9man"))

    assert key_response(a_short(answers=hidden)) is None
    assert key_response(a_short(answers=reachable)) == "lac l\u00e9man"
    assert right_answer(a_short(answers=hidden)) == "geneva"


def test_a_cloze_with_a_hidden_key_has_no_right_response() -> None:
    hidden = (an_accepted("plen*", Fraction(1, 2)), an_accepted("plenary"))
    question = a_cloze(text="{{body}}", gaps=(a_short_gap(answers=hidden),))

    assert key_response(question) is None


def test_a_full_credit_answer_may_come_after_a_worse_one() -> None:
    question = a_numeric(
        answers=(
            an_accepted_number("1865", credit=Fraction(1, 2)),
            an_accepted_number("1988"),
        )
    )

    assert key_response(question) == "1988"
    assert mark(question, "1865").parts[0].right == "1988"


def test_the_key_of_what_is_put_in_order_is_told_place_by_place() -> None:
    question = an_order()
    parts = right_parts(question)
    assert [part[:2] for part in parts] == [f"{n}." for n in range(1, len(parts) + 1)]
    assert right_answer(question) == "; ".join(parts)
