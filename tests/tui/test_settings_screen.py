"""The settings screen: what is shown holds at once, and is stored."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from course.config import load_settings, settings_file
from course.settings import NAMES, TEACHERS, Effective, Settings
from course.study import Study
from course.tui.app import CourseApp
from course.tui.screens.home import HomeScreen
from course.tui.screens.settings import SettingsScreen, offered
from course.tui.screens.shortcuts import ShortcutsScreen
from course.tui.screens.themes import ThemesScreen
from course.tui.screens.word import WordScreen
from course.tui.shortcuts import clashes, faults, known
from course.tui.theme import names
from tests.terminal import Terminal
from tests.tui.conftest import SMALL, told, wait_for
from tests.tui.sitting import text_of

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (*(f"COURSE_{name.upper()}" for name in NAMES), "COLORFGBG", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    yield


async def opened(pilot: Pilot[None]) -> SettingsScreen:
    await pilot.press("comma")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen), "the settings")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def to(pilot: Pilot[None], name: str) -> None:
    """Highlight a setting."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    screen.rows.highlight(name)
    await pilot.pause()


async def at_the_key_of(pilot: Pilot[None], action: str) -> None:
    """Highlight a key among those of one's own."""
    await opened(pilot)
    await to(pilot, "keys")
    await pilot.press("enter")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ShortcutsScreen), "the shortcuts")
    assert isinstance(pilot.app.screen, ShortcutsScreen)
    pilot.app.screen.rows.highlight(action)


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_stands_there_with_what_it_is_for(
    study: Study, size: tuple[int, int]
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        shown = text_of(app)
        for words in ("Theme", "Daily goal", "none", "90 %", "Minutes you want to study a day",
                      "Shortcuts", "as they come", "Every key the program has"):  # fmt: skip
            assert words in shown
        if size[0] == 200:
            assert f"kept in {settings_file()}" in shown


async def test_arrows_change_a_value_at_once_and_store_it(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await opened(pilot)
        await to(pilot, "daily_goal")
        await pilot.press("right", "right", "right")
        assert study.settings.daily_goal == 15
        await pilot.press("left", "left", "left", "left")
        assert study.settings.daily_goal == 0, "it does not go round"
        await to(pilot, "certainty")
        await pilot.press("right")
        assert study.settings.certainty is True
        await pilot.press("right")
        assert study.settings.certainty is False, "a switch does"
        assert load_settings().settings == Settings(daily_goal=0)
        assert "stored" in text_of(app)


async def test_the_retention_wanted_moves_the_schedule(study: Study) -> None:
    attempt = study.quiz("first-light")
    from course.sessions.events import Answered

    study.learner.record(Answered(attempt.id, next(iter(attempt.questions)), "a", 1))  # type: ignore[arg-type]
    before = study.next_due()
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await opened(pilot)
        await to(pilot, "retention")
        await pilot.press(*["left"] * 15)
        assert study.settings.retention == 0.75
    after = study.next_due()
    assert before and after
    assert after > before, "asked for less, it returns later"
    assert study.progress.retention == 0.75


async def test_a_theme_is_seen_while_it_is_chosen(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ThemesScreen), "the themes")
        await pilot.press("down", "down")
        assert app.theme == "course-light"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == "course-dark", "as it was"
        await pilot.press("enter")
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert (app.theme, study.settings.theme) == ("course-contrast", "course-contrast")
        assert load_settings().settings.theme == "course-contrast"
        await pilot.press("left")
        assert app.theme == "course-light"
        await pilot.press("backspace")
        assert app.theme == "course-dark"
        assert "theme" not in settings_file().read_text("utf-8")


async def test_the_learner_is_typed(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await opened(pilot)
        await to(pilot, "learner")
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(app.screen, WordScreen), "where to type")
        app.screen.query_one(Input).value = "grace"
        await pilot.press("enter")
        await pilot.pause()
        assert load_settings().settings.learner == "grace"
        assert study.learner.name == "ada", "from the next start on"
        await pilot.press("enter")
        await pilot.press("escape")
        assert load_settings().settings.learner == "grace"


async def test_the_course_that_opens_is_one_of_those_at_hand(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await opened(pilot)
        await to(pilot, "course")
        assert "the program's own" in text_of(app)
        await pilot.press("right")
        assert load_settings().settings.course == "internet-governance"
        await pilot.press("right", "left")
        assert load_settings().settings.course == ""


def test_arrows_lead_through_every_setting_that_is_not_typed() -> None:
    mine = set(NAMES) - set(TEACHERS)
    assert {name for name in mine if not offered(name)} == {"learner"}


async def test_what_the_environment_says_is_told(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_DAILY_GOAL", "30")
    study.chosen = load_settings()
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await opened(pilot)
        await to(pilot, "daily_goal")
        assert "COURSE_DAILY_GOAL" in text_of(app)
        await pilot.press("left")
        assert study.settings.daily_goal == 20, "now"
        assert "COURSE_DAILY_GOAL says otherwise at the next start" in text_of(app)


async def test_what_cannot_be_stored_is_told_and_changes_nothing(study: Study) -> None:
    settings_file().parent.mkdir(exist_ok=True)
    settings_file().write_text("theme = ", "utf-8")
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "certainty")
        await pilot.press("right")
        await wait_for(pilot, lambda: "not TOML" in told(app), "word of it")
        assert study.settings.certainty is False


async def test_the_palette_leads_there_too(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test():
        commands = {command.title for command in app.get_system_commands(app.screen)}
        assert "Settings" in commands


# --- keys ---


async def test_a_key_of_ones_own_works_at_once_and_at_the_next_start(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        await at_the_key_of(pilot, "home.settings")
        await pilot.press("enter", "f12")
        await pilot.pause()
        assert study.settings.keys == {"home.settings": "f12"}
        await pilot.press("escape", "escape")
        await wait_for(pilot, lambda: isinstance(app.screen, HomeScreen), "home")
        await pilot.press("comma")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("f12")
        await wait_for(pilot, lambda: isinstance(app.screen, SettingsScreen), "the settings")
    study.chosen = load_settings()
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("f12")
        await wait_for(pilot, lambda: isinstance(app.screen, SettingsScreen), "the settings")


async def test_a_key_that_stands_for_two_things_is_told_and_can_be_given_back(
    study: Study,
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await at_the_key_of(pilot, "home.settings")
        await pilot.press("enter", "r")
        await wait_for(pilot, lambda: "r is also home.review" in told(app), "word of it")
        assert "stand for two things" in text_of(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert study.settings.keys == {}
        assert "stand for two things" not in text_of(app)
        await pilot.press("enter", "escape")
        assert study.settings.keys == {}


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    assert {"home.review", "question.hint", "rows.up", "app.quit", "settings.more"} <= set(known())
    for name, binding in known().items():
        assert "." in name
        assert binding.tooltip or binding.description


def test_faults_in_keys_of_ones_own_are_told() -> None:
    own = {"home.revew": "x", "home.quit": "r", "home.progress": "ctrl+q"}
    said = dict(faults(own))
    assert "did you mean `home.review`?" in said["home.revew"]
    assert "`r` is also home.review" in said["home.quit"]
    assert "`ctrl+q` is also app.quit" in said["home.progress"]
    assert list(clashes({"home.quit": "r", "home.review": "R"})) == []


# --- themes ---


async def test_a_theme_that_is_not_there_is_passed_over(study: Study) -> None:
    study.chosen = Effective(Settings(theme="nosuch"))
    app = CourseApp(study)
    async with app.run_test():
        assert app.theme == "course-dark"


@pytest.mark.parametrize("theme", names())
async def test_every_theme_can_be_used(study: Study, theme: str) -> None:
    study.chosen = Effective(Settings(theme=theme, animations=True))
    app = CourseApp(study)
    async with app.run_test():
        assert app.theme == (theme if theme != "course" else "course-dark")
        assert app.animation_level == "full"


def test_the_file_is_in_the_home(tmp_path: Path) -> None:
    assert settings_file() == tmp_path / "home" / "settings.toml"


def test_in_a_real_terminal_a_change_outlasts_the_program(tmp_path: Path) -> None:
    environment = {"COURSE_HOME": str(tmp_path / "home"), "COURSE_PATH": str(SMALL)}
    with Terminal(environment=environment) as terminal:
        terminal.wait("what is possible here")
        terminal.press(",")
        terminal.wait("Daily goal")
        terminal.press("down", "\x1b[C", "\x1b[C")
        terminal.wait("10 minutes")
        terminal.press("escape")
        terminal.wait("0 of 10 minutes today")
        terminal.press("ctrl+q")
        assert terminal.status() == 0
    assert (tmp_path / "home" / "settings.toml").read_text("utf-8") == "daily_goal = 10\n"
