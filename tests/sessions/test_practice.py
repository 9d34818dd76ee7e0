"""Practice: feedback at once, further tries, hints, skipping, going back and forth."""

from fractions import Fraction

import pytest

from course.content.questions import AnyQuestion
from course.sessions.attempt import IllegalMove, earns, feedback, is_settled, phase, status
from course.sessions.events import (
    AttemptEvent,
    Eased,
    Flagged,
    HintShown,
    Moved,
    Revealed,
    Skipped,
    Undone,
    Unflagged,
)
from course.sessions.moves import Move, answer, apply, following, judge, legal
from tests.builders import (
    a_choice,
    a_multiple,
    a_reflection,
    a_single,
    a_survey,
    a_true_false,
    an_order,
)
from tests.sessions.playing import NOON, Player, begun


def test_a_right_answer_is_done_with() -> None:
    player = Player(a_single())
    assert phase(player.attempt) == "asking"
    player.answer("b")
    assert phase(player.attempt) == "feedback"
    assert earns(player.attempt, "single") == 1
    assert status(player.attempt, "single") == "right"


def test_a_wrong_answer_may_be_tried_again_for_less() -> None:
    player = Player(a_single())
    player.answer("a")
    assert phase(player.attempt) == "again"
    assert legal(player.attempt, NOON) == {"answer", "reveal", "flag", "submit"}
    player.answer("b")
    assert phase(player.attempt) == "feedback"
    assert earns(player.attempt, "single") == Fraction(2, 3)


def test_the_last_try_ends_the_question_whatever_it_was() -> None:
    player = Player(a_single())
    player.answer("a")
    player.answer("c")
    assert phase(player.attempt) == "feedback"
    assert status(player.attempt, "single") == "wrong"
    with pytest.raises(IllegalMove, match="cannot answer"):
        player.answer("b")


@pytest.mark.parametrize(
    "question",
    [a_true_false(), a_single(choices=(a_choice("Yes"), a_choice("No", correct=True)))],
    ids=["true or false", "two choices"],
)
def test_what_has_two_answers_is_not_tried_twice(question: AnyQuestion) -> None:
    player = Player(question)
    player.answer(True if question.type == "true_false" else "a")
    assert phase(player.attempt) == "feedback"


def test_the_answer_can_be_shown_instead_of_trying_again() -> None:
    player = Player(a_multiple())
    player.answer(("a",))
    player.do(Revealed("attempt", "multiple"))
    assert phase(player.attempt) == "feedback"
    assert earns(player.attempt, "multiple") == Fraction(1, 2)
    assert status(player.attempt, "multiple") == "partly"


def test_the_answer_is_not_shown_before_a_try() -> None:
    player = Player(a_single())
    with pytest.raises(IllegalMove, match="cannot show the answer"):
        player.do(Revealed("attempt", "single"))


def test_hints_are_shown_one_after_the_other_until_there_are_no_more() -> None:
    player = Player(a_single(hints=("It is warm.", "It is in the Emirates.")))
    player.do(HintShown("attempt", "single"))
    player.answer("a")
    player.do(HintShown("attempt", "single"))
    assert player.attempt.entry.hints == 2
    with pytest.raises(IllegalMove, match="cannot show a hint"):
        player.do(HintShown("attempt", "single"))


def test_what_is_skipped_comes_back_after_the_rest() -> None:
    player = Player(a_single("one"), a_single("two"), a_single("three"))
    player.do(Skipped("attempt", "one"))
    assert player.attempt.current == "two"
    assert status(player.attempt, "one") == "skipped"
    player.answer("b")
    player.go_on()
    assert player.attempt.current == "three"
    player.answer("b")
    player.go_on()
    assert player.attempt.current == "one"
    player.answer("b")
    assert following(player.attempt) is None
    assert status(player.attempt, "one") == "right"


def test_the_only_question_left_stays_when_it_is_skipped() -> None:
    player = Player(a_single())
    player.do(Skipped("attempt", "single"))
    assert player.attempt.current == "single"
    assert phase(player.attempt) == "asking"


def test_an_answered_question_cannot_be_skipped() -> None:
    player = Player(a_single("one"), a_single("two"))
    player.answer("a")
    with pytest.raises(IllegalMove, match="cannot skip"):
        player.do(Skipped("attempt", "one"))


def test_one_may_go_to_any_question_and_find_it_as_it_was_left() -> None:
    player = Player(a_single("one"), a_single("two"))
    player.answer("a")
    player.do(Moved("attempt", "two"))
    player.answer("b")
    player.do(Moved("attempt", "one"))
    assert phase(player.attempt) == "again"
    assert player.attempt.place == 1


def test_a_question_of_another_attempt_cannot_be_gone_to() -> None:
    player = Player(a_single("one"), a_single("two"))
    with pytest.raises(IllegalMove, match="no such question"):
        player.do(Moved("attempt", "elsewhere"))


def test_flags_are_put_and_taken_off_any_question() -> None:
    player = Player(a_single("one"), a_single("two"))
    player.do(Flagged("attempt", "two"))
    assert player.attempt.entry_of("two").flagged
    player.do(Unflagged("attempt", "two"))
    assert not player.attempt.entry_of("two").flagged


def test_only_a_right_first_answer_can_be_called_easy_and_only_once() -> None:
    player = Player(a_single())
    player.answer("b")
    player.do(Eased("attempt", "single"))
    with pytest.raises(IllegalMove, match="cannot call this easy"):
        player.do(Eased("attempt", "single"))

    late = Player(a_single())
    late.answer("a")
    late.answer("b")
    with pytest.raises(IllegalMove, match="cannot call this easy"):
        late.do(Eased("attempt", "single"))


def test_a_reflection_is_judged_by_its_writer() -> None:
    player = Player(a_reflection())
    player.answer("A right.")
    assert phase(player.attempt) == "rubric"
    assert not is_settled(player.attempt, "reflection")
    event = judge(player.attempt, ("a",))
    assert event.fraction == Fraction(2, 3)
    player.do(event)
    assert phase(player.attempt) == "feedback"
    assert status(player.attempt, "reflection") == "answered"
    assert earns(player.attempt, "reflection") == 0


def test_only_reflections_are_judged() -> None:
    with pytest.raises(IllegalMove, match="only a written reflection"):
        judge(begun(a_single()), ())


def test_a_criterion_that_is_not_in_the_rubric_cannot_be_met() -> None:
    player = Player(a_reflection())
    player.answer("A right.")
    with pytest.raises(IllegalMove, match="no such criterion"):
        judge(player.attempt, ("z",))


def test_a_survey_is_done_with_once_answered() -> None:
    player = Player(a_survey())
    player.answer("a")
    assert phase(player.attempt) == "feedback"
    assert status(player.attempt, "survey") == "answered"


def test_a_response_that_does_not_fit_is_no_move() -> None:
    attempt = begun(an_order())
    with pytest.raises(IllegalMove, match="every entry"):
        answer(attempt, ("a", "b"))
    forged = answer(attempt, ("a", "b", "c", "d"))
    with pytest.raises(IllegalMove, match="no option"):
        apply(attempt, type(forged)("attempt", "order", ("z",), Fraction(1)), NOON)


@pytest.mark.parametrize(
    "event",
    [
        Skipped("attempt", "two"),
        HintShown("attempt", "elsewhere"),
        Undone("attempt", "one"),
        Moved("another", "two"),
    ],
)
def test_an_illegal_event_raises_and_changes_nothing(event: AttemptEvent) -> None:
    attempt = begun(a_single("one"), a_single("two", hints=("Think.",)))
    with pytest.raises(IllegalMove):
        apply(attempt, event, NOON)
    assert attempt == begun(a_single("one"), a_single("two", hints=("Think.",)))


def test_an_attempt_does_not_begin_twice() -> None:
    player = Player(a_single())
    again = player.history[0].event
    with pytest.raises(IllegalMove, match="has begun"):
        apply(player.attempt, again, NOON)  # type: ignore[arg-type]


def test_nothing_happens_to_a_submitted_attempt() -> None:
    player = Player(a_single("one"), a_single("two"))
    player.submit()
    nothing: frozenset[Move] = frozenset()
    assert legal(player.attempt, NOON) == nothing
    assert phase(player.attempt) == "over"
    with pytest.raises(IllegalMove, match="cannot answer"):
        player.answer("b")


def test_the_mark_of_the_last_try_is_shown_and_none_without_a_try() -> None:
    player = Player(a_single())
    assert feedback(player.attempt, "single") is None
    player.answer("a")
    player.answer("b")
    mark = feedback(player.attempt, "single")
    assert mark is not None
    assert mark.fraction == 1
