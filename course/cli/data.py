"""The care for a learner's data: export, import, backup, restore, verify, forget."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from course.cli.output import say
from course.cli.working import working
from course.config import (
    learner_name,
    local_time,
    progress_file,
    store_setting,
    stored_settings,
)
from course.errors import CourseError
from course.i18n import _, ngettext
from course.progress import backups
from course.progress.faults import shown
from course.text import joined, visible

if TYPE_CHECKING:
    from course.progress.forgetting import Trace
    from course.progress.holding import Holding

Command = TypeVar("Command", bound=Callable[..., Any])
_FORMS = ("jsonl", "csv", "xapi")


def _named() -> str | None:
    """The learner said with an option anywhere before."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if name := context.params.get("learner"):
            return str(name)
        context = context.parent
    return None


def _learner(help: str) -> Callable[[Command], Command]:
    return click.option("--learner", metavar="NAME", default=_named, help=help)


def _events(count: int) -> str:
    return ngettext("{count:,} event", "{count:,} events", count).format(count=count)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _need_file(path: Path) -> Path:
    if not path.exists():
        raise CourseError(
            _("nothing is kept yet in {file}").format(file=shown(path)),
            _("set COURSE_HOME if it is elsewhere"),
        )
    return path


# --- export, import ---


def _since(_context: click.Context, _parameter: click.Parameter, text: str | None) -> Any:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("a day such as 2026-11-24") from None
    if len(text) <= 10:
        found = datetime.combine(found.date(), time())
    return found if found.tzinfo else found.astimezone()


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="jsonl: whole, to be imported; csv: a table; xapi: statements. Else by FILE's ending.",
)
@_learner("Whose (default: yours).")
@click.option("--everyone", is_flag=True, help="Everybody's on this machine.")
@click.option("--since", metavar="DAY", callback=_since, help="Only what happened from then on.")
@click.option("--names", is_flag=True, help="In csv and xapi: names in place of pseudonyms.")
@click.option("--base", metavar="URL", help="In xapi: what the ids of activities begin with.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def export(
    file: Path | None,
    form: Any,
    learner: str | None,
    everyone: bool,
    since: datetime | None,
    names: bool,
    base: str | None,
    force: bool,
) -> None:
    """Write what you did to FILE, or to standard output.

    \b
    Example: course progress export mine.jsonl
    Example: course progress export table.csv --since 2026-09-01
    """
    from course.cli.outfile import written
    from course.progress.outward import BASE, Wanted, exported

    path = _need_file(progress_file())
    form = form or {".csv": "csv", ".json": "xapi"}.get(file.suffix if file else "", "jsonl")
    who = None if everyone else learner_name(learner)
    wanted = Wanted(who, since, form, names, base or BASE)
    _need_known(path, who)
    undone = _("Nothing was written.") if file else _("What was written is not whole.")
    with working(undone) as watch, written(file, force=force) as out:
        for line in exported(path, wanted, watch):
            out.write(line)
    if file:
        said = _("{file} written.").format(file=shown(file))
        say(said if form == "jsonl" or names else f"{said} " + _("It has pseudonyms for names."))


def _need_known(path: Path, learner: str | None) -> None:
    from course.progress.sqlite import SqliteStore

    store = SqliteStore(path, local_time())
    known = store.learners()
    store.close()
    if learner is not None and learner not in known:
        raise CourseError(
            _("nothing of {learner} is kept here").format(learner=visible(learner)),
            _("--learner names another: {known}").format(
                known=visible(joined(known)) or _("nobody yet")
            ),
        )


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@_learner("Only what this learner did.")
@click.option("--as", "name", metavar="NAME", help="Under this name, if yours differs there.")
def bring_in(files: Sequence[Path], learner: str | None, name: str | None) -> None:
    """Bring in exports (jsonl) or another progress.db: all of them or nothing.

    Twice is as once, and in which order machines give each other theirs makes no difference.
    A backup is made before.

    \b
    Example: course progress import laptop.jsonl
    Example: course progress merge /media/stick/progress.db
    """
    from course.progress.foreign import read
    from course.progress.merge import merge, renamed

    called = learner_name(name) if name else None
    with working(_("Nothing was brought in.")) as watch:
        log = [row for file in files for row in renamed(read(file, watch), learner, called)]
        done = merge(progress_file(), log, local_time(), watch)
    say(
        _("{added} brought in, {known} known already: {learners}.").format(
            added=_events(done.added),
            known=f"{done.known:,}",
            learners=visible(joined(done.learners)) or _("nobody"),
        )
    )
    if done.backup:
        say(_("A backup from before is {file}").format(file=shown(done.backup)))


# --- backup, restore, verify ---


@click.command()
def backup() -> None:
    """Make a backup now, beside the daily ones.

    Seven of days, four of weeks and six of months are kept.
    """
    from course.progress.sqlite import SqliteStore

    path = _need_file(progress_file())
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
            learner=visible(part.learner), events=_events(part.events), day=_day(part.last)
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
    _need_consent(_("Put it back?"), yes=yes)
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
    lost = _("; {events} could not be read").format(events=_events(done.lost)) if done.lost else ""
    say(f"{shown(path)}: " + _("{events} restored").format(events=_events(done.events))
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

    path = _need_file(path or progress_file())
    with working(_("Nothing was changed.")) as watch:
        held = [holding(path, watch, path.name)]
        held += [holding(each.path, watch, each.path.name) for each in backups.existing(path)]
    for each in held:
        if each.fault:
            say(_("{file}: NOT SOUND: {why}").format(file=shown(each.path), why=each.fault))
            continue
        said = _("{file}: {events}, all sound").format(
            file=shown(each.path), events=_events(each.events)
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


# --- forget ---


@click.command()
@click.argument("name", metavar="[LEARNER]", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(name: str | None, yes: bool) -> None:
    """Remove all that LEARNER, you unless given, ever did here, in every backup too.

    It cannot be undone. What others on this machine did stays as it is.

    \b
    Example: course progress forget ana
    """
    from course.progress.forgetting import forget as remove
    from course.progress.forgetting import traces

    path, learner = progress_file(), learner_name(name or _named())
    with working(_("Nothing was removed.")) as watch:
        found = traces(path, learner, watch)
    if not found:
        raise CourseError(
            _("nothing of {learner} is kept here").format(learner=visible(learner)),
            _("course progress verify says what is"),
        )
    say(_("Of {learner} this will be removed:").format(learner=visible(learner)))
    for trace in found:
        say(f"  {_of(trace, path)}")
    is_set = stored_settings().settings.learner == learner
    if is_set:
        say(f"  {stored_settings().origins['learner']}: " + _("the setting `learner`"))
    say(_("Close the program elsewhere first. What you exported is yours to delete."))
    _need_consent(_("Remove it? This cannot be undone."), yes=yes)
    undone = _("Some of it may be left: do it again.")
    with working(undone) as watch:
        remove(path, learner, found, watch)
        if is_set:
            store_setting("learner", None)
    events = sum(trace.events for trace in found if trace.path == path)
    say(
        _("Removed: {events} and what {files} knew of them.").format(
            events=_events(events),
            files=ngettext("{count} file", "{count} files", len(found)).format(count=len(found)),
        )
    )


def _of(trace: "Trace", path: Path) -> str:
    file = shown(trace.path)
    if trace.goes and trace.path != path:
        if not trace.events:
            return _("{file}: the whole file, which is damaged").format(file=file)
        return _("{file}: the whole file, {events}").format(file=file, events=_events(trace.events))
    return _("{file}: {events}; {others} of others stay").format(
        file=file, events=_events(trace.events), others=f"{trace.others:,}"
    )


def _need_consent(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise CourseError(
            _("this has to be asked, and nobody is here to answer"), _("--yes says yes"),
            exit_code=2,
        )  # fmt: skip
    if not click.confirm(question, default=False):
        raise click.exceptions.Exit(1)
