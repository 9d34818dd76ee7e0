"""An exercise on the screen: page by page, secrets only when asked for."""

from pathlib import Path

import pytest

from course.study import Study
from course.tui.app import CourseApp
from course.tui.rows import RowList
from course.tui.screens.exercise import ExerciseScreen
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from tests.tui.conftest import told, wait_for
from tests.tui.packs import NAME, with_pack
from tests.tui.sitting import pressed, text_of

SIZES = [(80, 24), (120, 40), (200, 60)]
CHAIR = 4
"""The page of the first role."""


@pytest.fixture(autouse=True)
def _pack(course_folder: Path) -> None:
    with_pack(course_folder)


def page(app: CourseApp) -> ExerciseScreen:
    assert isinstance(app.screen, ExerciseScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_pages_are_turned_and_phases_stand_on_the_clock(
    study: Study, size: tuple[int, int]
) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise(NAME))
    async with app.run_test(size=size) as pilot:
        text = await pressed(pilot)
        assert "Exercise · The same night again" in text
        assert "page 1 of 11" in text
        text = await pressed(pilot, "right_square_bracket")
        assert "0:20" in text
        assert "30 min" in text
        assert "Talks" in text
        await pressed(pilot, "left_square_bracket", "left_square_bracket")
        assert page(app).at == 0


async def test_a_secret_is_shown_by_a_key_and_hidden_when_the_page_is_turned(study: Study) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise(NAME))
    async with app.run_test(size=(100, 40)) as pilot:
        await pressed(pilot)
        page(app).at = CHAIR
        text = await pressed(pilot)
        assert "Wants to close." in text
        assert "Press x to show it" in text
        assert "You fly at six." not in text
        text = await pressed(pilot, "x")
        assert "You fly at six." in text
        assert "secret brief shown" in text
        text = await pressed(pilot, "right_square_bracket", "left_square_bracket")
        assert "You fly at six." not in text
        text = await pressed(pilot, "x", "x")
        assert "You fly at six." not in text


async def test_only_roles_have_a_secret_and_only_what_is_possible_has_a_key(study: Study) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise(NAME))
    async with app.run_test(size=(120, 40)) as pilot:
        text = await pressed(pilot)
        assert "secret brief" not in text
        assert "before" not in text
        await pressed(pilot, "x")
        assert not page(app).told_secret
        page(app).at = CHAIR
        text = await pressed(pilot)
        assert "x secret brief" in text
        assert "sources" not in text


async def test_enter_reads_from_the_first_page_to_the_last_and_back_home(study: Study) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise(NAME))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        seen = {0}
        for _ in range(60):
            await pressed(pilot, "enter")
            if isinstance(app.screen, HomeScreen):
                break
            seen.add(page(app).at)
        assert seen == set(range(11))
        assert isinstance(app.screen, HomeScreen)


async def test_sources_and_words_open_beside_the_text(study: Study) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise(NAME))
    async with app.run_test(size=(140, 40)) as pilot:
        await pressed(pilot)
        text = await pressed(pilot, "s")
        assert "The record of the evening" in text
        await pressed(pilot, "escape")
        page(app).at = 3
        text = await pressed(pilot, "g")
        assert "A sound by which a room shows how it" in text


async def test_the_list_of_pages_leads_to_each(study: Study) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise(NAME))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        text = await pressed(pilot, "o")
        assert "  The clerk" in text
        await pressed(pilot, "end", "enter")
        assert page(app).sheet.id == "rubric"


async def test_home_the_palette_and_the_lesson_lead_to_it(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        text = await pressed(pilot, "tab", "end")
        assert "Exercises for a class" in text
        assert "50 min · 3–8 people" in text
        await pressed(pilot, "t")
        await pressed(pilot, "enter")
        assert page(app).exercise == NAME
        await pressed(pilot, "escape")
        await pressed(pilot, "ctrl+p", *(("space" if c == " " else c) for c in "exercise same"))
        await wait_for(pilot, lambda: "The same night" in text_of(app), "the exercise is found")
        await pressed(pilot, "enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ExerciseScreen), "it opens")


async def test_the_end_of_the_lesson_leads_to_it_and_back(study: Study) -> None:
    lesson = study.catalogue.lesson("first-light")
    for section in lesson.sections:
        study.read_section(lesson.id, section.id)
    app = CourseApp(study, lesson=lesson.id)
    async with app.run_test(size=(100, 40)) as pilot:
        await pressed(pilot)
        assert isinstance(app.screen, LessonScreen)
        app.screen.place = len(lesson.sections)
        app.screen._show()
        text = await pressed(pilot)
        assert "For a class: The same night again" in text
        choices = app.screen.query_one(".next", RowList)
        choices.highlight(f"exercise:{NAME}")
        await pressed(pilot, "enter")
        assert page(app).exercise == NAME
        await pressed(pilot, "escape")
        assert isinstance(app.screen, LessonScreen)


async def test_a_pack_that_cannot_be_read_is_told(study: Study) -> None:
    app = CourseApp(study, begin=lambda home: home.open_exercise("nowhere"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "there is no exercise nowhere" in told(app)
