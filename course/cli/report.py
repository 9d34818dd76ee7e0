"""The command `course report`: what a class understood, and which question is bad."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course.cli.host import open_store
from course.cli.opening import speak_as_set
from course.cli.outfile import written
from course.cli.output import say
from course.errors import CourseError
from course.i18n import _
from course.text import visible

if TYPE_CHECKING:
    from course.report.findings import Findings
    from course.rooms.store import RoomRow, RoomStore


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `course report`."""

    room: str | None
    every: bool
    rooms: bool
    shape: str | None
    output: Path | None
    force: bool
    students: bool
    names: bool
    store: str | None


@click.command()
@click.argument("room", required=False, metavar="[CODE|QUIZ]")
@click.option("--all", "every", is_flag=True, help="All classes of the same quiz together.")
@click.option("--rooms", is_flag=True, help="List the classes instead.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "csv", "html"]))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--students", is_flag=True, help="Each student too, by pseudonym.")
@click.option("--names", is_flag=True, help="Each student by name, for the teacher's eyes only.")
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
def report(**chosen: Any) -> None:
    """Say what a class understood; the last class unless a code or a quiz is named.

    Figures are by Moodle's definitions, of first answers, those left out counting 0. Below ten
    people there are only counts, below thirty figures with an interval.

    \b
    Example: course report
    Example: course report fourteen-days --all --format html -o report.html
    """
    _reported(Wanted(**chosen))


def _reported(wanted: Wanted) -> None:
    from course.loading.library import Library
    from course.report.findings import findings
    from course.rooms.desk import settle_stored
    from course.rooms.room import utc_now
    from course.shelf import course_here

    language = speak_as_set()
    kept = open_store(wanted.store)
    try:
        if wanted.rooms:
            _list(kept)
            return
        chosen = _chosen(kept, wanted.room, every=wanted.every)
        for row in chosen:
            settle_stored(kept, row, utc_now())
        library = Library(course_here(), language)
        found = findings(kept, chosen, library, students=wanted.students or wanted.names)
    finally:
        kept.close()
    shape = wanted.shape or _by_ending(wanted.output)
    text = _written(found, shape, names=wanted.names, language=language)
    if wanted.output is None:
        say(text.rstrip("\n"))
        return
    with written(wanted.output, force=wanted.force) as file:
        file.write(text)
    say(_("Written to {file}.").format(file=wanted.output), err=True)


def _by_ending(output: Path | None) -> str:
    endings = {".html": "html", ".json": "json", ".csv": "csv"}
    return endings.get(output.suffix.lower(), "text") if output else "text"


def _written(found: "Findings", shape: str, *, names: bool, language: str) -> str:
    from course.report.telling import told

    match shape:
        case "json":
            from course.report.numbers import numbers

            return json.dumps(numbers(found), indent=2) + "\n"
        case "csv":
            from course.report.numbers import item_rows, student_rows

            return student_rows(found) if found.students else item_rows(found)
        case "html":
            from course.report.page import page

            return page(told(found, names=names), datetime.now(UTC), language or "en")
        case _:
            from course.report.lines import lines

            return "\n".join(lines(told(found, names=names))) + "\n"


def _list(store: "RoomStore") -> None:
    for row in store.rooms():
        state = _("open") if row.ended is None else _("over")
        when = row.began.astimezone()
        say(f"{row.opened.code}  {when:%Y-%m-%d %H:%M}  {state:5} {row.opened.title}")


def _chosen(store: "RoomStore", named: str | None, *, every: bool) -> "list[RoomRow]":
    from course.rooms.codes import typed

    rows = store.rooms()
    if named:
        code = typed(named)
        rows = tuple(r for r in rows if r.opened.code == code or r.opened.of == f"quiz:{named}")
    if not rows:
        raise CourseError(
            _("there is no class of {name}").format(name=visible(named))
            if named
            else _("no class was held yet"),
            _("course report --rooms lists them; course host holds one"),
        )
    newest = rows[0]
    return [row for row in rows if row.opened.of == newest.opened.of] if every else [newest]
