"""`lessons/AUTHORING.md` is true: its commands run in their order, its figures are the measured."""

import io
import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from course.cli.main import run
from course.lint.check import check

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "lessons/AUTHORING.md").read_text(encoding="utf-8")
FIGURES = (ROOT / "tests/lint/FIGURES.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


FILLED = {
    "lessons/01-the-beginning/where-it-grows.yaml": {
        "heading: A heading that says something": "heading: A hill above the clouds",
        "Begin with a person, a place and a moment, and say what happened": (
            "At dawn she climbed the hill and picked two leaves and a bud"
        ),
        "A claim about the passage above that is either true or false.": "She picked whole twigs.",
        "answer: true": "answer: false",
    },
    "quizzes/01-the-beginning/where-it-grows.yaml": {
        "What is asked here, in words that need no options to make sense?": (
            "What did she pick on the hill?"
        ),
        "The right answer in a few words": "Two leaves and a bud",
    },
}
"""What somebody with an editor writes in the place of what was there to be filled in."""


def fill_in(course: Path) -> None:
    for name, changes in FILLED.items():
        text = (course / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        (course / name).write_text(text, encoding="utf-8")


def test_an_evening_from_nothing_to_a_course_that_somebody_else_studies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PATH", raising=False)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "author"))
    said: dict[str, str] = {}
    for words in commands():
        if words[0] == "cd":
            os.chdir(words[1])
            continue
        if words[1] == "add":
            assert check(Path()).errors == 0
            monkeypatch.setenv("COURSE_HOME", str(tmp_path / "reader"))
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        status = run(words[1:])
        out, err = capsys.readouterr()
        assert status == 0, (words, out, err)
        said[" ".join(words[1:])] = out
        if words[1:3] == ["new", "quiz"]:
            fill_in(Path())
    assert "Tea" in said["--course tea --plain"]
    previewed = said["preview --plain quizzes/01-the-beginning/where-it-grows.yaml"]
    assert "What did she pick on the hill?" in previewed
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("f\n\n"))
    assert run(["--course", "tea", "learn", "where-it-grows", "--plain"]) == 0
    read = capsys.readouterr().out
    assert "A hill above the clouds" in read
    assert "two leaves and a bud" in read
    assert "Right." in read
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n1\n\n\n"))
    run(["--course", "tea", "quiz", "how-to-brew", "--plain"])
    assert "What is asked here" in capsys.readouterr().out


def test_the_figures_are_those_that_were_measured() -> None:
    made_with, unseen = FIGURES.split("## What no rule had seen")
    for code, precision, recall, *rest in re.findall(
        r"^\| (L\d+|all) \| (\S+) \| (\S+) \| (\S*) ?\| (\S*) ?\|$", GUIDE, re.MULTILINE
    ):
        for part, figures in ((made_with, (precision, recall)), (unseen, tuple(rest))):
            found = re.search(rf"^\| {code} \| .* \| (\S+) \| (\S+) \|$", part, re.MULTILINE)
            assert (found.groups() if found else ("", "")) == figures, code
