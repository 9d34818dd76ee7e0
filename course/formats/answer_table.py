"""Answers on paper as a table to type in, in any spreadsheet: a row a sheet, a column a question.

course-paper,1,dubai,2026
name,version,1,2,3
Ada,A,b,ac,1988
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from course.errors import CourseError
from course.sessions.paper import VERSIONS
from course.text import visible

VERSION = "1"

MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """A sheet."""

    line: int
    name: str
    version: str
    cells: tuple[str, ...]
    """As written, in the order of the version."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was typed in."""

    quiz: str
    seed: str
    rows: tuple[Row, ...]


def empty(quiz: str, seed: str, questions: int) -> str:
    """A table to type into."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["course-paper", VERSION, quiz, seed])
    writer.writerow(["name", "version", *range(1, questions + 1)])
    return out.getvalue()


def is_table(text: str) -> bool:
    """Whether a file that begins so is one."""
    return text.lstrip("\ufeff").lstrip('"').startswith("course-paper")


def load(text: str) -> Table:
    """The sheets of a table, whichever sign its spreadsheet puts between cells."""
    lines = text.lstrip("\ufeff")
    after = lines.lstrip('"').removeprefix("course-paper").lstrip('"')[:1]
    try:
        rows = list(csv.reader(io.StringIO(lines), delimiter=after if after in ",;\t" else ","))
    except csv.Error as error:
        raise CourseError(f"this table cannot be read: {error}") from None
    head = [cell.strip() for cell in rows[0]]
    if len(head) < 4 or head[1] != VERSION or not head[2]:
        raise CourseError("the first line does not say of which paper it is")
    if len(rows) > MOST_ROWS:
        raise CourseError(f"it has more than {MOST_ROWS:,} rows")
    return Table(head[2], head[3], tuple(_rows(rows)))


def _rows(rows: list[list[str]]) -> Iterator[Row]:
    for line, cells in enumerate(rows[2:], 3):
        if not any(cell.strip() for cell in cells):
            continue
        name, version, *answers = [*(cell.strip() for cell in cells), ""][: max(3, len(cells))]
        if version.upper() not in VERSIONS or len(version) != 1:
            raise CourseError(
                f"row {line}: there is no version {visible(version, 20) or '(empty)'}"
            )
        yield Row(line, name, version.upper(), tuple(answers))
