"""What a store of rooms promises, whatever it is made of.

Each room has a log with running numbers from 1, without a gap, in the order of their commits: who
has read to n misses nothing by asking for what comes after n. What is sent twice under the same
key is stored once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from course.errors import CourseError
from course.sessions.live.events import Happened, Hums, RoomEvent, RoomOpened, Side

FORGOTTEN = "forgotten"
"""The kind of a row whose student was erased."""

FORGOTTEN_SEAT = "forgotten seat"
"""The kind of the row by which an erased student came in: there is one for each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be appended."""

    event: RoomEvent
    at: datetime
    """The server's time, UTC."""
    key: str | None = None
    """Unique in the room; a second entry of the same key is passed over."""
    hum: tuple[Side, int] | None = None
    """Counted beside the log with the entry, and bound to nobody."""


Thin = Callable[[int, RoomEvent], RoomEvent]
"""Makes of an event and its number what is kept of it; see `thinning`."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room in a list of rooms."""

    id: str
    opened: RoomOpened
    began: datetime
    ended: datetime | None


class RoomStore(Protocol):
    """Logs of rooms. Every method may block; raises `CourseError` where it cannot be used."""

    @property
    def where(self) -> str:
        """The store as it is named to people; never a password."""

    def open(self, room: str, opened: RoomOpened, at: datetime) -> None:
        """Begin a room; raises `CourseError` when its code is that of a room still open."""

    def append(self, room: str, entries: Sequence[Entry]) -> list[int | None]:
        """Store entries in one durable transaction; their numbers, None where a key was seen."""

    def append_together(
        self, batches: Sequence[tuple[str, Sequence[Entry]]]
    ) -> list[list[int | None] | CourseError]:
        """The same for several rooms in one transaction; what cannot be stored stops no other."""

    def read(self, room: str, after: int = 0) -> Iterator[tuple[int, Happened]]:
        """What happened after a number, in sequence."""

    def hums(self, room: str, ballot: str, round_: int) -> tuple[Hums, ...]:
        """How often a hum was heard on each side at each strength."""

    def rooms(self) -> tuple[RoomRow, ...]:
        """Every room, the newest first."""

    def find(self, code: str) -> str | None:
        """The id of the open room with this code."""

    def forget(self, room: str, seat: str) -> int:
        """Erase a student for good: the name, the token, every answer; how many rows held them.

        What is left keeps its numbers: an erased row stands as an event of nobody.
        """

    def forgotten(self, room: str) -> int:
        """How many students of a room were erased."""

    def thin(self, room: str, thin: Thin) -> int:
        """Keep of each event of a room's log what `thin` makes of it; how many were changed."""

    def erase(self, room: str) -> None:
        """Erase a whole room for good."""

    def compact(self) -> None:
        """Leave nothing of what was erased in the store's files; may take a while."""

    def rosters(self) -> dict[str, str]:
        """Rosters by name, as they were kept."""

    def keep_roster(self, name: str, people: str | None) -> None:
        """Keep a roster in place of the one of that name; None takes it away."""

    def pseudonym_key(self) -> str:
        """What pseudonyms are made with; drawn once, and never leaves the store's owner."""

    def follow(self, changed: Callable[[str], None]) -> None:
        """Call `changed` with a room, from any thread, when another process may have added to it.

        With an empty text it may be any room.
        """

    def close(self) -> None:
        """Let go of it."""
