"""The command `translate`: begins a translation of the course, or brings it up to date."""

import re

import click

from course.cli.output import say
from course.errors import CourseError
from course.i18n import _, ngettext
from course.loading.files import CourseFiles, find_course
from course.text import visible


@click.command()
@click.argument("language")
@click.argument("lesson", required=False)
def translate(language: str, lesson: str | None) -> None:
    """Write what is to be translated into LANGUAGE beside the course, keeping what is there.

    Without LESSON it is all that the language's file names as its modules.

    \b
    Example: course translate es fourteen-days
    """
    from course.loading.translating import files_of
    from course.loading.translating import translate as write

    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise CourseError(
            _("`{language}` is no language").format(language=visible(language, 40)),
            _("write its tag, such as es or pt-BR"),
            exit_code=2,
        )
    files = CourseFiles(find_course())
    lessons = [] if lesson else _lessons(files, language)
    for file in files_of(files, lesson, lessons):
        done = write(files, language, file)
        left = ngettext("{count} to translate", "{count} to translate", done.missing)
        old = ngettext("{count} has changed", "{count} have changed", done.stale)
        left, old = left.format(count=done.missing), old.format(count=done.stale)
        say(f"{done.file}: {left}, {old}")


def _lessons(files: CourseFiles, language: str) -> list[str]:
    """The lessons of the modules that a language is to have."""
    from course.loading.catalogue import catalogue
    from course.loading.translations import FOLDER, modules_of

    modules = modules_of(files, language)
    if not modules:
        raise CourseError(
            _("{file} names no modules").format(file=f"{FOLDER}{language}/language.yaml"),
            _("write `name:` and `modules: [...]` in it, or name a lesson"),
            exit_code=2,
        )
    listed = [module for module in catalogue(files).modules if module.id in modules]
    return [lesson.id for module in listed for lesson in module.lessons]
