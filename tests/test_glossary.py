"""The glossary: what is found, where a word is taught, what belongs to it."""

from pathlib import Path

from course.glossary import Glossary
from course.study import Study
from tests.tui.conftest import _still as _still  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


def found(study: Study, words: str) -> list[str]:
    return [term.id for term in Glossary(study).found(words)]


def test_all_words_stand_in_the_order_of_the_alphabet(study: Study) -> None:
    assert found(study, "") == found(study, "  ") == ["hum", "rfc"]


def test_a_word_is_found_by_name_expansion_and_definition(study: Study) -> None:
    assert found(study, "rf") == found(study, "commetns") == ["rfc"]
    assert found(study, "leans") == ["hum"]
    assert found(study, "plenary") == []


def test_of_several_words_all_must_be_there_where_any_entry_has_them(study: Study) -> None:
    assert found(study, "request comments") == ["rfc"]
    assert set(found(study, "room comments")) == {"hum", "rfc"}


def test_a_word_is_taught_where_it_stands_in_a_lesson_that_teaches_it(study: Study) -> None:
    glossary = Glossary(study)
    assert [p.passage for p in glossary.taught_in(study.library.term("rfc"))] == [
        "first-light#the-night"
    ]


def test_a_lesson_that_teaches_a_word_without_naming_it_opens_at_its_beginning(
    course_folder: Path, study: Study
) -> None:
    words = course_folder / "lessons" / "glossary.yaml"
    words.write_text(words.read_text() + "    related: []\n  - {id: far, term: Far, "
                     "definition: Not near., taught: [far-away]}\n")  # fmt: skip
    glossary = Glossary(study)
    places = glossary.taught_in(study.library.term("far"))
    assert [place.lesson.id for place in places] == ["far-away"]


def test_words_are_related_in_both_directions(study: Study) -> None:
    glossary = Glossary(study)
    related = {t.id: [other.id for other in glossary.related(t)] for t in glossary.terms}
    assert related == {"hum": ["rfc"], "rfc": ["hum"]}


def test_questions_about_a_word_are_those_of_the_passages_it_stands_in(study: Study) -> None:
    asked = Glossary(study).asked_about([study.library.term("rfc")])
    assert asked
    items = study.catalogue.items
    assert {items[name][1].passage for name in asked} == {"first-light#the-night"}
