"""Events for tests: short words for single ones, and strategies for whole logs."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from course.content.response import Response
from course.sessions.events import (
    Answered,
    Asking,
    AttemptStarted,
    Bookmarked,
    Certainty,
    Chose,
    ClockMended,
    Eased,
    Event,
    Flagged,
    HintShown,
    LessonKnown,
    LessonUnknown,
    Mode,
    Moved,
    NoteRemoved,
    NoteWritten,
    PutOff,
    Recorded,
    Reread,
    Revealed,
    ScenarioEnded,
    ScenarioStarted,
    SectionOpened,
    SectionRead,
    SelfMarked,
    Skipped,
    Submitted,
    Taken,
    Unbookmarked,
    Undone,
    Unflagged,
    WentOn,
    event_id,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=1)))
"""A time to begin at: a Tuesday, one hour east of UTC."""

DAY = timedelta(days=1)
RIGHT, HALF, WRONG = Fraction(1), Fraction(1, 2), Fraction(0)

_count = iter(range(10**9))


def recorded(
    event: Event, at: datetime = NOON, *, learner: str = "ana", course: str = "ig"
) -> Recorded:
    """An event with an id of its own."""
    moment = at if 1 < at.year < 9999 else NOON  # ids are for clocks, not for absurd times
    return Recorded(event_id(moment, f"{next(_count):020x}"), learner, course, at, event)


def log(
    *events: Event, at: datetime = NOON, every: timedelta = timedelta(seconds=10)
) -> tuple[Recorded, ...]:
    """Events one after the other."""
    return tuple(recorded(event, at + every * place) for place, event in enumerate(events))


def started(
    *questions: str, attempt: str = "a1", of: str = "quiz:q", mode: Mode = "practice", **more: Any
) -> AttemptStarted:
    """The begin of an attempt at questions, all in revision `revision` (1)."""
    revision = more.pop("revision", 1)
    asked = tuple(Asking(question, revision) for question in questions or ("q1", "q2", "q3"))
    return AttemptStarted(attempt, of, mode, "seed", asked, **more)


def answered(
    question: str = "q1",
    fraction: Fraction | None = RIGHT,
    *,
    attempt: str = "a1",
    response: Response = "a",
    certainty: Certainty | None = None,
) -> Answered:
    """An answer, right unless told."""
    return Answered(attempt, question, response, fraction, certainty)


def submitted(attempt: str = "a1", score: Fraction = RIGHT, out_of: int = 3) -> Submitted:
    """The end of an attempt."""
    return Submitted(attempt, score, out_of)


ONE_OF_EACH: tuple[Event, ...] = (
    SectionOpened("dubai", "the-night"),
    SectionRead("dubai", "the-night"),
    AttemptStarted(
        "a1", "quiz:dubai", "practice", "s33d", (Asking("q1", 1), Asking("q2", 3)), 2, True, 600
    ),
    Moved("a1", "q2"),
    HintShown("a1", "q2"),
    Answered("a1", "q2", {"stem": "choice"}, Fraction(1, 3), 2),
    Revealed("a1", "q2"),
    Skipped("a1", "q1"),
    Flagged("a1", "q1"),
    Unflagged("a1", "q1"),
    Answered("a1", "q1", True, Fraction(1), 3),
    Eased("a1", "q1"),
    Answered("a1", "q1", ("b", "a"), None),
    Answered("a1", "q1", "Häuser, 家, بيت", Fraction(0)),
    SelfMarked("a1", "q1", ("names-both", "gives-a-reason"), Fraction(2, 3)),
    Undone("a1", "q1"),
    Submitted("a1", Fraction(7, 2), 4),
    NoteWritten("dubai#the-night", "Häuser, 家, بيت\n\n# [no](link) *yet*"),
    NoteRemoved("dubai#the-night"),
    Bookmarked("q1"),
    Unbookmarked("q1"),
    Reread("a1", "q2"),
    PutOff("a1", "q2"),
    ClockMended(("01a20d38dc80" + "0" * 20,)),
    LessonKnown("dubai"),
    LessonUnknown("dubai"),
)
"""Every kind of event, and every shape of response; new kinds come at the end."""

IN_VERSION_1 = ONE_OF_EACH[:17]
"""What `fixtures/log-v1.db` holds of ana, before an event of a kind nobody knows yet."""


# --- strategies ---

_ids = st.sampled_from(["q1", "q2", "q3", "q4"])
_places = st.sampled_from(["l1#s1", "l1#s2", "q1"])
_scenarios = st.sampled_from(["plates", "cables"])
_attempts = st.sampled_from(["a1", "a2", "a3", "a4"])
fractions = st.fractions(0, 1, max_denominator=6)
_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp")),
    max_size=20,
)
responses: st.SearchStrategy[Response] = st.one_of(
    st.booleans(), _texts, st.lists(_texts).map(tuple), st.dictionaries(_texts, _texts)
)
_certainties = st.sampled_from([None, 1, 2, 3])

attempt_events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, _attempts, _ids, responses, st.none() | fractions, certainty=_certainties),
    st.builds(Answered, _attempts, _ids, st.just("a"), st.just(RIGHT)),
    st.builds(SelfMarked, _attempts, _ids, st.just(("c",)), fractions),
    *(
        st.builds(kind, _attempts, _ids)
        for kind in (
            HintShown,
            Skipped,
            Flagged,
            Unflagged,
            Moved,
            Revealed,
            Eased,
            Undone,
            Reread,
            PutOff,
        )
    ),
    st.builds(Submitted, _attempts, fractions, st.integers(0, 9)),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(SectionOpened, st.sampled_from(["l1", "l2"]), st.sampled_from(["s1", "s2"])),
    st.builds(SectionRead, st.sampled_from(["l1", "l2"]), st.sampled_from(["s1", "s2"])),
    st.builds(
        AttemptStarted,
        _attempts,
        st.sampled_from(["quiz:q", "check:l1#s1/q1", "review"]),
        st.sampled_from(["practice", "test", "review"]),
        st.just("seed"),
        st.lists(st.builds(Asking, _ids, st.integers(1, 2)), min_size=1, max_size=4).map(tuple),
    ),
    st.builds(NoteWritten, _places, _texts),
    *(st.builds(kind, _places) for kind in (NoteRemoved, Bookmarked, Unbookmarked)),
    *(st.builds(kind, st.sampled_from(["l1", "l2"])) for kind in (LessonKnown, LessonUnknown)),
    st.builds(ScenarioStarted, _attempts, _scenarios, st.just(()) | st.just((Taken("s1", "c1"),))),
    st.builds(Chose, _attempts, _scenarios, st.sampled_from(["s1", "s2"]), _ids, _ids),
    *(st.builds(kind, _attempts, _scenarios, _ids) for kind in (WentOn, ScenarioEnded)),
    attempt_events,
    attempt_events,
    attempt_events,
    attempt_events,
    attempt_events,
)
_steps = st.one_of(
    st.timedeltas(timedelta(0), timedelta(minutes=20)),
    st.timedeltas(timedelta(0), timedelta(days=40)),
    st.timedeltas(timedelta(days=-400), timedelta(days=400)),
)
_offsets = st.integers(-12 * 60, 14 * 60)


@st.composite
def logs(draw: st.DrawFn, max_size: int = 20) -> list[Recorded]:
    """Any log, likely or not: wrong clocks, travels, answers to attempts that never began."""
    at = NOON.astimezone(UTC)
    made = []
    steps = draw(st.lists(st.tuples(events, _steps, _offsets), max_size=max_size))
    for event, step, offset in steps:
        at += step
        made.append(recorded(event, at.astimezone(timezone(timedelta(minutes=offset)))))
    return made


def only_events(log: Iterable[Recorded]) -> list[Event]:
    """What happened, without who and when."""
    return [one.event for one in log]


def absurd_times() -> Sequence[datetime]:
    """Times that no clock should tell."""
    return (
        datetime.min.replace(tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
        datetime.max.replace(tzinfo=UTC),
    )
