"""A student's terminal for the README: an answer with the shift, and a role with its secret.

`uv run python -m tests.pictures.a_seat` takes them anew.
"""

import asyncio

from course.content.questions import AnyQuestion
from course.joining.seat import Wish
from course.loading.files import find_course
from course.loading.library import Library
from course.marking import key_response
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.sheet import numbered
from course.tui.join import JoinApp
from tests.joining.seats import PaperEntrance, PaperSeat
from tests.pictures.take import keep, settled
from tests.sessions.live.classes import an_opening, taken

QUIZ, EXERCISE = "fourteen-days", "mock-wcit"
PUPILS = ("ana", "ben", "cem", "dov", "eve", "fay", "gil", "hal", "ira", "jan", "kim", "leo")


async def a_question(library: Library) -> OpenRoom:
    """Its answer shown, after a discussion that moved the class."""
    quiz = library.quiz(QUIZ)
    question = next(each for each in quiz.questions if each.type == "single")
    bank: dict[str, AnyQuestion] = {question.id: question}
    store = MemoryRooms()
    store.open("room", an_opening(question, title=quiz.title), utc_now())
    room = await with_pupils(OpenRoom(store, "room", bank))
    key = key_response(question)
    assert key is not None
    right = str(numbered(question, "seed", key))
    others = [number for number in "1234" if number != right]
    for verb, many in (("put", 4), ("again", 10)):
        await lead(room, verb)
        ballot = room.room.ballot
        assert ballot
        for place, pupil in enumerate(PUPILS):
            answer = right if place < many else others[place % 3]
            await room.vote(pupil, question.id, len(ballot.rounds), answer, f"{verb}/{pupil}")
    await lead(room, "show")
    return room


async def a_table(library: Library) -> OpenRoom:
    """Its roles dealt."""
    pack = library.exercise(EXERCISE)
    store = MemoryRooms()
    opening = an_opening(kind="exercise", of=f"exercise:{EXERCISE}", title=pack.title)
    store.open("room", opening, utc_now())
    subjects = {f"exercise:{EXERCISE}": pack}
    room = await with_pupils(OpenRoom(store, "room", {}, subjects=subjects))
    await lead(room, "deal", "seed")
    return room


async def with_pupils(room: OpenRoom) -> OpenRoom:
    for pupil in PUPILS:
        await room.do(taken(pupil))
    return room


async def take_seat() -> None:
    library = Library(find_course())
    for name, make in (("join", a_question), ("join-role", a_table)):
        seat = PaperSeat()
        seat.sees(await make(library))
        app = JoinApp(PaperEntrance(seat), Wish("http://192.0.2.7:8050", "RFC-728", "Ana"))
        async with app.run_test(size=(100, 30)) as pilot:
            await settled(pilot)
            seat.becomes(seat.standing)
            await settled(pilot)
            keep(app, name)


if __name__ == "__main__":
    asyncio.run(take_seat())
