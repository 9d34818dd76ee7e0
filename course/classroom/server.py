"""The server of a class: the page, the students' socket and the teacher's.

A socket speaks JSON, one object a frame. It begins with who it is (`messages.Join`, `Teach`); then
the server sends the whole small view of that seat whenever it changed, a few times a second at
most, and each message of the device is answered once, by `ack` or by `no`.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from typing import Any, assert_never

from aiohttp import web

from course.classroom.door import Door, Missing, no_room
from course.classroom.line import Gone, Line, as_json, opened
from course.classroom.messages import (
    MAX_BYTES,
    Amend,
    AtTable,
    Begin,
    Chair,
    Flag,
    HandIn,
    Hum,
    Join,
    Ping,
    Stand,
    Teach,
    Turn,
    Verb,
    Vote,
    Withdraw,
)
from course.classroom.site import FILES, page
from course.classroom.takeaway import takeaway
from course.content.questions import AnyQuestion
from course.errors import CourseError
from course.i18n import _
from course.marking import BadResponse
from course.rooms import desk
from course.rooms.codes import hashed
from course.rooms.lead import lead
from course.rooms.negotiation import preside, propose, stand, withdraw
from course.rooms.room import NO_SUBJECTS, OpenRoom, Subject
from course.rooms.store import RoomStore
from course.serving.doorway import source
from course.serving.guard import Guard
from course.sessions.live.desk import wakes

LOOK = 2.0
"""Seconds between two looks at an assignment for its teacher far away, whose clocks run on."""

PAUSE = 0.12
"""Seconds between two views sent to one device."""

SOCKETS_A_TOKEN = 3


class ClassServer:
    """Serves rooms of one store.

    Args:
        store: Where the rooms are kept.
        bank: Questions of the course by id.
        origins: The addresses this server is reached at.
        proxies: Addresses of proxies, which are believed when they say for whom they ask.
        clock: Monotonic seconds, for limits.
        subjects: Scenarios and exercises, under the names that rooms have them by.
    """

    def __init__(
        self,
        store: RoomStore,
        bank: Mapping[str, AnyQuestion],
        origins: Collection[str],
        proxies: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
        subjects: Mapping[str, Subject] = NO_SUBJECTS,
    ) -> None:
        self.store, self.proxies = store, frozenset(proxies)
        self.guard = Guard(origins)
        self.door = Door(store, bank, clock, subjects)
        self._shared: dict[str, tuple[int, int, str]] = {}
        self._seats: dict[tuple[str, str], Line] = {}
        self._tokens: Counter[str] = Counter()
        self._lines: set[Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        """The routes; `course.serving` gives them an address."""
        app = web.Application(middlewares=[self.guard.middleware()], client_max_size=MAX_BYTES)
        for path in FILES:
            app.router.add_get(path, page)
        app.router.add_get("/seat", self._seat_socket)
        app.router.add_get("/teach", self._teacher_socket)
        app.router.add_routes([takeaway(self.door, self.store, self._address)])
        app.on_startup.append(self._follow_store)
        app.cleanup_ctx.append(self._keep_hours)
        app.on_shutdown.append(self._close_all)
        return app

    def room(self, id: str) -> OpenRoom:
        """A room at hand; read from the store the first time."""
        return self.door.room(id)

    def take(self, room: OpenRoom) -> None:
        """Serve a room that is at hand already, so that its teacher holds the same."""
        self.door.rooms[room.id] = room

    async def _follow_store(self, app: web.Application) -> None:
        """Other processes may serve the same rooms."""
        loop = asyncio.get_running_loop()

        def changed(room: str) -> None:
            with suppress(RuntimeError):  # the loop is over
                loop.call_soon_threadsafe(self._catch_up, room)

        self.store.follow(changed)

    async def _keep_hours(self, app: web.Application) -> AsyncIterator[None]:
        """Hand in what is over by the clock, whether or not its student is here."""

        async def kept() -> None:
            while True:
                for room in tuple(self.door.rooms.values()):
                    with suppress(CourseError):  # the store is away: the next second tries again
                        await desk.settle(room)
                await asyncio.sleep(1)

        task = asyncio.create_task(kept())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    def _catch_up(self, room: str) -> None:
        for open_room in self.door.rooms.values():
            if room in ("", open_room.id):
                self._meanwhile(open_room.catch_up())

    def _meanwhile(self, act: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(act)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _close_all(self, app: web.Application) -> None:
        going = [line.socket.close(code=1001, message=b"the server stops") for line in self._lines]
        await asyncio.gather(*going, return_exceptions=True)

    # --- sockets ---

    async def _seat_socket(self, request: web.Request) -> web.WebSocketResponse:
        return await self._served(request, self._student)

    async def _teacher_socket(self, request: web.Request) -> web.WebSocketResponse:
        return await self._served(request, self._teacher)

    async def _served(
        self, request: web.Request, serve: Callable[[Line, str], Awaitable[None]]
    ) -> web.WebSocketResponse:
        line = await opened(request)
        self._lines.add(line)
        try:
            await serve(line, self._address(request))
        except CourseError as error:
            await line.bye(error.message, error.what if isinstance(error, Missing) else "")
        except Gone:
            pass
        finally:
            self._lines.discard(line)
            with suppress(ConnectionError):
                await line.socket.close()
        return line.socket

    def _address(self, request: web.Request) -> str:
        """Who asks: the last that a proxy of ours names, else who is connected."""
        address = request.remote or ""
        if address in self.proxies:
            named = ",".join(request.headers.getall("X-Forwarded-For", ()))
            address = named.rpartition(",")[2].strip() or address
        return source(address)

    async def _student(self, line: Line, address: str) -> None:
        said = await line.first()
        if not isinstance(said, Join):
            raise CourseError(_("say who you are first"))
        room, seat, token = await self.door.student(said, address)
        kept = hashed(token)
        if self._tokens[kept] >= SOCKETS_A_TOKEN:
            raise CourseError(_("this seat is open too often"), _("close other tabs"))
        self._tokens[kept] += 1
        before = self._seats.get((room.id, seat))
        self._seats[room.id, seat] = line
        try:
            if before:
                self._meanwhile(before.bye(_("this seat was opened elsewhere")))
            await line.send({"t": "you", "name": room.room.seats[seat].name, "token": token})
            await self._followed(
                line,
                room,
                lambda: self._view(room, seat),
                wake=lambda: self._wake(room, seat),
                turns=True,
                take=lambda message: self._answered(room, seat, message),
            )
        finally:
            self._tokens[kept] -= 1
            if not self._tokens[kept]:
                del self._tokens[kept]
            if self._seats.get((room.id, seat)) is line:
                del self._seats[room.id, seat]

    async def _teacher(self, line: Line, address: str) -> None:
        said = await line.first()
        if not isinstance(said, Teach):
            raise no_room()
        room = await self.door.teacher(said, address)
        await self._followed(
            line,
            room,
            lambda: as_json({"t": "view"} | room.overview()),
            wake=lambda: LOOK if room.room.work else None,
            turns=False,
            take=lambda message: self._led(room, message),
        )

    def _view(self, room: OpenRoom, seat: str) -> str | None:
        """A seat's view as it is sent; None when the seat is gone."""
        if room.room.seats[seat].is_removed:
            return None
        own = room.own(seat)
        return self._common(room) + (f",{as_json(own)[1:]}" if own else "}")

    def _wake(self, room: OpenRoom, seat: str) -> float | None:
        """Seconds until the clock alone changes what a seat sees."""
        work = room.room.work
        return wakes(room.room, work, seat, room.clock()) if work else None

    def _common(self, room: OpenRoom) -> str:
        """The part all seats share, up to where one's own begins; made once a state and second."""
        second = int(room.clock().timestamp())
        made = self._shared.get(room.id)
        if made is None or made[:2] != (room.seq, second):
            made = (room.seq, second, as_json({"t": "view"} | room.shared())[:-1])
            self._shared[room.id] = made
        return made[2]

    async def _followed(
        self,
        line: Line,
        room: OpenRoom,
        view: Callable[[], str | None],
        *,
        turns: bool,
        take: Callable[[object], Awaitable[dict[str, Any]]],
        wake: Callable[[], float | None] = lambda: None,
    ) -> None:
        """Send views as the room changes and answer messages, until either side leaves."""
        watcher = room.watch(turns=turns)
        watcher.set()
        sender = asyncio.create_task(_kept_current(line, watcher, view, wake))
        sender.add_done_callback(lambda task: None if task.cancelled() else line.drop())
        try:
            async for said in line.messages():
                if not isinstance(said, Ping):
                    await line.send(await take(said))
                    if room.room.work or not isinstance(said, Vote | Hum):
                        watcher.set()  # a vote changes nothing that its device does not know
        finally:
            room.unwatch(watcher)
            sender.cancel()
            with suppress(asyncio.CancelledError, Gone):
                await sender

    async def _answered(self, room: OpenRoom, seat: str, said: object) -> dict[str, Any]:
        match said:
            case Vote() if room.room.work:
                act = desk.answer(room, seat, said.ballot, said.round, said.answer, said.id)
            case Begin():
                act = desk.begin(room, seat, said.id)
            case Turn():
                act = desk.turn(room, seat, said.ballot, said.round, said.id)
            case Flag():
                act = desk.flag(room, seat, said.ballot, said.round, said.on, said.id)
            case HandIn():
                act = desk.hand_in(room, seat, said.round, said.id)
            case Vote():
                act = room.vote(seat, said.ballot, said.round, said.answer, said.id)
            case Hum():
                hum = (said.side, said.strength)
                act = room.hum(seat, said.ballot, said.round, hum, said.id)
            case Amend() | Withdraw() | Stand() | Chair():
                act = _at_table(room, seat, said)
            case _:
                return _not_understood()
        return await _done(act, said.id)

    async def _led(self, room: OpenRoom, said: object) -> dict[str, Any]:
        if not isinstance(said, Verb):
            return _not_understood()
        return await _done(lead(room, said.verb, said.of, said.text), said.id)


async def _at_table(room: OpenRoom, seat: str, said: AtTable) -> None:
    match said:
        case Amend():
            wording = said.body, said.why
            await propose(room, seat, said.text, said.version, *wording, said.id)
        case Withdraw():
            await withdraw(room, seat, said.amendment, said.id)
        case Stand():
            await stand(room, seat, said.round, said.because, said.id, can_live=said.can_live)
        case Chair():
            await preside(room, seat, said.verb, said.of, said.text, said.id)
        case _:
            assert_never(said)


def _not_understood() -> dict[str, Any]:
    return {"t": "no", "why": _("this is not understood here")}


async def _done(act: Awaitable[None], id_: str) -> dict[str, Any]:
    try:
        await act
    except (BadResponse, CourseError) as error:
        why = error.message if isinstance(error, CourseError) else str(error)
        return {"t": "no", "id": id_, "why": why}
    return {"t": "ack", "id": id_}


async def _kept_current(
    line: Line,
    watcher: asyncio.Event,
    view: Callable[[], str | None],
    wake: Callable[[], float | None],
) -> None:
    before = ""
    while not line.socket.closed:
        with suppress(TimeoutError):
            await asyncio.wait_for(watcher.wait(), wake())
        watcher.clear()
        text = view()
        if text is None:
            await line.bye(_("the teacher ended your seat"), "seat")
            return
        if text != before:
            before = text
            await line.send_text(text)
        await asyncio.sleep(PAUSE)
