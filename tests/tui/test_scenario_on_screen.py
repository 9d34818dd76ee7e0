"""Playing a scenario on the screen: scene, choice, outcome, end, and another path."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from course import scenarios
from course.progress.store import MemoryStore, NotStored
from course.sessions.events import (
    Chose,
    Event,
    Recorded,
    ScenarioEnded,
    ScenarioStarted,
    Taken,
    WentOn,
)
from course.study import Study
from course.tui.app import CourseApp
from course.tui.rows import RowList
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.paths import PathsScreen
from course.tui.screens.scenario import ScenarioScreen
from course.tui.screens.unsaved import UnsavedScreen
from tests.tui.cases import CASE, play_through, write_case
from tests.tui.conftest import Clock, a_study, told, wait_for
from tests.tui.sitting import LARGE, SMALLEST, text_of
from tests.tui.test_app import palette


@pytest.fixture(autouse=True)
def _case(course_folder: Path) -> None:
    write_case(course_folder)


class Player:
    """One learner before a scenario."""

    def __init__(self, pilot: Pilot[None], study: Study) -> None:
        self.pilot = pilot
        self.study = study

    @property
    def screen(self) -> object:
        return self.pilot.app.screen

    @property
    def page(self) -> ScenarioScreen:
        return next(s for s in self.pilot.app.screen_stack if isinstance(s, ScenarioScreen))

    @property
    def scene(self) -> tuple[str, str]:
        """The scene at hand and the phase."""
        assert self.page.run is not None
        return self.page.run.scene.id, self.page.run.phase

    @property
    def next_step(self) -> str:
        return str(self.page.query_one("#proceed").render())

    @property
    def note(self) -> str:
        return str(self.page.query_one("#note").render())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(3):
            await self.pilot.pause()

    async def read_on(self) -> None:
        """Enter until there is no more below."""
        while self.next_step.startswith("Read on"):
            await self.press("enter")

    async def choose(self, *numbers: int) -> None:
        """Choices by number, each outcome read."""
        for number in numbers:
            await self.press(str(number), "enter")
            await self.read_on()
            await self.press("enter")

    def shown(self) -> str:
        return text_of(self.pilot.app)


@asynccontextmanager
async def playing(study: Study, size: tuple[int, int] = SMALLEST) -> AsyncIterator[Player]:
    app = CourseApp(study, begin=lambda home: home.open_scenario(CASE))
    async with app.run_test(size=size, notifications=True) as pilot:
        player = Player(pilot, study)
        await player.settle()
        yield player


def events(study: Study) -> list[Event]:
    stored = study.learner.store.read("ada", "small")
    return [recorded.event for _, recorded in stored]


# --- before the first scene ---


async def test_one_is_told_who_one_is_before_it_begins(study: Study) -> None:
    async with playing(study) as player:
        text = player.shown()
        assert "You lead a small delegation and want to be heard¹." in text
        assert "Trust of your region" in text
        assert "0 of 4 endings seen" in text
        assert events(study) == []
        await player.press("enter")
        assert player.scene == ("plates", "choosing")
    assert [type(event) for event in events(study)] == [ScenarioStarted]


async def test_a_page_that_is_taken_away_is_told_no_more(study: Study) -> None:
    async with playing(study) as player:
        page = player.page
        await page.remove_children()
        page.on_resize()  # as when a preview puts a new page in its place
        await player.pilot.pause()
        assert player.pilot.app.return_code is None


# --- a scene ---


async def test_a_number_points_and_enter_takes(study: Study) -> None:
    async with playing(study) as player:
        await player.press("enter")
        await player.read_on()
        assert player.next_step == "Choose  1-3"
        await player.press("enter")
        assert player.note == "Choose first: with a number or the arrows."
        await player.press("1")
        assert (player.scene, player.note) == (("plates", "choosing"), "")
        assert player.next_step == "Do this  Enter"
        await player.press("enter")
        assert player.scene == ("plates", "outcome")
        text = player.shown()
        assert "You  Ask whether this was a vote" in text
        assert "some are glad that you asked" in text
        assert "▲ 10" in text
        assert "50 → ▇▇▇▇▇▇░░░░  60" in text
        assert "20 → ▇▇▇▇░░░░░░  40" in text
        await player.press("enter")
        assert player.scene == ("corridor", "choosing")


async def test_the_arrows_point_as_well(study: Study) -> None:
    async with playing(study) as player:
        await player.press("enter", "down", "down", "enter")
        assert player.page.run is not None
        assert player.page.run.path[-1].choice.id == "wait"


async def test_a_closed_choice_says_why_and_cannot_be_taken(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.choose(2)
        assert "1✗ Offer to speak for all" in player.shown()
        assert "Closed: Nobody heard you ask." in player.shown()
        await player.press("1")
        assert player.note == "This choice is closed."
        await player.press("enter")
        assert player.scene == ("corridor", "choosing")
        await player.press("down", "enter")
        assert player.scene == ("corridor", "outcome")


async def test_a_click_points_and_a_second_one_takes(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.pilot.click("#ways", offset=(10, 0))
        await player.settle()
        assert player.scene == ("plates", "choosing")
        await player.pilot.click("#ways", offset=(10, 0))
        await player.settle()
        assert player.scene == ("plates", "outcome")
        await player.pilot.click("#proceed")
        await player.settle()
        assert player.scene == ("corridor", "choosing")


async def test_low_and_high_are_said_in_words(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter", "3", "enter")
        text = player.shown()
        assert "20 → ▇▇▇▇▇▇▇░░░  70" in text
        assert "70 high" not in text
        await player.press("enter", "1", "enter")
        assert "70 → ▇▇▇▇▇▇▇▇▇░  90 high" in player.shown()
        assert "They want you home." in player.shown()


@pytest.mark.parametrize("size", [SMALLEST, (100, 30), LARGE])
async def test_every_line_of_a_scene_can_be_read_at_any_size(
    study: Study, size: tuple[int, int]
) -> None:
    async with playing(study, size) as player:
        await player.press("enter")
        seen = player.shown()
        while player.next_step.startswith("Read on"):
            await player.press("enter")
            seen += player.shown()
        for words in ("A show of plates", "hands go up", "only names bind", "Strain on your"):
            assert words in seen


async def test_what_is_cited_and_linked_opens_beside_the_story(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter", "s")
        assert "Pete Resnick" in player.shown()
        await player.press("escape")
        assert "Pete Resnick" not in player.shown()
        await player.choose(1)
        await player.press("g")
        assert "Words used here" in player.shown()
        await player.press("g", "w")
        assert "You lead a small delegation" in player.shown()
        await player.press("w")
        assert player.scene == ("corridor", "choosing")


# --- leaving and coming back ---


async def test_leaving_keeps_the_very_scene_and_phase(
    study: Study, course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    async with playing(study) as player:
        await player.press("enter", "1", "enter")
        await player.press("escape")
        assert isinstance(player.screen, HomeScreen)
        assert "PLAY     The plates · 1 choice made" in player.shown()
    again = a_study(course_folder, store, clock)
    async with playing(again) as player:
        assert player.scene == ("plates", "outcome")
        assert "some are glad that you asked" in player.shown()


async def test_an_edited_scenario_goes_on_from_the_last_scene_that_fits(
    study: Study, course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    async with playing(study) as player:
        await player.press("enter")
        await player.choose(1)
    write_case(course_folder, corridor="lobby")
    async with playing(a_study(course_folder, store, clock)) as player:
        assert "This scenario was changed" in told(player.pilot.app)
        assert player.scene == ("plates", "outcome")
        await player.press("enter")
        assert player.scene == ("lobby", "choosing")


async def test_what_cannot_be_stored_is_said_and_changes_nothing(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(events: Sequence[Recorded]) -> int:
        raise NotStored("the disk is full", "make room")

    async with playing(study) as player:
        await player.press("enter", "1")
        with monkeypatch.context() as patch:
            patch.setattr(study.learner.store, "append", full)
            await player.press("enter")
            assert isinstance(player.screen, UnsavedScreen)
            assert player.scene == ("plates", "choosing")
            await player.press("escape")
        await player.press("enter")
        assert player.scene == ("plates", "outcome")


# --- the end ---


async def test_the_end_tells_what_really_happened_and_leads_to_the_passage(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.choose(1, 2)
        assert player.scene == ("signed", "over")
        text = player.shown()
        assert "A signature" in text
        assert "1 of 4 endings seen" in text
        assert "The record says that it was no vote¹." in text
        assert "You asked; so did others²." in text
        assert "Tell a hum from a vote" in text
        assert "The record of the evening" in text
        await player.press("v")
        assert isinstance(player.screen, LessonScreen)
        assert "The night" in player.shown()
        await player.press("escape")
        assert player.scene == ("signed", "over")
    assert ScenarioEnded(run_id(study), CASE, "signed") in events(study)


def run_id(study: Study) -> str:
    return study.progress.played[CASE].run


async def test_a_point_that_the_path_does_not_show_is_not_made(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.choose(2, 2)
        assert player.scene == ("alone", "over")
        assert "You asked; so did others" not in player.shown()


async def test_another_path_is_taken_from_a_scene_of_the_last(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.choose(3, 2)
        await player.press("o")
        assert isinstance(player.screen, PathsScreen)
        text = player.shown()
        assert "3 of 6 scenes · 1 of 4 endings seen" in text
        assert "● Insist on a count" in text
        assert "○ Ask whether this was a vote" in text
        assert "3 that you have not come to" in text
        for unseen in ("You speak for five states", "The floor", "You were called home"):
            assert unseen not in text
        await player.press("enter")
        assert player.scene == ("corridor", "choosing")
        await player.choose(1)
        assert player.scene == ("recalled", "over")
        assert "2 of 4 endings seen" in player.shown()
    started = [event for event in events(study) if isinstance(event, ScenarioStarted)]
    assert [event.taken for event in started] == [(), (Taken("plates", "insist"),)]


async def test_paths_may_be_looked_at_but_not_left_before_the_end(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.choose(1)
        await player.press("o")
        assert "you are here" in player.shown()
        rows = player.pilot.app.screen.query_one(RowList)
        rows.choose()
        await player.settle()
        assert "when this one has ended" in told(player.pilot.app)
        await player.press("escape")
        assert player.scene == ("corridor", "choosing")


async def test_a_scenario_that_has_ended_can_be_played_again(study: Study) -> None:
    play_through(study, "ask", "sign")
    async with playing(study, LARGE) as player:
        assert player.page.run is None
        assert "1 of 4 endings seen" in player.shown()
        await player.press("o")
        assert isinstance(player.screen, PathsScreen)
        await player.press("escape", "n")
        assert player.scene == ("plates", "choosing")
        await player.press("o")
        assert "◐ Ask whether this was a vote" in player.shown()
    assert len([e for e in events(study) if isinstance(e, ScenarioStarted)]) == 2


# --- the way to it ---


async def test_home_shows_it_with_its_lesson(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "◇ Scenario: The plates" in text_of(app)
        app.screen.query_one("#lessons", RowList).highlight(f"scenario:{CASE}")
        app.screen.query_one("#lessons", RowList).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ScenarioScreen)
        await pilot.press("escape")
        await pilot.pause()
        play_through(study, "ask", "sign")
    again = CourseApp(study)
    async with again.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "◆ Scenario: The plates" in text_of(again)
        assert "5 min · 1 of 4 endings" in text_of(again)


async def test_the_end_of_its_lesson_offers_it(study: Study) -> None:
    for section in study.catalogue.lesson("first-light").sections:
        study.read_section("first-light", section.id)
    screen = LessonScreen(study, "first-light")
    screen.place = len(screen.lesson.sections)
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        assert "Play: The plates  5 min" in text_of(app)
        app.screen.query_one(".next", RowList).highlight(f"scenario:{CASE}")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ScenarioScreen)


EVIL = "a[i] [red]r[/red] [@click=app.quit]q[/] $x"


async def test_content_that_tries_to_be_markup_is_shown_as_typed(
    course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    path = write_case(course_folder)
    text = path.read_text(encoding="utf-8")
    for plain in ("The plates", "A show of plates", "Trust of your region", "Nobody sits with"):
        text = re.sub(rf": {plain}.*", f': "{EVIL}"', text, count=1)
    text = text.replace("Nobody asks, and the gavel falls.", f'"{EVIL}"')
    path.write_text(text, encoding="utf-8")
    async with playing(a_study(course_folder, store, clock), LARGE) as player:
        assert EVIL in player.shown()
        await player.press("enter")
        assert player.shown().count(EVIL) >= 2
        await player.press("2", "enter")
        assert player.shown().count(EVIL) >= 3
        await player.press("o")
        assert EVIL in player.shown()


async def test_a_whole_path_leaves_these_events(study: Study) -> None:
    async with playing(study) as player:
        await player.press("enter")
        await player.choose(1, 1)
        assert player.scene == ("spoke", "over")
    run = run_id(study)
    assert events(study) == [
        ScenarioStarted(run, CASE),
        Chose(run, CASE, "plates", "ask", "corridor"),
        WentOn(run, CASE, "corridor"),
        Chose(run, CASE, "corridor", "lead", "spoke"),
        ScenarioEnded(run, CASE, "spoke"),
    ]
    entry = study.catalogue.scenario(CASE)
    assert scenarios.endings_seen(study, entry) == 1
    assert scenarios.newest_begun(study) is None


async def test_the_palette_leads_to_it(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("ctrl+p")
        await wait_for(pilot, lambda: "Scenario The plates" in palette(app), "it is listed")
        await pilot.press(*"scenario plates")
        await wait_for(pilot, lambda: "First light" not in palette(app), "it is found")
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ScenarioScreen), "it is opened")
