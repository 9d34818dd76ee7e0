"""The server of a class: the page, the students' socket and the teacher's.

A socket speaks JSON, one object a frame. It begins with who it is (`messages.Join`, `Teach`); then
the server sends the whole small view of that seat whenever it changed, a few times a second at
most, and each message of the device is answered once, by `ack` or by `no`.
"""

import asyncio
import json
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from course.classroom.messages import (
    MAX_BYTES,
    Begin,
    Flag,
    HandIn,
    Hum,
    Join,
    Ping,
    Teach,
    Turn,
    Verb,
    Vote,
    heard,
)
from course.content.questions import AnyQuestion
from course.errors import CourseError
from course.guard import Guard
from course.marking import BadResponse
from course.rooms import desk
from course.rooms.codes import Allowance, cleaned, folded, hashed, is_key, is_secret, typed
from course.rooms.lead import lead
from course.rooms.room import OpenRoom
from course.rooms.store import RoomStore
from course.sessions.live.desk import wakes
from course.sessions.live.events import SeatTaken

PAGE = Path(__file__).parent / "page"
MODULES = ("class", "page", "line", "question", "hum", "desk")
FILES = {"/": "index.html", "/class.css": "class.css"} | {
    f"/{name}.mjs": f"{name}.mjs" for name in MODULES
}
"""Everything that is served, by its address."""

TYPES = {".html": "text/html", ".mjs": "text/javascript", ".css": "text/css"}

HELLO_SECONDS = 5
"""How long a socket may wait before it says who it is."""

IDLE_SECONDS = 60
PAUSE = 0.12
"""Seconds between two views sent to one device."""

STUCK_SECONDS = 10
"""How long a device may take to read a frame before it is let go."""

SOCKETS_A_TOKEN = 3
REFUSED = "this code opens no room"


class ClassServer:
    """Serves rooms of one store.

    Args:
        store: Where the rooms are kept.
        bank: Questions of the course by id.
        origins: The addresses this server is reached at.
        clock: Monotonic seconds, for limits.
    """

    def __init__(
        self,
        store: RoomStore,
        bank: Mapping[str, AnyQuestion],
        origins: Collection[str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.store, self.bank, self.clock = store, bank, clock
        self.guard = Guard(origins)
        self.wrong_codes = Allowance(5, 60)
        self.joins = Allowance(200, 60)
        self.alarm = Allowance(50, 60)
        self._rooms: dict[str, OpenRoom] = {}
        self._shared: dict[str, tuple[int, int, dict[str, Any]]] = {}
        self._seats: dict[tuple[str, str], web.WebSocketResponse] = {}
        self._tokens: Counter[str] = Counter()
        self._sockets: set[web.WebSocketResponse] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        """The routes; `course.serving` gives them an address."""
        app = web.Application(middlewares=[self.guard.middleware()], client_max_size=MAX_BYTES)
        for path in FILES:
            app.router.add_get(path, _page)
        app.router.add_get("/seat", self._seat_socket)
        app.router.add_get("/teach", self._teacher_socket)
        app.on_startup.append(self._follow_store)
        app.cleanup_ctx.append(self._keep_hours)
        app.on_shutdown.append(self._close_all)
        return app

    def room(self, id: str) -> OpenRoom:
        """A room at hand; read from the store the first time."""
        if id not in self._rooms:
            self._rooms[id] = OpenRoom(self.store, id, self.bank)
        return self._rooms[id]

    def take(self, room: OpenRoom) -> None:
        """Serve a room that is at hand already, so that its teacher holds the same."""
        self._rooms[room.id] = room

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
                for room in tuple(self._rooms.values()):
                    with suppress(CourseError):  # the store is away: the next second tries again
                        await desk.settle(room)
                await asyncio.sleep(1)

        task = asyncio.create_task(kept())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    def _catch_up(self, room: str) -> None:
        for open_room in self._rooms.values():
            if room in ("", open_room.id):
                task = asyncio.create_task(open_room.catch_up())
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _close_all(self, app: web.Application) -> None:
        for socket in tuple(self._sockets):
            with suppress(Exception):
                await socket.close(code=1001, message=b"the server stops")

    # --- sockets ---

    async def _opened(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=MAX_BYTES, heartbeat=IDLE_SECONDS / 2)
        await socket.prepare(request)
        self._sockets.add(socket)
        return socket

    async def _seat_socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = await self._opened(request)
        try:
            said = await _first(socket)
            if not isinstance(said, Join):
                await _bye(socket, "say who you are first")
                return socket
            address = request.remote or ""
            try:
                room, seat, token = await self._joined(said, address)
            except CourseError as error:
                await _bye(socket, error.message)
                return socket
            await self._attended(socket, room, seat, token)
        finally:
            self._sockets.discard(socket)
            await socket.close()
        return socket

    async def _teacher_socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = await self._opened(request)
        try:
            said = await _first(socket)
            room = self._found(said.code, request.remote or "") if isinstance(said, Teach) else None
            if (
                room is None
                or not isinstance(said, Teach)
                or not is_secret(said.secret, room.room.opened.teacher)
            ):
                await _bye(socket, REFUSED)
                return socket
            await self._followed(
                socket,
                room,
                room.overview,
                turns=False,
                take=lambda message: self._led(room, message),
            )
        except CourseError as error:
            await _bye(socket, error.message)
        finally:
            self._sockets.discard(socket)
            await socket.close()
        return socket

    def _found(self, code: str, address: str) -> OpenRoom | None:
        """The room of a code; None when there is none, or the address tried too often."""
        now = self.clock()
        if not self.wrong_codes.allows(address, now) or not self.alarm.allows("", now):
            raise CourseError("too many wrong codes: wait a minute", "ask the teacher for the code")
        meant = typed(code)
        id_ = self.store.find(meant) if meant else None
        if id_ is None:
            self.wrong_codes.use(address, now)
            self.alarm.use("", now)
            return None
        return self.room(id_)

    async def _joined(self, said: Join, address: str) -> tuple[OpenRoom, str, str]:
        """The room, the seat and the token of who joins; raises `CourseError` otherwise."""
        room = self._known(said) or self._found(said.code, address)
        if room is None:
            raise CourseError(REFUSED, "look at the code on the screen")
        await room.catch_up()  # the seat may have been taken at another process
        if said.token:
            kept = hashed(said.token)
            for seat in room.room.present:
                if seat.token == kept:
                    if self._tokens[kept] >= SOCKETS_A_TOKEN:
                        raise CourseError("this seat is open too often", "close other tabs")
                    return room, seat.id, said.token
            if not said.name:
                raise CourseError("your seat is gone: join again", "type your name")
        if not self.joins.take(address, self.clock()):
            raise CourseError("too many join at once: try again in a minute", "wait")
        name = cleaned(said.name)
        if folded(name) in {folded(seat.name) for seat in room.room.present}:
            raise CourseError("this name is taken: choose another", "add a letter")
        token, seat_id = secrets.token_urlsafe(16), secrets.token_hex(8)
        await room.do(SeatTaken(seat_id, name, hashed(token)))
        return room, seat_id, token

    def _known(self, said: Join) -> OpenRoom | None:
        """The room of somebody with a seat or the link, however often others guessed codes here."""
        code = typed(said.code)
        id_ = self.store.find(code) if code and (said.token or said.key) else None
        if id_ is None:
            return None
        room = self.room(id_)
        has_seat = any(seat.token == hashed(said.token) for seat in room.room.present)
        return room if has_seat or is_key(said.key, room.room.opened) else None

    async def _attended(
        self, socket: web.WebSocketResponse, room: OpenRoom, seat: str, token: str
    ) -> None:
        kept = hashed(token)
        if before := self._seats.get((room.id, seat)):
            with suppress(Exception):
                await _bye(before, "this seat was opened elsewhere")
                await before.close()
        self._seats[room.id, seat] = socket
        self._tokens[kept] += 1
        try:
            await _send(socket, {"t": "you", "name": room.room.seats[seat].name, "token": token})
            await self._followed(
                socket,
                room,
                lambda: self._view(room, seat),
                wake=lambda: self._wake(room, seat),
                turns=True,
                take=lambda message: self._answered(room, seat, message),
            )
        finally:
            self._tokens[kept] -= 1
            if self._seats.get((room.id, seat)) is socket:
                del self._seats[room.id, seat]

    def _view(self, room: OpenRoom, seat: str) -> dict[str, Any] | None:
        """A seat's view; None when the seat is gone."""
        if room.room.seats[seat].is_removed:
            return None
        return self._common(room) | room.own(seat)

    def _wake(self, room: OpenRoom, seat: str) -> float | None:
        """Seconds until the clock alone changes what a seat sees."""
        work = room.room.work
        return wakes(room.room, work, seat, room.clock()) if work else None

    def _common(self, room: OpenRoom) -> dict[str, Any]:
        """The part all seats share, made once for each state and second."""
        second = int(room.clock().timestamp())
        made = self._shared.get(room.id)
        if made is None or made[:2] != (room.seq, second):
            made = (room.seq, second, room.shared())
            self._shared[room.id] = made
        return made[2]

    async def _followed(
        self,
        socket: web.WebSocketResponse,
        room: OpenRoom,
        view: Callable[[], dict[str, Any] | None],
        *,
        turns: bool,
        take: Callable[[object], Any],
        wake: Callable[[], float | None] = lambda: None,
    ) -> None:
        """Send views as the room changes and answer messages, until either side leaves."""
        watcher = room.watch(turns=turns)
        watcher.set()
        sender = asyncio.create_task(_kept_current(socket, watcher, view, wake))
        limit = Allowance(20, 1)
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    break
                said = heard(frame.data)
                if isinstance(said, Ping):
                    continue
                if not limit.take("", self.clock()):
                    await _send(socket, {"t": "no", "why": "too fast"})
                    continue
                answer = await take(said)
                await _send(socket, answer)
                watcher.set()
        finally:
            room.unwatch(watcher)
            sender.cancel()
            with suppress(asyncio.CancelledError, ConnectionError, TimeoutError):
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
            case _:
                return {"t": "no", "why": "this is not understood here"}
        return await _done(act, said.id)

    async def _led(self, room: OpenRoom, said: object) -> dict[str, Any]:
        if not isinstance(said, Verb):
            return {"t": "no", "why": "this is not understood here"}
        return await _done(lead(room, said.verb, said.of, said.text), said.id)


async def _page(request: web.Request) -> web.StreamResponse:
    file = PAGE / FILES[request.path]
    return web.Response(body=file.read_bytes(), content_type=TYPES[file.suffix], charset="utf-8")


async def _first(socket: web.WebSocketResponse) -> object:
    """The first message, when it comes in time."""
    try:
        frame = await asyncio.wait_for(socket.receive(), HELLO_SECONDS)
    except TimeoutError:
        return None
    return heard(frame.data) if frame.type is WSMsgType.TEXT else None


async def _done(act: Any, id_: str) -> dict[str, Any]:
    try:
        await act
    except (BadResponse, CourseError) as error:
        why = error.message if isinstance(error, CourseError) else str(error)
        return {"t": "no", "id": id_, "why": why}
    return {"t": "ack", "id": id_}


async def _kept_current(
    socket: web.WebSocketResponse,
    watcher: asyncio.Event,
    view: Callable[[], dict[str, Any] | None],
    wake: Callable[[], float | None],
) -> None:
    before = ""
    while not socket.closed:
        with suppress(TimeoutError):
            await asyncio.wait_for(watcher.wait(), wake())
        watcher.clear()
        shown = view()
        if shown is None:
            await _bye(socket, "the teacher ended your seat")
            await socket.close()
            return
        text = json.dumps({"t": "view"} | shown, ensure_ascii=False)
        if text != before:
            before = text
            await asyncio.wait_for(socket.send_str(text), STUCK_SECONDS)
        await asyncio.sleep(PAUSE)


async def _send(socket: web.WebSocketResponse, message: dict[str, Any]) -> None:
    if not socket.closed:
        text = json.dumps(message, ensure_ascii=False)
        await asyncio.wait_for(socket.send_str(text), STUCK_SECONDS)


async def _bye(socket: web.WebSocketResponse, why: str) -> None:
    with suppress(ConnectionError, TimeoutError):
        await _send(socket, {"t": "bye", "why": why})
