"""Translations: laid over the course, shown while they fit, told of when they do not."""

import re
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
from course.loading.translating import files_promised, promise_of, translate
from course.loading.verdict import check
from course.loading.yaml12 import parse
from tests.builders import a_match, a_quiz
from tests.loading.small_course import EXERCISE, PACK, write_course
from tests.loading.small_scenario import SCENARIO
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
    assert len(found) == 5
    assert any("`lessons/glossary.yaml` is not translated" in one for one in found)
    assert any("`lessons/01-first/morning.yaml` is not translated" in one for one in found)
    assert any(one.startswith(NIGHT) and "texts not translated" in one for one in found)


def test_of_the_glossary_the_words_of_those_modules_are_to_be_complete(
    course: Path, say: Say
) -> None:
    glossary = course / "lessons/glossary.yaml"
    glossary.write_text(glossary.read_text() + "  - {id: far-off, term: Far, definition: Away.}\n")
    place = say("lessons/glossary.yaml")
    (course / "lessons/i18n/xx/language.yaml").write_text("name: Xx\nmodules: [first]\n")
    of_it = "lessons/i18n/xx/glossary.yaml"
    assert any(one.startswith(of_it) for one in told(course, "C170"))
    definition = "Nadie se opone [@minutes]."
    fill(place, {"terms.consensus.term": "Consenso", "terms.consensus.definition": definition})
    assert not any(one.startswith(of_it) for one in told(course, "C170"))
    assert Library(course, "xx").term("consensus").definition == definition
    assert Library(course, "xx").term("far-off").definition == "Away."


def test_only_the_words_that_are_promised_are_written_and_those_begun_are_kept(
    course: Path, say: Say
) -> None:
    glossary = course / "lessons/glossary.yaml"
    glossary.write_text(glossary.read_text() + "  - {id: far-off, term: Far, definition: Away.}\n")
    (course / "lessons/i18n/xx").mkdir(parents=True)
    (course / "lessons/i18n/xx/language.yaml").write_text("name: Xx\nmodules: [first]\n")
    files = CourseFiles(course)
    promise = promise_of(files, "xx")
    wanted = files_promised(files, "xx", promise)
    file = next(file for file in wanted if file.kind == "glossary")
    place = course / translate(files, "xx", file, promise).file
    assert "consensus" in place.read_text()
    assert "far-off" not in place.read_text()
    fill(say("lessons/glossary.yaml"), {"terms.far-off.term": "Lejos"})
    assert (
        "Lejos" in (course / translate(CourseFiles(course), "xx", file, promise).file).read_text()
    )


SCENARIO_FILE, EXERCISE_FILE = "quizzes/scenarios/plates.yaml", PACK


@pytest.fixture
def more(course: Path) -> Path:
    """The course with a scenario, an exercise and a paper."""
    paper = "kind: paper\ntitle: The paper\npurpose: exam\nintro: Take your time.\n"
    paper += "blueprint: {each: 1, recall: 1}\n"
    files = {SCENARIO_FILE: SCENARIO, PACK: EXERCISE, "quizzes/final-exam.yaml": paper}
    write_course(course, **files)
    return course


def test_a_scenario_is_translated_and_plays_as_before(more: Path, say: Say) -> None:
    said = {
        "title": "Los carteles",
        "role": "Diriges una delegación [@minutes].",
        "meters.trust.low": "Nadie se sienta contigo.",
        "scenes.plates.choices.ask.outcome": "Dice que no lo fue.",
        "debrief.1.text": "Fue así [@minutes].",
    }
    fill(say(SCENARIO_FILE), said)
    ours, theirs = Library(more).scenario("plates"), Library(more, "xx").scenario("plates")
    scene = theirs.scenes[0]
    assert (theirs.title, theirs.meters[0].low) == ("Los carteles", "Nadie se sienta contigo.")
    assert scene.choices[0].outcome == "Dice que no lo fue."
    assert scene.choices[0].effects == ours.scenes[0].choices[0].effects
    assert scene.heading == ours.scenes[0].heading
    assert Library(more, "xx").catalogue.scenario("plates").title == "Los carteles"


def test_an_exercise_is_translated_with_its_secrets_and_rubric(more: Path, say: Say) -> None:
    place = say(EXERCISE_FILE)
    keys = {name.partition("@")[0] for name in yaml.safe_load(place.read_text())}
    for part in ("brief", "preparation", "rubric", "debrief", "consensus", "roles", "phases"):
        assert any(key.startswith(part) for key in keys), part
    assert not any("form" in key.split(".") or "source" in key.split(".") for key in keys)
    fill(place, {key: f"Xx {key}" for key in keys if key.endswith((".secret", ".listen_for"))})
    pack = Library(more, "xx").exercise(Path(PACK).stem)
    assert pack.roles[0].secret.startswith("Xx ")
    assert pack.debrief[0].listen_for.startswith("Xx ")


def test_a_paper_is_translated_and_its_levels_are_not(more: Path, say: Say) -> None:
    place = say("quizzes/final-exam.yaml")
    assert [name.partition("@")[0] for name in yaml.safe_load(place.read_text())] == [
        "title",
        "intro",
    ]
    fill(place, {"title": "El examen"})
    assert Library(more, "xx").paper("final-exam").title == "El examen"
    assert Library(more, "xx").catalogue.papers[0].title == "El examen"


@pytest.mark.parametrize("name", [SCENARIO_FILE, EXERCISE_FILE, "quizzes/final-exam.yaml"])
def test_where_one_of_them_changed_it_is_told(more: Path, say: Say, name: str) -> None:
    fill(say(name), {"title": "Otro"})
    file = more / name
    file.write_text(re.sub("(?m)^title: .*", "title: Something else", file.read_text(), count=1))
    [found] = told(more, "C171")
    assert "first `title`" in found


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
