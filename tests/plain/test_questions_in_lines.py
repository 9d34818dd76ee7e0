"""Every type of question, asked and answered in lines."""

import io
from collections.abc import Sequence

import pytest

from course.content.questions import AnyQuestion, SurveyChoice
from course.content.response import Response
from course.marking import key_response
from course.plain.lines import EndOfInput, Lines
from course.plain.questions import ask, criteria, put
from tests.builders import (
    a_cloze,
    a_match,
    a_multiple,
    a_numeric_with_units,
    a_reflection,
    a_short,
    a_single,
    a_survey,
    a_true_false,
    an_order,
    one_of_each,
)
from tests.plain.keyboard import typed_for

SEED = "7"


def asked(question: AnyQuestion, typed: Sequence[str]) -> tuple[str, Response]:
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    lines = Lines(out, source, interactive=True, width=80)
    put(lines, question, SEED)
    response = ask(lines, question, SEED, lines.ask)
    return out.getvalue(), response


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
def test_the_key_can_be_typed_and_arrives_as_the_key(question: AnyQuestion) -> None:
    key = key_response(question)
    key = key if key is not None else "a" if question.type == "survey" else "one\ntwo"
    assert asked(question, typed_for(question, key, SEED))[1] == key


def test_options_are_numbered_in_the_order_they_are_presented() -> None:
    said, response = asked(a_single(), ["2"])
    second = next(line for line in said.splitlines() if line.strip().startswith("2 "))
    chosen = {"a": "Geneva", "b": "Dubai", "c": "Tunis"}[str(response)]
    assert second.split() == ["2", chosen]


@pytest.mark.parametrize(
    ("question", "slips", "right", "remedy"),
    [
        (a_single(), ["", "9", "x", "1 2"], "1", "Type one number."),
        (a_multiple(), ["", "0"], "1 2", "Type numbers from 1 to 4."),
        (a_true_false(), ["maybe"], "T", "Type t or f."),
        (a_short(), [""], "Geneva", "Nothing was typed."),
        (an_order(), ["1 2", "1 1 2 3"], "4 3 2 1", "Type each number from 1 to 4 once."),
    ],
)
def test_a_slip_is_explained_and_asked_again(
    question: AnyQuestion, slips: list[str], right: str, remedy: str
) -> None:
    said, _ = asked(question, [*slips, right])
    assert remedy in said


def test_numbers_may_be_parted_by_commas() -> None:
    assert asked(a_multiple(), ["1,2;3"])[1] == asked(a_multiple(), ["3 2 1"])[1]


def test_a_number_with_units_says_which() -> None:
    assert "a number in Mbit/s or kbit/s" in asked(a_numeric_with_units(), ["20 Mbit/s"])[0]


def test_gaps_are_numbered_in_the_text() -> None:
    said, _ = asked(a_cloze(), ["1", "plenary", "1988"])
    assert "In (1) ____ the (2) ____ adopted it in (3) ____." in said


def test_each_stem_of_a_match_is_asked_by_its_name() -> None:
    assert "protocols: which number?" in asked(a_match(), ["1", "1"])[0]


def test_a_survey_takes_several_or_free_words() -> None:
    choices = tuple(SurveyChoice(text=text) for text in ("Yes", "No", "Perhaps"))
    assert asked(a_survey(several=True, choices=choices), ["3 1"])[1] == ("a", "c")
    assert asked(a_survey(choices=()), ["It depends"])[1] == "It depends"


def test_a_reflection_is_written_until_an_empty_line_and_judged_point_by_point() -> None:
    assert asked(a_reflection(), ["One.", "Two.", ""])[1] == "One.\nTwo."
    answers = iter(["perhaps", "y", "no"])
    assert criteria(a_reflection(), lambda _: next(answers)) == ("a",)


def test_no_more_lines_end_the_asking() -> None:
    with pytest.raises(EndOfInput):
        asked(a_single(), [])


def test_nothing_that_moves_a_cursor_is_written() -> None:
    out = io.StringIO()
    Lines(out, io.StringIO(), interactive=True, width=40).say("plain\x1b[2Jtext \x9b1A")
    assert out.getvalue().isascii()
    assert "\x1b" not in out.getvalue()
