"""Typed numbers: how they are read, which tolerance covers them, what a unit does."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.content.questions import Unit
from course.marking import mark
from course.marking.number import read_quantity, written
from tests.builders import a_numeric, a_numeric_with_units, an_accepted_number


def value(text: str) -> Fraction | None:
    quantity = read_quantity(text)
    return quantity.value if quantity else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1988", "1988"),
        (" 1988. ", "1988"),
        ("+5", "5"),
        ("-5", "-5"),
        ("- 5", "-5"),
        ("\u22125", "-5"),
        ("\u20135", "-5"),
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("0,125", "0.125"),
        ("3,1415", "3.1415"),
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_with_sign_point_comma_and_exponent(text: str, expected: str) -> None:
    assert value(text) == Fraction(expected)


@pytest.mark.parametrize(
    "text",
    [
        "1234567.5",
        "1,234,567.5",
        "1.234.567,5",
        "1 234 567,5",
        "1\u00a0234\u00a0567.5",
        "1\u2009234\u2009567.5",
        "1\u202f234\u202f567,5",
        "1'234'567.5",
        "1\u2019234\u2019567.5",
        "12,34,567.5",
        "\u0661\u066c\u0662\u0663\u0664\u066c\u0665\u0666\u0667\u066b\u0665",
        "\uff11\uff0c\uff12\uff13\uff14\uff0c\uff15\uff16\uff17\uff0e\uff15",
    ],
)
def test_thousands_are_set_apart_as_people_do(text: str) -> None:
    assert value(text) == Fraction("1234567.5")


@pytest.mark.parametrize("text", ["1,000", "1 000", "1'000", "1e3"])
def test_one_comma_before_three_digits_is_a_thousand(text: str) -> None:
    assert value(text) == 1000


def test_a_grouped_number_may_have_three_decimals() -> None:
    assert value("1 234,567") == Fraction("1234.567")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "-",
        "1-2",
        "1988, 2012",
        "1988 2012",
        "1,23,4",
        "1.2.3",
        "1,5.2",
        "1 00",
        "1'000 000",
        "1,234 567",
        "3. 5",
        "10\u00b2",
        "5\u00bd",
        "1e100",
        "1e9999999999",
        "US$ 5 million",
        "1" * 61,
        "--5",
        "a.5",
    ],
)
def test_what_is_no_single_number_earns_nothing(text: str) -> None:
    any_number = an_accepted_number("0", tolerance="1e17")

    assert mark(a_numeric(answers=(any_number,)), text).fraction == 0


def test_a_number_as_long_as_a_page_is_not_even_looked_at() -> None:
    assert read_quantity("9" * 100_000) is None


def test_a_bare_number_is_asked_for_where_there_are_no_units() -> None:
    marked = mark(a_numeric(), "1988 AD")

    assert marked.fraction == 0
    assert marked.note == "not read as a number alone"


def test_nothing_typed_needs_no_note() -> None:
    assert mark(a_numeric(), " ").note is None


@pytest.mark.parametrize(("text", "read"), [("1,000", "1000"), ("1.000", "1"), ("2.125", "2.125")])
def test_a_doubtful_separator_is_told_as_it_was_read(text: str, read: str) -> None:
    assert mark(a_numeric(), text).note == f"read as {read}"


@given(
    st.decimals(min_value=0, max_value=10**15, places=4),
    st.sampled_from([(",", "."), (" ", "."), (" ", ","), ("'", "."), ("\u202f", ",")]),
)
def test_any_grouped_number_is_read_back(number: Decimal, marks: tuple[str, str]) -> None:
    whole, _, decimals = f"{number:,.4f}".partition(".")

    assert value(f"{whole.replace(',', marks[0])}{marks[1]}{decimals}") == Fraction(number)


@given(st.text("0123456789.,' -+eE%", max_size=30))
def test_no_text_makes_reading_fail(text: str) -> None:
    quantity = read_quantity(text)

    assert quantity is None or isinstance(quantity.value, Fraction)


@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_number_as_written_is_read_back(number: Decimal) -> None:
    assume(not (quantity := read_quantity(written(number))) or not quantity.doubtful)

    assert value(written(number)) == Fraction(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(Decimal("1E+3"), "1000"), (Decimal("1.50"), "1.5"), (Fraction(1, 4), "0.25")],
)
def test_numbers_are_written_without_exponent_or_idle_zeros(
    number: Decimal | Fraction, expected: str
) -> None:
    assert written(number) == expected


@pytest.mark.parametrize(
    ("right", "tolerance_as", "tolerance", "within", "beyond"),
    [
        ("10", "nominal", None, ["10"], ["10.000001", "9.999999"]),
        ("10", "nominal", "0.1", ["9.9", "10.1"], ["9.8999999", "10.1000001"]),
        ("-10", "relative", "0.1", ["-9", "-11"], ["-8.99", "-11.01", "10"]),
        ("0", "relative", "0.1", ["0"], ["0.001"]),
        ("10", "geometric", "1", ["5", "20"], ["4.99", "20.01"]),
        ("-10", "geometric", "1", ["-5", "-20"], ["-4.99", "-20.01", "10"]),
    ],
)
def test_tolerances_are_exact_at_their_edges(
    right: str, tolerance_as: str, tolerance: str | None, within: list[str], beyond: list[str]
) -> None:
    answer = an_accepted_number(right, tolerance=tolerance, tolerance_as=tolerance_as)

    assert all(answer.covers(Fraction(number)) for number in within)
    assert not any(answer.covers(Fraction(number)) for number in beyond)


def test_the_first_answer_that_covers_the_number_decides() -> None:
    assert mark(a_numeric(), "1988").fraction == 1
    assert mark(a_numeric(), "1989").fraction == Fraction(1, 2)
    assert mark(a_numeric(), "1990").fraction == 0


def test_feedback_is_that_of_the_answer_else_what_is_said_otherwise() -> None:
    (near,) = mark(a_numeric(), "1989").parts
    (far,) = mark(a_numeric(), "1865").parts

    assert (near.given, near.right, near.feedback) == ("1989", "1988", "Why 1988.")
    assert far.feedback == "Look at the treaty's date."


@pytest.mark.parametrize(
    "text",
    ["20 Mbit/s", "20Mbit/s", "20 mbit/s", "20,000 kbit/s", "2e4 kbit/s", "20 Mbit / s."],
)
def test_units_are_converted(text: str) -> None:
    assert mark(a_numeric_with_units(), text).fraction == 1


@pytest.mark.parametrize("text", ["20", "20 horses"])
def test_a_missing_or_unknown_unit_costs_its_penalty(text: str) -> None:
    assert mark(a_numeric_with_units(), text).fraction == Fraction(9, 10)
    assert mark(a_numeric_with_units(unit_penalty=Fraction(1)), text).fraction == 0


def test_the_note_says_what_was_wrong_with_the_unit() -> None:
    assert mark(a_numeric_with_units(), "20").note == "the unit is missing"
    assert mark(a_numeric_with_units(), "20 horses").note == "the unit is not one asked for"


def test_a_right_number_in_the_wrong_unit_is_wrong() -> None:
    assert mark(a_numeric_with_units(), "20 kbit/s").fraction == 0


@pytest.mark.parametrize("text", ["20 - 30", "20 Mbit/s or 30", "20\u00b2"])
def test_more_numbers_than_one_are_not_a_unit(text: str) -> None:
    marked = mark(a_numeric_with_units(), text)

    assert marked.fraction == 0
    assert marked.note == "not read as a number and its unit"


def test_a_unit_may_stand_before_the_number() -> None:
    units = (Unit(name="US$", factor=Decimal(1)), Unit(name="\u20ac", factor=Decimal("1.25")))
    question = a_numeric(answers=(an_accepted_number("5"),), units=units)

    assert mark(question, "US$5").fraction == 1
    assert mark(question, "\u20ac 4").fraction == 1
    assert mark(question, "US$ 5 million").fraction == 0


def test_a_per_cent_sign_is_a_unit_like_any_other() -> None:
    question = a_numeric(
        answers=(an_accepted_number("62"),), units=(Unit(name="%", factor=Decimal(1)),)
    )

    assert mark(question, "62 %").fraction == 1
    assert mark(question, "62%").fraction == 1


def test_case_tells_units_apart_where_it_must() -> None:
    units = (Unit(name="MB", factor=Decimal(8)), Unit(name="Mb", factor=Decimal(1)))
    question = a_numeric(answers=(an_accepted_number("8"),), units=units)

    assert mark(question, "1 MB").fraction == 1
    assert mark(question, "8 Mb").fraction == 1
    assert mark(question, "8 mb").note == "the unit is not one asked for"


def test_a_unit_with_a_power_is_a_unit() -> None:
    units = (Unit(name="m\u00b2", factor=Decimal(1)),)
    question = a_numeric(answers=(an_accepted_number("8"),), units=units)

    assert mark(question, "8 m\u00b2").fraction == 1
    assert mark(question, "8 m2").fraction == 1
