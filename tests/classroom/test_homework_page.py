"""An assignment on a phone in Chromium: begun, left and come back to, handed in; clean for axe."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from course.content.questions import AnyQuestion
from course.rooms.codes import hashed
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import utc_now
from course.sessions.live.events import Terms
from tests.builders import a_choice, a_short, a_single, an_order
from tests.classroom.conftest import SECRET, Class, a_class
from tests.classroom.phones import HOSTILE, Phone, a_seated_phone
from tests.sessions.live.classes import an_opening

if TYPE_CHECKING:
    from playwright.async_api import Browser

ONE = a_single("one", stem=HOSTILE, choices=(a_choice("Geneva"), a_choice("Dubai", correct=True)))
QUESTIONS: tuple[AnyQuestion, ...] = (ONE, a_short("two"), an_order("three"))
BANK = {question.id: question for question in QUESTIONS}


@pytest.fixture
async def lesson() -> AsyncIterator[Class]:
    store, terms = MemoryRooms(), Terms(shuffle=False, minutes=30)
    opening = an_opening(
        *BANK.values(), kind="assignment", terms=terms, title=HOSTILE, teacher=hashed(SECRET)
    )
    store.open("room", opening, utc_now())
    async for made in a_class(store, BANK):
        yield made


@pytest.fixture
async def phone(browser: "Browser", lesson: Class) -> AsyncIterator[Phone]:
    async with a_seated_phone(browser, lesson) as phone:
        await phone.shows("Ready when you are.")
        yield phone


def answers(lesson: Class) -> dict[str, object]:
    """What is stored of the one student."""
    work = lesson.room.room.work
    assert work
    (seat,) = lesson.room.room.present
    return {id_: vote.response for id_, (vote, _at) in work.of(seat.id)[0].votes.items()}


async def test_from_beginning_to_results_by_way_of_a_reload(lesson: Class, phone: Phone) -> None:
    page = phone.page
    await phone.is_clean()
    await page.get_by_role("button", name="Begin").click()
    await phone.shows("Question 1 of 3")
    await page.get_by_label("Dubai").check()
    await phone.shows("Saved.")
    await page.get_by_role("button", name="Mark to come back to").click()
    await page.get_by_role("button", name="Question 1, answered, marked").wait_for()
    await phone.is_clean()

    await page.get_by_role("button", name="Next").click()
    await phone.shows("Question 2 of 3")
    await page.reload()
    await phone.shows("Question 2 of 3")
    await page.get_by_label("Your answer").fill("Geneva")
    await page.get_by_role("button", name="Question 3, open").click()  # leaving saves
    await phone.shows("Question 3 of 3")
    await page.get_by_role("button", name="Down:").first.click()
    await phone.shows("Saved.")
    await phone.is_clean()

    await page.get_by_role("button", name="Hand in…").click()
    await phone.shows("Nothing can be changed afterwards.")
    await page.get_by_role("button", name="Hand in", exact=True).click()
    await phone.shows("Your teacher has it.")
    await phone.is_clean()
    assert answers(lesson).keys() == {"one", "two", "three"}
    assert answers(lesson)["two"] == "Geneva"
    await lead(lesson.room, "close")
    await phone.shows("✓ right")
    await phone.shows("You answered: Dubai")
    await phone.is_clean()


async def test_words_that_are_typed_are_in_when_the_teacher_closes(
    lesson: Class, phone: Phone
) -> None:
    page = phone.page
    await page.get_by_role("button", name="Begin").click()
    await page.get_by_role("button", name="Question 2, open").click()
    await phone.shows("Question 2 of 3")
    await page.get_by_label("Your answer").fill("Geneva")
    await phone.shows("Saved.")
    await lead(lesson.room, "close")
    await phone.shows("You have 1 of 3 points.")


async def test_what_is_answered_without_a_connection_is_sent_when_it_is_back(
    lesson: Class, phone: Phone
) -> None:
    page = phone.page
    await page.get_by_role("button", name="Begin").click()
    await phone.shows("Question 1 of 3")
    for line in tuple(lesson.server._lines):
        await line.socket.close()
    await page.get_by_label("Dubai").check()
    await page.get_by_role("button", name="Next").click()
    await phone.shows("Question 2 of 3")
    assert answers(lesson) == {"one": "b"}
