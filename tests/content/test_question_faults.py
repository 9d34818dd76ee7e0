"""Each mistake an author can make in a question, by example, and where it is pointed at."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from course.content.questions import (
    AcceptedNumber,
    AnyQuestion,
    Group,
    Pair,
    Sorted,
    Step,
    SurveyChoice,
    Unit,
    keyed,
    letter,
)
from tests.builders import (
    a_categorise,
    a_choice,
    a_cloze,
    a_match,
    a_multiple,
    a_numeric,
    a_numeric_gap,
    a_numeric_with_units,
    a_short,
    a_short_gap,
    a_single,
    a_single_gap,
    a_survey,
    an_accepted,
    an_accepted_number,
    an_option,
    an_order,
    one_of_each,
)
from tests.faults import fault_of, faults_of, kinds_of

Build = Callable[[], object]
RIGHT, WRONG = a_choice("right", correct=True), a_choice("wrong")
TICK, NO_TICK = an_option("right", correct=True), an_option("wrong")
HALF = Fraction(1, 2)


def pair(stem: str, choice: str) -> Pair:
    return Pair(stem=stem, choice=choice, feedback="Why.")


def item(text: str, group: str = "body", id: str | None = None) -> Sorted:
    return Sorted(text=text, group=group, feedback="Why.", id=id)


FAULTS: list[tuple[str, tuple[str | int, ...], Build]] = [
    # Keys
    ("C104", ("choices",), lambda: a_single(choices=(WRONG, a_choice("also wrong")))),
    ("C104", ("choices",), lambda: a_multiple(choices=(NO_TICK, an_option("also wrong")))),
    ("C104", ("choices",), lambda: a_single_gap(choices=(WRONG, a_choice("also wrong")))),
    (
        "C104",
        ("choices",),
        lambda: a_single_gap(choices=(RIGHT, a_choice("also right", correct=True))),
    ),
    ("C105", ("choices",), lambda: a_single(choices=(RIGHT, a_choice("as well", correct=True)))),
    ("C109", ("choices",), lambda: a_multiple(choices=(TICK, an_option("too", correct=True)))),
    # Texts that read the same
    ("C106", ("choices", 2), lambda: a_single(choices=(RIGHT, WRONG, a_choice(" WRONG")))),
    ("C106", ("choices", 1), lambda: a_multiple(choices=(TICK, an_option("Right")))),
    ("C106", ("choices", 1), lambda: a_single_gap(choices=(RIGHT, a_choice("Right")))),
    ("C106", ("answers", 1), lambda: a_short(answers=(an_accepted("x y"), an_accepted("X  Y")))),
    (
        "C106",
        ("pairs", 1),
        lambda: a_match(pairs=(pair("a", "x"), pair("A", "y")), distractors=("z",)),
    ),
    ("C106", ("distractors", 0), lambda: a_match(distractors=("ICANN",))),
    ("C106", ("distractors", 1), lambda: a_match(distractors=("ITU", "itu"))),
    ("C106", ("items", 1), lambda: a_categorise(items=(item("ITU"), item("itu")))),
    (
        "C106",
        ("groups", 1),
        lambda: a_categorise(groups=(Group(id="treaty", name="x"), Group(id="body", name="X"))),
    ),
    ("C106", ("items", 2), lambda: an_order(items=tuple(Step(text=t) for t in "xyX"))),
    (
        "C106",
        ("choices", 1),
        lambda: a_survey(choices=(SurveyChoice(text="Yes"), SurveyChoice(text="yes"))),
    ),
    # Ids that are taken
    (
        "C107",
        ("choices", 1),
        lambda: a_single(choices=(a_choice("x", correct=True, id="b"), WRONG)),
    ),
    (
        "C107",
        ("choices", 1),
        lambda: a_multiple(choices=(an_option("x", id="y", correct=True), an_option("z", id="y"))),
    ),
    ("C107", ("items", 1), lambda: a_categorise(items=(item("x", id="b"), item("y")))),
    (
        "C107",
        ("groups", 1),
        lambda: a_categorise(groups=(Group(id="body", name="x"), Group(id="body", name="y"))),
    ),
    (
        "C107",
        ("gaps", 1),
        lambda: a_cloze(text="{{city}}", gaps=(a_single_gap(), a_short_gap("city"))),
    ),
    # Credit
    (
        "C108",
        ("choices", 0, "credit"),
        lambda: a_single(choices=(a_choice("x", correct=True, credit=HALF), WRONG)),
    ),
    (
        "C108",
        ("choices", 1, "credit"),
        lambda: a_single(choices=(RIGHT, a_choice("x", credit=Fraction(1)))),
    ),
    ("C110", ("answers",), lambda: a_short(answers=(an_accepted("x", HALF),))),
    ("C110", ("answers",), lambda: a_short_gap(answers=(an_accepted("x", HALF),))),
    ("C110", ("answers",), lambda: a_numeric(answers=(an_accepted_number("1", credit=HALF),))),
    ("C110", ("answers",), lambda: a_numeric_gap(answers=(an_accepted_number("1", credit=HALF),))),
    # Numbers
    ("C111", ("tolerance",), lambda: an_accepted_number("1", tolerance="-1")),
    (
        "C111",
        ("tolerance_as",),
        lambda: an_accepted_number("0", tolerance="1", tolerance_as="geometric"),
    ),
    (
        "C111",
        ("answers", 0, "tolerance"),
        lambda: a_numeric(
            answers=(
                an_accepted_number("89", tolerance="10"),
                an_accepted_number("80", credit=Fraction(0)),
            )
        ),
    ),
    (
        "C111",
        ("answers", 0, "tolerance"),
        lambda: a_numeric_gap(
            answers=(
                an_accepted_number("89", tolerance="10"),
                an_accepted_number("80", credit=Fraction(0)),
            )
        ),
    ),
    ("C111", ("units", 0), lambda: a_numeric(units=(Unit(name="m", factor=Decimal(0)),))),
    # Match and categorise
    ("C112", ("pairs",), lambda: a_match(distractors=())),
    (
        "C112",
        ("pairs",),
        lambda: a_match(pairs=(pair("a", "x"), pair("b", "x")), distractors=()),
    ),
    ("C113", ("items", 1, "group"), lambda: a_categorise(items=(item("x"), item("y", "room")))),
    # Cloze
    ("C114", ("gaps", 0, "id"), lambda: a_cloze(text="no gap", gaps=(a_short_gap(),))),
    (
        "C114",
        ("gaps", 0, "id"),
        lambda: a_cloze(text="{{body}} {{body}}", gaps=(a_short_gap(),)),
    ),
    ("C114", ("text",), lambda: a_cloze(text="{{body}} {{year}}", gaps=(a_short_gap(),))),
    # Survey
    ("C115", ("choices",), lambda: a_survey(choices=(SurveyChoice(text="Yes"),))),
]


@pytest.mark.parametrize(("code", "at", "build"), FAULTS)
def test_a_mistake_is_named_and_placed(code: str, at: tuple[str | int, ...], build: Build) -> None:
    assert fault_of(build) == (code, at)


def test_a_remedy_names_what_is_known() -> None:
    (fault,) = faults_of(lambda: a_categorise(items=(item("x"), item("y", "room"))))

    assert fault.message == "there is no group `room`"
    assert fault.help == "use one of: treaty, body"


@pytest.mark.parametrize(
    ("kind", "build"),
    [
        ("too_short", lambda: a_single(choices=(RIGHT,))),
        ("too_long", lambda: a_single(choices=tuple(a_choice(letter(n)) for n in range(13)))),
        ("too_short", lambda: an_order(items=(Step(text="x"), Step(text="y")))),
        ("too_short", lambda: a_numeric(answers=())),
        ("too_long", lambda: a_single(hints=("1", "2", "3", "4", "5"))),
        ("greater_than_equal", lambda: a_single(points=0)),
        ("less_than_equal", lambda: a_single(points=21)),
        ("greater_than_equal", lambda: a_single(revision=0)),
        ("greater_than_equal", lambda: a_single_gap(weight=0)),
        ("literal_error", lambda: a_single(level="know")),
        ("literal_error", lambda: a_single(type="multiple")),
    ],
)
def test_counts_and_words_have_bounds(kind: str, build: Build) -> None:
    assert kinds_of(build) == {kind}


def test_no_text_of_a_question_passes_the_gate_unseen() -> None:
    assert kinds_of(lambda: a_single(allow={"\x1b[2J": "Because."})) == {"C012"}
    assert kinds_of(lambda: a_single(allow={"L201": "\x1b[2J"})) == {"C012"}
    assert kinds_of(lambda: a_single(tags=("\x1b[2J",))) == {"C012"}


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
def test_a_question_is_frozen_and_knows_no_other_keys(question: AnyQuestion) -> None:
    fields = {name: getattr(question, name) for name in type(question).model_fields}

    assert type(question).model_validate(fields) == question
    assert kinds_of(lambda: type(question).model_validate({**fields, "explnation": "x"})) == {
        "extra_forbidden"
    }
    with pytest.raises(ValidationError):
        setattr(question, "stem", "Another?")  # noqa: B010 - mypy knows it is frozen


def test_options_are_keyed_by_their_id_else_by_their_place() -> None:
    choices = (a_choice("x"), a_choice("y", id="yes"), a_choice("z"))

    assert list(keyed(choices)) == ["a", "yes", "c"]


def test_options_are_lettered_past_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52)] == ["a", "z", "a2", "z2", "a3"]


def test_a_tolerance_around_zero_is_nominal() -> None:
    assert isinstance(an_accepted_number("0", tolerance="1"), AcceptedNumber)


def test_units_above_nothing_are_taken() -> None:
    assert [unit.name for unit in a_numeric_with_units().units] == ["Mbit/s", "kbit/s"]


def test_stems_that_share_a_choice_make_fewer_choices() -> None:
    question = a_match(pairs=(pair("a", "x"), pair("b", "x")), distractors=("y",))

    assert question.choices == {"a": "x", "b": "y"}
    assert question.key == {"a": "a", "b": "a"}


@pytest.mark.parametrize("credit", [HALF, None])
def test_a_choice_weighs_its_credit(credit: Fraction | None) -> None:
    assert a_choice("x", credit=credit).weight == (credit or 0)
    assert RIGHT.weight == 1
