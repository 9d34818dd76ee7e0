"""Numbers, days, ranges and letters, as options and texts write them."""

import pytest

from course.lint.acronyms import capitals, unknown
from course.lint.numbers import amounts, is_amount, ranges
from course.lint.subjects import Ground
from course.lint.words import names, sentences, spoken


@pytest.mark.parametrize(
    "texts",
    [
        ["20", "44", "193"],
        ["1,000 km", "2,000 km"],
        ["about 3 million", "1.5 billion"],
        ["US$ 5", "US$ 60"],
        ["3 May 2012", "12 December 2012"],
        ["9 November at 18:59", "10 November at 04:59"],
        ["2012-05", "2012-12-01"],
        ["12 %", "40 %"],
        ["50 km/h", "100 km/h"],
    ],
)
def test_numbers_and_days_sort_by_what_they_amount_to(texts: list[str]) -> None:
    found = amounts(texts)
    assert found is not None
    assert found == sorted(found)
    assert (amounts(texts[::-1]) or [])[::-1] == found


@pytest.mark.parametrize(
    "texts",
    [["3 days", "2 weeks"], ["one", "two"], ["2x", "x"], ["May", "7"], ["3 of them left", "4"]],
)
def test_what_has_no_common_measure_has_no_order(texts: list[str]) -> None:
    assert amounts(texts) is None


def test_a_word_that_begins_with_a_number_is_none() -> None:
    assert is_amount("7")
    assert not is_amount("7 reasons to go there")


@pytest.mark.parametrize(
    ("texts", "meets"),
    [
        (["10 to 20", "20 to 30"], True),
        (["10 to 19", "20 to 29"], False),
        (["under 20", "20 to 29"], False),
        (["up to 20", "20 to 29"], True),
        (["20 or more", "10-19"], False),
        (["more than 20", "from 10 to 20"], False),
        (["at least 20", "from 10 to 20"], True),
        (["less than 5", "between 3 and 4"], True),
        (["1 to 2 million", "3 to 4 million"], False),
    ],
)
def test_ranges_meet_where_a_number_lies_in_both(texts: list[str], meets: bool) -> None:
    first, second = ranges(texts)
    assert first.meets(second) is second.meets(first) is meets


def test_two_plain_numbers_are_no_ranges() -> None:
    assert ranges(["10", "20"]) == []
    assert ranges(["10 to 20", "many"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Xylem Quality Zone (XQZ) met.",
        "The XQZ (Xylem Quality Zone) met.",
        "The Xylem Quality Zone met, and the XQZ closed.",
        "The Quay of the Zone for Xylem; a Xylem and Quality Zone, the XQZ.",
        "Part XIV of it, and `XQZ 7` in code [@xqz].",
        "She wore a sign, XQZ THEN NOW, in red.",
    ],
)
def test_letters_that_a_text_explains_are_known(text: str) -> None:
    assert unknown(capitals(text), text, Ground()) == []


def test_letters_that_nothing_explains_are_told_in_order() -> None:
    text = "The ZZK of the XQZ met an EU envoy."
    assert unknown(capitals(text), text, Ground()) == ["XQZ", "ZZK"]


def test_a_text_is_read_without_its_marks() -> None:
    text = "**He** said [[hum|so]] [@minutes] at [home](https://example.org) in `code` [[vote]]."
    assert spoken(text) == "He said so  at home in code vote."


def test_names_are_what_has_a_capital_or_a_digit() -> None:
    assert names("When did Ana of WCIT-12 meet 12 states?") >= {"ana", "wcit-12", "12"}
    assert "when" not in names("When did it end?")


def test_a_text_falls_into_sentences() -> None:
    text = 'He said "no." Then he went. *It was* 5 p.m. and dark'
    assert len(list(sentences(text))) == 3
