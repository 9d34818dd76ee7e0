"""A class in lines: what is shown is said, what is typed is sent, and nobody waits for anybody."""

import io

import pytest

from course.content.questions import AnyQuestion
from course.content.response import Response
from course.errors import CourseError
from course.joining.seat import Wish
from course.marking import key_response
from course.plain.join import joined
from course.plain.lines import Lines
from course.sessions.live.events import (
    BallotClosed,
    Hums,
    HumsCounted,
    Posed,
    ResultShown,
    RoomEnded,
)
from course.sessions.live.sheet import understood
from tests.builders import one_of_each
from tests.joining.seats import PaperEntrance, PaperSeat
from tests.plain.attending import ONE, TWO, Patient, Script, ack, attended, in_order, shows
from tests.plain.keyboard import typed_for
from tests.sessions.live.classes import a_room, played, put, voted

ROOM = a_room(ONE, TWO, posed=(Posed("hum", "Is it ready?", is_hum=True),))
ASKED = played(ROOM, put("one"))
CLOSED = played(ASKED, BallotClosed("one", 1))
OVER = played(ROOM, RoomEnded())


def test_a_class_from_the_lobby_to_the_end() -> None:
    answered = played(ASKED, voted("ana", "one", "b"), voted("ben", "one", "a", right=True))
    shown = played(answered, ResultShown("one"))
    over = played(shown, RoomEnded())
    seat = Script(ROOM, shows(ASKED), ack(), shows(CLOSED), shows(shown), shows(over))
    said = attended(seat, "2")
    assert seat.said[0].answer == "2"
    in_order(
        said,
        "You are in, Ana.",
        "Question 1 of 3.",
        "Your answer, a number:",
        "Stored. Change it until it closes.",
        "Closed.",
        "Not right.",
        "Why: Because of the plates.",
        "2 answered.",
        "1 (50 %)",
        "The class earned 50 %.",
        "The class is over. Thank you.",
        "You answered 1 of 1 questions",
        "before: Berlin, 60 %",
    )
    assert seat.left


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
def test_every_type_is_answered_by_numbers_and_words(question: AnyQuestion) -> None:
    bank, asked = {question.id: question}, played(a_room(question), put(question.id))
    key = key_response(question)
    response: Response = "a" if key is None else key
    if question.type == "survey":
        response = "a" if question.choices else "what I think"
    if question.type == "reflection":
        response = "what I think"
    typed = typed_for(question, response, "seed")
    if question.type == "true_false":
        typed = ["1" if response else "2"]
    seat = Script(asked, ack(), shows(played(asked, RoomEnded())), bank=bank)
    attended(seat, *typed)
    assert understood(question, "seed", seat.said[0].answer) == response


def test_a_line_that_is_no_answer_is_asked_again() -> None:
    seat = Script(ASKED, ack(), shows(OVER))
    assert "Type numbers from 1 to" in attended(seat, "nine", "2")
    assert [said.answer for said in seat.said] == ["2"]


def test_the_room_does_not_wait_for_who_is_still_typing() -> None:
    seat = Script(ASKED, shows(CLOSED), shows(OVER))
    said = attended(seat)
    assert seat.said == []
    assert said.index("Your answer, a number:") < said.index("Closed.")


def test_c_changes_the_answer_while_the_question_is_open() -> None:
    seat = Script(ASKED, ack(), ack("m1"), shows(OVER))
    attended(seat, "2", "c", "1", interactive=True)
    assert [said.answer for said in seat.said] == ["2", "1"]


def test_a_vote_after_the_discussion_is_asked_for_and_the_shift_is_said() -> None:
    again = played(CLOSED, put("one", 2))
    shown = played(again, voted("ana", "one", "a", right=True, round_=2), ResultShown("one"))
    seat = Script(ASKED, ack(), shows(again), ack("m1"), shows(shown), shows(OVER))
    said = attended(seat, "2", "1")
    assert [(each.round, each.answer) for each in seat.said] == [(1, "2"), (2, "1")]
    assert "Question 1 of 3 · once more." in said
    assert "after the discussion" in said


def test_a_hum_is_a_number_too() -> None:
    humming = played(ROOM, put("hum"))
    counted = HumsCounted("hum", 1, (Hums("for", 3, 1),))
    shown = played(humming, BallotClosed("hum", 1), counted, ResultShown("hum"))
    seat = Script(humming, ack(), shows(shown), shows(OVER))
    said = attended(seat, "1")
    assert seat.said[0].hum == ("for", 3)
    assert "for 100, against 0." in said
    assert "a hum is never counted" in said


def test_a_lost_line_and_its_coming_back_are_said() -> None:
    def back(seat: PaperSeat) -> None:
        seat.hears(t="you", name="Ana", token="token")

    seat = Script(ASKED, PaperSeat.loses, back, ack(), shows(OVER))
    said = attended(seat, "2")
    assert said.index("Kept; sent once the line is back.") < said.index("Back in, same seat.")
    assert said.index("Back in, same seat.") < said.index("Stored.")


def test_little_time_is_said_once() -> None:
    def late(seat: PaperSeat) -> None:
        seat.now = 31.0

    timed = played(ROOM, put("one", seconds=40))
    said = attended(Script(timed, late, late, shows(OVER)))
    assert said.count("9 seconds left.") == 1


def test_who_is_sent_out_is_told_why() -> None:
    seat = Script(ASKED, lambda seat: seat.hears(t="bye", why="the teacher ended your seat"))
    with pytest.raises(CourseError, match="the teacher ended your seat"):
        attended(seat)


def test_no_way_in_is_told_why() -> None:
    class Closed(Script):
        async def run(self) -> None:
            raise CourseError("the door is locked", "ask your teacher")

    with pytest.raises(CourseError, match="the door is locked"):
        attended(Closed(ROOM, lambda seat: seat.hears(t="bye", why="the door is locked")))


def test_what_was_not_said_is_asked() -> None:
    seat = Script(ROOM, shows(OVER))
    entrance = PaperEntrance(seat)
    inbox = Patient(seat, "192.0.2.7", "RFC728", "Ana")
    out = io.StringIO()
    joined(entrance, Wish(), Lines(out, inbox, interactive=False, width=80), inbox)
    assert entrance.wishes == [Wish("192.0.2.7", "RFC728", "Ana")]
    assert "Address on the teacher's screen:" in out.getvalue()


def test_no_more_lines_leave_the_class_and_keep_the_seat() -> None:
    seat = Script(ASKED)
    out = io.StringIO()
    inbox = Patient(seat, ends=True)
    wish = Wish("http://192.0.2.7:8050", "RFC-728", "Ana")
    joined(PaperEntrance(seat), wish, Lines(out, inbox, interactive=False, width=80), inbox)
    assert "the same command finds your seat again" in out.getvalue()


def test_texts_of_a_server_reach_the_terminal_without_control_characters() -> None:
    evil = "\x1b]52;c;eA==\x07\u202ex"
    sheet = {"id": "q", "stem": evil, "form": "text", "units": [evil], "number": True}

    def asked(seat: PaperSeat) -> None:
        seat.hears(t="view", phase="open", title=evil, ballot="q", round=1, sheet=sheet)

    def shown(seat: PaperSeat) -> None:
        result = {
            "key": "1",
            "right": evil,
            "why": evil,
            "rounds": [{"answered": 1, "counts": {evil: 1}}],
        }
        seat.hears(
            t="view", phase="shown", ballot="q", round=1, sheet=sheet, result=result, feedback=evil
        )  # fmt: skip

    said = attended(Script(ROOM, asked, shown, shows(OVER)))
    assert said.replace("\n", "").isprintable()
    assert "\\x1b]52" in said
