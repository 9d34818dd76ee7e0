"""What should be looked at again: sources and claims last checked before a day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from course.loading.diagnostics import Diagnostic, in_order
from course.loading.files import CourseFiles
from course.loading.places import Path, locate
from course.loading.source import read
from course.loading.yaml12 import parse
from course.text import visible

_DATED = {"checked": "last checked", "as_of": "as of"}
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def stale(files: CourseFiles, before: date) -> tuple[Diagnostic, ...]:
    """A warning (C050) for each `checked` and `as_of` of a day before `before`.

    `2025` and `2025-06` count as their last day. What is no date is left to the models.
    """
    found = []
    for file in files.all:
        source = read(file.path, file.name)
        parsed = parse(source)
        if not parsed.is_whole:
            continue
        for path, key, value in _dated(parsed.data):
            day = last_day(value)
            if day and day < before and (span := locate(source, path)):
                message = f"{_DATED[key]} {visible(value)}, before {before}"
                remedy = "look whether it still holds, mend what does not, and write today"
                found.append(source.fault("C050", message, remedy, span, severity="warning"))
    return in_order(found)


def _dated(node: Any, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    match node:
        case dict():
            for key, value in node.items():
                if key in _DATED and isinstance(value, str):
                    yield (*path, key), key, value
                else:
                    yield from _dated(value, (*path, key))
        case tuple():
            for place, value in enumerate(node):
                yield from _dated(value, (*path, place))


def last_day(written: str) -> date | None:
    """The last day that `2026`, `2026-11` or `2026-11-24` speaks of; None for anything else."""
    if not (found := _ISO.fullmatch(written.strip())):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None:
        return None
    try:
        if month and day:
            return date(year, month, day)
        last = date(year, month or 12, 1)
    except ValueError:
        return None
    return last.replace(day=monthrange(last.year, last.month)[1])


def months_before(day: date, months: int) -> date:
    """The day so many months earlier, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
