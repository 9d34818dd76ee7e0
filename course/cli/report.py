"""The command `course report`: what a class understood, and which question is bad."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course.cli.opening import speak_as_set, wants_plain
from course.cli.outfile import written
from course.cli.output import say
from course.cli.store import open_store
from course.errors import CourseError
from course.i18n import _
from course.text import visible

if TYPE_CHECKING:
    from course.report.findings import Findings
    from course.report.told import Told
    from course.rooms.store import RoomRow, RoomStore

SHAPES = ("text", "json", "csv", "html", "pdf", "class")
ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".pdf": "pdf"}
RESULT = ".result"
"""What the names of result files end with; see `course hand-in`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `course report`."""

    what: tuple[str, ...]
    every: bool
    rooms: bool
    shape: str | None
    output: Path | None
    force: bool
    students: bool
    names: bool
    roster: str | None
    store: str | None
    plain: bool


@click.command()
@click.argument("what", nargs=-1, metavar="[CODE|QUIZ|FILE...|URL CODE]")
@click.option("--all", "every", is_flag=True, help="All classes of the same quiz together.")
@click.option("--rooms", is_flag=True, help="List the classes instead.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(SHAPES),
    help="`class` is the class itself, to be reported on elsewhere.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write there; the ending says the format: html, pdf, csv, json.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--students", is_flag=True, help="Each student too, by pseudonym.")
@click.option("--names", is_flag=True, help="Each student by name, for the teacher's eyes only.")
@click.option("--roster", metavar="NAME|FILE", help="Who belongs to the class.")
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
@click.option("--plain", is_flag=True, help="Lines instead of a screen.")
def report(**chosen: Any) -> None:
    """Say what a class understood; the last class unless a code or a quiz is named.

    A FILE is a result file, a store of classes, or a class that was carried. A URL is a server that
    holds one now; it asks for the teacher's secret, or takes it from COURSE_TEACHER_SECRET.

    Figures are by Moodle's definitions, of first answers, those left out counting 0. Below ten
    people there are only counts, below thirty figures with an interval.

    \b
    Example: course report
    Example: course report fourteen-days --all -o report.html
    Example: course report RFC-728 --names -o report.pdf
    Example: course report http://192.0.2.7:8050 RFC-728
    """
    _reported(Wanted(**chosen))


def _reported(wanted: Wanted) -> None:
    from course.cli.minutes import KINDS as MINUTED
    from course.cli.minutes import told
    from course.loading.library import Library
    from course.shelf import course_here

    language = speak_as_set()
    with _source(wanted) as store:
        if wanted.rooms:
            _list(store)
            return
        chosen = _chosen(store, wanted)
        shape = wanted.shape or _by_ending(wanted)
        if shape == "class":
            _put(wanted, _carried(store, chosen, wanted))
            return
        if chosen[0].opened.kind in MINUTED:
            library = Library(course_here(), language)
            _put(wanted, f"{told(store, chosen, library, shape, names=wanted.names)}\n")
            return
        if shape == "screen":
            sys.exit(_shown(store, chosen, wanted, language))
        found = _found(store, chosen, wanted, language)
    _put(wanted, _written(found, shape, names=wanted.names, language=language))


def _shown(store: "RoomStore", chosen: "list[RoomRow]", wanted: Wanted, language: str) -> int:
    """On the screen, where names come and go at a key."""
    from course.config import load_settings
    from course.report.telling import told
    from course.tui.report import ReportApp
    from course.tui.start import run_app

    # Each student of a thousand classes is nothing to look through.
    wanted = replace(wanted, students=wanted.students or len(chosen) == 1)
    found = {wanted.names: _found(store, chosen, wanted, language)}

    def tell(names: bool) -> "Told":
        if names not in found:
            found[names] = _found(store, chosen, replace(wanted, names=names), language)
        return told(found[names], names=names)

    chosen_so = load_settings().settings
    return run_app(
        lambda driver: ReportApp(tell, names=wanted.names, driver=driver, settings=chosen_so)
    )


def _found(
    store: "RoomStore", chosen: "list[RoomRow]", wanted: Wanted, language: str
) -> "Findings":
    from course.cli.rosters import roster_meant
    from course.loading.library import Library
    from course.report.findings import findings
    from course.rooms.desk import settle_stored
    from course.rooms.room import utc_now
    from course.shelf import course_here

    for row in chosen:
        settle_stored(store, row, utc_now())
    return findings(
        store,
        chosen,
        Library(course_here(), language),
        roster_meant(store, wanted.roster),
        students=wanted.students,
        names=wanted.names,
    )


# --- where from ---


@contextmanager
def _source(wanted: Wanted) -> "Iterator[RoomStore]":
    from course.report.sources import from_files, from_server, is_address, is_file

    what = wanted.what
    if what and is_address(what[0]):
        with from_server(*_place(what), names=wanted.names) as store:
            yield store
    elif what and all(name.endswith(RESULT) for name in what):
        yield _results(what)
    elif what and all(map(is_file, what)):
        with from_files(what) as store:
            yield store
    elif len(what) > 1:
        raise CourseError(
            _("one class, or files"), _("course report --rooms lists the classes"), exit_code=2
        )
    else:
        kept = open_store(wanted.store)
        try:
            yield kept
        finally:
            kept.close()


def _results(what: tuple[str, ...]) -> "RoomStore":
    from course.cli.collect import looked_at
    from course.loading.library import Library
    from course.rooms.room import utc_now
    from course.shelf import course_here

    return looked_at(map(Path, what), Library(course_here()), utc_now())


def _place(what: tuple[str, ...]) -> tuple[str, str, str]:
    """Address, code and secret of a class at a server."""
    from course.cli.attach import code_at, secret_of
    from course.config import home
    from course.joining.door import Door, door
    from course.joining.keyring import Keyring

    keyring, there = Keyring(home()), door(what[0], what[1] if len(what) > 1 else "")
    if not there.code:
        there = Door(there.url, code_at(keyring, there))
    return there.url, there.code, secret_of(None, keyring, there)


def _chosen(store: "RoomStore", wanted: Wanted) -> "list[RoomRow]":
    from course.report.sources import is_address, is_file
    from course.rooms.codes import typed

    rows = store.rooms()
    what = wanted.what
    elsewhere = bool(what) and (is_address(what[0]) or all(map(is_file, what)))
    named = what[0] if what and not elsewhere else None
    if named:
        code = typed(named)
        of = (named, *(f"{kind}:{named}" for kind in ("quiz", "scenario", "exercise")))
        rows = tuple(r for r in rows if r.opened.code == code or r.opened.of in of)
    if not rows:
        raise CourseError(
            _("there is no class of {name}").format(name=visible(named))
            if named
            else _("no class was held yet"),
            _("course report --rooms lists them; course host holds one"),
        )
    every = wanted.every or (elsewhere and len(what) > 1)
    newest = rows[0]
    return [row for row in rows if row.opened.of == newest.opened.of] if every else [newest]


# --- where to ---


def _is_screen(wanted: Wanted) -> bool:
    return not (wanted.shape or wanted.output) and not wants_plain(wanted.plain)


def _by_ending(wanted: Wanted) -> str:
    if wanted.output:
        return ENDINGS.get(wanted.output.suffix.lower(), "text")
    return "screen" if _is_screen(wanted) else "text"


def _put(wanted: Wanted, made: str | bytes) -> None:
    if wanted.output is None and isinstance(made, str):
        say(made.rstrip("\n"))
        return
    if wanted.output is None and sys.stdout.isatty():
        raise CourseError(
            _("a PDF is nothing for a terminal"), _("name a file: -o report.pdf"), exit_code=2
        )
    with written(wanted.output, force=wanted.force) as file:
        if isinstance(made, str):
            file.write(made)
        else:
            file.buffer.write(made)
    if wanted.output:
        say(_("Written to {file}.").format(file=wanted.output), err=True)


def _written(found: "Findings", shape: str, *, names: bool, language: str) -> str | bytes:
    from course.report.telling import told

    match shape:
        case "json":
            from course.report.numbers import numbers

            return json.dumps(numbers(found), indent=2) + "\n"
        case "csv":
            from course.report.numbers import item_rows, student_rows

            return student_rows(found) if found.people.students else item_rows(found)
        case "html":
            from course.report.page import page

            return page(told(found, names=names), datetime.now(UTC), language or "en")
        case "pdf":
            from course.report.paper import paper

            return paper(told(found, names=names), datetime.now(UTC), language or "en")
        case _:
            from course.report.lines import lines

            return "\n".join(lines(told(found, names=names))) + "\n"


def _carried(store: "RoomStore", chosen: "list[RoomRow]", wanted: Wanted) -> str:
    from course.report.people import called_outside
    from course.rooms.carried import dumped

    row = chosen[0]
    return dumped(store, row, called_outside(store, row, names=wanted.names)) + "\n"


def _list(store: "RoomStore") -> None:
    for row in store.rooms():
        state = _("open") if row.ended is None else _("over")
        when = row.began.astimezone()
        say(f"{row.opened.code}  {when:%Y-%m-%d %H:%M}  {state:5} {row.opened.title}")
