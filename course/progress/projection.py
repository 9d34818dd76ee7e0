"""What a learner has done so far, as a log tells it; knows nothing of the course's content.

`Progress` is the frozen state that `folding` makes and everything else reads.

A question was met when its answer could be known: answered in practice or a review, or part of a
test that was submitted.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from course.progress.diary import Claim, Day
from course.progress.played import Played
from course.scheduling import RETENTION, Card
from course.sessions.events import Certainty, Mode, study_day

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


def day_of(at: datetime) -> date:
    """The study day of a time, whatever a clock said."""
    try:
        return study_day(at)
    except OverflowError:  # within hours of year 1
        return at.date()
