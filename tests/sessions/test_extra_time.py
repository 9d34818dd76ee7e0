"""Extra time: one student of an assignment may take longer, by the server's clock alone."""

import pytest

from course.sessions.assignment import closing, ends, is_told, may_begin, overdue, running
from course.sessions.attempt import IllegalMove
from course.sessions.live.desk import desk, ledger
from course.sessions.live.events import ExtraTimeGiven, HandedIn, HoursSet
from tests.sessions.live.classes import after
from tests.sessions.test_assignment import BANK, answered, begun, done, handed_in, homework, work

QUARTER = ExtraTimeGiven("ana", percent=25)


def test_a_share_is_one_of_the_time_limit_in_whole_minutes() -> None:
    room = done(homework(minutes=30), QUARTER, begun(), begun("ben"), at=0)
    assert ends(work(room), work(room).of("ana")[0]) == after(38 * 60)
    assert ends(work(room), work(room).of("ben")[0]) == after(30 * 60)


def test_without_a_limit_it_is_a_share_of_the_hours_that_everybody_has() -> None:
    room = done(homework(opens=after(0), closes=after(40 * 60)), QUARTER)
    assert closing(work(room), "ana") == after(50 * 60)
    assert closing(work(room), "ben") == after(40 * 60)


def test_minutes_are_minutes_and_the_last_word_counts() -> None:
    room = done(homework(closes=after(600)), QUARTER, ExtraTimeGiven("ana", minutes=20))
    assert closing(work(room), "ana") == after(600 + 20 * 60)
    room = done(room, ExtraTimeGiven("ana"))
    assert closing(work(room), "ana") == after(600)


def test_the_closing_waits_as_long_so_that_who_began_with_the_others_loses_nothing() -> None:
    room = done(homework(minutes=20, closes=after(1200)), ExtraTimeGiven("ana", percent=50))
    room = done(room, begun(), begun("ben"), at=0)
    room = done(room, answered("one"), at=1799)
    with pytest.raises(IllegalMove, match="the time is up"):
        done(room, answered("one", seat="ben"), at=1799)
    assert not may_begin(work(room), "ben", after(1300))
    assert overdue(work(room), after(1300)) == [HandedIn("ben", 1, "closing")]


def test_who_has_it_may_begin_when_it_has_closed_for_the_others() -> None:
    room = done(homework(closes=after(600)), ExtraTimeGiven("ana", minutes=10))
    room = done(room, begun(), at=900)
    assert running(work(room), "ana", after(901))
    with pytest.raises(IllegalMove, match="it is closed"):
        done(room, begun("ben"), at=900)


def test_given_late_it_takes_up_the_work_that_the_clock_cut_off() -> None:
    room = done(homework(minutes=10), begun(), answered("one"), at=0)
    room = done(room, *overdue(work(room), after(700)), at=700)
    room = done(room, ExtraTimeGiven("ana", percent=50), at=710)
    room = done(room, answered("two"), at=720)
    assert set(work(room).of("ana")[0].votes) == {"one", "two"}
    assert overdue(work(room), after(906)) == [HandedIn("ana", 1, "time")]


def test_it_takes_up_nothing_that_was_handed_in() -> None:
    room = done(homework(minutes=10), begun(), handed_in(), QUARTER)
    assert running(work(room), "ana", after(60)) is None


def test_nobody_hears_results_while_somebody_with_extra_time_may_be_at_work() -> None:
    room = done(homework(closes=after(600)), ExtraTimeGiven("ana", minutes=10))
    room = done(room, begun("ben"), handed_in(seat="ben"), at=100)
    assert not is_told(work(room), "ben", after(900))
    assert is_told(work(room), "ben", after(1200))


def test_closing_early_leaves_them_their_extra_time() -> None:
    room = done(homework(minutes=20), ExtraTimeGiven("ana", minutes=5), begun(), at=0)
    room = done(room, HoursSet(None, after(300)), at=300)
    assert running(work(room), "ana", after(599))
    assert not running(work(room), "ana", after(600))


def test_the_student_sees_their_own_hours_and_nobody_elses() -> None:
    room = done(homework(minutes=20, closes=after(1200)), ExtraTimeGiven("ana", minutes=5))
    ana, ben = (desk(room, work(room), seat, BANK, after(20)) for seat in ("ana", "ben"))
    assert (ana["minutes"], ana["extra"]) == (25, 5)
    assert ana["closes"] == after(1500).isoformat()
    assert (ben["minutes"], ben["extra"]) == (20, 0)
    assert ben["closes"] == after(1200).isoformat()


def test_the_teacher_sees_who_has_how_much_and_until_when_it_is_not_closed_for_all() -> None:
    room = done(homework(closes=after(600)), ExtraTimeGiven("ana", minutes=10))
    shown = ledger(room, work(room), BANK, after(700))
    assert {row["seat"]: row["extra"] for row in shown["rows"]} == {"ana": 10, "ben": 0}
    assert (shown["stage"], shown["extra_until"]) == ("closed", after(1200).isoformat())
    assert ledger(room, work(room), BANK, after(1300))["extra_until"] is None
