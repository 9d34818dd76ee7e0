"""The commands for rosters: who belongs to a class."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.group import SmallGroup
from course.cli.output import say
from course.cli.store import store_kept
from course.errors import CourseError
from course.i18n import _, ngettext
from course.text import visible

if TYPE_CHECKING:
    from course.rooms.roster import Roster
    from course.rooms.store import RoomStore

LARGEST = 2 * 2**20
"""Bytes of a table that are read."""


@click.group(cls=SmallGroup, invoke_without_command=True)
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
@click.pass_context
def roster(ctx: click.Context, store: str | None) -> None:
    """Say who belongs to a class; alone it lists the rosters that are kept.

    A table has name, id and group in its columns, with or without a line that says so. A column
    `extra time` says in per cent how much longer somebody may take at an assignment.

    \b
    Example: course roster add 9b.csv
    Example: course host fourteen-days --roster 9b
    """
    ctx.obj = store
    if ctx.invoked_subcommand is None:
        with store_kept(store) as rooms:
            _list(rooms)


@roster.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What it is called (default: as the file).")
@click.pass_obj
def add(store: str | None, file: Path, name: str | None) -> None:
    """Keep the roster in FILE (CSV), in place of the one of the same name."""
    from course.rooms.roster import dumped

    read = read_file(file, name)
    with store_kept(store) as rooms:
        rooms.keep_roster(read.name, dumped(read))
    n = len(read.people)
    said = ngettext("{name}: {n} person", "{name}: {n} people", n)
    say(said.format(name=read.name, n=n))


@roster.command()
@click.argument("name")
@click.pass_obj
def show(store: str | None, name: str) -> None:
    """Write a roster as the table it can be read from again."""
    from course.report.numbers import table

    with store_kept(store) as rooms:
        found = _named(rooms, name)
    heads = ["name", "id", "group", "extra time"]
    people = [[p.name, p.id, p.group, f"{p.extra_time or ''}"] for p in found.people]
    if not any(person.extra_time for person in found.people):
        heads, people = heads[:3], [row[:3] for row in people]
    say(table(heads, people).rstrip("\n"))


@roster.command()
@click.argument("name")
@click.pass_obj
def remove(store: str | None, name: str) -> None:
    """Take a roster away; the classes that were held with it stay."""
    with store_kept(store) as rooms:
        _named(rooms, name)
        rooms.keep_roster(name, None)
        rooms.compact()
    say(_("{name} is gone.").format(name=visible(name)))


def _list(rooms: "RoomStore") -> None:
    from course.rooms.roster import loaded

    kept = rooms.rosters()
    for name, text in kept.items():
        n = len(loaded(name, text).people)
        said = ngettext("{name}: {n} person", "{name}: {n} people", n)
        say(said.format(name=name, n=n))
    if not kept:
        say(_("No roster is kept. course roster add FILE keeps one."))


def read_file(file: Path, name: str | None = None) -> "Roster":
    """The roster in a table; raises `CourseError` with the line of each fault."""
    from course.rooms.roster import read_roster

    shown = visible(str(file), 1_000)
    try:
        with file.open("rb") as table:
            data = table.read(LARGEST + 1)
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        raise CourseError(
            _("{file} cannot be read: {why}").format(file=shown, why=why), exit_code=2
        ) from None
    if len(data) > LARGEST:
        raise CourseError(_("{file} is too large for a roster").format(file=shown), exit_code=2)
    return read_roster(visible(name or file.stem, 60), data, shown)


def roster_meant(rooms: "RoomStore", what: str | None) -> "Roster | None":
    """The roster somebody named: a table, or one that is kept."""
    if what is None:
        return None
    return read_file(Path(what)) if Path(what).is_file() else _named(rooms, what)


def kept_roster(rooms: "RoomStore", what: str) -> str:
    """The name of the roster somebody named; a table is kept under its own."""
    from course.rooms.roster import dumped

    meant = roster_meant(rooms, what)
    if meant is None:
        return ""
    if Path(what).is_file():
        rooms.keep_roster(meant.name, dumped(meant))
    return meant.name


def _named(rooms: "RoomStore", name: str) -> "Roster":
    from course.rooms.roster import loaded

    kept = rooms.rosters()
    if name not in kept:
        raise CourseError(
            _("there is no roster {name}").format(name=visible(name)),
            _("there are: {names}").format(names=", ".join(kept))
            if kept
            else _("course roster add FILE keeps one"),
        )
    return loaded(name, kept[name])
