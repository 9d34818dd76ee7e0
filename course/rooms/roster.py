"""A roster: who belongs to a class, read from a table and matched to the names of its seats."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from course.errors import CourseError
from course.i18n import _
from course.sessions.live.names import folded
from course.text import refusal, visible

LARGEST = 5_000
"""People of a roster."""

LONGEST = 120
"""Characters of a cell."""

MOST_EXTRA = 300
"""Per cent of everybody's time that somebody may have beside it."""

DELIMITERS = (",", ";", "\t", "|")

HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "student", "nombre completo", "estudiante", "alumno", "alumna"),
    "first": ("first name", "firstname", "given name", "first", "nombre", "nombres"),
    "last": ("last name", "lastname", "surname", "family name", "last", "apellido", "apellidos"),
    "id": ("id", "student id", "id number", "number", "no", "email", "e-mail", "matricula"),
    "group": ("group", "groups", "class", "section", "team", "grupo", "clase", "equipo"),
    "extra": ("extra time", "extra", "more time", "tiempo extra", "tiempo adicional"),
}
"""Words over a column, as they fold, and what stands below them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the class."""

    name: str
    id: str = ""
    group: str = ""
    extra_time: int = 0
    """Per cent that they may take longer than the others."""

    @property
    def key(self) -> str:
        """What tells them from everybody else on the roster."""
        return self.id or folded(self.name)


@dataclass(frozen=True, slots=True)
class Roster:
    """A class."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who of a roster was there."""

    present: Mapping[str, Person]
    """By seat."""
    absent: tuple[Person, ...]
    strangers: tuple[str, ...]
    """Seats of nobody on the roster."""


# --- from a table ---


def read_roster(name: str, data: bytes, place: str) -> Roster:
    """A roster from a table as spreadsheets write it.

    Any of the usual delimiters and encodings, with or without a line of headings; without one the
    columns are name, id and group. Under `extra time` stands in per cent how much longer somebody
    may take at an assignment.

    Raises:
        CourseError: Rows that cannot be; each with its line in the file.
    """
    rows = list(_rows(_decoded(data, place), place))
    if not rows:
        raise CourseError(
            _("{place}: nobody is on this roster").format(place=place),
            _("write a line for each student"),
        )
    columns = _columns(rows[0][1])
    if columns:
        rows = rows[1:]
    people, faults, seen = [], list[str](), dict[str, int]()
    for line, cells in rows:
        person = _person(cells, columns or {"name": 0, "id": 1, "group": 2})
        why = _fault(person)
        if not why and (before := seen.get(person.key)):
            who = visible(person.id or person.name)
            why = _("{who} is on line {line} already").format(who=who, line=before)
        if why:
            faults.append(f"{place}:{line}: {why}")
            continue
        seen[person.key] = line
        people.append(person)
    if len(people) > LARGEST:
        faults.append(_("{place}: more than {most:,} people").format(place=place, most=LARGEST))
    if faults:
        more = "\n" + _("(and {n} more)").format(n=len(faults) - 5) if len(faults) > 5 else ""
        raise CourseError(
            "\n".join(faults[:5]) + more, _("mend the table; nothing was taken from it")
        )
    return Roster(name, tuple(people))


def _decoded(data: bytes, place: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CourseError(
        _("{place} is no text that can be read").format(place=place),
        _("save it as CSV in UTF-8 and name it again"),
    )


def _rows(text: str, place: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their lines."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [" ".join(cell.split()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise CourseError(
            _("{place}:{line}: this is no table: {error}").format(
                place=place, line=line, error=error
            ),
            _("look for a quote that is not closed"),
        ) from None


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column is what, by its heading; empty where the first row is a person."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        word = _plain(cell)
        for column, words in HEADS.items():
            if word in words:
                found.setdefault(column, place)
    return found if found.keys() & {"name", "first", "last"} else {}


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", " ", bare.encode("ascii", "ignore").decode()).strip()


def _person(cells: Sequence[str], columns: Mapping[str, int]) -> Person:
    def cell(column: str) -> str:
        place = columns.get(column, -1)
        text = cells[place] if 0 <= place < len(cells) else ""
        # A quote before a sign is what exports put there against formulas.
        return re.sub(r"^'(?=[=+\-@])", "", unicodedata.normalize("NFC", text))

    name = cell("name") or " ".join(filter(None, (cell("first"), cell("last"))))
    extra = cell("extra").removesuffix("%").strip() or "0"
    percent = int(extra) if re.fullmatch("[0-9]{1,3}", extra) else -1
    return Person(name, cell("id"), cell("group"), percent)


def _fault(person: Person) -> str | None:
    if not any(character.isalnum() for character in person.name):
        return _("there is no name in this row")
    if not 0 <= person.extra_time <= MOST_EXTRA:
        return _("extra time is per cent from 0 to {most}: 25, or 25 %").format(most=MOST_EXTRA)
    for text in (person.name, person.id, person.group):
        if why := refusal(text, LONGEST):
            return why
    return None


# --- in a store ---


def dumped(roster: Roster) -> str:
    """A roster as it is stored."""
    return json.dumps([asdict(person) for person in roster.people], ensure_ascii=False)


def loaded(name: str, text: str) -> Roster:
    """A roster as it was stored; what is no person in it is passed over."""
    people = (Person(**row) for row in json.loads(text))
    return Roster(name, tuple(person for person in people if not _fault(person)))


# --- to the seats ---


def attendance(roster: Roster, seats: Mapping[str, str]) -> Attendance:
    """Who was there, by the names of the seats.

    A name may be written in any order and without accents, and stand for itself in part as long as
    only one person can be meant; an id is as good as a name.
    """
    present: dict[str, Person] = {}
    left = dict(seats)
    for fits in (_is_same, _is_part):
        free = [person for person in roster.people if person not in present.values()]
        for seat, name in tuple(left.items()):
            meant = [person for person in free if fits(name, person)]
            if len(meant) == 1 and meant[0] not in present.values():
                present[seat] = meant[0]
                del left[seat]
    absent = tuple(person for person in roster.people if person not in present.values())
    return Attendance(present, absent, tuple(left))


def _is_same(name: str, person: Person) -> bool:
    return sorted(_words(name)) == sorted(_words(person.name)) or bool(
        person.id and folded(name) == folded(person.id)
    )


def _is_part(name: str, person: Person) -> bool:
    """`Ana`, `Ana P.` and `Pereira, Ana` are Ana Sofía Pereira, where nobody else can be meant."""
    whole = list(_words(person.name))
    for word in _words(name):
        found = next((each for each in whole if each.startswith(word)), None)
        if found is None:
            return False
        whole.remove(found)
    return True


def _words(name: str) -> Iterable[str]:
    return [word for part in re.split(r"[\s,.]+", name) if (word := folded(part))]
