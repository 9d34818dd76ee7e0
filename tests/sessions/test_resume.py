"""Whatever was played, its history leads to the same state, from anywhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.questions import AnyQuestion, Reflection, Response, keyed
from course.sessions.attempt import Attempt, IllegalMove, is_settled, phase
from course.sessions.events import (
    Answered,
    AttemptEvent,
    Bookmarked,
    Certainty,
    Eased,
    Flagged,
    HintShown,
    Mode,
    Moved,
    NoteWritten,
    PutOff,
    Recorded,
    Reread,
    Revealed,
    SectionOpened,
    SectionRead,
    Skipped,
    Undone,
    Unflagged,
)
from course.sessions.moves import (
    Move,
    answer,
    apply,
    begin,
    following,
    judge,
    legal,
    resume,
    submit,
)
from course.sessions.review import REPEATS
from tests.builders import a_multiple, a_numeric, a_reflection, a_single, a_survey, a_true_false
from tests.sessions.playing import NOON, Player, begun, started
from tests.strategies import responses

few = settings(max_examples=50)

MODES: st.SearchStrategy[Mode] = st.sampled_from(("practice", "test", "review"))
CERTAINTIES: st.SearchStrategy[Certainty | None] = st.sampled_from((None, 1, 2, 3))

MAKERS = (a_single, a_multiple, a_true_false, a_numeric, a_reflection, a_survey)


@st.composite
def asked(draw: st.DrawFn) -> tuple[AnyQuestion, ...]:
    """One to four questions."""
    makers = draw(st.lists(st.sampled_from(MAKERS), min_size=1, max_size=4))
    return tuple(
        make(f"q{place}", hints=("One.", "Two.")[: draw(st.integers(0, 2))])
        for place, make in enumerate(makers)
    )


def an_event(draw: st.DrawFn, attempt: Attempt, move: Move) -> AttemptEvent:
    """An event that makes a legal move."""
    here, own = attempt.current, attempt.id
    match move:
        case "answer":
            return answer(attempt, draw(responses(attempt.question)), draw(CERTAINTIES))
        case "skip":
            return Skipped(own, here)
        case "flag":
            question = draw(st.sampled_from(list(attempt.questions)))
            return Flagged(own, question) if draw(st.booleans()) else Unflagged(own, question)
        case "hint":
            return HintShown(own, here)
        case "reveal":
            return Revealed(own, here)
        case "judge":
            assert isinstance(attempt.question, Reflection)
            met = draw(st.sets(st.sampled_from(list(keyed(attempt.question.rubric)))))
            return judge(attempt, tuple(met))
        case "ease":
            return Eased(own, here)
        case "reread":
            return Reread(own, here)
        case "put off":
            return PutOff(own, here)
        case "move":
            coming = following(attempt) if attempt.mode == "review" else None
            return Moved(own, coming or draw(st.sampled_from(list(attempt.questions))))
        case "undo":
            assert attempt.last_answered is not None
            return Undone(own, attempt.last_answered)
        case "submit":
            return submit(attempt)


@st.composite
def played(draw: st.DrawFn) -> Player:
    """An attempt after any number of legal moves."""
    questions = draw(asked())
    leeches = tuple(question.id for question in questions if draw(st.booleans()))
    fields = {"certainty": draw(st.booleans()), "leeches": leeches}
    player = Player(*questions, mode=draw(MODES), **fields)
    for _ in range(draw(st.integers(0, 12))):
        moves = sorted(legal(player.attempt, player.now) - {"submit"})
        if not moves:
            break
        player.do(an_event(draw, player.attempt, draw(st.sampled_from(moves))))
    if draw(st.booleans()):
        player.submit()
    return player


@few
@given(played())
def test_every_legal_move_can_be_made_and_the_history_leads_to_the_same_state(
    player: Player,
) -> None:
    assert resume(player.history, player.questions) == player.attempt


@few
@given(played(), st.data())
def test_a_history_can_be_resumed_at_any_place_and_gone_on_from(
    player: Player, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(player.history)))
    attempt = resume(player.history[:cut], player.questions)
    assert attempt is not None
    for recorded in player.history[cut:]:
        event = recorded.event
        assert isinstance(event, AttemptEvent)
        attempt = apply(attempt, event, recorded.at)
    assert attempt == player.attempt


@st.composite
def any_event(draw: st.DrawFn, ids: Sequence[str]) -> AttemptEvent:
    """An event that may or may not be legal."""
    own = draw(st.sampled_from(("attempt", "attempt", "another")))
    question = draw(st.sampled_from([*ids, "elsewhere"]))
    given = draw(st.sampled_from(RESPONSES))
    events: tuple[AttemptEvent, ...] = (
        Answered(own, question, given, None),
        Skipped(own, question),
        Flagged(own, question),
        Unflagged(own, question),
        HintShown(own, question),
        Revealed(own, question),
        Eased(own, question),
        Moved(own, question),
        Undone(own, question),
        Reread(own, question),
        PutOff(own, question),
    )
    return draw(st.sampled_from(events))


RESPONSES: tuple[Response, ...] = (True, "b", "x", ("a",), {"a": "b"})


@few
@given(played(), st.data())
def test_an_event_is_taken_or_refused_and_never_changes_what_was(
    player: Player, data: st.DataObject
) -> None:
    before = replace(player.attempt)
    event = data.draw(any_event(list(player.questions)))
    try:
        after = apply(player.attempt, event, player.now)
    except IllegalMove:
        after = None
    assert player.attempt == before
    if after is not None:
        assert legal(before, player.now)


@few
@given(played(), st.data())
def test_a_history_with_strange_events_in_it_leads_where_it_would_without(
    player: Player, data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(player.history)))
    at = player.history[place - 1].at
    strange = [
        Recorded("0" * 32, "learner", "course", at, event)
        for event in (
            SectionOpened("lesson", "section"),
            SectionRead("lesson", "section"),
            NoteWritten("q0", "mine"),
            Bookmarked("q0"),
            Skipped("another", "q0"),
            Flagged("attempt", "elsewhere"),
            started(a_single("q0"), attempt="attempt"),
        )
    ]
    history = [*player.history[:place], *strange, *player.history[place:]]
    assert resume(history, player.questions) == player.attempt


@few
@given(asked(), MODES, st.data())
def test_following_what_follows_meets_every_question_and_ends(
    questions: tuple[AnyQuestion, ...], mode: Mode, data: st.DataObject
) -> None:
    player = Player(*questions, mode=mode)
    for _ in range(len(questions) * (REPEATS + 3) * 2):
        moves = legal(player.attempt, player.now)
        if "skip" in moves and not player.attempt.entry.skipped and data.draw(st.booleans()):
            player.do(Skipped("attempt", player.attempt.current))
            continue
        if "judge" in moves:
            player.do(judge(player.attempt, ()))
        elif "answer" in moves and not (mode == "test" and player.attempt.entry.tries):
            player.answer(data.draw(responses(player.attempt.question)))
            if phase(player.attempt) in ("again", "rubric"):
                continue
        if following(player.attempt) is None:
            break
        player.go_on()
    assert following(player.attempt) is None
    for question in questions:
        entry = player.attempt.entry_of(question.id)
        assert entry.tries or entry.skipped
        assert mode != "practice" or is_settled(player.attempt, question.id)


@few
@given(played(), st.data())
def test_undo_restores_what_was_before_the_answer(player: Player, data: st.DataObject) -> None:
    before = player.attempt
    if before.mode != "review" or "answer" not in legal(before, player.now):
        return
    player.answer(data.draw(responses(before.question)))
    undone = player.do(Undone("attempt", before.current))
    assert undone.current == before.current
    assert undone.entry == replace(before.entry, skipped=False)


def test_a_question_that_is_gone_or_was_revised_is_left_out() -> None:
    gone, revised, kept = a_single("gone"), a_single("revised"), a_single("kept")
    player = Player(gone, revised, kept, mode="review")
    player.answer("b")
    player.go_on()
    player.answer("b")
    player.go_on()
    player.answer("a")
    known = {"revised": a_single("revised", revision=2), "kept": kept}
    attempt = resume(player.history, known)
    assert attempt is not None
    assert list(attempt.questions) == ["kept"]
    assert attempt.current == "kept"
    assert attempt.entry.tries[0].response == "a"


def test_nothing_is_resumed_where_nothing_can_be_asked() -> None:
    assert resume([], {}) is None
    player = Player(a_single())
    assert resume(player.history, {}) is None
    section = Recorded("0" * 32, "l", "c", NOON, SectionRead("lesson", "section"))
    assert resume([section], {}) is None
    stray = Recorded("0" * 32, "l", "c", NOON, Skipped("attempt", "q"))
    assert resume([stray], {}) is None
    assert begin(started(a_single()), {}, NOON) is None


def test_the_deadline_is_counted_from_the_beginning_and_not_from_the_resumption() -> None:
    player = Player(a_single(), mode="test", time_limit=60)
    resumed = resume(player.history, player.questions)
    assert resumed is not None
    assert resumed.deadline == NOON + timedelta(seconds=60)
    assert begun(a_single()).deadline is None
