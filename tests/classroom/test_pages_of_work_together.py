"""A scenario and an exercise on a phone in Chromium: usable, clean for axe, never markup."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import Subject
from course.sessions.live.table_events import RolesDealt
from tests.classroom.conftest import Class, Device, a_class
from tests.classroom.phones import HOSTILE, Phone, a_seated_phone
from tests.classroom.test_work_together import SUBJECTS, amends, opened
from tests.sessions.live.stories import CASE
from tests.sessions.live.tables import PACK

if TYPE_CHECKING:
    from playwright.async_api import Browser

HOSTILE_SUBJECTS: dict[str, Subject] = {
    "scenario:plates": CASE.model_copy(update={"summary": HOSTILE, "role": HOSTILE}),
    "exercise:pack": PACK.model_copy(update={"brief": HOSTILE, "summary": HOSTILE}),
}
assert HOSTILE_SUBJECTS.keys() == SUBJECTS.keys()


@pytest.fixture(params=["scenario:plates", "exercise:pack"])
async def lesson(request: pytest.FixtureRequest) -> AsyncIterator[Class]:
    async for made in a_class(opened(MemoryRooms(), request.param), {}, HOSTILE_SUBJECTS):
        yield made


@pytest.fixture
async def phone(browser: "Browser", lesson: Class) -> AsyncIterator[Phone]:
    async with a_seated_phone(browser, lesson) as phone:
        yield phone


@pytest.mark.parametrize("lesson", ["scenario:plates"], indirect=True)
async def test_a_scenario_from_the_lobby_to_the_end(lesson: Class, phone: Phone) -> None:
    page = phone.page
    await phone.shows("Who you are")
    await phone.is_clean()
    await lead(lesson.room, "on")
    await phone.shows("What happens in door.")
    await phone.shows("Closed: Why bribe is closed.")
    await phone.is_clean()
    await page.get_by_label("Do push, because.").check()
    await page.get_by_role("button", name="Vote").click()
    await phone.shows("Vote stored.")
    await lead(lesson.room, "close")
    await phone.shows("Voting is closed. Your vote is in.")
    await lead(lesson.room, "show")
    await phone.shows("How the class voted")
    await phone.is_clean()
    await lead(lesson.room, "again")
    await phone.shows("Scene 1, once more")
    await page.get_by_label("Do knock, because.").check()
    await page.get_by_role("button", name="Vote").click()
    await phone.shows("Vote stored.")
    await lead(lesson.room, "show")
    await lead(lesson.room, "decide", "2", HOSTILE)
    await phone.shows("decided by the teacher, not by the vote")
    await phone.shows("What follows push.")
    await phone.is_clean()
    await page.reload()
    await phone.shows("What follows push.")
    for verb, of in (("on", ""), ("show", ""), ("decide", "1"), ("on", "")):
        await lead(lesson.room, verb, of)
    await phone.shows("The end end")
    await phone.shows("What really happened")
    await phone.is_clean()


an_exercise = pytest.mark.parametrize("lesson", ["exercise:pack"], indirect=True)


async def dealt(lesson: Class) -> Device:
    """The roles are dealt to the phone and to two others; one of these."""
    ben, _cem = await lesson.joined("Ben"), await lesson.joined("Cem")
    await lead(lesson.room, "deal")
    return ben


@an_exercise
async def test_who_is_dealt_a_role_reads_it_the_brief_and_the_time(
    lesson: Class, phone: Phone
) -> None:
    page, room = phone.page, lesson.room
    await phone.shows("Wait: the roles are about to be dealt.")
    await phone.is_clean()
    await dealt(lesson)
    await page.get_by_role("button", name="My role").click()
    role = next(r for r in PACK.roles if r.id == room.room.table.roles[room.room.present[0].id])
    await phone.shows(f"Secret {role.id[1]}.")
    await phone.is_clean()
    await page.get_by_role("button", name="Brief").click()
    await phone.shows("Who is in the room")
    await phone.is_clean()
    await lead(room, "next")
    await page.locator("#time", has_text="left").wait_for()
    await phone.shows("Phase 1 of 2, all together")
    await phone.is_clean()


@an_exercise
async def test_who_holds_two_roles_reads_both_secrets(lesson: Class, phone: Phone) -> None:
    await dealt(lesson)
    ana = lesson.room.room.present[0].id
    held = lesson.room.room.table.roles[ana]
    other = next(role.id for role in PACK.roles if role.id != held)
    await lesson.room.do(RolesDealt({ana: held}, None, {ana: other}))
    await phone.page.get_by_role("button", name="My role").click()
    await phone.shows("You hold two roles")
    assert await phone.page.get_by_text("For your eyes only").count() == 2
    await phone.is_clean()


@an_exercise
async def test_a_change_is_written_undisturbed_and_seen_as_a_change(
    lesson: Class, phone: Phone
) -> None:
    page, room = phone.page, lesson.room
    ben = await dealt(lesson)
    await page.get_by_role("button", name="Texts").click()
    await phone.shows("not to be negotiated")
    assert await page.get_by_role("button", name="Propose a change to Rule").count() == 0
    await page.get_by_role("button", name="Propose a change to Text").click()
    await page.get_by_label("As it should read").fill("States shall pay.")
    await page.get_by_label("Why, in a sentence").fill(HOSTILE)
    await phone.is_clean()
    await amends(ben, "States [shall][should] pay at once.", "other")
    await ben.hears("ack", id="other")
    assert await page.get_by_label("As it should read").input_value() == "States shall pay."
    await page.get_by_role("button", name="Lay it on the table").click()
    await phone.shows("It lies with the chair now.")
    await page.get_by_role("button", name="Withdraw").wait_for()
    await page.locator("ins", has_text="at once").wait_for()
    await phone.is_clean()
    first, second = room.room.table.amendments
    await lead(room, "bracket", first)
    await lead(room, "accept", second)
    await phone.shows("1 in brackets: not agreed")


@an_exercise
async def test_an_objection_is_made_answered_and_declared_upon(lesson: Class, phone: Phone) -> None:
    page, room = phone.page, lesson.room
    await dealt(lesson)
    await lead(room, "test", "t")
    await phone.shows("Where do you stand?")
    await page.get_by_label("I object").check()
    await page.get_by_role("button", name="Say so").click()
    await phone.shows("An objection has a reason")
    await page.get_by_label("because").fill(HOSTILE)
    await phone.is_clean()
    await page.get_by_role("button", name="Say so").click()
    await phone.shows("Not answered yet.")
    await lead(room, "addressed", room.room.present[0].id, HOSTILE)
    await lead(room, "declare", "no", HOSTILE)
    await phone.shows("The chair finds no consensus.")
    await phone.is_clean()


@an_exercise
async def test_who_sits_in_the_chair_takes_answers_and_declares(
    lesson: Class, phone: Phone
) -> None:
    page, room = phone.page, lesson.room
    ben = await dealt(lesson)
    await lead(room, "next")
    await lead(room, "chair", room.room.present[0].id)
    await phone.shows("You are in the chair")
    await amends(ben, "States shall pay.", "other")
    await ben.hears("ack", id="other")
    await page.get_by_role("button", name="Texts").click()
    await phone.is_clean()
    await page.get_by_role("button", name="In [brackets]: Ben").click()
    await phone.shows("3 in brackets: not agreed")
    await page.get_by_role("button", name="Ask who cannot live with it: Text").click()
    await phone.shows("Where do you stand?")
    await ben.say(t="stand", round=1, can_live=False, because="Article 4 falls.", id="s1")
    await phone.shows("Article 4 falls.")
    await page.get_by_text("Answer it").click()
    await page.get_by_label("How was it answered?").fill("It stands.")
    await phone.is_clean()
    await page.get_by_role("button", name="It is met").click()
    await phone.shows("Met: It stands.")
    await page.get_by_label("Why? It is read out.").fill("All was answered.")
    await page.get_by_role("button", name="There is consensus").click()
    await phone.shows("The chair finds consensus.")
    await phone.shows("All was answered.")


@an_exercise
async def test_the_room_hums_and_talks_out_of_role(lesson: Class, phone: Phone) -> None:
    page, room = phone.page, lesson.room
    await dealt(lesson)
    await lead(room, "put", "hum")
    await page.get_by_label("For, loudly").check()
    await page.get_by_role("button", name="Hum").click()
    await phone.shows("Heard.")
    await phone.is_clean()
    for verb in ("close", "show", "debrief"):
        await lead(room, verb)
    await phone.shows("Out of role: what we talk about")
    await phone.is_clean()
    await lead(room, "end")
    await phone.shows("The exercise is over.")
