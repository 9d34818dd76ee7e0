"""`kill -9` of the server while students are at an assignment: each goes on where they were."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from course.rooms.collecting import collecting, collecting_room
from course.rooms.room import utc_now
from course.rooms.sqlite import SqliteRooms
from course.sessions.live.room import resume
from tests.classroom.hosted import Hosted


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Hosted]:
    """Beside work that was collected of the same quiz, which is another room."""
    store = SqliteRooms(tmp_path / "classes.db")
    collecting_room(store, collecting("quiz:fourteen-days", "ig", "Collected", {}), utc_now())
    store.close()
    terms = ("--minutes", "30", "--closes", "+7d")
    with Hosted(tmp_path, "fourteen-days", *terms, command="assign") as running:
        yield running


class Device:
    """One that says a word and waits for what comes of it."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket, self.view, self.token = socket, dict[str, Any](), ""

    async def hears(self, t: str, **wanted: Any) -> None:
        while True:
            message: dict[str, Any] = await self.socket.receive_json(timeout=20)
            assert message["t"] not in ("no", "bye"), message
            if message["t"] == "view":
                self.view = message
            self.token = message.get("token", self.token)
            if message["t"] == t and all(message.get(k) == v for k, v in wanted.items()):
                return

    async def does(self, t: str, id: str, **said: Any) -> None:
        await self.socket.send_json({"t": t, "id": id, **said})
        await self.hears("ack", id=id)


async def joined(session: ClientSession, hosted: Hosted, **who: str) -> Device:
    device = Device(await session.ws_connect(f"{hosted.url}/seat"))
    await device.socket.send_json({"t": "join", "code": hosted.code, **who})
    await device.hears("you")
    await device.hears("view")
    return device


async def test_place_answers_and_time_outlive_the_server(hosted: Hosted, tmp_path: Path) -> None:
    async with ClientSession() as session:
        ana = await joined(session, hosted, name="Ana")
        await ana.does("begin", "b")
        await ana.hears("view", phase="working")
        items = [each["ballot"] for each in ana.view["items"]]
        for place, ballot in enumerate(items[:3]):
            await ana.does("flag", f"f{place}", ballot=ballot, round=1, on=True)
            await ana.does("turn", f"t{place}", ballot=ballot, round=1)
        left, closes = ana.view["seconds"], ana.view["closes"]

        hosted.kill()
        assert hosted.code in hosted.restart()
        back = await joined(session, hosted, token=ana.token)
        assert back.view["phase"] == "working"
        assert back.view["ballot"] == items[2]
        assert [each["flagged"] for each in back.view["items"]] == [True] * 3 + [False] * 7
        assert back.view["seconds"] <= left
        assert back.view["closes"] == closes, "the same command gives no more time"
        await back.does("begin", "b")  # the acknowledgement was lost: it began once
        await back.does("hand-in", "h", round=1)
    store = SqliteRooms(tmp_path / "classes.db")
    room = resume(happened for _, happened in store.read(store.rooms()[0].id))
    store.close()
    assert room
    assert room.work
    assert [len(sittings) for sittings in room.work.sittings.values()] == [1]
