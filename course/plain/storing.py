"""What to do when the disk will not take an answer: the learner decides, nothing is lost unseen."""

from collections.abc import Callable
from typing import TypeVar

from course.i18n import _
from course.plain.lines import Lines
from course.progress.store import NotStored
from course.study import Study

Done = TypeVar("Done")


def agreed(lines: Lines, study: Study) -> bool:
    """Whether to go on: where nothing can be saved only if the learner says so.

    A pipe cannot be asked: there `NotStored` ends the session.
    """
    if not study.learner.read_only:
        return True
    why = next(iter(study.learner.notices), _("nothing will be saved"))
    if not lines.interactive:
        raise NotStored(why, _("set COURSE_HOME to a folder that can be written"))
    lines.say(_("Note: {note}").format(note=f"{why}."))
    return lines.confirm(_("Go on without saving?"))


def kept(study: Study) -> str:
    """What is known to be stored, for the moment the learner stops."""
    if study.learner.unsaved:
        return _("What you did without saving may be lost.")
    return _("Everything answered is stored.")


def stored(lines: Lines, study: Study, act: Callable[[], Done]) -> Done:
    """Do what stores something, until it is stored or the learner goes on without.

    A pipe cannot be asked: there `NotStored` ends the session.
    """
    while True:
        try:
            return act()
        except NotStored as error:
            if not lines.interactive:
                raise
            lines.say(_("Not saved: {why}").format(why=f"{error.message}. {error.help}"))
            if lines.ask(_("Enter to try again, u to go on without saving:")).lower() == "u":
                study.learner.go_on_unsaved()
