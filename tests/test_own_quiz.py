"""A quiz of one's own from the course at hand: candidates, resuming, names in words."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from course.choosing import begun, candidates, in_words, seed_points, tags, take
from course.errors import CourseError
from course.progress.store import MemoryStore
from course.sessions.attempt import Attempt
from course.sessions.events import Answered, Flagged, Submitted
from course.sessions.moves import answer, submit
from course.sessions.selection import Candidate, Selection
from course.study import PER_ITEM, Study
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import _still as _still  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


def known(study: Study, words: str = "") -> dict[str, Candidate]:
    return {one.question: one for one in candidates(study, words)}


def answered(
    study: Study, question: str, fraction: Fraction, certainty: int | None = None
) -> Attempt:
    attempt = study.quiz("first-light", anew=True)
    study.learner.record(Answered(attempt.id, question, "a", fraction, certainty))  # type: ignore[arg-type]
    study.learner.record(Submitted(attempt.id, fraction, 1))
    return attempt


def test_all_questions_of_quizzes_may_be_chosen_and_checks_once_they_were_met(study: Study) -> None:
    assert "was-it-a-vote" not in known(study)
    assert {"q-single", "where-is-it"} <= set(known(study))
    attempt = study.check("first-light", "the-night", "was-it-a-vote")
    study.do(attempt, answer(attempt, False))
    assert "was-it-a-vote" in known(study)


def test_what_is_part_of_an_open_test_may_not_be_chosen(study: Study) -> None:
    test = study.quiz("far-away", "test")
    assert "where-is-it" not in known(study)
    study.do(test, submit(test))
    assert "where-is-it" in known(study)


def test_a_candidate_tells_how_the_question_went(study: Study, clock: Clock) -> None:
    fresh = known(study)["q-single"]
    assert (fresh.recall, fresh.missed, fresh.takes) == (None, False, timedelta(minutes=1))
    attempt = answered(study, "q-single", Fraction(0), 3)
    study.learner.record(Flagged(attempt.id, "q-single"))
    one = known(study)["q-single"]
    assert one.missed
    assert one.certain
    assert one.flagged
    assert not one.due
    assert one.takes == PER_ITEM
    clock.forward(days=30)
    faded = known(study)["q-single"]
    assert faded.due
    assert faded.recall is not None
    assert one.recall is not None
    assert faded.recall < one.recall


def test_partly_right_is_missed_but_not_certain_and_wrong(study: Study) -> None:
    answered(study, "q-single", Fraction(1, 2), 3)
    one = known(study)["q-single"]
    assert (one.missed, one.certain) == (True, False)
    answered(study, "q-single", Fraction(1))
    assert not known(study)["q-single"].missed


def test_what_a_test_left_unanswered_is_missed_where_it_would_have_counted(study: Study) -> None:
    test = study.quiz("first-light", "test")
    study.do(test, submit(test))
    missed = {name for name, one in known(study).items() if one.missed}
    assert "q-single" in missed
    assert {"q-survey", "q-reflection"}.isdisjoint(missed)


def test_what_is_forgotten_again_and_again_is_slipping(study: Study, clock: Clock) -> None:
    for fraction in (1, 0, 0, 0, 0):
        assert not known(study)["q-single"].slipping
        answered(study, "q-single", Fraction(fraction))
        clock.forward(days=9)
    assert known(study)["q-single"].slipping


def test_words_of_the_glossary_mark_what_is_asked_about_them(study: Study) -> None:
    about = {name for name, one in known(study, "request for comments").items() if one.asked_about}
    assert "q-multiple" in about
    assert "q-single" not in about
    assert not any(one.asked_about for one in known(study).values())


def test_a_choice_is_an_ordinary_attempt_and_goes_on_where_it_was(study: Study) -> None:
    wanted = Selection(modules=("light",), items=3)
    attempt = take(study, wanted)
    assert attempt.of == "chosen:module=light&items=3"
    assert (attempt.mode, len(attempt.questions)) == ("practice", 3)
    assert take(study, wanted).id == attempt.id
    assert [(w, answered, total) for w, answered, total in begun(study)] == [(wanted, 0, 3)]
    assert take(study, Selection(modules=("light",), items=2)).id != attempt.id
    assert take(study, wanted, "test").id != attempt.id
    assert take(study, wanted, seed="s").id != attempt.id


def test_the_same_seed_chooses_the_same(study: Study) -> None:
    wanted = Selection(items=4)
    first = take(study, wanted, seed="s")
    assert list(take(study, wanted, seed="s").questions) == list(first.questions)


def test_where_nothing_fits_it_is_said(study: Study) -> None:
    with pytest.raises(CourseError, match="nothing to ask: flagged"):
        take(study, Selection(("flagged",)))


def test_choices_have_names(study: Study) -> None:
    wanted = Selection(("missed",), ("light",), ("seed: IANA",), "hum", 10, 5)
    expected = "wrong the last time, 1 Light, “IANA”, about “hum”, 10 questions, 5 minutes"
    assert in_words(study, wanted) == expected
    assert in_words(study, wanted, size=False) == expected.removesuffix(", 10 questions, 5 minutes")
    assert in_words(study, Selection()) == "a bit of everything"
    assert in_words(study, Selection(modules=("gone",))) == "gone"


def test_tags_and_seed_points_are_told_apart(
    course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    quiz = course_folder / "quizzes" / "02-shade" / "far-away.yaml"
    text = quiz.read_text()
    quiz.write_text(
        text.replace("id: where-is-it", 'id: where-is-it\n    tags: [sea, "seed: IANA"]')
    )
    study = a_study(course_folder, store, clock)
    assert tags(study) == ("sea",)
    assert seed_points(study) == ("IANA",)
    assert list(take(study, Selection(tags=("seed: IANA",))).questions) == ["where-is-it"]
