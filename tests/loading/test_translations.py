"""Translations: laid over the course, shown while they fit, told of when they do not."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given

from course.content.questions import Match
from course.content.translation import keys_alike, lost, overlaid, texts
from course.loading.files import CourseFiles
from course.loading.library import Library
from course.loading.loaded import load
from course.loading.source import read
from course.loading.translating import translate
from course.loading.verdict import check
from course.loading.yaml12 import parse
from tests.builders import a_match, a_quiz
from tests.strategies import matches

NIGHT = "lessons/i18n/xx/01-first/night.yaml"
QUIZ = "quizzes/01-first/night.yaml"


Say = Callable[..., Path]


@pytest.fixture
def say(course: Path) -> Say:
    """Writes the translation of a file, with nothing in it yet."""

    def go(original: str = "lessons/01-first/night.yaml") -> Path:
        files = CourseFiles(course)
        file = next(file for file in files.all if file.name == original)
        return course / translate(files, "xx", file).file

    return go


def fill(path: Path, said: dict[str, str]) -> None:
    """Translate by key, under the digests that stand there."""
    stored = yaml.safe_load(path.read_text())
    for name in stored:
        if (key := name.partition("@")[0]) in said:
            stored[name] = said[key]
    path.write_text(yaml.safe_dump(stored, allow_unicode=True))


def told(course: Path, code: str) -> list[str]:
    return [
        f"{found.span.file}:{found.span.line}: {found.severity}: {found.message}"
        for found in check(course, kept_as=None).diagnostics
        if found.code == code
    ]


def test_what_is_translated_is_shown_and_the_rest_stays(course: Path, say: Say) -> None:
    fill(say(), {"title": "La noche", "sections.question.blocks.night-check.question.stem": "¿Sí?"})
    lesson = Library(course, "xx").lesson("night")
    assert lesson.title == "La noche"
    assert lesson.sections[0].checks[0].stem == "¿Sí?"
    assert lesson.summary == "What the chair asked for."
    assert Library(course).lesson("night").title == "The night"


def test_contents_and_questions_are_in_the_language_too(course: Path, say: Say) -> None:
    fill(say(), {"title": "La noche"})
    fill(say(QUIZ), {"questions.night-asked.choices.b.text": "El ambiente"})
    library = Library(course, "xx")
    assert [entry.title for entry in library.catalogue.lessons] == ["La noche", "The morning"]
    assert "El ambiente" in str(library.item("night-asked").question)
    assert any(found.title == "La noche" for found in library.contents.documents)
    assert Library(course).catalogue.lessons[0].title == "The night"


def test_ids_objectives_and_keys_are_untouched(course: Path, say: Say) -> None:
    fill(say(), {"title": "La noche"})
    ours, theirs = Library(course).catalogue, Library(course, "xx").catalogue
    assert list(ours.items) == list(theirs.items)
    assert ours.files == theirs.files
    assert ours.broken == theirs.broken == 0


def test_a_language_without_files_is_the_course_itself(course: Path) -> None:
    library = Library(course, "xx")
    assert library.language == ""
    assert library.lesson("night") == Library(course).lesson("night")


def test_where_the_source_changed_the_source_is_shown_and_it_is_told(
    course: Path, say: Say
) -> None:
    fill(say(), {"title": "La noche", "summary": "Lo que se pidió."})
    lesson = course / "lessons/01-first/night.yaml"
    lesson.write_text(lesson.read_text().replace("title: The night", "title: That night"))
    shown = Library(course, "xx").lesson("night")
    assert (shown.title, shown.summary) == ("That night", "Lo que se pidió.")
    [found] = told(course, "C171")
    assert found.startswith(NIGHT)
    assert "warning: 1 text no longer fit the source, first `title`" in found


def test_lines_broken_otherwise_are_no_change(course: Path, say: Say) -> None:
    key = "sections.question.blocks.1.text"
    fill(say(), {key: "Preguntó [@minutes]. Un [[consensus|consenso]]."})
    lesson = course / "lessons/01-first/night.yaml"
    lesson.write_text(lesson.read_text().replace("[[consensus|a\n          ", "[[consensus|a "))
    assert "Preguntó" in str(Library(course, "xx").lesson("night"))


@pytest.mark.parametrize(
    "text",
    [
        "Sí. [[consensus|Consenso]]",
        "Preguntó [@minutes].",
        "[@memoir] [[consensus|Consenso]]",
    ],
)
def test_a_lost_citation_or_term_is_a_fault_and_not_shown(
    course: Path, say: Say, text: str
) -> None:
    fill(say(), {"sections.question.blocks.1.text": text})
    assert "The chair asked" in str(Library(course, "xx").lesson("night"))
    [found] = told(course, "C173")
    assert found.startswith(NIGHT)
    assert "error" in found


def test_gaps_and_addresses_are_kept_too() -> None:
    assert lost("by {{custom}}", "por {{custom}}") == ()
    assert lost("by {{custom}}", "por costumbre") == ("{{custom}}",)
    assert lost("[a](https://a.org/)", "[un](https://b.org/)") == (
        "https://a.org/",
        "https://b.org/",
    )


def test_options_that_read_the_same_are_a_fault_and_the_source_is_shown(
    course: Path, say: Say
) -> None:
    options = "questions.night-asked.choices"
    fill(
        say(QUIZ),
        {f"{options}.a.text": "Voto", f"{options}.b.text": "Voto"},
    )
    assert Library(course, "xx").quiz("night") == Library(course).quiz("night")
    [found] = told(course, "C174")
    assert "two entries read the same" in found


def test_choices_to_pair_with_that_fall_together_are_not_marked_alike() -> None:
    source = a_match()
    assert keys_alike(a_quiz(source), a_quiz(source))
    pairs = tuple(pair.model_copy(update={"choice": "x"}) for pair in source.pairs)
    other = source.model_copy(update={"pairs": pairs})
    assert not keys_alike(a_quiz(source), a_quiz(other))


def test_only_declared_modules_are_to_be_complete(course: Path, say: Say) -> None:
    say()
    assert told(course, "C170") == []
    (course / "lessons/i18n/xx/language.yaml").write_text("name: Xx\nmodules: [first]\n")
    found = told(course, "C170")
    assert len(found) == 4
    assert any("`lessons/01-first/morning.yaml` is not translated" in one for one in found)
    assert any(one.startswith(NIGHT) and "texts not translated" in one for one in found)


def test_an_unknown_module_key_or_file_is_told(course: Path, say: Say) -> None:
    path = say()
    path.write_text(path.read_text() + 'nothing@00000000: "x"\n')
    (course / "lessons/i18n/xx/language.yaml").write_text("name: Xx\nmodules: [second]\n")
    (course / "lessons/i18n/xx/nowhere.yaml").write_text("{}\n")
    found = "\n".join(told(course, "C172"))
    for part in ("`nothing` is not known", "no module `second`", "nowhere.yaml"):
        assert part in found


def test_a_broken_translation_breaks_nothing(course: Path) -> None:
    (course / NIGHT).parent.mkdir(parents=True)
    for text in ("a: [", "- a\n", "title@0: [x]\n", ""):
        (course / NIGHT).write_text(text)
        assert Library(course, "xx").lesson("night").title == "The night"
        assert any(one.span.file == NIGHT for one in check(course, kept_as=None).diagnostics)


def test_writing_again_keeps_what_is_there_and_marks_what_is_stale(course: Path, say: Say) -> None:
    path = say()
    fill(path, {"title": "La noche", "summary": "Lo que se pidió."})
    lesson = course / "lessons/01-first/night.yaml"
    lesson.write_text(lesson.read_text().replace("title: The night", "title: That night"))
    first = say().read_text()
    assert "summary@" in first and '"Lo que se pidió."' in first
    assert "# The source has changed." in first and '"La noche"' in first
    assert say().read_text() == first


def test_in_the_language_of_the_course_the_originals_are_written(course: Path) -> None:
    files = CourseFiles(course)
    file = next(file for file in files.all if file.kind == "lesson")
    done = translate(files, "en", file)
    assert (done.missing, done.stale) == (0, 0)
    assert "To be translated" not in (course / done.file).read_text()
    assert Library(course, "en").lesson(file.id) == Library(course).lesson(file.id)


def test_a_text_that_moved_takes_its_translation_along(course: Path, say: Say) -> None:
    path = say()
    fill(path, {"sections.aside.heading": "Aparte"})
    lesson = course / "lessons/01-first/night.yaml"
    lesson.write_text(lesson.read_text().replace("id: aside", "id: beside"))
    assert "sections.beside.heading@" in say().read_text()
    assert "Aparte" in str(Library(course, "xx").lesson("night"))


def test_what_the_course_has_is_found_again_with_nothing_laid_over(course: Path) -> None:
    for file in CourseFiles(course).all:
        data = parse(read(file.path)).data
        assert overlaid(data, {}) == data
        keys = [text.key for text in texts(data)]
        assert len(keys) == len(set(keys))
    assert load(course, "xx").lessons == load(course).lessons


@given(matches())
def test_every_text_is_where_its_path_says(question: Match) -> None:
    data = {"questions": (question.model_dump(),)}
    found = texts(data)
    assert overlaid(data, {text.path: text.text for text in found}) == data
    assert texts(overlaid(data, {text.path: "x" for text in found})) != () or not found
