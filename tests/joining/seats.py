"""A seat without a network, for tests of what faces show: fed with what a server would send."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from course.content.questions import AnyQuestion
from course.joining.seat import Said, Seat, Side, Standing, Wish, answered, heard, lost
from course.joining.wire import Answer
from course.joining.wire import heard as understood
from course.rooms.room import OpenRoom
from course.sessions.live.room import Room
from course.sessions.live.view import view
from tests.sessions.live.classes import after


class PaperSeat:
    """Ana's seat; what she says is kept, and what the server says is said by the test."""

    def __init__(self, room: Room | None = None, bank: Mapping[str, AnyQuestion] = {}) -> None:
        self.standing = Standing()
        self.said: list[Said] = []
        self.left = False
        self.now = 0.0
        self._bank = bank
        self._changed: list[Callable[[], None]] = []
        self.hears(t="you", name="Ana", token="token")
        if room:
            self.shows(room)

    def hears(self, **message: Any) -> None:
        """The server says something."""
        said = understood(json.dumps(message))
        assert said is not None, message
        self.becomes(heard(self.standing, said, self.now))

    def shows(self, room: Room, bank: Mapping[str, AnyQuestion] | None = None) -> None:
        """The server shows a room as it is."""
        seen = view(room, "ana", bank or self._bank, after(1))
        self.hears(t="view", **seen)

    def sees(self, room: OpenRoom) -> None:
        """The server shows a room of whatever kind."""
        self.hears(t="view", **(room.shared() | room.own("ana")))

    def loses(self) -> None:
        """The line breaks."""
        self.becomes(lost(self.standing))

    def becomes(self, standing: Standing) -> None:
        """Stand differently."""
        self.standing = standing
        for changed in self._changed:
            changed()

    def follow(self, changed: Callable[[], None]) -> None:
        """See `Seat`."""
        self._changed.append(changed)

    def answer(self, answer: Answer) -> None:
        """See `Seat`."""
        self._put(answer=answer)

    def hum(self, side: Side, strength: int) -> None:
        """See `Seat`."""
        self._put(hum=(side, strength))

    def act(self, verb: str, /, **said: Any) -> None:
        """See `Seat`."""
        self._put(act=(verb, said))

    def _put(self, **said: Any) -> None:
        assert self.standing.view
        seen = self.standing.view
        self.said.append(Said(f"m{len(self.said)}", seen.ballot, seen.round, **said))
        self.becomes(answered(self.standing, self.said[-1]))

    def seconds_left(self) -> float | None:
        """See `Seat`."""
        return None if self.standing.ends is None else max(0.0, self.standing.ends - self.now)

    async def run(self) -> None:
        """See `Seat`."""

    def leave(self) -> None:
        """See `Seat`."""
        self.left = True


NOTHING = Wish()


class PaperEntrance:
    """Always the same seat."""

    def __init__(self, seat: Seat, known: Wish = NOTHING, earlier: Any = ()) -> None:
        self._seat, self.known, self._earlier = seat, known, earlier
        self.wishes: list[Wish] = []

    def offered(self, wish: Wish) -> Wish:
        """See `Entrance`."""
        known = self.known
        return Wish(wish.address or known.address, wish.code or known.code, wish.name or known.name)

    def has_seat(self, wish: Wish) -> bool:
        """See `Entrance`."""
        return False

    def seat(self, wish: Wish) -> Seat:
        """See `Entrance`."""
        self.wishes.append(wish)
        return self._seat

    def earlier(self, name: str) -> tuple[tuple[str, float], ...]:
        """See `Entrance`."""
        return tuple(self._earlier)
