"""Removing all that a learner ever did here, for good."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.data import counted, named, need_consent
from course.cli.output import say
from course.cli.working import working
from course.config import learner_name, progress_file, store_setting, stored_settings
from course.errors import CourseError
from course.i18n import _, ngettext
from course.progress.faults import shown
from course.text import visible

if TYPE_CHECKING:
    from course.progress.forgetting import Trace


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

    path, learner = progress_file(), learner_name(name or named())
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
    need_consent(_("Remove it? This cannot be undone."), yes=yes)
    undone = _("Some of it may be left: do it again.")
    with working(undone) as watch:
        remove(path, learner, found, watch)
        if is_set:
            store_setting("learner", None)
    events = sum(trace.events for trace in found if trace.path == path)
    say(
        _("Removed: {events} and what {files} knew of them.").format(
            events=counted(events),
            files=ngettext("{count} file", "{count} files", len(found)).format(count=len(found)),
        )
    )


def _of(trace: "Trace", path: Path) -> str:
    file = shown(trace.path)
    if trace.goes and trace.path != path:
        if not trace.events:
            return _("{file}: the whole file, which is damaged").format(file=file)
        return _("{file}: the whole file, {events}").format(file=file, events=counted(trace.events))
    return _("{file}: {events}; {others} of others stay").format(
        file=file, events=counted(trace.events), others=f"{trace.others:,}"
    )
