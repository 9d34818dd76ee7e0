"""Every character that is drawn stands out from what it is drawn on: WCAG 2 AA, as measured."""

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.theme import Theme

from course.notes import bookmark, write
from course.progress.store import MemoryStore
from course.study import Study
from course.tui.app import CourseApp
from course.tui.theme import CONTRAST, HOUSE
from tests.builders import one_of_each
from tests.insight.lives import lived
from tests.tui.conftest import NOW, Clock, a_study
from tests.tui.sitting import put, sitting

TEXT, GRAPHICS, ENHANCED = 4.5, 3.0, 7.0
"""The least contrast of text, of signs and lines that mean something, and of text by AAA."""

DECORATION = frozenset("░─│▁▔▎▏▕▊▌▐╺╸")
"""The unfilled rest of a bar whose share stands beside it, rules, margins."""

Rgb = tuple[int, int, int]

SCREENS = (
    ("HomeScreen",),
    ("HomeScreen", "tab", "down"),
    ("ProgressScreen", "p"),
    ("ProgressScreen", "p", "tab"),
    ("ProgressScreen", "p", "tab", "tab"),
    ("ProgressScreen", "p", "pagedown", "pagedown"),
    ("ProgressScreen", "p", "end"),
    ("HelpScreen", "question_mark"),
    ("SettingsScreen", "comma"),
    ("WordScreen", "comma", "end", "up", "up", "enter"),
    ("ShortcutsScreen", "comma", "end", "enter"),
    ("SearchScreen", "slash", *"vote"),
    ("SearchScreen", "slash", *"zzzz"),
    ("GlossaryScreen", "g", "tab"),
    ("AgainScreen", "a", "tab"),
    ("NotesScreen", "n"),
    ("NoteScreen", "home", "tab", "enter", "n"),
    ("LessonScreen", "end", "enter"),
    ("LessonScreen", "end", "enter", "s"),
    ("LessonScreen", "home", "tab", "enter", "g"),
    ("QuestionScreen", "home", "tab", "t"),
    ("OverviewScreen", "home", "tab", "T", "f9"),
    ("QuestionScreen", "home", "tab", "t", "2", "enter"),
    ("QuestionScreen", "home", "tab", "t", "1", "enter", "1", "enter"),
)
"""What is looked at, and the keys to it from Home."""


def luminance(color: Rgb) -> float:
    """Relative luminance, by the definition in WCAG 2."""
    channels = [part / 255 for part in color]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def segments(app: App[None]) -> Iterator[Segment]:
    """All that is on the screen; what lies inactive under a dialogue is not."""
    screen = app.screen
    whole = screen.children[0].region if isinstance(screen, ModalScreen) else screen.region
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            if whole.contains(x, y):
                yield segment
            x += segment.cell_length


def faint(app: App[None]) -> Iterator[str]:
    """What stands out too little, with how much it does."""
    for segment in segments(app):
        text, style = segment.text.strip(), segment.style
        signs = set(text) - DECORATION - {" "}
        if not signs or style is None or style.color is None or style.bgcolor is None:
            continue
        assert not style.dim
        ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
        are_letters = any(unicodedata.category(sign)[0] in "LNP" for sign in signs - {"·"})
        if ratio < (TEXT if are_letters else GRAPHICS):
            yield f"{ratio:.2f} {text!r} {style}"


@pytest.fixture
def months(course_folder: Path, store: MemoryStore, clock: Clock, study: Study) -> Study:
    """Somebody with two months behind them, back after some days."""
    store.append(lived(study.catalogue, NOW - timedelta(days=4), 60))
    somebody = a_study(course_folder, store, clock)
    write(somebody, "first-light#the-night", "Who asked, and who answered?")
    bookmark(somebody, "q-single")
    return somebody


def test_black_on_white_is_21_and_a_colour_on_itself_1() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast((12, 200, 7), (12, 200, 7)) == 1


_TEXT = ("foreground", "text-muted", *(f"text-{role}" for role in ("primary", "secondary")))
_SIGNAL = tuple(f"text-{role}" for role in ("accent", "success", "warning", "error"))


@pytest.mark.parametrize("theme", HOUSE, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "block-cursor-background"])
@pytest.mark.parametrize("text", _TEXT + _SIGNAL)
def test_text_of_the_house_themes_has_contrast_aa(theme: Theme, ground: str, text: str) -> None:
    colors = theme.to_color_system().generate()
    ratio = contrast(Color.parse(colors[text]).rgb, Color.parse(colors[ground]).rgb)
    assert ratio >= (ENHANCED if theme is CONTRAST else TEXT)


@pytest.mark.parametrize("theme", [theme.name for theme in HOUSE])
async def test_everything_stands_out_on_every_screen(months: Study, theme: str) -> None:
    found: dict[str, list[str]] = {}
    app = CourseApp(months)
    async with app.run_test(size=(100, 40)) as pilot:
        app.theme = theme
        for name, *keys in SCREENS:
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            assert type(app.screen).__name__ == name
            assert sum(bool(segment.text.strip()) for segment in segments(app)) > 8, name
            found[f"{name} {' '.join(keys)}"] = list(faint(app))
            for _above in app.screen_stack[1:]:
                app.pop_screen()
            await settle(pilot)
    assert {name: signs for name, signs in found.items() if signs} == {}


@pytest.mark.parametrize("theme", [theme.name for theme in HOUSE])
async def test_every_type_of_question_stands_out(study: Study, theme: str) -> None:
    questions = one_of_each()
    async with sitting(study, put(study, *questions), size=(100, 40)) as person:
        person.pilot.app.theme = theme
        await person.settle()
        for question in questions:
            assert person.attempt.current == question.id
            assert list(faint(person.pilot.app)) == []
            await person.press("f3")


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()
