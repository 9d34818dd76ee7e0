"""The line to a device: heard no faster than it may speak, spoken to no faster than it reads."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from course.classroom.messages import MAX_BYTES, Said, heard

HELLO_SECONDS = 5
"""How long a socket may wait before it says who it is."""

IDLE_SECONDS = 60
STUCK_SECONDS = 10
"""How long a device may take to read a frame before it is let go."""

A_SECOND = 20
"""Messages a device may send in a second; what comes faster waits in the device."""


def as_json(value: object) -> str:
    """As it goes over the wire."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Gone(Exception):
    """The device has left, or does not read what it is sent."""


class Line:
    """A socket; made by `opened`."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket, self._transport = socket, transport
        self._turn = 0.0

    async def first(self) -> Said | None:
        """The first message, when it comes in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(HELLO_SECONDS):
                frame = await self.socket.receive()
                return heard(frame.data) if frame.type is WSMsgType.TEXT else None
        return None

    async def messages(self) -> AsyncIterator[Said | None]:
        """What the device says, until it leaves; None stands for what is not understood.

        Who talks too fast is not scolded but read more slowly, so that the network holds it up.
        """
        while True:
            frame = await self.socket.receive()
            match frame.type:
                case WSMsgType.TEXT:
                    yield heard(frame.data)
                case WSMsgType.PING:
                    with suppress(ConnectionError):
                        await self.socket.pong(frame.data)
                case WSMsgType.PONG:
                    pass
                case _:
                    return
            now = asyncio.get_running_loop().time()
            self._turn = max(self._turn, now - 1) + 1 / A_SECOND
            if self._turn > now:
                await asyncio.sleep(self._turn - now)

    async def send(self, message: dict[str, Any]) -> None:
        """Say something; raises `Gone` when it is not taken."""
        await self.send_text(as_json(message))

    async def send_text(self, text: str) -> None:
        """Say what is JSON already."""
        try:
            if self._transport is None or self._transport.get_write_buffer_size():
                async with asyncio.timeout(STUCK_SECONDS):
                    await self.socket.send_str(text)
            else:  # it has read all there was
                await self.socket.send_str(text)
        except (TimeoutError, ConnectionError, RuntimeError) as error:
            self.drop()
            raise Gone from error

    async def bye(self, why: str, gone: str = "") -> None:
        """Say why this ends, and what is gone of which the device may have kept something."""
        with suppress(Gone, ConnectionError):
            await self.send({"t": "bye", "why": why} | ({"gone": gone} if gone else {}))
            await self.socket.close()

    def drop(self) -> None:
        """End it without a word: the device would not read it."""
        if self._transport:
            self._transport.abort()


async def opened(request: web.Request) -> Line:
    """The line to whoever asks for a socket.

    Nothing is compressed: views are small, and a compressor for each device costs more memory
    than everything else about it.
    """
    socket = web.WebSocketResponse(
        max_msg_size=MAX_BYTES,
        heartbeat=IDLE_SECONDS / 2,
        autoping=False,
        compress=False,
        timeout=2,
    )
    await socket.prepare(request)
    return Line(socket, request.transport)
