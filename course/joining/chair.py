"""A teacher's chair over the network: the same room on a screen elsewhere, or on several.

It is led with the verbs of `rooms.lead`; what the server shows is bounded and cleaned as for a
seat, and the line comes back by itself.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

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
from course.joining.wire import MOST_SENT, shown
from course.text import visible

DEEPEST, WIDEST = 12, 2_000
"""Levels of a view, and entries of one of its lists, that are looked at."""

NEEDED = {"kind": str, "title": str, "code": str, "seats": list}
"""What every view of a teacher has."""

ANSWER_SECONDS = 10
"""How long a server may take to do what is asked."""


class Chair:
    """A room led over a line; `async with` takes the chair and gives it back.

    Args:
        door: The room.
        secret: Its teacher's.
        clock: Monotonic seconds.
    """

    def __init__(
        self, door: Door, secret: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.door, self._secret, self._clock = door, secret, clock
        self._view: dict[str, Any] = {}
        self._seen = 0.0
        self._failure: CourseError | None = None
        self._changed = asyncio.Event()
        self._watchers: list[asyncio.Event] = []
        self._socket: ClientWebSocketResponse | None = None
        self._waited: dict[str, asyncio.Future[str]] = {}
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._keep())
        self._keeper.add_done_callback(lambda _task: self._changed.set())
        await self._changed.wait()
        if self._keeper.done():
            await self._keeper
        if self._failure:
            raise self._failure
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._keeper:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper

    def overview(self) -> dict[str, Any]:
        """What the teacher sees, its countdowns running on; its title says when the line is cut."""
        passed = int(self._clock() - self._seen)
        view: dict[str, Any] = _later(self._view, passed)
        if self._socket is None:
            why = self._failure.message if self._failure else _("connection lost; coming back …")
            view["title"] = f"{why[:1].upper()}{why[1:]} · {view['title']}"
        return view

    def watch(self) -> asyncio.Event:
        """Set whenever the room, or the line to it, changed."""
        watcher = asyncio.Event()
        self._watchers.append(watcher)
        return watcher

    async def lead(self, verb: str, of: str = "", text: str = "") -> None:
        """Do something in the room; raises `CourseError` when it cannot be done now."""
        if self._socket is None:
            raise CourseError(_("there is no connection to the class; it comes back by itself"))
        id_ = secrets.token_hex(8)
        asked = json.dumps(
            {"t": "do", "verb": verb, "of": of, "text": text, "id": id_}, ensure_ascii=False
        )
        if len(asked.encode()) > MOST_SENT:
            raise CourseError(too_long())
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waited[id_] = answer
        try:
            await self._socket.send_str(asked)
            refusal = await asyncio.wait_for(answer, ANSWER_SECONDS)
        except LOST:
            raise CourseError(_("the server did not answer: look whether it was done")) from None
        finally:
            del self._waited[id_]
        if refusal:
            raise CourseError(refusal)

    # --- the line ---

    async def _keep(self) -> None:
        wait = FIRST_WAIT
        async with line_session() as session:
            while self._failure is None:
                try:
                    await self._visit(session)
                except LOST as error:
                    if not self._view:
                        self._fail(no_way(error, self.door))
                        return
                else:
                    wait = FIRST_WAIT
                if not self._view and self._failure is None:
                    self._fail(no_way(TimeoutError(), self.door))
                await asyncio.sleep(pause(wait))
                wait = longer(wait)

    async def _visit(self, session: ClientSession) -> None:
        hello = {"t": "teach", "code": self.door.code, "secret": self._secret}
        async with opened(session, self.door, "teach", hello) as socket:
            try:
                async for frame in frames(socket):
                    self._hear(frame, socket)
                    if self._failure:
                        return
            finally:
                self._socket = None
                self._tell()

    def _hear(self, frame: str, socket: ClientWebSocketResponse) -> None:
        try:
            message = cleaned(json.loads(frame))
        except (ValueError, RecursionError):
            return
        if not isinstance(message, dict):
            return
        match message:
            case {"t": "view"}:
                if not all(isinstance(message.get(key), kind) for key, kind in NEEDED.items()):
                    self._fail(CourseError(_("this server speaks of classes in another way")))
                    return
                self._view, self._seen, self._socket = message, self._clock(), socket
                self._tell()
            case {"t": "ack", "id": str(id_)}:
                self._settle(id_, "")
            case {"t": "no", "id": str(id_), "why": str(why)}:
                self._settle(id_, why or _("this cannot be done now"))
            case {"t": "bye", "why": str(why)}:
                self._fail(CourseError(why, _("compare the code and the secret with the server's")))

    def _settle(self, id_: str, refusal: str) -> None:
        if (waited := self._waited.get(id_)) and not waited.done():
            waited.set_result(refusal)

    def _fail(self, error: CourseError) -> None:
        self._failure = error
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        for watcher in self._watchers:
            watcher.set()


def cleaned(value: Any, depth: int = 0) -> Any:
    """A value of JSON with its texts as they may be shown; what is beyond measure is left out."""
    match value:
        case str():
            return shown(value)
        case list():
            return [cleaned(each, depth + 1) for each in value[:WIDEST]] if depth < DEEPEST else []
        case dict():
            if depth >= DEEPEST:
                return {}
            kept = list(value.items())[:WIDEST]
            return {visible(key): cleaned(each, depth + 1) for key, each in kept}
    return value


def _later(value: Any, passed: int, within: str = "") -> Any:
    """A view so many seconds later."""
    match value:
        case list():
            return [_later(each, passed, within) for each in value]
        case dict():
            return {
                key: _left(each, passed, within)
                if key == "seconds" and isinstance(each, int)
                else _later(each, passed, key)
                for key, each in value.items()
            }
    return value


def _left(seconds: int, passed: int, within: str) -> int:
    """A phase of an exercise may last longer than was meant; nothing else may."""
    return seconds - passed if within == "running" else max(0, seconds - passed)
