"""From marks to scores: tries, certainty, a whole set, and the worth of guessing."""

from fractions import Fraction
from itertools import chain, combinations, permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Order,
    Response,
    Single,
    SingleGap,
    TrueFalse,
    keyed,
)
from course.marking import (
    Score,
    after_tries,
    certainty_mark,
    grade,
    guess_score,
    mark,
)
from course.sessions.events import Certainty
from tests.builders import a_numeric, a_reflection, a_short, a_single, a_survey, one_of_each
from tests.strategies import choosing, clozes, shares

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@pytest.mark.parametrize(
    ("tries", "expected"),
    [
        ([], Fraction(0)),
        ([Fraction(1)], Fraction(1)),
        ([Fraction(0), Fraction(1)], Fraction(2, 3)),
        ([Fraction(0), Fraction(0), Fraction(1)], THIRD),
        ([Fraction(0)] * 3 + [Fraction(1)], Fraction(0)),
        ([HALF, Fraction(1)], Fraction(2, 3)),
        ([HALF, HALF], HALF),
        ([Fraction(3, 4), Fraction(1)], Fraction(3, 4)),
        ([Fraction(1), Fraction(0), Fraction(1)], Fraction(1)),
    ],
)
def test_each_wrong_try_costs_a_third_of_what_follows(
    tries: list[Fraction], expected: Fraction
) -> None:
    assert after_tries(tries) == expected


@given(st.lists(shares, max_size=5), shares)
def test_a_further_try_never_costs_what_was_earned(tries: list[Fraction], more: Fraction) -> None:
    assert 0 <= after_tries(tries) <= after_tries([*tries, more]) <= 1


@pytest.mark.parametrize(
    ("certainty", "right", "partly", "wrong"),
    [(1, 1, HALF, 0), (2, 2, 1, -2), (3, 3, 1 + HALF, -6)],
)
def test_certainty_pays_when_right_and_costs_when_wrong(
    certainty: Certainty, right: int, partly: Fraction, wrong: int
) -> None:
    assert certainty_mark(Fraction(1), certainty) == right
    assert certainty_mark(HALF, certainty) == partly
    assert certainty_mark(Fraction(0), certainty) == wrong


@pytest.mark.parametrize(
    ("chance", "best"), [(Fraction(3, 5), 1), (Fraction(7, 10), 2), (Fraction(9, 10), 3)]
)
def test_it_pays_to_say_how_sure_one_is(chance: Fraction, best: int) -> None:
    def expected(certainty: Certainty) -> Fraction:
        right = certainty_mark(Fraction(1), certainty)
        return chance * right + (1 - chance) * certainty_mark(Fraction(0), certainty)

    sureness: tuple[Certainty, ...] = (1, 2, 3)

    assert max(sureness, key=expected) == best


def test_a_set_is_graded_by_points() -> None:
    questions = (a_single("one", points=3), a_short("two"), a_numeric("three"))
    score = grade(questions, {"one": HALF, "two": Fraction(1)})

    assert score == Score(Fraction(5, 2), 5)
    assert score.share == HALF


def test_what_has_no_key_does_not_count() -> None:
    questions = (a_reflection(points=5), a_survey(points=5), a_single())

    assert grade(questions, {"reflection": Fraction(1), "survey": None, "single": HALF}) == Score(
        HALF, 1
    )


def test_a_set_without_a_key_has_no_share() -> None:
    assert grade((a_survey(),), {}).share is None


def test_guessing_earns_what_it_should() -> None:
    assert {question.id: guess_score(question) for question in one_of_each()} == {
        "single": THIRD,
        "multiple": Fraction(3, 16),
        "true-false": HALF,
        "short": 0,
        "numeric": 0,
        "match": THIRD,
        "categorise": HALF,
        "order": Fraction(1, 4),
        "cloze": Fraction(1, 8),
        "reflection": 0,
        "survey": 0,
    }


def every_response(question: AnyQuestion) -> list[Response]:
    """All ways to answer by choosing, each as likely; typed gaps stay empty."""
    match question:
        case Single():
            return list(keyed(question.choices))
        case Multiple():
            keys = list(keyed(question.choices))
            return list(chain.from_iterable(combinations(keys, n) for n in range(len(keys) + 1)))
        case TrueFalse():
            return [True, False]
        case Match():
            return assignments(list(question.key), [list(question.choices)] * len(question.pairs))
        case Categorise():
            groups = [group.id for group in question.groups]
            return assignments(list(keyed(question.items)), [groups] * len(question.items))
        case Order():
            return list(permutations(keyed(question.items)))
        case Cloze():
            gaps = [gap for gap in question.gaps if isinstance(gap, SingleGap)]
            return assignments([gap.id for gap in gaps], [list(keyed(g.choices)) for g in gaps])
        case _:
            return []


def assignments(parts: list[str], values: list[list[str]]) -> list[Response]:
    return [dict(zip(parts, chosen, strict=True)) for chosen in product(*values)]


@given(choosing | clozes())
def test_the_worth_of_guessing_is_the_mean_of_all_responses(question: AnyQuestion) -> None:
    responses = every_response(question)
    assume(len(responses) <= 750)
    earned = [mark(question, response).fraction or Fraction(0) for response in responses]

    assert guess_score(question) == sum(earned) / len(earned)
