"""Takes the README's pictures of a report: `uv run python -m tests.pictures.a_report`.

A class of 34 answers a real quiz, the strong better than the weak and one question against them.
"""

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import async_playwright

from course.content.questions import AnyQuestion, Response, keyed
from course.loading.files import find_course
from course.loading.library import Library
from course.marking import key_response, mark
from course.report.findings import Findings, findings
from course.report.page import page
from course.report.telling import told
from course.rooms.memory import MemoryRooms
from course.rooms.store import Entry
from course.sessions.events import Asking
from course.sessions.live.events import (
    BallotClosed,
    BallotOpened,
    ResultShown,
    RoomEvent,
    RoomOpened,
    SeatTaken,
    Voted,
)
from course.tui.report import ReportApp
from tests.pictures.take import HERE, keep

QUIZ, PEOPLE, AGAINST = "fourteen-days", 34, 3
BEGAN = datetime(2026, 11, 25, 9, tzinfo=UTC)


def a_class(library: Library) -> MemoryRooms:
    """The room with everything that happened in it."""
    quiz, chance = library.quiz(QUIZ), random.Random(1)
    asked = tuple(Asking(question.id, question.revision) for question in quiz.questions)
    opened = RoomOpened(
        "quiz", f"quiz:{QUIZ}", library.catalogue.id, quiz.title, "RFC728", "0" * 64, "s", asked
    )
    store = MemoryRooms()
    store.open("room", opened, BEGAN)
    events = list(happened(quiz.questions, chance))
    store.append("room", [Entry(event, BEGAN + timedelta(seconds=1)) for event in events])
    return store


def happened(questions: tuple[AnyQuestion, ...], chance: random.Random) -> Iterator[RoomEvent]:
    able = [chance.gauss(0.6, 0.22) for _ in range(PEOPLE)]
    for n in range(PEOPLE):
        yield SeatTaken(f"s{n:02}", f"Student {n}", "0" * 64)
    for place, question in enumerate(questions):
        yield BallotOpened(question.id, 1)
        ease = chance.uniform(-0.25, 0.3)
        for n, skill in enumerate(able):
            likely = 0.75 - skill / 2 if place == AGAINST else skill + ease
            if chance.random() < 0.04:
                continue
            said = answered(question, chance, right=chance.random() < likely)
            if said is not None:
                earned = mark(question, said).fraction or Fraction(0)
                yield Voted(f"s{n:02}", question.id, 1, said, earned, f"{place}/{n}")
        yield BallotClosed(question.id, 1)
        yield ResultShown(question.id)


def answered(question: AnyQuestion, chance: random.Random, *, right: bool) -> Response | None:
    key = key_response(question)
    if right or key is None:
        return key
    match question.type:
        case "single":
            wrong = [each for each in keyed(question.choices) if each != key]
            return chance.choices(wrong, [5, 2, 0.3][: len(wrong)])[0]
        case "multiple":
            return tuple(sorted(chance.sample(list(keyed(question.choices)), 2)))
        case "true_false":
            return not question.answer
        case "order" if isinstance(key, tuple):
            return (*key[1:3], key[0], *key[3:])
        case "numeric":
            return "89"
        case _:
            return None


def found() -> Findings:
    library = Library(find_course())
    store = a_class(library)
    return findings(store, store.rooms(), library, students=True)


async def take() -> None:
    report = told(found())
    app = ReportApp(lambda names: report)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down", "down", "down")
        await pilot.pause(0.2)
        keep(app, "report")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(page(report, BEGAN), encoding="utf-8")
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            shown = await browser.new_page(viewport={"width": 900, "height": 1180})
            await shown.goto(file.as_uri())
            await shown.screenshot(path=HERE / "report.png")
            await browser.close()


if __name__ == "__main__":
    asyncio.run(take())
