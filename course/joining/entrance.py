"""Takes seats with the keys that this machine holds."""

from dataclasses import dataclass

from course.errors import CourseError
from course.i18n import _
from course.joining.connection import Connection
from course.joining.door import Door, code_meant, door
from course.joining.keyring import Kept, Keyring
from course.joining.seat import Seat, Wish
from course.joining.words import share
from course.rooms.codes import shown
from course.sessions.live.names import folded

EARLIER = 3
"""Classes before this one that are told."""


@dataclass
class Entrance:
    """See `seat.Entrance`.

    Args:
        keyring: Where keys are kept.
    """

    keyring: Keyring

    def offered(self, wish: Wish) -> Wish:
        """See `seat.Entrance`."""
        last = next(self.keyring.all("seat"), None)
        if not wish.address:
            known = Wish(last.url, shown(last.code), last.name) if last else Wish()
            return Wish(known.address, wish.code or known.code, wish.name or known.name)
        there = door(wish.address, wish.code)
        here = self.keyring.seat(there.url, there.code) if there.code else None
        before = here or last
        return Wish(
            wish.address,
            shown(there.code) if there.code else "",
            wish.name or (before.name if before else ""),
        )

    def has_seat(self, wish: Wish) -> bool:
        """See `seat.Entrance`."""
        there = door(wish.address, wish.code)
        return bool(there.code and self.keyring.seat(there.url, there.code, wish.name))

    def seat(self, wish: Wish) -> Seat:
        """See `seat.Entrance`."""
        there = door(wish.address, code_meant(wish.code))
        if not there.code:
            raise CourseError(_("a class has a code"), _("it is on the teacher's screen"))
        kept = self.keyring.seat(there.url, there.code, wish.name)
        seat = Connection(
            there,
            wish.name or (kept.name if kept else ""),
            kept.key if kept else "",
            keep=lambda name, token: self._keep(there, name, token),
        )
        seat.follow(lambda: self._note_end(there, seat))
        return seat

    def earlier(self, name: str) -> tuple[tuple[str, float], ...]:
        """See `seat.Entrance`."""
        ended = [
            (kept.title, kept.earned)
            for kept in self.keyring.all("seat")
            if kept.earned is not None and folded(kept.name) == folded(name)
        ]
        return tuple(ended[:EARLIER])

    def _keep(self, there: Door, name: str, token: str) -> None:
        self.keyring.keep(Kept("seat", there.url, there.code, token, name))

    def _note_end(self, there: Door, seat: Connection) -> None:
        view = seat.standing.view
        if view is None or view.phase != "ended":
            return
        kept = self.keyring.seat(there.url, there.code, seat.standing.name)
        if kept and kept.earned is None and (earned := share(view)) is not None:
            self.keyring.keep(
                Kept("seat", kept.url, kept.code, kept.key, kept.name, view.title, earned)
            )
