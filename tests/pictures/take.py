"""Takes the README's pictures from the program itself: `uv run python -m tests.pictures.take`.

Plays a fixed session on the real course with a clock that stands still.
"""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from textual.pilot import Pilot

from course.loading.files import find_course
from course.loading.library import Library
from course.marking import key_response
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.sessions.attempt import Attempt
from course.sessions.events import Moved, Recorded
from course.sessions.moves import answer, following, submit
from course.settings import Effective, Settings
from course.shuffling import options
from course.study import Study
from course.tui.app import CourseApp
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


def keep(app: CourseApp, name: str) -> None:
    picture = app.export_screenshot(title="course")
    # A picture asks nobody for a font.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


async def settled(pilot: Pilot[None]) -> None:
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


async def take_progress() -> None:
    """Ten months of somebody's study, on a small screen and on a large one."""
    for size, name in ((SIZE, "progress"), ((200, 60), "progress-large")):
        clock = Clock()
        clock.now = NOW
        study = a_learner(
            clock, lived(Library(find_course()).catalogue, NOW - timedelta(days=2), 300, 0.18)
        )
        app = CourseApp(study, begin=lambda home: home.open_progress())
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            keep(app, name)


async def take_found() -> None:
    """Something looked for, and a word looked up."""
    clock = Clock()
    study = a_learner(clock)
    studied(study, clock)
    app = CourseApp(study, begin=lambda home: home.open_search("temperature"))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await settled(pilot)
        keep(app, "search")
    app = CourseApp(study, begin=lambda home: home.open_glossary(words="consensus"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        keep(app, "glossary")


if __name__ == "__main__":
    asyncio.run(take_all())
    asyncio.run(take_progress())
    asyncio.run(take_found())
