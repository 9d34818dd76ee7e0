"""The command `course grid`: answers on paper typed in, a key an answer."""

import sys

import click

from course.cli.learn import quiz_named, seed_given
from course.cli.output import say
from course.cli.store import open_store
from course.i18n import _


@click.command()
@click.argument("quiz")
@click.option(
    "--seed",
    metavar="S",
    callback=seed_given,
    default="1",
    show_default=True,
    help="The seed that stands on the sheets.",
)
@click.option("--new", is_flag=True, help="Begin a new collection, as for a new class.")
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
def grid(quiz: str, seed: str, new: bool, store: str | None) -> None:
    """Type in the answers to QUIZ that were given on sheets of `course paper`.

    A row a sheet, a column a question, a key an answer, with marks as you type; stored at once.
    Without a screen, fill in the table that `course paper` wrote, and `course collect` it.

    \b
    Example: course grid fourteen-days --seed june
    """
    from course.cli.opening import speak_as_set
    from course.config import load_settings
    from course.loading.library import Library
    from course.rooms.codes import shown
    from course.rooms.collecting import Collection, collecting, collecting_room
    from course.rooms.room import utc_now
    from course.shelf import course_here
    from course.tui.answers import AnswersApp
    from course.tui.start import run_app

    library = Library(course_here(), speak_as_set())
    name = quiz_named(library.catalogue, quiz)
    content = library.quiz(name)
    bank = {question.id: question for question in content.questions}
    kept = open_store(store)
    try:
        opened = collecting(f"quiz:{name}", library.catalogue.id, content.title, bank)
        row = collecting_room(kept, opened, utc_now(), new=new)
        room = Collection(kept, row.id, bank)
        settings = load_settings().settings
        status = run_app(lambda driver: AnswersApp(room, seed, utc_now, driver, settings))
    finally:
        kept.close()
    code = shown(row.opened.code)
    say(_("course report {code} says what was understood.").format(code=code))
    sys.exit(status)
