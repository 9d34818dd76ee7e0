"""A student's seat as its device knows it: folded from what was heard and what was answered.

A face shows a `Standing` and talks to a `Seat`; who carries the messages is no concern of either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from course.joining.wire import Ack, Answer, Bye, Message, No, View, You

Link = Literal["coming", "in", "lost", "out"]
"""Not there yet, there, coming back by itself, or let go of for good."""

Fate = Literal["", "sending", "kept", "stored", "refused"]
"""What became of the last answer; `kept` until there is a connection again."""

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer; sent as often as it takes, it counts once."""

    id: str
    ballot: str
    round: int
    answer: Answer | None = None
    hum: tuple[Side, int] | None = None
    act: tuple[str, Mapping[str, Any]] | None = None
    """Anything else that a seat may do, by its verb on the wire."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a seat stands."""

    link: Link = "coming"
    why: str = ""
    """Why the device was let go of."""
    name: str = ""
    view: View | None = None
    ends: float | None = None
    """When the question closes, by the clock of who carries the messages."""
    said: Said | None = None
    fate: Fate = ""
    refusal: str = ""

    @property
    def is_pending(self) -> bool:
        """Whether an answer is still to be acknowledged."""
        return self.fate in ("sending", "kept")

    @property
    def is_current(self) -> bool:
        """Whether the last answer was to what is before the room."""
        view, said = self.view, self.said
        return bool(view and said and (said.ballot, said.round) == (view.ballot, view.round))

    @property
    def answer(self) -> Answer | None:
        """The answer that counts now, or will when it arrives."""
        if self.said and not self.said.act and self.is_current and self.fate != "refused":
            return self.said.answer
        return self.view.answer if self.view else None

    @property
    def has_hummed(self) -> bool:
        """Whether this seat's hum was heard."""
        mine = self.is_current and self.fate != "refused" and self.said and self.said.hum
        return bool(mine or (self.view and self.view.hummed))

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.link == "out" or bool(self.view and self.view.phase == "ended")


class Seat(Protocol):
    """A seat in a class, wherever the class is."""

    @property
    def standing(self) -> Standing:
        """How it stands now."""

    def follow(self, changed: Callable[[], None]) -> None:
        """Have `changed` called whenever it stands differently; in whatever thread that is."""

    def answer(self, answer: Answer) -> None:
        """Answer what is before the room; may be done again until it is closed."""

    def hum(self, side: Side, strength: int) -> None:
        """Hum, once."""

    def act(self, verb: str, /, **said: Any) -> None:
        """Do something else at the table: `amend`, `withdraw`, `stand` and what they say."""

    def seconds_left(self) -> float | None:
        """Seconds until the question closes; None where there is no countdown."""

    async def run(self) -> None:
        """Take the seat and keep it until the class is over or the student leaves.

        Raises:
            CourseError: There is no way in.
        """

    def leave(self) -> None:
        """Let go; the seat stays taken, and the same device may come back to it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a student typed, or had typed before."""

    address: str = ""
    code: str = ""
    name: str = ""


class Entrance(Protocol):
    """The way to seats from this machine."""

    def offered(self, wish: Wish) -> Wish:
        """The wish, filled up with what this machine knows from before."""

    def has_seat(self, wish: Wish) -> bool:
        """Whether this machine has a seat in that room already."""

    def seat(self, wish: Wish) -> Seat:
        """A seat to be taken; raises `CourseError` for what is no address or no code."""

    def earlier(self, name: str) -> tuple[tuple[str, float], ...]:
        """Titles of the classes this student was in, with what was earned; the newest first."""


def heard(standing: Standing, message: Message, now: float) -> Standing:
    """After a message of the server, at `now`."""
    match message:
        case You():
            fate: Fate = "sending" if standing.is_pending else standing.fate
            return replace(standing, link="in", name=message.name, fate=fate)
        case View():
            return _seen(standing, message, now)
        case Ack():
            mine = standing.said is not None and standing.said.id == message.id
            return replace(standing, fate="stored") if mine else standing
        case No():
            mine = standing.said is not None and message.id in ("", standing.said.id)
            is_waited_for = mine and standing.is_pending
            if not is_waited_for:
                return standing
            return replace(standing, fate="refused", refusal=message.why)
        case Bye():
            return replace(standing, link="out", why=message.why)


def _seen(standing: Standing, view: View, now: float) -> Standing:
    ends = None if view.left is None else now + view.left
    seen = replace(standing, view=view, ends=ends)
    before = standing.view
    went_on = before is not None and (before.ballot, before.round) != (view.ballot, view.round)
    if went_on and not standing.is_pending:
        return replace(seen, said=None, fate="", refusal="")
    return seen


def answered(standing: Standing, said: Said) -> Standing:
    """After the student answered."""
    fate: Fate = "sending" if standing.link == "in" else "kept"
    return replace(standing, said=said, fate=fate, refusal="")


def lost(standing: Standing) -> Standing:
    """After the connection broke."""
    fate: Fate = "kept" if standing.is_pending else standing.fate
    return replace(standing, link="lost", fate=fate)
