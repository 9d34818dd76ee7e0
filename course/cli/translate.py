"""The command `translate`: begins a translation of the course, or brings it up to date."""

import re
from typing import TYPE_CHECKING

import click

from course.cli.output import say
from course.errors import CourseError
from course.i18n import _, ngettext
from course.loading.files import CourseFiles, find_course
from course.text import visible

if TYPE_CHECKING:
    from course.loading.translations import Promise


@click.command()
@click.argument("language")
@click.argument("name", required=False)
def translate(language: str, name: str | None) -> None:
    """Write what is to be translated into LANGUAGE beside the course, keeping what is there.

    NAME is a lesson, with its quiz, or `glossary`, a scenario, an exercise, a paper. Without it, it
    is the modules that the language's file names, the words they use, and all that was begun.

    \b
    Example: course translate es fourteen-days
    """
    from course.loading.translating import files_named, files_promised, own_language, promise_of
    from course.loading.translating import translate as write
    from course.loading.translations import TRANSLATED

    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise CourseError(
            _("`{language}` is no language").format(language=visible(language, 40)),
            _("write its tag, such as es or pt-BR"),
            exit_code=2,
        )
    files = CourseFiles(find_course())
    if name:
        promise, wanted = None, files_named(files, name)
    elif language == own_language(files):
        # Its own texts by key are the base file of translation tools: all of them.
        promise, wanted = None, [file for file in files.all if file.kind in TRANSLATED]
    else:
        promise = promise_of(files, language)
        _need_promise(promise, language)
        wanted = files_promised(files, language, promise)
    for file in wanted:
        done = write(files, language, file, promise)
        left = ngettext("{count} to translate", "{count} to translate", done.missing)
        old = ngettext("{count} has changed", "{count} have changed", done.stale)
        left, old = left.format(count=done.missing), old.format(count=done.stale)
        say(f"{done.file}: {left}, {old}")


def _need_promise(promise: "Promise", language: str) -> None:
    from course.loading.translations import FOLDER

    if not promise.files:
        raise CourseError(
            _("{file} names no modules").format(file=f"{FOLDER}{language}/language.yaml"),
            _("write `name:` and `modules: [...]` in it, or name a lesson"),
            exit_code=2,
        )
