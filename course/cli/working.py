"""Long work on the command line: how far it is, in one line that is written over, and its end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

from course.cli.output import say
from course.i18n import _
from course.text import percent, visible
from course.watch import Watch

PATIENCE = 0.4
"""Seconds before anything is said; what is done sooner needs no word."""

EVERY = 0.1
"""Seconds between two words."""


@contextmanager
def working(undone: str) -> Iterator[Watch]:
    """Says on standard error how far the work inside is, where that is a terminal.

    Args:
        undone: What Ctrl-C leaves, in words: said when it comes, if anything is.
    """
    line = _Line()
    try:
        yield line.tell
    except KeyboardInterrupt:
        line.clear()
        if undone:
            say(_("Stopped. {undone}").format(undone=undone), err=True)
        raise
    finally:
        line.clear()


class _Line:
    def __init__(self) -> None:
        self.shown = sys.stderr.isatty() and os.environ.get("TERM", "dumb") not in ("", "dumb")
        self._begun = self._said = monotonic()
        self._what = ""
        self._width = 0

    def tell(self, what: str, done: int, of: int | None) -> None:
        """See `Watch`."""
        now = monotonic()
        if what != self._what:
            self._what, self._begun = what, now
        if not self.shown or now - self._begun < PATIENCE or now - self._said < EVERY:
            return
        self._said = now
        self._write(_words(what, done, of, now - self._begun))

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
            self._width = 0

    def _write(self, text: str) -> None:
        try:
            room = os.get_terminal_size(sys.stderr.fileno()).columns - 1
        except OSError:
            room = 79
        text = visible(text, max(room, 10))
        sys.stderr.write(f"\r{text:<{self._width}}")
        sys.stderr.flush()
        self._width = max(self._width, len(text))


def _words(what: str, done: int, of: int | None, seconds: float) -> str:
    if not of:
        return _("{what} ... {done:,}").format(what=what, done=done) if done else f"{what} ..."
    said = _("{what}: {done:,} of {all:,}, {share}").format(
        what=what, done=done, all=of, share=percent(min(done / of, 1))
    )
    if done and seconds > 2:
        left = timedelta(seconds=round(seconds / done * max(of - done, 0)))
        said += _(", {seconds} s left").format(seconds=round(left.total_seconds()))
    return said
