"""How diagnostics are shown to people and to machines."""

import json
from dataclasses import replace

import pytest

from course.loading.codes import CODES
from course.loading.diagnostics import Diagnostic, Span, in_order, nearest, remedy
from course.loading.reports import FORMATS, cells, concise, full, refused, render


def a_diagnostic(excerpt: str = "    choices:", column: int = 5, end: int = 12) -> Diagnostic:
    """The example of the design."""
    return Diagnostic(
        code="C104",
        severity="error",
        message="no choice is marked correct",
        span=Span("quizzes/3-dubai/wcit-12.yaml", 42, column, end),
        label="4 choices",
        help="mark one, or use `type: survey` for a question without a right answer",
        excerpt=excerpt,
    )


def test_the_full_shape_is_the_one_of_the_design() -> None:
    assert full(a_diagnostic()) == (
        "error[C104]: no choice is marked correct\n"
        "  --> quizzes/3-dubai/wcit-12.yaml:42:5\n"
        "   |\n"
        "42 |     choices:\n"
        "   |     ^^^^^^^ 4 choices\n"
        "   |\n"
        "   = help: mark one, or use `type: survey` for a question without a right answer"
    )


def test_without_an_excerpt_the_place_is_enough() -> None:
    assert full(a_diagnostic(excerpt="")).count("\n") == 2


def test_colour_adds_nothing_but_colour() -> None:
    import re

    painted = full(a_diagnostic(), color=True)
    assert "\x1b[1;31merror[C104]\x1b[0m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == full(a_diagnostic())


@pytest.mark.parametrize(
    ("line", "column", "end", "indent", "carets"),
    [
        ("日本: x", 5, 6, 6, 1),
        ("a: 日本", 4, 6, 3, 4),
        ("a:\tb", 4, 5, 3, 1),
        ("e\u0301e\u0301: x", 7, 8, 4, 1),
        ("a: \x1b[31m", 4, 5, 3, 4),
        ("a: b", 5, 5, 4, 1),
        ("a: b", 99, 120, 4, 1),
    ],
)
def test_carets_stand_under_the_spot_in_cells(
    line: str, column: int, end: int, indent: int, carets: int
) -> None:
    below = full(a_diagnostic(line, column, end)).split("\n")[4]
    assert below == f"   | {' ' * indent}{'^' * carets} 4 choices"


def test_a_long_line_is_cut_around_the_spot() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown, below = full(a_diagnostic(line, 501, 505)).split("\n")[3:5]
    assert shown.startswith("42 | …aaa")
    assert shown.endswith("bbb…")
    assert len(shown) < 170
    assert shown[below.index("^") : below.rindex("^") + 1] == "HERE"


def test_cells_count_what_a_terminal_shows() -> None:
    assert [cells(text) for text in ("abc", "日本", "e\u0301", "a\u200db")] == [3, 4, 1, 2]


def test_concise_is_one_line() -> None:
    assert concise(a_diagnostic()) == (
        "quizzes/3-dubai/wcit-12.yaml:42:5: error C104 no choice is marked correct"
    )


def test_json_reads_back() -> None:
    (record,) = json.loads(render([a_diagnostic()], "json"))
    assert record == {
        "code": "C104",
        "severity": "error",
        "message": "no choice is marked correct",
        "file": "quizzes/3-dubai/wcit-12.yaml",
        "line": 42,
        "column": 5,
        "end_column": 12,
        "label": "4 choices",
        "help": "mark one, or use `type: survey` for a question without a right answer",
    }
    assert json.loads(render([], "json")) == []


def test_workflow_commands_escape_what_would_end_them() -> None:
    odd = Diagnostic("C020", "warning", "50 % of\nit", Span("a,b:c.yaml", 1, 2, 3))
    assert render([odd], "github") == (
        "::warning file=a%2Cb%3Ac.yaml,line=1,col=2,endColumn=3,title=C020::50 %25 of\\nit"
    )
    assert "%0Amark one" in render([a_diagnostic()], "github")


def test_gitlab_knows_a_finding_again_where_only_its_line_changed() -> None:
    first, second = a_diagnostic(), a_diagnostic()
    span = second.span
    moved = replace(second, span=replace(span, line=span.line + 7))
    one, two = json.loads(render([first, second], "gitlab"))
    [other] = json.loads(render([moved], "gitlab"))
    assert one["fingerprint"] == other["fingerprint"] != two["fingerprint"]
    assert one["check_name"] == first.code
    assert one["severity"] == "major"
    assert one["location"] == {"path": span.file, "lines": {"begin": span.line}}


def test_sarif_reads_back_with_its_rules() -> None:
    log = json.loads(render([a_diagnostic()], "sarif"))
    (run,) = log["runs"]
    (result,) = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == list(CODES)
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "C104"
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "quizzes/3-dubai/wcit-12.yaml"}
    assert place["region"] == {"startLine": 42, "startColumn": 5, "endColumn": 12}
    assert json.loads(render([], "sarif"))["runs"][0]["results"] == []


@pytest.mark.parametrize("shape", FORMATS)
def test_nothing_raw_reaches_a_terminal(shape: str) -> None:
    evil = "x\x1b]52;c;aGk=\x07\x9b31m\u202ey"
    odd = Diagnostic("C020", "error", evil, Span(evil + ".yaml", 1, 1, 9), evil, evil, evil)
    shown = render([odd], shape)  # type: ignore[arg-type]
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_what_is_needed_and_broken_is_raised_as_its_first_error() -> None:
    warning = Diagnostic("C042", "warning", "w", Span("x", 1, 1, 2))
    error = refused([warning, a_diagnostic()])
    assert error.message == concise(a_diagnostic())
    assert error.help == a_diagnostic().help
    assert "course check" in refused([warning]).help


def test_each_is_told_once_and_in_order() -> None:
    late = Diagnostic("C020", "error", "m", Span("x", 10, 1, 2))
    early = Diagnostic("C020", "error", "m", Span("x", 9, 1, 2))
    assert in_order([late, early, late]) == (early, late)


def test_guesses_are_near_or_none() -> None:
    assert nearest("explantion", ["explanation", "stem"]) == "explanation"
    assert nearest("wombat", ["explanation", "stem"]) is None
    assert nearest("x" * 10_000, ["explanation"]) is None
    assert remedy("wombat", ["stem"], "take it out") == "take it out"
