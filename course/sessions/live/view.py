"""What a seat sees of the room: the whole of it, small enough to send whenever it changes.

Before a result is shown a view holds no mark, key, reason or tally, and it is the same whichever
option is right (`sheet`). What others answered is only ever counted.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from course.content.markup import bare
from course.content.questions import UNSCORED, AnyQuestion, Survey, SurveyChoice
from course.content.response import Response
from course.marking import BadResponse, Mark, key_response, mark, right_parts
from course.sessions.live.ballot import Ballot, strength, tally
from course.sessions.live.desk import ledger
from course.sessions.live.events import Posed, RoomOpened
from course.sessions.live.room import Room, earned, phase, silent
from course.sessions.live.sheet import numbered, places, sheet

View = dict[str, Any]
"""Plain values, ready for JSON; `phase` says what else is there."""


MOST = 100
"""Different answers that are counted out, the most frequent first; typed ones may be thousands."""

SHOWN = 200
"""Characters of a typed answer that are sent on."""


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
    return shared(room, questions, now) | own(room, seat, questions)


def shared(room: Room, questions: Mapping[str, AnyQuestion], now: datetime) -> View:
    """The part of a view that is the same for every seat."""
    stage, ballot = phase(room), room.ballot
    shown: View = {"phase": stage, "title": room.opened.title, "kind": room.opened.kind}
    if ballot is None or stage == "ended":
        return shown
    order = [*(a.question for a in room.opened.asked), *(p.id for p in room.opened.posed)]
    shown |= {"place": order.index(ballot.id) + 1 if ballot.id in order else 0, "of": len(order)}
    shown |= {"ballot": ballot.id, "round": len(ballot.rounds)}
    shown |= left(ballot, stage, now)
    if hum := hum_of(room, ballot.id):
        shown["hum"] = bare(hum.text)
        return shown | ({"heard": heard(ballot)} if ballot.is_shown else {})
    if question := questions.get(ballot.id):
        shown["sheet"] = sheet(question, room.opened.seed)
        if ballot.is_shown:
            shown["result"] = result(room, ballot, question)
    return shown


def left(ballot: Ballot, stage: str, now: datetime) -> View:
    """The seconds a ballot with a countdown is still open."""
    closes = ballot.last.closes
    if stage != "open" or closes is None:
        return {}
    return {"seconds": max(0, round((closes - now).total_seconds()))}


Marking = Callable[[AnyQuestion, Response], Mark]
"""Marks an answer, as `marking.mark` does."""


def own(
    room: Room, seat: str, questions: Mapping[str, AnyQuestion], marking: Marking = mark
) -> View:
    """The part of a view that is a seat's alone."""
    shown: View = {"name": room.seats[seat].name}
    ballot = room.ballot
    if room.ended or (ballot and ballot.is_shown):
        shown["past"] = _past(room, seat)
    if ballot is None or room.ended:
        return shown
    if hum_of(room, ballot.id):
        return shown | {"hummed": seat in ballot.last.hummed}
    question, vote = questions.get(ballot.id), ballot.last.votes.get(seat)
    if question and vote:
        shown["answer"] = numbered(question, room.opened.seed, vote.response)
        if ballot.is_shown:
            shown["feedback"] = _feedback(question, vote.response, marking)
            shown["earned"] = _decimal(vote.fraction)
    return shown


def result(room: Room, ballot: Ballot, question: AnyQuestion) -> View:
    """What everybody sees once the answer is out: the key, why, and how the class answered."""
    seed = room.opened.seed
    key = None if isinstance(question, UNSCORED) else key_response(question)
    number = places(question, seed)
    rounds = []
    for place, round_ in enumerate(ballot.rounds):
        counts = {number.get(k, k[:SHOWN]): n for k, n in tally(ballot, place).most_common(MOST)}
        earned = [vote.fraction for vote in round_.votes.values() if vote.fraction is not None]
        mean = _decimal(sum(earned, Fraction(0)) / len(earned)) if earned else None
        rounds.append({"answered": round_.answered, "counts": counts, "earned": mean})
    return {
        "key": None if key is None else numbered(question, seed, key),
        "right": "\n".join(map(bare, right_parts(question))),
        "why": bare(question.explanation or ""),
        "rounds": rounds,
    }


def _feedback(question: AnyQuestion, response: Response, marking: Marking) -> str:
    try:
        marked = marking(question, response)
    except BadResponse:
        return ""
    return "\n".join(bare(part.feedback) for part in marked.parts if part.chosen and part.feedback)


def _past(room: Room, seat: str) -> list[float | None]:
    """A seat against its own past, and against nobody else: what each shown question earned."""
    past = []
    for ballot in room.ballots.values():
        if ballot.is_shown:
            vote = ballot.rounds[0].votes.get(seat)
            past.append(_decimal(vote.fraction) if vote else None)
    return past


def _decimal(fraction: Fraction | None) -> float | None:
    return None if fraction is None else round(float(fraction), 4)


def hum_of(room: Room, ballot: str) -> Posed | None:
    """What the room hums about, when the ballot is a hum."""
    return next((p for p in room.opened.posed if p.id == ballot and p.is_hum), None)


def heard(ballot: Ballot) -> list[View]:
    """What each round of a hum sounded like; never how many hummed."""
    rounds = range(len(ballot.rounds))
    return [
        {"for": strength(ballot, "for", place), "against": strength(ballot, "against", place)}
        for place in rounds
    ]


def overview(room: Room, questions: Mapping[str, AnyQuestion], now: datetime) -> View:
    """What the teacher sees: what a seat sees, who is there, and the answers as they come in."""
    if room.work:
        return ledger(room, room.work, questions, now)
    ballot = room.ballot
    shown = shared(room, questions, now) | for_the_teacher(room) | {"following": room.following}
    if ballot is None:
        return shown
    question = questions.get(ballot.id)
    if question and not hum_of(room, ballot.id):
        shown["result"] = result(room, ballot, question)
    if room.opened.leaderboard:
        shown["leaders"] = _leaders(room)
    return shown


def for_the_teacher(room: Room) -> View:
    """Who is there, and who has answered what is before the room."""
    shown: View = {
        "code": room.opened.code,
        "locked": room.is_locked,
        "seats": [{"seat": seat.id, "name": seat.name} for seat in room.present],
        "never": len(silent(room)),
    }
    ballot = room.ballot
    if ballot is None:
        return shown
    heard = {*ballot.last.votes, *ballot.last.hummed}
    waiting = [seat.name for seat in room.present if seat.id not in heard]
    return shown | {"answered": ballot.last.answered, "waiting": waiting}


def _leaders(room: Room) -> list[View]:
    """The five best by what their first answers earned; only where the teacher asked for it."""
    best = sorted(earned(room).items(), key=lambda row: -row[1])[:5]
    return [{"name": room.seats[seat].name, "points": _decimal(points)} for seat, points in best]
