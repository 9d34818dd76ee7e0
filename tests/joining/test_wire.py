"""A server may be anybody's: what it says is bounded, cleaned, and never more than words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.joining.wire import View, heard
from course.sessions.live.view import view
from tests.builders import one_of_each
from tests.sessions.live.classes import a_room, after, played, put

SHEET = {"id": "one", "stem": "Who?", "form": "one", "options": [{"key": "1", "text": "A"}]}


def a_view(**fields: Any) -> View | None:
    said = heard(json.dumps({"t": "view", "phase": "open", "title": "Dubai"} | fields))
    assert said is None or isinstance(said, View)
    return said


def test_every_type_of_question_is_understood_as_the_server_writes_it() -> None:
    questions = {question.id: question for question in one_of_each()}
    room = a_room(*questions.values())
    for question in questions.values():
        shown = view(played(room, put(question.id)), "ana", questions, after(1))
        said = a_view(**shown)
        assert said
        assert said.sheet
        assert said.sheet.model_dump(exclude_unset=True, mode="json") == shown["sheet"]


def test_control_characters_of_a_server_are_spelt_out_and_lines_are_kept() -> None:
    said = a_view(sheet=SHEET | {"stem": "One\n\x1b]0;title\x07Two\u202e"})
    assert said
    assert said.sheet
    assert said.sheet.stem == "One\n\\x1b]0;title\\x07Two\\u202e"


def test_texts_of_a_server_are_bounded() -> None:
    said = a_view(title="a" * 100_000, sheet=SHEET | {"stem": "b" * 100_000})
    assert said
    assert said.sheet
    assert (len(said.title), len(said.sheet.stem)) == (300, 20_000)


@pytest.mark.parametrize(
    "fields",
    [
        {"sheet": SHEET | {"form": "drawing"}},
        {"sheet": SHEET | {"options": []}},
        {"sheet": SHEET | {"options": [{"key": "1", "text": "A"}] * 100}},
        {"sheet": {"id": "g", "stem": "G", "form": "gaps", "parts": ["no gap"]}},
        {"sheet": {"id": "p", "stem": "P", "form": "pairs", "options": SHEET["options"]}},
        {"earned": 7},
        {"earned": float("nan")},
        {"seconds": -1},
        {"place": "first"},
        {"result": []},
        {"phase": 3},
    ],
)
def test_a_view_that_is_not_understood_is_one_of_an_unknown_phase(fields: dict[str, Any]) -> None:
    said = a_view(**fields)
    assert said
    assert said.phase == "unknown"


def test_what_a_newer_server_adds_is_passed_over() -> None:
    said = a_view(weather="fair")
    assert said
    assert said.phase == "open"
    assert heard('{"t": "song"}') is None


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")))
def test_no_text_whatever_is_more_than_a_text(frame: str) -> None:
    heard(frame)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_view_whatever_fails(value: Any) -> None:
    for name in ("sheet", "result", "answer", "heard", "past", "hum"):
        assert a_view(**{name: value})


def test_a_frame_nested_beyond_measure_is_no_message() -> None:
    assert heard("[" * 100_000) is None
