"""The program behind one page: started without a shell, fed, and ended for sure.

It is spoken to as Textual's web driver speaks: packets of a letter, a length in four bytes, and a
payload, which is text for `D` and JSON for `M`.
"""

import asyncio
import json
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Self

READY = b"__GANGLION__\n"
"""What a driver says before its first packet."""

LONGEST_COMPLAINT = 4_000

Size = tuple[int, int]


def clamped(width: int, height: int) -> Size:
    """A size that a screen can have: a page may claim any, and each cell of it is sent."""
    return min(max(width, 20), 300), min(max(height, 5), 100)


def _environment(size: Size) -> dict[str, str]:
    """Ours, but for what says how our own terminal looks."""
    own = {key: value for key, value in os.environ.items() if key not in ("COLORFGBG", "NO_COLOR")}
    return own | {
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": str(size[0]),
        "ROWS": str(size[1]),
    }


class Program:
    """A running program."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._complaint = bytearray()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(
        cls, command: Sequence[str], environment: Mapping[str, str], size: Size
    ) -> Self:
        """Run `command` on a screen of `size`."""
        # In a session of its own: Ctrl-C at the server is the server's.
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=_environment(size) | dict(environment),
            start_new_session=True,
        )
        return cls(process)

    async def packets(self) -> AsyncIterator[tuple[bytes, bytes]]:
        """What it shows and says, until it ends."""
        out = self._process.stdout
        assert out is not None
        with suppress(asyncio.IncompleteReadError):
            while True:
                letter = await out.readexactly(1)
                if letter == READY[:1]:  # again whenever another course is opened
                    await out.readexactly(len(READY) - 1)
                    continue
                size = int.from_bytes(await out.readexactly(4), "big")
                yield letter, await out.readexactly(size)

    async def type(self, text: str) -> None:
        """Type on its keyboard."""
        await self._send(b"D", text.encode("utf-8", "replace"))

    async def resize(self, size: Size) -> None:
        """Give it another screen."""
        await self.tell({"type": "resize", "width": size[0], "height": size[1]})

    async def tell(self, meta: dict[str, Any]) -> None:
        """Say something to its driver."""
        await self._send(b"M", json.dumps(meta).encode())

    async def complaint(self) -> str:
        """Why it failed, in its own words; empty when it ended well. Waits for its end."""
        status = await self._process.wait()
        await self._listening
        return self._complaint.decode("utf-8", "replace").strip() if status > 0 else ""

    async def stop(self, patience: float) -> None:
        """End it: asked first, and after `patience` seconds no more."""
        await self.tell({"type": "quit"})
        try:
            await asyncio.wait_for(self._process.wait(), patience)
        except TimeoutError:
            self.kill()
            await self._process.wait()
        await self._listening

    def kill(self) -> None:
        """End it at once; each answer is stored as it is given."""
        with suppress(ProcessLookupError):
            self._process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))

    async def _send(self, letter: bytes, payload: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        if self._process.returncode is not None:
            return
        with suppress(ConnectionError, RuntimeError):  # it has ended
            pipe.write(letter + len(payload).to_bytes(4, "big") + payload)
            await pipe.drain()

    async def _listen(self) -> None:
        complaints = self._process.stderr
        assert complaints is not None
        while heard := await complaints.read(4096):
            self._complaint += heard[: LONGEST_COMPLAINT - len(self._complaint)]
