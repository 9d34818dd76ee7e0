"""A log outside a database, whole: JSON lines, a header and then one event a line.

    {"course-log": 1, "events": 2}
    {"id": "019a...", "learner": "ana", "course": "ig", "at": "2026-11-24T12:00:00.000000+01:00",
     "day": "2026-11-24", "kind": "SectionRead", "event": {"lesson": "dubai", "section": "night"}}

`attempt` stands beside `kind` where the event is of an attempt. What only a newer program
understands is carried along unread. Reading one gives the very rows that were written.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from sys import intern
from typing import Any

from course.progress.codec import EPOCH, KINDS, LONGEST_NAME, Row, decode
from course.sessions.events import local
from course.text import refusal, visible

VERSION = 1
"""Raised when the form changes; older ones stay readable."""

LONGEST_LINE = 1_000_000
"""Characters of a line at most."""

_ID = re.compile(r"[0-9a-f]{32}")
_KIND = re.compile(r"[A-Z][A-Za-z]{0,59}")
_FIELDS = {"id", "learner", "course", "at", "day", "kind", "attempt", "event"}
_MICROSECOND = timedelta(microseconds=1)


class Misread(Exception):
    """A line is not as it is written here.

    Args:
        line: Its number, from 1.
        why: In words fit to show.
    """

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


# --- out ---


def header(events: int) -> str:
    """The first line."""
    return json.dumps({"course-log": VERSION, "events": events})


def line(row: Row) -> str:
    """A row as its line."""
    event: Any = json.loads(row.payload)
    if _payload(event) != row.payload:
        event = row.payload  # written by something else: carried as it is
    record = {
        "id": row.id,
        "learner": row.learner,
        "course": row.course,
        "at": moment(row).isoformat(timespec="microseconds"),
        "day": row.day,
        "kind": row.kind,
        **({"attempt": row.attempt} if row.attempt is not None else {}),
        "event": event,
    }
    return json.dumps(record)


def moment(row: Row) -> datetime:
    """When it happened, on the clock of the learner."""
    return local(EPOCH + row.at * _MICROSECOND, row.offset)


def _payload(event: Any) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


# --- in ---


def is_journal(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.lstrip(b"\xef\xbb\xbf").startswith(b'{"course-log"')


def read(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a journal, each fit to be stored; raises `Misread`."""
    promised, count = -1, 0
    for number, text in enumerate(lines, 1):
        if len(text) > LONGEST_LINE:
            raise Misread(number, f"a line of more than {LONGEST_LINE:,} characters")
        if number == 1:
            promised = _promised(_object(number, text))
        elif text.strip():
            count += 1
            yield _row(number, _object(number, text))
    if promised < 0:
        raise Misread(1, "it is empty")
    if count != promised:
        raise Misread(
            1, f"{promised:,} events should follow, and {count:,} do: the file is not whole"
        )


def _object(number: int, text: str) -> dict[str, Any]:
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Misread(number, "this is not JSON") from error
    if not isinstance(found, dict):
        raise Misread(number, "this is not an object")
    return found


def _promised(head: dict[str, Any]) -> int:
    version, events = head.get("course-log"), head.get("events")
    if not isinstance(version, int) or not isinstance(events, int) or events < 0:
        raise Misread(1, "the first line does not say what this is")
    if version > VERSION:
        raise Misread(1, f"a newer version of the program wrote this (form {version})")
    return events


def _row(number: int, record: dict[str, Any]) -> Row:
    if unknown := record.keys() - _FIELDS:
        raise Misread(number, f"`{visible(min(unknown), 40)}` is not known here")
    texts = {name: record.get(name) for name in ("id", "learner", "course", "at", "day", "kind")}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise Misread(number, f"`{name}` is missing or no text")
    attempt, event = record.get("attempt"), record.get("event")
    at = _time(number, str(texts["at"]))
    offset = at.utcoffset() or timedelta(0)
    row = Row(
        str(texts["id"]),
        intern(str(texts["learner"])),
        intern(str(texts["course"])),
        (at - EPOCH) // _MICROSECOND,
        round(offset / timedelta(minutes=1)),
        intern(str(texts["day"])),
        intern(str(texts["kind"])),
        intern(attempt) if isinstance(attempt, str) else None,
        event if isinstance(event, str) else _payload(event),
    )
    if why := fault(row):
        raise Misread(number, why)
    return row


def _time(number: int, text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Misread(number, "`at` is not a time") from None
    if at.tzinfo is None:
        raise Misread(number, "`at` is a time without its offset")
    return at


def fault(row: Row) -> str | None:
    """Why a row from outside may not be stored, in words fit to show; None when it may."""
    if not _ID.fullmatch(row.id):
        return "`id` is not 32 hex digits"
    if not _KIND.fullmatch(row.kind):
        return "`kind` cannot be a kind of event"
    for name, value in (("learner", row.learner), ("course", row.course)):
        if why := "it is empty" if not value else _name_fault(value):
            return f"`{name}` cannot be a name: {why}"
    return _event_fault(row)


def _name_fault(name: str) -> str | None:
    return "it has more than one line" if "\n" in name else refusal(name, LONGEST_NAME)


def _event_fault(row: Row) -> str | None:
    try:
        datetime.strptime(row.day, "%Y-%m-%d").replace(tzinfo=UTC)
        moment(row)
        event = json.loads(row.payload)
    except (ValueError, OverflowError, RecursionError):
        return "`day`, `at` or `event` cannot be read"
    if not isinstance(event, dict) or event.get("attempt") != row.attempt:
        return "`event` does not fit the rest"
    if row.kind in KINDS:
        return None if decode(row) else f"`event` is not that of {row.kind}"
    if why := next(filter(None, map(refusal, _texts(event))), None):
        return f"`event` may not be stored: {why}"
    return None


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case list(items):
                waiting += items
            case dict(pairs):
                waiting += [*pairs.keys(), *pairs.values()]
            case _:
                pass
