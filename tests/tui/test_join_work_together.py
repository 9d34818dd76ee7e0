"""A student's screen of a scenario and of an exercise: what all see, and one's own secret."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from course.rooms.lead import lead
from course.rooms.negotiation import propose
from course.rooms.room import OpenRoom
from course.tui.rows import RowList
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.write import WriteScreen
from tests.joining.rooms import a_story, a_table
from tests.joining.seats import PaperSeat
from tests.tui.conftest import wait_for
from tests.tui.test_join import Classroom, a_class, enter


@asynccontextmanager
async def seated(room: OpenRoom, size: tuple[int, int] = (100, 50)) -> AsyncIterator[Classroom]:
    seat = PaperSeat()
    seat.sees(room)
    async with a_class(seat).run_test(size=size) as pilot:
        yield await enter(pilot, seat)


async def test_a_class_votes_its_way_through_a_story() -> None:
    room = await a_story()
    async with seated(room) as ana:
        await ana.sees("You are in, Ana.")
        await ana.sees("You lead a delegation.")
        await lead(room, "on")
        ana.seat.sees(room)
        await ana.sees("scene 1")
        await ana.sees("Why bribe is closed.")
        await ana.presses("1", "enter")
        assert ana.seat.said[0].answer == "1"
        await room.vote("ana", "scene:door", 1, "1", "m0")
        ana.seat.hears(t="ack", id="m0")
        await lead(room, "close")
        await lead(room, "show")
        ana.seat.sees(room)
        await ana.sees("1 answered")
        assert "Noted" not in ana.text
        await lead(room, "on")
        ana.seat.sees(room)
        await ana.sees("by the vote of the class")
        await lead(room, "on")
        await lead(room, "decide", "1")
        await lead(room, "on")
        ana.seat.sees(room)
        await ana.sees("The way the class went")


async def test_a_secret_is_read_first_and_the_sides_are_turned() -> None:
    room = await a_table()
    async with seated(room) as ana:
        await lead(room, "deal")
        ana.seat.sees(room)
        await ana.sees("For your eyes only")
        await ana.pilot.press("3")
        await ana.sees("pay.")
        await ana.pilot.press("4")
        await ana.sees("Who is in the room")
        await lead(room, "next")
        ana.seat.sees(room)
        await ana.sees("phase 1 of 2 · all together")
        await ana.sees("left")


async def test_an_amendment_is_written_and_withdrawn() -> None:
    room = await a_table()
    await lead(room, "deal")
    async with seated(room) as ana:
        pilot = ana.pilot
        await ana.sees("For your eyes only")
        await pilot.press("a")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen), "which text")
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, WriteScreen), "the wording")
        await pilot.press(*"!", "ctrl+s")
        await wait_for(
            pilot,
            lambda: isinstance(pilot.app.screen, WriteScreen) and not pilot.app.screen.is_long,
            "why",
        )
        await pilot.press(*"so", "enter")
        await wait_for(pilot, lambda: ana.seat.said, "the amendment")
        verb, said = ana.seat.said[0].act or ("", {})
        assert (verb, said["why"]) == ("amend", "so")
        assert said["body"].endswith("!")
        await propose(room, "ana", said["text"], said["version"], said["body"], "so", "m0")
        ana.seat.hears(t="ack", id="m0")
        await ana.sees("It lies with the chair now.")
        ana.seat.sees(room)
        await pilot.press("3")
        await ana.sees("“so”")
        await pilot.press("w")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen), "which one")
        await pilot.press("enter")
        await wait_for(pilot, lambda: len(ana.seat.said) == 2, "the withdrawal")
        assert ana.seat.said[1].act == ("withdraw", {"amendment": room.room.table.waiting[0].id})


async def test_what_is_not_to_be_negotiated_is_read_and_not_offered() -> None:
    room = await a_table()
    await lead(room, "deal")
    async with seated(room) as ana:
        await ana.sees("For your eyes only")
        await ana.pilot.press("3")
        await ana.sees("not to be negotiated")
        await ana.pilot.press("a")
        app = ana.pilot.app
        await wait_for(ana.pilot, lambda: isinstance(app.screen, ChooseScreen), "which text")
        offered = [row.id for row in app.screen.query_one(RowList).rows]
        assert offered == ["t", "u"]


async def test_who_cannot_live_with_it_says_why() -> None:
    room = await a_table()
    await lead(room, "deal")
    async with seated(room) as ana:
        await lead(room, "test")
        ana.seat.sees(room)
        await ana.sees("You have not said yet whether you can live with it.")
        await ana.pilot.press("y")
        await wait_for(ana.pilot, lambda: ana.seat.said, "the stand")
        assert ana.seat.said[0].act == ("stand", {"round": 1, "can_live": True, "because": ""})
        await ana.pilot.press("n")
        app = ana.pilot.app
        await wait_for(ana.pilot, lambda: isinstance(app.screen, WriteScreen), "the reason")
        await ana.pilot.press(*"no", "ctrl+s")
        await wait_for(ana.pilot, lambda: len(ana.seat.said) == 2, "the objection")
        assert ana.seat.said[1].act == ("stand", {"round": 1, "can_live": False, "because": "no"})


async def test_a_hum_at_the_table_comes_first_and_the_table_comes_back() -> None:
    room = await a_table()
    await lead(room, "deal")
    async with seated(room) as ana:
        await lead(room, "put", "hum")
        ana.seat.sees(room)
        await ana.sees("Is it ready?")
        await ana.presses("1", "enter")
        assert ana.seat.said[0].hum == ("for", 3)
        await room.hum("ana", "hum", 1, ("for", 3), "m0")
        ana.seat.hears(t="ack", id="m0")
        await lead(room, "close")
        await lead(room, "show")
        ana.seat.sees(room)
        await ana.sees("a hum is never counted")
        await ana.sees("My role")


async def test_who_is_in_the_chair_answers_what_waits() -> None:
    room = await a_table()
    await lead(room, "deal")
    await propose(room, "ben", "t", 0, "States shall pay.", "It is clearer.", "m1")
    await lead(room, "chair", "ana")
    async with seated(room) as ana:
        pilot = ana.pilot
        await ana.sees("For your eyes only")
        await pilot.press("1")
        await ana.sees("You are in the chair")
        await pilot.press("k")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen), "what waits")
        first = pilot.app.screen
        await pilot.press("enter")
        await wait_for(
            pilot,
            lambda: isinstance(pilot.app.screen, ChooseScreen) and pilot.app.screen is not first,
            "which way",
        )
        await pilot.press("enter")
        await wait_for(pilot, lambda: ana.seat.said, "the act")
        amendment = room.room.table.waiting[0].id
        assert ana.seat.said[0].act == ("chair", {"verb": "accept", "of": amendment, "text": ""})
