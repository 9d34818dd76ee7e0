"""The texts of a course made ready to be searched, from the files or from the cache."""

from pathlib import Path

import pytest

from course.loading.cache import cache_folder
from course.loading.contents import Contents, contents
from course.loading.files import CourseFiles
from course.search import Document
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))


@pytest.fixture
def texts(course_folder: Path) -> Contents:
    return contents(CourseFiles(course_folder))


def one(texts: Contents, kind: str, place: str) -> Document:
    (found,) = (d for d in texts.documents if (d.kind, d.place) == (kind, place))
    return found


def test_everything_that_is_read_is_there_in_plain_words(texts: Contents) -> None:
    night = one(texts, "passage", "first-light#the-night")
    assert night.title == "The night"
    assert "the chair asked for a hum. Nobody had counted, and nobody was meant to." in night.body
    assert "the text of the document was changed" in night.body
    assert "A hum is a vote" not in night.body, "what is asked inside the reading is a question"
    figures = one(texts, "passage", "first-light#in-figures").body
    assert "signed · on the spot · did not sign · Three in five signed." in figures


def test_questions_words_and_sources_are_there(texts: Contents) -> None:
    asked = one(texts, "question", "q-single")
    assert asked.title == "How many delegations signed on the day?"
    assert one(texts, "question", "was-it-a-vote").title == "A hum is a vote."
    assert one(texts, "term", "rfc").body == "Request for Comments · A document of the IETF."
    source = one(texts, "source", "humming").body
    assert source == "Pete Resnick · IETF · 2014 · www.rfc-editor.org"
    lesson = one(texts, "lesson", "first-light")
    assert lesson.body == "A room learns how it leans. Tell a hum from a vote · Count who signed"


def test_words_and_sources_lead_back_to_the_passages(texts: Contents) -> None:
    assert texts.passages_of("rfc") == ("first-light#the-night",)
    assert "first-light#in-figures" in texts.cited_in("humming")
    assert texts.passages_of("nowhere") == texts.cited_in("nowhere") == ()


def test_the_cache_gives_back_the_same_without_reading_a_file(
    course_folder: Path, texts: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = CourseFiles(course_folder)
    monkeypatch.setattr(CourseFiles, "are_settled", lambda _files: True)
    contents(files)

    def refuse(_root: Path) -> None:
        raise AssertionError("the course was read")

    monkeypatch.setattr("course.loading.loaded.load", refuse)
    again = contents(CourseFiles(course_folder))
    assert again == texts
    assert list(cache_folder().glob("contents-*.json"))


def test_a_changed_file_is_read_anew(course_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CourseFiles, "are_settled", lambda _files: True)
    contents(CourseFiles(course_folder))
    glossary = course_folder / "lessons" / "glossary.yaml"
    glossary.write_text(glossary.read_text().replace("term: Hum", "term: Humming"))
    assert one(contents(CourseFiles(course_folder)), "term", "hum").title == "Humming"


def test_what_is_broken_is_left_out(course_folder: Path) -> None:
    (course_folder / "lessons" / "glossary.yaml").write_text("terms: [")
    kinds = {document.kind for document in contents(CourseFiles(course_folder)).documents}
    assert kinds == {"lesson", "passage", "question", "source"}
