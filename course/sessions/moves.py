"""The moves of an attempt: which are legal, the events they make, and the fold of these.

`begin` and `apply` fold; `resume` folds a whole history. `answer`, `judge` and `submit` make the
event of a move; nothing changes until it is applied. An illegal event raises `IllegalMove` and
changes nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal, assert_never

from course.content.questions import AnyQuestion, Reflection, Response
from course.i18n import _
from course.marking import BadResponse, accepts, mark, mark_reflection
from course.sessions.attempt import (
    Attempt,
    Entry,
    IllegalMove,
    Try,
    earns,
    is_overdue,
    is_settled,
    out_of,
    phase,
)
from course.sessions.events import (
    Answered,
    AttemptEvent,
    AttemptStarted,
    Certainty,
    Eased,
    Flagged,
    HintShown,
    Moved,
    PutOff,
    Recorded,
    Reread,
    Revealed,
    SelfMarked,
    Skipped,
    Submitted,
    Undone,
    Unflagged,
)
from course.sessions.review import next_in_review

Move = Literal[
    "answer",
    "skip",
    "flag",
    "hint",
    "reveal",
    "judge",
    "ease",
    "reread",
    "put off",
    "move",
    "undo",
    "submit",
]
"""What a learner may do."""


def legal(attempt: Attempt, now: datetime) -> frozenset[Move]:
    """The moves that would be taken now."""
    if attempt.submitted:
        return frozenset()
    if is_overdue(attempt, now):
        return frozenset({"submit"})
    moves = _legal_here(attempt)
    moves |= {"flag", "submit"}
    if attempt.mode == "review":
        if attempt.last_answered is not None:
            moves.add("undo")
        if phase(attempt) == "feedback" and following(attempt) is not None:
            moves.add("move")
    elif len(attempt.questions) > 1:
        moves.add("move")
    return frozenset(moves)


def _legal_here(attempt: Attempt) -> set[Move]:
    """What may be done with the current question."""
    entry = attempt.entry
    match phase(attempt):
        case "rereading":
            return {"reread", "put off"}
        case "asking" | "again" as current:
            moves: set[Move] = {"answer"}
            if attempt.mode != "test" and entry.hints < len(attempt.question.hints):
                moves.add("hint")
            if current == "again":
                moves.add("reveal")
            elif not entry.tries:
                moves.add("put off" if attempt.current in attempt.leeches else "skip")
            return moves
        case "rubric":
            return {"judge"}
        case "feedback":
            may_ease = entry.tries and entry.tries[0].fraction == 1 and not entry.eased
            return {"ease"} if may_ease else set()
        case "over":
            return set()
        case other:
            assert_never(other)


def following(attempt: Attempt) -> str | None:
    """The question to put next; None when every one is done with.

    Practice goes on to the next open question and comes back to the skipped ones; a test goes
    from question to question; a review puts what was failed again after the rest.
    """
    ids = list(attempt.questions)
    place = ids.index(attempt.current)
    ahead = ids[place + 1 :] + ids[:place]
    match attempt.mode:
        case "test":
            return ids[place + 1] if place + 1 < len(ids) else None
        case "practice":
            unsettled = [q for q in ahead if not is_settled(attempt, q)]
            fresh = [q for q in unsettled if not attempt.entry_of(q).skipped]
            return next(iter(fresh or unsettled), None)
        case "review":
            return next_in_review(attempt)
        case _:
            assert_never(attempt.mode)


def beside(attempt: Attempt, by: int) -> str:
    """The question before or after, round and round; in a review the one to put next."""
    if attempt.mode == "review":
        return following(attempt) or attempt.current
    ids = list(attempt.questions)
    return ids[(attempt.place - 1 + by) % len(ids)]


def answer(attempt: Attempt, response: Response, certainty: Certainty | None = None) -> Answered:
    """The event of answering the current question; raises `IllegalMove` on a misfit."""
    try:
        fraction = mark(attempt.question, response).fraction
    except BadResponse as error:
        raise IllegalMove(str(error)) from error
    return Answered(attempt.id, attempt.current, response, fraction, certainty)


def judge(attempt: Attempt, met: tuple[str, ...]) -> SelfMarked:
    """The event of judging the current reflection: `met` are keys of its criteria."""
    question = attempt.question
    if not isinstance(question, Reflection):
        raise IllegalMove(_("only a written reflection is judged by its writer"))
    try:
        fraction = mark_reflection(question, met)
    except BadResponse as error:
        raise IllegalMove(str(error)) from error
    return SelfMarked(attempt.id, attempt.current, met, fraction)


def flag(attempt: Attempt) -> Flagged | Unflagged:
    """The event of putting the mark on the current question, or of taking it off."""
    make = Unflagged if attempt.entry.flagged else Flagged
    return make(attempt.id, attempt.current)


def put_off(attempt: Attempt) -> tuple[AttemptEvent, ...]:
    """The events of leaving the current question for another day; with the last it is over."""
    event = PutOff(attempt.id, attempt.current)
    left = apply(attempt, event, attempt.started)
    return (event,) if following(left) else (event, submit(left))


def submit(attempt: Attempt) -> Submitted:
    """The event of ending the attempt, with the score as it stands."""
    earned = sum((earns(attempt, question) for question in attempt.questions), Fraction(0))
    return Submitted(attempt.id, earned, out_of(attempt))


def begin(
    event: AttemptStarted, questions: Mapping[str, AnyQuestion], at: datetime
) -> Attempt | None:
    """The attempt as it begins.

    Questions that are gone, or were revised since they were asked, are left out; None when that
    leaves nothing.
    """
    asked = {
        asking.question: questions[asking.question]
        for asking in event.asked
        if asking.question in questions and questions[asking.question].revision == asking.revision
    }
    if not asked:
        return None
    limit = event.time_limit
    return Attempt(
        id=event.attempt,
        of=event.of,
        mode=event.mode,
        seed=event.seed,
        questions=asked,
        tries=event.tries,
        certainty=event.certainty,
        deadline=at + timedelta(seconds=limit) if limit is not None else None,
        started=at,
        current=next(iter(asked)),
        leeches=frozenset(event.leeches) if event.mode == "review" else frozenset(),
    )


def resume(history: Iterable[Recorded], questions: Mapping[str, AnyQuestion]) -> Attempt | None:
    """The attempt that a history of events leads to; None when nothing of it can be asked.

    Events that no longer fit (a question was removed or revised, two machines answered the same)
    are passed over: a log is never refused.
    """
    attempt: Attempt | None = None
    for recorded in history:
        event = recorded.event
        if isinstance(event, AttemptStarted):
            attempt = attempt or begin(event, questions, recorded.at)
        elif attempt is not None and isinstance(event, AttemptEvent):
            with suppress(IllegalMove):
                attempt = apply(attempt, event, recorded.at)
    return attempt


def apply(attempt: Attempt, event: AttemptEvent, at: datetime) -> Attempt:
    """The attempt after an event; raises `IllegalMove` when it cannot happen at `at`."""
    if isinstance(event, AttemptStarted):
        raise IllegalMove(_("the attempt has begun already"))
    if event.attempt != attempt.id:
        raise IllegalMove(_("this belongs to another attempt"))
    moves = legal(attempt, at)
    if isinstance(event, Submitted):
        _need(moves, "submit")
        return replace(attempt, submitted=event, ended=at, answered_now=False)
    if isinstance(event, Moved):
        return _moved(attempt, event, moves)
    if isinstance(event, Undone):
        return _undone(attempt, event, moves)
    if event.question not in attempt.questions:
        raise IllegalMove(_("this question is not part of the attempt"))
    if isinstance(event, Flagged | Unflagged):
        _need(moves, "flag")
        entry = attempt.entry_of(event.question)
        return _with(attempt, event.question, replace(entry, flagged=isinstance(event, Flagged)))
    if event.question != attempt.current:
        raise IllegalMove(_("another question is in front of the learner"))
    return _to_current(attempt, event, moves, at)


def _to_current(
    attempt: Attempt,
    event: Answered | SelfMarked | HintShown | Skipped | Revealed | Eased | Reread | PutOff,
    moves: frozenset[Move],
    at: datetime,
) -> Attempt:
    entry = attempt.entry
    match event:
        case Answered():
            return _answered(attempt, event, moves, at)
        case SelfMarked():
            _need(moves, "judge")
            return _with(attempt, event.question, replace(entry, met=event.met))
        case HintShown():
            _need(moves, "hint")
            return _with(attempt, event.question, replace(entry, hints=entry.hints + 1))
        case Skipped():
            _need(moves, "skip")
            return _passed_over(_with(attempt, event.question, replace(entry, skipped=True)))
        case Reread():
            _need(moves, "reread")
            return _with(attempt, event.question, replace(entry, reread=True))
        case PutOff():
            _need(moves, "put off")
            return _passed_over(_with(attempt, event.question, replace(entry, put_off=True)))
        case Revealed():
            _need(moves, "reveal")
            return _with(attempt, event.question, replace(entry, revealed=True))
        case Eased():
            _need(moves, "ease")
            return _with(attempt, event.question, replace(entry, eased=True))
        case _:
            assert_never(event)


def _passed_over(attempt: Attempt) -> Attempt:
    return replace(attempt, current=following(attempt) or attempt.current)


def _answered(attempt: Attempt, event: Answered, moves: frozenset[Move], at: datetime) -> Attempt:
    _need(moves, "answer")
    try:
        accepts(attempt.question, event.response)
    except BadResponse as error:
        raise IllegalMove(str(error)) from error
    given = Try(event.response, event.fraction, event.certainty, at)
    entry = attempt.entry
    # A test keeps only what counts; the log keeps every change of mind.
    tries = (given,) if attempt.mode == "test" else (*entry.tries, given)
    changed = _with(attempt, event.question, replace(entry, tries=tries, skipped=False))
    return replace(changed, answered_now=True, last_answered=event.question)


def _moved(attempt: Attempt, event: Moved, moves: frozenset[Move]) -> Attempt:
    _need(moves, "move")
    allowed = event.question in attempt.questions
    if attempt.mode == "review":
        allowed = event.question == following(attempt)
    if not allowed:
        raise IllegalMove(_("there is no such question to go to"))
    return replace(attempt, current=event.question, answered_now=False)


def _undone(attempt: Attempt, event: Undone, moves: frozenset[Move]) -> Attempt:
    _need(moves, "undo")
    if event.question != attempt.last_answered:
        raise IllegalMove(_("only the last answer can be taken back"))
    entry = attempt.entry_of(event.question)
    restored = replace(entry, tries=entry.tries[:-1], eased=False, met=None)
    return replace(
        _with(attempt, event.question, restored),
        current=event.question,
        answered_now=False,
        last_answered=None,
    )


def _with(attempt: Attempt, question: str, entry: Entry) -> Attempt:
    return replace(attempt, entries={**attempt.entries, question: entry})


def _need(moves: frozenset[Move], move: Move) -> None:
    if move not in moves:
        raise IllegalMove(_refusals()[move])


def _refusals() -> dict[Move, str]:
    return {
        "answer": _("you cannot answer this question now"),
        "skip": _("you cannot skip this question now"),
        "flag": _("you cannot flag a question now"),
        "hint": _("you cannot show a hint now"),
        "reveal": _("you cannot show the answer now"),
        "judge": _("you cannot judge the answer now"),
        "ease": _("you cannot call this easy now"),
        "reread": _("you cannot read the passage first now"),
        "put off": _("you cannot leave this for another day now"),
        "move": _("you cannot go to another question now"),
        "undo": _("you cannot undo an answer now"),
        "submit": _("you cannot submit the attempt now"),
    }
