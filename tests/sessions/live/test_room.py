"""A class in session: what may happen when, and what a log leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.sessions.attempt import IllegalMove
from course.sessions.live.ballot import strength, tally
from course.sessions.live.events import (
    BallotClosed,
    DoorLocked,
    DoorUnlocked,
    Hummed,
    Hums,
    HumsCounted,
    Posed,
    ResultShown,
    RoomEnded,
    RoomEvent,
    SeatRemoved,
)
from course.sessions.live.room import apply, earned, is_open, phase, resume
from tests.builders import a_single
from tests.sessions.live.classes import a_room, after, log, played, put, taken, voted

ONE, TWO = a_single("one"), a_single("two")
HUM = Posed("hum", "Is the text ready?", is_hum=True)


def test_a_lesson_goes_from_the_lobby_to_the_end() -> None:
    room = a_room(ONE, TWO)
    assert phase(room) == "lobby"
    assert room.following == "one"
    room = played(room, put("one"))
    assert phase(room) == "open"
    room = played(room, voted("ana", "one", "a", right=True), BallotClosed("one", 1))
    assert phase(room) == "closed"
    room = played(room, ResultShown("one"))
    assert phase(room) == "shown"
    assert room.following == "two"
    assert phase(played(room, RoomEnded())) == "ended"


def test_the_last_answer_before_closing_counts() -> None:
    room = played(a_room(ONE), put("one"), voted("ana", "one", "a"), voted("ana", "one", "b"))
    ballot = room.ballots["one"]
    assert tally(ballot) == {"b": 1}
    assert ballot.last.answered == 1


def test_nothing_counts_after_closing() -> None:
    room = played(a_room(ONE), put("one"), BallotClosed("one", 1))
    with pytest.raises(IllegalMove, match="closed"):
        apply(room, voted("ana", "one", "a"), after(2))


def test_an_answer_under_way_when_the_time_is_up_still_counts_and_a_later_one_does_not() -> None:
    room = played(a_room(ONE), put("one", seconds=20), at=0)
    assert is_open(room, after(20.9))
    assert not is_open(room, after(21.1))
    assert apply(room, voted("ana", "one", "a"), after(20.9)).ballots["one"].last.answered == 1
    with pytest.raises(IllegalMove, match="time is up"):
        apply(room, voted("ana", "one", "a"), after(21.1))


def test_voting_again_after_a_discussion_keeps_both_rounds_and_the_first_counts() -> None:
    room = played(
        a_room(ONE),
        put("one"),
        voted("ana", "one", "b"),
        BallotClosed("one", 1),
        put("one", 2),
        voted("ana", "one", "a", right=True, round_=2),
        ResultShown("one"),
    )
    ballot = room.ballots["one"]
    assert (tally(ballot, 0), tally(ballot, 1)) == ({"b": 1}, {"a": 1})
    assert earned(room)["ana"] == 0, "statistics and scores use the answer before the discussion"


def test_an_answer_that_is_out_cannot_be_voted_on_again() -> None:
    room = played(a_room(ONE), put("one"), ResultShown("one"))
    with pytest.raises(IllegalMove, match="out already"):
        apply(room, put("one", 2), after(2))


def test_a_second_question_waits_for_the_first_to_close() -> None:
    with pytest.raises(IllegalMove, match="close it first"):
        played(a_room(ONE, TWO), put("one"), put("two"))


def test_names_are_unique_however_they_are_written() -> None:
    with pytest.raises(IllegalMove, match="name is taken"):
        apply(a_room(ONE), taken("other").__class__("x", "ANA", "t"), after(1))


def test_a_locked_door_keeps_out_who_is_not_in_and_nobody_else() -> None:
    room = played(a_room(ONE), DoorLocked(), put("one"), voted("ana", "one", "a"))
    with pytest.raises(IllegalMove, match="locked"):
        apply(room, taken("cem"), after(1))
    assert len(played(room, DoorUnlocked(), taken("cem")).present) == 3


def test_a_full_room_says_so() -> None:
    with pytest.raises(IllegalMove, match="full"):
        played(a_room(ONE, cap=2), taken("cem"))


def test_who_was_sent_out_has_no_voice_and_the_name_is_free_again() -> None:
    room = played(a_room(ONE), put("one"), SeatRemoved("ana"))
    with pytest.raises(IllegalMove, match="no seat"):
        apply(room, voted("ana", "one", "a"), after(1))
    assert [seat.name for seat in room.present] == ["Ben"]
    assert "ana" not in earned(room)


def test_a_hum_is_heard_once_and_sounds_by_strength_not_by_heads() -> None:
    room = played(a_room(posed=(HUM,)), put("hum"), Hummed("ana", "hum", 1, "x"))
    with pytest.raises(IllegalMove, match="once"):
        apply(room, Hummed("ana", "hum", 1, "y"), after(1))
    loud_one, soft_three = Hums("against", 3, 1), Hums("for", 1, 3)
    room = played(room, BallotClosed("hum", 1), HumsCounted("hum", 1, (loud_one, soft_three)))
    ballot = room.ballots["hum"]
    assert strength(ballot, "for") == strength(ballot, "against") == 25


def test_no_event_of_a_hum_says_who_hummed_how() -> None:
    fields = {*Hummed.__slots__} & {"side", "strength"}
    assert not fields
    assert "seat" not in HumsCounted.__slots__ + Hums.__slots__


def test_nothing_happens_after_the_end() -> None:
    room = played(a_room(ONE), RoomEnded())
    with pytest.raises(IllegalMove, match="over"):
        apply(room, put("one"), after(1))


moves = st.lists(
    st.sampled_from(
        [
            put("one"),
            put("one", 2),
            put("two", seconds=3),
            voted("ana", "one", "a", right=True),
            voted("ben", "one", "b"),
            voted("ben", "two", "a"),
            BallotClosed("one", 1),
            BallotClosed("two", 1),
            ResultShown("one"),
            ResultShown("two"),
            SeatRemoved("ben"),
            DoorLocked(),
            RoomEnded(),
        ]
    ),
    max_size=25,
)


@given(moves, st.integers(0, 25))
def test_a_restart_at_any_moment_leads_to_the_same_room(events: list[RoomEvent], cut: int) -> None:
    room = a_room(ONE, TWO)
    every = log(room, taken("ana"), taken("ben"), *events)
    before = resume(every[: cut + 3])
    assert before is not None
    for happened in every[cut + 3 :]:
        try:
            before = apply(before, happened.event, happened.at)
        except IllegalMove:
            continue
    assert before == resume(every)


@given(moves)
def test_an_illegal_event_changes_nothing(events: list[RoomEvent]) -> None:
    room = a_room(ONE, TWO)
    for place, event in enumerate(events):
        was = room
        try:
            room = apply(room, event, after(place))
        except IllegalMove:
            assert room is was
