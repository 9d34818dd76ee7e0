"""The learner's commands: learn, quiz, review, list, play."""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from course.cli.choosing import Choice, choice_options
from course.cli.opening import opened, sitting, wants_plain
from course.errors import CourseError
from course.i18n import _
from course.loading.diagnostics import nearest
from course.text import refusal, visible

if TYPE_CHECKING:
    from course.loading.catalogue import Catalogue
    from course.sessions.events import Mode
    from course.study import Study

Command = TypeVar("Command", bound=Callable[..., Any])


def said_before(name: str) -> Callable[[], Any]:
    """What was said of an option before the command: `course --learner ana quiz`."""
    return lambda: click.get_current_context().find_root().params.get(name)


def seed_given(_: click.Context, __: click.Parameter, seed: str | None) -> str | None:
    if seed is not None and (why := refusal(seed, 100)):
        raise click.BadParameter(why)
    return seed


def study_options(command: Command) -> Command:
    """The options of every command that studies."""
    plain = click.option(
        "--plain",
        is_flag=True,
        default=said_before("plain"),
        help="Numbered lines instead of a screen.",
    )
    learner = click.option(
        "--learner",
        metavar="NAME",
        default=said_before("learner"),
        help="Whose progress (default: yours).",
    )
    return plain(learner(command))


def _lessons(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Ids of the lessons, for a shell that completes what was begun."""
    from course.loading.library import Library
    from course.shelf import course_here

    with suppress(CourseError):
        lessons = Library(course_here()).catalogue.lessons
        return [lesson.id for lesson in lessons if lesson.id.startswith(begun)]
    return []


@click.command()
@click.argument("lesson", required=False, shell_complete=_lessons)
@study_options
def learn(lesson: str | None, plain: bool, learner: str | None) -> None:
    """Read LESSON, or go on where you were.

    LESSON is an id or a number from `course list`, or a passage of it: `lesson#section`.

    \b
    Example: course learn fourteen-days
    """
    with opened(learner) as study:
        name, _, section = (lesson or "").partition("#")
        chosen = lesson_named(study.catalogue, name) if name else study.lesson_here()
        at = _section(study.catalogue, chosen, section) if section else None
        if wants_plain(plain):
            face = sitting(study)
            face.session(lambda: face.learn(chosen, at))
        else:
            from course.tui.start import run

            sys.exit(run(study, begin=lambda home: home.open_lesson(chosen, at)))


@click.command()
@click.argument("quiz", required=False, shell_complete=_lessons)
@click.option("--test", is_flag=True, help="Feedback at the end, with the quiz's time limit.")
@click.option(
    "--seed", metavar="N", callback=seed_given, help="The order of questions and options; any text."
)
@click.option(
    "--certainty/--no-certainty", default=None, help="Say how sure you are with each answer."
)
@choice_options
@study_options
def quiz(
    quiz: str | None,
    test: bool,
    seed: str | None,
    certainty: bool | None,
    choice: Choice,
    plain: bool,
    learner: str | None,
) -> None:
    """Take QUIZ, or go on with it; the quiz of the lesson you are in unless given.

    The options below --certainty choose questions of the whole course instead: all that you name
    must hold.

    \b
    Example: course quiz fourteen-days --test
    Example: course quiz --weakest --module 4 --minutes 10
    """
    if choice and quiz:
        raise click.UsageError("a quiz has its own questions: leave out its name, or the choice")
    with opened(learner, certainty=certainty) as study:
        if choice:
            _chosen(study, choice, "test" if test else "practice", seed, plain)
            return
        name = quiz_named(study.catalogue, quiz) if quiz else study.quiz_here()
        mode = "test" if test else study.mode_of(name)
        if wants_plain(plain):
            face = sitting(study)
            face.session(lambda: face.quiz(name, mode, seed))
        else:
            from course.tui.start import run

            sys.exit(run(study, begin=lambda home: home.open_quiz(name, mode, seed=seed)))


def _chosen(study: "Study", choice: Choice, mode: "Mode", seed: str | None, plain: bool) -> None:
    wanted = choice.selection(study)
    if wants_plain(plain):
        face = sitting(study)
        face.session(lambda: face.chosen(wanted, mode, seed))
        return
    from course.choosing import take
    from course.tui.start import run

    sys.exit(run(study, attempt=take(study, wanted, mode, seed=seed)))


@click.command()
@click.option("--limit", type=click.IntRange(1, 200), help="At most so many questions.")
@click.option(
    "--waiting",
    is_flag=True,
    help="Ask nothing: say how many wait, or nothing at all (and end with 1) where none does.",
)
@study_options
def review(limit: int | None, waiting: bool, plain: bool, learner: str | None) -> None:
    """Be asked again what is fading.

    `course review --waiting` in the start-up file of your shell reminds you.

    \b
    Example: course review --limit 10
    """
    with opened(learner) as study:
        if waiting:
            from course.greeting import fading

            if not (said := fading(study)):
                sys.exit(1)
            sitting(study).lines.say(f"{said} (course review)")
            return
        attempt = study.review(limit)
        if attempt is None or wants_plain(plain):
            face = sitting(study)
            face.session(lambda: face.review(limit))
        else:
            from course.tui.start import run

            sys.exit(run(study, attempt=attempt))


@click.command("list")
@click.option("--courses", is_flag=True, help="The courses you have, instead.")
@study_options
def contents(courses: bool, plain: bool, learner: str | None) -> None:
    """List the lessons: what is read, what is still known today.

    \b
    Example: course list
    """
    if courses:
        from course.cli.packs import say_courses

        say_courses()
        return
    with opened(learner) as study:
        sitting(study).contents()


def lesson_named(catalogue: "Catalogue", name: str) -> str:
    """The id of the lesson meant by an id or a number such as `1.2`."""
    for lesson in catalogue.lessons:
        if name == lesson.number:
            return lesson.id
    return catalogue.lesson(name).id


def _section(catalogue: "Catalogue", lesson: str, name: str) -> str:
    sections = [section.id for section in catalogue.lesson(lesson).sections]
    if name in sections:
        return name
    guess = nearest(name, sections)
    hint = (
        _("did you mean {guess}?").format(guess=f"{lesson}#{guess}")
        if guess
        else _("there are: {names}").format(names=", ".join(sections))
    )
    raise CourseError(
        _("lesson {lesson} has no section {name}").format(lesson=lesson, name=visible(name)), hint
    )


def quiz_named(catalogue: "Catalogue", name: str) -> str:
    """The quiz meant by its own id, or by its lesson's id or number."""
    for lesson in catalogue.lessons:
        if lesson.quiz and name == lesson.quiz:
            return name
    quiz = catalogue.lesson(lesson_named(catalogue, name)).quiz
    if quiz is None:
        raise CourseError(
            _("lesson {name} has no quiz").format(name=visible(name)),
            _("course list shows the lessons"),
        )
    return quiz


def _scenarios(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Ids of the scenarios, for a shell that completes what was begun."""
    from course.loading.library import Library
    from course.shelf import course_here

    with suppress(CourseError):
        entries = Library(course_here()).catalogue.scenarios
        return [entry.id for entry in entries if entry.id.startswith(begun)]
    return []


@click.command()
@click.argument("scenario", required=False, shell_complete=_scenarios)
@study_options
def play(scenario: str | None, plain: bool, learner: str | None) -> None:
    """Play SCENARIO, or go on where you left it; without one, list them all.

    \b
    Example: course play the-last-night
    """
    with opened(learner) as study:
        if scenario is None:
            face = sitting(study)
            face.session(face.scenarios)
            return
        study.library.scenario(scenario)
        if wants_plain(plain):
            face = sitting(study)
            face.session(lambda: face.scenario(scenario))
        else:
            from course.tui.start import run

            sys.exit(run(study, begin=lambda home: home.open_scenario(scenario)))
