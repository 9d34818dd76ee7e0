"""A server on loopback whose programs are small: they say their size and repeat what is typed."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar

from course.serving import Serving, listening
from course.web.gate import Gate
from course.web.server import WebServer

ECHO = """
import json, os, sys
def say(letter, text):
    out = text.encode()
    sys.stdout.buffer.write(letter + len(out).to_bytes(4, "big") + out)
    sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"__GANGLION__\\n")
say(b"D", f"{sys.argv[1]} {os.environ['COLUMNS']}x{os.environ['ROWS']} {os.environ['SAID']}")
while head := sys.stdin.buffer.read(5):
    text = sys.stdin.buffer.read(int.from_bytes(head[1:], "big")).decode()
    if head[:1] == b"D" and text == "fail":
        sys.exit("error: the disk is full\\nhelp: make room")
    if head[:1] == b"D" and text.startswith("open "):
        say(b"M", json.dumps({"type": "open_url", "url": text[5:], "new_tab": False}))
    elif head[:1] == b"M" and json.loads(text)["type"] == "quit":
        break
    else:
        say(b"D", text)
"""


@dataclass
class Site:
    """A server and the means to visit it."""

    gate: Gate
    url: str
    stack: AsyncExitStack
    came: list[str] = field(default_factory=list)

    async def browser(self, jar: CookieJar | None = None) -> ClientSession:
        """Somebody new, who keeps cookies."""
        jar = jar or CookieJar(unsafe=True)
        return await self.stack.enter_async_context(ClientSession(cookie_jar=jar))

    async def guest(self) -> ClientSession:
        """Somebody who was let in."""
        browser = await self.browser()
        async with browser.get(self.gate.link) as page:
            assert page.status == 200
        return browser

    async def socket(
        self, browser: ClientSession, query: str = "", **headers: str
    ) -> ClientWebSocketResponse:
        """The socket that the page opens."""
        return await self.stack.enter_async_context(
            browser.ws_connect(f"{self.url}/socket{query}", headers={"Origin": self.url, **headers})
        )


Sites = Callable[..., Any]


@pytest.fixture
async def sites() -> AsyncIterator[Sites]:
    """Starts servers."""
    async with AsyncExitStack() as stack:

        async def start(learner: str | None = None, **limits: Any) -> Site:
            bound, address = listening("127.0.0.1", 0)
            stack.enter_context(bound)
            came: list[str] = []
            gate = Gate(address.url, address.port, learner, came.append)
            server = WebServer(
                gate,
                address.url,
                lambda who: [sys.executable, "-c", ECHO, who],
                {"SAID": "told; $(no shell)"},
                **limits,
            )
            await stack.enter_async_context(Serving(server.application(), bound))
            return Site(gate, address.url, stack, came)

        yield start


@pytest.fixture
async def site(sites: Sites) -> Site:
    """One as it is by default."""
    started: Site = await sites()
    return started
