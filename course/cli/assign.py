"""The command `course assign`: a quiz as homework, with the screen that shows who is how far."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from course.cli.host import Wanted, hosted, need_extra, server_options
from course.cli.learn import quiz_named
from course.cli.moments import moment
from course.cli.subject import About
from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from course.content.questions import AnyQuestion
    from course.loading.library import Library
    from course.sessions.live.events import Feedback, RoomOpened, Terms


@dataclass(frozen=True, slots=True)
class Hours:
    """How the assignment was asked for."""

    opens: str | None
    closes: str | None
    attempts: int
    minutes: int | None
    feedback: "Feedback"
    shuffle: bool


@click.command()
@click.argument("quiz")
@click.option("--opens", metavar="TIME", help="From when on (default: at once).")
@click.option("--closes", metavar="TIME", help="Until when (default: until you close it).")
@click.option(
    "--attempts",
    type=click.IntRange(0, 100),
    default=1,
    show_default=True,
    help="How often; 0 for as often as one likes.",
)
@click.option("--minutes", type=click.IntRange(1, 10_000), help="How long one attempt may take.")
@click.option(
    "--feedback",
    type=click.Choice(["now", "after"]),
    default="after",
    show_default=True,
    help="Results on handing in, or once it is closed.",
)
@click.option(
    "--shuffle/--no-shuffle", default=True, help="An order for each student (default: yes)."
)
@server_options
@click.option("--new", is_flag=True, help="Begin anew although one of this is still open.")
def assign(
    quiz: str,
    opens: str | None,
    closes: str | None,
    attempts: int,
    minutes: int | None,
    feedback: "Feedback",
    shuffle: bool,
    **serving: Any,
) -> None:
    """Give QUIZ as homework: each does it alone, in their own time; you see who is how far.

    A TIME is 18:00, 2026-12-01, '2026-12-01 18:00', +90m, +2h or +7d, on your clock. The clock of
    this machine decides, never a student's. Leave the screen and come back as you like: the same
    command goes on with it, with the hours it has; students can work while it or `--headless`
    runs. Give more time on the screen, with e; to one student with a, or in the column `extra time`
    of a --roster.

    \b
    Example: course assign fourteen-days --lan --closes +7d --minutes 30
    Example: course assign fourteen-days --attempts 2 --feedback now
    """
    from course.cli.opening import speak_as_set
    from course.config import local_time
    from course.loading.library import Library
    from course.shelf import course_here

    need_extra()
    hours = Hours(opens, closes, attempts, minutes, feedback, shuffle)
    terms = _terms(hours, local_time())
    opened, bank = assignment(Library(course_here(), speak_as_set()), quiz, terms)
    sys.exit(hosted(Wanted(**serving), About(opened, bank)))


def _terms(hours: Hours, now: datetime) -> "Terms":
    from course.sessions.live.events import Terms

    opens = moment(hours.opens, now).astimezone(UTC) if hours.opens else None
    closes = moment(hours.closes, now, ends_day=True).astimezone(UTC) if hours.closes else None
    if closes and closes <= max(opens or now, now):
        raise CourseError(
            _("it would close before anybody can begin"),
            _("give --closes a time after --opens and after now"),
            exit_code=2,
        )
    return Terms(
        opens, closes, hours.attempts or None, hours.minutes, hours.feedback, hours.shuffle
    )


def assignment(
    library: "Library", quiz: str, terms: "Terms"
) -> "tuple[RoomOpened, dict[str, AnyQuestion]]":
    """A room for a quiz to be done alone, and its questions."""
    from course.rooms.codes import code_of
    from course.sessions.events import Asking
    from course.sessions.live.events import RoomOpened

    name = quiz_named(library.catalogue, quiz)
    asked = library.quiz(name)
    bank: dict[str, AnyQuestion] = {question.id: question for question in asked.questions}
    opened = RoomOpened(
        kind="assignment",
        of=f"quiz:{name}",
        course=library.catalogue.id,
        title=asked.title,
        code=code_of(os.urandom(6)),
        teacher="",
        seed=os.urandom(8).hex(),
        asked=tuple(Asking(question.id, question.revision) for question in asked.questions),
        terms=terms,
    )
    return opened, bank
