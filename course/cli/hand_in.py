"""The command `course hand-in`: a quiz as a test without a network, and the file to give away."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.learn import quiz_named, study_options
from course.cli.opening import opened, sitting, wants_plain
from course.cli.outfile import written
from course.cli.output import say
from course.i18n import _
from course.text import visible

if TYPE_CHECKING:
    from course.study import Study


@click.command("hand-in")
@click.argument("quiz")
@click.option("--name", required=True, metavar="NAME", help="Yours, as your teacher knows it.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file (default: NAME-QUIZ.result here).",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@study_options
def hand_in(
    quiz: str, name: str, output: Path | None, force: bool, plain: bool, learner: str | None
) -> None:
    """Take QUIZ as a test where there is no network, and write a file for your teacher.

    A test that is begun goes on; one that is done is only written again. Give the file to your
    teacher on a stick or by mail: `course collect` reads it.

    \b
    Example: course hand-in fourteen-days --name "Ada L."
    """
    from course.handing_in import handed_in, is_open
    from course.sessions.live.names import cleaned

    called = cleaned(name)
    with opened(learner) as study:
        chosen = quiz_named(study.catalogue, quiz)
        if is_open(study, chosen) or not handed_in(study, chosen):
            status = _take(study, chosen, plain)
            if is_open(study, chosen) or not handed_in(study, chosen):
                say(_("Not handed in yet: the same command goes on with it."), err=True)
                sys.exit(status or 1)
        _write(study, chosen, called, output, force=force)


def _take(study: "Study", quiz: str, plain: bool) -> int:
    if wants_plain(plain):
        face = sitting(study)
        face.session(lambda: face.quiz(quiz, "test", None))
        return 0
    from course.tui.start import run

    return run(study, begin=lambda home: home.open_quiz(quiz, "test"))


def _write(study: "Study", quiz: str, name: str, output: Path | None, *, force: bool) -> None:
    from course.handing_in import result_file
    from course.progress.result_file import ENDING

    text = result_file(study, quiz, name)
    file = output or Path(f"{_for_a_file(name)}-{quiz}{ENDING}")
    if output is None and file.exists() and file.read_text(encoding="utf-8") == text:
        force = True
    with written(file, force=force) as out:
        out.write(text)
    say(_("Written to {file}: give it to your teacher.").format(file=visible(str(file), 1_000)))


def _for_a_file(name: str) -> str:
    letters = "".join(c if c.isalnum() else "-" for c in name.casefold())
    return "-".join(filter(None, letters.split("-")))
