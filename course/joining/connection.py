"""A seat over the network: takes it, keeps it whatever happens to the line, sends each answer."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

from course.errors import CourseError
from course.i18n import _
from course.joining.door import Door
from course.joining.line import (
    FIRST_WAIT,
    LOST,
    frames,
    line_session,
    longer,
    no_way,
    opened,
    pause,
    too_long,
)
from course.joining.seat import Said, Side, Standing, answered, heard, lost
from course.joining.wire import MOST_SENT, Answer, You
from course.joining.wire import heard as understood


class Connection:
    """A `Seat` (see there).

    Args:
        door: The room.
        name: The student's, as they wish it.
        token: Of the seat this device had; empty for a new one.
        keep: Is given the name and the token of the seat.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        door: Door,
        name: str,
        token: str = "",
        *,
        keep: Callable[[str, str], None] = lambda name, token: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.door, self._name, self._token = door, name, token
        self._keep, self._clock = keep, clock
        self.standing = Standing()
        self._changing = Lock()
        self._changed: list[Callable[[], None]] = []
        self._socket: ClientWebSocketResponse | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leaving = asyncio.Event()
        self._has_left = False
        self._tasks: set[asyncio.Task[None]] = set()

    def follow(self, changed: Callable[[], None]) -> None:
        """See `Seat`."""
        self._changed.append(changed)

    def answer(self, answer: Answer) -> None:
        """See `Seat`."""
        if view := self.standing.view:
            id_ = secrets.token_hex(8)
            self._put(Said(id_, view.ballot, view.round, answer=answer))

    def hum(self, side: Side, strength: int) -> None:
        """See `Seat`."""
        if view := self.standing.view:
            id_ = secrets.token_hex(8)
            self._put(Said(id_, view.ballot, view.round, hum=(side, strength)))

    def act(self, verb: str, /, **said: Any) -> None:
        """See `Seat`."""
        if view := self.standing.view:
            id_ = secrets.token_hex(8)
            self._put(Said(id_, view.ballot, view.round, act=(verb, said)))

    def seconds_left(self) -> float | None:
        """See `Seat`."""
        ends = self.standing.ends
        return None if ends is None else max(0.0, ends - self._clock())

    def leave(self) -> None:
        """See `Seat`."""
        self._has_left = True
        if self._loop:
            with suppress(RuntimeError):  # the loop is over
                self._loop.call_soon_threadsafe(self._leave)

    async def run(self) -> None:
        """See `Seat`."""
        try:
            await self._run()
        except Exception as error:
            why = error.message if isinstance(error, CourseError) else _("the program failed")
            self._become(lambda standing: replace(standing, link="out", why=why))
            raise

    async def _run(self) -> None:
        self._loop, wait = asyncio.get_running_loop(), FIRST_WAIT
        async with line_session() as session:
            while not (self._has_left or self.standing.is_over):
                try:
                    await self._visit(session)
                except LOST as error:
                    if self.standing.link == "coming":
                        raise no_way(error, self.door) from None
                if self.standing.link == "in":
                    wait = FIRST_WAIT
                self._stand_or_raise()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._leaving.wait(), pause(wait))
                wait = longer(wait)

    def _stand_or_raise(self) -> None:
        match self.standing.link:
            case "coming":
                raise no_way(TimeoutError(), self.door)
            case "in" if not (self._has_left or self.standing.is_over):
                self._become(lost)

    async def _visit(self, session: ClientSession) -> None:
        hello = {"t": "join", "code": self.door.code, "key": self.door.key, "token": self._token}
        if self.standing.link == "coming":  # who was sent out does not come back by itself
            hello["name"] = self._name
        async with opened(session, self.door, "seat", hello) as socket:
            self._socket = socket
            try:
                async for frame in frames(socket):
                    await self._hear(frame)
                    if self._has_left or self.standing.link == "out":
                        return
            finally:
                self._socket = None

    async def _hear(self, frame: str) -> None:
        message = understood(frame)
        if message is None:
            return
        was_coming = self.standing.link == "coming"
        now = self._clock()
        self._become(lambda standing: heard(standing, message, now))
        if self.standing.link == "out" and was_coming:
            raise CourseError(self.standing.why)
        if isinstance(message, You):
            self._token = message.token
            self._keep(message.name, message.token)
            if self.standing.is_pending:
                await self._send()

    def _put(self, said: Said) -> None:
        if len(_in_words(said)) > MOST_SENT:
            self._become(lambda standing: replace(standing, fate="refused", refusal=too_long()))
            return
        self._become(lambda standing: answered(standing, said))
        if self._loop:
            self._loop.call_soon_threadsafe(self._send_soon)

    def _send_soon(self) -> None:
        task = asyncio.create_task(self._send())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self) -> None:
        said_ = self.standing.said
        if self._socket is None or said_ is None or not self.standing.is_pending:
            return
        with suppress(*LOST):  # sent again when the line is back
            await self._socket.send_str(_in_words(said_).decode())

    def _leave(self) -> None:
        self._leaving.set()
        if self._socket:
            task = asyncio.create_task(_closed(self._socket))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _become(self, change: Callable[[Standing], Standing]) -> None:
        with self._changing:  # an answer may come from another thread than the server's messages
            before, self.standing = self.standing, change(self.standing)
        if before != self.standing:
            for changed in self._changed:
                changed()


async def _closed(socket: ClientWebSocketResponse) -> None:
    await socket.close()


def _in_words(said: Said) -> bytes:
    if said.act:
        verb, fields = said.act
        return json.dumps({"t": verb, **fields, "id": said.id}, ensure_ascii=False).encode()
    words: dict[str, Any] = {"ballot": said.ballot, "round": said.round, "id": said.id}
    if said.hum:
        side, strength = said.hum
        words |= {"t": "hum", "side": side, "strength": strength}
    else:
        words |= {"t": "vote", "answer": said.answer}
    return json.dumps(words, ensure_ascii=False).encode()
