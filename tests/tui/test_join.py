"""A student's screen in a class: the same questions as in self-study, and what became of them."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from course.content.questions import AnyQuestion, Numeric, Short
from course.errors import CourseError
from course.joining.seat import Wish
from course.marking import key_response
from course.sessions.live.events import (
    BallotClosed,
    Hums,
    HumsCounted,
    Posed,
    ResultShown,
    RoomEnded,
    Voted,
)
from course.sessions.live.sheet import numbered, understood
from course.tui.join import JoinApp
from course.tui.screens.join import JoinScreen
from course.tui.screens.seat import SeatScreen
from course.tui.widgets.questions.question_input import QuestionInput
from course.tui.widgets.questions.typed import Field
from tests.builders import a_numeric, a_short, a_single, a_survey, a_true_false, one_of_each
from tests.joining.seats import PaperEntrance, PaperSeat
from tests.sessions.live.classes import a_room, played, put, voted
from tests.tui.conftest import wait_for

ONE, TWO = a_single("one", explanation="Because of the plates."), a_true_false("two")
BANK: dict[str, AnyQuestion] = {"one": ONE, "two": TWO}
ROOM = a_room(ONE, TWO, posed=(Posed("hum", "Is it ready?", is_hum=True),))
ASKED = played(ROOM, put("one"))
CLOSED = played(ASKED, BallotClosed("one", 1))
SHOWN = played(
    ASKED, voted("ben", "one", "a", right=True), voted("ana", "one", "b"), ResultShown("one")
)
SIZE = (100, 30)


class Classroom:
    """Ana before her screen."""

    def __init__(self, pilot: Pilot[None], seat: PaperSeat) -> None:
        self.pilot, self.seat = pilot, seat

    @property
    def screen(self) -> SeatScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, SeatScreen)
        return screen

    @property
    def input(self) -> QuestionInput:
        assert self.screen.sheet.input
        return self.screen.sheet.input

    async def sees(self, text: str) -> None:
        await wait_for(self.pilot, lambda: text in self.text, repr(text), tries=1000)

    async def presses(self, *keys: str) -> None:
        """Press once the question has the keyboard: what is typed before goes nowhere."""
        await wait_for(self.pilot, self._has_keyboard, "the keyboard")
        await self.pilot.press(*keys)

    def _has_keyboard(self) -> bool:
        focused = self.pilot.app.focused
        return focused is not None and self.screen.sheet.input in focused.ancestors_with_self

    @property
    def text(self) -> str:
        """All words on the screen."""
        shown = [str(each.content) for each in self.screen.query(Static) if _is_seen(each)]
        title = self.screen.title_line
        return "\n".join([str(title.left), str(title.right), *shown, self.screen.sheet.feedback])


def _is_seen(widget: Any) -> bool:
    return all(each.display for each in widget.ancestors_with_self if hasattr(each, "display"))


def a_class(seat: PaperSeat, **known: Any) -> JoinApp:
    entrance = PaperEntrance(seat, **known)
    return JoinApp(entrance, Wish("http://192.0.2.7:8050", "RFC-728", "Ana"))


async def enter(pilot: Pilot[None], seat: PaperSeat) -> Classroom:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, JoinScreen), "the form")
    seat.becomes(seat.standing)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SeatScreen), "the seat")
    return Classroom(pilot, seat)


async def test_the_lobby_says_that_one_is_in_and_what_comes() -> None:
    seat = PaperSeat(ROOM, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.sees("You are in, Ana.")
        await room.sees("the same command finds your seat")


async def test_a_question_is_answered_changed_and_closed() -> None:
    seat = PaperSeat(ASKED, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.sees("question 1 of 3")
        await room.presses("2", "enter")
        assert seat.said[-1].answer == "2"
        await room.sees("Sending")
        seat.hears(t="ack", id="m0")
        await room.sees("Stored. Change it until it closes.")
        await pilot.press("1")
        await room.sees("Changed: Enter sends it.")
        await pilot.press("enter")
        assert [said.answer for said in seat.said] == ["2", "1"]
        seat.hears(t="ack", id="m1")
        seat.shows(CLOSED)
        await room.sees("Closed. Your answer is in.")
        await pilot.press("2", "enter")
        assert len(seat.said) == 2


async def test_what_was_put_down_and_not_sent_does_not_look_like_an_answer() -> None:
    seat = PaperSeat(ASKED, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await pilot.press("2")
        seat.shows(CLOSED)
        await wait_for(pilot, lambda: room.input.locked, "closed")
        assert room.input.response() == ""


async def test_a_view_that_comes_again_leaves_what_is_put_down() -> None:
    seat = PaperSeat(ASKED, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await pilot.press("2")
        seat.loses()
        await room.sees("Connection lost; coming back")
        seat.hears(t="you", name="Ana", token="token")
        seat.shows(ASKED)
        await pilot.pause()
        assert room.input.response() == "2"


async def test_the_reveal_says_right_or_not_why_and_how_the_class_answered() -> None:
    seat = PaperSeat(SHOWN, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        for said in ("Not right", "Because of the plates.", "2 answered", "50 %", "your answer"):
            await room.sees(said)
        await room.sees("The class earned 50 %.")


async def test_a_vote_after_the_discussion_is_a_new_one_and_the_shift_is_shown() -> None:
    first = played(ASKED, voted("ana", "one", "b"), BallotClosed("one", 1))
    again = played(first, put("one", 2))
    seat = PaperSeat(ASKED, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.presses("2", "enter")
        seat.hears(t="ack", id="m0")
        seat.shows(again)
        await room.sees("once more")
        assert room.input.response() == ""
        await room.presses("1", "enter")
        assert seat.said[-1].round == 2
        seat.shows(
            played(again, voted("ana", "one", "a", right=True, round_=2), ResultShown("one"))
        )
        for said in ("before", "after", "before the discussion"):
            await room.sees(said)


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
async def test_every_type_is_answered_with_the_widgets_of_self_study(question: AnyQuestion) -> None:
    bank, asked = {question.id: question}, a_room(question)
    seat = PaperSeat(played(asked, put(question.id)), bank)
    key = key_response(question)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.sees(" ".join(question.stem.split()[:2]))
        if key is not None:
            room.input.restore(numbered(question, "seed", key))
        else:
            room.input.restore("what I think" if room.input.answer_key == "Ctrl+S" else "1")
        await pilot.pause()
        room.input.action_answer()
        room.input.action_answer()
        await wait_for(pilot, lambda: seat.said, "the answer")
        response = understood(question, "seed", seat.said[0].answer)
        assert key is None or response == key
        seat.shows(played(asked, put(question.id), ResultShown(question.id)))
        await room.sees("The class")


@pytest.mark.parametrize("question", [a_short("one"), a_numeric("one")])
async def test_typed_answers_are_sent_by_enter(question: Short | Numeric) -> None:
    seat = PaperSeat(played(a_room(question), put("one")), {"one": question})
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await wait_for(pilot, lambda: isinstance(pilot.app.focused, Field), "the field")
        await pilot.press("8", "9", "enter")
        await wait_for(pilot, lambda: seat.said, "the answer")
        assert seat.said[0].answer == "89"
        await room.sees("Sending")


async def test_a_poll_of_the_moment_has_no_right_answer() -> None:
    survey = a_survey("poll")
    asked = played(a_room(survey), put("poll"))
    seat = PaperSeat(asked, {"poll": survey})
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.presses("1", "enter")
        seat.hears(t="ack", id="m0")
        vote = Voted("ana", "poll", 1, "a", None, "m0")
        seat.shows(played(asked, vote, ResultShown("poll")))
        await room.sees("Noted: there is no right answer here")


async def test_a_hum_is_heard_once_and_never_counted() -> None:
    humming = played(ROOM, put("hum"))
    seat = PaperSeat(humming, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.sees("Is it ready?")
        await room.presses("5", "enter")
        assert seat.said[0].hum == ("against", 2)
        seat.hears(t="ack", id="m0")
        await room.sees("Heard.")
        await pilot.press("1", "enter")
        assert len(seat.said) == 1
        counted = HumsCounted("hum", 1, (Hums("against", 2, 1),))
        seat.shows(played(humming, BallotClosed("hum", 1), counted, ResultShown("hum")))
        await room.sees("Strength, not heads: a hum is never counted.")
        await room.sees("67")


async def test_a_countdown_runs_by_itself() -> None:
    seat = PaperSeat(played(ROOM, put("one", seconds=65)), BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        await room.sees("1:0")
        seat.now = 60.0
        await room.sees("0:05 left")


async def test_what_this_program_does_not_know_is_on_the_teacher_s_screen() -> None:
    seat = PaperSeat()
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        seat.hears(t="view", phase="open", kind="dance", title="Dubai")
        await room.sees("Look at your teacher's screen.")


async def test_the_end_shows_what_it_came_to_against_one_s_own_past() -> None:
    seat = PaperSeat(SHOWN, BANK)
    async with a_class(seat, earlier=[("Berlin", 0.6)]).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        seat.shows(played(SHOWN, RoomEnded()))
        await room.sees("The class is over. Thank you.")
        await room.sees("You answered 1 of 1 questions and earned 0 % of their points.")
        await room.sees("before: Berlin, 60 %")
        await pilot.press("enter")
    assert seat.left


async def test_who_is_sent_out_is_told_and_may_ask_to_come_in_again() -> None:
    seat = PaperSeat(ASKED, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        seat.hears(t="bye", why="the teacher ended your seat")
        await room.sees("The teacher ended your seat.")
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, JoinScreen), "the form")


async def test_leaving_asks_once_and_says_that_the_seat_is_kept() -> None:
    seat = PaperSeat(ASKED, BANK)
    async with a_class(seat).run_test(size=SIZE) as pilot:
        await enter(pilot, seat)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not seat.left
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
    assert seat.left


async def test_texts_of_a_server_are_words_and_no_markup() -> None:
    seat = PaperSeat()
    app = a_class(seat)
    async with app.run_test(size=SIZE) as pilot:
        room = await enter(pilot, seat)
        evil = "[@click=app.quit]x[/] [/b] \x1b]0;t\x07"
        options = [{"key": "1", "text": evil}, {"key": "2", "text": evil}]
        sheet = {"id": "q", "stem": evil, "form": "one", "options": options}
        result = {"key": "1", "right": evil, "why": evil, "rounds": []}
        for phase in ("open", "closed", "shown"):
            seat.hears(
                t="view", phase=phase, title=evil, ballot="q", round=1, of=1, place=1,
                sheet=sheet, result=result, feedback=evil,
            )  # fmt: skip
            await room.sees("[@click=app.quit]x[/] [/b] \\x1b]0;t\\x07")
        await pilot.click(room.screen.sheet, offset=(8, 2))
        assert app.is_running


async def test_the_form_asks_for_what_is_missing_and_says_what_is_wrong() -> None:
    class Closed(PaperSeat):
        async def run(self) -> None:
            raise CourseError("the door is locked", "ask your teacher")

    entrance = PaperEntrance(Closed())
    app = JoinApp(entrance, Wish())
    async with app.run_test(size=SIZE) as pilot:
        await wait_for(pilot, lambda: isinstance(app.screen, JoinScreen), "the form")
        await pilot.press(*"192.0.2.7", "enter", *"RFC728", "enter", *"Ana", "enter")
        said = app.screen.query_one("#said", Static)
        await wait_for(pilot, lambda: "The door is locked." in str(said.content), "why")
        assert entrance.wishes == [Wish("192.0.2.7", "RFC728", "Ana")]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_it_fits_any_terminal(size: tuple[int, int]) -> None:
    seat = PaperSeat(SHOWN, BANK)
    async with a_class(seat).run_test(size=size) as pilot:
        room = await enter(pilot, seat)
        await room.sees("Not right")
