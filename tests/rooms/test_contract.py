"""What every store of rooms promises."""

import pytest

from course.errors import CourseError
from course.rooms.store import Entry, RoomStore
from course.rooms.thinning import thinning
from course.sessions.live.events import (
    BallotClosed,
    BallotOpened,
    EndingReached,
    Hummed,
    Hums,
    RoomEnded,
    RoomEvent,
    RoomReopened,
    SceneDecided,
    SeatTaken,
    Voted,
)
from course.sessions.live.room import resume
from course.sessions.live.table_events import (
    AmendmentProposed,
    AmendmentRefused,
    AmendmentWithdrawn,
    ChairGiven,
    ConsensusDeclared,
    ConsensusTested,
    DebriefOpened,
    ObjectionAnswered,
    PhaseBegun,
    PhaseExtended,
    RolesDealt,
    StandTaken,
    TextAmended,
)
from tests.builders import a_short, a_single
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken, voted

ONE = a_single("one")


@pytest.fixture
def room(store: RoomStore) -> str:
    store.open("room", an_opening(ONE), BEGAN)
    return "room"


def test_a_log_is_read_as_it_was_written(store: RoomStore, room: str) -> None:
    events: list[RoomEvent] = [
        taken("ana"),
        put("one", seconds=30),
        voted("ana", "one", "a", right=True),
    ]
    entries = [Entry(event, after(n)) for n, event in enumerate(events)]
    assert store.append(room, entries) == [1, 2, 3]
    read = list(store.read(room))
    assert read[0] == (0, read[0][1])
    assert read[0][1].event == an_opening(ONE)
    assert [happened.event for _, happened in read[1:]] == events
    assert [happened.at for _, happened in read[1:]] == [after(0), after(1), after(2)]


def test_what_a_class_does_together_is_read_as_it_was_written(store: RoomStore, room: str) -> None:
    events: list[RoomEvent] = [
        SceneDecided("door", "knock", "The argument of the third row."),
        EndingReached("end"),
        RolesDealt({"ana": "r0", "ben": "r1"}, ("r2", "r2")),
        RolesDealt({"ana": "r1"}),
        PhaseBegun("p0", 600),
        PhaseExtended("p0", -60),
        AmendmentProposed("a1", "ana", "t", 0, "States [shall][should] pay.\n\nÉtats.", "Why"),
        AmendmentWithdrawn("a1", "ana"),
        AmendmentRefused("a2", "Not now."),
        TextAmended("t", "States pay.", "ana", "a1", 0, "brackets"),
        TextAmended("t", "States shall pay."),
        ConsensusTested(1, "t"),
        StandTaken("ana", 1, can_live=False, because="Article 4 falls."),
        ObjectionAnswered("ana", 1, addressed=True, answer="It stands."),
        ConsensusDeclared(1, reached=True, because="All was answered."),
        ChairGiven("ana"),
        ChairGiven(None),
        DebriefOpened(),
    ]
    store.append(room, [Entry(event, after(n)) for n, event in enumerate(events)])
    assert [happened.event for _, happened in store.read(room)][1:] == events


def test_what_a_forgotten_student_wrote_is_gone(store: RoomStore, room: str) -> None:
    there: list[RoomEvent] = [
        SeatTaken("s1", "Zebulon Quirk", "token"),
        AmendmentProposed("a1", "s1", "t", 0, "Zebulon's words.", "Mine."),
        StandTaken("s1", 1, can_live=False, because="Zebulon minds."),
        ObjectionAnswered("s1", 1, addressed=True, answer="Zebulon was heard."),
    ]
    store.append(room, [Entry(event, after(1)) for event in there])
    assert store.forget(room, "s1") == 4
    assert "Zebulon" not in repr(list(store.read(room)))


def test_who_read_to_a_number_misses_nothing_after_it(store: RoomStore, room: str) -> None:
    for n in range(5):
        store.append(room, [Entry(taken(f"s{n}"), after(n))])
    assert [seq for seq, _ in store.read(room, 3)] == [4, 5]
    assert list(store.read(room, 5)) == []


def test_what_is_sent_twice_is_stored_once(store: RoomStore, room: str) -> None:
    entry = Entry(voted("ana", "one", "a"), after(1), key="ana/x")
    assert store.append(room, [entry, entry]) == [1, None]
    assert store.append(room, [entry]) == [None]
    assert len(list(store.read(room, 0))) == 2, "the opening and the answer"


def test_numbers_have_no_gap_where_something_came_twice(store: RoomStore, room: str) -> None:
    same = Entry(voted("ana", "one", "a"), after(1), key="ana/x")
    other = Entry(voted("ben", "one", "a"), after(1), key="ben/x")
    assert store.append(room, [same, same, other]) == [1, None, 2]


def test_two_rooms_do_not_mix(store: RoomStore, room: str) -> None:
    store.open("other", an_opening(ONE, code="OTHER2"), BEGAN)
    store.append(room, [Entry(taken("ana"), after(1))])
    assert store.append("other", [Entry(taken("ben"), after(1))]) == [1]
    assert [h.event for _, h in store.read("other", 0)][1:] == [taken("ben")]


def test_a_code_finds_its_room_until_the_class_is_over(store: RoomStore, room: str) -> None:
    assert store.find("RFC728") == room
    with pytest.raises(CourseError, match="in use"):
        store.open("second", an_opening(ONE), BEGAN)
    store.append(room, [Entry(RoomEnded(), after(9))])
    assert store.find("RFC728") is None
    store.open("second", an_opening(ONE), after(10))
    assert store.find("RFC728") == "second"
    assert [(row.id, row.ended) for row in store.rooms()] == [("second", None), (room, after(9))]


def test_a_class_that_is_opened_again_is_found_again(store: RoomStore, room: str) -> None:
    store.append(room, [Entry(RoomEnded(), after(9)), Entry(RoomReopened(), after(10))])
    assert store.find("RFC728") == room
    assert [row.ended for row in store.rooms()] == [None]


def test_hums_are_counted_with_the_seat_and_bound_to_none(store: RoomStore, room: str) -> None:
    store.append(room, [Entry(BallotOpened("hum", 1), after(1))])
    for seat, hum in (("ana", ("for", 3)), ("ben", ("for", 3)), ("cem", ("against", 1))):
        hummed = Entry(Hummed(seat, "hum", 1, "x"), after(2), f"{seat}/x", hum)  # type: ignore[arg-type]
        store.append(room, [hummed, hummed])
    store.append(room, [Entry(BallotClosed("hum", 1), after(3))])
    assert store.hums(room, "hum", 1) == (Hums("against", 1, 1), Hums("for", 3, 2))
    assert store.hums(room, "hum", 2) == ()


def test_a_forgotten_student_leaves_no_trace_and_no_gap(store: RoomStore, room: str) -> None:
    seat = SeatTaken("s1", "Zebulon Quirk", "token")
    there: list[RoomEvent] = [seat, taken("ben"), put("one"), voted("s1", "one", "a")]
    events = [*there, voted("ben", "one", "b")]
    store.append(room, [Entry(event, after(1)) for event in events])
    assert store.forget(room, "s1") == 2
    left = list(store.read(room))
    assert [seq for seq, _ in left] == [0, 2, 3, 5]
    assert "Zebulon" not in repr(left)
    assert store.append(room, [Entry(taken("cem"), after(2))]) == [6]


def test_nothing_of_a_forgotten_student_is_left_in_what_others_did(
    store: RoomStore, room: str
) -> None:
    dealt: list[RoomEvent] = [
        SeatTaken("5ea7", "Zebulon Quirk", "token"),
        taken("ben"),
        RolesDealt({"5ea7": "chair", "ben": "delegate"}),
        TextAmended("preamble", "We the peoples", by="5ea7"),
    ]
    store.append(room, [Entry(event, after(1)) for event in dealt])
    assert store.forgotten(room) == 0
    store.forget(room, "5ea7")
    left = [happened.event for _, happened in store.read(room)]
    assert "5ea7" not in repr(left)
    assert RolesDealt({"ben": "delegate"}) in left
    assert store.forgotten(room) == 1, "how many were erased is known, and nothing else of them"


def test_names_are_taken_and_answers_stay(store: RoomStore, room: str) -> None:
    there: list[RoomEvent] = [
        SeatTaken("s1", "Zebulon Quirk", "token"),
        taken("ben"),
        put("one"),
        voted("s1", "one", "a"),
    ]
    store.append(room, [Entry(event, after(1)) for event in there])
    assert store.thin(room, thinning({})) == 2
    assert store.thin(room, thinning({})) == 0, "a second time there is nothing to take"
    state = resume(happened for _, happened in store.read(room))
    assert state
    assert len({seat.name for seat in state.present}) == 2, "both still have a seat of their own"
    assert not any(seat.token for seat in state.present)
    assert "Zebulon" not in repr(list(store.read(room)))
    assert state.ballots["one"].rounds[0].votes["s1"].response == "a"


def test_what_was_typed_is_taken_out_and_keeps_what_it_earned(store: RoomStore, room: str) -> None:
    said = voted("ana", "two", "Zebulon Quirk", right=True)
    there: list[RoomEvent] = [taken("ana"), put("two"), said]
    store.append(room, [Entry(event, after(1)) for event in there])
    assert store.thin(room, thinning({"two": a_short("two")})) == 2
    *_, (_seq, last) = store.read(room)
    assert last.event == voted("ana", "two", "…", right=True)
    assert "Zebulon" not in repr(list(store.read(room)))


def test_rosters_are_kept_by_name(store: RoomStore) -> None:
    store.keep_roster("9b", "[1]")
    store.keep_roster("9a", "[2]")
    store.keep_roster("9b", "[3]")
    assert store.rosters() == {"9a": "[2]", "9b": "[3]"}
    store.keep_roster("9b", None)
    assert store.rosters() == {"9a": "[2]"}


def test_pseudonyms_are_made_with_one_key_for_good(store: RoomStore) -> None:
    assert store.pseudonym_key() == store.pseudonym_key()
    assert len(store.pseudonym_key()) == 32


def test_an_erased_room_is_gone(store: RoomStore, room: str) -> None:
    store.append(room, [Entry(taken("ana"), after(1))])
    store.erase(room)
    assert store.rooms() == ()
    assert list(store.read(room)) == []
    with pytest.raises(CourseError, match="gone"):
        store.append(room, [Entry(taken("ben"), after(1))])


def test_text_that_would_act_on_a_terminal_is_not_stored(store: RoomStore, room: str) -> None:
    evil = Entry(Voted("ana", "one", 1, "\x1b]52;c;x\x07", None, "x"), after(1))
    with pytest.raises(CourseError, match="cannot be stored"):
        store.append(room, [Entry(taken("ana"), after(1)), evil])
    assert len(list(store.read(room))) == 1, "nothing of the batch was stored"


def test_what_is_stored_together_fails_alone(store: RoomStore, room: str) -> None:
    store.open("other", an_opening(a_single("one"), code="AAAAA2"), BEGAN)
    here = [Entry(taken("ana"), after(1), "a"), Entry(taken("ben"), after(1), "b")]
    there = [Entry(taken("cem"), after(1), "a"), Entry(taken("cem"), after(1), "a")]
    bad = [Entry(taken("dora"), after(1)), Entry(SeatTaken("s", "\x1b[2J", "t"), after(1))]
    asked = [(room, here), ("nowhere", here), ("other", bad), ("other", there), (room, here)]
    first, gone, refused, second, again = store.append_together(asked)
    assert first == [1, 2]
    assert isinstance(gone, CourseError)
    assert isinstance(refused, CourseError)
    assert second == [1, None], "nothing of what was refused is left"
    assert again == [None, None]
    assert [seq for seq, _ in store.read("other")] == [0, 1]
