"""What a learner has done so far, folded from the log; knows nothing of the course's content.

`Progress` is the frozen state, `fold` makes it, `standing` reads it. The fold never fails on a
log: what cannot be (a clock gone mad, an answer to an attempt that never began) is passed over, so
the answers around it still count.

How answers move cards:

- Practice, checks and reviews: the first answer to a question in an attempt rates its card;
  a reflection is rated when it is judged; further tries do not.
- Tests: the last answer to each question rates when the attempt is submitted.
- `Eased` rates a right first answer as easy instead; `Undone` puts the card back.
- `PutOff` leaves a card as it is, but away until tomorrow.
- A question asked in a higher revision than its card begins a new card; an answer to a lower
  revision leaves the card alone.
- A time before the card's last review counts as that review's. When it is more than `DRIFT`
  before, that review was made on a wrong clock, and the card is dated from now on instead.

A question was met when its answer could be known: answered in practice or a review, or part of a
test that was submitted.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from course.progress.clock import DRIFT
from course.progress.diary import Claim, Day, with_answers, with_event
from course.progress.played import Played, played_after
from course.scheduling import RETENTION, Card, Rating, postponed, rating_of, review
from course.sessions.events import (
    Answered,
    AttemptEvent,
    AttemptStarted,
    Bookmarked,
    Certainty,
    Chose,
    ClockMended,
    Eased,
    Flagged,
    LessonKnown,
    LessonUnknown,
    Mode,
    NoteRemoved,
    NoteWritten,
    PutOff,
    Recorded,
    ScenarioEnded,
    ScenarioStarted,
    SectionOpened,
    SectionRead,
    SelfMarked,
    Submitted,
    Unbookmarked,
    Undone,
    Unflagged,
    WentOn,
    study_day,
)

IDLE = timedelta(minutes=5)
"""A longer pause inside an attempt counts as this much time spent."""

Revised = tuple[int, Card]
"""A card and the revision of the question it was learnt in."""


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that was begun and not submitted."""

    attempt: str
    of: str
    mode: Mode
    started: datetime
    answered: int
    """How many of its questions have an answer."""
    total: int


class Result(NamedTuple):
    """A submitted attempt; a tuple, as each start makes thousands of them."""

    attempt: str
    of: str
    mode: Mode
    score: Fraction
    out_of: int
    at: datetime
    seconds: int
    """Time spent on it; pauses count as `IDLE` at most."""


class Met(NamedTuple):
    """How a question went the last time: the first answer of practice, the last of a test."""

    attempt: str
    at: datetime
    fraction: Fraction | None
    """None where nothing was marked, or nothing answered."""
    certainty: Certainty | None


class Note(NamedTuple):
    """What the learner wrote at a place."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What one question of an open attempt has come to."""

    answers: int = 0
    fraction: Fraction | None = None
    certainty: Certainty | None = None
    at: datetime | None = None
    """When the answer was given that these two are of."""
    rated: int = 0
    """Which answer rated the card; 0 when none did."""
    before: Revised | None = None
    after: Revised | None = None
    """The card before and after that rating."""
    earlier: Met | None = None
    """How the question had gone the time before."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What the fold remembers of an attempt until it is submitted."""

    of: str
    mode: Mode
    started: datetime
    asked: Mapping[str, int]
    """The revision asked, by question."""
    last: datetime
    spent: timedelta = timedelta(0)
    superseded: bool = False
    """Whether a newer attempt at the same was begun."""
    given: Mapping[str, Given] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is known of a learner's way through a course."""

    place: tuple[str, str] | None = None
    """Lesson and section last opened."""
    read: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Sections read, by lesson."""
    known: frozenset[str] = frozenset()
    """Lessons that need not be read, as the learner knows them already."""
    cards: Mapping[str, Revised] = field(default_factory=dict)
    """By question."""
    results: tuple[Result, ...] = ()
    """In the order they were submitted."""
    days: Mapping[date, Day] = field(default_factory=dict)
    """What was done, by study day."""
    claims: Mapping[Certainty, Claim] = field(default_factory=dict)
    """What certainty was worth in the attempts that are submitted."""
    flagged: frozenset[str] = frozenset()
    """Questions marked to look at again."""
    met: Mapping[str, Met] = field(default_factory=dict)
    """By question."""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """By place: `lesson#section`, or a question."""
    bookmarks: Mapping[str, datetime] = field(default_factory=dict)
    """When each was put, by place."""
    played: Mapping[str, Played] = field(default_factory=dict)
    """By scenario."""
    last_at: datetime | None = None
    """When the newest event was recorded, on the clock of its machine."""
    trails: Mapping[str, Trail] = field(default_factory=dict)
    """Unsubmitted attempts by id, oldest first; the fold's own memory."""
    newest: str = ""
    """The highest id; what is recorded next has a higher one."""
    mended: bool = False
    """Whether the log says that a part of it was dated by a wrong clock."""
    retention: float = RETENTION
    """The chance of recall at which questions return."""

    def unfinished(self, of: str, mode: Mode) -> str | None:
        """The id of the newest attempt at `of` in this mode that is not submitted."""
        open_now = (
            attempt
            for attempt, trail in self.trails.items()
            if (trail.of, trail.mode) == (of, mode) and not trail.superseded
        )
        return next(open_now, None)

    @property
    def study_days(self) -> Collection[date]:
        """Days on which anything was done."""
        return self.days.keys()

    @property
    def open_attempts(self) -> dict[str, OpenAttempt]:
        """The newest attempt at each quiz, check or review (`of`) that is not submitted.

        A quiz may be open in practice and as a test; `unfinished` finds both.
        """
        return {
            trail.of: OpenAttempt(
                attempt,
                trail.of,
                trail.mode,
                trail.started,
                sum(given.answers > 0 for given in trail.given.values()),
                len(trail.asked),
            )
            for attempt, trail in self.trails.items()
            if not trail.superseded
        }

    @property
    def in_tests(self) -> frozenset[str]:
        """Questions of tests that were begun and not submitted."""
        return frozenset(
            question
            for trail in self.trails.values()
            if trail.mode == "test" and not trail.superseded
            for question in trail.asked
        )


def apply(progress: Progress, recorded: Recorded) -> Progress:
    """The progress after one more event; for many, `fold` is much cheaper."""
    return fold((recorded,), progress)


def fold(events: Iterable[Recorded], start: Progress | None = None) -> Progress:
    """The progress a log leads to from `start`; a fold may stop and go on anywhere."""
    folding = _Folding(start or Progress())
    for recorded in events:
        folding.add(recorded)
    return folding.progress()


_Moving = Answered | SelfMarked | Eased | Undone
"""What changes how a question of an attempt went."""


class _Folding:
    """A progress being changed in place, so that a long log costs no copies."""

    def __init__(self, start: Progress) -> None:
        self.place = start.place
        self.read = dict(start.read)
        self.known = set(start.known)
        self.cards = dict(start.cards)
        self.results = list(start.results)
        self.days = dict(start.days)
        self.claims = dict(start.claims)
        self.flagged = set(start.flagged)
        self.met = dict(start.met)
        self.notes = dict(start.notes)
        self.bookmarks = dict(start.bookmarks)
        self.played = dict(start.played)
        self.last_at = start.last_at
        self.trails = dict(start.trails)
        self.current = {
            (t.of, t.mode): attempt for attempt, t in self.trails.items() if not t.superseded
        }
        self.newest, self.mended = start.newest, start.mended
        self.retention = start.retention

    def progress(self) -> Progress:
        return Progress(
            self.place,
            self.read,
            frozenset(self.known),
            self.cards,
            tuple(self.results),
            self.days,
            self.claims,
            frozenset(self.flagged),
            self.met,
            self.notes,
            self.bookmarks,
            self.played,
            self.last_at,
            self.trails,
            self.newest,
            self.mended,
            self.retention,
        )

    def add(self, recorded: Recorded) -> None:
        at, event = recorded.at, recorded.event
        if isinstance(event, ClockMended):
            self.mended = True
            return
        self.newest = max(self.newest, recorded.id)
        day = day_of(at)
        self.days[day] = with_event(self.days.get(day, Day()), event, at, self.last_at)
        self.last_at = at
        match event:
            case SectionOpened():
                self.place = (event.lesson, event.section)
            case SectionRead():
                known = self.read.get(event.lesson, frozenset())
                self.read[event.lesson] = known | {event.section}
            case LessonKnown():
                self.known.add(event.lesson)
            case LessonUnknown():
                self.known.discard(event.lesson)
            case NoteWritten():
                self.notes[event.place] = Note(event.text, at)
            case NoteRemoved():
                self.notes.pop(event.place, None)
            case Bookmarked():
                self.bookmarks.setdefault(event.place, at)
            case Unbookmarked():
                self.bookmarks.pop(event.place, None)
            case ScenarioStarted() | Chose() | WentOn() | ScenarioEnded():
                self.played = played_after(self.played, event, at)
            case AttemptStarted():
                self._start(event, at)
            case _:
                self._in_attempt(event, at)

    def _start(self, event: AttemptStarted, at: datetime) -> None:
        if event.attempt in self.trails:
            return
        if (older := self.current.get((event.of, event.mode))) in self.trails:
            self.trails[older] = replace(self.trails[older], superseded=True)
        self.current[event.of, event.mode] = event.attempt
        asked = {asking.question: asking.revision for asking in event.asked}
        self.trails[event.attempt] = Trail(event.of, event.mode, at, asked, last=at)

    def _in_attempt(self, event: AttemptEvent, at: datetime) -> None:
        match event:
            case Flagged():
                self.flagged.add(event.question)
            case Unflagged():
                self.flagged.discard(event.question)
            case PutOff() if card := self.cards.get(event.question):
                self.cards[event.question] = (card[0], postponed(card[1], at))
            case _:
                pass
        trail = self.trails.get(event.attempt)
        if trail is None:
            return
        spent = trail.spent + min(max(at - trail.last, timedelta(0)), IDLE)
        if isinstance(event, Submitted):
            self._submit(event, trail, spent, at)
            return
        given = dict(trail.given)
        if isinstance(event, _Moving) and event.question in trail.asked:
            known = given.get(event.question, Given())
            marked = self._marked(event, trail, known, at)
            given[event.question] = self._met(event, trail, known, marked)
        self.trails[event.attempt] = replace(trail, last=at, spent=spent, given=given)

    def _marked(self, event: _Moving, trail: Trail, given: Given, at: datetime) -> Given:
        question, revision = event.question, trail.asked[event.question]
        is_test = trail.mode == "test"
        match event:
            case Answered():
                answers = given.answers + 1
                if given.answers and not is_test:
                    return replace(given, answers=answers)
                given = Given(answers, event.fraction, event.certainty, at)
            case SelfMarked() if given.answers and not given.rated:
                given = replace(given, fraction=event.fraction, certainty=None, at=at)
            case Eased() if given.fraction == 1 and self._take_back(question, given):
                return self._rated(question, revision, given, easy=True)
            case Undone() if given.answers and not is_test:
                if given.rated < given.answers:
                    return replace(given, answers=given.answers - 1)
                self._take_back(question, given)
                return Given(answers=given.answers - 1)
            case _:
                return given
        return given if is_test else self._rated(question, revision, given)

    def _met(self, event: _Moving, trail: Trail, known: Given, given: Given) -> Given:
        """Remember how a question went; what was undone is as it was the time before."""
        if trail.mode == "test":
            return given
        question, before = event.question, self.met.get(event.question)
        earlier = known.earlier if known.answers else before
        if given.answers and given.at:
            self.met[question] = Met(event.attempt, given.at, given.fraction, given.certainty)
        elif before and before.attempt == event.attempt:
            del self.met[question]
            if earlier:
                self.met[question] = earlier
        return replace(given, earlier=earlier) if earlier else given

    def _rated(self, question: str, revision: int, given: Given, *, easy: bool = False) -> Given:
        """Move a question's card by an answer; unmarked and outdated answers do not."""
        known = self.cards.get(question)
        if given.fraction is None or given.at is None or (known and known[0] > revision):
            return given
        card = known[1] if known and known[0] == revision else None
        if card and card.last_review - given.at > DRIFT:
            card = replace(card, last_review=given.at)
        rating = Rating.EASY if easy else rating_of(given.fraction, given.certainty)
        after = (revision, review(card, rating, given.at, retention=self.retention))
        self.cards[question] = after
        return Given(
            given.answers, given.fraction, given.certainty, given.at, given.answers, known, after
        )

    def _take_back(self, question: str, given: Given) -> bool:
        """Put a card back as it was; False when no answer or another attempt moved it last."""
        if given.after is None or self.cards.get(question) != given.after:
            return False
        if given.before is None:
            del self.cards[question]
        else:
            self.cards[question] = given.before
        return True

    def _submit(self, event: Submitted, trail: Trail, spent: timedelta, at: datetime) -> None:
        if trail.mode == "test":
            for question, given in trail.given.items():
                self._rated(question, trail.asked[question], given)
            for question in trail.asked:
                given = trail.given.get(question, Given())
                told = given.at or at
                self.met[question] = Met(event.attempt, told, given.fraction, given.certainty)
        answered = ((given.certainty, given.fraction) for given in trail.given.values())
        self.claims = with_answers(self.claims, answered)
        del self.trails[event.attempt]
        seconds = round(spent.total_seconds())
        self.results.append(
            Result(event.attempt, trail.of, trail.mode, event.score, event.out_of, at, seconds)
        )


def day_of(at: datetime) -> date:
    """The study day of a time, whatever a clock said."""
    try:
        return study_day(at)
    except OverflowError:  # within hours of year 1
        return at.date()
