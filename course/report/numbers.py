"""A report for programs: all digits, as JSON takes them and as rows of a table."""

import csv
import io
from dataclasses import asdict
from typing import Any

from course.report.findings import Findings

FORMAT = 1
"""Of the numbers; raised when a key changes its meaning or goes."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run; a cell that begins so gets a quote before it."""

COLUMNS = (
    "n", "maximum", "mean", "facility", "sd", "discrimination", "efficiency", "intended_weight",
    "effective_weight",
)  # fmt: skip


def numbers(found: Findings) -> dict[str, Any]:
    """Everything; students only where they were asked for."""
    goals = found.goals
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
                "options": {key: asdict(chosen) for key, chosen in item.options.items()},
            }
            for item in found.figures.items
        ],
        **({"students": [asdict(one) for one in found.students]} if found.students else {}),
    }


def item_rows(found: Findings) -> str:
    """A row a question, as CSV."""
    rows = []
    for item in found.figures.items:
        figures = (getattr(item.figures, name) for name in COLUMNS)
        names = (guarded(item.question.id), guarded(item.question.objective))
        rows.append([*names, _digits(item.guess), *map(_digits, figures)])
    return _table(["item", "objective", "guess", *COLUMNS], rows)


def student_rows(found: Findings) -> str:
    """A row a student, as CSV: what each question earned, 0..1, empty where it was left out."""
    ids = [item.question.id for item in found.figures.items]
    rows = [
        [
            guarded(one.name),
            _digits(one.points),
            _digits(one.out_of),
            *(_digits(one.shares.get(id_)) for id_ in ids),
        ]
        for one in found.students
    ]
    return _table(["student", "points", "out_of", *map(guarded, ids)], rows)


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([head, *rows])
    return out.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
