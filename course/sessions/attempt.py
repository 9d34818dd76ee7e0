"""An attempt at some questions: its state, and what can be said of it.

The state is folded from events in `moves`; here are only the facts that it holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal, assert_never

from course.content.questions import (
    UNSCORED,
    AnyQuestion,
    Reflection,
    Response,
    Single,
    TrueFalse,
)
from course.errors import CourseError
from course.marking import BadResponse, Mark, after_tries, mark
from course.sessions.events import Certainty, Mode, Submitted

Phase = Literal["rereading", "asking", "again", "rubric", "feedback", "over"]
"""Where the current question stands.

`rereading`: forgotten so often that its passage comes first; `asking`: a response is awaited;
`again`: wrong, and a further try is left; `rubric`: a written answer awaits the learner's own
judgement; `feedback`: done with, the why is shown; `over`: the attempt is submitted.
"""

Status = Literal["open", "skipped", "answered", "right", "partly", "wrong"]
"""How a question stands in an overview; never tells right from wrong before it may be known."""


class IllegalMove(CourseError):
    """The event cannot happen now; the attempt is unchanged."""


@dataclass(frozen=True, slots=True)
class Try:
    """One response."""

    response: Response
    fraction: Fraction | None
    """What it earns alone; None where nothing is marked."""
    certainty: Certainty | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that has happened to one question of the attempt."""

    tries: tuple[Try, ...] = ()
    hints: int = 0
    """How many hints are shown."""
    flagged: bool = False
    skipped: bool = False
    revealed: bool = False
    eased: bool = False
    reread: bool = False
    put_off: bool = False
    """Left for another day, in a review."""
    met: tuple[str, ...] | None = None
    """Criteria of a reflection the learner judged met; None until judged."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A state of an attempt; every change makes a new one."""

    id: str
    of: str
    mode: Mode
    seed: str
    questions: Mapping[str, AnyQuestion]
    """By id, in the order they are asked."""
    tries: int
    certainty: bool
    deadline: datetime | None
    started: datetime
    current: str
    """Id of the question in front of the learner."""
    leeches: frozenset[str] = frozenset()
    """Questions forgotten so often that their passages come first."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    answered_now: bool = False
    """Whether the current question was answered since it was put."""
    last_answered: str | None = None
    """The question whose answer `Undone` would take back."""
    submitted: Submitted | None = None
    ended: datetime | None = None

    @property
    def question(self) -> AnyQuestion:
        """The question in front of the learner."""
        return self.questions[self.current]

    @property
    def entry(self) -> Entry:
        """What has happened to the current question."""
        return self.entry_of(self.current)

    def entry_of(self, question: str) -> Entry:
        """What has happened to a question; an empty entry when nothing has."""
        return self.entries.get(question, _UNTOUCHED)

    @property
    def place(self) -> int:
        """1-based place of the current question."""
        return list(self.questions).index(self.current) + 1


_UNTOUCHED = Entry()


def phase(attempt: Attempt) -> Phase:
    """Where the current question stands."""
    if attempt.submitted:
        return "over"
    if attempt.mode == "test":
        return "asking"
    entry = attempt.entry
    if isinstance(attempt.question, Reflection) and entry.tries and entry.met is None:
        return "rubric"
    if attempt.mode == "review":
        if attempt.answered_now or entry.put_off:
            return "feedback"
        comes_first = attempt.current in attempt.leeches and not (entry.reread or entry.tries)
        return "rereading" if comes_first else "asking"
    if is_settled(attempt, attempt.current):
        return "feedback"
    return "again" if entry.tries else "asking"


def is_settled(attempt: Attempt, question: str) -> bool:
    """Whether practice is done with a question: right, out of tries, revealed or judged."""
    entry = attempt.entry_of(question)
    if not entry.tries:
        return False
    if isinstance(attempt.questions[question], Reflection):
        return entry.met is not None
    last = entry.tries[-1].fraction
    if last is None or last == 1 or entry.revealed:
        return True
    return len(entry.tries) >= tries_at(attempt, question)


def tries_at(attempt: Attempt, question: str) -> int:
    """How often practice asks a question: once where a wrong answer gives the right one away."""
    match attempt.questions[question]:
        case TrueFalse() | Single(choices=(_, _)):
            return 1
        case _:
            return attempt.tries


def is_overdue(attempt: Attempt, now: datetime) -> bool:
    """Whether the time limit has passed; then only submitting is left."""
    return attempt.deadline is not None and now > attempt.deadline


def earns(attempt: Attempt, question: str) -> Fraction:
    """Points so far: practice charges for tries, a test takes the last, a review the first."""
    asked = attempt.questions[question]
    if isinstance(asked, UNSCORED):
        return Fraction(0)
    fractions = [t.fraction for t in attempt.entry_of(question).tries if t.fraction is not None]
    if not fractions:
        return Fraction(0)
    match attempt.mode:
        case "practice":
            return asked.points * after_tries(fractions)
        case "test":
            return asked.points * fractions[-1]
        case "review":
            return asked.points * fractions[0]
        case _:
            assert_never(attempt.mode)


def out_of(attempt: Attempt) -> int:
    """Points that could be earned; reflections and surveys do not count."""
    return sum(question.points for question in scored(attempt))


def scored(attempt: Attempt) -> list[AnyQuestion]:
    """The questions that count: those that are marked, and were not left for another day."""
    return [
        question
        for question in attempt.questions.values()
        if not isinstance(question, UNSCORED) and not attempt.entry_of(question.id).put_off
    ]


def feedback(attempt: Attempt, question: str) -> Mark | None:
    """The mark of the last response; None without one, or when it no longer fits the question."""
    entry = attempt.entry_of(question)
    if not entry.tries:
        return None
    try:
        return mark(attempt.questions[question], entry.tries[-1].response)
    except BadResponse:
        return None


def unanswered(attempt: Attempt) -> list[int]:
    """The places of the questions without an answer, counted from 1."""
    asked = enumerate(attempt.questions, 1)
    return [place for place, of in asked if status(attempt, of) in ("open", "skipped")]


def status(attempt: Attempt, question: str) -> Status:
    """How a question stands in an overview."""
    entry = attempt.entry_of(question)
    if not entry.tries:
        return "skipped" if entry.skipped or entry.put_off else "open"
    fraction = entry.tries[0 if attempt.mode == "review" else -1].fraction
    hidden = attempt.mode == "test" and attempt.submitted is None
    if fraction is None or hidden:
        return "answered"
    if fraction == 1:
        return "right"
    return "partly" if fraction > 0 else "wrong"
