"""The log as a table for a spreadsheet: a row an event."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from course.progress.codec import Row
from course.progress.journal import moment

COLUMNS = (
    "id", "at", "study_day", "learner", "course", "event", "attempt", "mode", "of", "lesson",
    "section", "question", "answer", "share", "certainty", "score", "out_of", "scenario", "scene",
    "choice", "note",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


def table(log: Iterable[Row], who: Any) -> Iterator[str]:
    """The lines, heads of the columns first."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in log:
        cells = {
            "id": row.id,
            "at": moment(row).isoformat(timespec="seconds"),
            "study_day": row.day,
            "learner": who(row.learner),
            "course": row.course,
            "event": row.kind,
            "attempt": row.attempt or "",
            **_of_event(json.loads(row.payload)),
        }
        writer.writerow({name: guarded(value) for name, value in cells.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _of_event(event: dict[str, Any]) -> dict[str, str]:
    cells = {
        name: str(event[name])
        for name in ("mode", "of", "lesson", "section", "question", "certainty", "out_of",
                     "scenario", "scene", "choice")
        if event.get(name) is not None and not isinstance(event[name], bool)
    }  # fmt: skip
    lesson, _, section = str(event.get("place", "")).partition("#")
    if section:
        cells |= {"lesson": lesson, "section": section}
    elif lesson:
        cells["question"] = lesson
    if "response" in event:
        said = event["response"]
        cells["answer"] = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    if "text" in event:
        cells["note"] = str(event["text"])
    for name, column in (("fraction", "share"), ("score", "score")):
        if event.get(name) is not None:
            cells[column] = f"{float(Fraction(event[name])):.4g}"
    return cells
