"""The page in a real Chromium, in every state: seen small, large, dark, or not at all."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import pytest

from course.rooms.codes import hashed
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import utc_now
from course.sessions.live.events import Posed
from tests.builders import one_of_each
from tests.classroom.conftest import SECRET, Class, a_class
from tests.classroom.phones import HOSTILE, Phone, a_phone
from tests.sessions.live.classes import an_opening

if TYPE_CHECKING:
    from playwright.async_api import Browser

QUESTIONS = {question.id: question for question in one_of_each()}


@pytest.fixture
async def full_class() -> AsyncIterator[Class]:
    """A question of every type, then a hum; with words that would be markup elsewhere."""
    store = MemoryRooms()
    hum = Posed("hum", f"Is it ready? {HOSTILE}", is_hum=True)
    opened = an_opening(*QUESTIONS.values(), posed=(hum,), title=HOSTILE, teacher=hashed(SECRET))
    store.open("room", opened, utc_now())
    async for lesson in a_class(store, QUESTIONS):
        yield lesson


@pytest.fixture
async def phone(browser: "Browser", full_class: Class) -> AsyncIterator[Phone]:
    async with a_phone(browser, full_class) as phone:
        yield phone


async def test_every_state_is_clean_and_nothing_of_it_is_markup(
    full_class: Class, phone: Phone
) -> None:
    lesson, page = full_class, phone.page
    await page.goto(lesson.address.url)
    await phone.is_clean()
    await phone.joins(lesson.address.url, "Ana & <b>")
    await phone.is_clean()
    for question in QUESTIONS.values():
        await lead(lesson.room, "put")
        await phone.shows(question.stem)
        await phone.is_clean()
        await lead(lesson.room, "close")
        await phone.shows("Closed.")
        await phone.is_clean()
        await lead(lesson.room, "show")
        await page.locator("#answer > *").first.wait_for(state="detached")
        await phone.is_clean()
    for verb, words in (("put", "How do you hum?"), ("on", "Closed."), ("on", "Strength, not")):
        await lead(lesson.room, verb)
        await phone.shows(words)
        await phone.is_clean()
    await lead(lesson.room, "end")
    await phone.shows("The class is over")
    await phone.is_clean()
    assert await page.locator("img, script:not([src]), iframe").count() == 0
    assert await page.title() == HOSTILE


async def test_every_question_is_answered_by_keyboard_alone(
    full_class: Class, phone: Phone
) -> None:
    lesson, keyboard = full_class, phone.page.keyboard
    await phone.page.goto(f"{lesson.address.url}/#RFC728")

    async def type_(*keys: str) -> None:
        for key in keys:
            await keyboard.press(key)

    # The code is there; the cursor stands at the name.
    await keyboard.type("Ana")
    await type_("Enter")
    await phone.shows("Wait for the first question")
    ways: dict[str, tuple[str, ...]] = {
        "single": ("Tab", "Space", "Tab", "Enter"),
        "true_false": ("Tab", "Space", "Tab", "Enter"),
        "survey": ("Tab", "Space", "Tab", "Enter"),
        "multiple": ("Tab", "Space", *["Tab"] * 4, "Enter"),
    }
    for question in QUESTIONS.values():
        await lead(lesson.room, "put")
        await phone.shows(question.stem)
        assert await phone.page.evaluate("document.activeElement.id") == "asked"
        if question.type in ways:
            await type_(*ways[question.type])
        else:
            await fill(phone, question.type)
        await phone.shows("Answer stored")
        await lead(lesson.room, "show")
        await phone.page.locator("#answer > *").first.wait_for(state="detached")
        assert await phone.page.evaluate("document.activeElement.id") == "asked"
    for ballot in lesson.room.room.ballots.values():
        assert ballot.last.answered == 1, ballot.id


async def fill(phone: Phone, kind: str) -> None:
    """From field to field with Tab, something into each, and the button."""
    keyboard = phone.page.keyboard
    for _ in range(40):
        await keyboard.press("Tab")
        tag: Any = await phone.page.evaluate(
            "[document.activeElement.tagName, document.activeElement.type]"
        )
        match tag:
            case ["BUTTON", "submit"]:
                await keyboard.press("Enter")
                return
            case ["SELECT", _]:
                await keyboard.press("ArrowDown")
            case ["INPUT" | "TEXTAREA", _]:
                await keyboard.type("1988")
            case ["BUTTON", "button"]:
                await keyboard.press("Space")
    pytest.fail(f"no way to the button of {kind}")


async def test_nothing_moves_where_no_movement_is_wanted(full_class: Class, phone: Phone) -> None:
    await phone.joins(full_class.address.url, "Ana")
    await lead(full_class.room, "put")
    option = phone.page.locator(".option").first
    moves = "e => getComputedStyle(e).transitionDuration"
    assert await option.evaluate(moves) == "0s"
    await phone.page.emulate_media(reduced_motion="no-preference")
    assert await option.evaluate(moves) != "0s"


async def test_a_link_opened_in_the_same_window_is_followed(
    full_class: Class, phone: Phone
) -> None:
    await phone.page.goto(full_class.address.url)
    await phone.joins(full_class.address.url, "")
    (seat,) = full_class.room.room.present
    assert await phone.page.get_by_text(f"You are in, {seat.name}").is_visible(), "a name was given"
