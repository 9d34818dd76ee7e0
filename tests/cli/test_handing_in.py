"""`course hand-in` and `course collect`: a test without a network, and what the teacher gets."""

from pathlib import Path

import pytest

from tests.cli.saying import Said, saying


@pytest.fixture
def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Said:
    return saying(monkeypatch, capsys, tmp_path, lambda folder: folder)


def handed_in(said: Said, name: str = "Ada L.", learner: str = "ada") -> Path:
    arguments = ("hand-in", "far-away", "--name", name, "--plain", "--learner", learner)
    status, out, err = said(*arguments, typed="1\ny\n\n")
    assert status == 0, out + err
    return Path(out.strip().splitlines()[-1].split()[2].rstrip(":"))


def test_a_test_becomes_a_file_and_the_file_a_row_of_the_report(said: Said) -> None:
    file = handed_in(said)
    assert file.name == "ada-l-far-away.result"
    status, out, _ = said("collect", str(file))
    assert status == 0
    assert "Ada L., 1 of 1 answered" in out
    assert "1 came in, 0 in already, 0 refused." in out
    status, out, _ = said("report", "far-away", "--names")
    assert status == 0
    assert "Ada L." in out


def test_a_report_looks_at_result_files_and_keeps_nothing(said: Said) -> None:
    file = handed_in(said)
    status, out, err = said("report", str(file), "--names")
    assert status == 0, err
    assert "1 student" in out
    assert "Ada L." in out
    assert said("report")[0] == 1, "nothing was brought in"


def test_the_file_is_written_again_without_taking_the_test_again(said: Said) -> None:
    before = handed_in(said).read_bytes()
    status, out, _ = said("hand-in", "far-away", "--name", "Ada L.", "--plain")
    assert status == 0
    assert "Question" not in out
    assert Path("ada-l-far-away.result").read_bytes() == before


def test_who_stops_is_told_how_to_go_on(said: Said) -> None:
    status, _, err = said("hand-in", "far-away", "--name", "Ada", "--plain", typed=":quit\n")
    assert status == 1
    assert "Not handed in yet" in err
    assert handed_in(said, "Ada").exists()


def test_a_folder_is_taken_whole_and_what_is_damaged_is_named_and_left_out(said: Said) -> None:
    stick = Path("stick")
    stick.mkdir()
    for n, name in enumerate(("Ada", "Ben")):
        handed_in(said, name, f"learner{n}").rename(stick / f"{n}.result")
    whole = (stick / "1.result").read_text()
    (stick / "bad.result").write_text(whole.replace('"Ben"', '"Eve"'))
    (stick / "big.result").write_bytes(b"x" * 2_000_001)
    (stick / "bytes.result").write_bytes(b"\xff\xfe\x00")
    status, out, err = said("collect", "stick")
    assert status == 1
    assert "2 came in, 0 in already, 3 refused." in out
    assert "bad.result: refused: line 1 was changed" in err
    assert "big.result: refused: it is larger than 2,000,000 bytes" in err
    assert "bytes.result: refused: this is no result file" in err
    status, out, _ = said("collect", "stick/1.result", "stick/0.result")
    assert (status, "0 came in, 2 in already, 0 refused." in out) == (0, True)


def test_a_name_that_acts_on_a_terminal_does_not_come_in(said: Said) -> None:
    status, _, err = said("hand-in", "far-away", "--name", "A\x1b]52;c;x\x07", "--plain")
    assert status == 1
    assert "\x1b" not in err


def test_files_belong_to_an_assignment_that_is_named(said: Said) -> None:
    file = handed_in(said)
    status, _, err = said("collect", str(file), "--into", "ABC-DEF")
    assert status == 1
    assert "no assignment of this quiz has the code ABC-DEF" in err
