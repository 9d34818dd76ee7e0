"""How long was studied, and what counts as study."""

from datetime import date, timedelta

from course.insight.time_spent import WEEKS, time_spent
from course.progress.diary import Day
from tests.progress.logs import NOON

TODAY = date(2026, 11, 24)
PAUSES = (
    "Time runs from one thing you do to the next; a pause of more than 10 minutes does not count."
)


def hours(spent: float) -> Day:
    return Day(1, timedelta(hours=spent))


def test_weeks_begin_on_monday_and_days_before_them_count_in_the_total_alone() -> None:
    days = {TODAY: hours(1), date(2026, 11, 23): hours(2), date(2026, 11, 22): hours(4)}
    spent = time_spent(days | {date(2025, 1, 1): hours(8)}, NOON)
    assert len(spent.weeks) == WEEKS
    assert spent.weeks[-2:] == (
        (date(2026, 11, 16), timedelta(hours=4)),
        (date(2026, 11, 23), timedelta(hours=3)),
    )
    assert sum((week for _, week in spent.weeks), timedelta(0)) == timedelta(hours=7)
    assert (spent.total, spent.lately, spent.days) == (timedelta(hours=15), timedelta(hours=7), 4)


def test_it_says_what_it_counts() -> None:
    spent = time_spent({TODAY: hours(1), TODAY - timedelta(days=40): hours(0.5)}, NOON)
    assert spent.sentence == (
        f"1 h 30 min in all, 1 h 00 min in the last seven days, 45 min on a day of study. {PAUSES}"
    )


def test_a_goal_is_reached_on_the_days_it_is_and_without_one_nothing_is_said() -> None:
    days = {TODAY: hours(0.25), date(2026, 11, 20): hours(1), date(2026, 11, 19): hours(0.2)}
    quarter = timedelta(minutes=15)
    spent = time_spent(days | {date(2026, 11, 1): hours(2)}, NOON, quarter)
    assert spent.reached == 2
    assert "Your goal of 15 min was reached on 2 of these seven days." in spent.sentence
    assert spent.numbers["goal_seconds"] == 900
    none = time_spent(days, NOON)
    assert "goal" not in none.sentence
    assert none.numbers["goal_reached_last_seven_days"] == 0


def test_less_than_a_minute_is_no_figure() -> None:
    for days in ({}, {TODAY: Day(1, timedelta(seconds=59))}):
        spent = time_spent(days, NOON)
        assert spent.is_empty
        assert spent.sentence == f"Less than a minute of study so far. {PAUSES}"


def test_programs_get_seconds() -> None:
    numbers = time_spent({TODAY: hours(1)}, NOON).numbers
    assert numbers["seconds"] == numbers["seconds_last_seven_days"] == 3600
    assert numbers["pause_seconds"] == 600
    assert numbers["weeks"][-1] == {"from": "2026-11-23", "seconds": 3600}
