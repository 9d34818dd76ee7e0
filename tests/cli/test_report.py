"""`course report`: what a class understood, in words and for programs."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from course.cli.main import run
from course.loading.files import find_course
from course.loading.library import Library
from course.report.numbers import guarded
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import Entry
from course.sessions.events import Asking
from course.sessions.live.events import BallotOpened, ResultShown, RoomEvent, SeatTaken, Voted
from tests.sessions.live.classes import BEGAN, after, an_opening


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A class of twelve who answered the first single-choice question of the first quiz."""
    library = Library(find_course())
    question = next(q for q in library.quiz("fourteen-days").questions if q.type == "single")
    opening = an_opening(of="quiz:fourteen-days", title="Fourteen days in Dubai")
    opening = type(opening)(
        **{name: getattr(opening, name) for name in opening.__slots__}
        | {"asked": (Asking(question.id, question.revision),)}
    )
    rooms = SqliteRooms(tmp_path / "rooms.db")
    rooms.open("room", opening, BEGAN)
    events: list[RoomEvent] = [SeatTaken(f"s{n}", f"Student {n}", f"t{n}") for n in range(12)]
    events.append(BallotOpened(question.id, 1))
    for n in range(11):
        key, right = ("c", 1) if n % 3 else ("a", 0)
        events.append(Voted(f"s{n}", question.id, 1, key, Fraction(right), f"m{n}"))
    events.append(ResultShown(question.id))
    rooms.append("room", [Entry(event, after(1)) for event in events])
    rooms.close()
    return tmp_path / "rooms.db"


def test_the_report_says_how_hard_each_question_was(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--store", str(store)]) == 0
    said = capsys.readouterr().out
    assert "Fourteen days in Dubai" in said
    assert "12 students" in said
    assert "Fewer than thirty" in said
    assert "Facility: 58.33 %, about right" in said
    assert "left out" in said
    assert "Student 3" not in said, "names only when asked for"


def test_names_are_for_the_teacher_who_asks(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--store", str(store), "--names"]) == 0
    assert "Student 3" in capsys.readouterr().out


def test_programs_get_all_digits(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "RFC-728", "--store", str(store), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["scores"]["n"] == 12
    assert found["items"][0]["facility"] == pytest.approx(100 * 7 / 12)
    assert "students" not in found
    assert run(["report", "--store", str(store), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert float(rows[0]["facility"]) == pytest.approx(100 * 7 / 12, rel=1e-5)


def test_a_report_is_written_as_its_file_ends(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.html"
    assert run(["report", "--store", str(store), "-o", str(file)]) == 0
    said = capsys.readouterr()
    assert not said.out
    assert "Written to" in said.err
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Student 3" not in text
    assert run(["report", "--store", str(store), "-o", str(file)]) == 1, "nothing is replaced"
    assert run(["report", "--store", str(store), "-o", str(file), "--force", "--names"]) == 0
    assert "Student 3" in file.read_text(encoding="utf-8")


def test_a_table_of_students_has_a_row_each(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--store", str(store), "--format", "csv", "--names"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 12
    assert rows[0]["student"] == "Student 0"


def test_a_class_is_carried_to_another_machine_and_reported_on_there(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.json"
    assert run(["report", "--store", str(store), "--format", "class", "-o", str(stick)]) == 0
    assert "Student" not in stick.read_text(encoding="utf-8")
    assert run(["report", "--store", str(store), "--format", "json"]) == 0
    capsys.readouterr()
    assert run(["report", "--store", str(store)]) == 0
    here = capsys.readouterr().out
    assert run(["report", str(stick)]) == 0
    assert capsys.readouterr().out == here
    assert run(["report", str(store)]) == 0, "a store is named as a file too"
    assert capsys.readouterr().out == here


def test_a_roster_says_who_was_absent(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "9b.csv"
    table.write_text("name;id;group\nStudent 3;3;A\nZoe Absent;99;B\n", encoding="utf-8")
    at = ["--store", str(store)]
    assert run(["roster", *at, "add", str(table)]) == 0
    assert "9b: 2 people" in capsys.readouterr().out
    assert run(["report", *at, "--roster", "9b", "--names"]) == 0
    said = capsys.readouterr().out
    assert "1 of the roster was absent: Zoe Absent" in said
    assert "11 names are not on the roster" in said
    assert run(["report", *at, "--roster", str(table)]) == 0, "a table will do as well"
    assert "Zoe" not in capsys.readouterr().out
    assert run(["report", *at, "--roster", "9c"]) == 1
    assert "there are: 9b" in capsys.readouterr().err


def test_rosters_are_listed_shown_and_taken_away(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "9b.csv"
    table.write_text("Ana,17,A\n", encoding="utf-8")
    at = ["roster", "--store", str(store)]
    assert run([*at, "add", str(table), "--name", "nine b"]) == 0
    assert run(at) == 0
    assert run([*at, "show", "nine b"]) == 0
    assert "name,id,group\nAna,17,A\n" in capsys.readouterr().out
    assert run([*at, "remove", "nine b"]) == 0
    assert run(at) == 0
    assert "No roster is kept" in capsys.readouterr().out


def test_a_pdf_goes_into_a_file(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.pdf"
    assert run(["report", "--store", str(store), "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert "Written to" in capsys.readouterr().err


def test_a_server_that_is_not_there_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_TEACHER_SECRET", "s" * 22)
    assert run(["report", "http://127.0.0.1:9", "RFC-728"]) == 1
    assert "cannot be reached" in capsys.readouterr().err
    assert run(["report", "http://127.0.0.1:9"]) == 2
    assert "which class?" in capsys.readouterr().err
    monkeypatch.delenv("COURSE_TEACHER_SECRET")
    assert run(["report", "http://127.0.0.1:9", "RFC-728"]) == 2
    assert "secret is needed" in capsys.readouterr().err


def test_classes_are_listed_and_one_that_was_not_held_is_told(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--rooms", "--store", str(store)]) == 0
    assert "RFC728" in capsys.readouterr().out
    assert run(["report", "nothing", "--store", str(store)]) == 1
    assert "there is no class of nothing" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "-x", "@x", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded("-12.5e-07") == "-12.5e-07", "a number stays one"
