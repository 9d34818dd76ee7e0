"""The author's commands."""

import sys
from pathlib import Path
from time import perf_counter

import click

from course.cli.output import say, wants_color
from course.loading.files import find_course
from course.loading.reports import FORMATS, Format, render


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output-format",
    "shape",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help="For people, editors, programs, code hosts.",
)
@click.option(
    "--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True
)
def check(path: Path | None, shape: Format, color: str) -> None:
    """Judge the content at PATH: a course, a part of its folders, or one file.

    Without PATH it is the course at hand. Ends with 1 when there are errors.

    \b
    Example: course check lessons/ --output-format concise
    """
    from course.loading.verdict import check as judge

    began = perf_counter()
    report = judge(path or find_course())
    painted = wants_color(color)
    if text := render(report.diagnostics, shape, color=painted):
        say(text, painted=painted)
    if shape in ("full", "concise"):
        say(f"{report.summary()} ({perf_counter() - began:.1f} s)")
    sys.exit(1 if report.errors else 0)
