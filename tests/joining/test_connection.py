"""A seat over a real socket: taken, kept through whatever happens, each answer counted once."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from course.classroom.server import ClassServer
from course.errors import CourseError
from course.joining.connection import Connection
from course.joining.door import Door
from course.joining.entrance import Entrance
from course.joining.keyring import Keyring
from course.joining.seat import Standing, Wish
from course.joining.table import TableView
from course.rooms.codes import key_of
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.store import RoomStore
from course.serving import Serving, encryption, listening
from course.sessions.live.ballot import tally
from tests.builders import a_single
from tests.classroom.conftest import Class, a_class
from tests.classroom.test_threats import certificate  # noqa: F401 (a fixture)
from tests.joining.rooms import a_table

BANK: dict[str, Any] = {"one": a_single("one"), "two": a_single("two")}
PATIENCE = 20


@pytest.fixture
async def lesson() -> AsyncIterator[Class]:
    async for made in a_class(MemoryRooms(), BANK):
        yield made


async def until(seat: Connection, holds: Callable[[Standing], object]) -> Standing:
    """Wait for a seat to stand as wished."""
    changed = asyncio.Event()
    seat.follow(changed.set)
    async with asyncio.timeout(PATIENCE):
        while not holds(seat.standing):
            await changed.wait()
            changed.clear()
    return seat.standing


@asynccontextmanager
async def running(seat: Connection) -> AsyncIterator[Connection]:
    task = asyncio.create_task(seat.run())
    try:
        yield seat
    finally:
        seat.leave()
        with suppress(CourseError):
            await task


def phase(name: str) -> Callable[[Standing], bool]:
    return lambda standing: bool(standing.view and standing.view.phase == name)


def a_seat(lesson: Class, name: str = "Ana", token: str = "", **told: Any) -> Connection:
    return Connection(Door(lesson.address.url, "RFC728"), name, token, **told)


async def test_a_seat_is_taken_and_an_answer_is_stored(lesson: Class) -> None:
    kept: list[tuple[str, str]] = []
    seat = a_seat(lesson, keep=lambda name, token: kept.append((name, token)))
    async with running(seat):
        await until(seat, phase("lobby"))
        await lead(lesson.room, "put")
        await until(seat, phase("open"))
        seat.answer("1")
        await until(seat, lambda standing: standing.fate == "stored")
        await lead(lesson.room, "show")
        shown = (await until(seat, phase("shown"))).view
        assert shown
        assert shown.result
        assert shown.result.rounds[0].answered == 1
    assert [name for name, _token in kept] == ["Ana"]


async def test_the_key_of_a_link_opens_where_codes_were_tried_too_often(lesson: Class) -> None:
    for _ in range(5):
        lesson.server.door.wrong_codes.use("127.0.0.1", lesson.server.door.clock())
    with pytest.raises(CourseError, match="too many wrong codes"):
        await a_seat(lesson).run()
    door = Door(lesson.address.url, "RFC728", key_of(lesson.room.room.opened))
    async with running(Connection(door, "Ana")) as seat:
        await until(seat, phase("lobby"))


async def test_a_token_finds_the_same_seat(lesson: Class) -> None:
    tokens: list[str] = []
    async with running(a_seat(lesson, keep=lambda _name, token: tokens.append(token))) as seat:
        await until(seat, phase("lobby"))
    async with running(a_seat(lesson, "Ana", tokens[0])) as again:
        await until(again, phase("lobby"))
    assert len(lesson.room.room.present) == 1


@asynccontextmanager
async def served(store: RoomStore, port: int = 0) -> AsyncIterator[Class]:
    """A server that can be stopped and started again at the same port."""
    bound, address = listening("127.0.0.1", port)
    server = ClassServer(store, BANK, [address.url])
    async with Serving(server.application(), bound):
        yield Class(server, server.room("room"), address, None)  # type: ignore[arg-type]


async def test_a_server_that_comes_back_finds_the_student_in_the_same_seat(lesson: Class) -> None:
    store = lesson.room.store
    async with served(store) as first:
        seat = a_seat(first)
        task = asyncio.create_task(seat.run())
        await until(seat, phase("lobby"))
        await lead(first.room, "put")
        await until(seat, phase("open"))
    await until(seat, lambda standing: standing.link == "lost")
    seat.answer("1")
    assert seat.standing.fate == "kept"
    async with served(store, first.address.port) as second:
        await until(seat, lambda standing: standing.fate == "stored")
        assert len(second.room.room.present) == 1
        assert sum(tally(second.room.room.ballots["one"]).values()) == 1
        seat.leave()
        await task


async def test_an_answer_whose_acknowledgement_was_lost_counts_once(lesson: Class) -> None:
    async with running(a_seat(lesson)) as seat:
        await until(seat, phase("lobby"))
        await lead(lesson.room, "put")
        await until(seat, phase("open"))
        seat.answer("1")
        await until(seat, lambda standing: standing.fate == "stored")
        said = seat.standing.said
        for each in tuple(lesson.server._lines):
            await each.socket.close()
        await until(seat, lambda standing: standing.link == "lost")
        assert said
        await lesson.room.vote(lesson.room.room.present[0].id, "one", 1, "1", said.id)
        await until(seat, lambda standing: standing.link == "in")
    assert sum(tally(lesson.room.room.ballots["one"]).values()) == 1


async def test_who_is_sent_out_does_not_come_back_by_itself(lesson: Class) -> None:
    seat = a_seat(lesson)
    task = asyncio.create_task(seat.run())
    await until(seat, phase("lobby"))
    await lead(lesson.room, "remove", lesson.room.room.present[0].id)
    await task
    assert seat.standing.why == "the teacher ended your seat"
    assert lesson.room.room.present == ()


async def test_a_second_device_takes_over_and_the_first_is_told(lesson: Class) -> None:
    tokens: list[str] = []
    seat = a_seat(lesson, keep=lambda _name, token: tokens.append(token))
    task = asyncio.create_task(seat.run())
    await until(seat, phase("lobby"))
    async with running(a_seat(lesson, "Ana", tokens[0])) as other:
        await until(other, phase("lobby"))
        await task
        assert seat.standing.why == "this seat was opened elsewhere"
        assert other.standing.link == "in"


async def test_the_class_is_over_and_nothing_comes_back(lesson: Class) -> None:
    seat = a_seat(lesson)
    task = asyncio.create_task(seat.run())
    await until(seat, phase("lobby"))
    await lead(lesson.room, "end")
    await until(seat, phase("ended"))
    assert seat.standing.is_over
    seat.leave()
    await task


async def test_an_answer_longer_than_a_server_takes_is_refused_here(lesson: Class) -> None:
    async with running(a_seat(lesson)) as seat:
        await until(seat, phase("lobby"))
        await lead(lesson.room, "put")
        await until(seat, phase("open"))
        seat.answer("ä" * 3_000)
        assert seat.standing.fate == "refused"
        assert "too long" in seat.standing.refusal


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        ("ABC234", "Ana", "this code opens no room"),
        ("RFC728", "ana", "this name is taken"),
        ("RFC728", "\x1b[31m", "this name cannot be shown"),
        ("RFC728", "…", "type a name"),
    ],
)
async def test_a_refusal_is_told_in_its_own_words(
    lesson: Class, code: str, name: str, why: str
) -> None:
    async with running(a_seat(lesson)) as seat:
        await until(seat, phase("lobby"))
        with pytest.raises(CourseError, match=why) as refused:
            async with asyncio.timeout(PATIENCE):
                await Connection(Door(lesson.address.url, code), name).run()
    assert refused.value.message.isprintable()


async def test_who_gives_no_name_is_given_one(lesson: Class) -> None:
    async with running(a_seat(lesson, "")) as seat:
        standing = await until(seat, phase("lobby"))
        assert standing.name


async def test_a_locked_door_says_so(lesson: Class) -> None:
    await lead(lesson.room, "lock")
    with pytest.raises(CourseError, match="the door is locked"):
        await a_seat(lesson).run()


async def test_a_server_that_goes_by_another_name_says_so(lesson: Class) -> None:
    door = Door(f"http://localhost:{lesson.address.port}", "RFC728")
    with pytest.raises(CourseError, match="does not go by the name"):
        await Connection(door, "Ana").run()


async def test_a_class_that_is_encrypted_and_one_that_is_not_are_told_apart(
    lesson: Class,
    certificate: tuple[Path, Path],  # noqa: F811
) -> None:
    secure = lesson.address.url.replace("http", "https")
    with pytest.raises(CourseError, match="does not speak TLS"):
        await Connection(Door(secure, "RFC728"), "Ana").run()
    bound, address = listening("127.0.0.1", 0, "https")
    application = ClassServer(lesson.room.store, BANK, [address.url]).application()
    async with Serving(application, bound, encryption(*certificate)):
        with pytest.raises(CourseError, match="is not to be trusted"):
            await Connection(Door(address.url, "RFC728"), "Ana").run()
        clear = address.url.replace("https", "http")
        with pytest.raises(CourseError, match="does not answer in the clear"):
            await Connection(Door(clear, "RFC728"), "Ana").run()


async def test_no_server_is_told_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(CourseError, match="no server is there"):
            await Connection(Door(nobody, "RFC728"), "Ana").run()


Handler = Callable[[web.WebSocketResponse], Coroutine[Any, Any, None]]


@asynccontextmanager
async def hostile(handler: Handler) -> AsyncIterator[str]:
    """A server of somebody else's making."""

    async def serve(request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        await line.receive()
        with suppress(ConnectionError):
            await handler(line)
        return line

    app = web.Application()
    app.router.add_get("/seat", serve)
    bound, address = listening("127.0.0.1", 0)
    async with Serving(app, bound):
        yield address.url


async def test_a_page_that_is_no_class_is_told_so() -> None:
    bound, address = listening("127.0.0.1", 0)
    async with Serving(web.Application(), bound):
        with pytest.raises(CourseError, match="there is no class at"):
            await Connection(Door(address.url, "RFC728"), "Ana").run()


async def test_what_a_hostile_server_says_first_is_an_error_in_words() -> None:
    async def handler(line: web.WebSocketResponse) -> None:
        await line.send_str('{"t": "bye", "why": "\\u001b]52;c;eA==\\u0007[@click=app.quit]x"}')

    async with hostile(handler) as url:
        with pytest.raises(CourseError) as refused:
            await Connection(Door(url, "RFC728"), "Ana").run()
    assert refused.value.message.isprintable()


async def test_a_server_that_says_what_nobody_understands_is_left() -> None:
    async def handler(line: web.WebSocketResponse) -> None:
        for frame in ("{", "[]", '{"t": "you"}', '{"t": "you", "name": "A", "token": "\\n"}'):
            await line.send_str(frame)
        await line.send_bytes(b"\x00")

    async with hostile(handler) as url:
        with pytest.raises(CourseError, match="does not answer"):
            await Connection(Door(url, "RFC728"), "Ana").run()


async def test_the_same_command_finds_the_same_seat(lesson: Class, tmp_path: Path) -> None:
    entrance = Entrance(Keyring(tmp_path))
    wish = Wish(lesson.address.url, "rfc-728", "Ana")
    for told in (wish, wish, Wish(lesson.address.url, "RFC728")):
        seat = entrance.seat(told)
        assert isinstance(seat, Connection)
        async with running(seat):
            await until(seat, phase("lobby"))
    assert [seat.name for seat in lesson.room.room.present] == ["Ana"]
    assert entrance.has_seat(Wish(lesson.address.url, "RFC728"))
    assert entrance.offered(Wish()) == Wish(lesson.address.url, "RFC-728", "Ana")


async def test_what_was_earned_is_kept_for_the_next_class(lesson: Class, tmp_path: Path) -> None:
    entrance = Entrance(Keyring(tmp_path))
    seat = entrance.seat(Wish(lesson.address.url, "RFC-728", "Ana"))
    assert isinstance(seat, Connection)
    async with running(seat):
        await until(seat, phase("lobby"))
        await lead(lesson.room, "put")
        await until(seat, phase("open"))
        seat.answer("1")
        await until(seat, lambda standing: standing.fate == "stored")
        await lead(lesson.room, "show")
        await lead(lesson.room, "end")
        shown = await until(seat, phase("ended"))
        assert shown.view
    ((title, earned),) = entrance.earlier("Ana")
    assert (title, earned) == ("Dubai", shown.view.past[0])
    assert entrance.earlier("Ben") == ()


async def test_what_is_done_at_a_table_reaches_it_once() -> None:
    room = await a_table()
    await lead(room, "deal")
    bound, address = listening("127.0.0.1", 0)
    server = ClassServer(room.store, {}, [address.url])
    server.take(room)
    seat = Connection(Door(address.url, "RFC728"), "Dov")
    async with Serving(server.application(), bound), running(seat):
        await until(seat, lambda standing: isinstance(standing.view, TableView))
        seat.act("amend", text="t", version=0, body="States shall pay.", why="It is clearer.")
        await until(seat, lambda standing: standing.fate == "stored")
        (amendment,) = room.room.table.waiting
        await until(seat, lambda standing: getattr(standing.view, "mine", ()))
        await lead(room, "test")
        await until(seat, lambda standing: getattr(standing.view, "test", None))
        seat.act("stand", round=1, can_live=False, because="It is vague.")
        await until(seat, lambda standing: getattr(standing.view, "stand", None))
        seat.act("withdraw", amendment=amendment.id)
        await until(seat, lambda standing: not getattr(standing.view, "mine", ("one",)))
        seat.act("chair", verb="test", of="t", text="")
        await until(seat, lambda standing: standing.fate == "refused")
        assert seat.standing.refusal == "you are not in the chair"
    assert room.room.table.waiting == ()
