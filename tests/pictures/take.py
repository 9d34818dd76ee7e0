"""Takes the README's pictures from the program itself: `uv run python -m tests.pictures.take`.

Plays a fixed session on the real course with a clock that stands still.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from course.loading.files import find_course
from course.loading.library import Library
from course.marking import key_response
from course.notes import bookmark, write
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.sessions.attempt import Attempt
from course.sessions.events import Moved, Recorded
from course.sessions.moves import answer, following, submit
from course.settings import Effective, Settings
from course.shuffling import options
from course.study import Study
from course.tui.app import CourseApp
from course.tui.page import Page
from tests.insight.lives import lived

HERE = Path(__file__).parent
SIZE = (100, 30)
NOW = datetime(2026, 11, 24, 18, 30, tzinfo=timezone(timedelta(hours=3)))


class Clock:
    def __init__(self) -> None:
        self.now = NOW - timedelta(days=9)

    def __call__(self) -> datetime:
        return self.now


def a_learner(clock: Clock, log: Sequence[Recorded] = ()) -> Study:
    library = Library(find_course())
    numbers = count(1)
    store = MemoryStore()
    store.append(log)
    learner = Learner(store, "ada", library.catalogue.id, clock, lambda: f"{next(numbers):020x}")
    return Study(library, learner, Effective(Settings(certainty=True)))


def studied(study: Study, clock: Clock) -> None:
    """Two lessons read, with their quizzes; the third begun."""
    for days, name, misses in ((0, "fourteen-days", 2), (6, "the-road-there", 3)):
        clock.now = NOW - timedelta(days=9 - days)
        entry = study.catalogue.lesson(name)
        for section in entry.sections:
            study.read_section(name, section.id)
        if entry.quiz:
            take(study, entry.quiz, misses)
    clock.now = NOW
    third = study.catalogue.lesson("who-wanted-what")
    for section in third.sections[:3]:
        study.read_section(third.id, section.id)
    study.open_section(third.id, third.sections[3].id)


def take(study: Study, quiz: str, misses: int) -> None:
    attempt = answered(study, study.quiz(quiz, "test"), misses)
    study.do(attempt, submit(attempt))


def answered(study: Study, attempt: Attempt, misses: int) -> Attempt:
    """Every question of a test answered rightly but the first few, which are passed over."""
    for place, question in enumerate(attempt.questions.values()):
        key = key_response(question)
        if key is not None and place >= misses:
            attempt = study.do(attempt, answer(attempt, key, 2))
        if coming := following(attempt):
            attempt = study.do(attempt, Moved(attempt.id, coming))
    return attempt


def on_to(study: Study, attempt: Attempt, kind: str) -> Attempt:
    """On to the first question of a type."""
    wanted = next(q.id for q in attempt.questions.values() if q.type == kind)
    return attempt if wanted == attempt.current else study.do(attempt, Moved(attempt.id, wanted))


def keep(app: App[Any], name: str) -> None:
    picture = app.export_screenshot(title="course")
    # A picture asks nobody for a font.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


async def settled(pilot: Pilot[Any]) -> None:
    for _ in range(10):
        await pilot.pause(0.05)


async def take_all() -> None:
    clock = Clock()
    study = a_learner(clock)
    studied(study, clock)
    app = CourseApp(study)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        keep(app, "home")
    study.open_section("after-dubai", "fifty-five")
    app = CourseApp(study, lesson="after-dubai")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        keep(app, "lesson")
    attempt = on_to(study, study.quiz("nobodys-internet", seed="4"), "single")
    app = CourseApp(study, attempt=attempt)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        shown = options(attempt.question, attempt.seed)
        await pilot.press(str(shown.index(str(key_response(attempt.question))) + 1))
        await settled(pilot)
        keep(app, "question")
        await pilot.press("enter")
        await settled(pilot)
        keep(app, "answer")
    attempt = study.quiz("after-dubai", "test", seed="4")
    attempt = answered(study, attempt, misses=3)
    app = CourseApp(study, attempt=attempt)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for key in ("f9", "end", "enter"):
            await pilot.press(key)
            await settled(pilot)
        keep(app, "results")
    app = CourseApp(study, begin=lambda home: home.open_scenario("the-last-night"))
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for key in ("enter", *("1", "enter", "enter") * 2, "1"):
            await pilot.press(key)
            await settled(pilot)
        keep(app, "scenario")


NOTED = "fourteen-days#thermometer-and-ballot"
SIZES = (((80, 24), "80x24"), ((120, 40), "120x40"))
"""The smallest terminal that is promised, and a common one."""


def lived_in() -> Study:
    """Ten months of somebody's study, with notes of their own."""
    clock = Clock()
    clock.now = NOW
    catalogue = Library(find_course()).catalogue
    study = a_learner(clock, lived(catalogue, NOW - timedelta(days=2), 300, 0.18))
    write(study, NOTED, "Ask in class: what *was* the vote that was none?")
    write(study, "names#the-top-of-the-tree", "The two letters of a country: see RFC 1591.")
    for place in ("fourteen-days#what-it-meant", "after-dubai#fifty-five"):
        bookmark(study, place)
    return study


def begun() -> Study:
    """Two lessons read, the third begun."""
    clock = Clock()
    study = a_learner(clock)
    studied(study, clock)
    return study


def nobody() -> Study:
    """Somebody who was never here."""
    clock = Clock()
    clock.now = NOW
    return a_learner(clock)


OF_LOOKING: tuple[tuple[str, Callable[[], Study], Callable[[Page[Any]], object], str], ...] = (
    ("first-run", nobody, lambda _home: None, ""),
    ("progress", lived_in, lambda home: home.open_progress(), ""),
    ("search", begun, lambda home: home.open_search("temperature"), ""),
    ("glossary", begun, lambda home: home.open_glossary(words="consensus"), ""),
    ("notes", lived_in, lambda home: home.open_notes(), ""),
    ("note", lived_in, lambda home: home.edit_note(NOTED), ""),
    ("again", lived_in, lambda home: home.open_again(), ""),
    ("settings", begun, lambda home: home.open_settings(), ""),
    ("help", begun, lambda _home: None, "question_mark"),
)
"""Each screen of looking instead of reading: whose it is, how it opens, and a key to press."""


async def take_looking() -> None:
    """Every screen of looking, at both sizes."""
    for name, whose, begin, key in OF_LOOKING:
        for size, called in SIZES:
            app = CourseApp(whose(), begin=begin)
            async with app.run_test(size=size) as pilot:
                await app.workers.wait_for_complete()
                await settled(pilot)
                if key:
                    await pilot.press(key)
                    await settled(pilot)
                keep(app, f"{name}-{called}")


if __name__ == "__main__":
    from tests.pictures.a_class import take_class

    asyncio.run(take_all())
    asyncio.run(take_looking())
    asyncio.run(take_class())
