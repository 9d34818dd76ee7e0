"""Content that tries to be markup is shown as typed, on every screen, and no click on it acts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from course.progress.store import MemoryStore
from course.sessions.events import NoteWritten
from course.sessions.moves import answer
from course.tui.app import CourseApp
from course.tui.block_view import BlockView
from course.tui.chrome import TitleLine
from course.tui.flow import Flow
from course.tui.passage import Passage
from course.tui.rows import RowList
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from tests.tui.conftest import Clock, a_study, wait_for

EVIL = "a[i] [red]r[/red] [@click=app.quit]q[/] [ @click=app.bell]b [/b] $x"


@pytest.fixture
def hostile_folder(course_folder: Path) -> Path:
    """The small course with hostile titles, headings, words and sources."""
    lessons = course_folder / "lessons"
    quoted = f'"{EVIL}"'

    def change(path: Path, *pairs: tuple[str, str]) -> None:
        text = path.read_text()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text)

    change(
        lessons / "course.yaml",
        ("title: A small course", f"title: {quoted}"),
        ("title: Light", f"title: {quoted}"),
    )
    change(
        lessons / "01-light" / "first-light.yaml",
        ("title: First light", f"title: {quoted}"),
        ("heading: The night", f"heading: {quoted}"),
        ("heading: Afterwards", f"heading: {quoted}"),
        ("text: Tell a hum from a vote", f"text: {quoted}"),
        ("Nobody had **counted**", EVIL),
        ('why: "It is short', f'why: "{EVIL} It is short'),
    )
    change(
        lessons / "glossary.yaml",
        ("term: Hum", f"term: {quoted}"),
        ("expansion: Request for Comments", f"expansion: {quoted}"),
        ("definition: A document of the IETF.", f"definition: {quoted}"),
    )
    change(
        lessons / "sources.yaml",
        ("title: On Consensus and Humming in the IETF", f"title: {quoted}"),
        ("publisher: IETF", f"publisher: {quoted}"),
        ("author: Pete Resnick", f"author: {quoted}"),
        ("https://example.org/record", "https://example.org/[@click=app.quit]x[/]"),
    )
    return course_folder


@pytest.fixture
def app(hostile_folder: Path, clock: Clock) -> CourseApp:
    study = a_study(hostile_folder, MemoryStore(), clock)
    assert study.catalogue.broken == 0
    return CourseApp(study)


def said(rows: RowList) -> str:
    return " ".join(
        " ".join(rows.render_line(y).text for y in range(rows.size.height)).replace("▸", "").split()
    )


def everywhere(app: CourseApp) -> Iterator[tuple[int, int]]:
    """A cell in each piece of text of the screen that has a style of its own."""
    width, height = app.size
    for y in range(height):
        before = None
        for x in range(width):
            style = app.screen.get_style_at(x, y)
            if style != before:
                yield x, y
            before = style


async def click_all(pilot: Pilot[Any], app: CourseApp) -> None:
    """Look at every cell: none carries an action; then click where text changes its style."""
    for x, y in everywhere(app):
        assert "@click" not in app.screen.get_style_at(x, y).meta


async def test_home_shows_it_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.screen.query_one(TitleLine).left.plain == EVIL
        assert EVIL in said(app.screen.query_one("#steps", RowList))
        assert said(app.screen.query_one("#lessons", RowList)).count(EVIL[:50]) == 2
        await click_all(pilot, app)
        for x, y in list(everywhere(app)):
            if isinstance(app.screen, HomeScreen) and y not in (0, 38, 39):
                await pilot.click(offset=(x, y))
        assert app.is_running


async def test_a_lesson_shows_it_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("enter")
        await wait_for(pilot, lambda: app.screen.query(BlockView), "the lesson")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        passage = screen.query_one(Passage)
        shown = [child for child in passage.children if child.display]
        texts = [" ".join(str(child.render()).split()) for child in shown]
        assert texts[0] == EVIL
        # The glossary's word stands in the first sentence, the hostile words follow it.
        assert f"asked for a {EVIL}¹. {EVIL}, and" in texts[1]
        assert EVIL in said(screen.query_one("#outline", RowList))
        await click_all(pilot, app)
        await pilot.press("s")
        await pilot.pause()
        sources = said(screen.query_one("Beside RowList", RowList))
        assert f"¹ {EVIL} {EVIL}, {EVIL}, 2014" in sources
        assert "[@click=app.quit]x[/]" in sources
        await click_all(pilot, app)
        await pilot.press("g")
        await pilot.pause()
        words = said(screen.query_one("Beside RowList", RowList))
        assert words.count(EVIL) == 3
        await click_all(pilot, app)


async def test_the_end_of_a_lesson_shows_it_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("enter")
        await wait_for(pilot, lambda: app.screen.query(BlockView), "the lesson")
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        screen.place = 3
        screen.action_go_back()
        await pilot.pause()
        await pilot.press("enter")
        await wait_for(pilot, lambda: screen.query(".next"), "the end")
        await pilot.pause()
        texts = [static.render() for static in screen.query("Passage > Static")]
        plain = " ".join(" ".join(getattr(text, "plain", "").split()) for text in texts)
        assert plain.count(EVIL) == 4
        await click_all(pilot, app)


async def test_the_palette_and_help_show_it_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("ctrl+p")
        await wait_for(pilot, lambda: app.screen.query("OptionList"), "the palette")
        await pilot.press(*"red")
        found: Any = app.screen.query("OptionList").first()
        await wait_for(pilot, lambda: found.option_count >= 3, "places are found")
        prompts = [str(found.get_option_at_index(n).prompt) for n in range(found.option_count)]
        assert all("[@click=app.quit]" in prompt for prompt in prompts[:3])
        await click_all(pilot, app)
        await pilot.press("escape")
        await pilot.press("question_mark")
        await pilot.pause()
        await click_all(pilot, app)


# --- what was found, looked up and written ---


async def test_search_shows_it_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("slash", *"click app", "space", *"quit")
        await app.workers.wait_for_complete()
        await pilot.pause()
        hits = app.screen.query_one("#hits", RowList)
        assert [row.id for row in hits.rows if row.id and row.id.startswith("term")]
        assert said(hits).count("[@click=app.quit]") >= 5
        close_up = app.screen.query_one("#close-up", Static).content
        assert isinstance(close_up, Flow)
        assert "[@click=app.quit]" in close_up.plain
        await click_all(pilot, app)


async def test_the_glossary_shows_it_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("g")
        await wait_for(pilot, lambda: app.screen.query("#words"), "the glossary")
        await pilot.pause()
        assert EVIL[:40] in said(app.screen.query_one("#words", RowList))
        assert EVIL[:40] in said(app.screen.query_one("#more", RowList))
        await click_all(pilot, app)


async def test_what_somebody_typed_is_shown_as_typed(app: CourseApp) -> None:
    places = ("first-light#the-night", "q-single", f"gone#{EVIL}")
    app.study.learner.record(*(NoteWritten(place, f"{EVIL}\n{EVIL}") for place in places))
    attempt = app.study.quiz("first-light", seed="s")
    app.study.do(attempt, answer(attempt, "b"))
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("n")
        await wait_for(pilot, lambda: app.screen.query("#kept"), "the notes")
        await pilot.pause()
        assert said(app.screen.query_one("#kept", RowList)).count(EVIL[:60]) >= 5
        await click_all(pilot, app)
        await pilot.press("home", "enter")
        await wait_for(pilot, lambda: app.screen.query(BlockView), "the lesson")
        await pilot.pause()
        kept = app.screen.query_one(".kept", Static).content
        assert isinstance(kept, Flow)
        assert kept.plain.count(EVIL) == 2
        await click_all(pilot, app)
        await pilot.press("n")
        await wait_for(pilot, lambda: app.screen.query("TextArea"), "the note")
        await pilot.pause()
        assert EVIL in str(app.screen.query_one("#head", Static).content)


async def test_what_to_look_at_again_is_shown_as_typed(app: CourseApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("a")
        await wait_for(pilot, lambda: app.screen.query("#choices"), "the list")
        await pilot.pause()
        assert EVIL[:40] in said(app.screen.query_one("#choices", RowList))
        await click_all(pilot, app)
