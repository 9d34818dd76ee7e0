"""Papers: drawn by a seed, resumed, read module by module; lessons that are known."""

from fractions import Fraction
from pathlib import Path

import pytest

from course import papers
from course.errors import CourseError
from course.loading.catalogue import LessonEntry, PaperEntry
from course.marking import key_response
from course.progress.store import MemoryStore
from course.sessions.attempt import Attempt
from course.sessions.events import AttemptStarted, LessonKnown, LessonUnknown, Moved
from course.sessions.moves import answer, submit
from course.sessions.outcome import outcome
from course.study import AllDone, ReadOn, Study, TakeQuiz
from tests.papers import with_papers
from tests.test_study import done, read_all
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


@pytest.fixture(autouse=True)
def _papers(course_folder: Path) -> None:
    with_papers(course_folder)


def exam(study: Study) -> PaperEntry:
    return papers.found(study, "exam")


def placement(study: Study) -> PaperEntry:
    return papers.found(study, "placement")


def handed_in(study: Study, attempt: Attempt, *wrong: str) -> Attempt:
    """All of it right but for some left out."""
    for name, question in attempt.questions.items():
        if name not in wrong:
            attempt = (
                study.do(attempt, Moved(attempt.id, name)) if (attempt.current != name) else attempt
            )
            key = key_response(question)
            assert key is not None
            attempt = study.do(attempt, answer(attempt, key))
    return study.do(attempt, submit(attempt))


def lesson(study: Study, id: str) -> LessonEntry:
    return study.catalogue.lesson(id)


def test_a_paper_is_a_test_by_its_blueprint_and_is_stored_as_any_attempt(study: Study) -> None:
    attempt = papers.take(study, exam(study), seed="s")
    assert (attempt.of, attempt.mode, attempt.seed) == ("exam:final-exam", "test", "s")
    assert len(attempt.questions) == 5
    assert "where-is-it" in attempt.questions
    assert attempt.deadline is not None
    assert (attempt.deadline - attempt.started).total_seconds() == 30 * 60
    (recorded,) = study.learner.history(attempt.id)
    assert isinstance(recorded.event, AttemptStarted)
    assert recorded.event.seed == "s"
    assert [asking.question for asking in recorded.event.asked] == list(attempt.questions)


def test_the_seed_draws_the_same_paper_for_everybody(
    course_folder: Path, clock: Clock, study: Study
) -> None:
    other = a_study(course_folder, MemoryStore(), clock)
    ours = papers.take(study, exam(study), seed="2026")
    assert list(papers.take(other, exam(other), seed="2026").questions) == list(ours.questions)
    seeds = {tuple(papers.take(study, exam(study), seed=str(n)).questions) for n in range(8)}
    assert len(seeds) == 8


def test_an_unfinished_paper_is_gone_on_with_after_a_restart(
    course_folder: Path, clock: Clock, store: MemoryStore, study: Study
) -> None:
    attempt = papers.take(study, exam(study))
    first = attempt.question
    key = key_response(first)
    assert key is not None
    attempt = study.do(attempt, answer(attempt, key))
    again = a_study(course_folder, store, clock)
    assert papers.take(again, exam(again)) == attempt
    begun = papers.begun(again, exam(again))
    assert begun is not None
    assert (begun.answered, begun.total) == (1, 5)
    assert papers.offered(again) == (exam(again),)
    assert papers.take(again, exam(again), seed="new").id != attempt.id


def test_every_answered_item_feeds_the_schedule_when_it_is_handed_in(study: Study) -> None:
    attempt = papers.take(study, exam(study))
    left_out = next(iter(attempt.questions))
    handed_in(study, attempt, left_out)
    assert study.progress.cards.keys() == attempt.questions.keys() - {left_out}
    assert not papers.begun(study, exam(study))
    assert papers.is_taken(study, exam(study))


def test_results_are_by_module_and_objective_with_what_to_read(study: Study) -> None:
    attempt = handed_in(study, papers.take(study, exam(study), seed="s"), "where-is-it")
    light, shade = papers.by_module(study, outcome(attempt))
    assert (light.module.id, light.share, light.out_of) == ("light", Fraction(1), 4)
    assert (shade.module.id, shade.points, shade.out_of) == ("shade", Fraction(0), 1)
    assert [part.reread for part in shade.objectives] == ["far-away#elsewhere"]


def test_home_offers_the_placement_to_who_is_new_and_no_longer(study: Study) -> None:
    assert papers.offered(study) == (placement(study),)
    study.open_section("first-light", "the-night")
    assert papers.offered(study) == ()


def test_home_offers_the_exam_when_all_is_read_or_known_until_it_is_taken(study: Study) -> None:
    read_all(study, "first-light")
    papers.mark_known(study, [lesson(study, "second-thoughts")])
    assert papers.offered(study) == ()
    read_all(study, "far-away")
    assert papers.offered(study) == (exam(study),)
    handed_in(study, papers.take(study, exam(study)))
    assert papers.offered(study) == ()


def test_a_placement_shows_which_modules_are_known(study: Study) -> None:
    attempt = papers.take(study, placement(study))
    assert len(attempt.questions) == 2
    wrong = next(name for name in attempt.questions if name != "where-is-it")
    attempt = handed_in(study, attempt, wrong)
    result = outcome(attempt)
    assert [part.module.id for part in papers.shown_known(study, attempt, result)] == ["shade"]
    assert papers.to_skip(study, attempt, result) == (lesson(study, "far-away"),)
    other = done(study, study.quiz("first-light"))
    assert papers.to_skip(study, other, outcome(other)) == ()


def test_known_lessons_are_no_next_step_and_count_apart_from_read_ones(study: Study) -> None:
    papers.mark_known(study, study.catalogue.lessons[:1])
    step = study.next_step()
    assert isinstance(step, ReadOn)
    assert step.lesson.id == study.lesson_here() == "second-thoughts"
    assert study.quiz_here() == "far-away"
    first = lesson(study, "first-light")
    assert (study.is_known(first), study.is_done(first), study.is_behind(first)) == (
        True,
        False,
        True,
    )
    papers.mark_known(study, study.catalogue.lessons)
    assert isinstance(study.next_step(), AllDone)
    study.quiz("first-light")
    assert isinstance(study.next_step(), TakeQuiz), "what was begun is finished"


def test_a_known_lesson_that_is_read_to_its_end_is_read(study: Study) -> None:
    papers.mark_known(study, study.catalogue.lessons[:1])
    read_all(study, "first-light")
    first = lesson(study, "first-light")
    assert (study.is_known(first), study.is_done(first)) == (False, True)


def test_marking_is_taken_back_and_said_only_once(study: Study) -> None:
    first, second, _ = study.catalogue.lessons
    papers.mark_known(study, [first])
    papers.mark_known(study, [first, second])
    papers.read_after_all(study, [first])
    papers.read_after_all(study, [first])
    store = study.learner.store
    events = [r.event for _, r in store.read("ada", "small")]
    assert events == [LessonKnown(first.id), LessonKnown(second.id), LessonUnknown(first.id)]
    assert study.progress.known == {second.id}


def test_without_papers_it_is_said(course_folder: Path, clock: Clock) -> None:
    for name in ("final-exam", "placement"):
        (course_folder / "quizzes" / f"{name}.yaml").unlink()
    study = a_study(course_folder, MemoryStore(), clock)
    assert papers.offered(study) == ()
    with pytest.raises(CourseError, match="no final exam"):
        papers.found(study, "exam")
    with pytest.raises(CourseError, match="no placement"):
        papers.found(study, "placement")


def test_the_whole_course_is_drawn_as_the_syllabus_says() -> None:
    root = Path(__file__).parent.parent
    study = a_study(root, MemoryStore(), Clock())
    attempt = papers.take(study, exam(study), seed="1")
    modules = {part.module.id for part in papers.by_module(study, outcome(attempt))}
    recall = sum(question.level == "remember" for question in attempt.questions.values())
    assert len(attempt.questions) == 40
    assert modules == {module.id for module in study.catalogue.modules}
    assert Fraction(recall, 40) <= Fraction(1, 3)
    attempt = papers.take(study, placement(study), seed="1")
    parts = papers.by_module(study, outcome(attempt))
    assert [len(p.objectives) for p in parts] == [2] * len(study.catalogue.modules)
