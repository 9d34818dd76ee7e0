"""`kill -9` of the server in the middle of a question: the class goes on where it was."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from course.cli.store import open_store
from course.sessions.live.events import Voted
from tests.classroom.hosted import Hosted, Student
from tests.rooms.conftest import database, postgres

__all__ = ["database", "postgres"]

STUDENTS, ANSWERS, KILLS = 12, 30, 3


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("database"))
    return str(tmp_path / "classes.db")


@pytest.fixture
def hosted(store: str, tmp_path: Path) -> Iterator[Hosted]:
    poll = ("--poll", "Is it ready?", "--option", "Yes", "--option", "No")
    with Hosted(tmp_path, *poll, "--store", store) as running:
        yield running


async def test_every_acknowledged_answer_is_stored_once_however_often_the_server_is_killed(
    hosted: Hosted, store: str
) -> None:
    async with ClientSession() as session:
        students = [
            Student(session, hosted.url, hosted.code, f"Pupil {n}") for n in range(STUDENTS)
        ]
        await asyncio.gather(*(student.joined() for student in students))
        tokens = [student.token for student in students]
        teacher = await session.ws_connect(f"{hosted.url}/teach")
        await teacher.send_json({"t": "teach", "code": hosted.code, "secret": hosted.secret})
        await teacher.send_json({"t": "do", "verb": "put", "id": "v1"})
        await asyncio.gather(*(student.sees(phase="open") for student in students))

        async def answers(student: Student) -> None:
            for n in range(ANSWERS):
                await student.votes("12"[n % 2], f"m{n}", "poll")

        def acknowledged() -> int:
            return sum(len(student.taken) for student in students)

        busy = asyncio.gather(*(answers(student) for student in students))
        for kill in range(KILLS):
            until = STUDENTS * ANSWERS * (kill + 1) // (KILLS + 1)
            while acknowledged() < until:
                await asyncio.sleep(0.005)
            hosted.kill()
            said = await asyncio.to_thread(hosted.restart)
            assert said.split()[2:5:2] == [hosted.url, hosted.code]
        await busy
        assert [student.token for student in students] == tokens
        for student in students:
            await student.joined()
            assert (await student.sees(phase="open"))["answer"] == "12"[(ANSWERS - 1) % 2]
        # The secret of the teacher is what it was.
        teacher = await session.ws_connect(f"{hosted.url}/teach")
        await teacher.send_json({"t": "teach", "code": hosted.code, "secret": hosted.secret})
        assert (await teacher.receive_json(timeout=10))["answered"] == STUDENTS
    hosted.kill()

    rooms = open_store(store)
    (room,) = rooms.rooms()
    stored = [one.event for _, one in rooms.read(room.id) if isinstance(one.event, Voted)]
    rooms.close()
    counted = Counter((vote.seat, vote.sent) for vote in stored)
    assert set(counted.values()) == {1}
    assert len(counted) == STUDENTS * ANSWERS == acknowledged()
