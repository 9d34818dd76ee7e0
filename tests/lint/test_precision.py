"""The rules on content in the manner of public collections, labelled by hand: who is told what.

`python -m tests.lint.measuring` prints the figures and every miss; they stand in FIGURES.md.
"""

import pytest

from tests.lint.measuring import Score, Specimen, overall, scores, seen, unseen

MADE_WITH = scores(seen())
NEVER_SEEN = scores(unseen())


@pytest.mark.parametrize("code", MADE_WITH)
def test_a_rule_finds_what_it_is_for_and_seldom_anything_else(code: str) -> None:
    score = MADE_WITH[code]
    assert score.precision >= 0.9, score.false
    assert score.recall >= 0.9, score.missed


def test_what_no_rule_was_made_with_is_judged_nearly_as_well() -> None:
    whole = overall(NEVER_SEEN)
    assert whole.precision >= 0.9, whole.false
    assert whole.recall >= 0.9, whole.missed


def test_every_rule_about_a_single_item_is_measured() -> None:
    measured = {code for code in MADE_WITH if code.startswith("L1")}
    assert measured == {f"L1{number:02}" for number in range(1, 19)}


def test_the_measure_counts_hits_misses_and_false_alarms() -> None:
    pieces = [
        Specimen("found", frozenset(("L101",)), frozenset(("L101",))),
        Specimen("missed", frozenset(("L101",)), frozenset()),
        Specimen("alarmed", frozenset(), frozenset(("L101",))),
    ]
    score = scores(pieces)["L101"]
    assert score == Score(1, ["missed"], ["alarmed"])
    assert (score.precision, score.recall) == (0.5, 0.5)
