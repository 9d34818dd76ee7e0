"""What a report rests on: the figures of some classes, joined with what the course calls things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from course.content.markup import bare
from course.content.questions import AnyQuestion
from course.rooms.store import RoomRow, RoomStore
from course.rooms.tallying import answers, tally
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
class Student:
    """Somebody of the class; for the teacher's eyes."""

    name: str
    """A pseudonym unless names were asked for."""
    points: float
    out_of: float
    """Of the questions that were shown to them."""
    shares: Mapping[str, float | None]
    """By item: what was earned, 0..1; None for what was left out."""


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
    students: tuple[Student, ...] = ()
    """Empty unless asked for."""


def findings(
    store: RoomStore, rows: Sequence[RoomRow], library: "Library", *, students: bool = False
) -> Findings:
    """What was found out in some rooms about the same questions; the newest room comes first."""
    bank = asked(library, rows)
    ids = [row.id for row in rows]
    tallied = tally(store, ids, bank)
    newest = rows[0]
    return Findings(
        title=newest.opened.title,
        of=newest.opened.of,
        began=newest.began,
        rooms=len(rows),
        figures=report(tallied, bank.values()),
        totals=tallied.totals,
        goals=_goals(library),
        passages=_passages(library, bank),
        students=_students(store, ids, bank) if students else (),
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


def _students(
    store: RoomStore, rooms: Sequence[str], bank: Mapping[str, AnyQuestion]
) -> tuple[Student, ...]:
    found = []
    for room in rooms:
        state = resume(happened for _seq, happened in store.read(room))
        if state is None:
            continue
        points: dict[str, dict[str, float | None]] = {seat.id: {} for seat in state.present}
        for answer in answers(store, room, bank):
            seat = answer.who.removeprefix(f"{room}/")
            omitted = answer.response is None
            share = None if omitted else answer.points / bank[answer.item].points
            points[seat][answer.item] = share
        for one in state.present:
            shares = points[one.id]
            earned = sum((share or 0) * bank[item].points for item, share in shares.items())
            most = float(sum(bank[item].points for item in shares))
            found.append(Student(one.name, earned, most, shares))
    return tuple(sorted(found, key=lambda student: student.name.casefold()))
