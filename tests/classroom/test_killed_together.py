"""`kill -9` of a real host in a scene and in a phase: same code, same seats, same place."""

import asyncio
from pathlib import Path

from aiohttp import ClientSession

from course.cli.store import open_store
from course.sessions.live.events import Voted
from course.sessions.live.table_events import AmendmentProposed, StandTaken
from tests.classroom.hosted import Hosted, Student

EXERCISE = "statistics-clinic"


async def teaches(session: ClientSession, hosted: Hosted, *verbs: str) -> None:
    async with session.ws_connect(f"{hosted.url}/teach") as teacher:
        await teacher.send_json({"t": "teach", "code": hosted.code, "secret": hosted.secret})
        for verb in verbs:
            await teacher.send_json({"t": "do", "verb": verb, "id": verb})
            while (await teacher.receive_json(timeout=20)) != {"t": "ack", "id": verb}:
                pass


async def joined(session: ClientSession, hosted: Hosted, people: int) -> list[Student]:
    made = [Student(session, hosted.url, hosted.code, f"Pupil {n}") for n in range(people)]
    await asyncio.gather(*(student.joined() for student in made))
    return made


async def test_votes_on_a_scene_are_stored_once_and_the_scene_stays_open(tmp_path: Path) -> None:
    store = str(tmp_path / "classes.db")
    with Hosted(tmp_path, "scenario:the-last-night", "--store", store) as hosted:
        async with ClientSession() as session:
            ana, ben = await joined(session, hosted, 2)
            await teaches(session, hosted, "on")
            ballot = (await ana.sees(phase="open"))["ballot"]
            vote = {"t": "vote", "ballot": ballot, "round": 1, "answer": "1"}
            await ana.sends("m1", **vote)
            hosted.kill()
            assert hosted.code in hosted.restart()
            await asyncio.gather(ana.joined(), ben.joined())
            view = await ana.sees(phase="open")
            assert (view["ballot"], view["answer"]) == (ballot, "1")
            await ana.sends("m1", **vote)
            await ben.sends("m1", **vote)
    kept = open_store(store)
    (row,) = kept.rooms()
    log = [happened.event for _, happened in kept.read(row.id)]
    kept.close()
    assert sum(isinstance(event, Voted) for event in log) == 2


async def test_roles_time_texts_and_objections_outlive_the_server(tmp_path: Path) -> None:
    store = str(tmp_path / "classes.db")
    with Hosted(tmp_path, EXERCISE, "--store", store) as hosted:
        async with ClientSession() as session:
            ana, *others = await joined(session, hosted, 6)
            await teaches(session, hosted, "deal", "next", "test")
            while not (view := await ana.sees(phase="exercise"))["exercise"]["test"]:
                pass
            text = next(each for each in view["exercise"]["texts"] if each["negotiable"])
            said = {"t": "amend", "text": text["id"], "version": 0, "body": "Read anew.", "why": ""}
            await ana.sends("m1", **said)
            stand = {"t": "stand", "round": 1, "can_live": False, "because": "It is too short."}
            await ana.sends("m2", **stand)
            hosted.kill()
            hosted.restart()
            await asyncio.gather(*(student.joined() for student in (ana, *others)))
            back = await ana.sees(phase="exercise")
            assert back["role"] == view["role"]
            assert back["exercise"]["running"]["ends"] == view["exercise"]["running"]["ends"]
            assert [one["id"] for one in back["exercise"]["amendments"]] == back["mine"]
            assert back["stand"]["because"] == "It is too short."
            await ana.sends("m1", **said)
            await ana.sends("m2", **stand)
    kept = open_store(store)
    (row,) = kept.rooms()
    log = [happened.event for _, happened in kept.read(row.id)]
    kept.close()
    for kind in (AmendmentProposed, StandTaken):
        assert sum(isinstance(event, kind) for event in log) == 1
