"""The answers of rooms, added up where they are kept.

SQLite and PostgreSQL add up by themselves, on their indexes, with the same statements; whatever
else keeps rooms is read and folded. What counts is the last answer before a question was closed
the first time, of everybody who still has a seat; who left out a question that was shown has 0.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from course.content.questions import UNSCORED, AnyQuestion
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore
from course.sessions.live.room import Room, resume
from course.statistics.classes import Answer, Group, Tallied, frozen, grouped, tallied

FEW = 30
"""Below so many people the rows themselves are fetched, for intervals."""


def tally(store: RoomStore, rooms: Sequence[str], questions: Mapping[str, AnyQuestion]) -> Tallied:
    """The first answers given in some rooms to some questions."""
    scored = {id_: q for id_, q in questions.items() if not isinstance(q, UNSCORED)}
    if isinstance(store, SqliteRooms):
        with _sqlite(store) as run:
            return _in_database(run, rooms, scored, SQLITE)
    from importlib.util import find_spec

    if find_spec("psycopg"):
        from course.rooms.postgres import PostgresRooms

        if isinstance(store, PostgresRooms):
            with store.reading() as run:
                return _in_database(run, rooms, scored, POSTGRES)
    return tallied([one for room in rooms for one in answers(store, room, scored)])


def answers(store: RoomStore, room: str, questions: Mapping[str, AnyQuestion]) -> Iterator[Answer]:
    """The rows of one room, from its log."""
    state = resume(happened for _, happened in store.read(room))
    yield from _of(state, questions) if state else ()


def _of(room: Room, questions: Mapping[str, AnyQuestion]) -> Iterator[Answer]:
    for ballot in room.ballots.values():
        question = questions.get(ballot.id)
        if not ballot.is_shown or question is None or isinstance(question, UNSCORED):
            continue
        for seat in room.present:
            vote = ballot.rounds[0].votes.get(seat.id)
            share = float(vote.fraction) if vote and vote.fraction is not None else 0.0
            points = share * question.points
            yield Answer(f"{room.id}/{seat.id}", ballot.id, points, vote.response if vote else None)


@contextmanager
def _sqlite(store: SqliteRooms) -> Iterator[Any]:
    import sqlite3

    connection = sqlite3.connect(store.path, isolation_level=None)
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        yield connection.execute
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where the two databases write the same differently."""

    mark: str
    """Stands for a value."""
    latest: str
    """The last row of each group, with its response."""
    who: str
    """Orders people as Python orders their names."""


SQLITE = Dialect(
    mark="?",
    # Beside max() SQLite gives the other columns of the row that has it.
    latest="SELECT h.room, h.ballot, h.seat, h.fraction, json_extract(h.payload, '$.response'),"
    " max(h.seq) {votes} GROUP BY h.room, h.ballot, h.seat",
    who="room || '/' || seat",
)
POSTGRES = Dialect(
    mark="%s",
    latest="SELECT DISTINCT ON (h.room, h.ballot, h.seat) h.room, h.ballot, h.seat, h.fraction,"
    " h.payload ->> 'response', h.seq {votes} ORDER BY h.room, h.ballot, h.seat, h.seq DESC",
    who="(room || '/' || seat) COLLATE \"C\"",
)

_VOTES = """
    FROM shown s JOIN happened h ON h.room = s.room AND h.ballot = s.item AND h.round = 1
        AND h.kind = 'Voted' AND h.seq < s.closed"""

_STEPS = """
CREATE TEMP TABLE present (who integer PRIMARY KEY, room text, seat text);
INSERT INTO present SELECT row_number() OVER (ORDER BY {who}), room, seat FROM (
    SELECT h.room, seat FROM happened h JOIN chosen c ON c.room = h.room
    WHERE kind = 'SeatTaken' AND kind <> 'Voted'
    EXCEPT
    SELECT h.room, seat FROM happened h JOIN chosen c ON c.room = h.room
    WHERE kind = 'SeatRemoved' AND kind <> 'Voted'
) seats;
CREATE TEMP TABLE shown AS
    SELECT h.room AS room, h.ballot AS item, i.points AS points, min(c.seq) AS closed
    FROM chosen o
    JOIN happened h ON h.room = o.room AND h.kind = 'ResultShown' AND h.kind <> 'Voted'
    JOIN asked i ON i.item = h.ballot
    JOIN happened c ON c.room = h.room AND c.ballot = h.ballot AND c.kind <> 'Voted'
        AND (c.kind = 'ResultShown' OR (c.kind = 'BallotClosed' AND c.round = 1))
    GROUP BY h.room, h.ballot, i.points;
CREATE TEMP TABLE voted (
    room text, item text, seat text, fraction double precision, response text, seq integer,
    PRIMARY KEY (room, seat, item)
);
INSERT INTO voted {latest};
CREATE TEMP TABLE marks AS
    SELECT p.who AS who, s.item AS item, coalesce(v.fraction, 0) * s.points AS x,
        v.response AS response
    FROM shown s
    JOIN present p ON p.room = s.room
    LEFT JOIN voted v ON v.room = p.room AND v.seat = p.seat AND v.item = s.item;
CREATE TEMP TABLE totals (who integer PRIMARY KEY, t double precision, place integer);
INSERT INTO totals
    SELECT who, t, row_number() OVER (ORDER BY t, who)
    FROM (SELECT who, sum(x) AS t FROM marks GROUP BY who) summed
"""

_GROUPED = """
SELECT m.item, m.x, t.t, m.response,
    CASE WHEN t.place > {n} - {n} / 3 THEN 1 WHEN t.place <= {n} / 3 THEN -1 ELSE 0 END AS third,
    count(*)
FROM marks m JOIN totals t ON t.who = m.who GROUP BY m.item, m.x, t.t, m.response, third
"""


def _in_database(
    run: Any, rooms: Sequence[str], questions: Mapping[str, AnyQuestion], dialect: Dialect
) -> Tallied:
    run("CREATE TEMP TABLE chosen (room text PRIMARY KEY)")
    run("CREATE TEMP TABLE asked (item text PRIMARY KEY, points double precision)")
    for room in rooms:
        run(f"INSERT INTO chosen VALUES ({dialect.mark})", (room,))
    for id_, question in questions.items():
        run(
            f"INSERT INTO asked VALUES ({dialect.mark}, {dialect.mark})",
            (id_, float(question.points)),
        )
    latest = dialect.latest.format(votes=_VOTES)
    for step in _STEPS.format(latest=latest, who=dialect.who).split(";"):
        run(step)
    totals = Counter(dict(run("SELECT t, count(*) FROM totals GROUP BY t").fetchall()))
    n = totals.total()
    rows = [
        Group(item, float(x), float(t), frozen(_response(response, questions[item])), third, count)
        for item, x, t, response, third, count in run(_GROUPED.format(n=n)).fetchall()
    ]
    return grouped(rows, totals, _rows(run, questions) if n < FEW else ())


def _rows(run: Any, questions: Mapping[str, AnyQuestion]) -> tuple[Answer, ...]:
    query = (
        "SELECT p.room || '/' || p.seat, m.item, m.x, m.response"
        " FROM marks m JOIN present p ON p.who = m.who"
    )
    return tuple(
        Answer(who, item, float(x), _response(response, questions[item]))
        for who, item, x, response in run(query).fetchall()
    )


def _response(stored: Any, question: AnyQuestion) -> Any:
    """A response as the database gives it: text, or JSON of what is no text."""
    if stored is None:
        return None
    if question.type == "true_false":
        return stored in (1, "1", "true")
    if question.type in ("multiple", "order"):
        return tuple(json.loads(stored))
    if question.type in ("match", "categorise", "cloze"):
        return dict(json.loads(stored))
    return str(stored)
