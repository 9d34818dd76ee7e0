"""The line to a server: opened, kept alive, opened again; the only place that knows aiohttp."""

import asyncio
import json
import secrets
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorSSLError,
    ClientError,
    ClientSession,
    ClientWebSocketResponse,
    DummyCookieJar,
    ServerDisconnectedError,
    WSMsgType,
    WSServerHandshakeError,
)

from course.errors import CourseError
from course.i18n import _
from course.joining.door import Door
from course.joining.wire import MAX_BYTES, MOST_SENT
from course.rooms.codes import Allowance
from course.text import visible

OPENING_SECONDS = 10
"""How long a server may take to open a line, and to say its first word."""

HEARTBEAT = 15
"""Seconds between two signs of life; without an answer to one the line is lost."""

FIRST_WAIT, LONGEST_WAIT = 0.4, 3.0
"""Seconds before the line is opened again, growing from the one to the other."""

FRAMES_A_SECOND = 50
"""More than a server ever sends; what comes faster is read slowly."""

LOST = (ClientError, OSError, TimeoutError, ssl.SSLError)
"""What may happen to a line."""


def line_session() -> ClientSession:
    """What lines are opened with: nothing a server sets is kept."""
    return ClientSession(cookie_jar=DummyCookieJar())


@asynccontextmanager
async def opened(
    session: ClientSession, door: Door, path: str, hello: Mapping[str, Any]
) -> AsyncIterator[ClientWebSocketResponse]:
    """A line on which we have said who we are."""
    async with asyncio.timeout(OPENING_SECONDS):
        socket = await session.ws_connect(
            door.socket(path), max_msg_size=MAX_BYTES, heartbeat=HEARTBEAT
        )
    try:
        await socket.send_str(json.dumps(hello))
        yield socket
    finally:
        await socket.close()


async def frames(socket: ClientWebSocketResponse) -> AsyncIterator[str]:
    """What the server says, until the line is closed or lost."""
    loop, limit = asyncio.get_running_loop(), Allowance(FRAMES_A_SECOND, 1)
    patience: float | None = OPENING_SECONDS
    while True:
        frame = await socket.receive(timeout=patience)
        patience = None
        if frame.type is not WSMsgType.TEXT:
            return
        yield frame.data
        # Who shows this must have time for the keyboard, whatever the server does.
        await asyncio.sleep(0 if limit.take("", loop.time()) else 1 / FRAMES_A_SECOND)


def pause(wait: float) -> float:
    """A wait of about so long: a whole class must not come back in one moment."""
    return wait * (0.5 + secrets.randbelow(500) / 1000)


def longer(wait: float) -> float:
    """The wait after a wait in vain."""
    return min(wait * 1.6, LONGEST_WAIT)


def too_long() -> str:
    """Why something is not even sent."""
    return _("it is too long; {most} letters are taken").format(most=MOST_SENT - 500)


def no_way(error: BaseException, door: Door) -> CourseError:
    """Why a line could not be opened, in words."""
    said, remedy = _why(error, is_secure=door.url.startswith("https"))
    return CourseError(said.format(address=visible(door.url, 100)), remedy)


def _why(error: BaseException, *, is_secure: bool) -> tuple[str, str]:
    is_cut = isinstance(error, ServerDisconnectedError) or isinstance(
        getattr(error, "os_error", error), ConnectionResetError
    )
    match error:
        case ClientConnectorCertificateError():
            return _("the certificate of {address} is not to be trusted"), _(
                "nothing was sent; a certificate of your teacher's own goes into SSL_CERT_FILE"
            )
        case ClientConnectorSSLError() | ssl.SSLError():
            return _("{address} does not speak TLS"), _(
                "write http:// where the teacher's screen does"
            )
        case WSServerHandshakeError(status=403):
            return _("the server does not go by the name {address}"), _(
                "use the very address on the teacher's screen"
            )
        case WSServerHandshakeError():
            return _("there is no class at {address}"), _(
                "compare the address with the teacher's screen"
            )
        case TimeoutError():
            return _("{address} does not answer"), _("are you in the same network as your teacher?")
    if is_cut and is_secure:
        return _("{address} does not speak TLS"), _("write http:// where the teacher's screen does")
    if is_cut:
        return _("{address} does not answer in the clear"), _(
            "write https:// where the teacher's screen does"
        )
    return _("no server is there: {address}"), _(
        "compare the address with the teacher's screen; is the class running?"
    )
