"""Pictures of the screens; a difference is to be looked at like a change of code."""

from collections.abc import Awaitable, Callable
from fractions import Fraction
from typing import Any

import pytest
from textual.pilot import Pilot

from course.study import Study
from course.tui.app import CourseApp
from course.tui.block_view import BlockView
from course.tui.theme import LIGHT
from tests.tui.conftest import Clock, wait_for
from tests.tui.test_home import read_all, take_quiz

Snap = Callable[..., bool]
Before = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture
def progressed(study: Study, clock: Clock) -> Study:
    """Somebody who took a quiz nine days ago and is in the second lesson."""
    read_all(study, "first-light")
    take_quiz(study, "first-light", Fraction(3, 4))
    study.open_section("second-thoughts", "morning")
    study.read_section("second-thoughts", "morning")
    clock.forward(days=9)
    return study


def reading(*keys: str) -> Before:
    """Wait for the text, then press keys."""

    async def before(pilot: Pilot[Any]) -> None:
        await wait_for(pilot, lambda: pilot.app.screen.query(BlockView), "the text")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return before


class TestHome:
    def test_first_start(self, snap_compare: Snap, study: Study) -> None:
        assert snap_compare(CourseApp(study), terminal_size=(80, 24))

    def test_some_days_later(self, snap_compare: Snap, progressed: Study) -> None:
        assert snap_compare(CourseApp(progressed), terminal_size=(100, 30), press=["down"])


class TestLesson:
    def test_a_page_with_its_outline(self, snap_compare: Snap, study: Study) -> None:
        study.open_section("first-light", "in-figures")
        app = CourseApp(study, lesson="first-light")
        assert snap_compare(app, terminal_size=(100, 46), run_before=reading())

    def test_sources_beside_the_text(self, snap_compare: Snap, study: Study) -> None:
        app = CourseApp(study, lesson="first-light")
        assert snap_compare(app, terminal_size=(140, 36), run_before=reading("s"))

    def test_words_below_the_text_where_it_is_narrow_in_light(
        self, snap_compare: Snap, study: Study
    ) -> None:
        app = CourseApp(study, lesson="first-light")
        app.theme = LIGHT.name
        assert snap_compare(app, terminal_size=(80, 24), run_before=reading("g"))


def test_help(snap_compare: Snap, study: Study) -> None:
    app = CourseApp(study, lesson="first-light")
    assert snap_compare(app, terminal_size=(100, 34), run_before=reading("question_mark"))
