"""An assignment line by line: the same as on the screen, with words for every key."""

import io

from course.plain.inbox import Inbox
from course.plain.lines import EndOfInput, Lines
from course.plain.seat import SeatInLines
from tests.joining.desks import AssignedSeat


def attended(seat: AssignedSeat, *typed: str) -> str:
    """What is said to somebody who types these lines, and then no more."""
    out = io.StringIO()
    inbox = Inbox(io.StringIO("".join(f"{line}\n" for line in typed)))
    inbox.listen()
    lines = Lines(out, inbox, interactive=False)
    try:
        SeatInLines(seat, lines, inbox).attend()
    except EndOfInput:
        lines.say("(left)")
    return out.getvalue()


def test_from_beginning_to_handing_in() -> None:
    seat = AssignedSeat(minutes=20)
    said = attended(seat, "", "2", "Geneva", "1", "y")
    assert "Ready when you are." in said
    assert "Question 1 of 3." in said
    assert "Saved." in said
    assert seat.answers.keys() == {"one", "two", "three"}
    assert seat.is_in
    assert "Your teacher has it." in said


def test_any_order_flags_and_the_list_of_all() -> None:
    seat = AssignedSeat()
    said = attended(seat, "", ":go 3", ":flag", ":back", ":overview", ":next", ":go 9", "?", ":x")
    assert "● question" not in said
    assert "○ question 3: open ⚑ marked" in said
    assert "○ question 2: open, here" in said
    assert "There is no such question." in said
    assert ":submit hands in" in said
    assert "There is no such command" in said
    assert not seat.is_in


def test_an_answer_is_shown_again_and_may_be_replaced() -> None:
    seat = AssignedSeat()
    said = attended(seat, "", "2", ":back", "1")
    assert "(answered: Dubai; a new answer replaces it)" in said
    assert seat.answers["one"] == "a"


def test_handing_in_asks_once() -> None:
    seat = AssignedSeat()
    said = attended(seat, "", ":submit", "n", ":submit", "y")
    assert "Hand in for good, although 3 questions are open" in said
    assert seat.is_in


def test_results_are_told_once_it_is_closed() -> None:
    seat = AssignedSeat()
    attended(seat, "", "2", ":q")
    seat.closes()
    said = attended(seat)
    assert "You have 1 of 3 points." in said
    assert "✓ right" in said
    assert "You answered: Dubai" in said


def test_leaving_keeps_the_place() -> None:
    seat = AssignedSeat()
    assert attended(seat, "", "2", ":quit").endswith("(left)\n")
    assert "Question 2 of 3." in attended(seat)
