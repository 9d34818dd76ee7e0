"""Somebody sitting before questions: presses keys, clicks, and sees what is shown."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import Any

from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from course.content.questions import AnyQuestion
from course.content.response import Response
from course.sessions.attempt import Attempt
from course.sessions.events import Answered, Asking, AttemptStarted, Event, Mode
from course.sessions.moves import begin
from course.study import Study
from course.tui.app import CourseApp
from course.tui.attempt_page import AttemptPage
from course.tui.screens.question import QuestionScreen
from course.tui.widgets.questions.question_input import QuestionInput
from course.tui.widgets.questions.rows import RowsInput

SMALLEST, LARGE = (80, 24), (200, 60)

CELL = 12.2
"""Width of a character in a picture of the screen."""


def put(study: Study, *questions: AnyQuestion, mode: Mode = "practice", **fields: Any) -> Attempt:
    """An attempt at questions of our own, begun and stored like any other."""
    asked = tuple(Asking(question.id, question.revision) for question in questions)
    head = {"attempt": "attempt", "of": "quiz:first-light", "mode": mode, "seed": "seed"}
    event = AttemptStarted(**{**head, "asked": asked, "tries": 2, **fields})
    now = study.now()
    attempt = begin(event, {question.id: question for question in questions}, now)
    assert attempt is not None
    study.learner.record(event, at=now)
    return attempt


class Sitting:
    """One learner before one screen."""

    def __init__(self, pilot: Pilot[None], study: Study) -> None:
        self.pilot = pilot
        self.study = study

    @property
    def screen(self) -> Screen[Any]:
        """What is on top."""
        return self.pilot.app.screen

    @property
    def page(self) -> QuestionScreen:
        """The question screen, whatever lies above it."""
        found = [s for s in self.pilot.app.screen_stack if isinstance(s, QuestionScreen)]
        return found[-1]

    @property
    def attempt(self) -> Attempt:
        """The attempt as it stands."""
        assert isinstance(self.page, AttemptPage)
        return self.page.attempt

    @property
    def input(self) -> QuestionInput:
        """Where the question is answered."""
        shown = self.page.sheet.input
        assert shown is not None
        return shown

    @property
    def note(self) -> str:
        """The word beside the next step."""
        return said(self.page.note)

    @property
    def next_step(self) -> str:
        """What the next step is called."""
        return said(self.page.proceed)

    @property
    def feedback(self) -> str:
        """What is said of the answer."""
        return self.page.sheet.feedback

    @property
    def events(self) -> list[Event]:
        """Everything that was stored of the attempt."""
        return [recorded.event for recorded in self.study.learner.history("attempt")]

    @property
    def responses(self) -> list[Response]:
        """Every answer that was stored, in order."""
        return [event.response for event in self.events if isinstance(event, Answered)]

    async def press(self, *keys: str) -> None:
        """Press keys and let the program do what they mean."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def settle(self) -> None:
        """Let everything come to rest."""
        for _ in range(3):
            await self.pilot.pause()

    async def click(self, widget: Any, x: int = 3, y: int = 0) -> None:
        """Click somewhere in a widget."""
        await self.pilot.click(widget, offset=(x, y))
        await self.settle()

    async def click_row(self, key: str, within: RowsInput | None = None) -> None:
        """Click the row of an option, an entry or a choice."""
        rows = within or self.input
        assert isinstance(rows, RowsInput)
        lines = rows.render().keys(rows.content_size.width)
        await self.click(rows, 10, lines.index(key))

    async def proceed(self) -> None:
        """Click the next step."""
        await self.click(self.page.proceed)

    def shown(self) -> str:
        """All text on the screen, a line a line."""
        return text_of(self.pilot.app)


@asynccontextmanager
async def sitting(
    study: Study, attempt: Attempt, size: tuple[int, int] = SMALLEST
) -> AsyncIterator[Sitting]:
    """The program with an attempt opened in it."""
    app = CourseApp(study, attempt=attempt)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        person = Sitting(pilot, study)
        await person.settle()
        yield person


def said(widget: Static) -> str:
    """The text of a widget."""
    content = widget.content
    assert isinstance(content, Content)
    return content.plain


def text_of(app: CourseApp | Any) -> str:
    """All text on the screen, a line a line, as a picture of it has it."""
    lines: dict[str, str] = {}
    found = re.findall(
        r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', app.export_screenshot()
    )
    for x, y, text in found:
        before = lines.get(y, "").ljust(round(float(x) / CELL))
        lines[y] = before + unescape(text).replace("\xa0", " ")
    return "\n".join(lines.values())


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and let everything come to rest; all text on the screen then."""
    await pilot.press(*keys)
    for _ in range(3):
        await pilot.pause()
    return text_of(pilot.app)
