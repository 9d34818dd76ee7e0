"""`course progress`: sentences for people, numbers for programs."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from course.config import local_time, open_learner
from course.loading.library import Library
from tests.cli.saying import Said
from tests.insight.lives import lived
from tests.tui.conftest import SMALL


def an_object(**properties: Any) -> dict[str, Any]:
    """A JSON object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def some(of: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [of, {"type": "null"}]}


TEXT, DAY = {"type": "string", "minLength": 1}, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
COUNT, SHARE = {"type": "integer", "minimum": 0}, {"type": "number", "minimum": 0, "maximum": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
KNOWN = {"id": TEXT, "title": TEXT, "share": some(SHARE), "met": COUNT, "questions": COUNT}
ADVICE = {"oneOf": [an_object(read=TEXT), an_object(answer=many(TEXT))]}

FORMAT_1 = an_object(
    format={"const": 1},
    course=TEXT,
    learner=TEXT,
    at=MOMENT,
    study_day=DAY,
    calendar=an_object(
        sentence=TEXT,
        **{"from": DAY},
        days=many(an_object(day=DAY, answers=COUNT, seconds=COUNT)),
    ),
    weakest=an_object(
        sentence=TEXT,
        known=COUNT,
        objectives=many(
            an_object(
                id=TEXT,
                title=TEXT,
                lesson=TEXT,
                share=SHARE,
                share_in_a_week=SHARE,
                advice=ADVICE,
                sentence=TEXT,
            )
        ),
    ),
    recall=an_object(
        sentence=TEXT,
        share=some(SHARE),
        share_in_a_week=some(SHARE),
        met=COUNT,
        questions=COUNT,
        modules=many(an_object(**KNOWN, objectives=many(an_object(**KNOWN, lesson=TEXT)))),
    ),
    calibration=an_object(
        sentence=TEXT,
        levels=many(
            an_object(
                certainty={"enum": [1, 2, 3]},
                answers=COUNT,
                share=some(SHARE),
                claims_from=SHARE,
                claims_to=SHARE,
                verdict={"enum": ["too few", "over", "fair", "under"]},
                sentence=TEXT,
            )
        ),
    ),
    forecast=an_object(
        sentence=TEXT,
        days=many(an_object(day=DAY, questions=COUNT)),
        overdue=COUNT,
        later=COUNT,
    ),
    results=an_object(
        sentence=TEXT,
        taken=many(
            an_object(of=TEXT, kind={"enum": ["quiz", "test", "review"]}, at=MOMENT, share=SHARE)
        ),
    ),
    time=an_object(
        sentence=TEXT,
        seconds=COUNT,
        seconds_last_seven_days=COUNT,
        study_days=COUNT,
        goal_seconds=COUNT,
        goal_reached_last_seven_days=COUNT,
        pause_seconds={"const": 600},
        weeks=many(an_object(**{"from": DAY}, seconds=COUNT)),
    ),
)
"""What programs may rely on. A key is added here and never changed; else the format is raised."""


@pytest.fixture
def months(said: Said, tmp_path: Path) -> None:
    """Two months of ada's at the small course."""
    learner = open_learner("small", "ada", home=tmp_path / "home")
    yesterday = local_time() - timedelta(days=1)
    learner.store.append(lived(Library(SMALL).catalogue, yesterday, 60))
    learner.close()


def test_somebody_new_is_told_that_there_is_too_little_to_say(said: Said) -> None:
    status, out, _ = said("progress")
    assert status == 0
    assert "Nothing is scheduled yet" in out
    assert "Too little is answered yet" in out


def test_somebody_new_has_the_same_keys(said: Said) -> None:
    numbers = json.loads(said("progress", "--json")[1])
    validate(numbers, FORMAT_1)
    assert numbers["recall"]["share"] is None
    assert numbers["calendar"]["days"] == numbers["weakest"]["objectives"] == []


@pytest.mark.usefixtures("months")
def test_every_figure_is_a_sentence_and_what_is_weak_comes_with_its_command(said: Said) -> None:
    status, out, _ = said("progress")
    assert status == 0
    for title in ("Study days", "Weakest", "Recall today", "Certainty", "Results", "Time spent"):
        assert f"{title}: " in out
    assert "  1. " in out
    assert "Light: " in out
    assert max(map(len, out.splitlines())) <= 90
    spoken = " ".join(out.split())
    assert "(course learn " in spoken or "(course quiz " in spoken


@pytest.mark.usefixtures("months")
def test_programs_get_the_same_sentences_and_all_numbers(said: Said) -> None:
    spoken = " ".join(said("progress")[1].split())
    numbers = json.loads(said("progress", "--json")[1])
    validate(numbers, FORMAT_1)
    assert (numbers["course"], numbers["learner"]) == ("small", "ada")
    assert numbers["recall"]["met"] > 5
    for key in ("calendar", "weakest", "recall", "calibration", "forecast", "results", "time"):
        assert numbers[key]["sentence"] in spoken
    seconds = sum(day["seconds"] for day in numbers["calendar"]["days"])
    assert seconds == pytest.approx(numbers["time"]["seconds"], abs=60)


@pytest.mark.usefixtures("months")
def test_each_learner_has_figures_of_their_own(said: Said) -> None:
    assert "No day of study yet" in said("progress", "--learner", "bo")[1]
    assert "No day of study yet" in said("--learner", "bo", "progress")[1]


def test_what_was_answered_is_counted(said: Said) -> None:
    said("quiz", "far-away", typed="1\n\n")
    numbers = json.loads(said("progress", "--json")[1])
    assert numbers["recall"]["met"] == 1
    assert sum(day["questions"] for day in numbers["forecast"]["days"]) == 1


def test_the_menu_tells_progress(said: Said) -> None:
    assert "No day of study yet" in said(typed="p\nq\n")[1]


def test_a_slip_below_progress_is_told(said: Said) -> None:
    status, _, err = said("progress", "exprot")
    assert status == 2
    assert "there is no command `exprot`" in err
