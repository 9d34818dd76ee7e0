"""A class that answered, as findings and as a report in words."""

from dataclasses import replace
from datetime import UTC, datetime

from course.content.questions import AnyQuestion, Response
from course.report.findings import Findings, Goal
from course.report.people import People, Student
from course.report.telling import told
from course.report.told import Told
from course.statistics.classes import Answer, ClassReport, report, tallied
from tests.builders import a_short, a_single, a_true_false

QUESTIONS: tuple[AnyQuestion, ...] = (a_single("one"), a_true_false("two"), a_short("three"))


def answered(people: int, *, title: str = "Dubai", name: str = "Student") -> Findings:
    """People who do the better the higher their number."""
    rows, students = [], []
    for n in range(people):
        shares: dict[str, float | None] = {}
        for place, (question, right, wrong) in enumerate(
            zip(QUESTIONS, ("b", False, "Geneva"), ("a", True, "no idea"), strict=True)
        ):
            knows = n * 4 > people * (place + 0.5)
            omits = n % 7 == 5
            response: Response | None = None if omits else right if knows else wrong  # type: ignore[assignment] # a row of a mixed table
            points = float(knows and not omits)
            rows.append(Answer(f"s{n:04}", question.id, points, response))
            shares[question.id] = None if omits else points
        students.append(Student(f"{name} {n}", sum(s or 0 for s in shares.values()), 3, shares))
    tally = tallied(rows)
    found = findings_of(report(tally, QUESTIONS), title=title)
    return replace(found, totals=tally.totals, people=People(students=tuple(students)))


def findings_of(figures: ClassReport, *, title: str = "Dubai") -> Findings:
    """Figures of a class of which nothing else is known."""
    return Findings(
        title=title,
        of="quiz:dubai",
        began=datetime(2026, 11, 25, 9, tzinfo=UTC),
        rooms=1,
        figures=figures,
        totals={},
        goals={"tell-apart": Goal("Tell the two apart", "Dubai, December 2012")},
        passages={"one": "Dubai › The last night"},
    )


def a_report(people: int, **fields: str) -> Told:
    return told(answered(people, **fields))
