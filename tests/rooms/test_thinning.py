"""What is kept of a class long over: what was chosen and earned, and no word of anybody's."""

from fractions import Fraction

import pytest

from course.content.questions import AnyQuestion, Response
from course.rooms.memory import MemoryRooms
from course.rooms.store import Entry
from course.rooms.tallying import tally
from course.rooms.thinning import thinning
from course.sessions.live.events import ResultShown, RoomEvent, SeatTaken, Voted
from course.sessions.live.table_events import (
    AmendmentProposed,
    ConsensusDeclared,
    ObjectionAnswered,
    StandTaken,
    TextAmended,
)
from tests.builders import (
    a_categorise,
    a_choice,
    a_cloze,
    a_match,
    a_numeric,
    a_reflection,
    a_short,
    a_single,
    a_survey,
)
from tests.sessions.live.classes import BEGAN, after, an_opening, put, taken, voted
from tests.sessions.live.tables import asked, at_the_table, objects, proposed

NAME = "Zebulon Quirk"


def kept(response: Response, question: AnyQuestion | None) -> Response:
    """What is left of an answer to a question; of one that the course lost when it is None."""
    event = Voted("ana", "q", 1, response, Fraction(1, 2), "m")
    after_ = thinning({"q": question} if question else {})(3, event)
    assert isinstance(after_, Voted)
    assert after_.fraction == Fraction(1, 2)
    return after_.response


TYPED = (a_short("q"), a_numeric("q"), a_reflection("q"), a_survey("q", choices=()))
BY_THE_LAKE = (a_choice("Geneva", id="by-the-lake"), a_choice("Dubai", correct=True))


@pytest.mark.parametrize("question", TYPED)
def test_what_was_typed_is_taken_out(question: AnyQuestion) -> None:
    assert kept(NAME, question) == "…"
    assert kept("", question) == "", "what was left out is still left out"


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (a_single("q"), "b"),
        (a_single("q", choices=BY_THE_LAKE), "by-the-lake"),
        (a_survey("q"), "a"),
        (a_match("q"), {"a": "c", "b": "a"}),
        (a_categorise("q"), {"a": "treaty", "b": "body"}),
        (None, ("a", "b")),
        (None, True),
        (None, "c"),
    ],
)
def test_what_was_chosen_stays(question: AnyQuestion | None, response: Response) -> None:
    assert kept(response, question) == response


def test_in_a_text_with_gaps_the_typed_ones_are_taken_out() -> None:
    gaps = {"city": "b", "body": NAME, "year": "1988"}
    assert kept(gaps, a_cloze("q")) == {"city": "b", "body": "…", "year": "…"}


def test_of_a_question_the_course_has_no_more_nothing_is_kept_that_may_have_been_typed() -> None:
    assert kept(NAME, None) == "…"
    assert kept({"a": NAME}, None) == {"a": "…"}


def test_what_became_a_choice_since_keeps_no_text_of_before() -> None:
    assert kept(NAME, a_single("q")) == "…"


def test_a_name_goes_though_no_device_ever_had_the_seat() -> None:
    assert thinning({})(4, SeatTaken("s", NAME, "")) == SeatTaken("s", "#4", "")


def test_at_a_table_nobody_s_words_are_left_and_what_was_settled_is() -> None:
    amended = TextAmended("t", "States shall pay.", "ana", "a1", 0, "agreed")
    events: list[RoomEvent] = [
        proposed(body=NAME),
        amended,
        asked(),
        objects("ben", NAME),
        ObjectionAnswered("ben", 1, addressed=False, answer=NAME),
        ConsensusDeclared(1, reached=True, because=NAME),
    ]
    thin = thinning({})
    after_ = [thin(seq, event) for seq, event in enumerate(events, 1)]
    assert NAME not in repr(after_)
    assert amended in after_
    whole, thinned = at_the_table(*events).table, at_the_table(*after_).table
    assert thinned.texts == whole.texts
    assert thinned.tests[0].declared


def test_an_empty_reason_stays_empty_and_twice_is_as_once() -> None:
    thin = thinning({})
    for event in (StandTaken("ana", 1, can_live=True), AmendmentProposed("a", "ana", "t", 0, NAME)):
        once = thin(2, event)
        assert thin(2, once) == once
    assert thin(1, StandTaken("ana", 1, can_live=True)) == StandTaken("ana", 1, can_live=True)


def test_figures_are_as_before() -> None:
    one, two = a_single("one"), a_short("two")
    bank: dict[str, AnyQuestion] = {"one": one, "two": two}
    store = MemoryRooms()
    store.open("room", an_opening(one, two), BEGAN)
    events: list[RoomEvent] = [taken("ana"), taken("ben"), put("one")]
    events += [voted("ana", "one", "b", right=True), voted("ben", "one", "a"), ResultShown("one")]
    events += [put("two"), voted("ben", "two", NAME), ResultShown("two")]
    store.append("room", [Entry(event, after(1)) for event in events])
    before = tally(store, ["room"], bank)
    assert store.thin("room", thinning(bank)) == 3
    after_ = tally(store, ["room"], bank)
    assert after_.totals == before.totals
    assert (after_.items, after_.moments) == (before.items, before.moments)
    assert after_.responses["one"] == before.responses["one"]
