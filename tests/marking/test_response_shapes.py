"""Which responses a question takes: its own shape, whole or in part, and nothing else."""

import pytest
from hypothesis import given

from course.content.questions import AnyQuestion, Response
from course.marking import BadResponse, accepts, is_blank, mark
from tests.builders import (
    a_categorise,
    a_cloze,
    a_match,
    a_multiple,
    a_numeric,
    a_reflection,
    a_short,
    a_single,
    a_survey,
    a_true_false,
    an_order,
)
from tests.strategies import answered


@given(answered())
def test_every_type_takes_responses_of_its_shape(asked: tuple[AnyQuestion, Response]) -> None:
    accepts(*asked)


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (a_single(), ""),
        (a_multiple(), ()),
        (a_short(), ""),
        (a_numeric(), "   "),
        (a_match(), {}),
        (a_match(), {"b": "c"}),
        (a_categorise(), {"a": "body"}),
        (an_order(), ()),
        (a_cloze(), {}),
        (a_cloze(), {"city": "", "body": ""}),
        (a_reflection(), "x" * 20_000),
        (a_survey(choices=()), "free text"),
        (a_survey(), "b"),
        (a_survey(several=True), ("a", "b")),
        (a_short(), "\u062c\u0646\u064a\u0641"),
    ],
)
def test_parts_may_be_left_out(question: AnyQuestion, response: Response) -> None:
    accepts(question, response)


@pytest.mark.parametrize(
    ("question", "response", "why"),
    [
        (a_single(), "z", "no option `z`"),
        (a_single(), ("a",), "one option or a text"),
        (a_single(), True, "one option or a text"),
        (a_multiple(), "a", "list of options"),
        (a_multiple(), ["a"], "list of options"),
        (a_multiple(), ("a", 1), "list of options"),
        (a_multiple(), ("a", "z"), "no option `z`"),
        (a_multiple(), ("a", "a"), "named twice"),
        (a_true_false(), "true", "true or false"),
        (a_true_false(), 1, "true or false"),
        (a_short(), {}, "one option or a text"),
        (a_short(), "x" * 401, "401 characters"),
        (a_short(), "\x1b[2J", r"forbidden character U\+001B"),
        (a_numeric(), "1" * 401, "401 characters"),
        (a_numeric(), 1988, "one option or a text"),
        (a_match(), ("a", "b"), "part by part"),
        (a_match(), {"z": "a"}, "no option `z`"),
        (a_match(), {"a": "z"}, "no option `z`"),
        (a_match(), {"a": ""}, "no option ``"),
        (a_match(), {"a": 1}, "part by part"),
        (a_categorise(), {"a": "room"}, "no option `room`"),
        (an_order(), ("a", "b"), "every entry"),
        (an_order(), ("a", "b", "c", "z"), "no option `z`"),
        (an_order(), ("a", "b", "c", "c"), "named twice"),
        (a_cloze(), {"street": "a"}, "no option `street`"),
        (a_cloze(), {"city": "z"}, "no option `z`"),
        (a_cloze(), {"body": "x" * 401}, "401 characters"),
        (a_cloze(), {"year": "\u202e1988"}, r"U\+202E"),
        (a_reflection(), "x" * 20_001, "20,001 characters"),
        (a_reflection(), True, "one option or a text"),
        (a_survey(), "z", "no option `z`"),
        (a_survey(), ("a",), "one option or a text"),
        (a_survey(several=True), "a", "list of options"),
        (a_survey(several=True), ("z",), "no option `z`"),
        (a_survey(choices=()), "\x9b", r"U\+009B"),
        (a_single(), "\x1b]0;", r"no option `\\x1b]0;`"),
    ],
)
def test_anything_else_is_refused_with_a_reason(
    question: AnyQuestion, response: Response, why: str
) -> None:
    with pytest.raises(BadResponse, match=why):
        mark(question, response)


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("", True),
        (" \t", True),
        ((), True),
        ({}, True),
        ({"a": "", "b": " "}, True),
        (False, False),
        (True, False),
        ("a", False),
        (("a",), False),
        ({"a": "", "b": "c"}, False),
    ],
)
def test_blank_is_when_nothing_was_answered(response: Response, expected: bool) -> None:
    assert is_blank(response) is expected
