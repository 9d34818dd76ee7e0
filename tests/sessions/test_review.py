"""Reviews: each fading question once, what was failed again after the rest, undo."""

from dataclasses import replace
from fractions import Fraction

import pytest

from course.sessions.attempt import IllegalMove, earns, phase, status
from course.sessions.events import Eased, HintShown, Moved, PutOff, Reread, Skipped, Undone
from course.sessions.moves import following, legal, put_off
from course.sessions.outcome import outcome
from course.sessions.review import REPEATS, SITTING, pick
from tests.builders import a_reflection, a_single, a_survey
from tests.sessions.playing import NOON, Player


def test_a_sitting_takes_the_most_faded() -> None:
    due = tuple(f"q{n}" for n in range(50))
    assert pick(due) == due[:SITTING]
    assert pick(due, 3) == ("q0", "q1", "q2")


def test_every_answer_is_followed_by_feedback_and_no_second_try() -> None:
    player = Player(a_single("one"), a_single("two"), mode="review")
    player.answer("a")
    assert phase(player.attempt) == "feedback"
    player.go_on()
    assert player.attempt.current == "two"
    assert phase(player.attempt) == "asking"


def test_what_was_failed_comes_back_after_the_rest_and_only_so_often() -> None:
    player = Player(a_single("one"), a_single("two"), mode="review")
    player.answer("a")
    player.go_on()
    player.answer("b")
    for _ in range(REPEATS - 1):
        player.go_on()
        assert player.attempt.current == "one"
        assert phase(player.attempt) == "asking"
        player.answer("a")
    assert following(player.attempt) is None


def test_the_longest_failed_comes_back_first_and_never_one_twice_in_a_row() -> None:
    player = Player(a_single("one"), a_single("two"), mode="review")
    player.answer("a")
    player.go_on()
    player.answer("a")
    player.go_on()
    assert player.attempt.current == "one"
    player.answer("a")
    player.go_on()
    assert player.attempt.current == "two"


def test_what_was_partly_right_does_not_come_back() -> None:
    player = Player(a_single(choices=a_single().choices), mode="review")
    player.answer("b")
    assert following(player.attempt) is None


def test_what_was_skipped_is_asked_last() -> None:
    player = Player(a_single("one"), a_single("two"), a_single("three"), mode="review")
    player.do(Skipped("attempt", "one"))
    player.answer("a")
    player.go_on()
    player.answer("b")
    player.go_on()
    assert player.attempt.current == "two"
    player.answer("b")
    player.go_on()
    assert player.attempt.current == "one"
    player.answer("b")
    assert following(player.attempt) is None


def test_the_only_question_can_be_skipped_and_stays() -> None:
    player = Player(a_single(), mode="review")
    player.do(Skipped("attempt", "single"))
    assert player.attempt.current == "single"
    assert following(player.attempt) == "single"


def test_the_first_answer_counts() -> None:
    player = Player(a_single(points=2), mode="review")
    player.answer("a")
    player.go_on()
    player.answer("b")
    assert earns(player.attempt, "single") == 0
    assert status(player.attempt, "single") == "wrong"


def test_one_goes_only_to_what_follows_and_only_after_the_answer() -> None:
    player = Player(a_single("one"), a_single("two"), a_single("three"), mode="review")
    with pytest.raises(IllegalMove, match="cannot go"):
        player.do(Moved("attempt", "two"))
    player.answer("b")
    with pytest.raises(IllegalMove, match="no such question"):
        player.do(Moved("attempt", "three"))


def test_the_last_answer_can_be_taken_back() -> None:
    player = Player(a_single("one"), a_single("two"), mode="review")
    before = player.attempt
    player.answer("a")
    undone = player.do(Undone("attempt", "one"))
    assert undone.entry == before.entry
    assert replace(undone, entries=before.entries) == before
    assert phase(undone) == "asking"


def test_undo_goes_back_from_the_question_after() -> None:
    player = Player(a_single("one"), a_single("two"), mode="review")
    player.answer("b")
    player.do(Eased("attempt", "one"))
    player.go_on()
    player.do(Undone("attempt", "one"))
    assert player.attempt.current == "one"
    assert not player.attempt.entry.eased
    assert status(player.attempt, "one") == "open"


def test_only_the_last_answer_can_be_taken_back_and_only_once() -> None:
    player = Player(a_single("one"), a_single("two"), mode="review")
    with pytest.raises(IllegalMove, match="cannot undo"):
        player.do(Undone("attempt", "one"))
    player.answer("b")
    player.go_on()
    player.answer("b")
    with pytest.raises(IllegalMove, match="only the last"):
        player.do(Undone("attempt", "one"))
    player.do(Undone("attempt", "two"))
    with pytest.raises(IllegalMove, match="cannot undo"):
        player.do(Undone("attempt", "two"))


def test_a_reflection_is_judged_in_a_review_too_and_taken_back_whole() -> None:
    player = Player(a_reflection(), mode="review")
    player.answer("A right.")
    assert phase(player.attempt) == "rubric"
    player.do(Undone("attempt", "reflection"))
    assert player.attempt.entry.met is None
    assert phase(player.attempt) == "asking"


def test_what_is_not_marked_does_not_come_back() -> None:
    player = Player(a_survey(), mode="review")
    player.answer("a")
    assert phase(player.attempt) == "feedback"
    assert following(player.attempt) is None
    assert earns(player.attempt, "survey") == Fraction(0)


def test_hints_can_be_asked_for() -> None:
    player = Player(a_single(hints=("Think.",)), mode="review")
    player.do(HintShown("attempt", "single"))
    assert player.attempt.entry.hints == 1
    assert player.attempt.started == NOON


# --- what slips away again and again ---


def with_a_leech(*others: str) -> Player:
    questions = (a_single("leech"), *(a_single(name) for name in others))
    return Player(*questions, mode="review", leeches=("leech",))


def test_of_a_leech_the_passage_comes_first_and_then_the_question() -> None:
    player = with_a_leech()
    assert phase(player.attempt) == "rereading"
    assert legal(player.attempt, player.now) == {"reread", "put off", "flag", "submit"}
    with pytest.raises(IllegalMove, match="cannot answer"):
        player.answer("b")
    player.do(Reread("attempt", "leech"))
    assert phase(player.attempt) == "asking"
    player.answer("b")
    assert status(player.attempt, "leech") == "right"


def test_a_leech_that_was_failed_once_more_is_not_repeated() -> None:
    player = with_a_leech("other")
    player.do(Reread("attempt", "leech"))
    player.answer("a")
    player.go_on()
    player.answer("a")
    player.go_on()
    assert player.attempt.current == "other", "what is no leech comes back"
    player.answer("b")
    assert following(player.attempt) is None


@pytest.mark.parametrize("reread", [False, True])
def test_a_leech_can_be_left_for_another_day_and_does_not_count(reread: bool) -> None:
    player = with_a_leech("other")
    if reread:
        player.do(Reread("attempt", "leech"))
    assert "skip" not in legal(player.attempt, player.now)
    (left,) = put_off(player.attempt)
    player.do(left)
    assert player.attempt.current == "other"
    player.answer("b")
    assert following(player.attempt) is None
    summary = outcome(player.submit())
    assert summary.points == summary.out_of == 1
    assert not summary.missed


def test_leaving_the_last_question_ends_the_review() -> None:
    player = with_a_leech()
    events = put_off(player.attempt)
    assert events[0] == PutOff("attempt", "leech")
    player.do(*events)
    assert phase(player.attempt) == "over"


def test_outside_a_review_there_are_no_leeches() -> None:
    player = Player(a_single("leech"), leeches=("leech",))
    assert phase(player.attempt) == "asking"
    with pytest.raises(IllegalMove, match="another day"):
        player.do(PutOff("attempt", "leech"))
