"""Joining a class in lines: what is missing is asked, then the seat is taken and shown."""

import asyncio
from contextlib import suppress
from threading import Thread

from course.errors import CourseError
from course.i18n import _
from course.joining.seat import Entrance, Seat, Wish
from course.plain.inbox import Inbox
from course.plain.lines import EndOfInput, Lines
from course.plain.seat import SeatInLines

LEAVING_SECONDS = 3
"""How long a server may take to hear that somebody leaves."""


def joined(entrance: Entrance, wish: Wish, lines: Lines, inbox: Inbox) -> None:
    """Join and stay until the class is over or the student leaves.

    Raises:
        CourseError: There is no way in, or the seat was taken away.
    """
    with suppress(EndOfInput):
        seat = entrance.seat(_asked(entrance, wish, lines))
        running = _Running(seat)
        running.start()
        face = SeatInLines(seat, lines, inbox, entrance.earlier)
        try:
            face.attend()
        except EndOfInput:
            lines.say(_("You have left the class; the same command finds your seat again."))
        finally:
            seat.leave()
            running.join(LEAVING_SECONDS)
        if running.failure:
            raise running.failure
        if seat.standing.link == "out":
            raise CourseError(seat.standing.why, _("the same command joins again"))


class _Running(Thread):
    """A seat kept in a thread of its own, so that lines can be waited for in this one."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(name="seat", daemon=True)
        self._seat = seat
        self.failure: Exception | None = None

    def run(self) -> None:
        """Keep it."""
        try:
            asyncio.run(self._seat.run())
        except Exception as error:
            self.failure = error


def _asked(entrance: Entrance, wish: Wish, lines: Lines) -> Wish:
    known = entrance.offered(wish)
    address = wish.address or _line(lines, _("Address on the teacher's screen"), known.address)
    known = entrance.offered(Wish(address, wish.code, wish.name)) if wish.address == "" else known
    is_linked = bool(wish.code) or "#" in address
    code = known.code if is_linked else ""
    code = code or _line(lines, _("Code"), known.code)
    if wish.name or entrance.has_seat(Wish(address, code)):
        return Wish(address, code, wish.name)
    name = _("Your name, as the class may see it; empty for one that is given")
    return Wish(address, code, _line(lines, name, known.name, needed=False))


def _line(lines: Lines, what: str, known: str, *, needed: bool = True) -> str:
    while True:
        line = lines.ask(f"{what} [{known}]:" if known else f"{what}:")
        if line or known or not needed:
            return line or known
