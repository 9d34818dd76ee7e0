"""What a response earns, and why: pure functions of a question and a response."""

from course.marking.answers import in_words, key_response, right_answer, right_parts
from course.marking.marks import Mark, Part, mark, mark_reflection
from course.marking.response import BadResponse, accepts, is_blank
from course.marking.score import (
    TRY_PENALTY,
    Score,
    after_tries,
    certainty_mark,
    grade,
    guess_score,
)

__all__ = [
    "TRY_PENALTY",
    "BadResponse",
    "Mark",
    "Part",
    "Score",
    "accepts",
    "after_tries",
    "certainty_mark",
    "grade",
    "guess_score",
    "in_words",
    "is_blank",
    "key_response",
    "mark",
    "mark_reflection",
    "right_answer",
    "right_parts",
]
