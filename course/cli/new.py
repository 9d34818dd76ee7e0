"""The command that begins files for an author: `new`."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from course.cli.group import SmallGroup
from course.cli.output import say
from course.errors import CourseError
from course.i18n import _
from course.loading.diagnostics import remedy
from course.loading.files import find_course, shown
from course.loading.verdict import course_around
from course.text import visible

Command = TypeVar("Command", bound=Callable[..., Any])

TYPES = (
    "single", "multiple", "true_false", "short", "numeric", "match", "categorise", "order",
    "cloze", "reflection", "survey",
)  # fmt: skip


@click.group(cls=SmallGroup)
def new() -> None:
    """Begin a file with places to fill in; what it writes passes `course check`.

    It asks on a terminal for what is not given, and never overwrites.

    \b
    Example: course new course my-course
    Example: course new lesson "How a bill becomes a law"
    Example: course new question --type match how-a-bill-becomes-a-law
    """


def _own_id(command: Command) -> Command:
    option = click.option("--id", default="", help="Its id; as the title suggests unless given.")
    return option(command)


def _course(command: Command) -> Command:
    return click.option(
        "--course",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The course to write in (default: the one you are in).",
    )(command)


def _lesson(command: Command) -> Command:
    return click.option("--lesson", help="The lesson it stands with, by its id.")(command)


@new.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--title", help="What the course is called.")
@click.option("--summary", help="What it is about, in a sentence.")
@click.option("--language", help="The language it is written in: en, es, pt-BR.")
@click.option("--licence", help="On what terms others may use it.")
@click.option("--module", help="Title of its first module.")
@click.option("--lesson", help="Title of its first lesson.")
@_own_id
def course(folder: Path | None, **given: str | None) -> None:
    """Begin a course in FOLDER: a module, a lesson, a quiz, sources and words."""
    from course.authoring.workshop import Start, new_course, refuse_taken
    from course.config import local_time

    folder = folder or Path(_asked(_("New folder"), None, "FOLDER"))
    refuse_taken(folder)
    suggested = folder.absolute().name.replace("-", " ").replace("_", " ").strip().capitalize()
    start = Start(
        title=_asked(_("Title"), given["title"], "--title", suggested),
        summary=_asked(
            _("Summary"), given["summary"], "--summary", "What this course is about, and for whom."
        ),
        language=_asked(_("Language"), given["language"], "--language", "en", answer=_language_tag),
        licence=_asked(_("Licence"), given["licence"], "--licence", "CC BY-SA 4.0"),
        module=_asked(_("First module"), given["module"], "--module", "The beginning"),
        lesson=_asked(_("First lesson"), given["lesson"], "--lesson", "First steps"),
        id=given["id"] or "",
    )
    _tell(new_course(folder, start, local_time().date()))
    where = "" if folder.absolute() == Path.cwd() else f"cd {shown(folder)} && "
    say(_("next: {command}").format(command=f"{where}course check --watch"))


@new.command()
@click.argument("title", required=False)
@click.option("--lesson", help="Title of its first lesson.")
@_own_id
@_course
def module(title: str | None, lesson: str | None, id: str, folder: Path | None) -> None:
    """Begin a module with its first lesson, at the end of the course."""
    shop = _workshop(folder)
    title = _asked(_("Title of the module"), title, "TITLE")
    name = _asked_id(title, id)
    lesson = _asked(_("First lesson"), lesson, "--lesson", title)
    _tell(shop.module(title, lesson, name))


@new.command()
@click.argument("title", required=False)
@click.option("--module", help="The module it belongs to, by its id (default: the last).")
@_own_id
@_course
def lesson(title: str | None, module: str | None, id: str, folder: Path | None) -> None:
    """Begin a lesson, and enter it into course.yaml at the end of its module."""
    shop = _workshop(folder)
    title = _asked(_("Title of the lesson"), title, "TITLE")
    name = _asked_id(title, id)
    known = [one.id for one in shop.course.modules]
    module = _asked(_("Module"), module, "--module", known[-1], known)
    made = shop.lesson(title, module, name)
    _tell(made)
    say(_("next: {command}").format(command=f"course new quiz {made[0].path.stem}"))


@new.command()
@click.argument("lesson", required=False)
@click.option("--title", default="", help="What it is called; as the lesson unless given.")
@_own_id
@_course
def quiz(lesson: str | None, title: str, id: str, folder: Path | None) -> None:
    """Begin the quiz of LESSON, with two questions."""
    shop = _workshop(folder)
    quizless = [name for name in shop.lessons if not shop.quiz_of(name)]
    suggested = quizless[-1] if quizless else ""
    # Without a terminal nothing is taken for granted.
    suggested = suggested if _may_ask() else ""
    _tell(shop.quiz(_asked(_("Lesson"), lesson, "LESSON", suggested, shop.lessons), title, id))


@new.command()
@click.argument("quiz", required=False)
@click.option("--type", "kind", type=click.Choice(TYPES), help="How it asks.")
@click.option("--objective", default="", help="What it asks about (default: what has fewest).")
@click.option("--section", default="", help="Where the answer is taught (default: the first).")
@_own_id
@_course
def question(
    quiz: str | None, kind: str | None, objective: str, section: str, id: str, folder: Path | None
) -> None:
    """Add a question to the end of QUIZ; nothing else of the file is touched."""
    shop = _workshop(folder)
    quizzes = list(shop.loaded.quizzes)
    suggested = quizzes[0] if len(quizzes) == 1 else ""
    quiz = _asked(_("Quiz"), quiz, "QUIZ", suggested, quizzes)
    kind = _asked(_("Type"), kind, "--type", "single", TYPES)
    _tell(shop.question(quiz, kind, id, objective, section))


@new.command()
@click.argument("title", required=False)
@_lesson
@_own_id
@_course
def scenario(title: str | None, lesson: str | None, id: str, folder: Path | None) -> None:
    """Begin a scenario: a case with choices, meters and three endings."""
    shop = _workshop(folder)
    title = _asked(_("Title of the scenario"), title, "TITLE")
    name = _asked_id(title, id)
    lesson = _asked(_("Lesson"), lesson, "--lesson", known=shop.lessons)
    _tell(shop.scenario(title, lesson, name))


@new.command()
@click.argument("title", required=False)
@_lesson
@_own_id
@_course
def exercise(title: str | None, lesson: str | None, id: str, folder: Path | None) -> None:
    """Begin an exercise for a class: roles, phases, a text to agree on."""
    shop = _workshop(folder)
    title = _asked(_("Title of the exercise"), title, "TITLE")
    name = _asked_id(title, id)
    lesson = _asked(_("Lesson"), lesson, "--lesson", known=shop.lessons)
    _tell(shop.exercise(title, lesson, name))


def _may_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(
    question: str,
    given: str | None,
    option: str,
    suggested: str = "",
    known: Sequence[str] = (),
    answer: Callable[[str], str] | None = None,
) -> str:
    """What was given, else what the person says, else the suggestion where nobody can be asked.

    Args:
        question: As it is put on a terminal.
        given: What was said already.
        option: What is missing where it can neither be asked nor suggested.
        suggested: What Enter alone means.
        known: What may be said, where that is settled; told, and asked again for anything else.
        answer: Takes what the person says, or refuses it; then they are asked again.
    """
    if given:
        return given
    if not _may_ask():
        if suggested:
            return suggested
        raise click.UsageError(f"{option} is missing, and there is no terminal to ask on")
    if known:
        question = f"{question} ({', '.join(known)})"
        answer = partial(_one_of, known)
    return str(click.prompt(question, default=suggested or None, value_proc=answer)).strip()


def _one_of(known: Sequence[str], said: str) -> str:
    if said.strip() not in known:
        hint = remedy(visible(said.strip()), known, _("choose one of them"))
        raise click.UsageError(hint)
    return said.strip()


def _language_tag(said: str) -> str:
    from course.content.course import LANGUAGE

    if not re.match(LANGUAGE, said.strip()):
        raise click.UsageError(_("write `en`, `pt-BR` or the like"))
    return said


def _asked_id(title: str, id: str) -> str:
    """An id where the title gives none, as in another script; else what was given."""
    from course.authoring.templates import slug

    if id or slug(title) or not _may_ask():
        return id
    return _asked(_("Its id, in lower-case Latin letters"), None, "--id")


def _workshop(folder: Path | None) -> Any:
    from course.authoring.workshop import Workshop

    return Workshop(own_course(folder))


def own_course(folder: Path | None = None) -> Path:
    """The course that a person is writing: named, or the one around the current folder.

    Never the one that came with the program unless one stands in it.
    """
    if folder or os.environ.get("COURSE_PATH"):
        return find_course(folder)
    if around := course_around(Path.cwd()):
        return around
    hint = "change into its folder, name it with --course, or begin one: course new course FOLDER"
    raise CourseError("you are in no course", hint, exit_code=2)


def _tell(made: Any) -> None:
    for file in made:
        what = _("made {file}") if file.is_new else _("changed {file}")
        say(what.format(file=shown(file.path)))
