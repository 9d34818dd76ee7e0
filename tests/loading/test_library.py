"""Finding a course, and its parts one by one."""

import subprocess
import sys
from pathlib import Path

import pytest

from course.errors import CourseError
from course.loading.files import find_course
from course.loading.library import Library, load
from course.loading.verdict import check
from tests.loading.small_course import NIGHT, NIGHT_QUIZ, write_course


def test_everything_of_a_course_is_loaded(course: Path) -> None:
    loaded = load(course)
    assert loaded.course is not None
    assert loaded.course.title == "Small course"
    assert sorted(loaded.lessons) == sorted(loaded.quizzes) == ["morning", "night"]
    assert sorted(loaded.sources) == ["memoir", "minutes"]
    assert sorted(loaded.terms) == ["consensus", "hum"]
    assert {
        name: (item.lesson, item.passage, item.quiz) for name, item in loaded.items.items()
    } == {
        "night-check": ("night", "night#question", None),
        "night-asked": ("night", "night#question", "night"),
        "morning-signed": ("morning", "morning#signing", "morning"),
    }
    assert loaded.items["night-check"].question.passage == "night#question"


def test_the_library_gives_the_same_parts(course: Path) -> None:
    library, loaded = Library(course), load(course)
    assert library.lesson("night") == loaded.lessons["night"]
    assert library.quiz("morning") == loaded.quizzes["morning"]
    assert library.source("memoir") == loaded.sources["memoir"]
    assert library.term("hum") == loaded.terms["hum"]
    for name, item in loaded.items.items():
        assert library.item(name) == item


def test_each_part_is_read_once(course: Path) -> None:
    library = Library(course)
    lesson, item, source = library.lesson("night"), library.item("night-asked"), library.sources
    for path in course.rglob("*.yaml"):
        path.unlink()
    assert library.lesson("night") is lesson
    assert library.item("night-asked") is item
    assert library.sources is source


def test_one_part_does_not_need_the_others(course: Path) -> None:
    write_course(course, **{"lessons/01-first/night.yaml": "a: [", "lessons/glossary.yaml": "- x"})
    library = Library(course)
    assert library.lesson("morning").title == "The morning"
    assert library.item("morning-signed").lesson == "morning"


@pytest.mark.parametrize(
    ("part", "name", "message", "helps"),
    [
        ("lesson", "nigth", "there is no lesson nigth", "`night`?"),
        ("quiz", "\x1b[31m", "there is no quiz \\x1b[31m", "course list"),
        ("item", "night-asket", "there is no question night-asket", "`night-asked`?"),
        ("source", "minuets", "there is no source minuets", "`minutes`?"),
        ("term", "humm", "there is no term humm", "`hum`?"),
        ("term", "zzzz", "there is no term zzzz", "course check"),
    ],
)
def test_what_is_missing_is_said(
    course: Path, part: str, name: str, message: str, helps: str
) -> None:
    with pytest.raises(CourseError) as caught:
        getattr(Library(course), part)(name)
    assert caught.value.message == message
    assert helps in caught.value.help


def test_what_is_broken_is_said_with_its_place(course: Path) -> None:
    write_course(course, **{"quizzes/01-first/night.yaml": NIGHT_QUIZ.replace("stem:", "stemm:")})
    with pytest.raises(CourseError) as caught:
        Library(course).quiz("night")
    assert caught.value.message == (
        "quizzes/01-first/night.yaml:7:5: error C020 unknown key `stemm`"
    )
    assert caught.value.help == "did you mean `stem`?"


def test_without_sources_and_glossary_there_are_none(course: Path) -> None:
    (course / "lessons" / "sources.yaml").unlink()
    (course / "lessons" / "glossary.yaml").unlink()
    library = Library(course)
    assert (library.sources, library.terms) == ({}, {})


def test_an_item_that_went_away_since_is_said(course: Path) -> None:
    library = Library(course)
    assert "night-asked" in library.catalogue.files
    write_course(
        course, **{"quizzes/01-first/night.yaml": NIGHT_QUIZ.replace("night-asked", "new")}
    )
    with pytest.raises(CourseError, match="there is no question night-asked"):
        library.item("night-asked")


def test_importing_the_library_imports_neither_models_nor_yaml() -> None:
    code = (
        "import sys, course.loading.library, course.cli.main\n"
        "print([m for m in ('pydantic', 'yaml', 'rapidfuzz', 'click') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- finding ---


def test_a_course_is_found_where_it_is_asked_for(
    course: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_course(tmp_path_factory.mktemp("other"))
    assert find_course(other) == other
    assert find_course(other / "lessons") == other
    assert find_course() == Path.cwd() == course
    monkeypatch.setenv("COURSE_PATH", str(other))
    assert find_course() == other
    assert find_course(course) == course


def test_the_course_that_came_along_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PATH", raising=False)
    assert (find_course() / "lessons" / "course.yaml").exists()


def test_a_folder_without_a_course_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asked in (tmp_path, tmp_path / "absent"):
        with pytest.raises(CourseError) as caught:
            find_course(asked)
        assert caught.value.exit_code == 2
    monkeypatch.setenv("COURSE_PATH", str(tmp_path))
    with pytest.raises(CourseError, match="there is no course in"):
        find_course()


def test_a_program_without_its_course_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PATH", raising=False)
    monkeypatch.setattr("course.loading.files.__file__", str(tmp_path / "a" / "b" / "c.py"))
    with pytest.raises(CourseError, match="is missing"):
        find_course()


# --- judging a part ---


def test_a_part_is_judged_within_its_course(course: Path) -> None:
    write_course(
        course,
        **{
            "quizzes/01-first/night.yaml": NIGHT_QUIZ.replace("[minutes]", "[minuets]"),
            "lessons/01-first/night.yaml": NIGHT.replace("[@minutes]", "[@minuets]"),
        },
    )
    quizzes = check(course / "quizzes" / "01-first")
    assert [f.span.file for f in quizzes.diagnostics] == ["quizzes/01-first/night.yaml"]
    assert quizzes.summary() == "0 lessons, 2 quizzes, 2 questions: 1 error, 0 warnings"
    single = check(course / "lessons" / "01-first" / "night.yaml")
    assert {f.span.file for f in single.diagnostics} == {"lessons/01-first/night.yaml"}
    whole = check(course)
    assert whole == check(course / "lessons")
    assert whole.summary() == "2 lessons, 2 quizzes, 3 questions: 2 errors, 0 warnings"


@pytest.mark.parametrize(
    ("text", "kind", "errors"),
    [
        (NIGHT, "lesson", 0),
        (NIGHT_QUIZ, "quiz", 0),
        ("terms: []", "glossary", 0),
        ("sources: []", "sources", 0),
        ("a: [", "lesson", 1),
    ],
)
def test_a_file_outside_any_course_is_judged_alone(
    tmp_path: Path, text: str, kind: str, errors: int
) -> None:
    path = tmp_path / "alone.yaml"
    path.write_text(text)
    verdict = check(path)
    assert [judged.kind for judged in verdict.files] == [kind]
    assert verdict.errors == errors


def test_a_file_of_a_course_that_is_not_content_is_judged_alone(course: Path) -> None:
    (course / "draft.yaml").write_text("kind: quiz\n")
    assert check(course / "draft.yaml").errors == 3


def test_folders_with_lessons_but_no_course_file_are_judged(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    assert [f.code for f in check(tmp_path).diagnostics] == ["C001"]


def test_a_folder_without_content_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        check(tmp_path)
    assert caught.value.exit_code == 2
