"""What holds for every question and every response."""

from fractions import Fraction

from hypothesis import given

from course.content.questions import AnyQuestion, Multiple, Order, Response, keyed
from course.marking import after_tries, is_blank, key_response, mark
from tests.strategies import answered, multiples, orders, questions, scored


@given(answered(scored))
def test_a_mark_is_between_nothing_and_everything(asked: tuple[AnyQuestion, Response]) -> None:
    fraction = mark(*asked).fraction

    assert fraction is not None
    assert 0 <= fraction <= 1
    assert fraction == after_tries([fraction])


@given(answered(scored))
def test_every_part_is_between_nothing_and_everything(
    asked: tuple[AnyQuestion, Response],
) -> None:
    parts = mark(*asked).parts

    assert parts
    assert len({part.key for part in parts}) == len(parts)
    assert all(0 <= part.fraction <= 1 for part in parts)
    assert all(part.chosen or part.given is None for part in parts)


@given(scored)
def test_the_key_earns_everything(question: AnyQuestion) -> None:
    key = key_response(question)

    assert key is not None
    assert mark(question, key).fraction == 1


@given(answered())
def test_a_blank_earns_nothing(asked: tuple[AnyQuestion, Response]) -> None:
    question, response = asked
    blanks: tuple[Response, ...] = ("", (), {})

    for blank in blanks:
        if isinstance(response, type(blank)):
            assert is_blank(blank)
            assert not mark(question, blank).fraction


@given(multiples())
def test_ticking_everything_earns_nothing(question: Multiple) -> None:
    assert mark(question, tuple(keyed(question.choices))).fraction == 0


@given(orders())
def test_a_reversed_order_earns_nothing(question: Order) -> None:
    assert mark(question, tuple(reversed(keyed(question.items)))).fraction == 0


@given(answered(orders()))
def test_an_order_all_of_whose_parts_are_right_is_right(asked: tuple[Order, Response]) -> None:
    marked = mark(*asked)

    assert (marked.fraction == 1) is all(part.fraction == 1 for part in marked.parts)


@given(questions)
def test_only_what_has_a_key_has_a_key_response(question: AnyQuestion) -> None:
    key = key_response(question)

    assert (key is None) is (question.type in ("reflection", "survey"))


@given(answered(scored))
def test_the_same_response_always_earns_the_same(asked: tuple[AnyQuestion, Response]) -> None:
    assert mark(*asked) == mark(*asked)
    assert isinstance(mark(*asked).fraction, Fraction)
