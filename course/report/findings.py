"""What a report rests on: the figures of some classes, joined with what the course calls things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from course.content.markup import bare
from course.content.questions import AnyQuestion
from course.report.people import People, people
from course.report.polls import Heard, Poll, polls
from course.rooms.roster import Roster
from course.rooms.store import RoomRow, RoomStore
from course.rooms.tallying import tally
from course.sessions.live.ballot import Ballot, Round
from course.sessions.live.room import resume
from course.statistics.classes import ClassReport, report

if TYPE_CHECKING:
    from course.loading.library import Library


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective and the lesson that teaches it."""

    text: str
    lesson: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What a question earned before the class talked it over, and after: points and answers."""

    before: tuple[float, int]
    after: tuple[float, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is reported, before it is put in words."""

    title: str
    of: str
    began: datetime
    rooms: int
    figures: ClassReport
    totals: Mapping[float, int]
    """How many people have each total."""
    goals: Mapping[str, Goal]
    passages: Mapping[str, str]
    """Where each item is taught, by its id: lesson and section."""
    shifts: Mapping[str, Shift] = field(default_factory=dict)
    """By item, where one class voted on it again."""
    seats: int = 0
    """Who was there, where more was asked than questions with a key."""
    polls: tuple[Poll | Heard, ...] = ()
    people: People = field(default_factory=People)
    """Students only where they were asked for."""


def findings(
    store: RoomStore,
    rows: Sequence[RoomRow],
    library: "Library",
    roster: Roster | None = None,
    *,
    students: bool = False,
    names: bool = False,
) -> Findings:
    """What was found out in some rooms about the same questions.

    Args:
        store: Where they are kept.
        rows: The newest first.
        library: The course.
        roster: Of a class that was held without one.
        students: Each student too.
        names: By name, and not by pseudonym.
    """
    bank = asked(library, rows)
    tallied = tally(store, [row.id for row in rows], bank)
    newest = rows[0]
    seats, asked_too = polls(store, rows, bank)
    scored = {id_: question for id_, question in bank.items() if id_ in tallied.items}
    return Findings(
        title=newest.opened.title,
        of=newest.opened.of,
        began=newest.began,
        rooms=len(rows),
        figures=report(tallied, bank.values()),
        totals=tallied.totals,
        goals=_goals(library),
        passages=_passages(library, bank),
        shifts=_shifts(store, newest.id, scored) if len(rows) == 1 else {},
        seats=seats,
        polls=asked_too,
        people=people(store, rows, scored, roster, students=students or names, names=names),
    )


def asked(library: "Library", rows: Sequence[RoomRow]) -> dict[str, AnyQuestion]:
    """The questions put in some rooms, as far as the course still has them."""
    known = library.catalogue.files
    ids = dict.fromkeys(asking.question for row in rows for asking in row.opened.asked)
    return {id_: library.item(id_).question for id_ in ids if id_ in known}


def _goals(library: "Library") -> dict[str, Goal]:
    return {
        goal.id: Goal(bare(goal.text), bare(lesson.title))
        for lesson in library.catalogue.lessons
        for goal in lesson.objectives
    }


def _passages(library: "Library", bank: Mapping[str, AnyQuestion]) -> dict[str, str]:
    headings = {
        f"{lesson.id}#{section.id}": f"{bare(lesson.title)} › {bare(section.heading)}"
        for lesson in library.catalogue.lessons
        for section in lesson.sections
    }
    found = {id_: headings.get(str(question.passage), "") for id_, question in bank.items()}
    return {id_: heading for id_, heading in found.items() if heading}


def _shifts(store: RoomStore, room: str, bank: Mapping[str, AnyQuestion]) -> dict[str, Shift]:
    state = resume(happened for _seq, happened in store.read(room))
    ballots = state.ballots.values() if state else ()
    return {
        ballot.id: Shift(*(_earned(each, bank[ballot.id]) for each in _ends(ballot)))
        for ballot in ballots
        if ballot.is_shown and len(ballot.rounds) > 1 and ballot.id in bank
    }


def _ends(ballot: Ballot) -> tuple[Round, Round]:
    return ballot.rounds[0], ballot.last


def _earned(of: Round, question: AnyQuestion) -> tuple[float, int]:
    shares = [float(vote.fraction or 0) for vote in of.votes.values()]
    return sum(shares) * question.points, len(shares)
