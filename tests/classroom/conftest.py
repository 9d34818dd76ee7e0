"""A class on loopback: a server, and devices that speak to it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from course.classroom.server import ClassServer
from course.content.questions import AnyQuestion
from course.rooms.codes import hashed
from course.rooms.memory import MemoryRooms
from course.rooms.room import NO_SUBJECTS, OpenRoom, Subject, utc_now
from course.rooms.store import RoomStore
from course.serving import Address, Serving, listening
from tests.builders import a_single
from tests.chromium import FLAGS, needed
from tests.sessions.live.classes import an_opening

if TYPE_CHECKING:
    from playwright.async_api import Browser

ONE = a_single("one")
TWO = a_single("two")
SECRET = "the-teacher-s-secret"


@dataclass
class Device:
    """A student's phone, as far as the server can tell."""

    socket: ClientWebSocketResponse
    views: list[dict[str, Any]] = field(default_factory=list)
    token: str = ""

    async def say(self, **message: Any) -> None:
        await self.socket.send_json(message)

    async def hears(self, t: str, **wanted: Any) -> dict[str, Any]:
        """The next message of a kind that holds what is wanted; others are passed over."""
        while True:
            message: dict[str, Any] = await self.socket.receive_json(timeout=5)
            if message["t"] == "view":
                self.views.append(message)
            if message["t"] == "you":
                self.token = message["token"]
            if message["t"] == t and all(message.get(k) == v for k, v in wanted.items()):
                return message

    async def votes(self, answer: Any, id: str, ballot: str = "one", round: int = 1) -> None:
        await self.say(t="vote", ballot=ballot, round=round, answer=answer, id=id)


@dataclass
class Class:
    """The room, the server and the way in."""

    server: ClassServer
    room: OpenRoom
    address: Address
    session: ClientSession

    async def socket(self, path: str = "/seat", **headers: str) -> ClientWebSocketResponse:
        return await self.session.ws_connect(f"{self.address.url}{path}", headers=headers)

    async def joined(self, name: str, **said: str) -> Device:
        device = Device(await self.socket())
        await device.say(t="join", code="RFC728", name=name, **said)
        await device.hears("you")
        return device

    async def refused(self, **said: str) -> str:
        """Why somebody may not join."""
        socket = await self.socket()
        await socket.send_json({"t": "join", "code": "RFC728", **said})
        message = await socket.receive_json(timeout=5)
        assert message["t"] == "bye", message
        return str(message["why"])

    async def teacher(self, secret: str = SECRET) -> Device:
        device = Device(await self.socket("/teach"))
        await device.say(t="teach", code="RFC728", secret=secret)
        return device


async def a_class(
    store: RoomStore,
    bank: dict[str, AnyQuestion],
    subjects: Mapping[str, Subject] = NO_SUBJECTS,
) -> AsyncIterator[Class]:
    """A class of the questions one and two in a store, or of what was opened there."""
    bound, address = listening("127.0.0.1", 0)
    server = ClassServer(store, bank, [address.url], subjects=subjects)
    if store.find("RFC728") is None:
        store.open("room", an_opening(*bank.values(), teacher=hashed(SECRET)), utc_now())
    async with Serving(server.application(), bound), ClientSession() as session:
        yield Class(server, server.room("room"), address, session)


@pytest.fixture
async def lesson() -> AsyncIterator[Class]:
    async for made in a_class(MemoryRooms(), {"one": ONE, "two": TWO}):
        yield made


@pytest.fixture
async def browser() -> AsyncIterator["Browser"]:
    program = needed()
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        await opened.close()
