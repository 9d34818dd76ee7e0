"""What a device is told: never more than a student may know, and all it needs after a restart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.questions import AnyQuestion, Response, Single
from course.marking import BadResponse, key_response
from course.sessions.live.events import (
    BallotClosed,
    Hummed,
    Hums,
    HumsCounted,
    Posed,
    ResultShown,
    RoomEnded,
    Voted,
)
from course.sessions.live.sheet import numbered, sheet, understood
from course.sessions.live.view import overview, questions_of, view
from tests.builders import a_choice, a_single, one_of_each
from tests.sessions.live.classes import a_room, after, played, put, voted

EVERY = one_of_each()
SEEDS = ("seed", "other", "third")


def with_key(place: int) -> Single:
    """The same question with another option right."""
    texts = ("one hundred", "eighty-nine", "fifty-five")
    return a_single(
        "how-many",
        choices=tuple(
            a_choice(text, correct=at == place, feedback=f"{text}: {at == place}")
            for at, text in enumerate(texts)
        ),
        explanation=f"It was {texts[place]}.",
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_the_key_survives_the_way_to_a_device_and_back(question: AnyQuestion, seed: str) -> None:
    key = key_response(question)
    if key is not None:
        sent = json.loads(json.dumps(numbered(question, seed, key)))
        assert understood(question, seed, sent) == key


@pytest.mark.parametrize("seed", SEEDS)
def test_before_the_result_all_is_the_same_whichever_option_is_right(seed: str) -> None:
    seen = set()
    for place in range(3):
        question = with_key(place)
        room = played(
            a_room(question, seed=seed),
            put("how-many"),
            voted("ana", "how-many", "a", right=place == 0),
            BallotClosed("how-many", 1),
        )
        shown = view(room, "ana", {"how-many": question}, after(2))
        seen.add(json.dumps(shown))
    assert len(seen) == 1


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_a_sheet_has_no_feedback_explanation_or_hint(question: AnyQuestion) -> None:
    told = json.dumps(sheet(question, "seed"))
    model = question.model_dump_json()
    for word in ("feedback", "correct", "explanation", "credit", "rubric", "sample", "hints"):
        assert word not in told, f"{word} of {model[:80]}"


def test_options_go_by_the_place_they_are_shown_at() -> None:
    question = with_key(1)
    for seed in SEEDS:
        assert [option["key"] for option in sheet(question, seed)["options"]] == ["1", "2", "3"]


def test_after_the_result_everybody_sees_the_key_the_reason_and_how_the_class_answered() -> None:
    question = with_key(1)
    room = played(
        a_room(question),
        put("how-many"),
        voted("ana", "how-many", "b", right=True),
        voted("ben", "how-many", "a"),
        ResultShown("how-many"),
    )
    shown = view(room, "ben", {"how-many": question}, after(3))
    result = shown["result"]
    assert result["why"] == "It was eighty-nine."
    assert sum(result["rounds"][0]["counts"].values()) == 2
    assert result["rounds"][0]["counts"][result["key"]] == 1
    assert shown["feedback"] == "one hundred: False"
    assert shown["earned"] == 0
    assert shown["past"] == [0.0]


def test_a_device_that_comes_back_finds_its_answer() -> None:
    question = with_key(0)
    room = played(a_room(question), put("how-many"), voted("ana", "how-many", "c"))
    shown = view(room, "ana", {"how-many": question}, after(3))
    assert understood(question, "seed", shown["answer"]) == "c"
    assert "answer" not in view(room, "ben", {"how-many": question}, after(3))


def test_the_time_left_is_the_server_s() -> None:
    question = with_key(0)
    room = played(a_room(question), put("how-many", seconds=30), at=0)
    assert view(room, "ana", {"how-many": question}, after(12))["seconds"] == 18


def test_a_poll_and_a_hum_need_no_question_of_the_course() -> None:
    poll = Posed("poll", "Treaty or talk?", ("treaty", "talk"))
    hum = Posed("hum", "Is it ready?", is_hum=True)
    room = a_room(posed=(poll, hum))
    questions = questions_of(room.opened, {})
    room = played(room, put("poll"), Voted("ana", "poll", 1, "b", None, "x"), ResultShown("poll"))
    shown = view(room, "ana", questions, after(1))
    assert shown["result"]["key"] is None
    assert shown["result"]["rounds"] == [{"answered": 1, "counts": {"2": 1}, "earned": None}]
    room = played(room, put("hum"), Hummed("ana", "hum", 1, "y"))
    shown = view(room, "ana", questions, after(1))
    assert (shown["hum"], shown["hummed"]) == ("Is it ready?", True)
    assert "heard" not in shown
    counted = HumsCounted("hum", 1, (Hums("for", 3, 1),))
    room = played(room, BallotClosed("hum", 1), counted, ResultShown("hum"))
    assert view(room, "ben", questions, after(1))["heard"] == [{"for": 100, "against": 0}]


def test_at_the_end_a_seat_sees_its_own_way_and_nobody_else_s() -> None:
    question = with_key(0)
    room = played(
        a_room(question),
        put("how-many"),
        voted("ana", "how-many", "a", right=True),
        ResultShown("how-many"),
        RoomEnded(),
    )
    assert view(room, "ana", {}, after(9))["past"] == [1.0]
    assert view(room, "ben", {}, after(9))["past"] == [None]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(st.sampled_from(EVERY), anything)
def test_an_answer_is_understood_or_refused_whatever_comes(
    question: AnyQuestion, sent: object
) -> None:
    try:
        response: Response = understood(question, "seed", sent)
    except BadResponse:
        return
    assert understood(question, "seed", numbered(question, "seed", response)) == response


def test_the_teacher_sees_who_is_missing_and_the_tallies_as_they_come() -> None:
    question = with_key(0)
    room = a_room(question, leaderboard=True)
    assert overview(room, {"how-many": question}, after(1))["following"] == "how-many"
    room = played(room, put("how-many"), voted("ana", "how-many", "a", right=True))
    shown = overview(room, {"how-many": question}, after(1))
    assert (shown["answered"], shown["waiting"]) == (1, ["Ben"])
    assert shown["result"]["rounds"][0]["counts"] == {shown["result"]["key"]: 1}
    assert shown["leaders"][0] == {"name": "Ana", "points": 1.0}
    quiet = overview(a_room(question), {"how-many": question}, after(1))
    assert "leaders" not in quiet, "only where the teacher turned it on"
