"""Small, complete pieces of content for tests; every field can be overridden by name."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from course.content.blocks import Check, Prose
from course.content.course import (
    Course,
    Lesson,
    Module,
    Objective,
    Quiz,
    Section,
    Source,
    Term,
)
from course.content.exercise import Exercise
from course.content.questions import (
    Accepted,
    AcceptedNumber,
    AnyQuestion,
    Categorise,
    Choice,
    Cloze,
    Criterion,
    Group,
    Match,
    Multiple,
    Numeric,
    NumericGap,
    Option,
    Order,
    Pair,
    Reflection,
    Short,
    ShortGap,
    Single,
    SingleGap,
    Sorted,
    Step,
    Survey,
    SurveyChoice,
    TrueFalse,
    TrueFalseFeedback,
    Unit,
)


def _asked(id: str, **fields: Any) -> dict[str, Any]:
    asked = {"id": id, "stem": f"The stem of {id}?", "objective": "tell-apart"}
    return {**asked, "level": "understand", **fields}


def a_choice(text: str, *, correct: bool = False, **fields: Any) -> Choice:
    """An option of `single` or of a gap."""
    return Choice(**{"text": text, "correct": correct, "feedback": f"Why {text}.", **fields})


def an_option(text: str, *, correct: bool = False, **fields: Any) -> Option:
    """An option of `multiple`."""
    return Option(**{"text": text, "correct": correct, "feedback": f"Why {text}.", **fields})


def an_accepted(text: str, credit: Fraction = Fraction(1), **fields: Any) -> Accepted:
    """A pattern for typed words."""
    return Accepted(**{"text": text, "credit": credit, "feedback": f"Why {text}.", **fields})


def an_accepted_number(value: str, **fields: Any) -> AcceptedNumber:
    """A number that is right; `tolerance` may be given as text too."""
    if isinstance(fields.get("tolerance"), str):
        fields["tolerance"] = Decimal(fields["tolerance"])
    return AcceptedNumber(**{"value": Decimal(value), "feedback": f"Why {value}.", **fields})


def a_single(id: str = "single", **fields: Any) -> Single:
    """Key `b` (Dubai) among three."""
    choices = (a_choice("Geneva"), a_choice("Dubai", correct=True), a_choice("Tunis"))
    return Single(**{"type": "single", "choices": choices, **_asked(id, **fields)})


def a_multiple(id: str = "multiple", **fields: Any) -> Multiple:
    """Keys `a` and `c` among four."""
    choices = (
        an_option("ICANN", correct=True),
        an_option("NATO"),
        an_option("IETF", correct=True),
        an_option("FIFA"),
    )
    return Multiple(**{"type": "multiple", "choices": choices, **_asked(id, **fields)})


def a_true_false(id: str = "true-false", **fields: Any) -> TrueFalse:
    """A statement that is false."""
    feedback = TrueFalseFeedback(true="It was not.", false="Indeed not.")
    answer = {"type": "true_false", "answer": False, "feedback": feedback}
    return TrueFalse(**{**answer, **_asked(id, **fields)})


def a_short(id: str = "short", **fields: Any) -> Short:
    """`Geneva`, or half for `Switzerland`."""
    answers = (an_accepted("Geneva"), an_accepted("Switzerland", Fraction(1, 2)))
    typed = {"type": "short", "answers": answers, "otherwise": "It sits by a lake."}
    return Short(**{**typed, **_asked(id, **fields)})


def a_numeric(id: str = "numeric", **fields: Any) -> Numeric:
    """1988, or half within a year of it."""
    answers = (
        an_accepted_number("1988"),
        an_accepted_number("1988", tolerance="1", credit=Fraction(1, 2)),
    )
    typed = {"type": "numeric", "answers": answers, "otherwise": "Look at the treaty's date."}
    return Numeric(**{**typed, **_asked(id, **fields)})


def a_numeric_with_units(id: str = "units", **fields: Any) -> Numeric:
    """20 Mbit/s, also in kbit/s; a tenth is lost without a unit."""
    units = (
        Unit(name="Mbit/s", factor=Decimal(1)),
        Unit(name="kbit/s", factor=Decimal("0.001")),
    )
    return a_numeric(id, **{"answers": (an_accepted_number("20"),), "units": units, **fields})


def a_match(id: str = "match", **fields: Any) -> Match:
    """Keys `a` to `a`, `b` to `b`; the choice `c` belongs to none."""
    pairs = (
        Pair(stem="names", choice="ICANN", feedback="It coordinates names."),
        Pair(stem="protocols", choice="IETF", feedback="It writes RFCs."),
    )
    paired = {"type": "match", "pairs": pairs, "distractors": ("ITU",)}
    return Match(**{**paired, **_asked(id, **fields)})


def a_categorise(id: str = "categorise", **fields: Any) -> Categorise:
    """`a` and `c` are treaties, `b` is a body."""
    groups = (Group(id="treaty", name="Treaty"), Group(id="body", name="Body"))
    items = (
        Sorted(text="ITRs", group="treaty", feedback="Signed by states."),
        Sorted(text="ITU", group="body", feedback="It has members."),
        Sorted(text="Budapest Convention", group="treaty", feedback="Signed by states."),
    )
    sorted_ = {"type": "categorise", "groups": groups, "items": items}
    return Categorise(**{**sorted_, **_asked(id, **fields)})


def an_order(id: str = "order", **fields: Any) -> Order:
    """Four years, `a` to `d`."""
    items = tuple(Step(text=text) for text in ("1865", "1988", "2003", "2012"))
    return Order(**{"type": "order", "items": items, **_asked(id, **fields)})


def a_single_gap(id: str = "city", **fields: Any) -> SingleGap:
    """Key `b` (Melbourne) of two."""
    choices = (a_choice("Dubai"), a_choice("Melbourne", correct=True))
    return SingleGap(**{"type": "single", "id": id, "choices": choices, **fields})


def a_short_gap(id: str = "body", **fields: Any) -> ShortGap:
    """`plenary`."""
    gap = {"type": "short", "answers": (an_accepted("plenary"),), "otherwise": "All of them."}
    return ShortGap(**{"id": id, **gap, **fields})


def a_numeric_gap(id: str = "year", **fields: Any) -> NumericGap:
    """1988."""
    gap = {"type": "numeric", "answers": (an_accepted_number("1988"),), "otherwise": "Earlier."}
    return NumericGap(**{"id": id, **gap, **fields})


def a_cloze(id: str = "cloze", **fields: Any) -> Cloze:
    """A gap of each type; the year weighs twice."""
    gaps = (a_single_gap(), a_short_gap(), a_numeric_gap(weight=2))
    text = "In {{city}} the {{body}} adopted it in {{year}}."
    return Cloze(**{"type": "cloze", "text": text, "gaps": gaps, **_asked(id, **fields)})


def a_reflection(id: str = "reflection", **fields: Any) -> Reflection:
    """Two criteria, `a` weighing 2 and `b` 1."""
    rubric = (Criterion(text="names a right", weight=2), Criterion(text="names a duty"))
    written = {"type": "reflection", "rubric": rubric, "sample": "A right and a duty."}
    return Reflection(**{**written, **_asked(id, **fields)})


def a_survey(id: str = "survey", **fields: Any) -> Survey:
    """Yes or no."""
    choices = (SurveyChoice(text="Yes"), SurveyChoice(text="No"))
    return Survey(**{"type": "survey", "choices": choices, **_asked(id, **fields)})


def one_of_each() -> tuple[AnyQuestion, ...]:
    """A question of every type, each with its type's name as id."""
    return (
        a_single(),
        a_multiple(),
        a_true_false(),
        a_short(),
        a_numeric(),
        a_match(),
        a_categorise(),
        an_order(),
        a_cloze(),
        a_reflection(),
        a_survey(),
    )


def a_quiz(*questions: AnyQuestion, **fields: Any) -> Quiz:
    """A quiz of the lesson `dubai`; one question of each type unless some are given."""
    head = {"kind": "quiz", "title": "Check yourself", "lesson": "dubai"}
    return Quiz(**{**head, "questions": questions or one_of_each(), **fields})


def a_section(id: str = "the-night", *checks: AnyQuestion, **fields: Any) -> Section:
    """A paragraph, then the checks given."""
    prose = Prose(type="text", text=f"What there is to read in {id}.")
    blocks = (prose, *(Check(type="check", question=check) for check in checks))
    return Section(**{"id": id, "heading": id.replace("-", " "), "blocks": blocks, **fields})


def a_lesson(*sections: Section, **fields: Any) -> Lesson:
    """A lesson with one objective, `tell-apart`; one section unless some are given."""
    objective = Objective(id="tell-apart", level="understand", text="Tell a vote from a hum.")
    head = {"title": "Dubai", "summary": "A night.", "objectives": (objective,)}
    return Lesson(**{**head, "sections": sections or (a_section(),), **fields})


def a_course(*lessons: str, **fields: Any) -> Course:
    """A course of one module; of the lesson `dubai` unless others are given."""
    module = Module(id="module", title="Module", lessons=lessons or ("dubai",))
    head = {"id": "course", "title": "Course", "summary": "All of it.", "language": "en"}
    return Course(**{**head, "licence": "CC BY-SA 4.0", "modules": (module,), **fields})


def a_source(id: str = "final-acts", **fields: Any) -> Source:
    """A primary source."""
    head = {"id": id, "title": "Final Acts", "publisher": "ITU", "year": 2012, "kind": "primary"}
    where = {"url": "https://example.org/final-acts", "checked": "2026-11-24"}
    return Source(**{**head, **where, **fields})


def a_term(id: str = "itrs", **fields: Any) -> Term:
    """A glossary entry."""
    return Term(**{"id": id, "term": id.upper(), "definition": "A treaty.", **fields})


def a_pack(seats: Sequence[tuple[int, int]] = ((1, 1), (1, 2), (0, 2)), **fields: Any) -> Exercise:
    """An exercise pack with a role `r0`, `r1`, ... for each range of seats."""
    fewest, most = (sum(ends) for ends in zip(*seats, strict=True))
    smallest = max(3, fewest)
    words = {"public": "What all know.", "secret": "What you know.", "goals": ("A goal",)}
    roles = [
        {"id": f"r{place}", "name": f"Role {place}", "seats": {"from": ends[0], "to": ends[1]}}
        for place, ends in enumerate(seats)
    ]
    stretch = {"minutes": 30, "form": "plenary", "text": "Talk.", "teacher": "Watch."}
    phases = [{"id": f"p{n}", "title": f"Phase {n}", **stretch} for n in range(2)]
    head = {
        "kind": "exercise",
        "title": "A pack",
        "lesson": "dubai",
        "summary": "Three people talk.",
        "objectives": ("tell-apart",),
        "aims": ("Talk and listen",),
        "group": {"smallest": smallest, "best": (smallest + most) // 2, "largest": most},
        "preparation": "Read it.",
        "brief": "It is late.",
        "roles": tuple(role | words for role in roles),
        "phases": tuple(phases),
        "texts": ({"id": "t", "title": "Text", "text": "[shall][should]", "note": "Made."},),
        "consensus": {"question": "Can you live with it?", "text": "Ask."},
        "debrief": ({"question": "Why?", "objective": "tell-apart", "listen_for": "A reason"},),
        "rubric": tuple(
            {"criterion": f"Criterion {n}", "levels": ("weak", "fair", "good")} for n in range(3)
        ),
    }
    return Exercise.model_validate({**head, **fields})
