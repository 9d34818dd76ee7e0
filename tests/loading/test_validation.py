"""Faults of single files: each with its code, its place and its remedy."""

# A table reads best with one case a line.
# ruff: noqa: E501

import pytest

from course.content.course import Course, Glossary, Lesson, Quiz, Sources
from course.content.model import Model
from course.loading.codes import CODES
from course.loading.diagnostics import Diagnostic
from course.loading.loaded import read_file
from course.loading.source import Source
from course.loading.validation import validate
from course.loading.yaml12 import parse
from tests.loading.small_course import COURSE, GLOSSARY, MORNING_QUIZ, NIGHT, NIGHT_QUIZ, SOURCES


def faults_of(text: str, model: type[Model]) -> list[Diagnostic]:
    """What is wrong with a text as a model."""
    source = Source("x.yaml", text)
    parsed = parse(source)
    assert parsed.faults == []
    return validate(source, parsed.data, model)[1]


@pytest.mark.parametrize(
    ("text", "model"),
    [(COURSE, Course), (SOURCES, Sources), (GLOSSARY, Glossary), (NIGHT, Lesson)],
)
def test_good_files_have_no_faults(text: str, model: type[Model]) -> None:
    assert faults_of(text, model) == []


# text to break, what to replace in it, by what -> code, line, column, a word of message or remedy
BROKEN = {
    "misspelt key": (NIGHT_QUIZ, "explanation:", "explantion:", "C020", 12, 5, "`explanation`?"),
    "key of another world": (NIGHT_QUIZ, "lesson:", "wombat: x\nlesson:", "C020", 3, 1, "known"),
    "comma in braces": (
        COURSE, "lessons: [night, morning]", "lessons: [night, morning]\n  - {id: a, lessons: [night], title: One, and more}",
        "C020", 10, 43, "in quotes",
    ),
    "unknown key in a block": (
        NIGHT, "Nothing is cited here.", "x\n        by: y", "C020", 34, 9, "known here: type, text",
    ),
    "missing key": (NIGHT_QUIZ, "    stem: What did the chair ask for?\n", "", "C021", 5, 5, "`stem`"),
    "missing key at the top": (NIGHT_QUIZ, "title: The night\n", "", "C021", 1, 1, "`title`"),
    "missing feedback": (
        NIGHT_QUIZ, "      - text: A vote\n        feedback: He said that it was none.\n",
        "      - text: A vote\n", "C021", 14, 9, "`feedback`",
    ),
    "missing type": (NIGHT_QUIZ, "    type: single\n", "", "C021", 5, 5, "single, multiple"),
    "misspelt type": (NIGHT_QUIZ, "type: single", "type: singel", "C022", 6, 11, "`single`?"),
    "type of another world": (NIGHT_QUIZ, "type: single", "type: xx", "C022", 6, 11, "one of"),
    "list as type": (NIGHT_QUIZ, "type: single", "type: [single]", "C022", 6, 5, "one of"),
    "block type": (NIGHT, "type: text\n        text: N", "type: txt\n        text: N", "C022", 32, 15, "`text`?"),
    "misspelt level": (NIGHT_QUIZ, "understand", "undrestand", "C011", 9, 12, "`understand`?"),
    "wrong kind of file": (NIGHT_QUIZ, "kind: quiz", "kind: quizz", "C011", 1, 7, "write `quiz`"),
    "list as level": (NIGHT_QUIZ, "level: understand", "level: [a]", "C010", 9, 5, "text"),
    "quoted number": (SOURCES, "2012", '"2012"', "C010", 5, 11, "without quotes"),
    "word as a number": (SOURCES, "2012", "MMXII", "C010", 5, 11, "digits"),
    "number with a comma": (SOURCES, "2012", "2,012", "C010", 5, 11, "not `2,012` write it in digits alone, without quotes or commas"),
    "word as a decimal": (MORNING_QUIZ, "value: 89", "value: many", "C010", 14, 16, "digits"),
    "truth in words": (NIGHT, "answer: false", "answer: no", "C010", 25, 19, "`true` or `false`"),
    "quoted truth": (NIGHT, "answer: false", "answer: 'false'", "C010", 25, 19, "without quotes"),
    "empty value": (NIGHT_QUIZ, "title: The night", "title:", "C010", 2, 7, "nothing stands here"),
    "colon in text": (
        NIGHT_QUIZ, "    choices:", "    hints:\n      - The point: it matters\n    choices:",
        "C010", 14, 9, "in quotes",
    ),
    "list for text": (NIGHT_QUIZ, "title: The night", "title: [a]", "C010", 2, 1, "in quotes"),
    "text for a list": (NIGHT_QUIZ, "sources: [minutes]", "sources: minutes", "C010", 11, 14, "`- `"),
    "text for a question": (NIGHT_QUIZ, "questions:", "questions:\n  - why", "C010", 5, 5, "`key: value`"),
    "text for an option": (NIGHT_QUIZ, "    choices:", "    choices:\n      - a", "C010", 14, 9, "`key: value`"),
    "list for a mapping": (
        NIGHT_QUIZ, "    choices:", "    allow: [a]\n    choices:", "C010", 13, 5, "`key: value`",
    ),
    "too few entries": (
        COURSE, "lessons: [night, morning]", "lessons: []", "C023", 9, 5, "at least 1 entry; it has 0",
    ),
    "too many entries": (
        NIGHT_QUIZ, "    choices:", "    hints: [a, b, c, d, e]\n    choices:", "C023", 13, 5,
        "at most 4 entries; it has 5",
    ),
    "number too small": (SOURCES, "2012", "201", "C023", 5, 11, "at least 1400 write a larger"),
    "number too large": (SOURCES, "2012", "20120", "C023", 5, 11, "at most 2200"),
    "no address": (SOURCES, "https://example.org/minutes", "example.org", "C024", 6, 10, "https://"),
    "no day": (SOURCES, "2026-11-24", "24 November", "C024", 8, 14, "2026-11-24"),
    "curly quotes": (SOURCES, "2026-11-24", "“2026-11-24”", "C024", 8, 14, "straight"),
    "no language": (COURSE, "language: en", "language: English", "C024", 4, 11, "pt-BR"),
    "empty text": (NIGHT_QUIZ, "title: The night", "title: ' '", "C013", 2, 8, "empty"),
    "two lines": (NIGHT_QUIZ, "title: The night", "title: |\n  a\n  b", "C014", 2, 1, "one line"),
    "id with a capital": (NIGHT_QUIZ, "id: night-asked", "id: Night", "C016", 5, 9, "last-night"),
    "ids without a comma": (COURSE, "[night, morning]", "[night morning]", "C016", 9, 15, "comma"),
    "no passage": (NIGHT_QUIZ, "night#question", "night", "C017", 10, 14, "lesson-id#section-id"),
    "no share": (
        NIGHT_QUIZ, "        correct: true", "        correct: true\n        credit: a lot",
        "C018", 18, 17, "`1/2`",
    ),
    "no key": (NIGHT_QUIZ, "        correct: true\n", "", "C104", 13, 5, "type: survey"),
    "two keys": (
        NIGHT_QUIZ, "text: A vote\n", "text: A vote\n        correct: true\n", "C105", 13, 5, "multiple",
    ),
    "the same twice": (NIGHT_QUIZ, "text: A vote", "text: the  FEEL of the room", "C106", 16, 9, "reword"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_named_placed_and_remedied(name: str) -> None:
    text, old, new, code, line, column, words = BROKEN[name]
    assert old in text
    broken = text.replace(old, new, 1)
    model = next(m for good, m in MODELS if good is text)
    (found,) = faults_of(broken, model)
    assert (code, line, column) == (found.code, found.span.line, found.span.column)
    assert words in f"{found.message} {found.help}"
    assert found.excerpt == broken.split("\n")[line - 1]


MODELS = (
    (COURSE, Course),
    (SOURCES, Sources),
    (GLOSSARY, Glossary),
    (NIGHT, Lesson),
    (NIGHT_QUIZ, Quiz),
    (MORNING_QUIZ, Quiz),
)


def test_the_shape_of_the_first_example() -> None:
    (found,) = faults_of(NIGHT_QUIZ.replace("        correct: true\n", ""), Quiz)
    assert found.label == "2 choices"


def test_all_faults_of_a_file_are_told_at_once() -> None:
    broken = NIGHT_QUIZ.replace("title:", "titel:").replace("type: single", "type: singel") + (
        MORNING_QUIZ.partition("questions:\n")[2].replace("89", "many").replace("level", "lvel")
    )
    found = sorted((f.code, f.span.line) for f in faults_of(broken, Quiz))
    assert found == [("C010", 28), ("C020", 2), ("C020", 23), ("C022", 6)]


def test_a_misspelt_key_is_not_also_missing() -> None:
    found = faults_of(NIGHT_QUIZ.replace("stem:", "stemm:"), Quiz)
    assert [f.code for f in found] == ["C020"]


def test_a_list_is_not_called_short_because_its_entries_are_wrong() -> None:
    found = faults_of(NIGHT_QUIZ.replace("feedback:", "feedbak:"), Quiz)
    assert [f.code for f in found] == ["C020", "C020"]


def test_what_the_gate_refused_is_not_judged_again() -> None:
    broken = NIGHT_QUIZ.replace("title: The night", 'title: "\\e"').replace(
        "lesson: night", "lesson: *x"
    )
    model, _, found = read_file(Source("x.yaml", broken), "quiz", "x")
    assert model is None
    assert [(f.code, f.span.line) for f in found] == [("C012", 2), ("C007", 3)]


@pytest.mark.parametrize("text", ["[]", "text", "null", "- a"])
def test_a_file_that_is_no_mapping_is_told_once(text: str) -> None:
    assert [f.code for f in faults_of(text, Quiz)] == ["C010"]


def test_every_code_has_its_sentence() -> None:
    codes = {code for *_, code, _, _, _ in BROKEN.values()}
    assert codes <= CODES.keys()
    assert all(title.endswith(".") for title in CODES.values())
