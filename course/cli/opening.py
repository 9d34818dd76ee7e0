"""Opening a study for a command: which course, whose progress, which face."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from course.cli.output import say

if TYPE_CHECKING:
    from course.plain.sitting import Sitting
    from course.study import Study


COURSE_NAMED = "course.named"
"""What was said of `--course`, kept with the command's context."""


def wants_plain(asked: bool = False) -> bool:
    """Whether to speak in lines: asked for, or there is no terminal that can be drawn on."""
    from course.tui.start import in_browser

    drawable = (sys.stdin.isatty() and sys.stdout.isatty() and _can_draw()) or in_browser()
    return asked or not drawable or os.environ.get("TERM", "dumb") in ("", "dumb")


def _can_draw() -> bool:
    """Whether lines, bars and arrows can be written in the encoding that is set."""
    try:
        "─▇▸".encode(sys.stdout.encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def speak_as_set() -> str:
    """Speak the learner's language from now on, and say which; `opened` does so by itself."""
    from course.config import load_settings, spoken
    from course.i18n import speak

    language = spoken(load_settings(_asked({})).settings)
    speak(language)
    return language


def _asked(options: "dict[str, object]") -> "dict[str, object]":
    """Options of a command that were said, with the language said before it."""
    click = sys.modules.get("click")  # `course` alone never loads it, and has no options
    context = click.get_current_context(silent=True) if click else None
    before = {"language": context.find_root().params.get("lang")} if context else {}
    return {name: value for name, value in {**before, **options}.items() if value is not None}


@contextmanager
def opened(learner: str | None = None, **options: object) -> "Iterator[Study]":
    """The course at hand with a learner's progress; closed, and so saved, on the way out.

    Args:
        learner: Whose; as set unless given.
        options: Settings that hold for this time, by name; None where nothing was said.
    """
    from course.config import load_settings, open_learner, spoken
    from course.i18n import speak
    from course.loading.library import Library
    from course.shelf import course_here
    from course.study import Study

    found = load_settings(_asked(options))
    speak(spoken(found.settings))
    library = Library(course_here(), spoken(found.settings))
    someone = open_learner(library.catalogue.id, learner, retention=found.settings.retention)
    try:
        yield Study(library, someone, found)
    finally:
        if said := someone.close():
            say(f"note: {said}", err=True)


def home(plain: bool = False, learner: str | None = None, lang: str | None = None) -> int:
    """`course` alone: Home on a terminal, else where the learner stands and what to do next."""
    while True:
        with opened(learner, language=lang) as study:
            if wants_plain(plain):
                sitting(study).menu()
                return 0
            from course.tui.screens.home import ANOTHER_COURSE
            from course.tui.start import run

            status = run(study)
        if status != ANOTHER_COURSE:
            return status


def sitting(study: "Study") -> "Sitting":
    """The plain face on standard input and output."""
    from course.plain.lines import Lines
    from course.plain.sitting import Sitting

    interactive = sys.stdin.isatty()
    return Sitting(
        study, Lines(sys.stdout, sys.stdin, interactive=interactive, before=_said_before())
    )


def _said_before() -> str:
    """What named the course and the learner: a command that is told names them as well."""
    click = sys.modules.get("click")
    context = click.get_current_context(silent=True) if click else None
    if not context:
        return ""
    learner = context.params.get("learner") or context.find_root().params.get("learner")
    named = {"--course": context.meta.get(COURSE_NAMED), "--learner": learner}
    return " ".join(f"{option} {shlex.quote(name)}" for option, name in named.items() if name)
