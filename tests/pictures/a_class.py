"""A class for the README's pictures: a teacher's screen, and phones in a real Chromium."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from course.classroom.server import ClassServer
from course.cli.way_in import way_into
from course.loading.files import find_course
from course.loading.library import Library
from course.marking import key_response
from course.rooms.codes import hashed
from course.rooms.lead import Lead, lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.serving import Serving, listening
from course.sessions.events import Asking
from course.sessions.live.events import RoomOpened, SeatTaken
from course.sessions.live.sheet import numbered
from course.tui.host import HostApp
from tests.chromium import FLAGS, PROGRAM
from tests.pictures.take import keep, settled

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

HERE = Path(__file__).parent
QUIZ = "the-ietf"
PUPILS = (
    "Amina Björn Chidi Dilnoza Emre Fatou Giulia Hiro Ines João Kofi Lena Mateo Noor Olena"
    " Priya Quang Rosa Sami Tariq Ume Valentina Wanjiru"
)


@asynccontextmanager
async def chromium() -> AsyncIterator["Browser"]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield opened
        await opened.close()


class Held:
    """A class on one quiz, with its server on this machine and its screen."""

    def __init__(self) -> None:
        quiz = Library(find_course()).quiz(QUIZ)
        bank = {question.id: question for question in quiz.questions}
        store = MemoryRooms()
        opened = RoomOpened(
            kind="quiz",
            of=f"quiz:{QUIZ}",
            course="internet-governance",
            title=quiz.title,
            code="RFC728",
            teacher=hashed("secret"),
            seed="4",
            asked=tuple(Asking(question.id, question.revision) for question in bank.values()),
        )
        store.open("room", opened, utc_now())
        bound, self.address = listening("127.0.0.1", 0)
        server = ClassServer(store, bank, [self.address.url])
        self.room: OpenRoom = server.room("room")
        self.question = next(iter(bank.values()))
        # The pictures show an address that is nobody's.
        way = way_into(self.room, "http://192.0.2.7:8050", None)
        self.app = HostApp(Lead(self.room), way, Serving(server.application(), bound))

    async def come(self) -> None:
        """Everybody but the phone that is looked at."""
        for name in PUPILS.split():
            await self.room.do(SeatTaken(name, name, name))

    async def vote(self, right: int) -> None:
        """So many choose the key, the others this and that."""
        key = numbered(self.question, self.room.room.opened.seed, key_response(self.question))  # type: ignore[arg-type]
        others = [option for option in "1234" if option != key]
        round_ = len(self.room.room.ballots[self.question.id].rounds)
        for place, name in enumerate(PUPILS.split()):
            answer = key if place < right else others[place % 3 % (2 if place % 2 else 3)]
            await self.room.vote(name, self.question.id, round_, answer, f"{name}{round_}")

    async def do(self, verb: str) -> None:
        await lead(self.room, verb)


async def a_phone(browser: "Browser", held: Held, scheme: str) -> "Page":
    context = await browser.new_context(
        viewport={"width": 390, "height": 780},
        color_scheme=scheme,  # type: ignore[arg-type]
        is_mobile=True,
    )
    page = await context.new_page()
    await page.goto(f"{held.address.url}/#RFC728")
    await page.get_by_label("Your name").fill({"light": "Yara", "dark": "Zoë"}[scheme])
    await page.get_by_role("button", name="Join").click()
    await page.get_by_text("Wait for the first question").wait_for()
    return page


async def take_class() -> None:
    """A class at the door, and after it has talked and voted again; two of its phones."""
    held = Held()
    async with chromium() as browser, held.app.run_test(size=(110, 34)) as pilot:
        await held.come()
        light, dark = [await a_phone(browser, held, scheme) for scheme in ("light", "dark")]
        await settled(pilot)
        keep(held.app, "host-door")
        await held.do("put")
        await held.vote(9)
        await choose(light, 1)
        await choose(dark, 1)
        await light.screenshot(path=HERE / "phone.png")
        await held.do("again")
        await held.vote(19)
        for page in (light, dark):
            await page.get_by_text("once more").wait_for()
            await choose(page, 2)
        await held.do("show")
        await dark.get_by_text("Before the discussion").wait_for()
        await dark.screenshot(path=HERE / "phone-result.png")
        await settled(pilot)
        keep(held.app, "host")


async def choose(page: "Page", place: int) -> None:
    await page.locator(".option").nth(place).click()
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Answer stored").wait_for()
