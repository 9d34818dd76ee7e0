"""A small scenario at the small course, and what is played in it."""

from pathlib import Path

from course.study import Study
from tests.loading.small_scenario import PLACE, SCENARIO

CASE = "plates"

_HERE = {
    "[@minutes]": "[@humming]",
    "[@memoir]": "[@record]",
    "source: memoir": "source: record",
    "lesson: night": "lesson: first-light",
    "tell-a-vote": "tell-apart",
    "[[consensus]]": "[[hum]]",
}


def write_case(folder: Path, **changed: str) -> Path:
    """Put the scenario into the folder of the small course; its file."""
    text = SCENARIO
    for old, new in {**_HERE, **changed}.items():
        assert old in text, old
        text = text.replace(old, new)
    path = folder / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def play_through(study: Study, *choices: str) -> None:
    """One run to its end."""
    from course import scenarios
    from course.sessions.scenario import choose, go_on

    run = scenarios.play(study, CASE)
    for choice in choices:
        run = scenarios.do(study, run, choose(run, choice))
        run = scenarios.do(study, run, go_on(run))
