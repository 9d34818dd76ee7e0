"""An exercise in class: the brief to all, a secret to whoever holds the role and to nobody else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.sessions.attempt import IllegalMove
from course.sessions.live.events import (
    BallotClosed,
    Hums,
    HumsCounted,
    ResultShown,
    RoomEnded,
    RoomEvent,
    SeatRemoved,
)
from course.sessions.live.exercise import following, overview, own, shared
from course.sessions.live.room import Room
from course.sessions.live.table_events import (
    ConsensusDeclared,
    DebriefOpened,
    ObjectionAnswered,
    PhaseBegun,
    PhaseExtended,
    RolesDealt,
    TextAmended,
)
from tests.sessions.live.classes import a_room, after, played, put, taken
from tests.sessions.live.tables import PACK, asked, at_the_table, lives, objects, proposed


def seen(room: Room, seat: str = "ana", at: float = 5) -> dict[str, Any]:
    return shared(room, PACK, after(at)) | own(room, PACK, seat)


def table(room: Room) -> dict[str, Any]:
    at_work: dict[str, Any] = seen(room)["exercise"]
    return at_work


def test_before_the_deal_nobody_sees_a_brief() -> None:
    view = seen(a_room(kind="exercise"))
    assert view["phase"] == "lobby"
    assert view["summary"] == PACK.summary
    assert "exercise" not in view
    assert "role" not in view


def test_a_seat_gets_the_brief_the_roles_and_its_own_secret() -> None:
    view = seen(at_the_table(), "ben")
    assert view["exercise"]["brief"] == [{"runs": [["It is late.", ""]]}]
    assert view["role"]["name"] == "Role 1"
    assert view["role"]["secret"][0]["runs"][0] == ["Secret 1.", "strong"]
    assert view["role"]["goals"] == ["Goal 1"]
    assert [(r["name"], r["holders"]) for r in view["exercise"]["roles"]] == [
        ("Role 0", ["Ana"]),
        ("Role 1", ["Ben", "Cem"]),
    ]


def test_who_holds_two_roles_reads_both_and_is_named_with_both() -> None:
    room = at_the_table(RolesDealt({"ana": "r0"}, ("r1",), {"ana": "r2"}))
    view = seen(room, "ana")
    assert [view[key]["name"] for key in ("role", "second")] == ["Role 0", "Role 2"]
    assert seen(room, "ben")["second"] is None
    holders = {role["name"]: role["holders"] for role in view["exercise"]["roles"]}
    assert holders["Role 2"] == ["Ana"]
    assert overview(room, PACK, after(5))["seats"][0]["role"] == "Role 0 + Role 2"


def test_who_has_no_role_watches() -> None:
    room = played(at_the_table(), taken("d"), taken("e"), taken("f"))
    assert seen(room, "f")["role"] is None


steps = st.lists(
    st.sampled_from(
        [
            RolesDealt({"ana": "r1", "ben": "r0"}, ("r2",)),
            RolesDealt({"ana": "r0"}, None, {"ana": "r2"}),
            PhaseBegun("p0", 60),
            proposed(),
            proposed("ben", "States pay.", id="a2"),
            TextAmended("t", "States shall pay.", "ana", "a1", 0, "agreed"),
            asked(),
            objects("ana"),
            lives("ben"),
            ObjectionAnswered("ana", 1, True, "Mended."),
            ConsensusDeclared(1, True, "All said."),
            put("hum"),
            BallotClosed("hum", 1),
            ResultShown("hum"),
            taken("dora"),
            SeatRemoved("cem"),
            DebriefOpened(),
            RoomEnded(),
        ]
    ),
    max_size=20,
)


@given(steps)
def test_no_byte_of_another_role_s_secret_or_goals_goes_to_a_seat(events: list[RoomEvent]) -> None:
    room = at_the_table()
    for event in events:
        try:
            room = played(room, event)
        except IllegalMove:
            continue
    whole = json.dumps(overview(room, PACK, after(5)))
    assert "Secret" not in whole, "the teacher's screen stands on a projector"
    for seat in room.present:
        said = json.dumps(seen(room, seat.id))
        for place, role in enumerate(PACK.roles):
            is_own = role.id in room.table.held(seat.id) and not room.ended
            assert (f"Secret {place}" in said) is is_own
            assert (f"only role {place}" in said.lower()) is is_own
            assert (f"Goal {place}" in said) is is_own


def test_what_the_teacher_is_told_of_a_phase_is_in_nobody_s_view() -> None:
    room = at_the_table(PhaseBegun("p0", 60), DebriefOpened())
    said = json.dumps(seen(room))
    assert "Watch." not in said
    assert "A reason" not in said
    notes = overview(room, PACK, after(5))["notes"]
    assert notes["phase"] == [{"runs": [["Watch.", ""]]}]
    assert notes["debrief"][0]["listen_for"] == "A reason"


def test_a_phase_tells_its_time_and_how_far_it_is_over() -> None:
    room = at_the_table(PhaseBegun("p0", 60))
    running = seen(room, at=31)["exercise"]["running"]
    assert (running["seconds"], running["place"], running["of"]) == (30, 1, 2)
    assert seen(room, at=71)["exercise"]["running"]["seconds"] == -10
    longer = played(room, PhaseExtended("p0", 60))
    assert seen(longer, at=71)["exercise"]["running"]["seconds"] == 50


def test_a_text_says_how_it_reads_what_is_open_and_who_wrote_it() -> None:
    text = table(at_the_table())["texts"][0]
    assert (text["body"], text["version"], text["brackets"]) == (
        "States [shall][should] pay.",
        0,
        2,
    )
    amended = TextAmended("t", "States shall pay.", "ana", "a1", 0, "agreed")
    text = table(at_the_table(proposed(), amended))["texts"][0]
    assert (text["body"], text["version"], text["brackets"]) == ("States shall pay.", 1, 0)
    assert text["history"] == [{"version": 1, "by": "Ana · Role 0", "how": "agreed"}]


def test_an_amendment_is_told_as_a_change_of_what_the_text_reads_now() -> None:
    room = at_the_table(proposed())
    (told,) = table(room)["amendments"]
    assert told["by"] == "Ana · Role 0"
    assert told["changes"] == [
        ["keep", "States"],
        ["cut", " [shall][should]"],
        ["add", " shall"],
        ["keep", " pay."],
    ]
    assert (seen(room)["mine"], seen(room, "ben")["mine"]) == (["a1"], [])


def test_an_amendment_whose_words_were_changed_meanwhile_says_so() -> None:
    room = at_the_table(proposed(), TextAmended("t", "States may pay.", version=0))
    assert table(room)["amendments"][0]["stale"]
    elsewhere = TextAmended("t", "States [shall][should] pay at once.", version=0)
    assert not table(at_the_table(proposed(), elsewhere))["amendments"][0]["stale"]


def test_a_test_of_consensus_shows_objections_and_counts_nobody() -> None:
    few, many = (at_the_table(asked(), objects("ana"), *rest) for rest in ((), (lives("ben"),)))
    assert table(few) == table(many)
    (objection,) = table(few)["test"]["objections"]
    assert (objection["by"], objection["because"]) == ("Ana · Role 0", "Article 4 falls.")
    assert objection["answer"] is None
    assert seen(few)["stand"] == {"can_live": False, "because": "Article 4 falls."}
    assert overview(few, PACK, after(5))["silent"] == ["Ben", "Cem"]


def test_a_hum_stands_before_the_room_as_in_a_poll_and_the_table_stays() -> None:
    room = at_the_table(put("hum"))
    view = seen(room)
    assert (view["phase"], view["hum"], view["hummed"]) == ("open", "Is it ready?", False)
    assert view["exercise"]["texts"]
    assert view["exercise"]["hum"]["for"] == "I could live with it."
    room = played(
        room,
        BallotClosed("hum", 1),
        HumsCounted("hum", 1, (Hums("for", 3, 2),)),
        ResultShown("hum"),
    )
    assert seen(room)["heard"] == [{"for": 100, "against": 0}]


def test_the_debriefing_is_out_when_the_teacher_opens_it() -> None:
    assert "debrief" not in table(at_the_table())
    assert table(at_the_table(DebriefOpened()))["debrief"] == ["Why?"]


@pytest.mark.parametrize(
    ("events", "next_"),
    [
        ((), "phase"),
        ((PhaseBegun("p1", 60),), "debrief"),
        ((PhaseBegun("p1", 60), DebriefOpened()), "end"),
        ((put("hum"),), "close"),
        ((put("hum"), BallotClosed("hum", 1)), "show"),
    ],
)
def test_the_next_step_is_one(events: tuple[RoomEvent, ...], next_: str) -> None:
    assert following(at_the_table(*events), PACK) == next_


def test_a_pack_that_was_edited_meanwhile_is_still_shown() -> None:
    room = at_the_table(PhaseBegun("gone", 60), RolesDealt({"ana": "gone"}), asked(text="gone"))
    view = seen(room)
    assert view["exercise"]["running"] is None
    assert view["role"] is None
