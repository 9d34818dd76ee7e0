"""The one vocabulary of everything that happened.

Events are facts in the past tense; all state is folded from them and they are never changed.
They speak of content by id only, so a log can be read without the course at hand, and an
answer carries the fraction it earned, so that later edits of a question do not rewrite history.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Literal

from course.content.response import Response

Mode = Literal["practice", "test", "review"]
"""`practice`: feedback at once; `test`: after submitting; `review`: what is fading, at once."""

Certainty = Literal[1, 2, 3]
"""1 guessing, 2 fairly sure, 3 certain."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

DAY_STARTS = timedelta(hours=4)
"""A study day begins at 04:00 local time: who studies past midnight is still in yesterday."""


@dataclass(frozen=True, slots=True)
class SectionOpened:
    """The learner is here; the place to resume at."""

    lesson: str
    section: str


@dataclass(frozen=True, slots=True)
class SectionRead:
    """The learner went on from a section."""

    lesson: str
    section: str


@dataclass(frozen=True, slots=True)
class LessonKnown:
    """The learner, shown so by a placement, chose not to read a lesson."""

    lesson: str


@dataclass(frozen=True, slots=True)
class LessonUnknown:
    """The lesson is to be read after all."""

    lesson: str


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The learner wrote a note at a place, or wrote it anew; what it said before stays here."""

    place: str
    """`lesson#section`, or a question's id."""
    text: str


@dataclass(frozen=True, slots=True)
class NoteRemoved:
    """The note at a place was taken away."""

    place: str


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """A place to come back to; named as for a note."""

    place: str


@dataclass(frozen=True, slots=True)
class Unbookmarked:
    """The bookmark was taken out."""

    place: str


@dataclass(frozen=True, slots=True)
class ClockMended:
    """The learner said that the clock is right now, and was wrong when these were dated."""

    misdated: tuple[str, ...]
    """Ids of recorded events."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of an attempt, at the revision it was asked in."""

    question: str
    revision: int


@dataclass(frozen=True, slots=True)
class AttemptStarted:
    """An attempt began; everything that shapes it is decided here."""

    attempt: str
    of: str
    """`quiz:<id>`, `check:<lesson>#<section>/<question>`, `chosen:<selection>`, `exam:<paper>`,
    `placement:<paper>`, `again:` before what was missed of a quiz (its id), a `chosen:<selection>`
    or an `exam:<paper>`, or `review`."""
    mode: Mode
    seed: str
    asked: tuple[Asking, ...]
    """In the order they are asked."""
    tries: int = 1
    """How often a question may be answered in practice."""
    certainty: bool = False
    time_limit: int | None = None
    """Seconds, or None."""
    leeches: tuple[str, ...] = ()
    """Of a review: questions forgotten so often that their passages come first."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A response was given. In test mode it may be given anew until the attempt is submitted."""

    attempt: str
    question: str
    response: Response
    fraction: Fraction | None
    """What the response alone earns, 0..1; None where nothing is marked (yet)."""
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class SelfMarked:
    """The learner judged a reflection against its rubric."""

    attempt: str
    question: str
    met: tuple[str, ...]
    """Keys of the criteria met."""
    fraction: Fraction


@dataclass(frozen=True, slots=True)
class HintShown:
    """The next hint was asked for."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Passed over for now."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """Marked to look at again."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Unflagged:
    """The mark was taken off."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Went to a question of the attempt, onwards or back."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """Asked for the answer instead of using a further try."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Eased:
    """Said that a right answer came easily, so that it may return later."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Took back the last answer of a review."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Reread:
    """Went to the passage of a question that keeps slipping away, before answering it."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class PutOff:
    """Left a question that keeps slipping away for another day."""

    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """The attempt is over and counts as it stands."""

    attempt: str
    score: Fraction
    """Points earned; reflections and surveys do not count."""
    out_of: int
    """Points that could be earned."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice of a scenario, where it was taken."""

    scene: str
    choice: str


@dataclass(frozen=True, slots=True)
class ScenarioStarted:
    """Somebody began to play a scenario, from its beginning or from a scene of an earlier path."""

    attempt: str
    """Id of this run."""
    scenario: str
    taken: tuple[Taken, ...] = ()
    """The choices taken over; the run goes on from the scene that the last of them leads to."""


@dataclass(frozen=True, slots=True)
class Chose:
    """A choice was taken."""

    attempt: str
    scenario: str
    scene: str
    choice: str
    to: str
    """The scene that this led to, so that later edits do not rewrite the path."""


@dataclass(frozen=True, slots=True)
class WentOn:
    """Went on from what followed a choice, to a scene."""

    attempt: str
    scenario: str
    scene: str


@dataclass(frozen=True, slots=True)
class ScenarioEnded:
    """Came to an ending."""

    attempt: str
    scenario: str
    ending: str
    """The scene that is the end."""


AttemptEvent = (
    AttemptStarted
    | Answered
    | SelfMarked
    | HintShown
    | Skipped
    | Flagged
    | Unflagged
    | Moved
    | Revealed
    | Eased
    | Undone
    | Reread
    | PutOff
    | Submitted
)
"""What can happen to an attempt."""

PlaceEvent = (
    SectionOpened
    | SectionRead
    | LessonKnown
    | LessonUnknown
    | NoteWritten
    | NoteRemoved
    | Bookmarked
    | Unbookmarked
)
"""What can happen at a place of the course."""

ScenarioEvent = ScenarioStarted | Chose | WentOn | ScenarioEnded
"""What can happen in a scenario."""

Event = PlaceEvent | ClockMended | AttemptEvent | ScenarioEvent
"""Anything that can happen."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with who, when and where; what a store keeps."""

    id: str
    """Unique, and rising along the log of a machine: 12 hex digits of milliseconds, 20 random."""
    learner: str
    course: str
    at: datetime
    """Aware, in the offset of the learner's clock when it happened."""
    event: Event

    @property
    def study_day(self) -> date:
        """The local day this counts for."""
        return study_day(self.at)


def study_day(at: datetime) -> date:
    """The study day of an aware local time (`DAY_STARTS`)."""
    return (at - DAY_STARTS).date()


def local(at: datetime, offset_minutes: int) -> datetime:
    """`at` on a clock `offset_minutes` east of UTC."""
    return at.astimezone(timezone(timedelta(minutes=offset_minutes)))


def event_id(at: datetime, randomness: str) -> str:
    """An id that sorts by time; `randomness` is 20 hex digits."""
    milliseconds = round(at.astimezone(UTC).timestamp() * 1000)
    return f"{milliseconds:012x}{randomness}"


def moment(id: str) -> datetime:
    """The time that an id tells, in UTC."""
    return _EPOCH + int(id[:12], 16) * _MILLISECOND


def rising_ids(newest: str, at: datetime, randomness: Iterable[str]) -> Iterator[str]:
    """Ids for events at `at` that sort after `newest` and after each other.

    Args:
        newest: The highest id so far; empty without any.
        at: When they happened; where the clock was set back, ids keep to the sequence.
        randomness: 20 hex digits for each.
    """
    for random in randomness:
        after = f"{int(newest[:12], 16) + 1:012x}{random}" if newest else ""
        newest = max(event_id(at, random), after)
        yield newest
