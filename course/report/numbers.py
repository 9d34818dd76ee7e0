"""A report for programs: all digits, as JSON takes them and as rows of a table."""

import csv
import io
import re
from dataclasses import asdict
from typing import Any

from course.report.findings import Findings

FORMAT = 1
"""Of the numbers; raised when a key changes its meaning or goes."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run; a cell that begins so gets a quote before it."""

_NUMBER = re.compile(r"-\d+(\.\d+)?(e[+-]\d+)?")

COLUMNS = (
    "n", "maximum", "mean", "facility", "sd", "discrimination", "efficiency", "intended_weight",
    "effective_weight",
)  # fmt: skip


def numbers(found: Findings) -> dict[str, Any]:
    """Everything; students only where they were asked for."""
    goals, students = found.goals, found.people.students
    return {
        "format": FORMAT,
        "title": found.title,
        "of": found.of,
        "began": found.began.isoformat(timespec="seconds"),
        "classes": found.rooms,
        "scores": {
            **asdict(found.figures.scores),
            "interval": found.figures.interval,
            "totals": [[total, count] for total, count in sorted(found.totals.items())],
        },
        "objectives": [
            {**asdict(row), "text": goals[row.objective].text if row.objective in goals else ""}
            for row in found.figures.objectives
        ],
        "items": [
            {
                "id": item.question.id,
                "guess": item.guess,
                **asdict(item.figures),
                "interval": item.interval,
                "shift": _shift(found, item.question.id),
                "options": {key: asdict(chosen) for key, chosen in item.options.items()},
            }
            for item in found.figures.items
        ],
        "polls": [asdict(asked) for asked in found.polls],
        "groups": [asdict(group) for group in found.people.groups],
        "erased": found.people.erased,
        **({"students": [asdict(one) for one in students]} if students else {}),
    }


def _shift(found: Findings, item: str) -> dict[str, Any] | None:
    return asdict(found.shifts[item]) if item in found.shifts else None


def item_rows(found: Findings) -> str:
    """A row a question, as CSV."""
    rows = []
    for item in found.figures.items:
        figures = (getattr(item.figures, name) for name in COLUMNS)
        names = (item.question.id, item.question.objective)
        rows.append([*names, _digits(item.guess), *map(_digits, figures)])
    return table(["item", "objective", "guess", *COLUMNS], rows)


def student_rows(found: Findings) -> str:
    """A row a student, as CSV: what each question earned, 0..1, empty where it was left out."""
    ids = [item.question.id for item in found.figures.items]
    rows = [
        [
            one.name,
            one.group,
            _digits(one.points),
            _digits(one.out_of),
            *(_digits(one.shares.get(id_)) for id_ in ids),
        ]
        for one in found.people.students
    ]
    return table(["student", "group", "points", "out_of", *ids], rows)


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Rows as CSV, with a heading; what a spreadsheet would run is guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([*map(guarded, row)] for row in [head, *rows])
    return out.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number is none."""
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text
