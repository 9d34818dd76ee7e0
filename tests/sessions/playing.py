"""Attempts for tests: `begun` starts one, `Player` plays it and keeps the history it makes."""

from datetime import UTC, datetime, timedelta
from typing import Any

from course.content.questions import AnyQuestion, Response
from course.sessions.attempt import Attempt
from course.sessions.events import (
    Asking,
    AttemptEvent,
    AttemptStarted,
    Certainty,
    Mode,
    Moved,
    Recorded,
    event_id,
)
from course.sessions.moves import answer, apply, begin, following, submit

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def started(*questions: AnyQuestion, mode: Mode = "practice", **fields: Any) -> AttemptStarted:
    """The event that begins an attempt at some questions."""
    asked = tuple(Asking(question.id, question.revision) for question in questions)
    head = {"attempt": "attempt", "of": "quiz:q", "mode": mode, "seed": "seed", "asked": asked}
    return AttemptStarted(**{**head, "tries": 2, **fields})


def begun(*questions: AnyQuestion, mode: Mode = "practice", **fields: Any) -> Attempt:
    """An attempt at some questions."""
    event = started(*questions, mode=mode, **fields)
    attempt = begin(event, {question.id: question for question in questions}, NOON)
    assert attempt is not None
    return attempt


class Player:
    """Plays an attempt, a minute an event."""

    def __init__(self, *questions: AnyQuestion, mode: Mode = "practice", **fields: Any) -> None:
        self.questions = {question.id: question for question in questions}
        self.now = NOON
        self.history: list[Recorded] = []
        self._record(started(*questions, mode=mode, **fields))
        self.attempt = begun(*questions, mode=mode, **fields)

    def do(self, *events: AttemptEvent) -> Attempt:
        """Let events happen."""
        for event in events:
            self.now += timedelta(minutes=1)
            self.attempt = apply(self.attempt, event, self.now)
            self._record(event)
        return self.attempt

    def answer(self, response: Response, certainty: Certainty | None = None) -> Attempt:
        """Answer the question in front."""
        return self.do(answer(self.attempt, response, certainty))

    def go_on(self) -> Attempt:
        """Go to the question that follows."""
        coming = following(self.attempt)
        assert coming is not None
        return self.do(Moved(self.attempt.id, coming))

    def submit(self) -> Attempt:
        """End the attempt."""
        return self.do(submit(self.attempt))

    def _record(self, event: AttemptEvent) -> None:
        name = event_id(self.now, f"{len(self.history):020x}")
        self.history.append(Recorded(name, "learner", "course", self.now, event))
