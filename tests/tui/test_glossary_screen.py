"""The glossary on the screen: filtered while one types, each word explained beside the list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from course.study import Study
from course.tui.app import CourseApp
from course.tui.rows import RowList
from course.tui.screens.glossary import GlossaryScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.question import QuestionScreen
from tests.tui.conftest import wait_for
from tests.tui.sitting import LARGE, SMALLEST, text_of


@asynccontextmanager
async def looking(
    study: Study, size: tuple[int, int] = SMALLEST
) -> AsyncIterator[tuple[Pilot[None], GlossaryScreen]]:
    app = CourseApp(study)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await wait_for(pilot, lambda: isinstance(app.screen, GlossaryScreen), "the glossary")
        assert isinstance(app.screen, GlossaryScreen)
        await pilot.pause()
        yield pilot, app.screen


def listed(rows: RowList) -> list[str]:
    return [row.id for row in rows.rows if row.id]


@pytest.mark.parametrize("size", [SMALLEST, (120, 40), LARGE])
async def test_all_words_are_listed_and_the_first_is_explained(
    study: Study, size: tuple[int, int]
) -> None:
    async with looking(study, size) as (pilot, screen):
        assert listed(screen.words) == ["hum", "rfc"]
        shown = text_of(pilot.app)
        assert "▸ Hum" in shown
        assert "A sound by which a room shows how it leans. It counts" in " ".join(shown.split())
        assert "2 words" in shown


async def test_typing_filters_and_the_best_is_explained(study: Study) -> None:
    async with looking(study) as (pilot, screen):
        await pilot.press(*"comments")
        await pilot.pause()
        assert listed(screen.words) == ["rfc"]
        assert "A document of the IETF." in text_of(pilot.app)
        await pilot.press(*"zzz")
        await pilot.pause()
        assert listed(screen.words) == []
        assert "The glossary has no “commentszzz”." in text_of(pilot.app)
        await pilot.press("enter", "f2", "tab", "down")
        assert pilot.app.screen is screen


async def test_enter_opens_the_passage_that_teaches_the_word_and_esc_leads_back(
    study: Study,
) -> None:
    async with looking(study) as (pilot, screen):
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LessonScreen), "the lesson")
        assert isinstance(pilot.app.screen, LessonScreen)
        assert pilot.app.screen.section_id == "the-night"
        await pilot.press("escape")
        await wait_for(pilot, lambda: pilot.app.screen is screen, "the glossary")
        assert screen.term is not None
        assert screen.term.id == "rfc"


async def test_tab_leads_to_related_words(study: Study) -> None:
    async with looking(study) as (pilot, screen):
        assert listed(screen.more) == ["read first-light#the-night", "see rfc", "quiz"]
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert screen.term is not None
        assert screen.term.id == "rfc"
        await pilot.press("tab", "escape", "escape")
        await wait_for(pilot, lambda: pilot.app.screen is not screen, "home")


async def test_a_related_word_that_is_not_listed_ends_the_filter(study: Study) -> None:
    async with looking(study) as (pilot, screen):
        await pilot.press(*"comments")
        await pilot.pause()
        assert listed(screen.more) == ["read first-light#the-night", "see hum", "quiz"]
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert screen.term is not None
        assert screen.term.id == "hum"
        assert listed(screen.words) == ["hum", "rfc"]


async def test_a_quiz_asks_about_the_words_that_are_listed(study: Study) -> None:
    async with looking(study) as (pilot, _screen):
        await pilot.press(*"comments", "f2")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen), "the quiz")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert pilot.app.screen.attempt.of == "chosen:words=comments"
        assert "About “comments”" in text_of(pilot.app)


async def test_a_word_can_be_clicked(study: Study) -> None:
    async with looking(study, (120, 40)) as (pilot, screen):
        await pilot.click(screen.words, offset=(5, 1))
        await pilot.pause()
        assert screen.term is not None
        assert screen.term.id == "rfc"
        await pilot.click(screen.more, offset=(15, 0))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LessonScreen), "the lesson")


async def test_the_whole_glossary_opens_from_a_lesson(study: Study) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: isinstance(app.screen, LessonScreen), "the lesson")
        await pilot.press("G")
        await wait_for(pilot, lambda: isinstance(app.screen, GlossaryScreen), "the glossary")


async def test_where_no_word_stands_the_glossary_itself_opens(study: Study) -> None:
    study.open_section("first-light", "in-figures")
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: isinstance(app.screen, LessonScreen), "the lesson")
        await pilot.press("g")
        await wait_for(pilot, lambda: isinstance(app.screen, GlossaryScreen), "the glossary")
