"""What a learner can find: never a question they have not met."""

from pathlib import Path

import pytest

from course.finding import Finder, kind_named, where
from course.progress.store import MemoryStore
from course.search import KINDS
from course.sessions.events import NoteWritten
from course.sessions.moves import answer, submit
from course.study import Study
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import _still as _still  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


def questions(study: Study, query: str) -> set[str]:
    return {hit.document.place for hit in Finder(study).find(query, ("question",)).hits}


def test_a_question_is_found_once_it_was_met_and_never_before(study: Study) -> None:
    assert questions(study, "delegations signed") == set()
    attempt = study.quiz("first-light", seed="s")
    assert questions(study, "delegations signed") == set()
    study.do(attempt, answer(attempt, "b"))
    assert questions(study, "delegations signed") == {"q-single"}
    assert questions(study, "hummed in a meeting") <= {"q-single"}


@pytest.mark.parametrize("word", ["delegations", "delegatoins", "hummed", "earliest"])
def test_no_word_of_an_unmet_question_finds_it_or_is_offered(study: Study, word: str) -> None:
    found = Finder(study).find(word)
    assert all(hit.document.kind != "question" for hit in found.hits)
    assert "question" not in dict(found.counts)


def test_a_test_gives_nothing_away_while_it_is_open(study: Study) -> None:
    practised = study.quiz("first-light", seed="s")
    study.do(practised, answer(practised, "b"))
    test = study.quiz("first-light", "test", seed="s")
    assert questions(study, "delegations signed") == set()
    study.do(test, submit(test))
    assert "q-single" in questions(study, "delegations signed")
    assert "q-survey" in questions(study, "hummed")


def test_a_question_that_was_revised_is_unmet_again(
    study: Study, course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    attempt = study.quiz("first-light", seed="s")
    study.do(attempt, answer(attempt, "b"))
    quiz = course_folder / "quizzes" / "01-light" / "first-light.yaml"
    quiz.write_text(quiz.read_text().replace("id: q-single", "id: q-single\n    revision: 2"))
    assert questions(a_study(course_folder, store, clock), "delegations signed") == set()


def test_notes_are_found_by_their_words_and_say_where_they_stand(study: Study) -> None:
    study.learner.record(NoteWritten("first-light#the-night", "Ask Ada\n\nabout the *zeppelin*"))
    (hit,) = Finder(study).find("zeppelin").hits
    assert hit.document.kind == "note"
    assert (hit.document.title, hit.document.body) == ("Ask Ada", "about the *zeppelin*")
    assert where(study, hit.document) == "1.1 The night"


def test_a_note_of_a_place_that_is_gone_is_still_found(study: Study) -> None:
    study.learner.record(
        NoteWritten("gone#for-good", "zeppelin"), NoteWritten("q-gone", "zeppelin")
    )
    hits = Finder(study).find("zeppelin").hits
    assert {where(study, hit.document) for hit in hits} == {""}
    assert len(hits) == 2


def test_every_kind_says_where_it_stands(study: Study) -> None:
    stands = {
        hit.document.place: where(study, hit.document) for hit in Finder(study).find("hum").hits
    }
    assert stands["first-light"] == "1.1"
    assert stands["first-light#the-night"] == "1.1 First light"
    assert stands["hum"] == stands["humming"] == ""


def test_every_kind_has_a_name() -> None:
    assert len({kind_named(kind) for kind in KINDS}) == len(KINDS)
    assert kind_named("term", 2) == "words"
