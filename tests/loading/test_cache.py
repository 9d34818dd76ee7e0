"""What is kept between two starts, and when it is not believed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.loading import loaded
from course.loading.cache import Cached, cache_folder
from course.loading.catalogue import catalogue
from course.loading.files import CourseFiles
from course.loading.verdict import Verdict, check
from tests.loading.small_course import NIGHT_QUIZ, write_course

BROKEN = NIGHT_QUIZ.replace("        correct: true\n", "")


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' files count as old enough although they were just written."""
    monkeypatch.setattr("course.loading.files.GRAIN", -1)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows whenever a course is read."""
    times: list[str] = []
    judged = loaded._judged

    def counting(*arguments: Any) -> Any:
        times.append("read")
        return judged(*arguments)

    monkeypatch.setattr(loaded, "_judged", counting)
    return times


def catalogue_again(root: Path) -> object:
    """The catalogue as a new start sees it."""
    return catalogue(CourseFiles(root))


BOTH = pytest.mark.parametrize("answer", [catalogue_again, check])


@BOTH
def test_a_second_start_reads_nothing_and_answers_the_same(
    course: Path, parsed: list[str], answer: Callable[[Path], object]
) -> None:
    write_course(course, **{"lessons/02-more/odd.yaml": "a: [\n"})
    first = answer(course)
    assert answer(course) == first
    assert parsed == ["read"]


def test_a_recalled_fault_is_shown_as_it_was(course: Path) -> None:
    write_course(course, **{"quizzes/01-first/night.yaml": BROKEN})
    first, second = check(course), check(course)
    assert first == second
    assert [found.excerpt for found in second.diagnostics] == ["    choices:"]


def test_a_part_is_taken_from_the_verdict_of_the_whole(course: Path, parsed: list[str]) -> None:
    write_course(course, **{"quizzes/01-first/night.yaml": BROKEN})
    check(course)
    assert check(course / "lessons" / "01-first").diagnostics == ()
    assert check(course / "quizzes").errors == 1
    assert parsed == ["read"]


@BOTH
@pytest.mark.parametrize("change", ["content", "new file", "file gone", "passed over"])
def test_any_change_is_read_anew(
    course: Path, parsed: list[str], answer: Callable[[Path], object], change: str
) -> None:
    answer(course)
    match change:
        case "content":
            write_course(course, **{"quizzes/01-first/night.yaml": BROKEN})
        case "new file":
            write_course(course, **{"quizzes/01-first/more.yaml": BROKEN})
        case "file gone":
            (course / "quizzes/01-first/night.yaml").unlink()
        case "passed over":
            (course / "quizzes/more.yml").touch()
    answer(course)
    assert parsed == ["read", "read"]


def test_names_depend_on_the_folder_one_stands_in(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def places(verdict: Verdict) -> list[str]:
        return [found.span.file for found in verdict.diagnostics]

    write_course(course, **{"quizzes/01-first/night.yaml": BROKEN})
    assert places(check(course)) == ["quizzes/01-first/night.yaml"]
    monkeypatch.chdir(course / "quizzes")
    assert places(check(course)) == [str(course / "quizzes/01-first/night.yaml")]


@BOTH
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"x",
        lambda data: data[:-1],
        lambda data: data.replace(b"night", b"nicht"),
        lambda data: b"0\n[]",
        lambda data: b"\xff\n\xff",
    ],
)
def test_a_damaged_entry_is_made_anew(
    course: Path,
    answer: Callable[[Path], object],
    damage: Callable[[bytes], bytes],
    parsed: list[str],
) -> None:
    first = answer(course)
    (entry,) = cache_folder().iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert answer(course) == first
    assert entry.read_bytes() == whole
    assert parsed == ["read", "read"]


def test_an_entry_of_another_program_is_not_believed(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = CourseFiles(course)
    Cached("word", files).keep([1])
    assert Cached("word", files).recalled() == [1]
    assert Cached("word", files, also="else").recalled() is None
    assert Cached("other", files).recalled() is None
    monkeypatch.setattr("course.loading.cache._program", lambda: [1, 2, 3])
    assert Cached("word", files).recalled() is None


def test_files_that_may_change_within_a_tick_of_the_clock_are_not_kept(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.loading.files.GRAIN", 10**18)
    check(course)
    assert not cache_folder().exists()


def test_what_is_too_large_is_not_kept(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.loading.cache.LARGEST", 10)
    check(course)
    assert not cache_folder().exists()


@BOTH
def test_where_nothing_can_be_written_it_still_works(
    course: Path, monkeypatch: pytest.MonkeyPatch, answer: Callable[[Path], object]
) -> None:
    first = answer(course)
    (course / "file").write_text("")
    monkeypatch.setenv("COURSE_HOME", str(course / "file"))
    assert answer(course) == first


def test_entries_are_in_the_users_folder_unless_told(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache_folder() == course / "home" / "cache"
    monkeypatch.delenv("COURSE_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(course / "xdg"))
    assert cache_folder() == course / "xdg" / "course"


def test_an_entry_holds_no_raw_bytes_of_names(course: Path) -> None:
    (course / "lessons" / "o\u202ed.yaml").write_text("a: [")
    check(course)
    (entry,) = cache_folder().iterdir()
    assert json.loads(entry.read_bytes().partition(b"\n")[2])
    assert entry.read_bytes().isascii()
