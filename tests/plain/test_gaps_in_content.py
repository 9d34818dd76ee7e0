"""A course with something missing can still be read and answered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plain.conftest import Told

GLOSSARY, SOURCES = "lessons/glossary.yaml", "lessons/sources.yaml"


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _broken(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text("sources: [")


@pytest.fixture(
    params=[_without(SOURCES), _without(GLOSSARY), _broken(SOURCES), _broken(GLOSSARY)],
    ids=["no sources", "no glossary", "broken sources", "broken glossary"],
)
def course_folder(course_folder: Path, request: pytest.FixtureRequest) -> Path:
    """The small course with one of its files gone or broken."""
    request.param(course_folder)
    return course_folder


def test_a_lesson_is_read_to_its_end(told: Told) -> None:
    said = told(lambda sitting: sitting.learn("far-away"), "g", *[""] * 20)
    assert "That was 2.1 Far away." in said


def test_a_question_is_answered_and_explained(told: Told) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "1", ":passage", "", "")
    assert "points" in said


def test_a_source_that_is_not_described_is_named(told: Told, course_folder: Path) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "1", "")
    sources = course_folder / SOURCES
    is_gone = not sources.exists() or sources.read_text() == "sources: ["
    assert ("Source: record (not described; course check says why)" in said) is is_gone


def test_a_word_that_is_not_explained_stands_as_it_is_called(told: Told) -> None:
    said = told(lambda sitting: sitting.learn("first-light"), ":quit")
    assert "the chair asked for a hum " in said.lower()
