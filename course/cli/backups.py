"""The care for the file of a learner's data: backup, restore, verify."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.data import counted, need_consent, need_file
from course.cli.output import say
from course.cli.working import working
from course.config import local_time, progress_file
from course.errors import CourseError
from course.i18n import _
from course.progress import backups
from course.progress.faults import shown
from course.text import visible

if TYPE_CHECKING:
    from course.progress.holding import Holding


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@click.command()
def backup() -> None:
    """Make a backup now, beside the daily ones.

    Seven of days, four of weeks and six of months are kept.
    """
    from course.progress.sqlite import SqliteStore

    path = need_file(progress_file())
    with working(_("No backup was made.")):
        store = SqliteStore(path, local_time())
        try:
            made = store.back_up(local_time())
        finally:
            store.close()
    say(_("{file} made and found sound.").format(file=shown(made)))


@click.command()
@click.argument("number", required=False, type=click.IntRange(1))
@click.option("--repair", is_flag=True, help="A damaged file: the newest backup and what is left.")
@click.option("--file", "path", type=click.Path(path_type=Path), help="Of which file.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(number: int | None, repair: bool, path: Path | None, yes: bool) -> None:
    """List the backups, or put NUMBER back; the present file is kept aside.

    \b
    Example: course progress restore
    Example: course progress restore 2
    """
    path = path or progress_file()
    if repair:
        _repair(path)
        return
    found = list(reversed(backups.existing(path)))
    if number is None:
        _list(path, found)
    elif number > len(found):
        raise CourseError(
            _("there is no backup {number}").format(number=number),
            _("course progress restore lists them"),
        )
    else:
        _put_back(path, found[number - 1].path, yes=yes)


def _list(path: Path, found: Sequence[backups.Backup]) -> None:
    from course.progress.holding import holding

    if not found:
        say(_("There is no backup of {file} yet.").format(file=shown(path)))
        return
    with working("") as watch:
        held = [holding(each.path, watch, each.path.name) for each in found]
    for place, (each, holds) in enumerate(zip(found, held, strict=True), 1):
        taken = each.taken.astimezone()
        say(f"{place:3}  {_day(taken)}, {taken:%H:%M}  {_contents(holds)}")
    say(_("course progress restore NUMBER puts one back; the present file is kept."))


def _contents(held: "Holding") -> str:
    if held.fault:
        return _("damaged: {why}").format(why=held.fault)
    parts = [
        _("{learner} {events} until {day}").format(
            learner=visible(part.learner), events=counted(part.events), day=_day(part.last)
        )
        for part in held.parts
    ]
    return "; ".join(parts) or _("empty")


def _put_back(path: Path, chosen: Path, *, yes: bool) -> None:
    from course.progress.care import put_back
    from course.progress.holding import holding

    held = holding(chosen)
    if held.fault:
        raise CourseError(
            _("this backup is damaged: {why}").format(why=held.fault), _("choose another")
        )
    say(_("Back comes: {contents}").format(contents=_contents(held)))
    if path.exists():
        now = holding(path)
        say(_("In place of: {contents}").format(contents=_contents(now)))
    need_consent(_("Put it back?"), yes=yes)
    with working(_("Nothing was changed.")) as watch:
        kept = put_back(path, chosen, local_time(), watch)
    say(_("{file} is as it was in the backup.").format(file=shown(path)))
    if kept:
        say(_("The file that was there is kept as {file}").format(file=shown(kept)))


def _repair(path: Path) -> None:
    from course.progress.care import repair

    with working(_("Nothing was changed.")) as watch:
        done = repair(path, local_time(), watch)
    source = _("from {backup} and what could be read").format(backup=shown(done.backup or path))
    if done.backup is None:
        source = _("from what could be read")
    lost = _("; {events} could not be read").format(events=counted(done.lost)) if done.lost else ""
    say(f"{shown(path)}: " + _("{events} restored").format(events=counted(done.events))
        + f" {source}{lost}")  # fmt: skip
    if done.kept:
        say(_("The damaged file is kept as {file}").format(file=shown(done.kept)))


@click.command()
@click.argument("path", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
def verify(path: Path | None) -> None:
    """Look through FILE, yours unless given, and its backups: every event, the whole chain.

    The schedule that is kept is compared with what the log says.
    Ends with 1 when something is wrong.
    """
    from course.progress.holding import holding
    from course.progress.schedules import drop_stale

    path = need_file(path or progress_file())
    with working(_("Nothing was changed.")) as watch:
        held = [holding(path, watch, path.name)]
        held += [holding(each.path, watch, each.path.name) for each in backups.existing(path)]
    for each in held:
        if each.fault:
            say(_("{file}: NOT SOUND: {why}").format(file=shown(each.path), why=each.fault))
            continue
        said = _("{file}: {events}, all sound").format(
            file=shown(each.path), events=counted(each.events)
        )
        if each.unread:
            said += _(" ({count} of a kind that only a newer version knows)").format(
                count=each.unread
            )
        say(said)
    stale = () if held[0].fault else drop_stale(path, local_time())
    for learner in stale:
        said = _("the schedule kept for {learner} was not what the log says; it is reckoned anew")
        say(said.format(learner=visible(learner)))
    if held[0].fault:
        say(_("help: course progress restore --repair goes on from what is sound"), err=True)
    elif any(each.fault for each in held):
        say(_("help: a damaged backup may be deleted; course progress backup makes one"), err=True)
    sys.exit(1 if stale or any(each.fault for each in held) else 0)
