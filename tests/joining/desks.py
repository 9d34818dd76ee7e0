"""A seat at an assignment without a network: what is done is done to a room of the test's own."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from course.content.questions import AnyQuestion
from course.joining.seat import Said
from course.joining.wire import Answer
from course.marking import mark
from course.sessions.live.desk import desk
from course.sessions.live.events import (
    FlagSet,
    HandedIn,
    HoursSet,
    RoomEvent,
    SittingBegun,
    Terms,
    TurnedTo,
    Voted,
)
from course.sessions.live.room import apply, begin
from course.sessions.live.sheet import understood
from tests.builders import a_short, a_single, a_true_false
from tests.joining.seats import PaperSeat
from tests.sessions.live.classes import BEGAN, after, an_opening, taken

QUESTIONS: tuple[AnyQuestion, ...] = (
    a_single("one", shuffle=False),
    a_short("two"),
    a_true_false("three"),
)
BANK = {question.id: question for question in QUESTIONS}


class AssignedSeat(PaperSeat):
    """Ana's seat; the server of the test answers each word at once."""

    def __init__(self, **terms: Any) -> None:
        super().__init__()
        settled = Terms(shuffle=False, **terms)
        opening = an_opening(*QUESTIONS, kind="assignment", terms=settled)
        self.room = apply(begin(opening, "room", BEGAN), taken("ana"), after(1))
        self.is_silent = False
        self.see()

    def see(self, seconds: float = 2) -> None:
        """The server shows what there is."""
        assert self.room.work
        self.hears(t="view", **desk(self.room, self.room.work, "ana", BANK, after(seconds)))

    def happens(self, *events: RoomEvent) -> None:
        """Something happened at the server."""
        for event in events:
            self.room = apply(self.room, event, after(2))
        self.see()

    def answer(self, answer: Answer) -> None:
        """See `Seat`."""
        super().answer(answer)
        said = self.said[-1]
        assert self.room.work
        seed = self.room.work.seed_of("ana", said.round)
        response = understood(BANK[said.ballot], seed, answer)
        share: Fraction | None = mark(BANK[said.ballot], response).fraction
        self._done(said, Voted("ana", said.ballot, said.round, response, share, said.id))

    def act(self, verb: str, /, **said: Any) -> None:
        """See `Seat`."""
        super().act(verb, **said)
        word, ballot = self.said[-1], said.get("ballot", "")
        round_ = said.get("round", 0)
        events: dict[str, RoomEvent] = {
            "begin": SittingBegun("ana", len(self._sittings) + 1, word.id),
            "turn": TurnedTo("ana", ballot, round_),
            "flag": FlagSet("ana", ballot, round_, said.get("on", False)),
            "hand-in": HandedIn("ana", round_, "student", word.id),
        }
        self._done(word, events[verb])

    @property
    def _sittings(self) -> tuple[Any, ...]:
        return self.room.work.of("ana") if self.room.work else ()

    def _done(self, said: Said, event: RoomEvent) -> None:
        if self.is_silent:
            return
        self.room = apply(self.room, event, after(2))
        self.hears(t="ack", id=said.id)
        self.see()

    def closes(self) -> None:
        """The teacher closes it."""
        self.happens(HoursSet(None, after(2)))

    @property
    def answers(self) -> dict[str, Any]:
        """What is stored."""
        return {id_: vote.response for id_, (vote, _at) in self._sittings[0].votes.items()}

    @property
    def is_in(self) -> bool:
        """Whether it is handed in."""
        return bool(self._sittings and self._sittings[-1].handed_in)

    def loses(self) -> None:
        """The line breaks; a word that is under way does not arrive."""
        self.is_silent = True
        self.becomes(replace(self.standing, link="lost"))
