"""What the commands on a learner's data share: whose it is, whether it is there, and consent."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from course.errors import CourseError
from course.i18n import _, ngettext
from course.progress.faults import shown

Command = TypeVar("Command", bound=Callable[..., Any])


def named() -> str | None:
    """The learner said with an option anywhere before."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if name := context.params.get("learner"):
            return str(name)
        context = context.parent
    return None


def learner_option(help: str) -> Callable[[Command], Command]:
    """The option that says whose: unless given, whoever a command above was told."""
    return click.option("--learner", metavar="NAME", default=named, help=help)


def counted(count: int) -> str:
    """So many events."""
    return ngettext("{count:,} event", "{count:,} events", count).format(count=count)


def need_file(path: Path) -> Path:
    """The file, which is there; raises `CourseError` where nothing is kept yet."""
    if not path.exists():
        raise CourseError(
            _("nothing is kept yet in {file}").format(file=shown(path)),
            _("set COURSE_HOME if it is elsewhere"),
        )
    return path


def need_consent(question: str, *, yes: bool) -> None:
    """Go on only with consent; raises `CourseError` where nobody can be asked."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise CourseError(
            _("this has to be asked, and nobody is here to answer"), _("--yes says yes"),
            exit_code=2,
        )  # fmt: skip
    if not click.confirm(question, default=False):
        raise click.exceptions.Exit(1)
