"""Pictures of a scenario; a difference is to be looked at like a change of code."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from course.study import Study
from course.tui.app import CourseApp
from tests.tui.cases import CASE, play_through, write_case

Snap = Callable[..., bool]


@pytest.fixture(autouse=True)
def _case(course_folder: Path) -> None:
    write_case(course_folder)


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Press keys, each when the one before has done what it does."""

    async def before(pilot: Pilot[Any]) -> None:
        for key in keys:
            await pilot.pause()
            await pilot.pause()
            await pilot.press(key)
        await pilot.pause()
        await pilot.pause()

    return before


def a_case(study: Study) -> CourseApp:
    return CourseApp(study, begin=lambda home: home.open_scenario(CASE))


def test_a_scene_with_a_closed_choice(snap_compare: Snap, study: Study) -> None:
    keys = pressing("enter", "2", "enter", "enter", "2")
    assert snap_compare(a_case(study), terminal_size=(80, 24), run_before=keys)


def test_what_followed_with_what_is_at_stake_beside(snap_compare: Snap, study: Study) -> None:
    keys = pressing("enter", "3", "enter")
    assert snap_compare(a_case(study), terminal_size=(120, 30), run_before=keys)


def test_paths_taken_and_missed(snap_compare: Snap, study: Study) -> None:
    play_through(study, "insist", "lead")
    play_through(study, "ask", "sign")
    assert snap_compare(a_case(study), terminal_size=(100, 30), run_before=pressing("o"))
