"""The commands that judge content: `check`, and `explain` for what it says."""

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from course.cli.output import say, wants_color
from course.cli.watching import AUTHOR
from course.cli.working import working
from course.lint.check import can_spell
from course.lint.check import check as judge
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
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="In colour; by itself on a terminal alone.",
)
@click.option(
    "--stale",
    "months",
    type=click.IntRange(0, 1_200),
    metavar="MONTHS",
    help="List what was last checked longer ago, in the whole course.",
)
@click.option("--select", metavar="CODES", default="", help="Tell these warnings alone: L1,C043.")
@click.option("--ignore", metavar="CODES", default="", help="Leave these warnings out.")
@click.option("--strict", is_flag=True, help="End with 1 on warnings too.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then judge.")
@click.option("--dry-run", "dry", is_flag=True, help="With --fix: show the changes, make none.")
@click.option("--watch", is_flag=True, help="Judge again whenever a file is saved; errors first.")
def check(path: Path | None, *, fix: bool, dry: bool, watch: bool, **chosen: Any) -> None:
    """Judge the content at PATH: a course, a part of its folders, or one file.

    Without PATH it is the course at hand. Ends with 1 when there are errors.
    Warnings are judgements on how it is written; `course explain CODE` says what each means.

    \b
    Example: course check lessons/ --output-format concise
    """
    if dry and not fix:
        raise click.UsageError("--dry-run goes with --fix")
    if watch and (fix or chosen["months"] is not None):
        raise click.UsageError("--watch goes with neither --fix nor --stale")
    if fix and _mend(path or find_course(), dry=dry, err=chosen["shape"] not in SPOKEN):
        return
    if watch:
        from course.cli.watching import watching

        watching(path or find_course(), lambda: _look(path, **chosen, one_at_a_time=True))
        return
    sys.exit(1 if _look(path, **chosen) else 0)


SPOKEN = ("full", "concise")
"""Formats for people, who are told how much was judged, and in what time."""


def _look(
    path: Path | None,
    *,
    shape: Format,
    color: str,
    months: int | None,
    select: str,
    ignore: str,
    strict: bool,
    one_at_a_time: bool = False,
) -> bool:
    """Tells what is wrong, errors alone where asked to and there are any; whether that fails."""
    began = perf_counter()
    if months is None:
        with working("") as tell:
            report = judge(path or find_course(), select=select, ignore=ignore, watch=tell)
        found, errors, summary = report.diagnostics, report.errors, report.summary()
    else:
        found, errors = _stale(path, months), 0
        old = plural(len(found), "source or claim", "sources and claims")
        summary = f"{old} last checked more than {plural(months, 'month')} ago"
    if one_at_a_time and errors:
        # Whoever is mending one would find it above a screen full of warnings.
        found = tuple(one for one in found if one.severity == "error")
    painted = wants_color(color)
    if text := render(found, shape, color=painted):
        say(text, painted=painted)
    if shape in SPOKEN:
        say(f"{summary} ({perf_counter() - began:.1f} s)")
        if one_at_a_time and errors:
            say("warnings are told when there is no error")
        if code := next((one.code for one in found if one.code.startswith("L")), None):
            say(f"course explain {code} says why it matters, and how to allow it")
        if months is None and not can_spell():
            say(f"note: spelling was not looked at; {AUTHOR}", err=True)
    return bool(errors or (strict and found))


def _mend(path: Path, *, dry: bool, err: bool) -> bool:
    """Mends files, or shows what would be mended; whether that was all that was asked for."""
    from course.lint.mending import mend_all

    mended = mend_all(path, dry=dry)
    if dry:
        for mending in mended:
            say(mending.diff)
        say(f"{plural(len(mended), 'file')} would change")
        return True
    for mending in mended:
        for fix in mending.fixes:
            say(f"{mending.file}:{fix.line}: {fix.what}", err=err)
    return False


def _stale(path: Path | None, months: int) -> "tuple[Diagnostic, ...]":
    from course.config import local_time
    from course.loading.files import CourseFiles
    from course.loading.stale import months_before, stale

    return stale(CourseFiles(find_course(path)), months_before(local_time().date(), months))


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what CODE means: why it matters, a bad and a good example, how to allow it.

    Without CODE it lists all.

    \b
    Example: course explain L105
    """
    from course.lint.explain import explain as explanation
    from course.lint.explain import listed

    say(str(explanation(code)) if code else listed())
