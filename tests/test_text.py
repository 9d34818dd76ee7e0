"""The gate for outside text, and values in words."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.text import (
    MAX_MARKS,
    MAX_TEXT,
    countdown,
    joined,
    minutes,
    percent,
    plural,
    points,
    refusal,
    until,
    visible,
)

FORBIDDEN = [
    *(chr(point) for point in range(0x20) if chr(point) not in "\t\n"),
    *(chr(point) for point in range(0x7F, 0xA0)),
    *"\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e",
    *"\u2060\u2061\u2062\u2063\u2064\u206a\u206f\ufeff\ufff9\ufffb\ud800\udfff",
    *"\U000e0001\U000e0020\U000e007f",
]
ISOLATES = "\u2066\u2067\u2068\u2069"

anything = st.text(
    st.characters(categories=("L", "M", "N", "P", "S", "Z", "C")) | st.sampled_from(FORBIDDEN),
    max_size=60,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words, 100 % of them",
        "two\nlines\twith a tab",
        "\u0627\u0644\u0627\u062a\u062d\u0627\u062f \u0627\u0644\u062f\u0648\u0644\u064a",
        "\u0645\u064f\u062d\u0627\u0643\u064e\u0645\u064e\u0629",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u05d0\u05d9\u05e0\u05d8\u05e8\u05e0\u05d8 \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
        "\u0907\u0902\u091f\u0930\u0928\u0947\u091f \u0915\u094d\u200d\u0937",
        "\u4e92\u8054\u7f51\u6cbb\u7406",
        "\u0e2d\u0e34\u0e19\u0e40\u0e17\u0e2d\u0e23\u0e4c\u0e40\u0e19\u0e47\u0e15",
        "Ti\u1ebfng Vi\u1ec7t, c\u0327a va\u0300",
        "\U0001f469\u200d\U0001f4bb \U0001f1e8\U0001f1ed \u2764\ufe0f \U0001f44d\U0001f3fd",
        "\u2066left to right\u2069 in \u2067right to left\u2069",
        "\u2068outer \u2067inner\u2069 outer\u2069",
        "\u2018quotes\u2019 \u2013 and dashes \u2026 \u00a0\u202f",
        "\u25b8 \u2588\u2588\u2591 \u2514\u2500 art",
    ],
)
def test_every_script_and_sign_a_course_needs_may_enter(text: str) -> None:
    assert refusal(text) is None


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_what_acts_hides_or_reorders_is_refused_by_name(character: str) -> None:
    assert refusal(f"ab{character}c") == f"forbidden character U+{ord(character):04X} at position 3"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\u2066open", "not closed on its line"),
        ("\u2066over\nlines\u2069", "not closed on its line"),
        ("closed\u2069", "never opened"),
        ("\u2067a\u2069\u2069", "never opened"),
    ],
)
def test_isolates_must_be_closed_on_their_line(text: str, why: str) -> None:
    assert why in (refusal(text) or "")


def test_letters_smeared_with_marks_are_refused() -> None:
    mark = "\u0336"

    assert refusal("a" + mark * MAX_MARKS) is None
    assert refusal("a" + mark * (MAX_MARKS + 1)) == "more than 8 combining marks on one letter"
    assert refusal(("a" + mark * MAX_MARKS) * 3) is None
    assert refusal("\u20dd" * 9) is not None


def test_text_has_a_longest_length() -> None:
    assert refusal("x" * MAX_TEXT) is None
    assert refusal("x" * (MAX_TEXT + 1)) == "text of 20,001 characters; at most 20,000 are allowed"
    assert refusal("abcdef", 5) == "text of 6 characters; at most 5 are allowed"


@given(anything)
def test_the_gate_finds_every_forbidden_character(text: str) -> None:
    if set(text) & set(FORBIDDEN):
        assert refusal(text) is not None


@given(anything)
def test_text_may_enter_unless_something_in_it_may_not(text: str) -> None:
    suspicious = set(text) & set(ISOLATES) or any(
        unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me") for c in text
    )
    if not suspicious:
        assert refusal(text) is None


@given(anything)
def test_whatever_is_made_visible_may_enter_on_one_line(text: str) -> None:
    shown = visible(text)

    assert refusal(shown) is None
    assert "\n" not in shown
    assert "\t" not in shown
    assert len(shown) <= 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("as it is: \u062c\u0646\u064a\u0641", "as it is: \u062c\u0646\u064a\u0641"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b0c", "\\x9b0c"),
        ("a\tb\nc", "a b\\nc"),
        ("\u202eevil", "\\u202eevil"),
        ("\u2066open", "\\u2066open"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\ue0041"),
        ("z" + "\u0336" * 9, "z"),
        ("z" + "\u0336" * 8, "z" + "\u0336" * 8),
    ],
)
def test_refused_text_is_shown_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_text_is_shown_cut() -> None:
    assert visible("x" * 201) == "x" * 199 + "\u2026"
    assert visible("abcdef", 4) == "abc\u2026"
    assert visible("abcd", 4) == "abcd"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 questions"), (1, "1 question"), (1234, "1,234 questions")]
)
def test_a_count_has_its_noun(count: int, words: str) -> None:
    assert plural(count, "question") == words


def test_a_noun_may_have_its_own_plural() -> None:
    assert plural(2, "entry", "entries") == "2 entries"
    assert plural(1, "entry", "entries") == "1 entry"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(0), "0 %"),
        (Fraction(1, 3), "33 %"),
        (Fraction(1, 2), "50 %"),
        (1.0, "100 %"),
        (0.999, "99 %"),
        (Fraction(1, 1000), "1 %"),
        (0, "0 %"),
    ],
)
def test_only_all_is_a_hundred_per_cent_and_only_nothing_is_none(
    share: float | Fraction, words: str
) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(0), "0"),
        (3, "3"),
        (10, "10"),
        (100, "100"),
        (Fraction(15, 2), "7.5"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
    ],
)
def test_points_have_two_decimals_at_most(value: Fraction | int, words: str) -> None:
    assert points(value) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"),
        (59, "under a minute"),
        (60, "about 1 min"),
        (380, "about 6 min"),
        (99 * 60, "about 99 min"),
        (100 * 60, "about 2 h"),
        (5 * 3600, "about 5 h"),
    ],
)
def test_a_duration_is_told_as_people_plan(seconds: int, words: str) -> None:
    assert minutes(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00"), (-5, "0:00"), (9.9, "0:09"), (60, "1:00"), (754, "12:34"), (3600, "60:00")],
)
def test_time_left_counts_down_to_nothing(seconds: float, words: str) -> None:
    assert countdown(seconds) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(0), "now"),
        (timedelta(days=-3), "now"),
        (timedelta(seconds=10), "in 1 min"),
        (timedelta(minutes=10), "in 10 min"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(hours=11), "in 11 hours"),
        (timedelta(hours=15), "in 15 hours"),
        (timedelta(hours=17), "tomorrow"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=1, hours=15), "tomorrow"),
        (timedelta(days=1, hours=17), "in 2 days"),
        (timedelta(days=12), "in 12 days"),
        (timedelta(days=59), "in 59 days"),
        (timedelta(days=90), "in 3 months"),
        (timedelta(days=800), "in 2 years"),
        (timedelta(days=3650), "in 10 years"),
    ],
)
def test_a_return_is_told_by_the_day_it_falls_on(ahead: timedelta, words: str) -> None:
    at_eight = datetime(2026, 11, 24, 8, tzinfo=UTC)

    assert until(at_eight + ahead, at_eight) == words


def test_a_few_hours_past_midnight_are_hours() -> None:
    late = datetime(2026, 11, 24, 23, tzinfo=UTC)

    assert until(late + timedelta(hours=9), late) == "in 9 hours"


def test_tomorrow_is_that_of_the_learners_clock() -> None:
    due = datetime(2026, 11, 25, 1, tzinfo=UTC)
    in_new_york = datetime(2026, 11, 24, 8, tzinfo=timezone(timedelta(hours=-5)))
    in_tokyo = in_new_york.astimezone(timezone(timedelta(hours=9)))

    assert until(due, in_new_york) == "in 12 hours"
    assert until(due + timedelta(hours=2), in_new_york) == "in 14 hours"
    assert until(due + timedelta(hours=2), in_tokyo) == "tomorrow"


def test_the_end_of_time_is_no_trouble() -> None:
    due = datetime.max.replace(tzinfo=UTC)
    now = (due - timedelta(days=3)).astimezone(timezone(timedelta(hours=14)))

    assert until(due, now) == "in 3 days"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert joined(words) == sentence


def test_words_may_be_joined_otherwise() -> None:
    assert joined(["yes", "no"], "or") == "yes or no"
