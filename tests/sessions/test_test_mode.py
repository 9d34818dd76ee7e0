"""Tests: feedback at the end, answers may change until then, sometimes against the clock."""

from datetime import timedelta
from fractions import Fraction

import pytest

from course.sessions.attempt import IllegalMove, earns, is_overdue, phase, status
from course.sessions.events import HintShown, Moved, Skipped
from course.sessions.moves import following, legal
from tests.builders import a_reflection, a_single
from tests.sessions.playing import NOON, Player


def test_right_and_wrong_are_not_told_before_the_end() -> None:
    player = Player(a_single(), mode="test")
    player.answer("a")
    assert phase(player.attempt) == "asking"
    assert status(player.attempt, "single") == "answered"
    player.submit()
    assert status(player.attempt, "single") == "wrong"


def test_the_last_answer_counts_and_changing_it_costs_nothing() -> None:
    player = Player(a_single(points=3), mode="test")
    player.answer("a")
    player.answer("b")
    assert len(player.attempt.entry.tries) == 1
    submitted = player.submit().submitted
    assert submitted is not None
    assert (submitted.score, submitted.out_of) == (Fraction(3), 3)


def test_there_are_no_hints() -> None:
    player = Player(a_single(hints=("Think.",)), mode="test")
    with pytest.raises(IllegalMove, match="cannot show a hint"):
        player.do(HintShown("attempt", "single"))


def test_it_goes_from_question_to_question_and_ends_after_the_last() -> None:
    player = Player(a_single("one"), a_single("two"), mode="test")
    assert following(player.attempt) == "two"
    player.do(Skipped("attempt", "one"))
    assert player.attempt.current == "two"
    assert following(player.attempt) is None
    player.do(Skipped("attempt", "two"))
    assert player.attempt.current == "two"
    player.do(Moved("attempt", "one"))
    assert player.attempt.current == "one"


def test_a_reflection_earns_nothing_and_is_not_judged() -> None:
    player = Player(a_reflection(), mode="test")
    player.answer("A right and a duty.")
    assert phase(player.attempt) == "asking"
    submitted = player.submit().submitted
    assert submitted is not None
    assert submitted.out_of == 0


def test_after_the_time_limit_only_submitting_is_left() -> None:
    player = Player(a_single("one"), a_single("two"), mode="test", time_limit=90)
    player.answer("b")
    assert player.attempt.deadline == NOON + timedelta(seconds=90)
    assert not is_overdue(player.attempt, NOON + timedelta(seconds=90))
    late = NOON + timedelta(seconds=91)
    assert is_overdue(player.attempt, late)
    assert legal(player.attempt, late) == {"submit"}
    player.now = late
    with pytest.raises(IllegalMove, match="cannot go to another question"):
        player.do(Moved("attempt", "two"))
    player.submit()
    assert earns(player.attempt, "one") == 1
    assert player.attempt.submitted is not None
    assert player.attempt.submitted.score == Fraction(1)


def test_without_a_limit_nothing_is_ever_overdue() -> None:
    player = Player(a_single(), mode="test")
    assert not is_overdue(player.attempt, NOON + timedelta(days=400))
