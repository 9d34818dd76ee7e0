"""When things happened: ids that sort by time, study days, local clocks."""

from datetime import UTC, date, datetime, timedelta, timezone

from course.sessions.events import Recorded, SectionRead, event_id, local, study_day


def test_ids_sort_by_time() -> None:
    early = event_id(datetime(2026, 1, 1, tzinfo=UTC), "f" * 20)
    late = event_id(datetime(2026, 1, 1, microsecond=1000, tzinfo=UTC), "0" * 20)
    assert early < late
    assert len(early) == 32


def test_who_studies_past_midnight_is_still_in_yesterday() -> None:
    at = datetime(2026, 11, 24, 3, 59, tzinfo=timezone(timedelta(hours=9)))
    assert study_day(at) == date(2026, 11, 23)
    recorded = Recorded("id", "l", "c", at + timedelta(minutes=1), SectionRead("l", "s"))
    assert recorded.study_day == date(2026, 11, 24)


def test_a_time_is_told_on_the_clock_it_was_seen_on() -> None:
    at = local(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), 330)
    assert at.isoformat() == "2026-11-25T05:00:00+05:30"
