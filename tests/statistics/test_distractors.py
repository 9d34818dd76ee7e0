"""Who chose what, and what a small class allows to say."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.i18n import ngettext
from course.statistics.classes import Answer, report, tallied
from course.statistics.items import figures, sums
from course.statistics.options import OMITTED, Chosen, third
from course.statistics.resampling import interval
from course.statistics.verdicts import advice, discrimination, facility, trust
from tests.builders import a_true_false

TRUE_FALSE = a_true_false("statement", answer=True)


def table(*chosen: tuple[int, str | bool | None]) -> dict[str, Chosen]:
    """The table of a statement, from how many points each earned elsewhere and what they said."""
    rows = []
    for place, (total, response) in enumerate(chosen):
        who = f"s{place}"
        rows.append(Answer(who, "elsewhere", float(total), None))
        rows.append(Answer(who, "statement", 0.0, response))
    found = report(tallied(rows), [TRUE_FALSE])
    return dict(found.items[0].options)


def test_the_table_counts_all_the_strong_and_the_weak() -> None:
    found = table((9, True), (8, True), (5, True), (4, False), (1, False), (0, False))
    right, wrong = found["true"], found["false"]
    assert (right.all, right.strong, right.weak, right.is_right) == (3, 2, 0, True)
    assert (wrong.all, wrong.strong, wrong.weak, wrong.is_right) == (3, 0, 2, False)
    assert OMITTED not in found


def test_what_was_omitted_stands_in_a_row_of_its_own() -> None:
    found = table((3, True), (2, None), (0, None))
    assert (found[OMITTED].all, found[OMITTED].strong, found[OMITTED].weak) == (2, 0, 1)


def test_a_wrong_option_that_draws_the_strong_is_told() -> None:
    found = table((9, False), (5, True), (1, True))
    assert found["false"].is_tempting_the_strong
    assert not found["true"].is_tempting_the_strong, "the key may draw them"


def test_a_wrong_option_that_draws_nobody_is_idle() -> None:
    assert table((9, True), (5, True))["false"].is_idle


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
    assert advice(figures({"a": (sums(Counter(nine)), 1)})["a"], {}) == ()
    said = advice(figures({"a": (sums(Counter(some)), 1)})["a"], {})
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
