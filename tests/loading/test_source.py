"""What may be read at all."""

import os
from pathlib import Path

import pytest

from course.loading.source import MAX_BYTES, read


def fault_of(path: Path, within: Path | None = None) -> tuple[str, int, int]:
    """Code, line and column of the one fault in reading a file."""
    source = read(path, "x.yaml", within)
    assert len(source.faults) == 1
    found = source.faults[0]
    return found.code, found.span.line, found.span.column


def test_a_byte_order_mark_and_carriage_returns_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\re: f\n")
    assert read(path).text == "a: b\nc: d\ne: f\n"
    assert read(path).faults == ()


def test_a_released_text_is_read_once_more(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: b\n")
    source = read(path)
    assert source.lines == ["a: b", ""]
    source.release()
    assert source.lines == ["a: b", ""]


def test_a_text_that_changed_after_it_was_released_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: b\n")
    source = read(path)
    source.release()
    path.write_text("[" * 100)
    assert source.text == ""
    assert source.span(1, 4).column == 1


def test_a_text_without_a_file_is_never_released(tmp_path: Path) -> None:
    source = read(tmp_path / "x.yaml")
    source.text, source.path = "a: b", None
    source.release()
    assert source.text == "a: b"


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    fifo, folder = tmp_path / "fifo.yaml", tmp_path / "folder.yaml"
    os.mkfifo(fifo)
    folder.mkdir()
    assert fault_of(fifo) == ("C001", 1, 1)
    assert fault_of(folder) == ("C001", 1, 1)
    assert fault_of(Path("/dev/zero")) == ("C001", 1, 1)


@pytest.mark.parametrize("name", ["absent.yaml", "x" * 300, "nul\0.yaml", "absent/x.yaml"])
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    assert fault_of(tmp_path / name) == ("C001", 1, 1)


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.symlink_to(other)
    other.symlink_to(one)
    assert fault_of(one, tmp_path) == ("C001", 1, 1)


def test_a_link_out_of_the_course_is_refused_and_one_within_is_not(tmp_path: Path) -> None:
    outside, inside = tmp_path / "secret.yaml", tmp_path / "course" / "real.yaml"
    inside.parent.mkdir()
    outside.write_text("a: secret")
    inside.write_text("a: b")
    out, back = inside.with_name("out.yaml"), inside.with_name("back.yaml")
    out.symlink_to(outside)
    back.symlink_to(inside)
    source = read(out, "out.yaml", inside.parent)
    assert [found.code for found in source.faults] == ["C001"]
    assert source.text == ""
    assert read(back, "back.yaml", inside.parent).text == "a: b"


def test_a_file_may_be_as_large_as_the_bound_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read(path).faults == ()
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert fault_of(path) == ("C002", 1, 1)


def test_files_that_report_no_size_are_read(tmp_path: Path) -> None:
    assert "Name" in read(Path("/proc/self/status")).text


def test_a_broken_character_is_pointed_at(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: é\r\nb: ".encode() + b"\xe9\n")
    assert fault_of(path) == ("C003", 2, 4)


def test_utf_16_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("title: x", encoding="utf-16")
    (fault,) = read(path).faults
    assert (fault.message, fault.excerpt) == ("this text is UTF-16, not UTF-8", "title: x")


@pytest.mark.parametrize("character", "\x85\u2028\u2029")
def test_line_breaks_that_editors_do_not_show_are_refused(tmp_path: Path, character: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"a: b\nc: d{character}e: f\n", encoding="utf-8")
    assert fault_of(path) == ("C012", 2, 5)


def test_spans_stay_inside_the_text() -> None:
    source = read(Path("absent.yaml"), "x.yaml")
    source.text = "ab\ncd"
    del source.lines
    span = source.span(9, 9, 99)
    assert (span.line, span.column, span.end_column) == (2, 3, 4)
