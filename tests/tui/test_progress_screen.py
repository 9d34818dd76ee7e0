"""Progress on the screen: charts with their reading, and keys that act on what is weak."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from course.progress.store import MemoryStore
from course.sessions.events import Recorded
from course.study import Study
from course.tui.app import CourseApp
from course.tui.chrome import TitleLine
from course.tui.rows import RowList
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.progress import ProgressScreen
from course.tui.screens.question import QuestionScreen
from course.tui.widgets.charts.panel import Panel
from tests.insight.lives import lived
from tests.tui.conftest import NOW, Clock, a_study, wait_for
from tests.tui.sitting import said, text_of

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture
def log(study: Study) -> list[Recorded]:
    """Two months at the small course."""
    return lived(study.catalogue, NOW, 60)


@pytest.fixture
def months(course_folder: Path, store: MemoryStore, clock: Clock, log: list[Recorded]) -> Study:
    """Somebody with these months behind them."""
    store.append(log)
    return a_study(course_folder, store, clock)


def panel(app: CourseApp, key: str) -> str:
    found = app.screen.query_one(f"#{key}", Panel)
    return found.render().plain


@pytest.mark.parametrize("size", SIZES)
async def test_every_figure_is_drawn_with_its_sentence(
    months: Study, size: tuple[int, int]
) -> None:
    app = CourseApp(months)
    async with app.run_test(size=size) as pilot:
        await pilot.press("p")
        await wait_for(pilot, lambda: isinstance(app.screen, ProgressScreen), "the screen opens")
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        figures = app.screen.figures
        for key, (title, figure) in figures.titled.items():
            if key != "weakest":
                text = panel(app, key)
                assert text.startswith(title)
                assert figure.sentence in " ".join(text.split())
        assert "▂ under 10" in panel(app, "calendar")
        assert "┤" in panel(app, "forecast")
        assert "● quiz" in panel(app, "results")
        assert app.screen.query_one(TitleLine).right.plain.endswith("min")


@pytest.mark.parametrize("size", SIZES)
async def test_somebody_new_reads_that_there_is_too_little(
    study: Study, size: tuple[int, int]
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=size) as pilot:
        await pilot.press("p")
        await pilot.pause()
        text = text_of(app)
        assert "No day of study yet" in text
        assert "Too little is answered yet" in text
        assert "┤" not in text
        assert "▂" not in text
        assert "work on" not in text
        await pilot.press("1", "o", "enter")
        assert isinstance(app.screen, ProgressScreen)


async def test_a_number_takes_up_what_is_weak(months: Study) -> None:
    app = CourseApp(months)
    async with app.run_test() as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        weak = app.screen.figures.weakest.objectives
        assert weak
        kinds = {"Reread": LessonScreen, "Practise": QuestionScreen}
        for place, one in enumerate(weak, 1):
            await pilot.press(str(place))
            wanted = kinds[type(one.advice).__name__]
            await wait_for(pilot, lambda: isinstance(app.screen, wanted), "it is taken up")  # noqa: B023
            await pilot.press("escape")
            await wait_for(
                pilot,
                lambda: isinstance(app.screen, ProgressScreen | HomeScreen),
                "back again",
            )
            if isinstance(app.screen, HomeScreen):
                await pilot.press("p")
                await pilot.pause()


async def test_tab_leads_to_the_weakest_and_enter_takes_up_the_highlighted(months: Study) -> None:
    app = CourseApp(months)
    async with app.run_test() as pilot:
        await pilot.press("p")
        await pilot.pause()
        rows = app.screen.query_one("#weak", RowList)
        assert rows.highlighted is None
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert rows.has_focus
        assert rows.chosen == "1"
        await pilot.press("shift+tab")
        await pilot.pause()
        assert rows.highlighted is None
        await pilot.press("tab", "enter")
        await wait_for(pilot, lambda: not isinstance(app.screen, ProgressScreen), "it is taken up")


async def test_a_click_takes_up_what_was_clicked(months: Study) -> None:
    app = CourseApp(months)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        await pilot.click("#weak", offset=(8, 0))
        await wait_for(pilot, lambda: not isinstance(app.screen, ProgressScreen), "it is taken up")


async def test_recall_is_told_by_objective_and_by_module_again(months: Study) -> None:
    app = CourseApp(months)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        by_module = panel(app, "recall")
        await pilot.press("o")
        await pilot.pause()
        by_objective = panel(app, "recall")
        assert by_objective.count("%") > by_module.count("%")
        assert isinstance(app.screen, ProgressScreen)
        await pilot.press("o")
        await pilot.pause()
        assert panel(app, "recall") == by_module


async def test_a_page_begins_with_a_whole_figure(months: Study) -> None:
    app = CourseApp(months)
    async with app.run_test() as pilot:
        await pilot.press("p")
        await pilot.pause()
        page = app.screen.query_one(VerticalScroll)
        tops, seen = [page.scroll_offset.y], -1
        while page.scroll_offset.y != seen:
            seen = page.scroll_offset.y
            await pilot.press("pagedown")
            await pilot.pause()
            tops.append(page.scroll_offset.y)
        assert tops[-1] == page.max_scroll_y
        figures = [
            w for w in app.screen.query("Panel, .figure") if w.region.y <= 2 + page.size.height
        ]
        assert figures
        await pilot.press("pageup")
        await pilot.pause()
        first = min(
            app.screen.query("Panel, .figure"),
            key=lambda w: abs(w.region.y - page.region.y),
        )
        assert first.region.y == page.region.y
        await pilot.press("home", "down", "down", "up")
        await pilot.pause()
        assert page.scroll_offset.y == 1
        await pilot.press("end")
        await pilot.pause()
        assert page.scroll_offset.y == page.max_scroll_y


async def test_what_was_done_meanwhile_is_shown(months: Study, clock: Clock) -> None:
    app = CourseApp(months)
    async with app.run_test() as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        before = app.screen.figures
        await pilot.press("question_mark")
        await pilot.pause()
        clock.forward(days=3)
        months.read_section("far-away", "elsewhere")
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(app.screen, ProgressScreen), "back again")
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        assert app.screen.figures != before


async def test_escape_leads_home_and_the_palette_knows_the_way(months: Study) -> None:
    app = CourseApp(months)
    async with app.run_test() as pilot:
        names = [command.title for command in app.get_system_commands(app.screen)]
        assert "Progress" in names
        await pilot.press("p", "escape")
        await wait_for(pilot, lambda: isinstance(app.screen, HomeScreen), "Home")


async def test_without_colour_signs_tell_how_much(
    months: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = CourseApp(months)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        text = text_of(app)
        for sign in ("▂", "●", "○", "▇", "█"):
            assert sign in text
        assert said(app.screen.query_one("#weakest-title")).startswith("Weakest")  # type: ignore[arg-type]
