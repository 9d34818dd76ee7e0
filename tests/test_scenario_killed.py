"""A scenario played as a real program in a real terminal, and killed in the middle."""

import shutil
from pathlib import Path

from course.config import open_learner
from course.sessions.events import Chose, Event, ScenarioStarted, WentOn
from tests.terminal import Terminal
from tests.tui.cases import CASE, write_case
from tests.tui.conftest import SMALL


def everything(home: Path) -> list[type[Event]]:
    learner = open_learner("small", "ada", home=home)
    try:
        return [type(one.event) for _, one in learner.store.read("ada", "small")]
    finally:
        learner.close()


def test_a_scenario_killed_in_the_middle_goes_on_at_the_very_moment(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "small"
    shutil.copytree(SMALL, folder)
    write_case(folder)
    environment = {
        "COURSE_HOME": str(home),
        "COURSE_LEARNER": "ada",
        "COURSE_PATH": str(folder),
    }
    with Terminal("play", CASE, environment=environment) as terminal:
        terminal.wait("You lead a small delegation")
        terminal.press("enter")
        terminal.wait("hands go up")
        terminal.press("1")
        terminal.wait("Do this")
        terminal.press("enter")
        terminal.wait("some are glad that you asked")
        terminal.kill()

    # Killed while the outcome was read: it is there again, and nothing was chosen twice.
    assert everything(home) == [ScenarioStarted, Chose]
    with Terminal("play", CASE, environment=environment) as terminal:
        terminal.wait("some are glad that you asked")
        terminal.wait("Go on  Enter")
        terminal.press("enter")
        terminal.wait("Two neighbours ask")
        terminal.kill()

    assert everything(home) == [ScenarioStarted, Chose, WentOn]
    with Terminal("play", CASE, environment=environment) as terminal:
        terminal.wait("Two neighbours ask")
        terminal.press("escape")
        terminal.wait("PLAY     The plates · 1 choice made")
        terminal.press("ctrl+q")
        assert terminal.status() == 0
