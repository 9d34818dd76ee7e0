"""The table of contents."""

import os
from pathlib import Path

import pytest

from course.errors import CourseError
from course.loading.catalogue import (
    Catalogue,
    ExerciseEntry,
    ItemEntry,
    ObjectiveEntry,
    SectionEntry,
    catalogue,
)
from course.loading.files import CourseFiles
from tests.loading.small_course import EXERCISE, NIGHT, NIGHT_QUIZ, PACK, write_course


def catalogue_of(root: Path) -> Catalogue:
    """The catalogue as a new start sees it."""
    return catalogue(CourseFiles(root))


def test_the_catalogue_says_what_the_course_holds(course: Path) -> None:
    found = catalogue_of(course)
    assert (found.id, found.title, found.language) == ("small", "Small course", "en")
    (module,) = found.modules
    assert (module.id, module.number, module.title) == ("first", 1, "First")
    night, morning = found.lessons
    assert (night.id, night.number, night.title, night.quiz) == (
        "night",
        "1.1",
        "The night",
        "night",
    )
    assert night.summary == "What the chair asked for."
    assert night.sections == (
        SectionEntry("question", "The question", 15),
        SectionEntry("aside", "An aside", 4),
    )
    assert night.items == (
        ItemEntry("night-check", 1, "question", "night#question", (), "true_false", "understand"),
        ItemEntry("night-asked", 1, None, "night#question", (), "single", "understand"),
    )
    assert night.objectives == (
        ObjectiveEntry(
            "tell-a-vote",
            "Tell a vote from a feel of the room",
            ("night-check", "night-asked"),
            "understand",
        ),
    )
    assert (morning.number, morning.minutes, found.broken) == ("1.2", 1, 0)
    assert found.files == {
        "night-check": "lessons/01-first/night.yaml",
        "night-asked": "quizzes/01-first/night.yaml",
        "morning-signed": "quizzes/01-first/morning.yaml",
    }
    assert found.lesson("morning") is morning


def test_minutes_count_words_and_questions_inside(course: Path) -> None:
    long = NIGHT.replace("Nothing is cited here.", "word " * 1000)
    write_course(course, **{"lessons/01-first/night.yaml": long})
    assert catalogue_of(course).lesson("night").minutes == 6


def test_words_are_those_of_the_running_text_and_a_table_takes_its_time(course: Path) -> None:
    row = "[" + ", ".join(["word " * 40] * 2) + "]"
    table = (
        "Nothing is cited here.\n      - type: table\n        caption: Cells\n"
        f"        columns: [One, Two]\n        rows: [{', '.join([row] * 15)}]\n"
        "        sources: [minutes]\n"
    )
    long = NIGHT.replace("Nothing is cited here.\n", table)
    write_course(course, **{"lessons/01-first/night.yaml": long})
    night = catalogue_of(course).lesson("night")
    assert ([part.words for part in night.sections], night.minutes) == ([15, 4], 7)


def test_an_unknown_lesson_is_said(course: Path) -> None:
    with pytest.raises(CourseError) as caught:
        catalogue_of(course).lesson("nigth")
    assert caught.value.help == "did you mean night?"
    with pytest.raises(CourseError) as caught:
        catalogue_of(course).lesson("xyz")
    assert caught.value.help == "course list shows them all"


def test_exercises_stand_with_their_lessons(course: Path) -> None:
    assert catalogue_of(course).exercises == ()
    other = EXERCISE.replace("lesson: night", "lesson: morning")
    write_course(course, **{PACK: EXERCISE, "quizzes/exercises/a-second.yaml": other})
    found = catalogue_of(course)
    title, summary = (
        "The same night again",
        "Three delegations and a chair find out what was asked.",
    )
    first = ExerciseEntry("again", title, summary, "night", 50, 3, 8)
    assert [pack.id for pack in found.exercises] == ["again", "a-second"]
    assert found.exercises_of("night") == (first,)
    assert catalogue_of(course) == found, "from the cache it is the same"
    write_course(course, **{PACK: "a: ["})
    assert ([pack.id for pack in catalogue_of(course).exercises], catalogue_of(course).broken) == (
        ["a-second"],
        1,
    )


def test_any_change_of_a_file_makes_it_anew(course: Path) -> None:
    catalogue_of(course)
    other = NIGHT_QUIZ.replace("night-asked", "night-other")
    write_course(course, **{"quizzes/01-first/night.yaml": other})
    assert "night-other" in catalogue_of(course).files
    (course / "quizzes" / "01-first" / "night.yaml").unlink()
    assert catalogue_of(course).lesson("night").quiz is None
    write_course(course, **{"lessons/02-more/noon.yaml": NIGHT.replace("night-", "noon-")})
    assert catalogue_of(course).broken == 0


def test_a_broken_lesson_is_left_out_and_counted(course: Path) -> None:
    write_course(course, **{"lessons/01-first/night.yaml": NIGHT.replace("summary:", "sumary:")})
    found = catalogue_of(course)
    assert [(lesson.id, lesson.number) for lesson in found.lessons] == [("morning", "1.2")]
    assert found.broken == 1
    assert list(found.files) == ["morning-signed"]


def test_a_broken_quiz_leaves_its_lesson(course: Path) -> None:
    write_course(course, **{"quizzes/01-first/night.yaml": "a: ["})
    found = catalogue_of(course)
    assert (found.lesson("night").quiz, found.broken) == (None, 1)
    assert "night-check" in found.files


def test_without_its_course_file_there_is_no_catalogue(course: Path) -> None:
    write_course(course, **{"lessons/course.yaml": "a: ["})
    with pytest.raises(CourseError, match=r"lessons/course\.yaml:1:4: error C004"):
        catalogue_of(course)


def test_a_file_that_vanishes_while_it_is_listed_does_no_harm(course: Path) -> None:
    (course / "lessons" / "gone.yaml").symlink_to("nowhere")
    assert os.path.lexists(course / "lessons" / "gone.yaml")
    assert catalogue_of(course).broken == 1
