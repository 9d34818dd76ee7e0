"""`course student`: handed out on request, erased on request, thinned only when that was set."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from course.cli.main import run
from course.loading.files import find_course
from course.loading.library import Library
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import Entry
from course.sessions.events import Asking
from course.sessions.live.events import (
    BallotOpened,
    ResultShown,
    RoomEnded,
    RoomEvent,
    SeatTaken,
    Voted,
)
from course.sessions.live.table_events import RolesDealt
from tests.sessions.live.classes import BEGAN, after, an_opening

NAMES = ("Zebulon Quirk", "Ana Pereira", "Ben Carter")


def a_class(store: SqliteRooms, code: str, *names: str, ended: bool = True) -> None:
    """The first single-choice question, answered rightly by all."""
    quiz = Library(find_course()).quiz("fourteen-days")
    question = next(q for q in quiz.questions if q.type == "single")
    opening = an_opening(
        code=code,
        of="quiz:fourteen-days",
        title="Fourteen days",
        asked=(Asking(question.id, question.revision),),
        roster="9b",
    )
    store.open(f"room {code}", opening, BEGAN)
    seats = {f"{code}{n}5ea7": name for n, name in enumerate(names)}
    events: list[RoomEvent] = [SeatTaken(seat, name, f"t{seat}") for seat, name in seats.items()]
    events += [RolesDealt(dict.fromkeys(seats, "chair")), BallotOpened(question.id, 1)]
    events += [Voted(s, question.id, 1, "c", Fraction(1), f"m{s}") for s in seats]
    events.append(ResultShown(question.id))
    if ended:
        events.append(RoomEnded())
    store.append(f"room {code}", [Entry(event, after(1)) for event in events])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "rooms.db"
    rooms = SqliteRooms(path)
    a_class(rooms, "AAAAA2", *NAMES)
    a_class(rooms, "AAAAA3", *NAMES[1:])
    rooms.close()
    return path


def student(store: Path, *words: str) -> int:
    return run(["student", "--store", str(store), *words])


def with_a_roster(store: Path, tmp_path: Path) -> None:
    table = tmp_path / "9b.csv"
    table.write_text("Zebulon Quirk,17,A\nAna Pereira,18,A\nBen Carter,19,B\n", encoding="utf-8")
    assert run(["roster", "--store", str(store), "add", str(table)]) == 0


def test_all_that_is_kept_of_a_student_is_handed_out(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_roster(store, tmp_path)
    capsys.readouterr()
    assert student(store, "export", "zebulon quirk") == 0
    text = capsys.readouterr().out
    held = json.loads(text)
    listed = {"name": "Zebulon Quirk", "id": "17", "group": "A", "extra_time": 0}
    assert held["rosters"] == [{"roster": "9b", **listed}]
    kinds = [event["kind"] for event in held["classes"][0]["events"]]
    assert kinds == ["SeatTaken", "RolesDealt", "Voted"]
    assert "Ana" not in text
    assert "AAAAA215ea7" not in text, "nor the seats of others"
    assert "tAAAAA205ea7" not in text, "nor the hash of a token"
    assert student(store, "export", "17") == 0
    assert json.loads(capsys.readouterr().out) == held, "an id is as good"


def test_a_forgotten_student_is_nowhere(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_roster(store, tmp_path)
    assert student(store, "forget", "Zebulon Quirk", "--yes") == 0
    (tmp_path / "9b.csv").unlink()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Zebulon" not in held
    assert b"AAAAA205ea7" not in held, "nor the seat"
    assert b"Ana Pereira" in held
    capsys.readouterr()
    assert run(["report", "AAAAA2", "--store", str(store), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["scores"]["n"], found["erased"]) == (2, 1), "honest: two are left, one erased"
    assert run(["report", "AAAAA2", "--store", str(store)]) == 0
    assert "1 student was erased on request" in capsys.readouterr().out
    assert student(store, "export", "Zebulon Quirk") == 1
    assert "nobody goes by" in capsys.readouterr().err


def test_nothing_is_erased_where_nobody_can_be_asked(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert student(store, "forget", "Zebulon Quirk") == 0
    assert "add --yes" in capsys.readouterr().err
    assert student(store, "export", "Zebulon Quirk") == 0


def test_two_who_go_by_one_name_are_not_confused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert student(store, "forget", "Ana Pereira", "--yes") == 2
    said = capsys.readouterr().err
    assert "may be several people" in said
    assert "AAA-AA2" in said
    assert "AAA-AA3" in said
    assert student(store, "forget", "Ana Pereira", "--class", "AAA-AA2", "--yes") == 0
    assert student(store, "export", "Ana Pereira") == 0, "the other is still there"
    with_a_roster(store, tmp_path)
    assert student(store, "forget", "Ben Carter", "--yes") == 0, "by the roster it is one person"
    capsys.readouterr()
    assert student(store, "list") == 0
    assert "Ben" not in capsys.readouterr().out


def test_a_pseudonym_finds_its_student(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert student(store, "list", "--class", "AAA-AA2") == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "Zebulon" in line)
    assert student(store, "export", line.split()[0].lower()) == 0
    assert json.loads(capsys.readouterr().out)["classes"][0]["name"] == "Zebulon Quirk"


def test_who_sits_in_an_open_class_is_not_erased_beneath_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rooms.db"
    rooms = SqliteRooms(path)
    a_class(rooms, "AAAAA4", "Ana Pereira", ended=False)
    rooms.close()
    assert student(path, "forget", "Ana Pereira", "--yes") == 1
    assert "still open" in capsys.readouterr().err


def test_names_go_after_the_days_that_were_set_and_answers_stay(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert student(store, "thin", "--yes") == 2, "nothing goes unless it was set"
    assert "no number of days is set" in capsys.readouterr().err
    monkeypatch.setenv("COURSE_KEEP_NAMES", "36500")
    assert student(store, "thin", "--yes") == 0
    assert "Nothing is older than 36500 days" in capsys.readouterr().out
    older = SqliteRooms(store)
    older._connection.execute("UPDATE rooms SET ended = 0")
    older.close()
    assert run(["report", "AAAAA2", "--store", str(store), "--format", "json"]) == 0
    before = json.loads(capsys.readouterr().out)["items"]
    assert student(store, "thin", "--days", "30") == 0
    assert "add --yes" in capsys.readouterr().err
    assert student(store, "thin", "--days", "30", "--yes") == 0
    assert "5 names and typed texts taken out" in capsys.readouterr().out
    assert b"Zebulon" not in store.read_bytes()
    assert run(["report", "AAAAA2", "--store", str(store), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"] == before
    assert student(store, "thin", "--days", "30", "--classes", "--yes") == 0
    assert "2 classes erased" in capsys.readouterr().out
    assert run(["report", "--store", str(store)]) == 1
