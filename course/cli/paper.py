"""The command `course paper`: a quiz as exam sheets to print, with answer cards and the key."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.learn import quiz_named, seed_given
from course.cli.outfile import need_free, written
from course.cli.output import say
from course.errors import CourseError
from course.i18n import _
from course.text import visible

if TYPE_CHECKING:
    from course.formats.paper import Exam


@click.command()
@click.argument("quiz")
@click.option(
    "--versions",
    type=click.IntRange(1, 26),
    default=2,
    show_default=True,
    help="So many, each in an order of its own.",
)
@click.option(
    "--seed",
    metavar="S",
    callback=seed_given,
    default="1",
    show_default=True,
    help="Other orders; any text. It stands on each sheet.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["pdf", "html"]),
    help="How (default: pdf where the extra `pdf` is installed).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder (default: QUIZ-paper here).",
)
@click.option("--force", is_flag=True, help="Replace what is there.")
def paper(
    quiz: str, versions: int, seed: str, shape: str | None, output: Path | None, force: bool
) -> None:
    """Print QUIZ: exam sheets in versions, an answer card with each, the teacher's key apart.

    A card laid beside the key of its version is marked at a glance. Or type the answers in, and
    let `course report` say what was understood: in a grid with `course grid QUIZ`, or in the table
    that is written too, for any spreadsheet and `course collect`.

    \b
    Example: course paper fourteen-days --versions 3 --seed june
    """
    from course.cli.opening import speak_as_set
    from course.formats.answer_table import empty
    from course.formats.paper import exam
    from course.loading.library import Library
    from course.sessions.paper import VERSIONS
    from course.shelf import course_here

    library = Library(course_here(), speak_as_set())
    name = quiz_named(library.catalogue, quiz)
    content = library.quiz(name)
    exams = [exam(content.title, name, content.questions, seed, v) for v in VERSIONS[:versions]]
    folder, shape = output or Path(f"{name}-paper"), shape or _shape()
    files = {f"{name}-{each.version}.{shape}": _made([each], shape) for each in exams}
    files[f"{name}-key.{shape}"] = _made(exams, shape, keys=True)
    files[f"{name}-answers.csv"] = empty(name, seed, len(content.questions)).encode()
    _write(folder, files, force=force)
    say(
        _("Written to {folder}: {files}.").format(
            folder=visible(str(folder), 1_000), files=", ".join(files)
        )
    )
    if unmarked := [item.number for item in exams[0].items if not item.points]:
        say(
            _("Not marked by a key: {numbers} of version A.").format(
                numbers=", ".join(map(str, unmarked))
            )
        )


def _shape() -> str:
    from importlib.util import find_spec

    return "pdf" if find_spec("typst") else "html"


def _made(exams: "list[Exam]", shape: str, *, keys: bool = False) -> bytes:
    if shape == "pdf":
        from course.formats.typeset import pdf

        return pdf(exams, keys=keys)
    from course.formats.paper import page

    return page(exams, keys=keys).encode()


def _write(folder: Path, files: dict[str, bytes], *, force: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CourseError(
            _("{path} cannot be made: {why}").format(
                path=visible(str(folder), 1_000), why=error.strerror
            ),
            _("choose another -o"),
        ) from None
    for name in files if not force else ():
        need_free(folder / name)
    for name, data in files.items():
        with written(folder / name, force=force) as file:
            file.flush()
            file.buffer.write(data)
