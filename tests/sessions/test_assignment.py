"""An assignment: who may do what when, by the server's clock, and what a log leads to."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.sessions.assignment import (
    Assignment,
    as_attempt,
    is_over,
    is_told,
    may_begin,
    overdue,
    running,
    stage,
)
from course.sessions.attempt import IllegalMove, earns, out_of
from course.sessions.live.events import (
    ExtraTimeGiven,
    FlagSet,
    HandedIn,
    HoursSet,
    RoomEvent,
    SittingBegun,
    Terms,
    TurnedTo,
    Voted,
)
from course.sessions.live.room import Room, apply, resume
from tests.builders import a_single, a_true_false
from tests.sessions.live.classes import BEGAN, a_room, after, log

ONE, TWO, THREE = a_single("one"), a_true_false("two"), a_single("three")
BANK = {q.id: q for q in (ONE, TWO, THREE)}


def homework(**terms: object) -> Room:
    """An assignment of three questions with ana and ben in the room."""
    return a_room(ONE, TWO, THREE, kind="assignment", terms=Terms(**terms))  # type: ignore[arg-type]


def done(room: Room, *events: RoomEvent, at: float = 10) -> Room:
    for event in events:
        room = apply(room, event, after(at))
    return room


def work(room: Room) -> Assignment:
    assert room.work
    return room.work


def begun(seat: str = "ana", round_: int = 1) -> SittingBegun:
    return SittingBegun(seat, round_, f"{seat} begins {round_}")


def answered(ballot: str, *, right: bool = True, round_: int = 1, seat: str = "ana") -> Voted:
    return Voted(seat, ballot, round_, "a", Fraction(int(right)), f"{seat}/{ballot}/{round_}")


def handed_in(round_: int = 1, seat: str = "ana") -> HandedIn:
    return HandedIn(seat, round_, "student", "in")


def test_it_opens_and_closes_by_the_clock() -> None:
    room = homework(opens=after(100), closes=after(200))
    assert [stage(work(room), after(s)) for s in (99, 100, 199, 200)] == [
        "early",
        "open",
        "open",
        "closed",
    ]
    for seconds, why in ((99, "it is not open yet"), (200, "it is closed")):
        with pytest.raises(IllegalMove, match=why):
            done(room, begun(), at=seconds)
    assert running(work(done(room, begun(), at=150)), "ana", after(150))


def test_an_answer_may_be_changed_until_it_is_handed_in_and_then_no_more() -> None:
    room = done(homework(), begun(), answered("one", right=False), answered("one"))
    sitting = work(room).of("ana")[0]
    assert sitting.votes["one"][0].fraction == 1
    room = done(room, handed_in())
    with pytest.raises(IllegalMove, match="handed in"):
        done(room, answered("one", right=False))


def test_questions_are_answered_and_flagged_in_any_order_and_the_place_is_kept() -> None:
    room = done(homework(), begun(), answered("three"), FlagSet("ana", "two", 1, True))
    room = done(room, TurnedTo("ana", "two", 1))
    sitting = work(room).of("ana")[0]
    assert (sitting.current, sitting.flagged) == ("two", frozenset({"two"}))
    room = done(room, FlagSet("ana", "two", 1, False))
    assert work(room).of("ana")[0].flagged == frozenset()
    with pytest.raises(IllegalMove, match="no such question"):
        done(room, TurnedTo("ana", "four", 1))


def test_only_as_many_sittings_as_there_are_attempts() -> None:
    room = done(homework(attempts=2), begun(), handed_in(), begun(round_=2), handed_in(2))
    assert not may_begin(work(room), "ana", after(11))
    with pytest.raises(IllegalMove, match="no attempt is left"):
        done(room, begun(round_=3))
    room = done(homework(attempts=None), begun(), handed_in(), begun(round_=2))
    with pytest.raises(IllegalMove, match="begun already"):
        done(room, begun(round_=3))


def test_time_is_up_for_each_on_their_own_and_what_was_answered_is_handed_in() -> None:
    room = done(homework(minutes=10), begun(), answered("one"), at=0)
    room = done(room, begun("ben"), at=300)
    assert is_over(work(room), work(room).of("ana")[0], after(600))
    assert not is_over(work(room), work(room).of("ben")[0], after(600))
    done(room, answered("two"), at=604)  # under way when the time was up
    with pytest.raises(IllegalMove, match="the time is up"):
        done(room, answered("two"), at=606)
    assert overdue(work(room), after(606)) == [HandedIn("ana", 1, "time")]
    room = done(room, *overdue(work(room), after(700)), at=700)
    assert work(room).of("ana")[0].ended == after(600)
    assert overdue(work(room), after(700)) == []


def test_closing_early_cuts_work_off_and_reopening_lets_it_go_on() -> None:
    room = done(homework(), begun(), answered("one"))
    room = done(room, HoursSet(None, after(50)), at=50)
    room = done(room, *overdue(work(room), after(60)), at=60)
    assert work(room).of("ana")[0].handed_in == HandedIn("ana", 1, "closing")
    with pytest.raises(IllegalMove):
        done(room, answered("two"), at=60)
    room = done(room, HoursSet(None, after(1000)), at=100)
    room = done(room, answered("two"), at=101)
    assert set(work(room).of("ana")[0].votes) == {"one", "two"}


def test_what_a_student_handed_in_stays_in_when_there_is_more_time() -> None:
    room = done(homework(closes=after(50)), begun(), handed_in())
    room = done(room, HoursSet(None, after(1000)), at=60)
    assert running(work(room), "ana", after(61)) is None


def test_feedback_comes_on_handing_in_or_when_it_is_closed() -> None:
    for feedback, at_once in (("now", True), ("after", False)):
        room = done(homework(feedback=feedback, closes=after(100)), begun())
        assert not is_told(work(room), "ana", after(20))
        room = done(room, handed_in())
        assert is_told(work(room), "ana", after(20)) is at_once
        assert is_told(work(room), "ana", after(100))


def test_each_student_has_an_order_of_their_own_unless_the_teacher_says_otherwise() -> None:
    orders = {
        work(done(homework(), SittingBegun(seat, 1, "x"))).of(seat)[0].order
        for seat in ("ana", "ben")
    }
    many = a_room(*(a_single(f"q{n}") for n in range(9)), kind="assignment", terms=Terms())
    ana, ben = (work(done(many, begun(seat))).of(seat)[0].order for seat in ("ana", "ben"))
    assert ana != ben
    assert sorted(ana) == sorted(ben)
    assert all(sorted(one) == ["one", "three", "two"] for one in orders)
    plain = work(done(homework(shuffle=False), begun())).of("ana")[0].order
    assert plain == ("one", "two", "three")


def test_a_sitting_is_an_attempt_in_test_mode() -> None:
    room = done(homework(minutes=5), begun(), answered("one"), answered("three", right=False))
    attempt = as_attempt(work(room), "ana", work(room).of("ana")[0], BANK)
    assert sum(earns(attempt, q) for q in attempt.questions) == ONE.points
    assert out_of(attempt) == ONE.points + TWO.points + THREE.points
    assert attempt.deadline == after(310)


def test_what_is_brought_in_knows_no_hours_and_may_be_mended() -> None:
    brought = SittingBegun("ana", 1, "x", "paper:2026/B")
    room = done(homework(closes=BEGAN), brought, HandedIn("ana", 1, "paper"))
    room = done(room, answered("one", right=False), answered("one"), at=9999)
    assert work(room).of("ana")[0].votes["one"][0].fraction == 1


EVENTS = st.one_of(
    st.builds(
        SittingBegun, st.sampled_from(["ana", "ben", "eve"]), st.integers(1, 3), st.just("s")
    ),
    st.builds(
        Voted,
        st.sampled_from(["ana", "ben"]),
        st.sampled_from(["one", "two", "four"]),
        st.integers(1, 3),
        st.just("a"),
        st.sampled_from([Fraction(0), Fraction(1)]),
        st.text("ab", min_size=1, max_size=3),
    ),
    st.builds(TurnedTo, st.just("ana"), st.sampled_from(["one", "four"]), st.integers(1, 2)),
    st.builds(FlagSet, st.just("ana"), st.just("one"), st.integers(1, 2), st.booleans()),
    st.builds(HandedIn, st.sampled_from(["ana", "ben"]), st.integers(1, 3), st.just("student")),
    st.builds(HoursSet, st.none(), st.integers(0, 60).map(lambda s: after(s * 60))),
    st.builds(ExtraTimeGiven, st.just("ana"), st.integers(0, 100), st.integers(0, 5)),
)


@given(st.lists(EVENTS, max_size=25), st.integers(0, 25))
def test_a_log_can_be_resumed_at_any_place_and_an_illegal_move_changes_nothing(
    events: list[RoomEvent], cut: int
) -> None:
    start = homework(attempts=2, minutes=30)
    whole = resume(log(start, *_with_seats(events)))
    half = resume(log(start, *_with_seats(events[:cut])))
    assert whole is not None
    assert half is not None
    for place, event in enumerate(_with_seats(events)[len(_with_seats(events[:cut])) :]):
        try:
            half = apply(half, event, after(len(_with_seats(events[:cut])) + place + 1))
        except IllegalMove:
            continue
    assert half == whole


@given(st.lists(EVENTS, max_size=25), st.integers(0, 5000))
def test_whatever_happens_no_more_is_begun_than_allowed_and_all_ends(
    events: list[RoomEvent], late: int
) -> None:
    room = resume(log(homework(attempts=2, minutes=30), *_with_seats(events)))
    assert room is not None
    assert all(len(sittings) <= 2 for sittings in work(room).sittings.values())
    now: datetime = after(4000 + late)
    room = done(room, *overdue(work(room), now), at=4000 + late)
    assert all(s.handed_in for sittings in work(room).sittings.values() for s in sittings)
    unchanged = replace(room)
    with pytest.raises(IllegalMove):
        done(room, TurnedTo("nobody", "one", 1))
    assert room == unchanged


def _with_seats(events: list[RoomEvent]) -> list[RoomEvent]:
    from tests.sessions.live.classes import taken

    return [taken("ana"), taken("ben"), *events]
