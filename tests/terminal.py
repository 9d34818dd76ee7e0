"""A real process in a pseudo-terminal, seen as a person sees it."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

ROOT = Path(__file__).parent.parent
PATIENCE = 30
"""Seconds after which what a test waits for will not come."""


class Terminal:
    """A program on a screen of its own.

    Args:
        arguments: Of `python -m course`.
        environment: Added to a clean one.
        columns, lines: The size of the screen.
        folder: Where it is started.
    """

    def __init__(
        self,
        *arguments: str,
        environment: Mapping[str, str],
        columns: int = 80,
        lines: int = 24,
        folder: Path = ROOT,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", "course", *arguments],
            cwd=str(folder),
            env={
                "PATH": os.environ["PATH"],
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                **environment,
            },
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, what: str | Callable[[str], bool], *, gone: bool = False) -> str:
        """Read until the screen shows `what` (or no longer does); the screen then."""
        holds = (lambda text: what in text) if isinstance(what, str) else what
        until = time.monotonic() + PATIENCE
        while holds(self.text) is gone:
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain for {what!r}:\n{self.text}")
            self._read()
        return self.text

    def _read(self) -> None:
        try:
            self._stream.feed(self.child.read_nonblocking(65_536, timeout=0.2))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise AssertionError(f"the program ended:\n{self.text}") from None

    def press(self, *keys: str) -> None:
        """Type keys; names such as `enter` stand for what a terminal sends."""
        for key in keys:
            self.child.send(_KEYS.get(key, key))

    def kill(self) -> None:
        """`kill -9`: no chance to save anything."""
        self.child.kill(signal.SIGKILL)
        self.child.wait()

    def status(self) -> int:
        """Read until the program has ended; its exit status, negative for a signal."""
        while True:
            try:
                self._stream.feed(self.child.read_nonblocking(65_536, timeout=PATIENCE))
            except pexpect.EOF:
                break
        self.child.close()
        code = self.child.exitstatus
        return code if code is not None else -int(self.child.signalstatus or 0)


_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "tab": "\t",
    "ctrl+q": "\x11",
}
