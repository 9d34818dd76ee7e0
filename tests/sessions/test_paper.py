"""Answers on paper: what is written means the same option in every version of the sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.questions import AnyQuestion, Response
from course.marking import BadResponse, is_blank, key_response, mark
from course.sessions.live.sheet import sheet
from course.sessions.paper import BLANK, in_version, key, read, version_seed, written
from tests.builders import (
    a_cloze,
    a_match,
    a_multiple,
    a_short,
    a_single,
    a_true_false,
    an_order,
    one_of_each,
)
from tests.strategies import answered

ALL = one_of_each()


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.type)
@pytest.mark.parametrize("version", ["A", "B", "C"])
def test_the_key_of_every_version_earns_everything(question: AnyQuestion, version: str) -> None:
    seed = version_seed("2026", version)
    right = key_response(question)
    if right is not None:
        assert mark(question, read(question, seed, key(question, seed))).fraction == 1


def test_a_letter_is_the_option_that_stands_there_in_this_version() -> None:
    question = a_single()
    for version in "ABCD":
        seed = version_seed("2026", version)
        for place, option in enumerate(sheet(question, seed)["options"]):
            response = read(question, seed, "abc"[place])
            choices = {"Geneva": "a", "Dubai": "b", "Tunis": "c"}
            assert response == choices[option["text"]]


def test_versions_put_the_questions_in_orders_of_their_own() -> None:
    orders = {tuple(q.id for q in in_version(ALL, version_seed("s", v))) for v in "ABCDE"}
    assert len(orders) == 5
    assert {frozenset(one) for one in orders} == {frozenset(q.id for q in ALL)}


def test_true_and_false_are_written_as_words_or_letters() -> None:
    question = a_true_false()
    assert [read(question, "s", text) for text in ("t", "F", "true", "a", "b")] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_letters_may_be_apart_and_stems_may_be_left_out() -> None:
    many, pairs = a_multiple(), a_match()
    assert read(many, "s", "a, c") == read(many, "s", "ca")
    one = read(pairs, "s", "-b")
    assert isinstance(one, dict)
    assert len(one) == 1


@pytest.mark.parametrize(
    ("question", "text", "why"),
    [
        (a_single(), "d", "a letter from a to c"),
        (a_single(), "ab", "a letter from a to c"),
        (a_multiple(), "az", "a letter from a to d"),
        (an_order(), "a", "put every entry"),
        (a_match(), "aaaaaaaaaa", "letters at most"),
        (a_cloze(), "a; x; 1; 2", "3 gaps"),
        (a_short(), "\x1b]52;", "forbidden character"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(question: AnyQuestion, text: str, why: str) -> None:
    with pytest.raises(BadResponse, match=why):
        read(question, "s", text)


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.type)
def test_what_was_left_out_is_left_out(question: AnyQuestion) -> None:
    for text in ("", " ", "-"):
        assert is_blank(read(question, "s", text))


@given(answered(), st.text("ab/", min_size=1, max_size=4))
def test_what_is_written_is_read_back(asked: tuple[AnyQuestion, Response], seed: str) -> None:
    question, response = asked
    if is_blank(response) or ";" in str(response) or response in BLANK:
        return
    there = read(question, seed, written(question, seed, response))
    assert mark(question, there).fraction == mark(question, response).fraction


@given(st.sampled_from(ALL), st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(question: AnyQuestion, text: str) -> None:
    try:
        response = read(question, "s", text)
    except BadResponse as error:
        assert str(error)
    else:
        assert written(question, "s", response) is not None
