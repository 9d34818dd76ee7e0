"""Search on the screen: found while one types, opened where it stands, and back again."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from course.progress.store import MemoryStore
from course.sessions.events import Event, NoteWritten
from course.sessions.moves import answer
from course.study import Study
from course.tui.app import CourseApp
from course.tui.rows import RowList
from course.tui.screens.glossary import GlossaryScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.look import LookScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.search import SearchScreen
from course.tui.screens.source import SourceScreen
from tests.tui.conftest import wait_for
from tests.tui.sitting import LARGE, SMALLEST, said, text_of

SIZES = [SMALLEST, (120, 40), LARGE]


class Searching:
    """Somebody before the search screen."""

    def __init__(self, pilot: Pilot[None], screen: SearchScreen) -> None:
        self.pilot = pilot
        self.screen = screen

    async def enter(self, text: str) -> None:
        """Type, and wait for what it finds."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.settle()

    async def settle(self) -> None:
        """Until the newest search has been shown."""
        await self.pilot.app.workers.wait_for_complete()
        for _ in range(3):
            await self.pilot.pause()

    def hits(self) -> list[str]:
        """What was found."""
        rows = self.screen.query_one("#hits", RowList).rows
        return [row.id for row in rows if row.id]

    async def open(self, kind: type[Any]) -> Any:
        """Open what is chosen."""
        await self.pilot.press("enter")
        await wait_for(self.pilot, lambda: isinstance(self.pilot.app.screen, kind), kind.__name__)
        return self.pilot.app.screen


@asynccontextmanager
async def searching(
    study: Study, size: tuple[int, int] = SMALLEST, *keys: str
) -> AsyncIterator[Searching]:
    app = CourseApp(study)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(*keys, "slash")
        await wait_for(pilot, lambda: isinstance(app.screen, SearchScreen), "the search")
        assert isinstance(app.screen, SearchScreen)
        person = Searching(pilot, app.screen)
        await person.settle()
        yield person


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_is_found_with_the_hit_in_sight(
    study: Study, size: tuple[int, int]
) -> None:
    async with searching(study, size) as person:
        assert "questions you have met" in said(person.screen.query_one("#said", Static))
        await person.enter("doubts")
        assert person.hits()[0] == "passage first-light#the-night"
        shown = text_of(person.pilot.app)
        rows = person.screen.query_one("#hits", RowList)
        assert "who had doubts" in rows.render_line(1).text
        assert "▸ passage" in shown
        assert f"{len(person.hits())} found" in shown


async def test_what_was_looked_for_stands_out_without_colour(study: Study) -> None:
    async with searching(study) as person:
        await person.enter("doubts")
        rows = person.screen.query_one("#hits", RowList)
        segments = [s for y in range(2) for s in rows.render_line(y)._segments]
        (hit,) = [segment for segment in segments if segment.text == "doubts"]
        assert hit.style is not None
        assert hit.style.bold
        assert hit.style.underline


async def test_each_kind_opens_where_it_stands_and_leads_back(study: Study) -> None:
    study.learner.record(NoteWritten("first-light#in-figures", "zeppelin"))
    attempt = study.quiz("first-light", seed="s")
    study.do(attempt, answer(attempt, "b"))
    kinds: dict[str, tuple[type[Any], str]] = {
        "term": (GlossaryScreen, "request for comments"),
        "lesson": (LessonScreen, "first light"),
        "passage": (LessonScreen, "in figures"),
        "question": (LookScreen, "delegations signed"),
        "source": (SourceScreen, "Pete Resnick"),
        "note": (LessonScreen, "zeppelin"),
    }
    async with searching(study) as person:
        for kind, (screen, words) in kinds.items():
            person.screen.query_one("#query", Input).value = ""
            await person.enter(words)
            while not person.hits()[0].startswith(kind):
                await person.pilot.press("tab")
                await person.settle()
            await person.open(screen)
            await person.pilot.press("escape")
            await wait_for(person.pilot, lambda: person.pilot.app.screen is person.screen, "back")


async def test_a_passage_opens_at_the_hit_and_the_place_in_the_course_stays(study: Study) -> None:
    study.open_section("far-away", "elsewhere")
    async with searching(study) as person:
        await person.enter("speak before anybody")
        lesson = await person.open(LessonScreen)
        assert lesson.section_id == "the-night"
        views = [view for view in lesson._text._views if view.found_at(60) is not None]
        assert views
        assert study.progress.place == ("far-away", "elsewhere")
        await person.pilot.press("l")
        await wait_for(person.pilot, lambda: not person.pilot.app.screen.back, "reading")  # type: ignore[attr-defined]
        assert study.progress.place == ("first-light", "the-night")


async def test_the_arrows_choose_while_typing_goes_on(study: Study) -> None:
    async with searching(study) as person:
        await person.enter("hum")
        first = person.screen._chosen
        await person.pilot.press("down")
        assert person.screen._chosen != first
        await person.pilot.press("pagedown", "pageup", "up", "up")
        assert person.screen._chosen == first
        await person.enter("m")
        assert person.screen.query_one("#query", Input).value == "humm"


async def test_tab_narrows_to_a_kind_and_counts_stay(study: Study) -> None:
    async with searching(study) as person:
        await person.enter("hum")
        every = person.hits()
        await person.pilot.press("tab")
        await person.settle()
        kinds = {hit.split()[0] for hit in person.hits()}
        assert kinds == {"term"}
        assert "lessons" in text_of(person.pilot.app)
        await person.pilot.press("shift+tab")
        await person.settle()
        assert person.hits() == every


async def test_a_click_narrows_and_a_click_opens(study: Study) -> None:
    async with searching(study, (120, 40)) as person:
        await person.enter("hum")
        line = text_of(person.pilot.app).splitlines()
        y = next(n for n, text in enumerate(line) if "words" in text and "lessons" in text)
        kinds = person.screen.query_one("#kinds")
        x = str(kinds.render()).index("lessons") + 3
        await person.pilot.click(kinds, offset=(x, 0))
        await person.settle()
        assert y > 0
        assert {hit.split()[0] for hit in person.hits()} == {"lesson"}
        await person.pilot.click("#hits", offset=(10, 0))
        await wait_for(
            person.pilot, lambda: isinstance(person.pilot.app.screen, LessonScreen), "the lesson"
        )


async def test_nothing_found_says_what_to_do(study: Study) -> None:
    async with searching(study) as person:
        await person.enter("xylophone")
        shown = said(person.screen.query_one("#said", Static))
        assert "Nothing has “xylophone”." in shown
        assert "Try fewer words" in shown
        assert "Questions are found once you have met them." in shown
        await person.pilot.press("enter", "tab", "down")
        assert person.pilot.app.screen is person.screen


async def test_a_slip_is_forgiven_and_told(study: Study) -> None:
    async with searching(study) as person:
        await person.enter("delegatoins")
        shown = said(person.screen.query_one("#said", Static))
        assert "“delegations” for “delegatoins”" in shown


async def test_a_question_met_meanwhile_is_found_on_the_way_back(study: Study) -> None:
    async with searching(study) as person:
        await person.enter("delegations")
        assert not any(hit.startswith("question") for hit in person.hits())
        attempt = study.quiz("first-light", seed="s")
        study.do(attempt, answer(attempt, "b"))
        await person.open(LessonScreen)
        await person.pilot.press("escape")
        await wait_for(person.pilot, lambda: person.pilot.app.screen is person.screen, "back")
        await person.settle()
        assert "question q-single" in person.hits()


async def test_a_question_can_be_looked_up_from_but_not_a_test(study: Study) -> None:
    for mode, may in (("practice", True), ("test", False)):
        attempt = study.quiz("first-light", mode, seed="s")  # type: ignore[arg-type]
        app = CourseApp(study, attempt=attempt)
        async with app.run_test() as pilot:
            await pilot.pause()
            assert isinstance(app.screen, QuestionScreen)
            await pilot.press("slash")
            await pilot.pause()
            assert isinstance(app.screen, SearchScreen) is may


async def test_searching_stores_nothing(study: Study, store: MemoryStore) -> None:
    async with searching(study) as person:
        await person.enter("hum")
        await person.open(GlossaryScreen)
        await person.pilot.press("escape", "escape")
    events: Callable[[], list[Event]] = lambda: [  # noqa: E731
        one.event for _, one in store.read("ada", "small")
    ]
    assert events() == []
