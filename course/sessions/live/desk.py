"""What a student sees of an assignment, and its teacher: whole small values, ready for JSON.

Until the feedback is due a view holds no mark, key or reason; the key is shown only to who can
answer no more.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from course.content.markup import bare
from course.content.questions import UNSCORED, AnyQuestion
from course.marking import BadResponse, right_parts
from course.sessions.assignment import (
    Assignment,
    Sitting,
    as_attempt,
    closing,
    ends,
    how,
    is_over,
    is_told,
    last_closing,
    may_begin,
    minutes_more,
    running,
    stage,
)
from course.sessions.attempt import Attempt, feedback
from course.sessions.live.room import Room
from course.sessions.live.sheet import numbered, sheet

View = dict[str, Any]


def desk(
    room: Room, work: Assignment, seat: str, questions: Mapping[str, AnyQuestion], now: datetime
) -> View:
    """What the device of a seat is shown of its room's assignment; `phase` says what is there."""
    terms, sitting, more = work.terms, running(work, seat, now), minutes_more(work, seat)
    shown: View = {
        "kind": "assignment",
        "title": room.opened.title,
        "name": room.seats[seat].name,
        "opens": _iso(terms.opens),
        "closes": _iso(closing(work, seat)),
        "attempts": terms.attempts,
        "made": len(work.of(seat)),
        "minutes": terms.minutes and terms.minutes + more,
        "extra": more,
        "questions": len(work.asked),
        "told": terms.feedback,
    }
    attempt = as_attempt(work, seat, sitting, questions) if sitting else None
    if sitting and attempt and attempt.questions and not room.ended:
        return shown | {"phase": "working"} | _working(sitting, attempt, now)
    begins = may_begin(work, seat, now) and not room.ended
    if stage(work, now) == "early" and terms.opens:
        return shown | {"phase": "early", "seconds": _left(terms.opens, now)}
    shown |= {
        "phase": "ready" if begins else "done",
        "sittings": _sittings(work, seat, questions, now),
    }
    if is_told(work, seat, now):
        last = work.of(seat)[-1]
        attempt = as_attempt(work, seat, last, questions)
        shown["results"] = [_result(attempt, id_, keys=not begins) for id_ in attempt.questions]
    return shown


def wakes(room: Room, work: Assignment, seat: str, now: datetime) -> float | None:
    """Seconds until a seat's view changes by the clock alone."""
    moments = [work.terms.opens, closing(work, seat), last_closing(work)]
    if sitting := running(work, seat, now):
        moments.append(ends(work, sitting))
    ahead = [(moment - now).total_seconds() for moment in moments if moment and moment > now]
    return min(ahead, default=None)


def _working(sitting: Sitting, attempt: Attempt, now: datetime) -> View:
    id_ = attempt.current if attempt.current in attempt.questions else next(iter(attempt.questions))
    question = attempt.questions[id_]
    shown: View = {
        "round": sitting.round,
        "items": [
            {
                "ballot": each,
                "answered": bool(attempt.entry_of(each).tries),
                "flagged": attempt.entry_of(each).flagged,
            }
            for each in attempt.questions
        ],
        "ballot": id_,
        "place": list(attempt.questions).index(id_) + 1,
        "of": len(attempt.questions),
        "sheet": sheet(question, attempt.seed),
    }
    if attempt.deadline:
        shown["seconds"] = _left(attempt.deadline, now)
    if (answer := _answer(attempt, id_)) is not None:
        shown["answer"] = answer
    return shown


def _answer(attempt: Attempt, question: str) -> Any:
    tries = attempt.entry_of(question).tries
    if not tries:
        return None
    try:
        return numbered(attempt.questions[question], attempt.seed, tries[-1].response)
    except KeyError:  # the question has changed since
        return None


def _sittings(
    work: Assignment, seat: str, questions: Mapping[str, AnyQuestion], now: datetime
) -> list[View]:
    told, rows, counted = is_told(work, seat, now), [], worth(work, questions)
    for sitting in work.of(seat):
        row: View = {
            "round": sitting.round,
            "handed_in": _iso(sitting.ended or ends(work, sitting)),
            "how": how(work, sitting),
            "answered": len(sitting.votes),
        }
        rows.append(row | ({"score": score(sitting, counted)} if told else {}))
    return rows


def worth(work: Assignment, questions: Mapping[str, AnyQuestion]) -> dict[str, int]:
    """What each question can earn; those that are not marked are not in it."""
    asked = (questions[id_] for id_ in work.asked if id_ in questions)
    return {q.id: q.points for q in asked if not isinstance(q, UNSCORED)}


def score(sitting: Sitting, worth: Mapping[str, int]) -> View:
    """What a sitting earned of what could be."""
    marks = ((vote.fraction, worth.get(id_, 0)) for id_, (vote, _) in sitting.votes.items())
    earned = sum(float(fraction) * points for fraction, points in marks if fraction)
    return {"earned": round(earned, 4), "of": sum(worth.values())}


def _result(attempt: Attempt, id_: str, *, keys: bool) -> View:
    question = attempt.questions[id_]
    tries = attempt.entry_of(id_).tries
    fraction = tries[-1].fraction if tries else None
    shown: View = {
        "ballot": id_,
        "sheet": sheet(question, attempt.seed),
        "earned": None if fraction is None else round(float(fraction), 4),
        "feedback": _feedback(attempt, id_),
    }
    if (answer := _answer(attempt, id_)) is not None:
        shown["answer"] = answer
    if keys:
        shown |= {
            "right": "\n".join(map(bare, right_parts(question))),
            "why": bare(question.explanation or ""),
        }
    return shown


def _feedback(attempt: Attempt, question: str) -> str:
    try:
        marked = feedback(attempt, question)
    except (BadResponse, KeyError):
        return ""
    parts = marked.parts if marked else ()
    return "\n".join(bare(part.feedback) for part in parts if part.chosen and part.feedback)


def ledger(
    room: Room, work: Assignment, questions: Mapping[str, AnyQuestion], now: datetime
) -> View:
    """What the teacher sees: the hours, and how far everybody is."""
    counted, last = worth(work, questions), last_closing(work)
    is_longer = not room.ended and last and work.terms.closes and last > max(work.terms.closes, now)
    return {
        "kind": "assignment",
        "title": room.opened.title,
        "code": room.opened.code,
        "locked": room.is_locked,
        "phase": "ended" if room.ended else "open",
        "stage": "closed" if room.ended else stage(work, now),
        "opens": _iso(work.terms.opens),
        "closes": _iso(work.terms.closes),
        "extra_until": _iso(last) if is_longer else None,
        "attempts": work.terms.attempts,
        "minutes": work.terms.minutes,
        "feedback": work.terms.feedback,
        "of": len(work.asked),
        "seats": [{"seat": seat.id, "name": seat.name} for seat in room.present],
        "rows": [
            {"seat": seat.id, "name": seat.name, "extra": minutes_more(work, seat.id)}
            | _row(work, seat.id, counted, now)
            for seat in room.present
        ],
    }


def _row(work: Assignment, seat: str, counted: Mapping[str, int], now: datetime) -> View:
    sittings = work.of(seat)
    if not sittings:
        return {"round": 0, "state": "none", "answered": 0}
    last = sittings[-1]
    row: View = {"round": last.round, "answered": len(last.votes)}
    if not is_over(work, last, now):
        end = ends(work, last)
        return row | {"state": "working"} | ({"seconds": _left(end, now)} if end else {})
    return row | {"state": "in", "how": how(work, last), "score": score(last, counted)}


def _left(moment: datetime, now: datetime) -> int:
    return max(0, round((moment - now).total_seconds()))


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
