"""Every code is explained, and the examples show what they are said to show."""

import re
from pathlib import Path

import pytest

import course
from course.cli.main import run
from course.lint.explain import explain, explanations, listed
from course.lint.linter import RULES
from course.loading.codes import CODES
from tests.lint.fragments import codes_of

RAISED = re.compile(r"""["']([CL]\d{3})["']""")


def test_every_code_raised_anywhere_stands_in_the_list() -> None:
    package = Path(course.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    assert {code for text in texts for code in RAISED.findall(text)} == CODES.keys()


def test_every_code_is_explained_with_a_bad_and_a_good_example() -> None:
    assert explanations().keys() == CODES.keys()
    for explanation in explanations().values():
        assert explanation.why.endswith((".", '."')), explanation.code
        assert explanation.bad.strip() and explanation.good.strip(), explanation.code
        assert explanation.bad != explanation.good, explanation.code


RULE_CODES = [code for code in CODES if code.startswith("L")]


def test_every_rule_is_registered_once() -> None:
    codes = [code for rules in RULES for code in rules.by_code]
    # The share of longest keys is judged of a quiz and of a course; spelling is no function.
    codes.remove("L202")
    assert sorted([*codes, "L401"]) == [code for code in RULE_CODES if not code.startswith("L9")]


@pytest.mark.parametrize("code", RULE_CODES)
def test_a_rule_fires_on_its_own_bad_example_and_not_on_the_good_one(code: str) -> None:
    shown = explanations()[code]
    assert code in codes_of(shown.bad)
    for good in filter(None, (shown.good, shown.also_good)):
        assert code not in codes_of(good)


def test_an_explanation_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "l105"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"L105  {CODES['L105']}\n\n")
    for part in ("Bad:\n\n    stem:", "Good:\n\n    stem:", "    allow:\n      L105: the reason"):
        assert part in shown
    assert "    lint:\n      ignore: [L105]" in shown
    assert all(len(line) <= 79 for line in shown.splitlines() if not line.startswith(" "))


def test_an_error_cannot_be_allowed() -> None:
    assert "cannot be allowed" in str(explain("C104"))


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    assert capsys.readouterr().out.splitlines() == listed().splitlines()
    assert len(listed().splitlines()) == len(CODES)


def test_an_unknown_code_is_one_line_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "L1O5"]) == 2
    assert "error: there is no code L1O5\nhelp: did you mean `L105`?" in capsys.readouterr().err
