"""What a seat sees of the room: the whole of it, small enough to send whenever it changes.

Before a result is shown a view holds no mark, key, reason or tally, and it is the same whichever
option is right (`sheet`). What others answered is only ever counted.
"""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from course.content.markup import bare
from course.content.questions import UNSCORED, AnyQuestion, Survey, SurveyChoice
from course.marking import BadResponse, key_response, mark, right_answer
from course.sessions.live.events import Posed, RoomOpened
from course.sessions.live.room import Ballot, Room, phase, strength, tally
from course.sessions.live.sheet import numbered, places, sheet

View = dict[str, Any]
"""Plain values, ready for JSON; `phase` says what else is there."""


def as_survey(posed: Posed) -> Survey:
    """What was made up for the moment, as a question without a key."""
    choices = tuple(SurveyChoice(text=text) for text in posed.options)
    return Survey(
        type="survey",
        id=posed.id,
        stem=posed.text,
        objective="asked-here",
        level="evaluate",
        choices=choices,
    )


def questions_of(opened: RoomOpened, bank: Mapping[str, AnyQuestion]) -> dict[str, AnyQuestion]:
    """Every question of a room by id, in order; `bank` has those of the course."""
    asked = {a.question: bank[a.question] for a in opened.asked if a.question in bank}
    return asked | {posed.id: as_survey(posed) for posed in opened.posed if not posed.is_hum}


def view(room: Room, seat: str, questions: Mapping[str, AnyQuestion], now: datetime) -> View:
    """What the device of a seat is shown."""
    stage = phase(room)
    shown: View = {
        "phase": stage,
        "title": room.opened.title,
        "kind": room.opened.kind,
        "name": room.seats[seat].name,
        "seats": len(room.present),
    }
    ballot = room.ballot
    if ballot is None or stage == "ended":
        return shown | ({"own": _own(room, seat)} if stage == "ended" else {})
    order = [*(a.question for a in room.opened.asked), *(p.id for p in room.opened.posed)]
    shown |= {"place": order.index(ballot.id) + 1 if ballot.id in order else 0, "of": len(order)}
    shown |= {"ballot": ballot.id, "round": len(ballot.rounds)}
    if stage == "open" and ballot.last.closes:
        shown["seconds"] = max(0, round((ballot.last.closes - now).total_seconds()))
    if hum := _hum(room, ballot.id):
        return shown | _hummed(ballot, hum, seat)
    question = questions.get(ballot.id)
    return shown if question is None else shown | _asked(room, ballot, question, seat)


def _asked(room: Room, ballot: Ballot, question: AnyQuestion, seat: str) -> View:
    seed = room.opened.seed
    shown: View = {"sheet": sheet(question, seed)}
    vote = ballot.last.votes.get(seat)
    if vote:
        shown["answer"] = numbered(question, seed, vote.response)
    if not ballot.is_shown:
        return shown
    return shown | {
        "result": result(room, ballot, question),
        "own": _own(room, seat),
        "feedback": _feedback(question, vote.response) if vote else "",
        "earned": _decimal(vote.fraction) if vote else None,
    }


def result(room: Room, ballot: Ballot, question: AnyQuestion) -> View:
    """What everybody sees once the answer is out: the key, why, and how the class answered."""
    seed = room.opened.seed
    key = None if isinstance(question, UNSCORED) else key_response(question)
    number = places(question, seed)
    rounds = []
    for place, round_ in enumerate(ballot.rounds):
        counts = {number.get(k, k): count for k, count in tally(ballot, place).items()}
        rounds.append({"answered": round_.answered, "counts": counts})
    return {
        "key": None if key is None else numbered(question, seed, key),
        "right": bare(right_answer(question)),
        "why": bare(question.explanation or ""),
        "rounds": rounds,
    }


def _feedback(question: AnyQuestion, response: Any) -> str:
    try:
        marked = mark(question, response)
    except BadResponse:
        return ""
    return "\n".join(bare(part.feedback) for part in marked.parts if part.chosen and part.feedback)


def _own(room: Room, seat: str) -> View:
    """A seat against its own past, and against nobody else: what each shown question earned."""
    earned = []
    for ballot in room.ballots.values():
        vote = ballot.rounds[0].votes.get(seat)
        if ballot.is_shown:
            earned.append(_decimal(vote.fraction) if vote else None)
    return {"questions": earned}


def _decimal(fraction: Fraction | None) -> float | None:
    return None if fraction is None else round(float(fraction), 4)


def _hum(room: Room, ballot: str) -> Posed | None:
    return next((p for p in room.opened.posed if p.id == ballot and p.is_hum), None)


def _hummed(ballot: Ballot, hum: Posed, seat: str) -> View:
    shown: View = {"hum": {"text": bare(hum.text), "done": seat in ballot.last.hummed}}
    if ballot.is_shown:
        rounds = range(len(ballot.rounds))
        shown["heard"] = [
            {"for": strength(ballot, "for", place), "against": strength(ballot, "against", place)}
            for place in rounds
        ]
    return shown
