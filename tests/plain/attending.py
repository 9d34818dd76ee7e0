"""A class attended in lines: a script of what happens, and all that is said meanwhile."""

import io
from collections.abc import Callable

from course.content.questions import AnyQuestion
from course.joining.seat import Wish
from course.plain.inbox import Inbox
from course.plain.join import joined
from course.plain.lines import Lines
from course.sessions.live.room import Room
from tests.builders import a_single, a_true_false
from tests.joining.seats import PaperEntrance, PaperSeat

ONE, TWO = a_single("one", explanation="Because of the plates."), a_true_false("two")
BANK: dict[str, AnyQuestion] = {"one": ONE, "two": TWO}

Step = Callable[[PaperSeat], None]


class Script(PaperSeat):
    """A seat to which the next thing happens each time everything is said and waited for."""

    def __init__(
        self, room: Room | None, *steps: Step, bank: dict[str, AnyQuestion] = BANK
    ) -> None:
        super().__init__(room, bank)
        self.steps = list(steps)

    def step(self) -> None:
        if self.steps:
            self.steps.pop(0)(self)


class Patient(Inbox):
    """An inbox that, instead of waiting, lets the next thing happen."""

    def __init__(self, seat: Script, *typed: str, ends: bool = False) -> None:
        super().__init__(io.StringIO())
        self._seat = seat
        self._lines.extend(f"{line}\n" for line in typed)
        if ends:
            self._lines.append("")

    def wait(self, seconds: float | None, *, lines: bool = True) -> str | None:
        """See `Inbox`."""
        if not self._is_signalled and not (lines and self._lines):
            assert self._seat.steps, "waited in vain"
            self._seat.step()
        return super().wait(0, lines=lines)


def attended(seat: Script, *typed: str, interactive: bool = False, wish: Wish | None = None) -> str:
    """All that is said in a class with these lines typed."""
    out = io.StringIO()
    inbox = Patient(seat, *typed)
    lines = Lines(out, inbox, interactive=interactive, width=80)
    entrance = PaperEntrance(seat, earlier=[("Berlin", 0.6)])
    joined(entrance, wish or Wish("http://192.0.2.7:8050", "RFC-728", "Ana"), lines, inbox)
    return out.getvalue()


def in_order(said: str, *words: str) -> None:
    """All the words are said, one after the other."""
    places = [said.find(each) for each in words]
    assert -1 not in places, said
    assert places == sorted(places)


def shows(room: Room) -> Step:
    return lambda seat: seat.shows(room)


def ack(id: str = "m0") -> Step:
    return lambda seat: seat.hears(t="ack", id=id)
