"""A log as JSON lines: what is read is what was written, and nothing else is taken for one."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.progress.codec import Row, encode
from course.progress.journal import Misread, fault, header, is_journal, line, read
from course.sessions.events import Recorded
from tests.progress.logs import NOON, ONE_OF_EACH, answered, log, logs, recorded


def written(*rows: Row) -> list[str]:
    return [f"{header(len(rows))}\n", *(f"{line(row)}\n" for row in rows)]


def said(**changed: object) -> str:
    """The line of an answer with some fields changed; None takes one out."""
    record = json.loads(line(encode(recorded(answered())))) | changed
    return json.dumps({name: value for name, value in record.items() if value is not None})


@given(log=logs())
def test_any_log_is_read_back_as_it_was(log: list[Recorded]) -> None:
    rows = [encode(one) for one in log]
    assert list(read(written(*rows))) == rows


def test_every_kind_of_event_is_carried() -> None:
    rows = [encode(one) for one in log(*ONE_OF_EACH)]
    assert list(read(written(*rows))) == rows
    assert all(text.isascii() for text in written(*rows))


def test_what_only_a_newer_program_knows_is_carried_along() -> None:
    row = encode(recorded(answered()))
    newer = row._replace(kind="Sung", payload='{"attempt":"a1","loud":0.5,"to":["me",null]}')
    odd = newer._replace(payload='{ "attempt": "a1" }')
    assert list(read(written(newer, odd))) == [newer, odd]


def test_it_can_be_told_by_its_beginning() -> None:
    assert is_journal(header(3).encode())
    assert is_journal(b"\xef\xbb\xbf" + header(3).encode())
    assert not is_journal(b"id,at,study_day")
    assert not is_journal(b"")


def test_an_empty_line_and_a_mark_of_byte_order_do_no_harm() -> None:
    row = encode(recorded(answered()))
    lines = written(row)
    assert list(read(["\ufeff" + lines[0], "\n", lines[1], " \n"])) == [row]


@pytest.mark.parametrize(
    ("lines", "number", "why"),
    [
        ([], 1, "empty"),
        (["no"], 1, "not JSON"),
        (["[]"], 1, "not an object"),
        (["{}"], 1, "does not say what this is"),
        (['{"course-log": 1, "events": -1}'], 1, "does not say what this is"),
        (['{"course-log": 9, "events": 0}'], 1, "newer version"),
        ([header(2), said()], 1, "2 events should follow, and 1 do"),
        ([header(0), said()], 1, "0 events should follow, and 1 do"),
        ([header(1), "[" * 2_000], 2, "not JSON"),
        ([header(1), "x" * 1_000_001], 2, "more than 1,000,000 characters"),
        ([header(1), said(id="A" * 32)], 2, "32 hex digits"),
        ([header(1), said(id=None)], 2, "`id` is missing"),
        ([header(1), said(at="yesterday")], 2, "not a time"),
        ([header(1), said(at="2026-11-24T12:00:00")], 2, "without its offset"),
        ([header(1), said(at="0001-01-01T00:00:00+14:00")], 2, "cannot be read"),
        ([header(1), said(day="24.11.2026")], 2, "cannot be read"),
        ([header(1), said(kind="rm -rf")], 2, "cannot be a kind"),
        ([header(1), said(learner="a\x1b[2J")], 2, "U\\+001B"),
        ([header(1), said(learner="a\nb")], 2, "more than one line"),
        ([header(1), said(learner="")], 2, "empty"),
        ([header(1), said(course="x" * 201)], 2, "201 characters"),
        ([header(1), said(attempt="another")], 2, "does not fit"),
        ([header(1), said(event=[])], 2, "does not fit"),
        ([header(1), said(event="{")], 2, "cannot be read"),
        ([header(1), said(event={"attempt": "a1"})], 2, "not that of Answered"),
        ([header(1), said(kind="Sung", event={"attempt": "a1", "x": "\x9b"})], 2, "may not be"),
        ([header(1), said(extra=1)], 2, "`extra` is not known"),
        ([header(1), said(**{"\x1b": 1})], 2, "`\\\\x1b` is not known"),
    ],
)
def test_what_is_not_one_is_refused_at_its_line(lines: list[str], number: int, why: str) -> None:
    with pytest.raises(Misread, match=why) as misread:
        list(read(lines))
    assert misread.value.line == number


@given(st.lists(st.text() | st.just(said()) | st.just(header(1)), max_size=4))
def test_no_text_makes_it_fail_otherwise(lines: list[str]) -> None:
    try:
        rows = list(read(lines))
    except Misread as misread:
        assert misread.why.isprintable()
    else:
        assert all(fault(row) is None for row in rows)


def test_a_time_keeps_its_microsecond_and_its_offset() -> None:
    at = datetime(
        2026, 3, 29, 1, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-3, minutes=-30))
    )
    [row] = read(written(encode(recorded(answered(), at))))
    assert (row.at, row.offset) == (encode(recorded(answered(), at)).at, -210)
    assert NOON.astimezone(UTC) == NOON
