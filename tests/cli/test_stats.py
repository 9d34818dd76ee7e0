"""An author sees what a course holds and what in it has aged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course.cli.main import run
from tests.tui.conftest import SMALL


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))


def test_lessons_items_and_thin_objectives_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["stats", str(SMALL)]) == 0
    out = capsys.readouterr().out
    assert "3 lessons" in out
    assert "find-it 1" in out


def test_programs_get_the_same_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(SMALL), "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    assert sum(counted["types"].values()) == counted["items"] == sum(counted["levels"].values())
    assert counted["thin"]["find-it"] == 1
    assert counted["minutes"] == sum(lesson["minutes"] for lesson in counted["lessons"])


def _matrix(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for one in part["parts"]:
        yield from _matrix(one)


def test_each_objective_is_told_with_its_items_by_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["stats", str(SMALL), "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    parts = {part["id"]: part for part in _matrix(counted["matrix"])}
    goal = parts["find-it"]
    assert goal["kind"] == "objective"
    assert goal["level"]
    assert sum(map(len, goal["items"].values())) == counted["thin"]["find-it"]
    whole = counted["matrix"]["items"]
    assert {level: len(ids) for level, ids in whole.items()} == counted["levels"]


def test_the_longest_and_the_shortest_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(SMALL), "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    longest, shortest = (
        {one["what"]: one["length"] for one in counted[name]} for name in ("longest", "shortest")
    )
    minutes = [lesson["minutes"] for lesson in counted["lessons"]]
    assert (shortest["lesson"], longest["lesson"]) == (min(minutes), max(minutes))
    assert 0 < shortest["section"] <= longest["section"]


def test_forty_lessons_stand_by_module_on_a_small_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["stats"]) == 0
    table, _, _rest = capsys.readouterr().out.partition("\n\n")
    assert len(table.splitlines()) <= 20
    assert all(len(line) < 80 for line in table.splitlines())
    assert table.splitlines()[-1].startswith("The whole course")


def test_one_lesson_stands_with_its_objectives(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "--of", "1.3"]) == 0
    by_number = capsys.readouterr().out
    assert run(["stats", "--of", "who-wanted-what"]) == 0
    assert capsys.readouterr().out == by_number
    assert "Tell who brought" in by_number
    assert "*" in by_number


def test_a_part_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "--of", "who-wanted-wat"]) == 2
    assert "did you mean `who-wanted-what`?" in capsys.readouterr().err


def test_what_aged_is_listed_and_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(SMALL), "--stale", "1200"]) == 0
    assert "0 sources and claims last checked more than 1,200 months ago" in (
        capsys.readouterr().out
    )
    assert run(["check", str(SMALL), "--stale", "0", "--output-format", "concise"]) == 0
    assert "C050" in capsys.readouterr().out
