"""Marks of questions answered by arranging: match, categorise, order."""

from fractions import Fraction
from itertools import permutations

import pytest

from course.content.questions import Pair, Step
from course.marking import Part, mark
from tests.builders import a_categorise, a_match, an_order


def test_a_match_earns_its_right_pairs() -> None:
    assert mark(a_match(), {"a": "a", "b": "b"}).fraction == 1
    assert mark(a_match(), {"a": "a", "b": "c"}).fraction == Fraction(1, 2)
    assert mark(a_match(), {"a": "b", "b": "a"}).fraction == 0


def test_a_stem_left_open_earns_nothing_and_spoils_nothing() -> None:
    assert mark(a_match(), {"b": "b"}).fraction == Fraction(1, 2)


def test_two_stems_may_share_a_choice() -> None:
    pairs = tuple(
        Pair(stem=stem, choice=choice, feedback="Why.")
        for stem, choice in (("a treaty", "ITU"), ("a council", "ITU"), ("an RFC", "IETF"))
    )
    question = a_match(pairs=pairs, distractors=())

    assert mark(question, {"a": "a", "b": "a", "c": "b"}).fraction == 1


def test_each_stem_says_what_was_paired_and_what_belongs() -> None:
    names, protocols = mark(a_match(), {"a": "c"}).parts

    assert names == Part(
        "a", "names", "ITU", "ICANN", Fraction(0), "It coordinates names.", chosen=True
    )
    assert protocols == Part(
        "b", "protocols", None, "IETF", Fraction(0), "It writes RFCs.", chosen=False
    )


def test_categories_earn_the_mean_over_items() -> None:
    right = {"a": "treaty", "b": "body", "c": "treaty"}

    assert mark(a_categorise(), right).fraction == 1
    assert mark(a_categorise(), {**right, "b": "treaty"}).fraction == Fraction(2, 3)
    assert mark(a_categorise(), {"a": "treaty"}).fraction == Fraction(1, 3)


def test_each_item_says_its_group() -> None:
    itrs = mark(a_categorise(), {"a": "body"}).parts[0]

    assert itrs == Part(
        "a", "ITRs", "Body", "Treaty", Fraction(0), "Signed by states.", chosen=True
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("abcd", Fraction(1)),
        ("dcba", Fraction(0)),
        ("bcda", Fraction(2, 3)),
        ("acbd", Fraction(0)),
        ("cdab", Fraction(2, 3)),
        ("abdc", Fraction(1, 3)),
    ],
)
def test_an_order_earns_its_right_next_neighbours(order: str, expected: Fraction) -> None:
    assert mark(an_order(), tuple(order)).fraction == expected


def test_one_of_five_at_the_wrong_end_still_earns_three_quarters() -> None:
    question = an_order(items=tuple(Step(text=text) for text in "vwxyz"))

    assert mark(question, tuple("bcdea")).fraction == Fraction(3, 4)


def test_random_orders_of_five_earn_a_fifth_on_average() -> None:
    question = an_order(items=tuple(Step(text=text) for text in "vwxyz"))
    earned = [mark(question, order).fraction or 0 for order in permutations("abcde")]

    assert sum(earned) / len(earned) == Fraction(1, 5)


def test_each_entry_says_what_was_put_after_it_and_what_follows() -> None:
    parts = mark(an_order(), ("a", "b", "d", "c")).parts

    assert [(part.label, part.given, part.right, int(part.fraction)) for part in parts] == [
        ("1865", "1988", "1988", 1),
        ("1988", "2012", "2003", 0),
        ("2003", None, "2012", 0),
        ("2012", "2003", None, 0),
    ]


def test_an_order_left_open_has_no_right_end() -> None:
    assert [part.fraction for part in mark(an_order(), ()).parts] == [0, 0, 0, 0]
