"""Links between files: broken ones are told where they stand."""

# A table reads best with one case a line.
# ruff: noqa: E501

from pathlib import Path

import pytest

from course.loading.diagnostics import Diagnostic
from course.loading.library import load
from tests.loading.small_course import (
    COURSE,
    GLOSSARY,
    MORNING,
    MORNING_QUIZ,
    NIGHT,
    NIGHT_QUIZ,
    SOURCES,
    write_course,
)

NAMES = {
    COURSE: "lessons/course.yaml",
    SOURCES: "lessons/sources.yaml",
    GLOSSARY: "lessons/glossary.yaml",
    NIGHT: "lessons/01-first/night.yaml",
    MORNING: "lessons/01-first/morning.yaml",
    NIGHT_QUIZ: "quizzes/01-first/night.yaml",
    MORNING_QUIZ: "quizzes/01-first/morning.yaml",
}


def told(found: Diagnostic) -> tuple[str, str, int, int]:
    """Code and place."""
    return found.code, found.span.file, found.span.line, found.span.column


def test_a_good_course_has_no_faults(course: Path) -> None:
    assert load(course).diagnostics == ()


# file to break, what to replace, by what -> code, file it is told in, line, column, words
BROKEN = {
    "lesson without a file": (COURSE, "night,", "nigt,", ("C031", COURSE, 9, 15), "`night`?"),
    "lesson not listed": (COURSE, "night, morning", "night", ("C032", MORNING, 1, 1), "course.yaml"),
    "lesson listed twice": (COURSE, "morning]", "morning, night]", ("C030", COURSE, 9, 31), "line 9"),
    "quiz about no lesson": (NIGHT_QUIZ, "lesson: night", "lesson: nicht", ("C033", NIGHT_QUIZ, 3, 9), "`night`?"),
    "term taught nowhere": (GLOSSARY, "[night]", "[noon]", ("C033", GLOSSARY, 5, 14), "lesson"),
    "passage in no lesson": (NIGHT_QUIZ, "night#question", "nigh#question", ("C033", NIGHT_QUIZ, 10, 14), "`night`?"),
    "passage in no section": (NIGHT_QUIZ, "night#question", "night#qestion", ("C034", NIGHT_QUIZ, 10, 14), "`question`?"),
    "objective of nobody": (NIGHT_QUIZ, "tell-a-vote", "tell-vote", ("C035", NIGHT_QUIZ, 8, 16), "`tell-a-vote`?"),
    "objective of another lesson": (
        MORNING_QUIZ, "count-signatures", "tell-a-vote", ("C035", MORNING_QUIZ, 8, 16), "belongs to `night`",
    ),
    "source of a question": (NIGHT_QUIZ, "[minutes]", "[minuets]", ("C036", NIGHT_QUIZ, 11, 15), "`minutes`?"),
    "source of a quote": (MORNING, "source: memoir\nr", "source: mimoir\nr", ("C036", MORNING, 15, 17), "`memoir`?"),
    "source of a reading": (MORNING, "- source: memoir", "- source: diary", ("C036", MORNING, 17, 13), "sources.yaml"),
    "source in a text": (NIGHT, "room [@minutes]", "room [@minute]", ("C036", NIGHT, 13, 54), "`minutes`?"),
    "source in a definition": (GLOSSARY, "[@minutes]", "[@minuten]", ("C036", GLOSSARY, 4, 34), "`minutes`?"),
    "term in a text": (NIGHT, "[[consensus|a", "[[concensus|a", ("C037", NIGHT, 14, 28), "`consensus`?"),
    "term in a definition": (GLOSSARY, "[[consensus]]", "[[vote]]", ("C037", GLOSSARY, 8, 55), "glossary.yaml"),
    "related term": (GLOSSARY, "related: [consensus]", "related: [hmm]", ("C037", GLOSSARY, 9, 15), "`hum`?"),
    "passage that cites nothing": (
        NIGHT_QUIZ, "night#question", "night#aside", ("C038", NIGHT_QUIZ, 10, 14), "[@source-id]",
    ),
    "check where nothing is cited": (NIGHT, " [@minutes]", "", ("C038", NIGHT, 17, 9), "cites no source"),
    "no passage": (NIGHT_QUIZ, "    passage: night#question\n", "", ("C039", NIGHT_QUIZ, 5, 5), "passage:"),
    "no source": (NIGHT_QUIZ, "    sources: [minutes]\n", "", ("C040", NIGHT_QUIZ, 5, 5), "sources:"),
    "no explanation": (
        NIGHT_QUIZ, "    explanation: He asked for the feel of the room.\n", "",
        ("C041", NIGHT_QUIZ, 5, 5), "explanation:",
    ),
    "objective never asked": (
        MORNING, "sections:", "  - {id: sign, level: apply, text: Sign}\nsections:",
        ("C042", MORNING, 7, 10), "ask about it",
    ),
    "far above the objective": (NIGHT_QUIZ, "level: understand", "level: analyse", ("C043", NIGHT_QUIZ, 9, 12), "raise"),
    "second quiz": (MORNING_QUIZ, "lesson: morning", "lesson: night", ("C044", NIGHT_QUIZ, 3, 9), "make one"),
    "source twice": (SOURCES, "id: memoir", "id: minutes", ("C030", SOURCES, 9, 9), "sources.yaml:2"),
    "term twice": (GLOSSARY, "id: hum", "id: consensus", ("C030", GLOSSARY, 6, 9), "glossary.yaml:2"),
    "module twice": (
        COURSE, "lessons: [night, morning]",
        "lessons: [night]\n  - {id: first, title: Again, lessons: [morning]}", ("C030", COURSE, 10, 10), ":7",
    ),
    "section twice": (NIGHT, "id: aside", "id: question", ("C030", NIGHT, 29, 9), "night.yaml:8"),
    "objective twice": (MORNING, "id: count-signatures", "id: tell-a-vote", ("C030", NIGHT, 4, 9), "morning.yaml:4"),
    "question twice": (MORNING_QUIZ, "morning-signed", "night-check", ("C030", MORNING_QUIZ, 5, 9), "night.yaml:18"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_link_is_told(course: Path, name: str) -> None:
    text, old, new, (code, where, line, column), words = BROKEN[name]
    assert old in text
    write_course(course, **{NAMES[text]: text.replace(old, new, 1)})
    found = next(f for f in load(course).diagnostics if f.code == code)
    assert (code, NAMES[where], line, column) == told(found)
    assert words in f"{found.message} {found.help}"


def test_ids_of_lessons_are_their_files(course: Path) -> None:
    write_course(
        course, **{"lessons/02-more/night.yaml": NIGHT, "quizzes/Last Night.yaml": NIGHT_QUIZ}
    )
    found = [told(f) for f in load(course).diagnostics if f.span.line == 1]
    assert ("C030", "lessons/02-more/night.yaml", 1, 1) in found
    assert ("C016", "quizzes/Last Night.yaml", 1, 1) in found


def test_surveys_and_reflections_need_no_evidence(course: Path) -> None:
    survey = (
        "  - {id: lean, type: survey, stem: And you?, objective: tell-a-vote, level: evaluate}\n"
        "  - id: write\n    type: reflection\n    stem: Why?\n    objective: tell-a-vote\n"
        "    level: understand\n    passage: night#aside\n    rubric: [{text: A reason}]\n"
        "    sample: Because.\n"
    )
    write_course(course, **{"quizzes/01-first/night.yaml": NIGHT_QUIZ + survey})
    assert [f.code for f in load(course).diagnostics] == ["C043"]


def test_a_warning_may_be_allowed_with_a_reason(course: Path) -> None:
    text = NIGHT_QUIZ.replace(
        "level: understand", "level: analyse\n    allow: {C043: it is one step}"
    )
    write_course(course, **{"quizzes/01-first/night.yaml": text})
    assert load(course).diagnostics == ()


def test_mentions_in_comments_do_not_count(course: Path) -> None:
    text = NIGHT + "# [@nobody] and [[nothing]]\n"
    table = NIGHT.replace(
        "      - type: check",
        "      - type: table\n        caption: T\n        columns: [a, b]\n        rows: [[c, d]]\n"
        "        sources: [minutes]\n      - type: check",
    )
    for written in (text, table):
        write_course(course, **{"lessons/01-first/night.yaml": written})
        assert load(course).diagnostics == ()


def test_what_text_names_is_not_told_of_the_comment_that_names_it_too(course: Path) -> None:
    assert "Nothing is cited here." in NIGHT
    text = NIGHT.replace("Nothing is cited here.", "By nobody [@nobody].") + "# as [@nobody]\n"
    write_course(course, **{"lessons/01-first/night.yaml": "# say [@nobody]\n" + text})
    (found,) = load(course).diagnostics
    line = text.splitlines().index(next(t for t in text.splitlines() if "By nobody" in t)) + 2
    assert (found.code, found.span.line) == ("C036", line)


def test_one_broken_file_hides_no_fault_of_another_nor_of_itself(course: Path) -> None:
    write_course(
        course,
        **{
            "lessons/01-first/night.yaml": NIGHT.replace("    heading: An aside\n", ""),
            "quizzes/01-first/night.yaml": NIGHT_QUIZ.replace(
                "type: single", "type: singel"
            ).replace("[minutes]", "[minuets]"),
            "quizzes/01-first/morning.yaml": MORNING_QUIZ.replace(
                "morning#signing", "morning#sign"
            ),
        },
    )
    assert [(f.code, f.span.file) for f in load(course).diagnostics] == [
        ("C021", "lessons/01-first/night.yaml"),
        ("C034", "quizzes/01-first/morning.yaml"),
        ("C022", "quizzes/01-first/night.yaml"),
        ("C036", "quizzes/01-first/night.yaml"),
    ]


@pytest.mark.parametrize(
    "name", ["lessons/sources.yaml", "lessons/glossary.yaml", "lessons/01-first/night.yaml",
             "quizzes/01-first/night.yaml"],
)  # fmt: skip
def test_an_unreadable_file_is_told_once_and_not_by_all_that_name_it(
    course: Path, name: str
) -> None:
    write_course(course, **{name: "a: [\n"})
    assert [(f.code, f.span.file) for f in load(course).diagnostics] == [("C004", name)]


def test_an_unreadable_course_file_is_told_once(course: Path) -> None:
    write_course(course, **{"lessons/course.yaml": "a: [\n"})
    loaded = load(course)
    assert [f.code for f in loaded.diagnostics if f.severity == "error"] == ["C004"]
    assert loaded.course is None
    assert sorted(loaded.lessons) == ["morning", "night"]


def test_a_course_without_its_files_says_which(course: Path) -> None:
    (course / "lessons" / "course.yaml").unlink()
    assert ("C001", "lessons/course.yaml", 1, 1) in map(told, load(course).diagnostics)


def test_names_that_are_passed_over_are_told(course: Path) -> None:
    (course / "lessons" / "more.yml").write_text("a: b")
    (course / "lessons" / ".hidden.yaml").write_text("a: b")
    (course / "lessons" / "notes.txt").write_text("a: b")
    (course / "lessons" / "loop").symlink_to(course / "lessons")
    assert [told(f) for f in load(course).diagnostics] == [
        ("C019", "lessons/loop", 1, 1),
        ("C019", "lessons/more.yml", 1, 1),
    ]


def test_a_folder_that_leads_out_of_the_course_is_passed_over(course: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (course / "quizzes").rename(outside)
    (course / "quizzes").symlink_to(outside)
    found = [told(f) for f in load(course).diagnostics]
    assert ("C019", "quizzes", 1, 1) in found
    assert load(course).quizzes == {}
