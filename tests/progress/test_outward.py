"""The log for others: whole, as a table, as statements; names only where they are asked for."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from course.errors import CourseError
from course.progress.foreign import read
from course.progress.outward import Wanted, exported
from course.progress.sqlite import SqliteStore
from course.progress.tables import guarded
from course.sessions.events import Recorded
from tests.progress.logs import (
    DAY,
    HALF,
    NOON,
    ONE_OF_EACH,
    answered,
    log,
    logs,
    recorded,
    started,
    submitted,
)
from tests.progress.xapi import need_statement

OURS = log(*ONE_OF_EACH)
LATE = log(started(attempt="b1"), answered("q7", HALF, attempt="b1"), at=NOON + 9 * DAY)
THEIRS = (recorded(answered(), learner="Zoë Quill"),)


@pytest.fixture
def file(path: Path) -> Path:
    store = SqliteStore(path, NOON)
    store.append([*OURS, *THEIRS, *LATE])
    store.close()
    return path


def text(file: Path, **wanted: Any) -> str:
    return "".join(exported(file, Wanted(**wanted)))


def table(file: Path, **wanted: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(file, form="csv", **wanted), newline="")))


def statements(file: Path, **wanted: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text(file, form="xapi", **wanted))
    return found


# --- whole ---


def test_everything_comes_out_and_in_again(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text(text(file), encoding="utf-8")
    assert [row.id for row in read(out)] == [one.id for one in (*OURS, *THEIRS, *LATE)]


def test_one_learner_and_a_day_to_begin_with(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text(text(file, learner="ana", since=NOON + DAY), encoding="utf-8")
    assert [row.id for row in read(out)] == [one.id for one in LATE]
    out.write_text(text(file, learner="nobody"), encoding="utf-8")
    assert read(out) == []


def test_a_damaged_log_is_not_handed_out(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET crc = crc + 1 WHERE seq = 20")
    with pytest.raises(CourseError, match="damaged"):
        text(file)


# --- tables ---


def test_a_table_has_a_row_for_each_event(file: Path) -> None:
    rows = table(file, learner="ana")
    assert len(rows) == len(OURS) + len(LATE)
    [asked] = [row for row in rows if row["attempt"] == "b1" and row["event"] == "Answered"]
    assert asked["question"] == "q7"
    assert asked["share"] == "0.5"
    assert asked["at"] == "2026-12-03T12:00:10+01:00"
    assert {row["certainty"] for row in rows} <= {"", "2", "3"}
    read_ = [row for row in rows if row["event"] == "SectionRead"]
    assert (read_[0]["lesson"], read_[0]["section"]) == ("dubai", "the-night")
    [note] = [row for row in rows if row["event"] == "NoteWritten"]
    assert (note["lesson"], note["section"]) == ("dubai", "the-night")
    assert "Häuser" in note["note"]


def test_no_cell_is_a_formula(path: Path) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"]
    store = SqliteStore(path, NOON)
    store.append(log(*(answered(response=each) for each in evil)))
    store.append([recorded(answered(), learner="=HYPERLINK(1)")])
    store.close()
    cells = [cell for row in table(path, names=True) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=HYPERLINK(1)" in cells
    assert guarded("\rx") == "'\rx"
    assert guarded("1 = 1") == "1 = 1"


def test_names_are_pseudonyms_unless_asked_for(file: Path) -> None:
    hidden, shown = table(file), table(file, names=True)
    assert {row["learner"] for row in shown} == {"ana", "Zoë Quill"}
    names = {row["learner"] for row in hidden}
    assert len(names) == 2
    assert all(name.startswith("learner-") for name in names)
    for form in ("csv", "xapi"):
        assert "Quill" not in text(file, form=form)
    assert {row["learner"] for row in table(file, since=NOON + DAY)} < names, "the same later"


# --- statements ---


def test_statements_keep_the_rules(file: Path) -> None:
    found = statements(file)
    for statement in found:
        need_statement(statement)
    verbs = [statement["verb"]["id"].rpartition("/")[2] for statement in found]
    assert {"experienced", "attempted", "answered", "scored", "completed"} == set(verbs)
    assert len({statement["id"] for statement in found}) == len(found)


@settings(max_examples=40)
@given(happened=logs())
def test_statements_of_any_log_keep_the_rules(happened: list[Recorded]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "progress.db"
        store = SqliteStore(path, NOON)
        store.append([replace(one, learner="ana/ö [x]") for one in happened])
        store.close()
        for names in (False, True):
            for statement in statements(path, names=names):
                need_statement(statement)


def test_the_same_event_is_the_same_statement(file: Path) -> None:
    assert statements(file) == statements(file)
    late = statements(file, since=NOON + DAY)
    assert late == statements(file)[-len(late) :]


def test_an_answer_says_what_it_earned_and_of_what_it_is_a_part(path: Path) -> None:
    begun = log(started(), answered("q1", HALF, certainty=2), submitted(score=HALF, out_of=3))
    store = SqliteStore(path, NOON)
    store.append(begun)
    store.close()
    base = "https://school.example/x/"
    asked = statements(path, base=base, since=NOON + timedelta(seconds=5))
    answer, end = asked
    assert answer["object"]["id"] == f"{base}ig/questions/q1"
    assert answer["result"] == {
        "response": "a",
        "score": {"scaled": 0.5},
        "success": False,
        "extensions": {f"{base}ig/extensions/certainty": 2},
    }
    assert answer["context"]["contextActivities"]["parent"] == [
        {"id": f"{base}ig/assessments/quiz%3Aq"}
    ]
    assert answer["context"]["registration"] == end["context"]["registration"]
    assert end["result"] == {
        "completion": True,
        "score": {"scaled": 0.5 / 3, "raw": 0.5, "min": 0, "max": 3},
    }
