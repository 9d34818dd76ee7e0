"""Typed words: what counts as the same, as a pattern's match, and as a slip."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.marking import Part, mark
from course.marking.typed import fits, fold, read_words, slack
from tests.builders import a_short, an_accepted

HALF = Fraction(1, 2)


def earned(
    typed: str, *patterns: str | tuple[str, Fraction], misspellings: bool = True
) -> Fraction:
    answers = [an_accepted(*p) if isinstance(p, tuple) else an_accepted(p) for p in patterns]
    reading = read_words(typed, answers, misspellings=misspellings, otherwise="No.")
    return reading.credit


@pytest.mark.parametrize(
    "typed",
    [
        "Geneva",
        "geneva",
        "  GENEVA ",
        "Geneva.",
        "Geneva ?!",
        "\uff27eneva",
        "Geneva\u3002",
    ],
)
def test_case_width_spaces_and_a_final_stop_do_not_matter(typed: str) -> None:
    assert mark(a_short(), typed).fraction == 1


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("IANA\u2019s role", "IANA's role"),
        ("the \u201chum\u201d", 'the "hum"'),
        ("multi\u2013stakeholder", "multi-stakeholder"),
        ("multi\u2010stakeholder", "multi\u2011stakeholder"),
        ("rough\u00a0 consensus", "rough consensus"),
        ("Stra\u00dfe", "STRASSE"),
        ("cafe\u0301", "caf\u00e9"),
        ("WCIT\u201312", "wcit-12"),
        ("3\u00b4", "3'"),
    ],
)
def test_typographic_signs_are_as_a_keyboard_has_them(typed: str, pattern: str) -> None:
    assert fold(typed) == fold(pattern)


def test_text_of_punctuation_alone_stays_what_it_is() -> None:
    assert fold("?") == "?"
    assert earned("?", "!") == 0


def test_the_first_pattern_that_fits_decides() -> None:
    assert earned("the treaty", ("*treaty", HALF), "the treaty") == HALF
    assert earned("the treaty", "the treaty", ("*treaty", HALF)) == 1


@pytest.mark.parametrize(
    ("typed", "pattern", "fits"),
    [
        ("rough consensus", "*consensus", True),
        ("consensus", "*consensus", True),
        ("consensus at last", "*consensus", False),
        ("the International Telecommunication Union", "*telecom*union", True),
        ("union telecom", "*telecom*union", False),
        ("aba", "ab*ba", False),
        ("abba", "ab*ba", True),
        ("anything", "*", True),
        ("a.c", "a.c", True),
        ("abc", "a.c", False),
        ("axbxc", "a*x*x*c", True),
        ("axc", "a*x*x*c", False),
        ("ab", "a*c", False),
    ],
)
def test_a_star_stands_for_any_characters_and_nothing_else_is_special(
    typed: str, pattern: str, fits: bool
) -> None:
    assert earned(typed, pattern, misspellings=False) == fits


def test_a_pattern_full_of_stars_is_no_trap() -> None:
    assert earned("a" * 399, "*".join("a" * 150) + "*b") == 0


@given(st.text("ab*", max_size=8), st.text("ab", max_size=10))
def test_stars_agree_with_a_regular_expression(pattern: str, typed: str) -> None:
    expression = ".*".join(re.escape(piece) for piece in pattern.split("*"))
    assert fits(typed, pattern) is (re.fullmatch(expression, typed) is not None)


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("Genevva", "Geneva"),
        ("Genva", "Geneva"),
        ("Gemeva", "Geneva"),
        ("Gneeva", "Geneva"),
        ("Wcti", "WCIT"),
        ("multistakholdr", "multistakeholder"),
        ("ulticast", "multicast"),
        ("Zürch", "Zürich"),
    ],
)
def test_a_slip_is_forgiven_and_told(typed: str, pattern: str) -> None:
    answers = (an_accepted(pattern),)
    reading = read_words(typed, answers, misspellings=True, otherwise="No.")

    assert reading.credit == 1
    assert reading.note == f"accepted as {pattern}"


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("ITR", "ITU"),
        ("Gennevva", "Geneva"),
        ("multistkholdr", "multistakeholder"),
        ("unregulated", "regulated"),
        ("unilateral", "bilateral"),
        ("RFC 7283", "RFC 7282"),
        ("IPv5", "IPv6"),
        ("IPvx", "IPv6"),
        ("Geneva1", "Geneva"),
        ("Geneva2", "Genevas"),
        ("Gemeva", "Geneva*"),
    ],
)
def test_another_word_is_no_slip(typed: str, pattern: str) -> None:
    assert earned(typed, pattern) == 0


def test_slips_are_not_forgiven_where_the_author_says_so() -> None:
    assert mark(a_short(misspellings=False), "Genevva").fraction == 0


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("itu", 0), ("wcit", 1), ("geneva", 1), ("genevas", 1), ("geneva !?", 1), ("consensus", 2)],
)
def test_longer_words_forgive_more(pattern: str, expected: int) -> None:
    assert slack(pattern) == expected


def test_a_slip_towards_a_worse_answer_earns_what_that_earns() -> None:
    patterns = ("consensus", ("consents", HALF))

    assert earned("consenss", *patterns) == HALF


def test_a_slip_is_refused_where_a_worse_short_answer_is_as_near() -> None:
    assert earned("wct", "wcit", ("wci", Fraction(0))) == 0
    assert earned("wct", "wcit") == 1


def test_a_slip_is_refused_where_a_worse_answer_with_digits_is_nearer() -> None:
    assert earned("ipvs", "ipvss", ("ipv6", Fraction(0))) == 0


def test_a_slip_that_is_exactly_another_answer_is_that_answer() -> None:
    assert earned("multilateral", ("multilaterals", HALF), ("multilateral", Fraction(0))) == 0


def test_among_slips_the_nearest_wins() -> None:
    answers = (an_accepted("Switzerlands"), an_accepted("Switzerland"))
    reading = read_words("Switzerlan", answers, misspellings=True, otherwise="No.")

    assert reading.note == "accepted as Switzerland"


def test_a_slip_passes_over_answers_too_far_away() -> None:
    assert earned("Genva", "Lake Leman", "Geneva") == 1


def test_feedback_is_that_of_the_answer_else_what_is_said_otherwise() -> None:
    assert mark(a_short(), "Switzerland").parts == (
        Part(
            "answer",
            "your answer",
            "Switzerland",
            "Geneva",
            HALF,
            "Why Switzerland.",
            chosen=True,
        ),
    )
    assert mark(a_short(), "Bern").parts[0].feedback == "It sits by a lake."


@pytest.mark.parametrize("blank", ["", "   ", "\t"])
def test_nothing_typed_earns_nothing_even_where_anything_fits(blank: str) -> None:
    question = a_short(answers=(an_accepted("*"),))
    marked = mark(question, blank)

    assert marked.fraction == 0
    assert marked.parts[0].given is None
    assert not marked.parts[0].chosen
