"""What a learner did, taken to another machine or program: export and import."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from course.cli.data import counted, learner_option, need_file
from course.cli.output import say
from course.cli.working import working
from course.config import learner_name, local_time, progress_file
from course.errors import CourseError
from course.i18n import _
from course.progress.faults import shown
from course.text import joined, visible

_FORMS = ("jsonl", "csv", "xapi")


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
@learner_option("Whose (default: yours).")
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

    path = need_file(progress_file())
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
@learner_option("Only what this learner did.")
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
            added=counted(done.added),
            known=f"{done.known:,}",
            learners=visible(joined(done.learners)) or _("nobody"),
        )
    )
    if done.backup:
        say(_("A backup from before is {file}").format(file=shown(done.backup)))
