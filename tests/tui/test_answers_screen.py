"""The grid for answers on paper: a key an answer, stored at once, taken back, marked as it goes."""

from textual.pilot import Pilot
from textual.widgets import Static

from course.content.questions import Reflection
from course.rooms.collecting import Collection, collecting, collecting_room
from course.rooms.memory import MemoryRooms
from course.rooms.room import utc_now
from course.sessions.paper import in_version, key, version_seed
from course.tui.answers import AnswersApp
from course.tui.screens.answers import FIRST, AnswersScreen
from tests.builders import one_of_each

QUESTIONS = tuple(each for each in one_of_each() if not isinstance(each, Reflection))
BANK = {question.id: question for question in QUESTIONS}


def a_room(store: MemoryRooms | None = None) -> Collection:
    store = store or MemoryRooms()
    opened = collecting("quiz:q", "ig", "A quiz", BANK)
    return Collection(store, collecting_room(store, opened, utc_now()).id, BANK)


def an_app(room: Collection) -> AnswersApp:
    return AnswersApp(room, "2026", utc_now)


NAMED = {" ": "space", ",": "comma"}


async def begun(pilot: Pilot[None], sheet: str = "Ada, B") -> AnswersScreen:
    """A sheet is begun; the cursor stands at its first answer."""
    await pilot.pause()
    await pilot.press("plus")
    await pilot.pause()
    await pilot.press(*(NAMED.get(c, c) for c in sheet), "enter")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, AnswersScreen)
    return screen


def row(screen: AnswersScreen, place: int = 0) -> list[str]:
    return [str(each) for each in screen.table.get_row_at(place)]


def at_the(screen: AnswersScreen, kind: str) -> int:
    """The cursor goes to the one question of a type on the first sheet; its column."""
    asked = in_version(QUESTIONS, version_seed("2026", "B"))
    column = [str(question.type) for question in asked].index(kind) + FIRST
    screen.table.move_cursor(row=0, column=column)
    return column


async def typed(pilot: Pilot[None], text: str) -> None:
    for character in text:
        await pilot.press(
            {" ": "space", ";": "semicolon", ".": "full_stop"}.get(character, character)
        )
    await pilot.pause()


async def test_an_empty_grid_says_what_to_do_first() -> None:
    app = an_app(a_room())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Press +" in str(app.screen.query_one("#none", Static).content)


async def test_the_whole_key_of_a_version_typed_in_earns_everything() -> None:
    room = a_room()
    app = an_app(room)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await begun(pilot)
        seed = version_seed("2026", "B")
        for column, question in enumerate(in_version(QUESTIONS, seed), FIRST):
            assert screen.table.cursor_coordinate.column == column
            right = key(question, seed) or "a"
            await typed(pilot, right)
            if question.type in ("multiple", "short", "numeric", "cloze"):
                await pilot.press("enter")
                await pilot.pause()
        total = sum(q.points for q in QUESTIONS if q.type != "survey")
        assert row(screen)[1] == f"{total:g}"
        assert "✗" not in "".join(row(screen))
        assert row(screen)[0] == "Ada · B"


async def test_what_is_typed_is_stored_at_once_and_there_again_the_next_time() -> None:
    store = MemoryRooms()
    app = an_app(a_room(store))
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await begun(pilot)
        place = at_the(screen, "single")
        await typed(pilot, "a")
        before = row(screen)
    again = an_app(a_room(store))
    async with again.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, AnswersScreen)
        assert row(again.screen) == before
        assert before[place] in ("a✓", "a✗")


async def test_a_key_is_taken_back_and_a_cell_emptied() -> None:
    room = a_room()
    app = an_app(room)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await begun(pilot)
        place = at_the(screen, "single")
        await typed(pilot, "a")
        screen.table.move_cursor(row=0, column=place)
        await typed(pilot, "b")
        assert row(screen)[place][0] == "b"
        await pilot.press("ctrl+z")
        assert row(screen)[place][0] == "a"
        assert screen.table.cursor_coordinate.column == place
        await pilot.press("backspace")
        assert row(screen)[place] == ""
        await pilot.press("ctrl+z", "ctrl+z")
        assert row(screen)[place] == ""


async def test_a_letter_that_is_not_on_the_sheet_is_refused_in_words() -> None:
    app = an_app(a_room())
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        screen = await begun(pilot)
        place = at_the(screen, "single")
        await typed(pilot, "z")
        assert row(screen)[place] == ""
        assert "Write a letter from a to c." in [n.message for n in app._notifications]


async def test_a_row_that_is_not_complete_is_kept_and_not_stored_as_an_answer() -> None:
    room = a_room()
    app = an_app(room)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await begun(pilot)
        place = at_the(screen, "order")
        await typed(pilot, "b")
        assert row(screen)[place] == "b"
        seat = room.room.present[0].id
        assert room.on_sheet(seat, "order") == ""
        assert screen.table.cursor_coordinate.column == place


async def test_sheets_follow_each_other_and_one_can_be_taken_away() -> None:
    room = a_room()
    app = an_app(room)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await begun(pilot, "Ada, B")
        await begun(pilot, "Ben")
        assert [row(screen, n)[0] for n in (0, 1)] == ["Ada · B", "Ben · B"]
        await begun(pilot, "ada, C")  # the same name on another version is not her sheet
        assert len(room.room.present) == 2
        await pilot.press("ctrl+d")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert [seat.name for seat in room.room.present] == ["Ada"]


async def test_leaving_keeps_everything_the_words_of_the_last_cell_too() -> None:
    room = a_room()
    app = an_app(room)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(pilot)
        at_the(screen, "short")
        await typed(pilot, "Geneva+")
        await pilot.press("backspace", "escape")
        await pilot.pause()
    assert app.return_code == 0
    assert room.on_sheet(room.room.present[0].id, "short") == "Geneva"
