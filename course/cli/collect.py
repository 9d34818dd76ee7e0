"""The command `course collect`: work from a stick or a mail into a class, for the report."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.output import say
from course.cli.store import open_store
from course.errors import CourseError
from course.i18n import _, ngettext
from course.text import visible

if TYPE_CHECKING:
    from course.content.questions import AnyQuestion
    from course.formats.answer_table import Row
    from course.loading.library import Library
    from course.progress.result_file import Work
    from course.rooms.collecting import Arrived, Collection
    from course.rooms.store import RoomRow, RoomStore

MOST = 5_000
"""Most files taken at once."""


@dataclass(slots=True)
class Gathering:
    """Where work goes, and what came in so far."""

    store: "RoomStore"
    library: "Library"
    now: datetime
    into: str | None
    new: bool
    rooms: "dict[str, Collection]" = field(default_factory=dict)
    """By quiz."""
    came: int = 0
    known: int = 0
    refused: int = 0


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILES…"
)
@click.option("--into", metavar="CODE", help="An assignment of yours that these belong to.")
@click.option("--new", is_flag=True, help="Begin a new collection, as for a new class.")
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
def collect(files: tuple[Path, ...], into: str | None, new: bool, store: str | None) -> None:
    """Bring in result FILES of `course hand-in`, and tables of answers from `course paper`.

    Of a folder all result files are taken. Twice is as once, in any order; a table that was mended
    mends what it said before. What is damaged, or of another course, is refused with the reason,
    and the rest comes in. Each answer is marked here, whatever a file says it earned. Then
    `course report` says what was understood.

    \b
    Example: course collect /media/stick
    Example: course collect ada.result --into RFC-728
    Example: course collect fourteen-days-answers.csv
    """
    from course.cli.opening import speak_as_set
    from course.loading.library import Library
    from course.rooms.room import utc_now
    from course.shelf import course_here

    library = Library(course_here(), speak_as_set())
    kept = open_store(store)
    try:
        gathering = Gathering(kept, library, utc_now(), into, new)
        works = sorted(_works(gathering, files), key=lambda found: found[1].history[0].at)
        for file, work in works:
            _take(gathering, file, work)
    finally:
        kept.close()
    _sum_up(gathering)
    sys.exit(1 if gathering.refused else 0)


def looked_at(files: Iterable[Path], library: "Library", now: datetime) -> "RoomStore":
    """Result files as a class, for once; nothing is kept, and what is refused is told."""
    from course.rooms.memory import MemoryRooms

    gathering = Gathering(MemoryRooms(), library, now, None, new=True)
    works = _works(gathering, tuple(files))
    for file, work in sorted(works, key=lambda found: found[1].history[0].at):
        try:
            _brought_in(gathering, work)
        except CourseError as error:
            _refuse(gathering, file, error)
    return gathering.store


def _files(given: tuple[Path, ...]) -> list[Path]:
    from course.progress.result_file import ENDING

    found: list[Path] = []
    for path in given:
        found += sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path]
    if len(found) > MOST:
        raise CourseError(
            _("these are {n} files; at most {most} are taken at once").format(
                n=len(found), most=MOST
            ),
            _("name fewer"),
            exit_code=2,
        )
    return found


def _works(gathering: Gathering, given: tuple[Path, ...]) -> "Iterator[tuple[Path, Work]]":
    from course.formats.answer_table import is_table
    from course.progress.result_file import load

    for file in _files(given):
        try:
            text = _text(file)
            if is_table(text):
                _type_in(gathering, file, text)
            else:
                yield file, load(text)
        except CourseError as error:
            _refuse(gathering, file, error)


def _text(file: Path) -> str:
    """What is in a file of bounded size."""
    from course.progress.result_file import MAX_BYTES

    if not file.is_file():
        raise CourseError(_("this is no file"))
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CourseError(_("it cannot be read: {why}").format(why=error.strerror)) from None
    if len(data) > MAX_BYTES:
        raise CourseError(_("it is larger than {most:,} bytes").format(most=MAX_BYTES))
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise CourseError(_("this is no result file")) from None


def _take(gathering: Gathering, file: Path, work: "Work") -> None:
    try:
        arrived, asked = _brought_in(gathering, work)
    except CourseError as error:
        _refuse(gathering, file, error)
        return
    gathering.came += arrived.is_new
    gathering.known += not arrived.is_new
    words = _("{file}: {name}, {done} of {all} answered")
    if not arrived.is_new:
        words = _("{file}: {name} is in already")
    elif arrived.round > 1:
        words = _("{file}: {name} again, {done} of {all} answered; the first that came in counts")
    say(words.format(file=visible(file.name), name=arrived.name, done=arrived.answered, all=asked))


def _brought_in(gathering: Gathering, work: "Work") -> "tuple[Arrived, int]":
    from course.rooms.collecting import Brought, seat_of
    from course.sessions.live.names import cleaned, folded
    from course.sessions.moves import resume

    course = gathering.library.catalogue.id
    if work.course != course:
        raise CourseError(
            _("it is of another course: {course}").format(course=visible(work.course, 60))
        )
    bank = _bank(gathering.library, work.of)
    attempt = resume(work.history, bank)
    if attempt is None or attempt.mode != "test":
        raise CourseError(_("it holds none of the quiz's questions as they are now"))
    tries = {id_: attempt.entry_of(id_).tries for id_ in attempt.questions}
    brought = Brought(
        seat=seat_of(work.student, folded(cleaned(work.name))),
        name=work.name,
        sent=work.attempt,
        source="file",
        how="file",
        responses={id_: given[-1].response for id_, given in tries.items() if given},
    )
    room = _room(gathering, work.of, bank)
    return room.bring_in(brought, gathering.now), len(bank)


def _type_in(gathering: Gathering, file: Path, text: str) -> None:
    """Put the sheets of a table into the room; a row that cannot be read is named and left out."""
    from course.formats.answer_table import load

    table = load(text)
    bank = _bank(gathering.library, f"quiz:{table.quiz}")
    room = _room(gathering, f"quiz:{table.quiz}", bank)
    for row in table.rows:
        try:
            is_new = _sheet(room, table.seed, row, gathering.now)
        except CourseError as error:
            why = _("row {n}, {name}: {why}").format(
                n=row.line, name=visible(row.name, 40), why=error.message
            )
            _refuse(gathering, file, CourseError(why))
        else:
            gathering.came += is_new
            gathering.known += not is_new
    say(
        ngettext("{file}: {n} sheet", "{file}: {n} sheets", len(table.rows)).format(
            file=visible(file.name), n=len(table.rows)
        )
    )


def _sheet(room: "Collection", seed: str, row: "Row", now: datetime) -> bool:
    """Whether the sheet is new; its answers are as in the row afterwards."""
    from course.marking import BadResponse
    from course.sessions.paper import in_version, read, version_seed

    own = version_seed(seed, row.version)
    asked = in_version(room.bank.values(), own)
    if len(row.cells) > len(asked) and any(row.cells[len(asked) :]):
        raise CourseError(_("it has more answers than there are questions"))
    read_ = {}
    for number, (question, cell) in enumerate(zip(asked, row.cells, strict=False), 1):
        try:
            read_[question.id] = read(question, own, cell)
        except BadResponse as error:
            raise CourseError(_("question {n}: {why}").format(n=number, why=error)) from None
    before = len(room.room.seats)
    seat = room.sheet(row.name, own, now)
    for id_, response in read_.items():
        room.write(seat, id_, response, now)
    return len(room.room.seats) > before


def _bank(library: "Library", of: str) -> "dict[str, AnyQuestion]":
    quiz = of.removeprefix("quiz:")
    known = {lesson.quiz for lesson in library.catalogue.lessons}
    if not of.startswith("quiz:") or quiz not in known:
        raise CourseError(_("there is no quiz {quiz} here").format(quiz=visible(quiz, 60)))
    return {question.id: question for question in library.quiz(quiz).questions}


def _room(gathering: Gathering, of: str, bank: "dict[str, AnyQuestion]") -> "Collection":
    from course.rooms.collecting import Collection, collecting, collecting_room

    if of not in gathering.rooms:
        library = gathering.library
        title = library.quiz(of.removeprefix("quiz:")).title
        opened = collecting(of, library.catalogue.id, title, bank)
        row = (
            _named(gathering, of)
            if gathering.into
            else collecting_room(gathering.store, opened, gathering.now, new=gathering.new)
        )
        gathering.rooms[of] = Collection(gathering.store, row.id, bank)
    return gathering.rooms[of]


def _named(gathering: Gathering, of: str) -> "RoomRow":
    from course.rooms.codes import typed

    code = typed(gathering.into or "")
    for row in gathering.store.rooms():
        if row.opened.code == code and row.opened.of == of and row.opened.terms:
            return row
    raise CourseError(
        _("no assignment of this quiz has the code {code}").format(
            code=visible(gathering.into or "", 20)
        ),
        _("course report --rooms lists them"),
    )


def _refuse(gathering: Gathering, file: Path, error: CourseError) -> None:
    gathering.refused += 1
    words = _("{file}: refused: {why}")
    say(words.format(file=visible(file.name), why=error.message), err=True)


def _sum_up(gathering: Gathering) -> None:
    from course.rooms.codes import shown

    came = ngettext("{n} came in", "{n} came in", gathering.came).format(n=gathering.came)
    say(
        _("{came}, {known} in already, {refused} refused.").format(
            came=came, known=gathering.known, refused=gathering.refused
        )
    )
    for collection in gathering.rooms.values():
        code = shown(collection.room.opened.code)
        say(_("course report {code} says what was understood.").format(code=code))
