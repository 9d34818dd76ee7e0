"""The answers of rooms, added up inside PostgreSQL.

Each room is a run of the log's primary key, so its votes are sorted room by room and never all at
once; names of rooms, items and seats become numbers before a million rows are joined. `over` says
while which sitting was handed in: an answer that another process stored meanwhile does not count.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from course.content.questions import AnyQuestion
from course.statistics.classes import Answer, Group, Tallied, frozen, grouped

FEW = 30
"""Below so many people the rows themselves are fetched, for intervals."""

_STEPS = """
CREATE TEMP TABLE present AS
SELECT (row_number() OVER (ORDER BY (s.room || '/' || s.seat) COLLATE "C"))::integer AS who,
    c.n AS room, s.seat
FROM (
    SELECT h.room, h.seat FROM happened h JOIN chosen c ON c.room = h.room
    WHERE h.kind = c.enters AND h.kind <> 'Voted'
    EXCEPT
    SELECT room, seat FROM happened
    WHERE kind = 'SeatRemoved' AND kind <> 'Voted' AND room IN (SELECT room FROM chosen)
) s JOIN chosen c ON c.room = s.room;
CREATE TEMP TABLE shown AS
SELECT c.n AS room, i.n AS item, i.points, min(h.seq)
    FILTER (WHERE h.kind = 'ResultShown' OR h.round = 1) AS closed
FROM happened h JOIN chosen c ON c.room = h.room JOIN asked i ON i.item = h.ballot
WHERE h.kind IN ('ResultShown', 'BallotClosed') AND h.kind <> 'Voted'
GROUP BY c.n, i.n, i.points
HAVING bool_or(h.kind = 'ResultShown')
UNION ALL
SELECT c.n, i.n, i.points, 2147483647
FROM chosen c CROSS JOIN asked i WHERE c.enters = 'HandedIn';
CREATE INDEX ON shown (room);
CREATE TEMP TABLE over AS
SELECT h.room, h.seat, h.seq AS since, coalesce(min(r.seq), 2147483647) AS until
FROM happened h JOIN chosen c ON c.room = h.room LEFT JOIN happened r
    ON r.room = h.room AND r.seq > h.seq AND h.payload ->> 'how' IN ('time', 'closing')
    AND r.kind IN ('HoursSet', 'ExtraTimeGiven') AND r.kind <> 'Voted'
    AND (r.seat IS NULL OR r.seat = h.seat)
WHERE c.enters = 'HandedIn' AND h.kind = 'HandedIn' AND h.kind <> 'Voted' AND h.round = 1
    AND h.payload ->> 'how' NOT IN ('file', 'paper')
GROUP BY h.room, h.seat, h.seq;
CREATE INDEX ON over (room, seat);
ANALYZE over; ANALYZE present; ANALYZE shown; ANALYZE chosen; ANALYZE asked;
CREATE TEMP TABLE voted AS
SELECT p.who, s.item, coalesce(v.fraction, 0) * s.points AS x, v.response
FROM shown s JOIN chosen c ON c.n = s.room JOIN asked i ON i.n = s.item
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (h.seat) h.seat, h.fraction, h.payload ->> 'response' AS response
    FROM happened h
    WHERE h.room = c.room AND h.ballot = i.item AND h.round = 1 AND h.kind = 'Voted'
        AND h.seq < s.closed AND NOT EXISTS (
            SELECT FROM over o
            WHERE o.room = h.room AND o.seat = h.seat AND h.seq > o.since AND h.seq < o.until
        )
    ORDER BY h.seat DESC, h.seq DESC
) v JOIN present p ON p.room = s.room AND p.seat = v.seat;
ANALYZE voted;
CREATE TEMP TABLE totals AS
SELECT p.who, p.room, coalesce(v.t, 0) AS t,
    row_number() OVER (ORDER BY coalesce(v.t, 0), p.who) AS place
FROM present p LEFT JOIN (
    SELECT who, round(sum(x)::numeric, 12)::float8 AS t FROM voted GROUP BY who
) v ON v.who = p.who
WHERE p.room IN (SELECT room FROM shown);
ANALYZE totals;
"""

_GROUPED = """
SELECT i.item, g.* FROM (
    SELECT s.item AS n, coalesce(v.x, 0), t.t, v.response,
        CASE WHEN t.place > {n} - {n} / 3 THEN 1 WHEN t.place <= {n} / 3 THEN -1 ELSE 0 END,
        count(*)
    FROM shown s JOIN totals t ON t.room = s.room
    LEFT JOIN voted v ON v.who = t.who AND v.item = s.item
    GROUP BY 1, 2, 3, 4, 5
) g JOIN asked i ON i.n = g.n
"""

_ROWS = """
SELECT c.room || '/' || p.seat, i.item, coalesce(v.x, 0), v.response
FROM shown s JOIN present p ON p.room = s.room JOIN chosen c ON c.n = s.room
JOIN asked i ON i.n = s.item LEFT JOIN voted v ON v.who = p.who AND v.item = s.item
"""


def in_database(
    run: Callable[..., Any], rooms: Mapping[str, str], questions: Mapping[str, AnyQuestion]
) -> Tallied:
    """What `statistics.classes.tallied` finds, of the answers given in some rooms.

    Args:
        run: Runs a statement in a transaction of its own; temporary tables end with it.
        rooms: The kind of event by which somebody counts, by room: `SeatTaken` or `HandedIn`.
        questions: What counts, by id.
    """
    run("CREATE TEMP TABLE chosen (n integer, room text, enters text)")
    run("CREATE TEMP TABLE asked (n integer, item text, points double precision)")
    run("INSERT INTO chosen SELECT n, room, enters FROM unnest(%s::text[], %s::text[])"
        " WITH ORDINALITY AS r (room, enters, n)", (list(rooms), list(rooms.values())))  # fmt: skip
    worth = [float(question.points) for question in questions.values()]
    run("INSERT INTO asked SELECT n, item, points FROM unnest(%s::text[], %s::float8[])"
        " WITH ORDINALITY AS q (item, points, n)", (list(questions), worth))  # fmt: skip
    for step in _STEPS.split(";"):
        if step.strip():
            run(step)
    totals = Counter(dict(run("SELECT t, count(*) FROM totals GROUP BY t").fetchall()))
    n = totals.total()
    rows = [
        Group(item, x, t, frozen(response_of(said, questions[item])), third, count)
        for item, _n, x, t, said, third, count in run(_GROUPED.format(n=n)).fetchall()
    ]
    return grouped(rows, totals, _rows(run, questions) if n < FEW else ())


def _rows(run: Callable[..., Any], questions: Mapping[str, AnyQuestion]) -> tuple[Answer, ...]:
    return tuple(
        Answer(who, item, x, response_of(said, questions[item]))
        for who, item, x, said in run(_ROWS).fetchall()
    )


def response_of(stored: Any, question: AnyQuestion) -> Any:
    """A response as a database gives it: text, or JSON of what is no text."""
    if stored in (None, ""):  # left out, or taken back where answers are typed in for others
        return None
    if question.type == "true_false":
        return stored in (1, "1", "true")
    if question.type in ("multiple", "order"):
        return tuple(json.loads(stored))
    if question.type in ("match", "categorise", "cloze"):
        return dict(json.loads(stored))
    return str(stored)
