"""`course schema`: what editors are told agrees with what the models take."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from course.authoring.schema import KINDS, schema, write_schemas, written
from course.authoring.templates import TYPES
from course.cli.main import run
from course.loading.files import CourseFiles, Kind
from course.loading.source import Source, read
from course.loading.yaml12 import parse
from tests.loading.small_course import FILES

ROOT = Path(__file__).parents[2]
VALIDATORS = {kind: Draft202012Validator(schema(kind)) for kind in KINDS}


def faults(kind: Kind, text: str) -> list[str]:
    data = written(parse(Source("", text)).data)
    return [error.message for error in VALIDATORS[kind].iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_of_draft_2020_12(kind: Kind) -> None:
    Draft202012Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_our_own_content_is_valid() -> None:
    seen: set[Kind] = set()
    for file in CourseFiles(ROOT).all:
        if file.kind == "translation":
            continue  # as flat as it looks: a text by each key
        data = written(parse(read(file.path)).data)
        assert [error.message for error in VALIDATORS[file.kind].iter_errors(data)] == [], file.name
        seen.add(file.kind)
    assert seen == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad"),
    [
        ("lesson", "lessons/01-first/night.yaml", "heading: An aside", "headding: An aside"),
        ("lesson", "lessons/01-first/night.yaml", "type: true_false", "type: true_or_false"),
        ("lesson", "lessons/01-first/night.yaml", "answer: false", "answer: perhaps"),
        ("quiz", "quizzes/01-first/night.yaml", "level: understand", "level: comprehend"),
        ("quiz", "quizzes/01-first/night.yaml", "id: night-asked", "id: Night asked"),
        ("quiz", "quizzes/01-first/morning.yaml", "value: 89", "value: many"),
        ("sources", "lessons/sources.yaml", "year: 2012", 'year: "2012"'),
        ("sources", "lessons/sources.yaml", "kind: primary", "kind: first"),
        ("course", "lessons/course.yaml", "language: en", "language: English"),
    ],
)
def test_a_slip_is_told(kind: Kind, name: str, good: str, bad: str) -> None:
    assert faults(kind, FILES[name]) == []
    assert faults(kind, FILES[name].replace(good, bad, 1)) != []


def test_fields_say_what_they_mean() -> None:
    assert "can do afterwards" in schema("lesson")["$defs"]["Objective"]["description"]
    objective = schema("lesson")["$defs"]["Objective"]["properties"]
    assert "verb that can be observed" in objective["text"]["description"]
    inherited = schema("quiz")["$defs"]["Match"]["properties"]["explanation"]
    assert "Why the key is right" in inherited["description"]


def test_each_type_of_question_has_an_example_that_is_valid() -> None:
    shown = schema("quiz")["$defs"]
    examples: list[Any] = [kind["examples"][0] for kind in shown.values() if "examples" in kind]
    assert {example["type"] for example in examples} == set(TYPES)
    quiz = {"kind": "quiz", "title": "All", "lesson": "first-steps", "questions": examples}
    assert VALIDATORS["quiz"].is_valid(quiz)


def test_they_are_written_where_they_are_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["schema", "--write", "lesson", "here"]) == 0
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["lesson.json"]
    assert len(write_schemas(tmp_path / "all")) == len(KINDS)
    capsys.readouterr()
    assert run(["schema", "quiz"]) == 0
    assert json.loads(capsys.readouterr().out) == schema("quiz")
