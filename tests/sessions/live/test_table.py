"""What lies on the table: roles for who comes late, time, amendments, a test that counts nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.sessions.attempt import IllegalMove
from course.sessions.live.events import BallotClosed, RoomEvent, SeatRemoved
from course.sessions.live.room import apply, phase, resume
from course.sessions.live.table import WAITING_OF_ONE
from course.sessions.live.table_events import (
    AmendmentRefused,
    AmendmentWithdrawn,
    ChairGiven,
    ConsensusDeclared,
    DebriefOpened,
    ObjectionAnswered,
    PhaseBegun,
    PhaseExtended,
    RolesDealt,
    TextAmended,
)
from tests.sessions.live.classes import a_room, after, log, played, put, taken
from tests.sessions.live.tables import DEALT, asked, at_the_table, lives, objects, proposed


def test_nothing_is_done_at_the_table_before_the_roles_are_dealt() -> None:
    with pytest.raises(IllegalMove, match="deal the roles"):
        apply(a_room(kind="exercise"), PhaseBegun("p0", 60), after(1))


def test_who_comes_late_gets_the_role_that_is_needed_next_and_the_rest_watch() -> None:
    room = played(at_the_table(), taken("dora"), taken("ede"), taken("fay"))
    assert room.table.roles["dora"] == room.table.roles["ede"] == "r2"
    assert "fay" not in room.table.roles


def test_the_role_of_who_was_sent_out_waits_for_the_next() -> None:
    room = played(at_the_table(), SeatRemoved("ana"), taken("dora"))
    assert room.table.roles == {"ben": "r1", "cem": "r1", "dora": "r0"}


def test_roles_are_dealt_to_those_who_are_there() -> None:
    room = played(a_room(kind="exercise"), RolesDealt({"ana": "r0", "ghost": "r1"}))
    assert room.table.roles == {"ana": "r0"}


def test_one_seat_is_moved_and_the_others_keep_their_roles() -> None:
    room = played(at_the_table(), RolesDealt({"ben": "r2"}, ("r1",)))
    assert room.table.roles == {"ana": "r0", "ben": "r2", "cem": "r1"}
    assert room.table.spare == ("r1",)


def test_both_roles_of_who_was_sent_out_wait_for_the_next_two() -> None:
    room = at_the_table(RolesDealt({"ana": "r0"}, ("r1",), {"ana": "r2"}), SeatRemoved("ana"))
    room = played(room, taken("dora"), taken("emil"))
    assert room.table.held("dora") == ("r0",)
    assert room.table.held("emil") == ("r2",)


def test_a_new_deal_takes_the_second_role_away() -> None:
    room = at_the_table(RolesDealt({"ana": "r0"}, None, {"ana": "r2"}), RolesDealt({"ana": "r1"}))
    assert room.table.held("ana") == ("r1",)


def test_a_phase_is_made_longer_from_its_end_and_from_now_when_it_is_over() -> None:
    room = at_the_table(PhaseBegun("p0", 60))
    longer = apply(room, PhaseExtended("p0", 60), after(31))
    assert longer.table.phases[-1].ends == after(121)
    late = apply(room, PhaseExtended("p0", 60), after(300))
    assert late.table.phases[-1].ends == after(360)
    shorter = apply(room, PhaseExtended("p0", -300), after(31))
    assert shorter.table.phases[-1].ends == after(31)


def test_another_phase_than_the_running_one_is_not_made_longer() -> None:
    with pytest.raises(IllegalMove, match="another phase"):
        played(at_the_table(PhaseBegun("p0", 60)), PhaseExtended("p1", 60))


def test_an_amendment_waits_until_it_is_taken_refused_or_withdrawn() -> None:
    room = at_the_table(proposed())
    assert [one.id for one in room.table.waiting] == ["a1"]
    amended = TextAmended("t", "States shall pay.", "ana", "a1", 0, "agreed")
    for event in (amended, AmendmentRefused("a1"), AmendmentWithdrawn("a1", "ana")):
        answered = played(room, event)
        assert answered.table.waiting == ()
        with pytest.raises(IllegalMove, match="does not wait"):
            played(answered, AmendmentRefused("a1"))


def test_nobody_withdraws_what_another_proposed() -> None:
    with pytest.raises(IllegalMove, match="another's"):
        played(at_the_table(proposed("ana")), AmendmentWithdrawn("a1", "ben"))


def test_one_seat_does_not_fill_the_chair_s_desk() -> None:
    mine = [proposed(id=f"a{n}") for n in range(WAITING_OF_ONE)]
    with pytest.raises(IllegalMove, match="withdraw one"):
        played(at_the_table(*mine), proposed(id="more"))
    assert len(played(at_the_table(*mine), proposed("ben", id="more")).table.waiting) == 4


def test_a_version_that_was_replaced_meanwhile_is_not_replaced_again() -> None:
    room = at_the_table(TextAmended("t", "One.", version=0))
    with pytest.raises(IllegalMove, match="meanwhile"):
        played(room, TextAmended("t", "Two.", version=0))


def test_what_a_seat_proposed_goes_with_it() -> None:
    assert played(at_the_table(proposed("ana")), SeatRemoved("ana")).table.waiting == ()


def test_the_chair_is_given_to_who_is_there_and_falls_back_when_that_one_goes() -> None:
    room = at_the_table(ChairGiven("ana"))
    assert room.table.chair == "ana"
    assert played(room, SeatRemoved("ana")).table.chair is None
    assert played(room, ChairGiven(None)).table.chair is None
    with pytest.raises(IllegalMove, match="no seat"):
        played(room, ChairGiven("ghost"))


def test_an_objection_has_a_reason() -> None:
    with pytest.raises(IllegalMove, match="reason"):
        played(at_the_table(asked()), objects("ana", because=""))


def test_consensus_is_not_declared_past_an_objection_without_an_answer() -> None:
    room = at_the_table(asked(), lives("ben"), objects("ana"))
    for reached in (True, False):
        with pytest.raises(IllegalMove, match="no answer"):
            played(room, ConsensusDeclared(1, reached, "We are late."))


def test_an_objection_that_was_not_met_is_borne_only_with_a_reason() -> None:
    room = at_the_table(asked(), objects("ana"), ObjectionAnswered("ana", 1, False, "Seen."))
    with pytest.raises(IllegalMove, match="to be borne"):
        played(room, ConsensusDeclared(1, True))
    assert played(room, ConsensusDeclared(1, True, "It is rare.")).table.test.declared  # type: ignore[union-attr]


def test_many_who_can_live_with_it_do_not_outweigh_one_who_cannot() -> None:
    many = [lives(seat) for seat in ("ben", "cem")]
    with pytest.raises(IllegalMove, match="no answer"):
        played(at_the_table(asked(), *many, objects("ana")), ConsensusDeclared(1, True))


def test_the_last_word_counts_and_a_new_reason_wants_a_new_answer() -> None:
    answered = ObjectionAnswered("ana", 1, True, "Mended.")
    room = at_the_table(asked(), objects("ana"), answered)
    assert played(room, objects("ana")).table == room.table, "said again: the answer stands"
    again = played(room, objects("ana", "And the flag?")).table.test
    assert again is not None
    assert again.objections["ana"].answer is None
    content = played(room, lives("ana")).table.test
    assert content is not None
    assert content.objections == {}


def test_after_the_chair_declared_nothing_is_said_until_it_is_asked_again() -> None:
    room = at_the_table(asked(), ConsensusDeclared(1, True))
    with pytest.raises(IllegalMove, match="declared"):
        played(room, objects("ana"))
    assert played(room, asked(2), objects("ana", round_=2)).table.tests[1].objections


def test_a_hum_comes_between_and_the_next_phase_takes_its_place() -> None:
    room = at_the_table(PhaseBegun("p0", 60), put("hum"))
    assert phase(room) == "open"
    with pytest.raises(IllegalMove, match="hum is open"):
        played(room, PhaseBegun("p1", 60))
    room = played(room, BallotClosed("hum", 1), PhaseBegun("p1", 60))
    assert phase(room) == "exercise"
    assert phase(played(room, put("hum", 2))) == "open"


moves = st.lists(
    st.sampled_from(
        [
            DEALT,
            taken("dora"),
            SeatRemoved("ben"),
            RolesDealt({"ana": "r2"}, ("r0",)),
            PhaseBegun("p0", 60),
            PhaseBegun("p1", 60),
            PhaseExtended("p0", 60),
            proposed(),
            proposed("ben", "States pay.", id="a2"),
            AmendmentWithdrawn("a1", "ana"),
            AmendmentRefused("a2", "No."),
            TextAmended("t", "States shall pay.", "ana", "a1", 0, "agreed"),
            TextAmended("t", "States [shall] pay.", version=1),
            asked(),
            asked(2),
            lives("ben"),
            objects("ana"),
            ObjectionAnswered("ana", 1, True, "Mended."),
            ConsensusDeclared(1, True, "All said."),
            put("hum"),
            BallotClosed("hum", 1),
            ChairGiven("ben"),
            DebriefOpened(),
        ]
    ),
    max_size=25,
)


@given(moves, st.integers(0, 25))
def test_a_restart_at_any_moment_leads_to_the_same_table(events: list[RoomEvent], cut: int) -> None:
    every = log(a_room(kind="exercise"), taken("ana"), taken("ben"), taken("cem"), *events)
    room = resume(every[: cut + 4])
    assert room is not None
    for happened in every[cut + 4 :]:
        was = room
        try:
            room = apply(room, happened.event, happened.at)
        except IllegalMove:
            assert room is was
    assert room == resume(every)
    present = {seat.id for seat in room.present}
    assert set(room.table.roles) <= present
    assert room.table.chair in (None, *present)
