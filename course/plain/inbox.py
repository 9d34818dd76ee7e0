"""Lines that somebody types, and signals that something else happened, in one place."""

from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

from course.plain.lines import Source


class Overtaken(Exception):
    """The room went on while something was asked."""


class Inbox:
    """Lines typed and signals given, whichever comes first.

    Args:
        source: Read in a thread of its own, a line at a time.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines: deque[str] = deque()
        self._signal = Condition()
        self._is_signalled = False
        self._is_done = False
        self.patience: Callable[[], float | None] = lambda: None
        """Seconds to wait before `interrupted` is called; None for as long as it takes."""
        self.interrupted: Callable[[], None] = lambda: None
        """Called while a line is waited for, when a signal or the time came first."""

    def listen(self) -> None:
        """Begin to read."""
        Thread(target=self._read, name="lines", daemon=True).start()

    def _read(self) -> None:
        while True:
            line = self._source.readline(20_000)
            with self._signal:
                self._lines.append(line)
                self._is_done = not line
                self._signal.notify()
            if not line:
                return

    def readline(self, limit: int = -1, /) -> str:
        """A line, as `Lines` wants it; `interrupted` may raise instead."""
        while True:
            line = self.wait(self.patience())
            if line is not None:
                return line
            self.interrupted()

    def signal(self) -> None:
        """Something else happened; may be called from any thread."""
        with self._signal:
            self._is_signalled = True
            self._signal.notify()

    def wait(self, seconds: float | None, *, lines: bool = True) -> str | None:
        """The next line; None for a signal, or when the time is over.

        Args:
            seconds: How long to wait; as long as it takes for None.
            lines: Whether a line is waited for; otherwise it stays for later.
        """
        with self._signal:
            self._signal.wait_for(lambda: self._is_signalled or (lines and self._lines), seconds)
            if self._is_signalled:
                self._is_signalled = False
                return None
            return self._lines.popleft() if lines and self._lines else None

    def discard(self) -> None:
        """Forget the lines that were typed for something that is over."""
        with self._signal:
            if not self._is_done:
                self._lines.clear()
