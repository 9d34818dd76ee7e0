"""Moments as a teacher types them."""

from datetime import datetime, timedelta, timezone

import pytest

from course.cli.moments import moment
from course.errors import CourseError

NOW = datetime(2026, 11, 26, 17, 30, tzinfo=timezone(timedelta(hours=1)))


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18:00", at(26, 18)),
        ("9:05", at(27, 9, 5)),
        ("17:30", at(27, 17, 30)),
        ("2026-12-01", at(1, month=12)),
        ("2026-12-01 18:00", at(1, 18, month=12)),
        ("2026-12-01T18:00", at(1, 18, month=12)),
        ("+90m", at(26, 19)),
        ("+2h", at(26, 19, 30)),
        ("+1w", at(3, 17, 30, month=12)),
    ],
)
def test_what_is_typed_is_meant_on_the_teachers_clock(typed: str, meant: datetime) -> None:
    assert moment(typed, NOW) == meant


def test_closing_on_a_day_means_its_end() -> None:
    assert moment("2026-12-01", NOW, ends_day=True) == at(2, month=12)


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "2026-13-01", "+5y", "18.00", "9999999"])
def test_what_is_no_time_is_refused_with_what_would_be(typed: str) -> None:
    with pytest.raises(CourseError) as refused:
        moment(typed, NOW)
    assert refused.value.exit_code == 2
    assert "+90m" in (refused.value.help or "")
