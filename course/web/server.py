"""The server: one page, and behind each page that is open a program with a screen of its own.

textual-serve gives the terminal in the page; its server has no gate, no limits and a shell, so
nothing but its files is used. A socket carries what its script says: JSON lists of a word and a
value towards us, the screen in bytes towards the page.
"""

import asyncio
import html
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from string import Template

from aiohttp import WSMsgType, web

from course.i18n import _
from course.serving.guard import Guard
from course.text import visible
from course.web.gate import Gate
from course.web.program import Program, clamped

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PAGE = Path(__file__).parent / "page"
LARGEST_MESSAGE = 16 * 1024
SEATS = 20
"""Programs at once; one takes some 60 MB."""

IDLE_SECONDS = 30 * 60
"""How long nobody may type before a program is ended."""

PATIENCE = 3.0
"""Seconds a program has to end by itself."""

LAST_PATIENCE = 0.4
"""The same when the server ends."""

LONGEST_REASON = 123
"""Bytes of words that a socket may be closed with."""


class WebServer:
    """Serves the screen to whom the gate lets in.

    Args:
        gate: Who may in.
        url: Where the server is reached.
        command: The program for a learner.
        environment: What it is told besides.
        seats: How many may run at once.
        idle: Seconds without a key after which one ends.
    """

    def __init__(
        self,
        gate: Gate,
        url: str,
        command: Callable[[str], Sequence[str]],
        environment: Mapping[str, str],
        *,
        seats: int = SEATS,
        idle: float = IDLE_SECONDS,
    ) -> None:
        self._gate = gate
        self._command, self._environment = command, environment
        self._guard = Guard([url], POLICY)
        self._seats, self._idle = seats, idle
        self._sockets: set[web.WebSocketResponse] = set()
        self._is_closing = False

    def application(self) -> web.Application:
        """The routes; `course.serving` gives them an address."""
        app = web.Application(middlewares=[self._guard.middleware()], client_max_size=1024)
        app.router.add_get("/", self._page, allow_head=False)
        app.router.add_get("/socket", self._socket, allow_head=False)
        app.router.add_static("/page", PAGE)
        app.router.add_static("/terminal", terminal_files())
        app.on_shutdown.append(self._close_all)
        return app

    # --- the page ---

    async def _page(self, request: web.Request) -> web.Response:
        if "token" in request.query:
            if not (admitted := self._gate.admit(request)):
                return self._refused(is_spent=self._gate.is_spent(request.query["token"]))
            learner, mark = admitted
            # Not redirected: a cookie this strict would not come along from a link elsewhere.
            response = _shown(learner)
            mark(response)
            return response
        known = self._gate.learner(request)
        return _shown(known) if known else self._refused()

    def _refused(self, *, is_spent: bool = False) -> web.Response:
        title = _("This link was used before") if is_spent else _("You need a link from the host")
        words = [
            _("A link opens the course in one browser, once. `course serve` shows a fresh one.")
        ]
        if is_spent:
            words.append(_("If this is the browser that used it, go on without the link:"))
        return _filled(
            "refused.html",
            403,
            title=title,
            words=" ".join(words),
            onward=_("to the course") if is_spent else "",
        )

    # --- the socket ---

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        learner = self._gate.learner(request)
        # Every browser names the page a socket comes from, and nothing else has business here.
        if not learner or "Origin" not in request.headers:
            raise web.HTTPForbidden(text="open the link that `course serve` shows first\n")
        socket = web.WebSocketResponse(
            heartbeat=15, max_msg_size=LARGEST_MESSAGE, timeout=LAST_PATIENCE
        )
        await socket.prepare(request)
        if self._is_closing or len(self._sockets) >= self._seats:
            full = _("All {count} places are taken. Try again when somebody has left.")
            await _close(socket, 1013, full.format(count=self._seats))
            return socket
        self._sockets.add(socket)
        try:
            await self._run(socket, learner, request)
        finally:
            self._sockets.discard(socket)
        return socket

    async def _run(self, socket: web.WebSocketResponse, learner: str, request: web.Request) -> None:
        size = clamped(
            _number(request.query.get("width"), 80), _number(request.query.get("height"), 24)
        )
        program = await Program.start(self._command(learner), self._environment, size)
        showing = asyncio.create_task(_show(program, socket))
        try:
            await self._hear(socket, program)
        except TimeoutError:
            await _close(socket, 1000, _("Nobody typed for a long while. Everything is stored."))
        except (ValueError, RecursionError):
            await _close(socket, 1008, _("The page said something that has no meaning."))
        finally:
            await program.stop(LAST_PATIENCE if self._is_closing else PATIENCE)
            showing.cancel()
            with suppress(asyncio.CancelledError):
                await showing

    async def _hear(self, socket: web.WebSocketResponse, program: Program) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(self._idle) as limit:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    raise ValueError("not text")
                match json.loads(message.data):
                    case ["stdin", str(text)]:
                        limit.reschedule(loop.time() + self._idle)
                        await program.type(text)
                    case ["resize", {"width": int(width), "height": int(height)}]:
                        await program.resize(clamped(width, height))
                    case ["focus" | "blur" as word, *_rest]:
                        await program.tell({"type": word})
                    case ["ping", str(sent)]:
                        await socket.send_json(["pong", sent])
                    case _:
                        raise ValueError("an unknown word")

    async def _close_all(self, app: web.Application) -> None:
        self._is_closing = True
        words = _("The host ended it. Everything is stored.")
        await asyncio.gather(*(_close(socket, 1001, words) for socket in tuple(self._sockets)))


def terminal_files() -> Path:
    """The script, style and fonts of the terminal in the page."""
    spec = find_spec("textual_serve")
    assert spec and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "static"


async def _show(program: Program, socket: web.WebSocketResponse) -> None:
    """Hand on what the program shows until it ends, and then say why."""
    with suppress(ConnectionError):  # the page is gone
        async for letter, payload in program.packets():
            if letter == b"D":
                await socket.send_bytes(payload)
            elif letter == b"M":
                await _hand_on(json.loads(payload), socket)
    words = (await program.complaint()).partition("\n")[0]
    await _close(socket, 1000, visible(words, 200) or _("You left. Everything is stored."))


async def _hand_on(meta: dict[str, object], socket: web.WebSocketResponse) -> None:
    url = meta.get("url")
    # The page opens what it is told to, so it is told of nothing but the web.
    if (
        meta.get("type") == "open_url"
        and isinstance(url, str)
        and url.startswith(("http://", "https://"))
    ):
        await socket.send_json(["open_url", {"url": url, "new_tab": True}])


async def _close(socket: web.WebSocketResponse, code: int, words: str) -> None:
    with suppress(ConnectionError, RuntimeError):
        reason = words.encode()[:LONGEST_REASON].decode(errors="ignore")
        await socket.close(code=code, message=reason.encode())


def _number(text: str | None, default: int) -> int:
    # Longer than any size, and what `int` would take its time for.
    return int(text) if text and len(text) < 6 and text.isascii() and text.isdigit() else default


def _shown(learner: str) -> web.Response:
    return _filled(
        "index.html",
        200,
        learner=learner,
        opening=_("Opening the course …"),
        ended=_("The course is closed"),
        lost=_("The connection was lost. Everything is stored."),
        again=_("Open it again"),
        needs=_("This page needs JavaScript. In a terminal, `course` does without."),
    )


def _filled(name: str, status: int, **words: str) -> web.Response:
    page = Template((PAGE / name).read_text(encoding="utf-8"))
    text = page.substitute({key: html.escape(word) for key, word in words.items()})
    return web.Response(status=status, text=text, content_type="text/html")
