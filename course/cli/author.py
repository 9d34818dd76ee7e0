"""The author's commands."""

import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from course.cli.output import say, wants_color
from course.loading.files import find_course
from course.loading.reports import FORMATS, Format, render
from course.text import plural

if TYPE_CHECKING:
    from course.loading.diagnostics import Diagnostic


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
@click.option(
    "--stale",
    "months",
    type=click.IntRange(0, 1_200),
    metavar="MONTHS",
    help="List what was last checked longer ago, in the whole course.",
)
def check(path: Path | None, shape: Format, color: str, months: int | None) -> None:
    """Judge the content at PATH: a course, a part of its folders, or one file.

    Without PATH it is the course at hand. Ends with 1 when there are errors.

    \b
    Example: course check lessons/ --output-format concise
    """
    from course.loading.verdict import check as judge

    began = perf_counter()
    if months is None:
        report = judge(path or find_course())
        found, errors, summary = report.diagnostics, report.errors, report.summary()
    else:
        found, errors = _stale(path, months), 0
        old = plural(len(found), "source or claim", "sources and claims")
        summary = f"{old} last checked more than {plural(months, 'month')} ago"
    painted = wants_color(color)
    if text := render(found, shape, color=painted):
        say(text, painted=painted)
    if shape in ("full", "concise"):
        say(f"{summary} ({perf_counter() - began:.1f} s)")
    sys.exit(1 if errors else 0)


def _stale(path: Path | None, months: int) -> "tuple[Diagnostic, ...]":
    from course.config import local_time
    from course.loading.files import CourseFiles
    from course.loading.stale import months_before, stale

    return stale(CourseFiles(find_course(path)), months_before(local_time().date(), months))


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def stats(path: Path | None, as_json: bool) -> None:
    """Count what the course at PATH holds, and name the objectives with too few items.

    \b
    Example: course stats
    """
    from course.loading.catalogue import catalogue
    from course.loading.files import CourseFiles
    from course.loading.inventory import inventory
    from course.loading.loaded import load

    root = find_course(path)
    counted = inventory(load(root), catalogue(CourseFiles(root)))
    if as_json:
        import json

        say(json.dumps({**asdict(counted), "minutes": counted.minutes}, indent=2))
        return
    for lesson in counted.lessons:
        sections = plural(lesson.sections, "section")
        items = plural(lesson.items, "item")
        say(f"{lesson.number:5} {lesson.id:40} {lesson.minutes:3} min, {sections}, {items}")
    reading = f"{counted.minutes // 60} h {counted.minutes % 60} min"
    say(f"{plural(len(counted.lessons), 'lesson')}, {reading}; {plural(counted.items, 'item')}")
    for name, counts in (
        ("types", counted.types),
        ("levels", counted.levels),
        ("seeds", counted.seeds),
        ("sources", counted.sources),
        ("objectives with too few items", counted.thin),
    ):
        say(f"{name}: {', '.join(f'{key} {count}' for key, count in counts.items()) or 'none'}")
    say(f"glossary: {plural(counted.terms, 'term')}")
    if counted.exercises:
        packs = ", ".join(f"{pack} {length} min" for pack, length in counted.exercises.items())
        say(f"{plural(len(counted.exercises), 'exercise')}: {packs}")
