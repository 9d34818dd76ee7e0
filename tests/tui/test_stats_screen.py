"""What a course holds, on the screen: opened module by module."""

import pytest

from course.study import Study
from course.tui.alone import AloneApp
from course.tui.app import CourseApp
from course.tui.page import Page
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.stats import StatsScreen
from tests.tui.sitting import LARGE, SMALLEST, pressed, text_of

SIZES = pytest.mark.parametrize("size", [SMALLEST, LARGE])


def _alone(study: Study) -> AloneApp:
    return AloneApp(study, lambda: StatsScreen(study))


@SIZES
async def test_a_module_opens_to_its_lessons_and_they_to_their_objectives(
    study: Study, size: tuple[int, int]
) -> None:
    async with _alone(study).run_test(size=size) as pilot:
        await pilot.pause()
        shown = text_of(pilot.app)
        module = study.catalogue.modules[0]
        assert module.title in shown
        assert module.lessons[0].title not in shown
        shown = await pressed(pilot, "enter", "down", "enter")
        assert module.lessons[0].title[:20] in shown
        assert module.lessons[0].objectives[0].text[:12] in shown
        assert module.lessons[0].title not in await pressed(pilot, "left", "left", "left")


async def test_what_else_there_is_opens_below(study: Study) -> None:
    async with _alone(study).run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        assert "primary" not in text_of(pilot.app)
        await pilot.press("end", "up", "up")
        for _row in range(12):
            if "primary" in await pressed(pilot, "enter"):
                break
            await pilot.press("up")
        else:
            pytest.fail("no row opened to the sources")


async def test_the_lesson_of_a_row_is_read_and_left_again(study: Study) -> None:
    async with _alone(study).run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        await pressed(pilot, "enter", "down", "v")
        assert isinstance(pilot.app.screen, LessonScreen)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, StatsScreen)
        await pressed(pilot, "escape")
        assert pilot.app.return_value is None
        assert not pilot.app.is_running


async def test_it_opens_from_everywhere_by_its_name(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        names = {command.title for command in app.get_system_commands(app.screen)}
        assert "What the course holds" in names
        assert isinstance(app.screen, Page)
        app.screen.open_stats()
        await pilot.pause()
        assert isinstance(app.screen, StatsScreen)
        await pressed(pilot, "escape")
        assert len(app.screen_stack) == 1
