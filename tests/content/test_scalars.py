"""Scalars as authors write them: the field decides what a word without quotes is."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from course.content.model import (
    Bool,
    Drawing,
    Id,
    Int,
    Line,
    Model,
    Number,
    Passage,
    Share,
    Text,
    is_id,
)
from course.content.plain import Plain
from course.content.questions import Question
from tests.faults import fault_of, faults_of, kinds_of


class Scalars(Model):
    """One field of every kind."""

    bool: Bool = False
    int: Int = 0
    number: Number = Decimal(0)
    share: Share = Fraction(0)
    text: Text = "x"
    line: Line = "x"
    id: Id = "x"
    passage: Passage = "x#y"
    drawing: Drawing = ""


def read(field: str, value: Any) -> Any:
    return getattr(Scalars(**{field: value}), field)


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("bool", "true", True),
        ("bool", "false", False),
        ("int", "12", 12),
        ("int", "-3", -3),
        ("int", "+3", 3),
        ("int", "010", 10),
        ("number", "1.10", Decimal("1.10")),
        ("number", "-2", Decimal(-2)),
        ("number", "1e3", Decimal(1000)),
        ("share", "1/3", Fraction(1, 3)),
        ("share", "0.5", Fraction(1, 2)),
        ("share", "1", Fraction(1)),
        ("line", "no", "no"),
        ("line", "1.10", "1.10"),
        ("line", "12:30", "12:30"),
        ("line", "2016-10-01", "2016-10-01"),
        ("text", "true", "true"),
        ("id", "010", "010"),
        ("passage", "dubai#the-night", "dubai#the-night"),
        ("drawing", "--", "--"),
    ],
)
def test_a_word_without_quotes_is_what_its_field_is(
    field: str, written: str, expected: object
) -> None:
    value = read(field, Plain(written))

    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("bool", "yes"),
        ("bool", "True"),
        ("bool", "1"),
        ("int", "1.0"),
        ("int", "1_000"),
        ("int", "0x10"),
        ("int", "9" * 16),
        ("int", "9" * 5_000),
        ("int", "\u0663"),
        ("number", "1,5"),
        ("number", "nan"),
        ("number", "inf"),
        ("number", "1e999"),
        ("number", ".5"),
        ("share", "half"),
        ("share", "1/0"),
        ("share", "3/2"),
        ("share", "-1/2"),
        ("share", "1" * 5_000),
    ],
)
def test_a_word_that_its_field_cannot_be_is_refused(field: str, written: str) -> None:
    with pytest.raises(ValidationError):
        read(field, Plain(written))


@pytest.mark.parametrize(("field", "quoted"), [("bool", "true"), ("int", "12"), ("number", "1.5")])
def test_a_word_in_quotes_is_text(field: str, quoted: str) -> None:
    with pytest.raises(ValidationError):
        read(field, quoted)


@pytest.mark.parametrize(
    ("field", "value"),
    [("bool", 1), ("int", True), ("int", 1.0), ("number", 1.5), ("line", 5), ("share", 0.5)],
)
def test_values_of_another_type_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        read(field, value)


def test_values_of_their_own_type_are_kept() -> None:
    assert read("bool", True) is True
    assert read("int", 5) == 5
    assert read("number", Decimal("1.5")) == Decimal("1.5")
    assert read("share", Fraction(1, 3)) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("text", "\x1b[2J", "C012"),
        ("line", "\u202e", "C012"),
        ("line", "x" * 401, "C012"),
        ("text", "x" * 20_001, "C012"),
        ("drawing", "\x9b", "C012"),
        ("drawing", "x\n" * 2_001, "C012"),
        ("text", " \n ", "C013"),
        ("line", "", "C013"),
        ("line", "two\nlines", "C014"),
        ("drawing", "-" * 77, "C015"),
        ("id", "Not Kebab", "C016"),
        ("id", "", "C016"),
        ("id", "a--b", "C016"),
        ("id", "-a", "C016"),
        ("id", "a\n", "C016"),
        ("id", "x" * 81, "C016"),
        ("passage", "dubai", "C017"),
        ("passage", "dubai#", "C017"),
        ("passage", "#night", "C017"),
        ("passage", "dubai#the#night", "C017"),
        ("share", "half", "C018"),
        ("share", "3/2", "C018"),
        ("share", Fraction(-1, 2), "C018"),
    ],
)
def test_a_faulty_scalar_is_named_and_placed(field: str, value: object, code: str) -> None:
    assert fault_of(lambda: read(field, value)) == (code, (field,))


def test_text_is_trimmed_but_drawings_keep_their_indent() -> None:
    assert read("text", "\n two\n lines \n") == "two\n lines"
    assert read("line", "  x ") == "x"
    assert read("drawing", "  |\n--+--\n\n") == "  |\n--+--"


def test_a_drawing_may_fill_its_width() -> None:
    assert read("drawing", "-" * 76) == "-" * 76


def test_an_unknown_key_is_refused() -> None:
    assert kinds_of(lambda: read("explnation", "x")) == {"extra_forbidden"}


@pytest.mark.parametrize("field", ["line", "unknown"])
def test_a_model_cannot_be_changed(field: str) -> None:
    with pytest.raises(ValidationError):
        setattr(Scalars(), field, "another")


def test_all_faults_of_a_model_are_found_at_once() -> None:
    found = faults_of(lambda: Scalars(line="", id="X", share=Fraction(2)))

    assert [(fault.code, fault.at) for fault in found] == [
        ("C018", ("share",)),
        ("C013", ("line",)),
        ("C016", ("id",)),
    ]


def test_shares_are_written_as_authors_write_them() -> None:
    assert Scalars(share=Fraction(1, 3)).model_dump(mode="json")["share"] == "1/3"


@pytest.mark.parametrize("name", ["a", "last-night", "2-1", "x" * 80])
def test_ids_are_kebab_case(name: str) -> None:
    assert is_id(name)


def test_a_question_is_read_from_words_without_quotes() -> None:
    node = {
        Plain("type"): Plain("single"),
        Plain("id"): Plain("where"),
        Plain("stem"): Plain("Where?"),
        Plain("objective"): Plain("tell-apart"),
        Plain("level"): Plain("remember"),
        Plain("points"): Plain("2"),
        Plain("tags"): (Plain("no"),),
        Plain("allow"): {Plain("L201"): Plain("It is a name.")},
        Plain("choices"): (
            {Plain("text"): Plain("1.10"), Plain("feedback"): Plain("no")},
            {
                Plain("text"): Plain("Dubai"),
                Plain("correct"): Plain("true"),
                Plain("feedback"): Plain("yes"),
            },
        ),
    }
    question = TypeAdapter[Any](Question).validate_python(node)

    assert question.points == 2
    assert question.tags == ("no",)
    assert question.allow == {"L201": "It is a name."}
    assert [choice.text for choice in question.choices] == ["1.10", "Dubai"]
    assert question.choices[1].correct
