"""What `--help` says, in the language spoken."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from course import i18n
from course.cli.group import LazyGroup, attribute, course_group
from course.cli.help import Formatter
from course.cli.main import COMMANDS, HOME, SECTIONS, run
from tests.pseudo import Accents, leaks

NO_WORDS = re.compile(r"^ +[Éé]xámplé:.*|^  \S+(?: \S+)*(?=  |$)|\[[^\]]*\]", re.M)
"""Examples, names of commands and options, and values."""


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(click.Context, "formatter_class", click.HelpFormatter)


def test_help_is_in_the_language_that_holds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["--lang", "es", "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Uso: course [OPCIONES] [ORDEN] [ARGUMENTOS]...")
    assert "Leer una lección, o seguir donde estaba." in said
    assert run(["--help"]) == 0
    assert "Read a lesson, or go on where you were." in capsys.readouterr().out
    monkeypatch.setenv("COURSE_LANG", "es")
    assert run(["host", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Segundos para cada pregunta." in said
    assert "[por defecto: 60; 1<=x<=1000]" in said
    assert "Ejemplo: course host fourteen-days --lan" in said


def test_help_is_had_where_the_settings_are_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_HOME", "~nobody-of-this-name")
    assert run(["--help"]) == 0
    assert "Read a lesson" in capsys.readouterr().out


def commands(command: click.Command, *names: str) -> Iterator[tuple[str, click.Command]]:
    """Each command there is, by all of its names."""
    yield " ".join(names), command
    below = getattr(command, "commands", {})
    if isinstance(command, LazyGroup):
        below = {name: attribute(target) for name, (target, _does) in command.table.items()}
    for name, one in below.items():
        yield from commands(one, *names, name)


EVERY = dict(commands(course_group(COMMANDS, HOME, SECTIONS), "course"))


@pytest.mark.parametrize("name", EVERY)
def test_every_word_of_help_goes_through_gettext(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click.Context, "formatter_class", Formatter)
    i18n.spoken = Accents()
    told = EVERY[name].get_help(click.Context(EVERY[name], info_name=name))
    assert leaks(NO_WORDS.sub("", told.partition("\n\n")[2])) == []
