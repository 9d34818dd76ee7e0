"""`course host --headless` as a process of its own, and students who come back by themselves."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse

from tests.terminal import ROOT


class Hosted:
    """A class that is served without a screen.

    Args:
        home: The folder of its files.
        arguments: Of `course host --headless`.
        command: Another command that serves.
    """

    def __init__(self, home: Path, *arguments: str, command: str = "host") -> None:
        self.command = command
        self.home, self.arguments, self.secret = home, arguments, ""
        self.url, self.code, self.process = "", "", self._start("0")
        first = self.line().split()
        self.url, self.code = first[2], first[4]
        self.secret = self.line().split()[-1]

    def _start(self, port: str) -> "subprocess.Popen[str]":
        words = [self.command, "--headless", "--port", port, *self.arguments]
        return subprocess.Popen(
            [sys.executable, "-m", "course", *words],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COURSE_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def line(self) -> str:
        """The next line it says."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """`kill -9`: no chance to save anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def restart(self) -> str:
        """Start it again at the same address; what it says first."""
        self.process = self._start(self.url.rpartition(":")[2])
        return self.line()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.returncode is None:
            self.kill()


class Student:
    """A device as the page is one: it comes back by itself and sends again what was not taken."""

    def __init__(self, session: ClientSession, url: str, code: str, name: str) -> None:
        self.session, self.url, self.code, self.name = session, url, code, name
        self.token = ""
        self.taken: dict[str, str] = {}
        """What was acknowledged: answer by id."""
        self._socket: ClientWebSocketResponse | None = None

    async def joined(self) -> None:
        """In, for the first time or again."""
        while True:
            try:
                self._socket = await self.session.ws_connect(f"{self.url}/seat")
                said = {"t": "join", "code": self.code}
                said |= {"token": self.token} if self.token else {"name": self.name}
                await self._socket.send_json(said)
                self.token = (await self._hears("you"))["token"]
                return
            except (ClientError, ConnectionError, EOFError):
                await asyncio.sleep(0.05)

    async def _hears(self, t: str, **wanted: Any) -> dict[str, Any]:
        assert self._socket
        while True:
            frame = await self._socket.receive(timeout=20)
            if frame.type.name != "TEXT":
                raise EOFError
            message: dict[str, Any] = frame.json()
            assert message["t"] not in ("no", "bye"), message
            if message["t"] == t and all(message.get(k) == v for k, v in wanted.items()):
                return message

    async def sees(self, **wanted: Any) -> dict[str, Any]:
        """The next view that holds what is wanted."""
        while True:
            try:
                return await self._hears("view", **wanted)
            except (ClientError, ConnectionError, EOFError):
                await self.joined()

    async def sends(self, id: str, **message: Any) -> None:
        """Say something, once, and hear that it is stored."""
        assert self._socket
        await self._socket.send_json(message | {"id": id})
        await self._hears("ack", id=id)

    async def votes(self, answer: str, id: str, ballot: str, round: int = 1) -> None:
        """Answer, as often as it takes until it is acknowledged."""
        message = {"t": "vote", "ballot": ballot, "round": round, "answer": answer, "id": id}
        while id not in self.taken:
            try:
                assert self._socket
                await self._socket.send_json(message)
                await self._hears("ack", id=id)
                self.taken[id] = answer
            except (ClientError, ConnectionError, EOFError):
                await self.joined()
