"""Doing something again whenever the content is saved."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from course.cli.output import say
from course.errors import CourseError

AUTHOR = "install it with: pip install 'internet-governance-course[author]'"
"""What helps where a package for authors is missing."""


def watching(path: Path, look: Callable[[], object]) -> None:
    """Looks now and after each save of a file of the course around `path`, until Ctrl-C."""
    try:
        from watchfiles import watch
    except ImportError:
        raise CourseError("watching needs watchfiles", AUTHOR, exit_code=2) from None
    from course.loading.verdict import folders_of

    folders = folders_of(path)
    with suppress(KeyboardInterrupt):
        _looked(look)
        for _ in watch(*folders, watch_filter=_is_content, raise_interrupt=True):
            click.clear()
            _looked(look)
    say("")


def _looked(look: Callable[[], object]) -> None:
    try:
        look()
    except CourseError as error:
        # The course may be gone for a moment, while a tool moves its files.
        say(f"error: {error.message}", err=True)
    say("watching; Ctrl-C ends it")


def _is_content(_: object, name: str) -> bool:
    path = Path(name)
    return path.suffix == ".yaml" and not path.name.startswith(".")
