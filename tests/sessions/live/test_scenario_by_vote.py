"""A scenario by class vote: hidden votes, who decided said openly, and a story that is folded."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.marking import BadResponse
from course.sessions.attempt import IllegalMove
from course.sessions.live.events import (
    BallotClosed,
    EndingReached,
    ResultShown,
    RoomEnded,
    RoomEvent,
    SceneDecided,
    SeatTaken,
)
from course.sessions.live.room import Room, apply, phase, resume
from course.sessions.live.scenario import (
    chosen,
    following,
    leading,
    overview,
    own,
    shared,
    story,
    who_decided,
)
from tests.sessions.live.classes import after, log, played, put, taken, voted
from tests.sessions.live.stories import CASE, DOOR, HALL, a_class, at_the_door, decided
from tests.sessions.scenarios import a_scenario, a_scene, a_way


def seen(room: Room, seat: str = "ana") -> dict[str, Any]:
    return shared(room, CASE, after(5)) | own(room, CASE, seat)


def test_the_lobby_says_who_one_is() -> None:
    view = seen(a_class())
    assert (view["phase"], view["summary"]) == ("lobby", "A night.")
    assert view["role"] == [{"runs": [["You lead a delegation.", ""]]}]


def test_only_what_is_open_can_be_voted_for_and_what_is_closed_says_why() -> None:
    view = seen(at_the_door(closed=False))
    assert [o["text"] for o in view["sheet"]["options"]] == [
        "Do knock, because.",
        "Do push, because.",
    ]
    assert view["scene"]["closed"] == [
        {"text": "Do bribe, because.", "why": "Why bribe is closed."}
    ]
    room = at_the_door(closed=False)
    assert chosen(room, CASE, DOOR, "2") == "push"
    for wrong in ("3", "bribe", 1, None, ["1"]):
        with pytest.raises(BadResponse):
            chosen(room, CASE, DOOR, wrong)
    with pytest.raises(BadResponse):
        chosen(room, CASE, HALL, "1")


@pytest.mark.parametrize("closed", [False, True])
def test_before_the_votes_are_shown_a_seat_sees_its_own_alone(closed: bool) -> None:
    views = [seen(at_the_door("knock", other, other, closed=closed)) for other in ("knock", "push")]
    assert views[0] == views[1]
    assert views[0]["answer"] == "1"
    said = json.dumps(views[0])
    assert "What follows" not in said
    assert "result" not in views[0]


def test_shown_votes_say_how_many_and_not_yet_what_follows() -> None:
    view = seen(played(at_the_door("knock", "push", "push"), ResultShown(DOOR)))
    assert view["result"]["rounds"] == [{"answered": 3, "counts": {"1": 1, "2": 2}, "earned": None}]
    assert "What follows" not in json.dumps(view)


def test_the_class_goes_the_way_of_most_votes_and_sees_what_follows() -> None:
    view = seen(decided("knock", "push", "push", choice="push"))
    assert view["phase"] == "decided"
    assert (view["decided"]["key"], view["decided"]["how"]) == ("2", "vote")
    assert view["decided"]["outcome"] == [{"runs": [["What follows push.", ""]]}]
    assert view["decided"]["moved"] == [
        {"name": "Trust", "before": 50, "after": 0, "good": False},
        {"name": "Strain", "before": 20, "after": 30, "good": False},
    ]
    assert view["meters"][0] == {
        "name": "Trust",
        "value": 0,
        "better": "high",
        "means": "Low trust.",
    }


@pytest.mark.parametrize(
    ("votes", "choice", "who"),
    [
        (("knock", "push"), "push", "tie"),
        (("push", "push", "knock"), "knock", "teacher"),
        (("push", "push", "knock"), "push", "vote"),
        ((), "knock", "teacher"),
    ],
)
def test_who_decided_is_said_openly(votes: tuple[str, ...], choice: str, who: str) -> None:
    view = seen(decided(*votes, choice=choice, because="The argument of the third row."))
    assert view["decided"]["how"] == who
    assert view["decided"]["because"] == "The argument of the third row."


def test_the_last_round_decides() -> None:
    room = played(
        at_the_door("push", "push", "knock"),
        ResultShown(DOOR),
        put(DOOR, 2),
        voted("ana", DOOR, "knock", round_=2),
        BallotClosed(DOOR, 2),
    )
    ballot = room.ballots[DOOR]
    assert leading(ballot, story(room, CASE).open) == ("knock",)
    assert who_decided(ballot, story(room, CASE).open, "knock") == "vote"
    assert phase(room) == "closed", "the votes of the second round are hidden again"
    assert "result" not in seen(room)


def test_a_scene_is_decided_once_and_only_after_its_votes_are_shown() -> None:
    with pytest.raises(IllegalMove):
        apply(at_the_door("push"), SceneDecided("door", "push"), after(2))
    room = decided("push", choice="push")
    for event in (SceneDecided("door", "knock"), put(DOOR, 2), ResultShown(HALL)):
        with pytest.raises(IllegalMove):
            apply(room, event, after(2))


def test_what_was_done_opens_and_closes_later_choices() -> None:
    for choice, open_ in (("knock", 1), ("push", 2)):
        room = played(decided(choice, choice=choice), put(HALL))
        assert len(seen(room)["sheet"]["options"]) == open_
        assert seen(room)["place"] == 2


def test_the_story_ends_with_the_way_that_was_gone_and_the_debriefing() -> None:
    room = played(
        decided("knock", choice="knock"),
        put(HALL),
        BallotClosed(HALL, 1),
        ResultShown(HALL),
        SceneDecided("hall", "ask", "Nobody voted."),
    )
    scene = following(room, CASE)
    assert scene is not None
    assert scene.ending == "The end end"
    room = played(room, EndingReached("end"))
    for done in (room, played(room, RoomEnded())):
        view = seen(done)
        assert view["ending"]["name"] == "The end end"
        assert view["ending"]["debrief"] == [[{"runs": [["What happened.", ""]]}]]
        assert [(w["heading"], w["how"]) for w in view["path"]] == [
            ("Door", "vote"),
            ("Hall", "teacher"),
        ]
    with pytest.raises(IllegalMove):
        apply(room, put(HALL, 2), after(3))


def test_the_teacher_sees_the_votes_come_in_and_which_way_they_point() -> None:
    view = overview(at_the_door("push", closed=False), CASE, after(2))
    assert view["leading"] == ["2"]
    assert view["waiting"] == ["Ben", "Cem"]
    assert view["result"]["rounds"][0]["counts"] == {"2": 1}


def test_a_vote_for_what_was_edited_away_is_passed_over() -> None:
    room = at_the_door("gone", "push")
    assert leading(room.ballots[DOOR], story(room, CASE).open) == ("push",)
    assert own(room, CASE, "ana")["answer"] is None


def test_a_story_that_no_longer_fits_says_so() -> None:
    edited = a_scenario(a_scene("door", a_way("wait", "end"), a_way("go", "end")), a_scene("end"))
    assert story(decided("push", choice="push"), edited).is_cut


def test_an_end_that_was_reached_stays_the_end_though_the_way_to_it_was_edited() -> None:
    longer = decided("knock", choice="knock")
    view = seen(played(longer, EndingReached("end")))
    assert (view["phase"], view["ending"]["name"]) == ("ending", "The end end")
    gone = seen(played(longer, EndingReached("edited-away")))
    assert gone["ending"]["heading"] == "Hall"


def test_what_was_decided_in_a_scene_that_was_edited_since_is_told_all_the_same() -> None:
    choices = (a_way("wait", "end"), a_way("go", "end"))
    room = decided("push", choice="push", because="We were late.")
    gone = shared(room, a_scenario(a_scene("door", *choices), a_scene("end")), after(5))
    assert (gone["decided"]["text"], gone["decided"]["because"]) == ("push", "We were late.")
    moved = a_scenario(
        a_scene("street", a_way("on", "door"), a_way("off", "end")),
        a_scene("door", *CASE.scene["door"].choices[:1], a_way("go", "end")),
        CASE.scene["hall"],
        a_scene("end"),
    )
    told = shared(decided("knock", choice="knock"), moved, after(5))["decided"]
    assert told["outcome"] == [{"runs": [["What follows knock.", ""]]}]
    assert told["moved"] == []


moves = st.lists(
    st.sampled_from(
        [
            put(DOOR),
            put(DOOR, 2),
            put(HALL),
            *(voted(seat, DOOR, key) for seat in ("ana", "ben") for key in ("knock", "push")),
            voted("ana", DOOR, "push", round_=2),
            voted("cem", HALL, "ask"),
            *(BallotClosed(ballot, n) for ballot in (DOOR, HALL) for n in (1, 2)),
            ResultShown(DOOR),
            ResultShown(HALL),
            SceneDecided("door", "knock"),
            SceneDecided("door", "push", "Why."),
            SceneDecided("hall", "ask"),
            EndingReached("end"),
        ]
    ),
    max_size=30,
)


@given(moves)
@example([put(HALL), ResultShown(HALL), SceneDecided("hall", "ask")])
def test_a_log_leads_to_the_same_story_and_no_view_tells_more_than_its_moment(
    events: list[RoomEvent],
) -> None:
    every = log(a_class(), taken("ana"), taken("ben"), taken("cem"), *events)
    room = a_class()
    for place, happened in enumerate(every[4:], 1):
        was = room
        try:
            room = apply(room, happened.event, happened.at)
        except IllegalMove:
            assert room is was
        view, stage = seen(room), phase(room)
        said = json.dumps(view)
        assert ("result" in view) is (stage in ("shown", "decided"))
        assert ("What follows" in said) is (stage == "decided")
        assert ("The end end" in said) is (stage == "ending")
        again = resume(every[: place + 4])
        assert again is not None
        assert again.decided == room.decided
        assert seen(again) == view


def test_a_name_is_the_seat_s_own() -> None:
    assert own(a_class(SeatTaken("dora", "Dora", "t")), CASE, "dora") == {"name": "Dora"}
