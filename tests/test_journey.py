"""The way of a new learner, as a real program in a real terminal on the real course."""

from pathlib import Path

import pytest

from course.config import open_learner
from course.sessions.events import Answered, Recorded, SectionRead
from tests.terminal import Terminal


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"COURSE_HOME": str(tmp_path / "home"), "COURSE_LEARNER": "ada"}


def everything(home: Path) -> list[Recorded]:
    learner = open_learner("internet-governance", "ada", home=home)
    try:
        return [one for _, one in learner.store.read("ada", "internet-governance")]
    finally:
        learner.close()


def read_on(terminal: Terminal, until: str) -> None:
    """Enter, page by page."""
    while until not in (before := terminal.text):
        terminal.press("enter")
        terminal.wait(before, gone=True)


def test_somebody_new_reads_answers_is_killed_and_goes_on(
    environment: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with Terminal(environment=environment) as terminal:
        terminal.wait("Fourteen days in Dubai")
        terminal.press("enter")
        terminal.wait("Where is everyone?")
        read_on(terminal, "section 2 of 8")
        terminal.kill()

    # Back at the very section, although nothing was closed.
    with Terminal(environment=environment) as terminal:
        terminal.wait("section 2 of 8 · Two promises")
        terminal.press("enter")
        terminal.wait("Go back ten days")
        terminal.press("escape")
        terminal.wait("recall today")
        terminal.press("ctrl+q")
        assert terminal.status() == 0

    with Terminal("quiz", "nobodys-internet", environment=environment) as terminal:
        asked = terminal.wait("question 1 of 12")
        terminal.press("1")
        terminal.press("enter")
        told = terminal.wait(lambda text: "right" in text.lower() and text != asked)
        assert told
        acknowledged = 1
        terminal.kill()

    # The lid was closed in the middle of a quiz: the same question, nothing acknowledged lost.
    answers = [one for one in everything(home) if isinstance(one.event, Answered)]
    assert len(answers) == acknowledged
    read = [one.event for one in everything(home) if isinstance(one.event, SectionRead)]
    assert SectionRead("fourteen-days", "half-past-one") in read
    with Terminal("quiz", "nobodys-internet", environment=environment) as terminal:
        terminal.wait("question 1 of 12")
        terminal.press("escape")
        terminal.wait("recall today")
