"""The exam and the placement in lines."""

from pathlib import Path

import pytest

from course import papers
from course.study import Study
from tests.papers import with_papers
from tests.plain.conftest import Told
from tests.test_papers import handed_in
from tests.test_study import read_all


@pytest.fixture(autouse=True)
def _papers(course_folder: Path) -> None:
    with_papers(course_folder)


def test_somebody_new_is_told_of_the_placement_and_who_read_all_of_the_exam(
    told: Told, study: Study
) -> None:
    out = told(lambda face: face.stand())
    assert "Know some of it already? 2 questions · about 2 min, to see what you can skip" in out
    assert "(course placement)" in out
    for lesson in study.catalogue.lessons:
        read_all(study, lesson.id)
    out = told(lambda face: face.stand())
    assert "The exam: 5 questions · 30 min (course exam)." in out
    assert "placement" not in out


def test_a_paper_is_told_of_before_it_is_drawn(told: Told, study: Study) -> None:
    out = told(lambda face: face.paper(papers.found(study, "exam")), "q")
    assert "Five questions, all of it." in out
    assert study.progress.last_at is None
    out = told(lambda face: face.paper(papers.found(study, "exam")), "", ":quit")
    assert "Question 1 of 5 (30:00 left)" in out
    out = told(lambda face: face.paper(papers.found(study, "exam")), ":submit", "y")
    assert "Enter to begin" not in out
    assert "0 of 5 points" in out
    assert "2  Shade: 0 of 1" in out
    assert "Find the place: 0 of 1; read “Elsewhere” again" in out


def test_the_menu_leads_to_both(told: Told) -> None:
    out = told(lambda face: face.menu(), "?", "exam", "q", "placement", "q", "q")
    assert "exam takes the final exam" in out
    assert "The exam: 5 questions" in out
    assert "What you know: 2 questions" in out


def test_what_is_known_is_said_and_can_be_taken_back(told: Told, study: Study) -> None:
    papers.mark_known(study, study.catalogue.lessons[:2])
    out = told(lambda face: face.stand()) + told(lambda face: face.contents())
    assert "0 of 3 lessons read, 2 known, 1 study day this week." in out
    assert "known already, 0 of 3 sections read" in out
    out = told(lambda face: face.read_after_all())
    assert "2 lessons are to be read after all." in out
    assert not study.progress.known


def test_nothing_is_marked_without_a_yes(told: Told, study: Study) -> None:
    attempt = handed_in(study, papers.take(study, papers.found(study, "placement")))
    out = told(lambda face: face.results(attempt), "n")
    assert "mark 3 lessons as known?" in out
    assert not study.progress.known


def test_a_pipe_that_has_ended_is_not_asked(told: Told, study: Study) -> None:
    attempt = handed_in(study, papers.take(study, papers.found(study, "placement")))
    out = told(lambda face: face.results(attempt), interactive=False)
    assert "as known?" not in out
    assert "Question 2 of 2" in out
