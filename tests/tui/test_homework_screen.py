"""An assignment in a student's terminal: any order, saved as it goes, handed in, told later."""

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from course.joining.seat import Wish
from course.tui.join import JoinApp
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.homework import HomeworkScreen
from tests.joining.desks import AssignedSeat
from tests.joining.seats import PaperEntrance

WISH = Wish("http://127.0.0.1:8050", "RFC728", "Ana")


def an_app(seat: AssignedSeat) -> JoinApp:
    return JoinApp(PaperEntrance(seat), WISH)


async def at_it(pilot: Pilot[None], seat: AssignedSeat) -> HomeworkScreen:
    """The student is in, and the assignment is shown."""
    await settled(pilot)
    seat.see()
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, HomeworkScreen), screen
    return screen


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


def said(app: App[None]) -> str:
    return str(app.screen.query_one("#front > Static", Static).content)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def test_from_beginning_to_handing_in_with_one_key_for_the_next_step() -> None:
    seat = AssignedSeat(minutes=20)
    app = an_app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_it(pilot, seat)
        assert "Ready when you are." in said(app)
        assert "3 questions · 20 minutes once you begin" in said(app)
        await press(pilot, "enter", "2", "enter")
        assert seat.answers == {"one": "b"}
        view = seat.standing.view
        assert view
        assert view.ballot == "two"
        await press(pilot, *"Geneva", "enter", "1", "enter")
        assert seat.answers == {"one": "b", "two": "Geneva", "three": True}
        assert isinstance(app.screen, ChooseScreen), "after the last one all are shown"
        await press(pilot, "end", "enter")
        assert seat.is_in
        assert "Handed in." in said(app)
        assert "Your teacher has it." in said(app)


async def test_any_order_and_a_mark_to_come_back_to() -> None:
    seat = AssignedSeat()
    app = an_app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_it(pilot, seat)
        await press(pilot, "enter", "right_square_bracket", "alt+right")
        view = seat.standing.view
        assert view
        assert view.ballot == "three"
        await press(pilot, "f4")
        assert [each.flagged for each in getattr(seat.standing.view, "items", ())] == [
            False,
            False,
            True,
        ]
        await press(pilot, "f9", "home", "enter")
        view = seat.standing.view
        assert view
        assert view.ballot == "one"


async def test_results_are_told_when_the_teacher_closes_it() -> None:
    seat = AssignedSeat()
    app = an_app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_it(pilot, seat)
        await press(pilot, "enter", "2", "enter")
        seat.closes()
        await settled(pilot)
        assert "You have 1 of 3 points." in said(app)
        assert "✓ right" in said(app)
        assert "– left out" in said(app)


async def test_who_comes_back_stands_at_the_same_question_with_the_same_answer() -> None:
    seat = AssignedSeat()
    app = an_app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_it(pilot, seat)
        await press(pilot, "enter", "2", "enter", "left_square_bracket", "alt+left")
    again = an_app(seat)
    async with again.run_test(size=(80, 24)) as pilot:
        screen = await at_it(pilot, seat)
        assert screen.sheet.input
        assert screen.sheet.input.response() == "2"


async def test_without_a_line_nothing_is_lost_and_nothing_said_twice() -> None:
    seat = AssignedSeat()
    app = an_app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_it(pilot, seat)
        await press(pilot, "enter")
        seat.loses()
        await press(pilot, "2", "enter", "alt+right")
        assert len(seat.said) == 2, "to begin, and the answer"
        assert "sent once the line is back" in str(screen.note.content)


async def test_a_second_time_is_offered_where_there_is_one() -> None:
    seat = AssignedSeat(attempts=2, feedback="now")
    app = an_app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_it(pilot, seat)
        await press(pilot, "enter", "f9", "end", "enter")
        assert "You may do it once more." in said(app)
        assert "1 of 2 attempts made" in said(app)
        await press(pilot, "enter")
        view = seat.standing.view
        assert view
        assert (view.phase, view.round) == ("working", 2)
