"""Taking out of a class that is long over what may tell who was there: names, and what was typed.

What was chosen stays, and what every answer earned; so do the texts that a class settled on
together. Whatever is thinned twice is as thinned once.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Reflection,
    Response,
    Short,
    Single,
    SingleGap,
    Survey,
    keyed,
)
from course.rooms.store import Thin
from course.sessions.live.events import RoomEvent, SceneDecided, SeatTaken, Voted
from course.sessions.live.table_events import (
    AmendmentProposed,
    AmendmentRefused,
    ConsensusDeclared,
    ObjectionAnswered,
    StandTaken,
)

TAKEN_OUT = "…"
"""Stands where something was typed."""

_LETTER = re.compile("[a-z]?[0-9]?")
"""The key of an option that its author gave none; nobody can be known by it."""


def thinning(questions: Mapping[str, AnyQuestion]) -> Thin:
    """What makes a thinned event of an event and its number.

    Args:
        questions: Of the room, as far as they are known; of others nothing is kept that may have
            been typed.
    """
    return partial(_thinned, questions)


def _thinned(questions: Mapping[str, AnyQuestion], seq: int, event: RoomEvent) -> RoomEvent:
    match event:
        case SeatTaken():
            return replace(event, name=f"#{seq}", token="")
        case Voted():
            return replace(event, response=_chosen(event.response, questions.get(event.ballot)))
        case AmendmentProposed():
            return replace(event, body=_out(event.body), why=_out(event.why))
        case StandTaken() | AmendmentRefused() | ConsensusDeclared() | SceneDecided():
            return replace(event, because=_out(event.because))
        case ObjectionAnswered():
            return replace(event, answer=_out(event.answer))
        case _:
            return event


def _out(text: str) -> str:
    return text and TAKEN_OUT


def _chosen(response: Response, question: AnyQuestion | None) -> Response:
    """What was chosen; what was typed is taken out."""
    keys = _keys(question) if question else frozenset[str]()
    is_typed = isinstance(question, Short | Numeric | Reflection)

    def kept(value: str) -> str:
        is_key = value in keys or (not is_typed and _LETTER.fullmatch(value))
        return value if is_key else _out(value)

    match response:
        case str():
            return kept(response)
        case dict():
            return {part: kept(value) for part, value in response.items()}
    return response


def _keys(question: AnyQuestion) -> frozenset[str]:
    """Every key that can be chosen."""
    match question:
        case Single() | Multiple() | Survey():
            return frozenset(keyed(question.choices))
        case Match():
            return frozenset(question.choices)
        case Categorise():
            return frozenset(group.id for group in question.groups)
        case Cloze():
            choosing = (gap for gap in question.gaps if isinstance(gap, SingleGap))
            return frozenset(key for gap in choosing for key in keyed(gap.choices))
    return frozenset()
