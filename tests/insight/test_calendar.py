"""A year of study days."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from course.insight.calendar import WEEKS, calendar
from course.progress.diary import Day
from tests.progress.logs import NOON

TODAY = date(2026, 11, 24)  # a Tuesday


def some(minutes: float, answers: int = 1) -> Day:
    return Day(answers, timedelta(minutes=minutes))


def test_weeks_run_from_monday_to_sunday_and_the_last_ends_today() -> None:
    weeks = calendar({}, NOON).weeks
    assert len(weeks) == WEEKS
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks[:-1])
    assert weeks[-1] == (date(2026, 11, 23), TODAY)
    assert (TODAY - weeks[0][0]).days >= 364


def test_today_is_the_study_day_of_the_learners_own_clock() -> None:
    before_dawn = NOON.replace(hour=3, minute=59)
    assert calendar({}, before_dawn).today == TODAY - timedelta(days=1)
    assert calendar({}, datetime(2026, 11, 24, 23, tzinfo=UTC)).today == TODAY
    kiritimati = timezone(timedelta(hours=14))
    there = datetime(2026, 11, 24, 23, tzinfo=UTC).astimezone(kiritimati)
    assert calendar({}, there).today == TODAY + timedelta(days=1)


def test_days_outside_the_year_are_left_out() -> None:
    days = {TODAY - timedelta(days=500): some(5), TODAY: some(5), TODAY + timedelta(days=3): Day()}
    assert calendar(days, NOON).days == {TODAY: some(5)}


@pytest.mark.parametrize(
    ("minutes", "level"), [(0, 1), (9.9, 1), (10, 2), (29, 2), (30, 3), (59, 3), (60, 4), (300, 4)]
)
def test_a_day_with_any_study_is_marked_and_more_time_more_so(minutes: float, level: int) -> None:
    year = calendar({TODAY: some(minutes)}, NOON)
    assert year.level(TODAY) == level
    assert year.level(TODAY - timedelta(days=1)) == 0


def test_it_is_told_in_words() -> None:
    assert calendar({}, NOON).sentence == (
        "No day of study yet; each day you study will be marked here."
    )
    assert calendar({TODAY: Day(answers=1)}, NOON).sentence == (
        "You studied on 1 day of the last year, 1 of them in the last seven days."
    )
    days = {TODAY: some(12), date(2026, 11, 18): some(75), date(2026, 11, 17): some(75)}
    assert calendar(days, NOON).sentence == (
        "You studied on 3 days of the last year, 2 of them in the last seven days;"
        " the longest was Tue 17 Nov with 1 h 15 min."
    )


def test_programs_get_every_day() -> None:
    numbers = calendar({TODAY: some(1.5, answers=3)}, NOON).numbers
    assert numbers["from"] == "2025-11-24"
    assert numbers["days"] == [{"day": "2026-11-24", "answers": 3, "seconds": 90}]
