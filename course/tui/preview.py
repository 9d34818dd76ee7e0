"""The program that shows a file as the learner will see it, anew at each save."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.content import Content
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input, Static

from course.content.course import Quiz
from course.errors import CourseError
from course.loading.reports import full
from course.previewing import Preview
from course.sessions.events import Moved
from course.tui.alone import AloneApp
from course.tui.attempt_page import AttemptPage
from course.tui.page import Page
from course.tui.screens.exercise import ExerciseScreen
from course.tui.screens.glossary import GlossaryScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.paper import PaperScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.scenario import ScenarioScreen

MOST = 3
"""Faults that are shown at once; the rest comes when these are mended."""


UNTOLD = 400
"""Milliseconds after which a save shows that no file system told of: before it was asked to, or
one on a network."""


class Faults(Static):
    """What is wrong with what was saved, below the last version that could be shown."""

    DEFAULT_CSS = """
    Faults {
        dock: bottom;
        height: auto;
        max-height: 60%;
        padding: 0 1;
        background: $surface;
        border-top: heavy $error;
    }
    """


class PreviewApp(AloneApp):
    """See the module.

    Args:
        preview: What is shown.
        driver: How to talk to the terminal; Textual's own way unless given.
    """

    def __init__(self, preview: Preview, driver: type[Driver] | None = None) -> None:
        super().__init__(preview.study, lambda: self._fresh(None), driver)
        self.preview = preview
        self.title = preview.file.name
        self._stop = asyncio.Event()

    def on_mount(self) -> None:
        """Look out for the next save of what is open."""
        self.run_worker(self._watch(), exclusive=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """Let go of the folders."""
        self._stop.set()

    async def _watch(self) -> None:
        from watchfiles import awatch

        folders = [str(folder) for folder in self.preview.folders]
        saves = awatch(
            *folders,
            step=20,
            debounce=200,
            stop_event=self._stop,
            rust_timeout=UNTOLD,
            yield_on_timeout=True,
        )
        async for changes in saves:
            told = any(Path(name).suffix == ".yaml" for _change, name in changes)
            if told or self.preview.is_stale:
                await self.renew()

    async def renew(self) -> None:
        """Show what was saved, or what is wrong with it."""
        for shown in self.screen.query(Faults):
            await shown.remove()
        if faults := self.preview.renew():
            text = "\n".join(full(fault) for fault in faults[:MOST])
            await self.screen.mount(Faults(Content(text)))
            return
        place = self._place()
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        await self.switch_screen(self._fresh(place))

    def _place(self) -> "Screen[Any]":
        """What the author is looking at."""
        return next(
            (page for page in reversed(self.screen_stack) if isinstance(page, _SHOWN)), self.screen
        )

    def _fresh(self, was: "Screen[Any] | None") -> Page[Any]:
        """The file as it is now, where the author was in it."""
        study, file = self.study, self.preview.file
        match file.kind:
            case "lesson":
                return self._read(was)
            case "quiz":
                return self._quiz(was)
            case "scenario":
                return ScenarioScreen(study, file.id)
            case "paper":
                papers = study.catalogue.papers
                return PaperScreen(study, next(one for one in papers if one.id == file.id))
            case "glossary":
                if isinstance(was, GlossaryScreen):
                    term = was.term.id if was.term else None
                    return GlossaryScreen(study, term, was.query_one("#filter", Input).value)
                return GlossaryScreen(study)
            case _:
                screen = ExerciseScreen(study, file.id)
                if isinstance(was, ExerciseScreen):
                    screen.set_reactive(ExerciseScreen.at, min(was.at, len(screen.sheets) - 1))
                return screen

    def _read(self, was: "Screen[Any] | None") -> Page[Any]:
        base = self.screen_stack[1] if len(self.screen_stack) > 1 else was
        section = base.section_id if isinstance(base, LessonScreen) else None
        screen = LessonScreen(self.study, self.preview.file.id, section)
        if isinstance(base, LessonScreen):
            scroll = base.query_one("#text").scroll_y
            self.call_after_refresh(
                lambda: self.call_after_refresh(lambda: _scroll(screen, scroll))
            )
        return screen

    def _quiz(self, was: "Screen[Any] | None") -> Page[Any]:
        quiz = self.preview.model
        assert isinstance(quiz, Quiz), "it is the file of one"
        attempt = self.study.begin(
            f"quiz:{self.preview.file.id}", "practice", quiz.questions, "preview"
        )
        if isinstance(was, AttemptPage) and was.attempt.current != attempt.current:
            here = was.attempt.current
            with suppress(CourseError):
                if here in attempt.questions:
                    attempt = self.study.do(attempt, Moved(attempt.id, here))
        return QuestionScreen(self.study, attempt)


_SHOWN = (
    LessonScreen, AttemptPage, ScenarioScreen, ExerciseScreen, GlossaryScreen, PaperScreen
)  # fmt: skip


def _scroll(screen: LessonScreen, to: float) -> None:
    with suppress(Exception):
        screen.query_one("#text").scroll_to(y=to, animate=False)
