"""`course paper`, and what was typed into its table: `course collect`."""

from pathlib import Path

import pytest

from course.loading.library import Library
from course.sessions.paper import in_version, key, version_seed
from tests.cli.saying import Said, saying
from tests.tui.conftest import SMALL


@pytest.fixture
def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Said:
    return saying(monkeypatch, capsys, tmp_path, lambda folder: folder)


FOLDER = Path("first-light-paper")


def filled(name: str, version: str) -> str:
    """A row with the whole key of a version."""
    questions = in_version(Library(SMALL).quiz("first-light").questions, version_seed("1", version))
    cells = (key(question, version_seed("1", version)) for question in questions)
    return ",".join([name, version, *cells]) + "\n"


def test_versions_the_key_and_a_table_are_written_and_nothing_is_replaced(said: Said) -> None:
    status, out, _ = said("paper", "first-light", "--versions", "3", "--format", "html")
    assert status == 0
    assert "Not marked by a key" in out
    assert sorted(file.name for file in FOLDER.iterdir()) == [
        "first-light-A.html",
        "first-light-B.html",
        "first-light-C.html",
        "first-light-answers.csv",
        "first-light-key.html",
    ]
    assert said("paper", "first-light", "--format", "html")[0] == 1
    assert said("paper", "first-light", "--format", "html", "--force")[0] == 0


def test_a_pdf_where_the_extra_is_there(said: Said) -> None:
    assert said("paper", "far-away")[0] == 0
    assert Path("far-away-paper/far-away-A.pdf").read_bytes().startswith(b"%PDF")


def test_a_table_comes_in_and_mended_it_mends(said: Said) -> None:
    said("paper", "first-light", "--format", "html")
    table = FOLDER / "first-light-answers.csv"
    head = table.read_text()
    table.write_text(head + filled("Ada", "A") + "Ben,B,a\n")
    status, out, err = said("collect", str(table))
    assert status == 0, err
    assert "2 came in, 0 in already, 0 refused." in out
    status, out, _ = said("report", "first-light", "--students", "--names")
    assert "9" in next(line for line in out.splitlines() if "Ada" in line)
    table.write_text(head + filled("Ada", "A") + filled("Ben", "B"))
    status, out, _ = said("collect", str(table))
    assert "0 came in, 2 in already, 0 refused." in out
    status, out, _ = said("report", "first-light", "--students", "--names")
    assert "9" in next(line for line in out.splitlines() if "Ben" in line)


def test_a_row_that_cannot_be_read_is_named_and_the_rest_comes_in(said: Said) -> None:
    said("paper", "far-away", "--format", "html")
    table = Path("far-away-paper/far-away-answers.csv")
    table.write_text(table.read_text() + "Ada,A,a\nBen,A,z\n,A,a\nCem,A,a,b,c\n")
    status, out, err = said("collect", str(table))
    assert status == 1
    assert "1 came in, 0 in already, 3 refused." in out
    assert "row 4, Ben: question 1: write a letter from a to b" in err
    assert "row 6, Cem: it has more answers than there are questions" in err
