"""A review: which fading questions it asks, and in what order they come back."""

from collections.abc import Sequence
from fractions import Fraction

from course.sessions.attempt import Attempt

REPEATS = 3
"""How often one review asks the same question; after that the passage helps more.

A question whose passage came first (`Attempt.leeches`) is asked once.
"""

SITTING = 20
"""Questions in one review: some ten minutes, so that it can be finished."""


def pick(due: Sequence[str], limit: int = SITTING) -> tuple[str, ...]:
    """The questions of one sitting: the most faded of those due, in that order."""
    return tuple(due[:limit])


def next_in_review(attempt: Attempt) -> str | None:
    """The question to put next: the fresh, then what was failed, then what was skipped."""
    ids = list(attempt.questions)
    place = ids.index(attempt.current)
    ahead = ids[place + 1 :] + ids[:place]
    entries = {question: attempt.entry_of(question) for question in attempt.questions}
    fresh = [q for q, entry in entries.items() if not entry.tries and not entry.put_off]
    for question in fresh:
        if not entries[question].skipped and question != attempt.current:
            return question
    failed = [
        question
        for question in [*ahead, attempt.current]
        if question not in attempt.leeches
        and (entry := entries[question]).tries
        and (fraction := entry.tries[-1].fraction) is not None
        and fraction < Fraction(1, 2)
        and len(entry.tries) < REPEATS
    ]
    if failed:
        return min(failed, key=lambda q: (q == attempt.current, entries[q].tries[-1].at))
    return next((q for q in [*ahead, attempt.current] if q in fresh), None)
