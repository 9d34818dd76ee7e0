"""Every type of question: what is asked, what is right, and why, for each option.

Adding a type is a class in the file of its way of answering, and its place in `AnyQuestion`; mypy
then leads to the rest.
"""

from typing import Annotated

from pydantic import Field

from course.content.questions.asked import Asked, Level
from course.content.questions.assigning import Categorise, Group, Match, Pair, Sorted
from course.content.questions.choosing import (
    Choice,
    Multiple,
    Option,
    Single,
    Survey,
    SurveyChoice,
    TrueFalse,
    TrueFalseFeedback,
)
from course.content.questions.cloze import AnyGap, Cloze, NumericGap, ShortGap, SingleGap
from course.content.questions.keys import keyed, letter
from course.content.questions.ordering import Order, Step
from course.content.questions.typed import Accepted, AcceptedNumber, Numeric, Short, Unit
from course.content.questions.writing import Criterion, Reflection
from course.content.response import Response

AnyQuestion = (
    Single
    | Multiple
    | TrueFalse
    | Short
    | Numeric
    | Match
    | Categorise
    | Order
    | Cloze
    | Reflection
    | Survey
)
"""Any question, for annotations and `match`."""

Question = Annotated[AnyQuestion, Field(discriminator="type")]
"""Any question, as it is read from a file."""

UNSCORED = (Reflection, Survey)
"""Types that never count in statistics of correctness."""

__all__ = [
    "UNSCORED",
    "Accepted",
    "AcceptedNumber",
    "AnyGap",
    "AnyQuestion",
    "Asked",
    "Categorise",
    "Choice",
    "Cloze",
    "Criterion",
    "Group",
    "Level",
    "Match",
    "Multiple",
    "Numeric",
    "NumericGap",
    "Option",
    "Order",
    "Pair",
    "Question",
    "Reflection",
    "Response",
    "Short",
    "ShortGap",
    "Single",
    "SingleGap",
    "Sorted",
    "Step",
    "Survey",
    "SurveyChoice",
    "TrueFalse",
    "TrueFalseFeedback",
    "Unit",
    "keyed",
    "letter",
]
