"""The report as PDF: whatever the texts say is set as it was typed."""

import importlib.util
import json
from datetime import UTC, datetime

import pytest
import typst

from course.errors import CourseError
from course.report.paper import DOCUMENT, paper
from tests.report.classes import a_report

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
HOSTILE = (
    '#panic("x") #read("/etc/passwd") #import "@preview/x:1.0.0" *b* _i_ $x^2$ @ref <label> // /* '
    '\\ [ ] { } = - + ` "'
)


def test_a_report_is_a_pdf() -> None:
    made = paper(a_report(40), NOW)
    assert made.startswith(b"%PDF-")
    assert paper(a_report(40), NOW) == made, "the same report is the same file"


@pytest.mark.parametrize("people", [0, 1, 9, 12])
def test_a_class_of_any_size_has_one(people: int) -> None:
    assert paper(a_report(people), NOW).startswith(b"%PDF-")


def test_no_text_is_part_of_the_language() -> None:
    assert paper(a_report(40, title=HOSTILE, name=HOSTILE), NOW).startswith(b"%PDF-")


def test_texts_come_in_as_values_only() -> None:
    source = DOCUMENT.read_text(encoding="utf-8")
    assert "eval(" not in source
    assert "#import" not in source
    shown = typst.query(
        b"#metadata(json(bytes(sys.inputs.report)).title) <title>",
        "<title>",
        sys_inputs={"report": json.dumps({"title": HOSTILE})},
    )
    assert json.loads(shown)[0]["value"] == HOSTILE


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr("course.report.paper.find_spec", lambda name: None)
    with pytest.raises(CourseError, match="extra `pdf`") as refused:
        paper(a_report(12), NOW)
    assert refused.value.exit_code == 2
