"""Order by seed: permutations that never change between versions and machines."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Choice,
    Match,
    Multiple,
    Order,
    Single,
    Survey,
    TrueFalse,
    keyed,
)
from course.shuffling import gap_options, options, order
from tests.builders import (
    a_categorise,
    a_choice,
    a_cloze,
    a_match,
    a_multiple,
    a_single,
    a_single_gap,
    one_of_each,
)
from tests.strategies import orders, questions

SEEDS = [f"seed-{number}" for number in range(300)]


@given(st.text(max_size=8), st.lists(st.text(max_size=8), unique=True, max_size=12))
def test_an_order_is_a_permutation_that_ignores_the_order_given(seed: str, ids: list[str]) -> None:
    assert sorted(order(seed, ids)) == sorted(ids)
    assert order(seed, ids) == order(seed, reversed(ids))


def test_orders_never_change_between_versions() -> None:
    # As `printf 2026/a | sha256sum` and so on, sorted.
    assert order("2026", "abcdefgh") == tuple("cfedbhag")
    assert order("2026/B", "abcdefgh") == tuple("ebcgdahf")


def test_presented_options_never_change_between_versions() -> None:
    presented = {question.id: " ".join(options(question, "2026")) for question in one_of_each()}

    assert presented == {
        "single": "c a b",
        "multiple": "d c b a",
        "true-false": "true false",
        "short": "",
        "numeric": "",
        "match": "c a b",
        "categorise": "c a b",
        "order": "c b d a",
        "cloze": "",
        "reflection": "",
        "survey": "a b",
    }


def test_each_option_stands_first_about_as_often() -> None:
    firsts = Counter(options(a_single(), seed)[0] for seed in SEEDS)

    assert set(firsts) == {"a", "b", "c"}
    assert min(firsts.values()) > 70


def test_questions_with_the_same_options_are_shuffled_apart() -> None:
    assert any(options(a_single("one"), s) != options(a_single("two"), s) for s in SEEDS[:20])


def test_authors_may_keep_their_order() -> None:
    for seed in SEEDS[:20]:
        assert options(a_single(shuffle=False), seed) == ("a", "b", "c")
        assert options(a_multiple(shuffle=False), seed) == ("a", "b", "c", "d")
        assert options(a_match(shuffle=False), seed) == ("a", "b", "c")
        assert options(a_categorise(shuffle=False), seed) == ("a", "b", "c")


@given(questions, st.text(max_size=8))
def test_options_are_all_there_once(question: AnyQuestion, seed: str) -> None:
    presented = options(question, seed)

    assert len(set(presented)) == len(presented)
    match question:
        case TrueFalse():
            assert presented == ("true", "false")
        case Survey():
            assert presented == tuple(keyed(question.choices))
        case Match():
            assert set(presented) == set(question.choices)
        case Single() | Multiple():
            assert len(presented) == len(question.choices)
        case Order() | Categorise():
            assert set(presented) == set(keyed(question.items))
        case _:
            assert presented == ()


@given(orders(), st.text(max_size=8))
def test_an_order_is_never_presented_solved(question: Order, seed: str) -> None:
    assert options(question, seed) != tuple(keyed(question.items))


def test_an_order_that_would_come_out_solved_is_turned_by_one() -> None:
    presented = {options(question, seed) for seed in SEEDS for question in one_of_each()[7:8]}

    assert ("b", "c", "d", "a") in presented


def test_gaps_are_shuffled_each_for_itself() -> None:
    question = a_cloze(
        text="{{one}} {{two}}",
        gaps=tuple(a_single_gap(gap, choices=_towns()) for gap in ("one", "two")),
    )
    one, two = question.gaps
    assert one.type == "single"
    assert two.type == "single"

    assert sorted(gap_options(question, one, "2026")) == ["a", "b", "c", "d"]
    assert any(gap_options(question, one, s) != gap_options(question, two, s) for s in SEEDS[:20])


def _towns() -> tuple[Choice, ...]:
    texts = ("Dubai", "Tunis", "Bali")
    return (a_choice("Melbourne", correct=True), *(a_choice(text) for text in texts))
