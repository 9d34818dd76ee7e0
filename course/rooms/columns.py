"""The answers of rooms in an SQLite file, read once from end to end and added up in columns.

A room is a run of the log's primary key, so this is one walk through the file without a sort or a
look-up; what is equal is kept once, so a million answers are three columns of references.
"""

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from course.content.questions import AnyQuestion
from course.rooms.grouping import FEW, response_of
from course.statistics.classes import Answer, Group, Tallied, frozen, grouped
from course.statistics.items import PLACES
from course.statistics.options import third

BROUGHT_IN, BY_THE_CLOCK = ("file", "paper"), ("time", "closing")
"""Ways to hand in: work that may be mended afterwards, and work that other hours take up again."""

Vote = tuple[float | None, Any]
"""What an answer earned, 0..1, and the answer as it is stored."""

BLANK: Vote = (0.0, None)

_TURNS = """
SELECT kind, seat, ballot, round, seq, payload ->> 'how' FROM happened INDEXED BY turns
WHERE room = ? AND kind <> 'Voted' AND kind IN (
    'SeatTaken', 'HandedIn', 'SeatRemoved', 'BallotClosed', 'ResultShown', 'HoursSet',
    'ExtraTimeGiven'
)
ORDER BY seq"""

_VOTES = """
SELECT ballot, seat, seq, fraction, payload ->> 'response' FROM happened NOT INDEXED
WHERE room = ? AND kind = 'Voted' AND round = 1 ORDER BY seq"""


@dataclass(slots=True)
class _Over:
    """Numbers between which a sitting was handed in."""

    since: int
    may_go_on: bool
    """The clock ended it: with other hours it goes on."""
    until: int = sys.maxsize


@dataclass(slots=True)
class _Turns:
    """Who counts in a room, and what was shown there."""

    room: str
    seats: dict[str, None] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    """By ballot: the number from which on no answer counts."""
    shown: dict[str, None] = field(default_factory=dict)
    over: dict[str, list[_Over]] = field(default_factory=dict)
    """By seat: while its first sitting was handed in, as far as the clock may take it up again."""

    def go_on(self, seat: str | None, seq: int) -> None:
        """With other hours for a seat, or for all, what the clock ended may go on."""
        for over in self.over.get(seat, ()) if seat else chain.from_iterable(self.over.values()):
            if over.may_go_on:
                over.until = min(over.until, seq)

    def refuses(self, seat: str, seq: int) -> bool:
        """Whether an answer was stored after its work was in, by a process that did not know."""
        return any(over.since < seq < over.until for over in self.over.get(seat, ()))


@dataclass(slots=True)
class _Columns:
    """The answers to one item, a place a person who was asked it."""

    who: list[int] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)


def in_columns(
    path: Path, rooms: Mapping[str, str], questions: Mapping[str, AnyQuestion]
) -> Tallied:
    """What `statistics.classes.tallied` finds, of the answers given in some rooms of a file."""
    people: list[tuple[str, str]] = []
    columns = {id_: _Columns() for id_ in questions}
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for room, enters in sorted(rooms.items()):
            _gather(file, _turns(file, room, enters, questions), people, columns)
    worth = {id_: float(question.points) for id_, question in questions.items()}
    totals = [0.0] * len(people)
    asked = bytearray(len(people))
    for id_, column in columns.items():
        points = worth[id_]
        for who, (fraction, _said) in zip(column.who, column.votes, strict=True):
            totals[who] += (fraction or 0.0) * points
            asked[who] = 1
    totals = [round(total, PLACES) for total in totals]
    # Who was asked nothing is no attempt; people stand in the order of their names already.
    ordered = sorted((who for who in range(len(people)) if asked[who]), key=totals.__getitem__)
    few = _answers(people, columns, questions, worth) if len(ordered) < FEW else ()
    return grouped(
        _groups(columns, questions, worth, totals, _thirds(ordered, len(people))),
        Counter(totals[who] for who in ordered),
        tuple(few),
    )


def _turns(
    file: sqlite3.Connection, room: str, enters: str, questions: Mapping[str, AnyQuestion]
) -> _Turns:
    found = _Turns(room)
    if enters == "HandedIn":  # an assignment shows all it asks, and nothing is closed to the class
        found.shown = dict.fromkeys(questions)
        found.closed = dict.fromkeys(questions, sys.maxsize)
    for kind, seat, ballot, round_, seq, how in file.execute(_TURNS, (room,)):
        if kind == "HandedIn" and round_ == 1 and how not in BROUGHT_IN:
            found.over.setdefault(seat, []).append(_Over(seq, how in BY_THE_CLOCK))
        if kind == enters:
            found.seats[seat] = None
        elif kind in ("HoursSet", "ExtraTimeGiven"):
            found.go_on(seat, seq)
        elif kind == "SeatRemoved":
            found.seats.pop(seat, None)
        elif kind == "ResultShown" or (kind == "BallotClosed" and round_ == 1):
            found.closed.setdefault(ballot, seq)
            if kind == "ResultShown":
                found.shown[ballot] = None
    return found


def _gather(
    file: sqlite3.Connection,
    turns: _Turns,
    people: list[tuple[str, str]],
    columns: dict[str, _Columns],
) -> None:
    votes = {id_: dict[str, Vote]() for id_ in turns.shown if id_ in columns}
    same = dict[Vote, Vote]()
    for ballot, seat, seq, fraction, said in file.execute(_VOTES, (turns.room,)):
        if turns.over and turns.refuses(seat, seq):
            continue
        if ballot in votes and seq < turns.closed[ballot]:
            vote = (fraction, said)
            votes[ballot][seat] = same.setdefault(vote, vote)
    seats, first = sorted(turns.seats), len(people)
    people.extend((turns.room, seat) for seat in seats)
    for ballot, given in votes.items():
        columns[ballot].who.extend(range(first, first + len(seats)))
        columns[ballot].votes.extend(map(given.get, seats, repeat(BLANK)))


def _thirds(ordered: Sequence[int], people: int) -> list[int]:
    size = third(len(ordered))
    thirds = [0] * people
    for who in ordered[:size]:
        thirds[who] = -1
    for who in ordered[len(ordered) - size :]:
        thirds[who] = 1
    return thirds


def _groups(
    columns: Mapping[str, _Columns],
    questions: Mapping[str, AnyQuestion],
    worth: Mapping[str, float],
    totals: Sequence[float],
    thirds: Sequence[int],
) -> Iterator[Group]:
    for id_, column in columns.items():
        rows = zip(
            column.votes,
            map(totals.__getitem__, column.who),
            map(thirds.__getitem__, column.who),
            strict=True,
        )
        for ((fraction, said), total, place), count in Counter(rows).items():
            points = (fraction or 0.0) * worth[id_]
            response = frozen(response_of(said, questions[id_]))
            yield Group(id_, points, total, response, place, count)


def _answers(
    people: Sequence[tuple[str, str]],
    columns: Mapping[str, _Columns],
    questions: Mapping[str, AnyQuestion],
    worth: Mapping[str, float],
) -> Iterator[Answer]:
    for id_, column in columns.items():
        for who, (fraction, said) in zip(column.who, column.votes, strict=True):
            points = (fraction or 0.0) * worth[id_]
            response = response_of(said, questions[id_])
            yield Answer("/".join(people[who]), id_, points, response)
