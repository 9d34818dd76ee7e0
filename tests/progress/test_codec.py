"""Rows: what a newer program wrote is kept and passed over, never a reason to fail."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from course.progress.chain import extend
from course.progress.codec import Row, checksum, decode, encode
from course.progress.sqlite import SqliteStore
from course.sessions.events import Recorded
from tests.progress.logs import HALF, NOON, absurd_times, answered, log, recorded

ANSWER = encode(recorded(answered(fraction=HALF)))


def with_payload(**changes: object) -> Row:
    return ANSWER._replace(payload=json.dumps({**json.loads(ANSWER.payload), **changes}))


def test_a_row_can_be_read_by_people() -> None:
    assert ANSWER[1:] == (
        "ana",
        "ig",
        1_795_518_000_000_000,
        60,
        "2026-11-24",
        "Answered",
        "a1",
        '{"attempt":"a1","question":"q1","response":"a","fraction":"1/2","certainty":null}',
    )


def test_the_checksum_covers_every_value_the_place_and_the_row_before() -> None:
    sums = {checksum(1, ANSWER, 0), checksum(2, ANSWER, 0), checksum(1, ANSWER, 1)}
    for name, value in zip(Row._fields, ANSWER, strict=True):
        changed: Any = value + 1 if isinstance(value, int) else f"{value}x"
        sums.add(checksum(1, ANSWER._replace(**{name: changed}), 0))
    assert len(sums) == 3 + len(Row._fields)


@pytest.mark.parametrize(
    "row",
    [
        ANSWER._replace(kind="Dreamt"),
        ANSWER._replace(payload="{"),
        with_payload(response=7),
        with_payload(certainty=4),
        with_payload(fraction="a half"),
        with_payload(question=None),
        with_payload(response="a\x1b[2Jb"),
        ANSWER._replace(at=10**18),
        ANSWER._replace(offset=100_000),
    ],
)
def test_what_this_program_does_not_know_is_passed_over(row: Row) -> None:
    assert decode(row) is None


def test_a_field_this_program_does_not_know_is_left_aside() -> None:
    expected = decode(ANSWER)
    assert expected
    assert decode(with_payload(mood="calm")) == expected


def test_an_event_of_a_newer_program_stays_in_the_file(path: Path) -> None:
    store = SqliteStore(path, NOON)
    first, last = log(answered("q1"), answered("q2"))
    store.append([first])
    store._connection.execute("BEGIN IMMEDIATE")
    extend(store._connection, [ANSWER._replace(kind="Dreamt")])
    store._connection.execute("COMMIT")
    assert store.append([last]) == 3
    assert list(store.read("ana", "ig")) == [(1, first), (3, last)]
    store.close()


@pytest.mark.parametrize("at", absurd_times())
def test_an_absurd_time_can_be_stored(at: datetime) -> None:
    written = Recorded("id", "ana", "ig", at, answered())
    row = encode(written)
    assert row.day
    assert decode(row) in (written, None), "years at the ends of the calendar have no local time"


def test_offsets_are_kept_to_the_minute() -> None:
    odd = datetime(1900, 1, 1, tzinfo=timezone(timedelta(minutes=19, seconds=32)))
    assert encode(Recorded("id", "ana", "ig", odd, answered())).offset == 20
    assert encode(recorded(answered(), NOON.astimezone(UTC))).offset == 0


def test_only_known_shapes_are_stored() -> None:
    with pytest.raises(TypeError, match="cannot store set"):
        encode(recorded(answered(response={1, 2})))  # type: ignore[arg-type]
