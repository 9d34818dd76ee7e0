"""Lesson: go on with one key, look up what it rests on, come back to the very section."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from course.errors import CourseError
from course.progress.store import MemoryStore
from course.sessions.events import SectionOpened, SectionRead
from course.study import Study
from course.tui import links
from course.tui.app import CourseApp
from course.tui.beside import Beside
from course.tui.block_view import BlockView
from course.tui.chrome import KeyLine, TitleLine
from course.tui.passage import Passage
from course.tui.rows import RowList
from course.tui.screens.glossary import GlossaryScreen
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from tests.tui.conftest import Clock, a_study, told, wait_for

SIZES = [(80, 24), (100, 30), (200, 60)]


def lesson_of(app: CourseApp) -> LessonScreen:
    assert isinstance(app.screen, LessonScreen)
    return app.screen


async def opened(pilot: Pilot[Any]) -> LessonScreen:
    app = pilot.app
    await wait_for(pilot, lambda: isinstance(app.screen, LessonScreen), "the lesson opens")
    screen = app.screen
    assert isinstance(screen, LessonScreen)
    await wait_for(pilot, lambda: screen.query("Passage > *"), "the text is there")
    await pilot.pause()
    return screen


def text(screen: LessonScreen) -> str:
    """What the passage says."""
    return "\n".join(str(child.render()) for child in screen.query_one(Passage).children)


def rows(screen: LessonScreen, where: str) -> str:
    """What a list of the screen says."""
    found = screen.query_one(where, RowList)
    return "\n".join(found.render_line(y).text.rstrip() for y in range(found.size.height))


def in_question(pilot: Pilot[Any]) -> bool:
    return type(pilot.app.screen).__name__ == "QuestionScreen"


async def turn(pilot: Pilot[Any], screen: LessonScreen, place: int) -> None:
    """Press Enter until a section is shown, passing over the questions."""
    for _ in range(30):
        if screen.place == place and pilot.app.screen is screen:
            break
        await pilot.press("escape" if in_question(pilot) else "enter")
        await pilot.pause()
    assert screen.place == place
    await pilot.pause()


def events(store: MemoryStore) -> list[object]:
    return [one.event for _, one in store.read("ada", "small")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_section_opens_and_its_place_is_kept(
    study: Study, store: MemoryStore, size: tuple[int, int]
) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "Late in the evening the chair asked for a Hum¹." in text(screen)
        title = screen.query_one(TitleLine)
        assert title.left.plain == "1.1 · First light"
        assert title.right.plain.startswith("section 1 of 3")
        assert events(store) == [SectionOpened("first-light", "the-night")]
        passage = screen.query_one(Passage)
        assert passage.size.width <= 90


async def test_enter_turns_the_page_before_the_section(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(60, 12)) as pilot:
        screen = await opened(pilot)
        passage = screen.query_one(Passage)
        await pilot.press("enter")
        await pilot.pause()
        assert (screen.place, passage.scroll_offset.y > 0) == (0, True)
        await pilot.press("home")
        assert passage.scroll_offset.y == 0
        await pilot.press("down", "down", "up")
        assert passage.scroll_offset.y == 1


async def test_enter_asks_an_open_question_before_it_goes_on(
    study: Study, store: MemoryStore
) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter")
        await wait_for(pilot, lambda: in_question(pilot), "the question is put")
        assert study.progress.open_attempts
        # A pause there does not stop the reading.
        await pilot.press("escape")
        await wait_for(pilot, lambda: pilot.app.screen is screen, "back in the lesson")
        await pilot.press("enter")
        await wait_for(pilot, lambda: screen.place == 1, "the next section")
        assert SectionRead("first-light", "the-night") in events(store)
        assert events(store)[-1] == SectionOpened("first-light", "in-figures")


async def test_an_answered_question_says_so_and_is_not_asked_again(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter")
        await wait_for(pilot, lambda: in_question(pilot), "the question is put")
        await pilot.press("2", "enter")
        for _ in range(5):
            if in_question(pilot):
                await pilot.press("enter")
                await pilot.pause()
        assert study.is_checked("first-light", "the-night", "was-it-a-vote")
        await wait_for(pilot, lambda: "✓ STOP AND THINK" in text(screen), "the sign of it")
        await pilot.press("enter")
        await wait_for(pilot, lambda: screen.place == 1, "the next section")


async def test_a_question_can_be_clicked(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        view = next(view for view in screen.query(BlockView) if view.check)
        await pilot.click(view, offset=(4, 1))
        await wait_for(pilot, lambda: in_question(pilot), "the question is put")


async def test_backspace_goes_back_and_reading_is_not_undone(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await turn(pilot, screen, 1)
        await pilot.press("backspace")
        assert screen.place == 0
        await pilot.press("backspace")
        assert screen.place == 0
        assert "✓ The night" in rows(screen, "#outline")


async def test_the_next_start_resumes_at_the_very_section(
    study: Study, store: MemoryStore, course_folder: Path, clock: Clock
) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        await turn(pilot, await opened(pilot), 1)
    later = a_study(course_folder, store, clock)
    async with CourseApp(later).run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        assert (await opened(pilot)).section_id == "in-figures"


async def test_the_end_offers_the_quiz_first(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await turn(pilot, screen, 3)
        await wait_for(pilot, lambda: screen.query(".next"), "what is next")
        assert "You have read First light." in text(screen)
        assert screen.query_one(TitleLine).right.plain.startswith("read to the end")
        await wait_for(pilot, lambda: screen.query_one(".next").has_focus, "the choice")
        assert rows(screen, ".next").split("\n") == [
            "▸ Check yourself  11 questions · about 11 min",
            "  Read 1.2 Second thoughts",
            "  Go home",
        ]
        assert not screen.is_active or screen.check_action("beside", ()) is False
        await pilot.press("enter")
        await wait_for(pilot, lambda: in_question(pilot), "the quiz opens")
        # The lesson was left for it: what is paused leads home.
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, HomeScreen), "home")


async def test_the_end_leads_to_the_next_lesson_and_home(study: Study) -> None:
    for section in ("morning", "noon"):
        study.open_section("second-thoughts", section)
    async with CourseApp(study, lesson="second-thoughts").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await turn(pilot, screen, 2)
        await wait_for(pilot, lambda: screen.query(".next"), "what is next")
        await wait_for(pilot, lambda: screen.query_one(".next").has_focus, "the choice")
        assert rows(screen, ".next").split("\n") == ["▸ Read 2.1 Far away", "  Go home"]
        await pilot.press("enter")
        await wait_for(pilot, lambda: lesson_of_id(pilot) == "far-away", "the next lesson")
        await pilot.pause()
        far = await opened(pilot)
        await turn(pilot, far, 1)
        await wait_for(pilot, lambda: far.query(".next"), "what is next")
        await wait_for(pilot, lambda: far.query_one(".next").has_focus, "the choice")
        await pilot.press("end", "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, HomeScreen), "home")


def lesson_of_id(pilot: Pilot[Any]) -> str | None:
    screen = pilot.app.screen
    return screen.entry.id if isinstance(screen, LessonScreen) else None


@pytest.mark.parametrize("size", SIZES)
async def test_sources_stand_beside_the_text(study: Study, size: tuple[int, int]) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=size) as pilot:
        screen = await opened(pilot)
        passage, beside = screen.query_one(Passage), screen.query_one(Beside)
        width = passage.size.width
        await pilot.press("s")
        await pilot.pause()
        assert beside.kind == "sources"
        said = " ".join(rows(screen, "Beside RowList").split())
        assert "¹ On Consensus and Humming in the IETF Pete Resnick, IETF, 2014" in said
        assert "https://www.rfc-editor.org" in said
        assert not passage.region.overlaps(beside.region)
        assert passage.size.width == width or size[0] > 130
        await pilot.press("s")
        assert beside.kind is None
        assert passage.has_focus


async def test_keys_told_are_those_of_the_panel_while_it_is_open(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test() as pilot:
        screen = await opened(pilot)
        told = screen.query_one(KeyLine)
        assert "Enter go on" in str(told.render())
        await pilot.press("s")
        await pilot.pause()
        assert "Enter open it" in str(told.render())
        assert "Esc close" in str(told.render())
        assert "go on" not in str(told.render())
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one(Beside).kind is None
        assert "Esc home" in str(told.render())


async def test_sources_tell_when_they_were_checked(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(200, 60)) as pilot:
        screen = await opened(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert "first-hand · checked 2026-11-24" in rows(screen, "Beside RowList")
        assert "second-hand · checked 2026-11-20" in rows(screen, "Beside RowList")


async def test_words_are_explained_beside_the_text(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(200, 60)) as pilot:
        screen = await opened(pilot)
        await pilot.press("g")
        await pilot.pause()
        said = rows(screen, "Beside RowList")
        assert "▸ Hum" in said
        assert "Request for Comments" in said
        # Enter opens the glossary at the word, and Esc leads back to the reading.
        await pilot.press("enter")
        await wait_for(pilot, lambda: pilot.app.screen is not screen, "the glossary")
        assert isinstance(pilot.app.screen, GlossaryScreen)
        assert pilot.app.screen.term is not None
        assert pilot.app.screen.term.id == "hum"
        await pilot.press("escape")
        await wait_for(pilot, lambda: pilot.app.screen is screen, "the lesson")
        await pilot.press("escape")
        assert screen.query_one(Beside).kind is None


async def test_a_click_on_a_mark_opens_its_source(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(200, 60)) as pilot:
        screen = await opened(pilot)
        view = screen.query(BlockView).first()
        line = str(view.render()).split("\n")[0]
        await pilot.click(view, offset=(line.index("¹"), 0))
        await pilot.pause()
        assert screen.query_one("Beside RowList", RowList).chosen == "humming"
        await pilot.click(view, offset=(line.index("Hum"), 0))
        await pilot.pause()
        assert screen.query_one(Beside).kind == "terms"
        assert screen.query_one("Beside RowList", RowList).chosen == "hum"


async def test_enter_on_a_source_follows_its_address(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[str] = []
    monkeypatch.setattr("course.tui.desk.follow", lambda app, url: followed.append(url))
    async with CourseApp(study, lesson="first-light").run_test(size=(200, 60)) as pilot:
        screen = await opened(pilot)
        await pilot.press("s", "down", "enter")
        await pilot.pause()
        assert followed == ["https://example.org/record"]
        assert screen.query_one(Beside).kind == "sources"


async def test_links_in_the_text_stand_among_the_sources(course_folder: Path, clock: Clock) -> None:
    path = course_folder / "lessons" / "01-light" / "first-light.yaml"
    path.write_text(
        path.read_text().replace("Two things followed", "[Here](https://example.org/here) it is")
    )
    study = a_study(course_folder, MemoryStore(), clock)
    async with CourseApp(study, lesson="first-light").run_test(size=(200, 60)) as pilot:
        screen = await opened(pilot)
        view = screen.query(BlockView).first()
        lines = str(view.render()).split("\n")
        y = next(y for y, line in enumerate(lines) if line.startswith("Here"))
        await pilot.click(view, offset=(1, y))
        await pilot.pause()
        beside = screen.query_one("Beside RowList", RowList)
        assert beside.chosen == "https://example.org/here"
        assert "https://example.org/here" in rows(screen, "Beside RowList")


async def test_escape_closes_the_panel_first(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("s", "escape")
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, HomeScreen), "home")


async def test_the_outline_folds_away_and_comes_back(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        outline = screen.query_one("#outline", RowList)
        assert not outline.region
        await pilot.press("o")
        await pilot.pause()
        assert outline.has_focus and outline.region
        assert "▸ ○ The night" in rows(screen, "#outline")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert (screen.place, bool(outline.region)) == (1, False)
        await pilot.press("o", "o")
        await pilot.pause()
        assert not outline.region
        await pilot.press("o", "escape")
        await pilot.pause()
        assert not outline.region and pilot.app.screen is screen
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert outline.region
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not outline.region


async def test_the_outline_leads_everywhere_by_mouse(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        lines = rows(screen, "#outline").split("\n")

        async def click(what: str) -> None:
            y = next(y for y, line in enumerate(lines) if what in line)
            await pilot.click("#outline", offset=(6, y + 1))
            await pilot.pause()

        await click("Afterwards")
        assert screen.section_id == "afterwards"
        await click("The night")
        await click("2 sources")
        assert screen.query_one(Beside).kind == "sources"
        await pilot.press("escape")
        await click("Hum, RFC")
        assert screen.query_one(Beside).kind == "terms"
        await pilot.press("escape")
        await click("Check yourself")
        await wait_for(pilot, lambda: in_question(pilot), "the quiz opens")


async def test_a_diagram_can_be_told_in_words(study: Study) -> None:
    async with CourseApp(study, lesson="first-light").run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        assert "in words" not in screen.query_one(KeyLine).render().plain
        await pilot.press("w")
        await turn(pilot, screen, 1)
        assert "question --> hum" in text(screen)
        assert "in words" in screen.query_one(KeyLine).render().plain
        await pilot.press("w")
        assert "A question leads to a hum" in text(screen)
        await pilot.press("w")
        assert "question --> hum" in text(screen)


async def test_the_whole_lesson_by_mouse_alone(study: Study) -> None:
    async with CourseApp(study, lesson="second-thoughts").run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot)
        screen._offered.add("what-was-asked")
        onward = screen.query_one(Passage).children[-1]
        assert str(onward.render()) == "Next  Noon"
        await pilot.click(onward, offset=(7, 0))
        await wait_for(pilot, lambda: screen.place == 1, "the next section")
        shown = screen.query_one(KeyLine).render().plain
        await pilot.click(KeyLine, offset=(2 + shown.index("back"), 1))
        await wait_for(pilot, lambda: screen.place == 0, "the section before")
        await pilot.pause()
        shown = screen.query_one(KeyLine).render().plain
        await pilot.click(KeyLine, offset=(2 + shown.index("home"), 1))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, HomeScreen), "home")


async def test_a_passage_looked_up_from_a_question_changes_nothing(
    study: Study, store: MemoryStore
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        app.push_screen(LessonScreen(study, "first-light", "in-figures", back=True))
        screen = await opened(pilot)
        assert screen.section_id == "in-figures"
        assert "v back" in screen.query_one(KeyLine).render().plain
        await pilot.press("backspace")
        for _ in range(5):
            if pilot.app.screen is screen:
                await pilot.press("enter")
                await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert events(store) == []


async def test_v_leads_back_to_the_question(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        app.push_screen(LessonScreen(study, "first-light", "the-night", back=True))
        await opened(pilot)
        await pilot.press("s", "v")
        await wait_for(pilot, lambda: isinstance(app.screen, HomeScreen), "where one came from")


async def test_a_lesson_that_is_broken_is_told_and_home_stays(
    course_folder: Path, clock: Clock
) -> None:
    study = a_study(course_folder, MemoryStore(), clock)
    assert study.catalogue.lessons
    (course_folder / "lessons" / "02-shade" / "far-away.yaml").write_text("title: [")
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down", "end", "enter")
        await wait_for(pilot, lambda: told(app), "what is wrong")
        assert isinstance(app.screen, HomeScreen)


async def test_a_broken_glossary_does_not_stop_the_reading(
    course_folder: Path, clock: Clock
) -> None:
    study = a_study(course_folder, MemoryStore(), clock)
    assert study.catalogue.lessons
    (course_folder / "lessons" / "glossary.yaml").write_text("terms: [")
    async with CourseApp(study, lesson="first-light").run_test(notifications=True) as pilot:
        screen = await opened(pilot)
        assert "asked for a hum¹" in text(screen)
        await pilot.press("g")
        await wait_for(pilot, lambda: told(pilot.app), "what is wrong")


async def test_an_unknown_lesson_is_an_error_in_words(study: Study) -> None:
    with pytest.raises(CourseError):
        LessonScreen(study, "no-such-lesson")


@pytest.mark.parametrize("window", [True, False])
async def test_addresses_are_opened_or_copied(
    study: Study, monkeypatch: pytest.MonkeyPatch, window: bool
) -> None:
    done: list[str] = []
    app = CourseApp(study)
    monkeypatch.setattr(links, "_has_window", lambda: window)
    monkeypatch.setattr(app, "open_url", lambda url: done.append(f"open {url}"))
    monkeypatch.setattr(app, "copy_to_clipboard", lambda url: done.append(f"copy {url}"))
    async with app.run_test(notifications=True) as pilot:
        links.follow(app, "https://example.org/[b]")
        links.follow(app, "file:///etc/passwd")
        await wait_for(pilot, lambda: "https://example.org/[b]" in told(app), "the address")
    assert done == [f"{'open' if window else 'copy'} https://example.org/[b]"]


def test_text_browsers_are_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    def missing() -> webbrowser.BaseBrowser:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    assert not links._has_window()
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser("firefox"))
    assert links._has_window()
    monkeypatch.setattr(webbrowser, "get", missing)
    assert not links._has_window()
