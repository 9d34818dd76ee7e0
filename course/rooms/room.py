"""A room at hand: its state, kept current, and the one way to make something happen in it.

`do` returns once an event is durable and folded. Events that arrive together are committed
together; the log decides what came first, also between several processes that serve one room, so
an answer that lost against the closing of its question is refused although it was stored.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from course.content.exercise import Exercise
from course.content.questions import AnyQuestion
from course.content.response import Response
from course.content.scenario import Scenario
from course.errors import CourseError
from course.i18n import _
from course.marking import Mark, mark
from course.rooms.codec import check
from course.rooms.committing import Committer
from course.rooms.store import Entry, RoomStore
from course.sessions.attempt import IllegalMove
from course.sessions.live import exercise, scenario
from course.sessions.live.desk import desk
from course.sessions.live.events import (
    BallotClosed,
    FlagSet,
    HandedIn,
    Happened,
    Hummed,
    HumsCounted,
    RoomEvent,
    RoomOpened,
    SeatTaken,
    Side,
    SittingBegun,
    TurnedTo,
    Voted,
)
from course.sessions.live.room import Room, apply, begin
from course.sessions.live.sheet import understood
from course.sessions.live.view import View, overview, own, questions_of, shared

TOGETHER = 0.02
"""Seconds that events wait for others to be committed with."""


ALARM = timedelta(minutes=1)
"""How long the teacher is told that codes are being guessed."""

Subject = Scenario | Exercise
"""What a class may be about beside questions."""

NO_SUBJECTS: Mapping[str, Subject] = {}

QUIET = (SeatTaken, Voted, Hummed, SittingBegun, TurnedTo, FlagSet, HandedIn)
"""Events of one seat, which change nothing that the others see."""


def _seconds() -> float:
    """Seconds that nobody can set, counted in a machine's sleep too where it can be."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


_BEGAN = datetime.now(UTC) - timedelta(seconds=_seconds())


def utc_now() -> datetime:
    """The server's clock: read once, so that setting it ends no question early or late."""
    return _BEGAN + timedelta(seconds=_seconds())


@dataclass(slots=True)
class _Waiting:
    entry: Entry
    done: "asyncio.Future[None]"


class OpenRoom:
    """See the module.

    Args:
        store: Where its log is.
        id: The room's.
        bank: Questions of the course by id.
        clock: Aware, UTC.
        subjects: Scenarios and exercises, under the names that rooms have them by.
        committer: Shared by the rooms of a store; its own unless given.
    """

    def __init__(
        self,
        store: RoomStore,
        id: str,
        bank: Mapping[str, AnyQuestion],
        clock: Callable[[], datetime] = utc_now,
        subjects: Mapping[str, Subject] = NO_SUBJECTS,
        committer: Committer | None = None,
    ) -> None:
        self.store, self.id, self.clock = store, id, clock
        _seq, happened = next(iter(store.read(id)), (0, None))
        if happened is None or not isinstance(happened.event, RoomOpened):
            raise CourseError(_("there is no such room"), _("course host opens one"))
        self.room: Room = begin(happened.event, id, happened.at)
        self.questions = questions_of(self.room.opened, bank)
        self.subject = subjects.get(self.room.opened.of)
        if self.subject is None and self.room.opened.kind in ("scenario", "exercise"):
            raise CourseError(
                _("this class is about what is not at hand here"), _("serve it with its course")
            )
        self.seq = 0
        """The number of the newest event that is folded."""
        self.presided: deque[tuple[str, str]] = deque(maxlen=200)
        """What the seat in the chair sent lately, by its own names for it."""
        self._waiting: list[_Waiting] = []
        self._writer: asyncio.Task[None] | None = None
        self._committer = committer or Committer(store)
        self._watchers: set[asyncio.Event] = set()
        self._turn_watchers: set[asyncio.Event] = set()
        self._refused: dict[int, IllegalMove] = {}
        self._marks: dict[tuple[str, str], Mark] = {}
        self._alarmed: datetime | None = None
        self._fold(store.read(id))
        if isinstance(self.subject, Scenario) and scenario.story(self.room, self.subject).is_cut:
            raise CourseError(
                _("the scenario was edited: the way this class went is no more"), _("begin anew")
            )

    def watch(self, *, turns: bool = False) -> asyncio.Event:
        """An event that is set whenever the room changed; given back to `unwatch`.

        Args:
            turns: Only what every seat must see: not who comes in or answers.
        """
        watcher = asyncio.Event()
        (self._turn_watchers if turns else self._watchers).add(watcher)
        return watcher

    def unwatch(self, watcher: asyncio.Event) -> None:
        """No longer tell of changes."""
        self._watchers.discard(watcher)
        self._turn_watchers.discard(watcher)

    def shared(self) -> View:
        """What every seat sees; of an assignment each sees their own alone."""
        if self.room.work:
            return {}
        match self.subject:
            case Scenario() as case:
                return scenario.shared(self.room, case, self.clock())
            case Exercise() as pack:
                return exercise.shared(self.room, pack, self.clock())
        return shared(self.room, self.questions, self.clock())

    def own(self, seat: str) -> View:
        """What a seat sees beside it."""
        if self.room.work:
            return desk(self.room, self.room.work, seat, self.questions, self.clock())
        match self.subject:
            case Scenario() as case:
                return scenario.own(self.room, case, seat)
            case Exercise() as pack:
                return exercise.own(self.room, pack, seat)
        return own(self.room, seat, self.questions, self._mark)

    def _mark(self, question: AnyQuestion, response: Response) -> Mark:
        """What an answer earns, and why; found once for all who answer the same."""
        of = question.id, repr(response)
        if of not in self._marks:
            self._marks[of] = mark(question, response)
        return self._marks[of]

    def overview(self) -> View:
        """What the teacher sees; `alarm` when somebody is guessing codes."""
        now = self.clock()
        alarm = self._alarmed is not None and now - self._alarmed < ALARM
        return self._overview(now) | ({"alarm": True} if alarm else {})

    def _overview(self, now: datetime) -> View:
        match self.subject:
            case Scenario() as case:
                return scenario.overview(self.room, case, now)
            case Exercise() as pack:
                return exercise.overview(self.room, pack, now)
        return overview(self.room, self.questions, now)

    def alarm(self) -> None:
        """Tell the teacher that somebody is guessing codes."""
        before, self._alarmed = self._alarmed, self.clock()
        if before is None or self._alarmed - before >= ALARM:
            for watcher in self._watchers:
                watcher.set()

    async def catch_up(self) -> None:
        """Fold what is stored and not known yet; another process may have put it there."""
        self._fold(await asyncio.to_thread(lambda: list(self.store.read(self.id, self.seq))))

    def _fold(self, log: Iterable[tuple[int, Happened]]) -> None:
        before, turned = self.seq, False
        for seq, happened in log:
            if seq <= self.seq:
                continue
            turned = turned or not isinstance(happened.event, QUIET)
            try:
                self.room = apply(self.room, happened.event, happened.at)
            except IllegalMove as refused:
                self._refused[seq] = refused
            self.seq = seq
        if self.seq > before:
            for watcher in self._watchers:
                watcher.set()
        if turned:
            for watcher in self._turn_watchers:
                watcher.set()

    async def _follow(self, entries: list[Entry], numbers: list[int | None]) -> None:
        """Fold what was stored just now; read it back only where others stored something too."""
        stored = [pair for pair in zip(numbers, entries, strict=True) if pair[0] is not None]
        if [number for number, _ in stored] != list(
            range(self.seq + 1, self.seq + 1 + len(stored))
        ):
            await self.catch_up()
            return
        self._fold((number, Happened(self.id, e.at, e.event)) for number, e in stored if number)

    async def do(
        self, event: RoomEvent, *, key: str | None = None, hum: tuple[Side, int] | None = None
    ) -> None:
        """Make something happen; returns once it is durable and `room` knows of it.

        Args:
            event: What happens.
            key: The sender's own name for it: sent twice, it happens once.
            hum: How a seat hummed, counted beside the log.

        Raises:
            IllegalMove: It cannot happen now, or lost against something that came first.
            CourseError: It could not be stored.
        """
        at = self.clock()
        apply(self.room, event, at)
        check(event)  # alone: what is committed together must not fail together
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(Entry(event, at, key, hum), done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await done

    async def vote(self, seat: str, ballot: str, round_: int, answer: object, sent: str) -> None:
        """Take an answer as a device sends it (`sheet`); what was taken before is taken again.

        Raises `BadResponse` for what is no answer, `IllegalMove` for what comes too late.
        """
        if before := self.room.ballots.get(ballot):
            known = before.rounds[round_ - 1 : round_]
            if known and (vote := known[0].votes.get(seat)) and vote.sent == sent:
                return
        if isinstance(self.subject, Scenario):
            choice = scenario.chosen(self.room, self.subject, ballot, answer)
            await self.do(Voted(seat, ballot, round_, choice, None, sent), key=f"{seat}/{sent}")
            return
        question = self.questions.get(ballot)
        if question is None:
            raise IllegalMove(_("another question is before the room"))
        response = understood(question, self.room.opened.seed, answer)
        event = Voted(seat, ballot, round_, response, self._mark(question, response).fraction, sent)
        await self.do(event, key=f"{seat}/{sent}")

    async def hum(
        self, seat: str, ballot: str, round_: int, hum: tuple[Side, int], sent: str
    ) -> None:
        """Take a hum; the same sent twice is heard once."""
        ballot_ = self.room.ballots.get(ballot)
        if ballot_ and len(ballot_.rounds) == round_ and seat in ballot_.last.hummed:
            return
        await self.do(Hummed(seat, ballot, round_, sent), key=f"{seat}/{sent}", hum=hum)

    async def close_ballot(self) -> None:
        """Close the open question; a hum is counted with it."""
        ballot = self.room.ballot
        if ballot is None:
            raise IllegalMove(_("no question is open"))
        await self.do(BallotClosed(ballot.id, len(ballot.rounds)))
        hums = await asyncio.to_thread(self.store.hums, self.id, ballot.id, len(ballot.rounds))
        if hums:
            await self.do(HumsCounted(ballot.id, len(ballot.rounds), hums))

    async def _write(self) -> None:
        while self._waiting:
            await asyncio.sleep(TOGETHER if len(self._turn_watchers) > 1 else 0)
            batch, self._waiting = self._waiting, []
            try:
                entries = [waiting.entry for waiting in batch]
                numbers = await self._committer.append(self.id, entries)
                await self._follow(entries, numbers)
            except Exception as error:
                failure = (
                    error
                    if isinstance(error, CourseError)
                    else CourseError(
                        _("it could not be stored: {kind}").format(kind=type(error).__name__),
                        _("try again"),
                    )
                )
                for waiting in batch:
                    if not waiting.done.done():
                        waiting.done.set_exception(failure)
                continue
            for waiting, number in zip(batch, numbers, strict=True):
                _settle(waiting, None if number is None else self._refused.pop(number, None))


def _settle(waiting: _Waiting, refused: IllegalMove | None) -> None:
    if waiting.done.done():  # whoever asked has gone
        return
    if refused:
        waiting.done.set_exception(refused)
    else:
        waiting.done.set_result(None)
