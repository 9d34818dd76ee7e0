"""Lessons, their blocks, and what stands around them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from course.content.blocks import (
    AnyBlock,
    Aspect,
    Bar,
    Block,
    Callout,
    Chart,
    Check,
    Compare,
    Diagram,
    Moment,
    Prose,
    Quote,
    Table,
    Timeline,
)
from course.content.course import Glossary, Reading, Sources
from tests.builders import (
    a_course,
    a_lesson,
    a_quiz,
    a_section,
    a_single,
    a_source,
    a_term,
    a_true_false,
    one_of_each,
)
from tests.faults import fault_of, kinds_of

SOURCES = ("final-acts",)


def a_table(**fields: Any) -> Table:
    rows = (("Dubai", "2012"), ("Melbourne", "1988"))
    table = {"type": "table", "caption": "Conferences", "columns": ("city", "year")}
    return Table(**{**table, "rows": rows, "sources": SOURCES, **fields})


def a_compare(**fields: Any) -> Compare:
    rows = (Aspect(aspect="decides by", cells=("vote", "hum")),)
    compare = {"type": "compare", "caption": "Two ways", "sides": ("ITU", "IETF")}
    return Compare(**{**compare, "rows": rows, "sources": SOURCES, **fields})


def test_a_lesson_may_hold_every_kind_of_block() -> None:
    bars = (Bar(label="signed", value=Decimal(89)), Bar(label="did not", value=Decimal(55)))
    moments = (Moment(date="1865", text="Paris."), Moment(date="1988", text="Melbourne."))
    blocks = (
        Prose(type="text", text="It began late."),
        Callout(type="callout", style="note", title="Note", text="Late."),
        Quote(type="quote", text="The room", by="the chair", date="2012", source="final-acts"),
        a_table(),
        Timeline(type="timeline", caption="Treaties", moments=moments, sources=SOURCES),
        Chart(
            type="chart", caption="Dubai", unit="states", bars=bars, summary="89.", sources=SOURCES
        ),
        Diagram(type="diagram", caption="Rooms", drawing=" |\n-+-", alternative="A cross."),
        a_compare(),
        Check(type="check", question=a_single()),
    )

    assert a_section(blocks=blocks).blocks == blocks
    assert {type(block) for block in blocks} == set(get_args(AnyBlock))


@pytest.mark.parametrize(
    ("at", "build"),
    [
        (("rows", 1), lambda: a_table(rows=(("a", "b"), ("a", "b", "c")))),
        (("rows", 0), lambda: a_table(columns=("city", "year", "treaty"))),
        (
            ("rows", 0, "cells"),
            lambda: a_compare(rows=(Aspect(aspect="x", cells=("a", "b", "c")),)),
        ),
    ],
)
def test_tables_and_comparisons_are_rectangular(
    at: tuple[str | int, ...], build: Callable[[], object]
) -> None:
    assert fault_of(build) == ("C120", at)


def test_a_sections_checks_are_its_questions_in_order() -> None:
    assert a_section("night", a_single(), a_true_false()).checks == (a_single(), a_true_false())
    assert a_section().checks == ()


def test_a_lesson_has_objectives_sections_and_further_reading() -> None:
    lesson = a_lesson(reading=(Reading(source="final-acts", why="It is short."),))

    assert lesson.sections == (a_section(),)
    assert lesson.reading[0].source == "final-acts"


@pytest.mark.parametrize(
    ("kind", "build"),
    [
        ("too_short", lambda: a_lesson(objectives=())),
        ("too_short", lambda: a_section(blocks=())),
        ("too_short", lambda: a_course(modules=())),
        ("too_short", lambda: a_table(sources=())),
        ("string_pattern_mismatch", lambda: a_course(language="English")),
        ("string_pattern_mismatch", lambda: a_source(url="javascript:alert(1)")),
        ("string_pattern_mismatch", lambda: a_source(url="https://example.org/a b")),
        ("string_pattern_mismatch", lambda: a_source(checked="yesterday")),
        ("greater_than_equal", lambda: a_source(year=1066)),
        ("greater_than_equal", lambda: a_quiz(time_limit=0)),
        ("greater_than_equal", lambda: Bar(label="x", value=Decimal(-1))),
        ("literal_error", lambda: a_source(kind="tertiary")),
        ("literal_error", lambda: a_quiz(kind="exam")),
        ("extra_forbidden", lambda: a_term(meaning="x")),
    ],
)
def test_what_is_out_of_bounds_is_refused(kind: str, build: Callable[[], object]) -> None:
    assert kinds_of(build) == {kind}


@pytest.mark.parametrize("language", ["en", "de", "pt-BR", "zh-Hant"])
def test_a_course_names_its_language(language: str) -> None:
    assert a_course(language=language).language == language


def test_a_quiz_holds_every_type_of_question() -> None:
    assert a_quiz().questions == one_of_each()
    assert a_quiz(a_single()).questions == (a_single(),)
    assert {question.type for question in one_of_each()} == {
        "single",
        "multiple",
        "true_false",
        "short",
        "numeric",
        "match",
        "categorise",
        "order",
        "cloze",
        "reflection",
        "survey",
    }


def test_sources_and_terms_stand_in_files_of_their_own() -> None:
    assert Sources(sources=(a_source(),)).sources[0].id == "final-acts"
    assert Glossary(terms=(a_term(),)).terms[0].id == "itrs"


def test_a_block_of_no_known_kind_is_refused() -> None:
    read = TypeAdapter[Any](Block).validate_python

    assert kinds_of(lambda: read({"type": "video"})) == {"union_tag_invalid"}
    assert kinds_of(lambda: read({"text": "x"})) == {"union_tag_not_found"}
