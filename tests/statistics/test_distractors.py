"""Who chose what, and what a small class allows to say."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.i18n import ngettext
from course.statistics.items import figures, sums
from course.statistics.options import OMITTED, distractors, third
from course.statistics.resampling import interval
from course.statistics.verdicts import advice, discrimination, facility, trust

KEYS = {"a": True, "b": False, "c": False}


def test_the_table_counts_all_the_strong_and_the_weak() -> None:
    chosen = [(9, "a"), (8, "a"), (5, "a"), (4, "b"), (1, "b"), (0, "b")]
    table = distractors([(total, (key,)) for total, key in chosen], KEYS)
    assert (table["a"].all, table["a"].strong, table["a"].weak) == (3, 2, 0)
    assert (table["b"].all, table["b"].strong, table["b"].weak) == (3, 0, 2)
    assert table["c"].is_idle
    assert not table["b"].is_idle
    assert OMITTED not in table


def test_what_was_omitted_stands_in_a_row_of_its_own() -> None:
    table = distractors([(3, ("a",)), (2, ()), (0, ())], KEYS)
    assert (table[OMITTED].all, table[OMITTED].strong, table[OMITTED].weak) == (2, 0, 1)


def test_a_wrong_option_that_draws_the_strong_is_told() -> None:
    table = distractors([(9, ("b",)), (5, ("a",)), (1, ("a",))], KEYS)
    assert table["b"].is_tempting_the_strong
    assert not table["a"].is_tempting_the_strong, "the key may draw them"


@given(st.integers(0, 1000))
def test_thirds_never_overlap(n: int) -> None:
    assert 2 * third(n) <= n


@pytest.mark.parametrize(
    ("n", "words"), [(9, "counts"), (10, "unstable"), (29, "unstable"), (30, "stable")]
)
def test_a_small_class_is_told_to_be_small(n: int, words: str) -> None:
    assert trust(n) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "extremely hard, or broken"), (50, "about right"), (96, "extremely easy")],
)
def test_facility_in_words(value: float, words: str) -> None:
    assert facility(value) == words


def test_a_negative_index_points_at_the_key() -> None:
    assert "key" in discrimination(-1)
    assert discrimination(55).endswith("very well")


def test_no_advice_from_nine_attempts_and_none_to_drop_an_item() -> None:
    nine = [(0.0, float(total)) for total in range(9)]
    some = [(float(total < 5), float(total)) for total in range(12)]
    assert advice(figures({"a": (sums(nine), 1)})["a"], {}) == ()
    said = advice(figures({"a": (sums(some), 1)})["a"], {})
    assert said[0].startswith("Look at the key")
    assert not any("drop" in words for words in said)


def test_a_class_gives_the_same_interval_everywhere() -> None:
    marks = [(float(n % 2), float(n)) for n in range(12)]

    def mean(drawn: Sequence[tuple[float, float]]) -> float:
        return sum(x for x, _ in drawn) / len(drawn)

    found = interval(marks, mean, "seed")
    assert found is not None
    assert found == interval(marks, mean, "seed")
    low, high = found
    assert 0 <= low < 0.5 < high <= 1
    assert interval([], mean, "seed") is None
    assert interval(marks, lambda drawn: None, "seed") is None


def test_counted_words_follow_the_count() -> None:
    assert ngettext("one", "many", 1) == "one"
    assert ngettext("one", "many", 2) == "many"
