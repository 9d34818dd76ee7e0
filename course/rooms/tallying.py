"""The answers of rooms, added up where they are kept.

PostgreSQL adds up by itself (`grouping`), an SQLite file is read once in columns (`columns`);
whatever else keeps rooms is read and folded. All find the same. What counts is the last answer
before a question was closed the first time, of everybody who still has a seat; who left out a
question that was shown has 0. Of an assignment it is the first sitting of everybody who handed it
in, with all its questions.
"""

from collections.abc import Iterator, Mapping, Sequence

from course.content.questions import UNSCORED, AnyQuestion
from course.rooms.columns import in_columns
from course.rooms.grouping import in_database
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore
from course.sessions.assignment import Assignment
from course.sessions.live.ballot import Vote
from course.sessions.live.events import Voted
from course.sessions.live.room import Room, resume
from course.statistics.classes import Answer, Tallied, tallied

ENTERS = {"assignment": "HandedIn"}
"""What somebody does who counts, where that is more than taking a seat."""


def tally(store: RoomStore, rooms: Sequence[str], questions: Mapping[str, AnyQuestion]) -> Tallied:
    """The first answers given in some rooms to some questions."""
    enters = {row.id: ENTERS.get(row.opened.kind, "SeatTaken") for row in store.rooms()}
    chosen = {room: enters.get(room, "SeatTaken") for room in rooms}
    scored = {id_: q for id_, q in questions.items() if not isinstance(q, UNSCORED)}
    if isinstance(store, SqliteRooms):
        return in_columns(store.path, chosen, scored)
    from importlib.util import find_spec

    if find_spec("psycopg"):
        from course.rooms.postgres import PostgresRooms

        if isinstance(store, PostgresRooms):
            with store.reading() as run:
                return in_database(run, chosen, scored)
    return tallied([one for room in rooms for one in answers(store, room, scored)])


def answers(store: RoomStore, room: str, questions: Mapping[str, AnyQuestion]) -> Iterator[Answer]:
    """The rows of one room, from its log."""
    state = resume(happened for _, happened in store.read(room))
    yield from _of(state, questions) if state else ()


def _of(room: Room, questions: Mapping[str, AnyQuestion]) -> Iterator[Answer]:
    if room.work:
        yield from _of_work(room, room.work, questions)
    for ballot in room.ballots.values():
        question = questions.get(ballot.id)
        if not ballot.is_shown or question is None or isinstance(question, UNSCORED):
            continue
        for seat in room.present:
            yield _answer(room, seat.id, question, ballot.rounds[0].votes.get(seat.id))


def _of_work(
    room: Room, work: Assignment, questions: Mapping[str, AnyQuestion]
) -> Iterator[Answer]:
    for seat in room.present:
        for sitting in work.of(seat.id)[:1]:
            for question in questions.values() if sitting.handed_in else ():
                if isinstance(question, UNSCORED):
                    continue
                vote, _at = sitting.votes.get(question.id, (None, None))
                yield _answer(room, seat.id, question, vote)


def _answer(room: Room, seat: str, question: AnyQuestion, vote: Vote | Voted | None) -> Answer:
    share = float(vote.fraction) if vote and vote.fraction is not None else 0.0
    response = vote.response if vote and vote.response != "" else None
    return Answer(f"{room.id}/{seat}", question.id, share * question.points, response)
