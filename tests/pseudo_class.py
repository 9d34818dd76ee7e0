"""A walk of a phone through a class of every kind, in the accents of `tests.pseudo`: each text and
each label that ever stands on the page is looked at.

`python -m tests.pseudo_class FOLDER [NAME…]`, of the names in `WALKS`.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from course import i18n
from course.cli.assign import assignment
from course.cli.subject import About, on_content
from course.i18n import _
from course.loading.library import Library
from course.rooms.codes import hashed
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.events import Posed, Terms
from tests.chromium import FLAGS, PHONE, needed
from tests.classroom.conftest import SECRET, Class, Device, a_class
from tests.pseudo import Accents, accented, accented_course, leaks

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

WATCH = """
window.stood = new Set()
const look = () => {
  if (!document.body) return
  stood.add(document.title)
  const texts = document.createNodeIterator(document.body, NodeFilter.SHOW_TEXT)
  for (let text; (text = texts.nextNode()); ) stood.add(text.data.trim())
  for (const named of document.querySelectorAll("[aria-label]")) stood.add(named.ariaLabel)
}
new MutationObserver(look).observe(document, {
  subtree: true, childList: true, characterData: true, attributes: true,
})
"""
"""Keeps every text and label that ever stands there."""

SEEN = """(now) => Object.keys(now).every((key) => (line.state.view[key] ?? null) === now[key])"""
TERM = "hum"
"""A term of the course stands as its text writes it: here by its id."""

STANDS = "words => [...stood].some((text) => text.includes(words))"
SAID = accented("A reason")


class Walk:
    """A phone in a class, and what was ever read on it."""

    def __init__(self, page: "Page", lesson: Class) -> None:
        self.page, self.lesson = page, lesson
        self.stood: set[str] = set()

    @property
    def room(self) -> OpenRoom:
        return self.lesson.room

    async def lead(self, *verbs: str) -> None:
        """What the teacher does, one thing after another, each seen on the phone."""
        for verb in verbs:
            await lead(self.room, *verb.split("|"))
            for seat in self.room.room.present[:1]:
                view = self.room.shared() | self.room.own(seat.id)
                now = {key: view.get(key) for key in ("phase", "ballot", "round")}
                await self.page.wait_for_function(SEEN, arg=now)

    async def shows(self, message: str) -> None:
        """Wait until a message stands somewhere on the page."""
        await self.page.wait_for_function(STANDS, arg=message)

    async def clicks(self, place: str) -> None:
        await self.page.locator(place).first.click()

    async def presses(self, place: str, until: str) -> None:
        """Press a button that is drawn anew whenever the class moves, until it is heard."""
        from playwright.async_api import TimeoutError as Late

        while not await self.page.evaluate(STANDS, until):
            with suppress(Late):
                await self.page.locator(place).first.click(timeout=1_000)

    async def forgets(self) -> None:
        """What stood so far is kept here, so that the same words can be waited for again."""
        self.stood |= set(await self.page.evaluate("[...stood]"))
        await self.page.evaluate("stood.clear()")

    async def joins(self) -> None:
        await self.page.goto(self.lesson.address.url)
        await self.page.locator("#code").fill("AAAAAA")
        await self.clicks("#enter")
        await self.shows("ópéns nó")
        await self.page.locator("#code").fill("RFC728")
        await self.page.locator("#name").fill("Áná")
        await self.clicks("#enter")
        await self.page.locator("#room").wait_for()
        await self.page.evaluate("async () => { window.line = await import('/line.mjs') }")

    async def answers(self) -> None:
        """Something into each field of what is asked, and send it."""
        for each in await self.page.locator("#answer select").all():
            await each.select_option(index=1)
        for each in await self.page.locator("#answer :is(input[type=text], textarea)").all():
            await each.fill("1988")
        for each in await self.page.locator("#answer input:not([type])").all():
            await each.fill("1988")
        for each in await self.page.locator("#answer .option").all():
            await each.click()
        for each in await self.page.locator("#answer ol button").all():
            await each.click()
        await self.clicks("#answer > button")


async def quiz(walk: Walk) -> None:
    """Each question put, sent with nothing, answered, closed, put again and shown; then hums."""
    for _id in walk.room.questions:
        for verb in ("put", "again"):
            await walk.lead(verb)
            await walk.page.locator("#answer button[type=submit]:enabled").wait_for()
            await walk.clicks("#answer > button")
            await walk.answers()
            await walk.shows(_("Answer stored. You can change it until the question is closed."))
            await walk.lead("close")
            await walk.shows(_("Closed. Your answer is in."))
            await walk.forgets()
        await walk.lead("show")
        await walk.page.locator("#answer > *").first.wait_for(state="detached")
    await hums(walk, "put", "again")
    await walk.lead("end")


async def hums(walk: Walk, *verbs: str) -> None:
    for verb in verbs:
        await walk.lead(verb)
        await walk.page.locator("#answer .option").first.wait_for()
        await walk.clicks("#answer .option")
        await walk.clicks("#answer > button")
        await walk.shows(_("Heard."))
        await walk.lead("close", "show")
        await walk.shows(_("Strength, not heads: a hum is never counted."))
        await walk.forgets()


async def story(walk: Walk) -> None:
    """Voted on, voted on again, decided against the vote, to the end."""
    await walk.lead("on")
    await walk.page.locator("#answer .option").first.wait_for()
    await walk.clicks("#answer > button")
    await walk.clicks("#answer .option")
    await walk.clicks("#answer > button")
    await walk.shows(_("Vote stored. You can change it until the vote is closed."))
    await walk.lead("close", "show", "again")
    await walk.shows(_("Scene {n}, once more").format(n=1))
    await walk.lead("show", f"decide|2|{SAID}", "on")
    await walk.shows(_("Scene {n}").format(n=2))
    await walk.lead("show", "decide|1", "on")
    await walk.shows(_("What really happened"))
    await walk.lead("end")


async def table(walk: Walk) -> None:
    """Roles, phases, a change, an objection, the chair's work, a hum, and the talk after it."""
    ben, _cem = await walk.lesson.joined("Bén"), await walk.lesson.joined("Cém")
    await walk.lead("deal")
    await walk.shows(_("Read your role and the brief. The first phase begins soon."))
    await walk.lead("next")
    seat = walk.room.room.present[0].id
    await walk.shows(_("Phase {n} of {all}").format(n=1, all=2))  # which turns to it
    await walk.clicks("#tab-texts")
    await proposes(walk, ben)
    await walk.lead(f"chair|{seat}", "test|preamble")
    await walk.shows(_("Where do you stand?"))
    await objects(walk)
    await walk.lead("next", "extend|-59")
    await walk.shows("".join(_("Time is up, since {time}").split("{")[:1]))
    await hums(walk, "put|hum")
    await walk.lead("debrief")
    await walk.shows(_("Out of role: what we talk about"))
    await walk.lead("end")


async def proposes(walk: Walk, ben: Device) -> None:
    """A change of one's own, taken back; one of somebody else, taken by the chair."""
    page = walk.page
    await walk.clicks("#side-texts button.second")
    await walk.clicks(".writing > button")
    await page.locator("#wording").fill(accented("States sign."))
    await page.locator("#why").fill(SAID)
    await walk.clicks(".writing > button")
    await walk.shows(_("It lies with the chair now."))
    await walk.clicks(".amendment button")
    await walk.shows(_("Withdrawn."))
    for number in (1, 2):
        said = accented(f"States sign [{number}].")
        await ben.say(t="amend", text="preamble", version=0, body=said, why="", id=f"b{number}")
        await ben.hears("ack", id=f"b{number}")


async def objects(walk: Walk) -> None:
    page = walk.page
    await page.locator("input[value=object]").check()
    await page.locator("#side-now form button").click()
    await page.locator("#because").fill(SAID)
    await page.locator("#side-now form button").click()
    await walk.shows(_("Not answered yet."))
    await page.locator(".objection summary").click()
    await page.locator(".objection button").first.click()
    await page.locator(".objection textarea").fill(SAID)
    await page.locator(".objection button").first.click()
    await walk.shows(_("Met: {how}").format(how=SAID))
    await page.locator(".declaring textarea").fill(SAID)
    await page.locator(".declaring button").first.click()
    await walk.shows(_("The chair finds consensus."))
    await walk.clicks("#tab-texts")
    await page.locator(".amendment .acts button").first.click()
    await walk.shows(_("Amended {n} time").format(n=1))


async def homework(walk: Walk) -> None:
    """Not open, open, begun, cut off from the network, handed in, over."""
    await walk.lead("extend|5")
    await walk.clicks("#answer > button")
    await walk.page.locator(".items").wait_for()
    await walk.clicks("#result > button")
    await walk.answers()
    await walk.shows(_("Saved."))
    await walk.page.context.set_offline(True)
    for line in tuple(walk.lesson.server._lines):
        await line.socket.close()
    await walk.shows(_("Connection lost. Coming back by itself…"))
    await walk.clicks(".items button")
    await walk.page.context.set_offline(False)
    for _n in range(len(walk.room.questions)):
        await walk.clicks("#answer > button")
    await walk.presses(".end button", until=_("You may do it once more."))
    await walk.lead("close")
    await walk.shows(_("Right is: {answer}").split("{")[0])


async def sent_out(walk: Walk) -> None:
    """By the teacher, after what was not taken."""
    await walk.lead("put")
    await walk.page.locator("#answer button[type=submit]").wait_for()
    await walk.page.evaluate("line.send({ t: 'vote', ballot: 'x', round: 1, answer: 1 })")
    await walk.shows(_("Not taken: {why}.").split("{")[0])
    await walk.lead(f"remove|{walk.room.room.present[0].id}")
    await walk.page.locator("#join").wait_for()


def _quiz(library: Library) -> About:
    hum = Posed("hum", accented("Is it ready?"), is_hum=True)
    about = on_content(library, "quiz:first-light")
    return replace(about, opened=replace(about.opened, posed=(hum,)))


def _assigned(library: Library) -> About:
    later = datetime.now(UTC) + timedelta(days=1)
    terms = Terms(later, later + timedelta(days=1), attempts=2, minutes=30, feedback="now")
    return About(*assignment(library, "first-light", terms))


WALKS: dict[str, tuple[Callable[[Library], About], Callable[[Walk], Awaitable[None]]]] = {
    "a quiz": (_quiz, quiz),
    "a scenario": (lambda library: on_content(library, "scenario:plates"), story),
    "an exercise": (lambda library: on_content(library, "exercise:again"), table),
    "an assignment": (_assigned, homework),
    "somebody sent out": (_quiz, sent_out),
}


async def walked(browser: "Browser", library: Library, name: str) -> set[str]:
    """Everything that stood on a phone in a class."""
    about_, walk_ = WALKS[name]
    about, store = about_(library), MemoryRooms()
    opened = replace(about.opened, code="RFC728", teacher=hashed(SECRET), cap=60)
    store.open("room", opened, utc_now())
    async for lesson in a_class(store, about.bank, about.subjects):
        context = await browser.new_context(**PHONE)
        await context.add_init_script(WATCH)
        walk = Walk(await context.new_page(), lesson)
        walk.page.set_default_timeout(60_000)
        await walk.joins()
        await walk_(walk)
        await walk.forgets()
        await context.close()
        return walk.stood
    raise AssertionError


@asynccontextmanager
async def chromium() -> AsyncIterator["Browser"]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=needed(), args=FLAGS)


async def main(folder: Path, *names: str) -> int:
    """Say every leak with the walk it was met on."""
    i18n.spoken = Accents()
    library = Library(accented_course(folder), "xx")
    found: dict[str, None] = {}
    async with chromium() as browser:
        for name in names or WALKS:
            for text in sorted(await walked(browser, library, name)):
                if words := [word for word in leaks(text) if word != TERM]:
                    found[f"{name}: {' '.join(words)}: {text}"] = None
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:])))
