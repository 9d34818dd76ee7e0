"""The host's screen of an exercise: roles, time, amendments, consensus; secrets are on no side."""

from typing import Any

import pytest
from textual.widgets import Digits, Static

from course.rooms.lead import Lead
from course.rooms.memory import MemoryRooms
from course.rooms.negotiation import propose, stand
from course.rooms.room import OpenRoom, utc_now
from course.rooms.roster import Person, Roster, dumped
from course.sessions.live.events import Posed
from course.sessions.live.room import phase
from course.tui.host import HostApp
from tests.builders import a_pack
from tests.sessions.live.classes import an_opening, taken
from tests.sessions.live.tables import PACK
from tests.tui.hosting import WAY, NoServer

OF = "exercise:pack"
HUM = Posed("hum", "Is it ready?", is_hum=True)
SIZE = (100, 50)


@pytest.fixture
async def room() -> OpenRoom:
    store = MemoryRooms()
    store.open("room", an_opening(kind="exercise", of=OF, posed=(HUM,)), utc_now())
    made = OpenRoom(store, "room", {}, subjects={OF: PACK})
    for name in ("ana", "ben", "cem"):
        await made.do(taken(name))
    return made


def an_app(room: OpenRoom) -> HostApp:
    return HostApp(Lead(room), WAY, NoServer())


def said(app: HostApp) -> str:
    return str(app.screen.query_one("#room", Static).content)


async def chosen(pilot: Any, *keys: str) -> None:
    """Keys into lists and fields that open one after the other."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause(0.3)


async def test_enter_deals_leads_through_the_phases_and_opens_the_talk(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        assert "for 2 to 5 people" in said(app)
        assert "course exercise pack --print pack.md --seats 3" in said(app)
        await chosen(pilot, "enter")
        assert set(room.room.table.roles) == {"ana", "ben", "cem"}
        assert "It is late." in said(app), "the brief that all read"
        await chosen(pilot, "enter")
        assert "phase 1 of 2 · all together" in said(app)
        await chosen(pilot, "enter", "enter")
        assert "Out of role" in said(app)
        assert "Why?" in said(app)
        await chosen(pilot, "enter")
        assert phase(room.room) == "exercise", "the last step asks first"
        await chosen(pilot, "escape", "p")
        assert "phase 1 of 2" in said(app)


def a_short_room(here: int, **fields: Any) -> OpenRoom:
    """A lobby for a pack whose roles need four."""
    store = MemoryRooms()
    store.open("room", an_opening(kind="exercise", of=OF, **fields), utc_now())
    return OpenRoom(store, "room", {}, subjects={OF: a_pack(seats=[(1, 2)] * 4)})


async def test_too_few_people_are_dealt_to_once_the_teacher_says_so() -> None:
    room = a_short_room(3)
    for name in ("ana", "ben", "cem"):
        await room.do(taken(name))
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        assert "1 more is needed · or some hold two roles" in said(app)
        await chosen(pilot, "enter", "enter")
        assert not room.room.table.is_dealt, "the first row waits for more"
        await chosen(pilot, "enter", "down", "enter")
        assert len(room.room.table.second) == 1
        await chosen(pilot, "v", "v")
        assert said(app).count("Role") >= 4


async def test_with_a_roster_the_teacher_may_deal_by_its_groups() -> None:
    room = a_short_room(6, roster="9b")
    people = tuple(Person(name, group=name[0]) for name in ("a1", "a2", "b1", "b2", "c1", "c2"))
    room.store.keep_roster("9b", dumped(Roster("9b", people)))
    for person in people:
        await room.do(taken(person.name))
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "down", "enter")
        roles = room.room.table.roles
        assert sum(roles[f"{group}1"] == roles[f"{group}2"] for group in "abc") == 2


async def test_time_is_counted_down_and_given(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "enter")
        ends = room.room.table.phases[-1].ends
        assert app.screen.query_one("#clock", Digits).value in ("30:00", "29:59", "29:58")
        await chosen(pilot, "plus", "plus", "minus")
        assert (room.room.table.phases[-1].ends - ends).total_seconds() == 300


@pytest.mark.parametrize(
    ("keys", "reads"),
    [
        (("enter",), "States shall pay."),
        (("down", "enter"), "States [shall][should][shall] pay."),
        (("down", "down", "enter", "n", "o", "enter"), "States [shall][should] pay."),
    ],
)
async def test_an_amendment_is_taken_bracketed_or_refused(
    room: OpenRoom, keys: tuple[str, ...], reads: str
) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter")
        await propose(room, "ana", "t", 0, "States shall pay.", "It is clearer.", "m1")
        await chosen(pilot, "v")
        assert "would have it read" in said(app)
        assert "“It is clearer.”" in said(app)
        await chosen(pilot, "m", "enter", *keys)
        assert room.room.table.waiting == ()
        assert reads in said(app)


async def test_the_chair_writes_a_text_by_hand(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "w", "down", "enter", "!", "ctrl+s")
        assert room.room.table.texts["u"][-1].body == "All agree to meet.!"


async def test_consensus_is_asked_answered_and_declared(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "k", "enter")
        assert "Can you live with it?" in said(app)
        assert "Nobody objects so far." in said(app)
        await stand(room, "ana", 1, "Article 4 falls.", "m1", can_live=False)
        await stand(room, "ben", 1, "", "m2", can_live=True)
        await pilot.pause(0.3)
        assert "Article 4 falls." in said(app)
        assert "Not heard yet: Cem" in said(app)
        await chosen(pilot, "k", "enter", "enter", "o", "k", "enter")
        assert "met: ok" in said(app)
        await chosen(pilot, "k", "enter", "s", "o", "enter")
        assert "✓ The chair finds consensus." in said(app)


async def test_a_hum_stands_above_all_until_the_next_step(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "h")
        assert "Is it ready?" in said(app)
        assert "I could live with it." in said(app)
        await room.hum("ana", "hum", 1, ("for", 3), "m1")
        await chosen(pilot, "enter", "enter")
        assert "Strength, not heads" in said(app)
        await chosen(pilot, "enter")
        assert "phase 1 of 2" in said(app)


async def test_somebody_is_moved_to_another_role(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter")
        before = room.room.table.roles["ana"]
        await chosen(pilot, "r", "enter", "down", "down", "enter")
        assert room.room.table.roles["ana"] != before
        await chosen(pilot, "v", "v")
        assert "Ana" in said(app)


async def test_the_chair_is_given_and_taken_back(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "enter", "r", "enter", "enter")
        assert room.room.table.chair == "ana"
        assert "in the chair: Ana" in said(app)
        await chosen(pilot, "r", "end", "enter")
        assert room.room.table.chair is None


async def test_no_side_shows_a_secret_and_notes_are_shown_on_request_alone(room: OpenRoom) -> None:
    app = an_app(room)
    async with app.run_test(size=SIZE) as pilot:
        await chosen(pilot, "enter", "enter")
        for _side in range(3):
            assert "Secret" not in said(app)
            assert "Watch." not in said(app)
            await chosen(pilot, "v")
        await chosen(pilot, "n")
        assert "Watch." in said(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_it_fits_any_terminal(room: OpenRoom, size: tuple[int, int]) -> None:
    app = an_app(room)
    async with app.run_test(size=size) as pilot:
        await chosen(pilot, "enter", "enter", "v", "v", "v", "pagedown")
        assert "phase 1 of 2" in said(app)
