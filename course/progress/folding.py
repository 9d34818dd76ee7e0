"""How a log becomes a learner's progress, event by event.

The fold never fails on a log: what cannot be (a clock gone mad, an answer to an attempt that never
began) is passed over, so the answers around it still count.

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
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from course.progress.clock import DRIFT
from course.progress.diary import Day, with_answers, with_event
from course.progress.played import played_after
from course.progress.projection import Given, Met, Note, Progress, Result, Trail, day_of
from course.scheduling import Rating, postponed, rating_of, review
from course.sessions.events import (
    Answered,
    AttemptEvent,
    AttemptStarted,
    Bookmarked,
    Chose,
    ClockMended,
    Eased,
    Flagged,
    LessonKnown,
    LessonUnknown,
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
)

IDLE = timedelta(minutes=5)
"""A longer pause inside an attempt counts as this much time spent."""


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
