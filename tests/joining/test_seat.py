"""What a device knows of its seat, message by message."""

import pytest

from course.content.questions import AnyQuestion
from course.joining import words
from course.sessions.live.events import BallotClosed, Posed
from tests.builders import a_single, a_true_false
from tests.joining.seats import PaperSeat
from tests.sessions.live.classes import a_room, played, put

ONE, TWO = a_single("one"), a_true_false("two")
BANK: dict[str, AnyQuestion] = {"one": ONE, "two": TWO}
ROOM = a_room(ONE, TWO, posed=(Posed("hum", "Is it ready?", is_hum=True),))
ASKED = played(ROOM, put("one"))
CLOSED = played(ASKED, BallotClosed("one", 1))


def fate(seat: PaperSeat) -> str:
    return seat.standing.fate


@pytest.fixture
def seat() -> PaperSeat:
    return PaperSeat(ASKED, BANK)


def test_an_answer_is_under_way_until_it_is_acknowledged(seat: PaperSeat) -> None:
    seat.answer("2")
    assert (fate(seat), seat.standing.answer) == ("sending", "2")
    seat.hears(t="ack", id="another")
    assert fate(seat) == "sending"
    seat.hears(t="ack", id="m0")
    assert fate(seat) == "stored"
    assert words.news(seat.standing) == "Stored. Change it until it closes."


def test_an_answer_given_without_a_line_is_kept_and_sent_when_it_is_back(seat: PaperSeat) -> None:
    seat.loses()
    seat.answer("2")
    assert fate(seat) == "kept"
    assert words.news(seat.standing) == "Kept; sent once the line is back."
    seat.hears(t="you", name="Ana", token="token")
    assert fate(seat) == "sending"


def test_an_answer_under_way_when_the_line_breaks_is_not_lost(seat: PaperSeat) -> None:
    seat.answer("2")
    seat.loses()
    seat.hears(t="you", name="Ana", token="token")
    seat.shows(CLOSED)
    assert seat.standing.is_pending
    seat.hears(t="no", id="m0", why="the question is closed")
    assert words.news(seat.standing) == "Not taken: the question is closed."
    assert seat.standing.answer is None


def test_what_the_server_kept_is_the_answer_of_who_comes_back() -> None:
    seat = PaperSeat()
    seat.hears(t="view", phase="open", ballot="one", round=1, answer="3")
    assert seat.standing.answer == "3"


def test_the_next_question_begins_without_an_answer(seat: PaperSeat) -> None:
    seat.answer("2")
    seat.hears(t="ack", id="m0")
    seat.shows(played(CLOSED, put("two")))
    assert (seat.standing.answer, words.news(seat.standing)) == (None, "")


def test_a_vote_after_the_discussion_begins_without_an_answer(seat: PaperSeat) -> None:
    seat.answer("2")
    seat.hears(t="ack", id="m0")
    seat.shows(played(CLOSED, put("one", 2)))
    assert seat.standing.answer is None
    assert seat.standing.view
    assert words.place(seat.standing.view) == "question 1 of 3 · once more"


def test_a_hum_is_heard_once() -> None:
    seat = PaperSeat(played(ROOM, put("hum")), BANK)
    assert not seat.standing.has_hummed
    seat.hum("for", 3)
    seat.hears(t="ack", id="m0")
    assert seat.standing.has_hummed
    assert words.news(seat.standing) == "Heard."


def test_a_countdown_goes_by_the_clock_of_the_device(seat: PaperSeat) -> None:
    seat.now = 100.0
    seat.hears(t="view", phase="open", ballot="one", round=1, seconds=30)
    seat.now = 112.5
    assert seat.seconds_left() == 17.5


def test_the_past_compares_a_student_with_nobody_else() -> None:
    seat = PaperSeat()
    seat.hears(t="view", phase="ended", past=[0.0, 1.0, None, 1.0, 0.5])
    view = seat.standing.view
    assert view
    assert words.past(view).startswith("Your last 2: 75 %. Those before: 50 %.")
    assert words.came_to(view).startswith("You answered 4 of 5 questions and earned 62 %")
    assert words.signs(view) == "✗ ✓ – ✓ ◐"


def test_a_seat_let_go_of_is_over(seat: PaperSeat) -> None:
    seat.hears(t="bye", why="the teacher ended your seat")
    assert seat.standing.is_over
