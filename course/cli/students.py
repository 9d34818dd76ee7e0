"""The commands for students' data: who was there, what is kept of them, and taking it away."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.group import SmallGroup
from course.cli.outfile import written
from course.cli.output import say
from course.cli.store import store_kept
from course.errors import CourseError
from course.i18n import _, ngettext
from course.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.report.records import Record
    from course.rooms.store import RoomRow, RoomStore, Thin


@click.group(cls=SmallGroup)
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
@click.pass_context
def student(ctx: click.Context, store: str | None) -> None:
    """Give a student what is kept of them, or erase it.

    \b
    Example: course student export "Ana Pereira" -o ana.json
    Example: course student forget 7KQ2-MX4T
    """
    ctx.obj = store


@student.command(name="list")
@click.option("--class", "code", metavar="CODE", help="Of one class.")
@click.pass_obj
def list_(store: str | None, code: str | None) -> None:
    """List who was in the classes, with their pseudonyms; for the teacher's eyes only."""
    from course.report.people import outside
    from course.report.records import sittings

    with store_kept(store) as rooms:
        key = rooms.pseudonym_key()
        for each in sittings(rooms, _code(code)):
            say(f"{outside(key, each.seated)}  {each.said}")


@student.command()
@click.argument("who", metavar="NAME|ID|PSEUDONYM")
@click.option("--class", "code", metavar="CODE", help="Of one class.")
@click.option("--everywhere", is_flag=True, help="Of all who go by this name.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write there."
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.pass_obj
def export(
    store: str | None,
    who: str,
    code: str | None,
    everywhere: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Write all that is kept of a student, as JSON."""
    from course.report.records import handed_out

    with store_kept(store) as rooms:
        record = _record(rooms, who, code, everywhere=everywhere)
        text = json.dumps(handed_out(rooms, record), indent=2)
    if output is None:
        say(text)
        return
    with written(output, force=force) as file:
        file.write(text + "\n")
    say(_("Written to {file}.").format(file=output), err=True)


@student.command()
@click.argument("who", metavar="NAME|ID|PSEUDONYM")
@click.option("--class", "code", metavar="CODE", help="From one class.")
@click.option("--everywhere", is_flag=True, help="All who go by this name.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(store: str | None, who: str, code: str | None, everywhere: bool, yes: bool) -> None:
    """Erase a student for good: name, answers, lines on rosters; nothing brings it back.

    Reports say from then on that somebody was erased, and their figures are of the others. Files
    that were written before stay where they are, and so do a database's own backups.
    """
    from course.report.records import erase

    with store_kept(store) as rooms:
        record = _record(rooms, who, code, everywhere=everywhere)
        for each in record.sittings:
            say(each.said)
        for name, person in record.listed:
            on = _("on the roster {name}").format(name=visible(name))
            say(f"{visible(person.name, 60)} · {on}")
        if not _agreed(_("Erase this for good?"), yes=yes):
            return
        count = erase(rooms, record)
    said = ngettext("{n} row erased", "{n} rows erased", count).format(n=count)
    say(
        _("{rows}. Files written before and backups of a database are not reached.").format(
            rows=said
        )
    )


@student.command()
@click.option("--days", type=click.IntRange(1), help="As set by `keep_names` unless given.")
@click.option("--classes", is_flag=True, help="Erase the whole classes, answers and all.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def thin(store: str | None, days: int | None, classes: bool, yes: bool) -> None:
    """Take names, and what was typed, out of classes over long ago; the rest stays, as nobody's.

    What was chosen stays, and what every answer earned: figures are as before. Of an exercise the
    texts stay that the class settled on, without who proposed what in which words.

    Nothing is ever taken out unasked: it takes this command, and a number of days that was set.

    \b
    Example: course config keep_names 365
    Example: course student thin --yes
    """
    from course.report.records import older

    with store_kept(store) as rooms:
        limit = days or _days_set()
        rows = older(rooms, limit, datetime.now(UTC))
        thins = {} if classes else _untouched(rooms, rows)
        rows = rows if classes else list(thins)
        if not rows:
            say(ngettext("Nothing is older than {n} day.", "Nothing is older than {n} days.", limit)
                .format(n=limit))  # fmt: skip
            return
        for row in rows:
            say(
                f"{row.opened.code}  {row.began.astimezone():%Y-%m-%d}  {visible(row.opened.title)}"
            )
        question = (
            _("Erase these classes for good?")
            if classes
            else _("Take names and what was typed out of these classes for good?")
        )
        if not _agreed(question, yes=yes):
            return
        say(_erased(rooms, rows) if classes else _thinned(rooms, thins))


def _untouched(rooms: "RoomStore", rows: "Sequence[RoomRow]") -> "dict[RoomRow, Thin]":
    from course.cli.opening import speak_as_set
    from course.loading.library import Library
    from course.report.findings import asked
    from course.report.records import untouched
    from course.shelf import course_here

    return untouched(rooms, rows, asked(Library(course_here(), speak_as_set()), rows))


def _erased(rooms: "RoomStore", rows: "Sequence[RoomRow]") -> str:
    for row in rows:
        rooms.erase(row.id)
    rooms.compact()
    n = len(rows)
    return ngettext("{n} class erased.", "{n} classes erased.", n).format(n=n)


def _thinned(rooms: "RoomStore", thins: "dict[RoomRow, Thin]") -> str:
    n = sum(rooms.thin(row.id, thin) for row, thin in thins.items())
    rooms.compact()
    return ngettext(
        "{n} name or typed text taken out.", "{n} names and typed texts taken out.", n
    ).format(n=n)


def _days_set() -> int:
    from course.config import load_settings

    if days := load_settings().settings.keep_names:
        return days
    raise CourseError(
        _("no number of days is set, so nothing is taken out"),
        _("course config keep_names 365, or --days 365"),
        exit_code=2,
    )


def _record(rooms: "RoomStore", who: str, code: str | None, *, everywhere: bool) -> "Record":
    from course.report import records

    if everywhere:
        return records.everywhere(rooms, who)
    return records.find(rooms, who, _code(code))


def _code(said: str | None) -> str:
    from course.rooms.codes import typed

    if said is None:
        return ""
    if code := typed(said):
        return code
    raise CourseError(
        _("{code} is no code of a class").format(code=visible(said, 20)),
        _("course report --rooms lists them; course host holds one"),
        exit_code=2,
    )


def _agreed(question: str, *, yes: bool) -> bool:
    """Whether to go on: said before, or asked for; where nobody can be asked nothing happens."""
    if yes:
        return True
    if not sys.stdin.isatty():
        say(_("Nothing was done: add --yes."), err=True)
        return False
    return click.confirm(question, err=True)
