"""Which questions return on which day."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given

from course.insight.forecast import forecast
from course.progress.folding import fold
from course.progress.projection import Progress
from course.progress.standing import due
from course.scheduling import Card
from course.sessions.events import Recorded
from tests.progress.logs import DAY, NOON, logs

FOUR = NOON.replace(hour=4)


def returning(*dues: datetime) -> Progress:
    cards = {
        f"q{n}": (1, Card(5.0, 5.0, at.astimezone(UTC), (NOON - 9 * DAY).astimezone(UTC), 1, 0))
        for n, at in enumerate(dues)
    }
    return Progress(cards=cards)


def counts(*dues: datetime, now: datetime = NOON) -> tuple[int, ...]:
    progress = returning(*dues)
    return forecast(progress, now, progress.cards, days=4).counts


def test_each_question_counts_once_on_the_day_it_returns() -> None:
    ahead = forecast(returning(NOON + DAY, NOON + DAY, NOON + 3 * DAY), NOON, {"q0", "q1", "q2"})
    assert ahead.counts[:5] == (0, 2, 0, 1, 0)
    assert len(ahead.counts) == len(ahead.days) == 30
    assert ahead.days[0] == date(2026, 11, 24)


def test_a_day_begins_at_four_in_the_morning_of_the_learners_clock() -> None:
    assert counts(FOUR + DAY - timedelta(seconds=1), FOUR + DAY) == (1, 1, 0, 0)
    west = NOON.astimezone(timezone(timedelta(hours=-8)))  # 03:00, still yesterday there
    assert counts(NOON + DAY, now=west) == (0, 1, 0, 0)
    assert counts(NOON + timedelta(hours=2), now=west) == (0, 1, 0, 0)


def test_what_is_overdue_is_for_today() -> None:
    progress = returning(NOON - 5 * DAY, FOUR - timedelta(minutes=1), FOUR, NOON + DAY)
    ahead = forecast(progress, NOON, progress.cards)
    assert (ahead.counts[0], ahead.overdue) == (3, 2)


def test_what_was_answered_today_and_returns_today_waits_for_tomorrow() -> None:
    card = Card(5.0, 5.0, (NOON + timedelta(hours=3)).astimezone(UTC), NOON.astimezone(UTC), 1, 0)
    ahead = forecast(Progress(cards={"q": (1, card)}), NOON, {"q"})
    assert ahead.counts[:2] == (0, 1)


def test_what_the_course_no_longer_has_and_what_lies_far_ahead_are_no_bars() -> None:
    progress = returning(NOON + 100 * DAY, NOON + DAY, datetime.max.replace(tzinfo=UTC))
    ahead = forecast(progress, NOON, {"q0", "q2"})
    assert (sum(ahead.counts), ahead.later) == (0, 2)
    assert not ahead.is_empty


def test_it_is_told_in_words() -> None:
    assert forecast(Progress(), NOON, ()).sentence == (
        "Nothing is scheduled yet: a question returns once you have answered it."
    )
    progress = returning(NOON - DAY, NOON, NOON + DAY, NOON + 2 * DAY, NOON + 2 * DAY)
    assert forecast(progress, NOON, progress.cards).sentence == (
        "2 questions today, 1 of them overdue; 5 in the next 30 days, the most on Thu 26 Nov (2)."
    )
    late = returning(NOON + 200 * DAY)
    assert forecast(late, NOON, late.cards).sentence == (
        "No question today; 0 in the next 30 days."
    )


def test_programs_get_every_day() -> None:
    progress = returning(NOON)
    numbers = forecast(progress, NOON, progress.cards).numbers
    assert numbers["days"][0] == {"day": "2026-11-24", "questions": 1}
    assert (numbers["overdue"], numbers["later"], len(numbers["days"])) == (0, 0, 30)


@given(logs())
def test_every_question_is_somewhere_and_today_is_what_is_due(log: list[Recorded]) -> None:
    progress = fold(log)
    now = log[-1].at if log else NOON
    ahead = forecast(progress, now, progress.cards)
    assert sum(ahead.counts) + ahead.later == len(progress.cards)
    assert ahead.counts[0] == len(due(progress, now, progress.cards)) >= ahead.overdue
