"""The exam and the placement on the screen and in lines: the same, to the last event."""

import io
from pathlib import Path

import pytest

from course import papers
from course.marking import key_response
from course.plain.lines import Lines
from course.plain.sitting import Sitting as InLines
from course.progress.store import MemoryStore
from course.sessions.events import Event
from course.study import Study
from course.tui.app import CourseApp
from course.tui.screens.home import HomeScreen
from course.tui.screens.paper import PaperScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.results import ResultsScreen
from tests.papers import with_papers
from tests.plain.keyboard import typed_for
from tests.test_papers import handed_in
from tests.test_study import read_all
from tests.tui.conftest import Clock, a_study, wait_for
from tests.tui.sitting import Sitting as OnScreen
from tests.tui.sitting import pressed, text_of
from tests.tui.test_faces_agree import give

SIZES = [(80, 24), (120, 40)]


@pytest.fixture(autouse=True)
def _papers(course_folder: Path) -> None:
    with_papers(course_folder)


@pytest.mark.parametrize("size", SIZES)
async def test_somebody_new_finds_the_placement_as_a_row_and_may_pass_it_by(
    study: Study, size: tuple[int, int]
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=size) as pilot:
        text = await pressed(pilot)
        assert "Know some of it already?" in text
        assert "2 questions · about 2 min" in text
        assert "shows which lessons you can skip" in text
        await pressed(pilot, "enter")
        text = await pressed(pilot, "escape")
        assert "Know some of it already?" not in text


async def test_before_a_paper_it_is_told_and_nothing_is_stored_until_it_begins(
    study: Study,
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        text = await pressed(pilot, "down", "enter")
        assert isinstance(app.screen, PaperScreen)
        assert "One question of each module." in text
        assert study.progress.last_at is None
        await pressed(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        await pressed(pilot, "down", "enter", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert "What you know" in text_of(app)
        text = await pressed(pilot, "escape")
        assert "0 of 2 answered" in text
        await pressed(pilot, "down", "enter")
        assert isinstance(app.screen, QuestionScreen), "what is begun goes on at once"


async def test_a_placement_offers_to_skip_what_is_known_by_one_key_and_takes_it_back(
    study: Study,
) -> None:
    attempt = handed_in(study, papers.take(study, papers.found(study, "placement")))
    app = CourseApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        await pressed(pilot)
        app.push_screen(ResultsScreen(study, attempt))
        text = await pressed(pilot)
        assert "its 2 lessons can be skipped" in text
        assert "its lesson can be skipped" in text
        assert "Skip what you know: mark 3 lessons as known" in text
        text = await pressed(pilot, "s")
        assert "3 lessons are marked as known. Read them after all" in text
        assert len(study.progress.known) == 3
        await pressed(pilot, "s")
        assert not study.progress.known
        await pressed(pilot, "enter")
        text = await pressed(pilot, "escape")
        assert "0 of 3 lessons read · 3 known" in text
        assert text.count("◎") == 3
        assert "known" in text.split("First light")[1].split("\n")[0]


async def test_on_home_a_known_lesson_is_put_back_by_a_key(study: Study) -> None:
    study.open_section("far-away", "elsewhere")
    papers.mark_known(study, study.catalogue.lessons[:2])
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        text = await pressed(pilot)
        assert "read it after all" not in text
        await pressed(pilot, "u")
        assert len(study.progress.known) == 2
        text = await pressed(pilot, "tab")
        assert "u read it after all" in text
        text = await pressed(pilot, "u")
        assert study.progress.known == {"second-thoughts"}
        assert "0 of 3 lessons read · 1 known" in text
        assert "read it after all" not in text


async def test_home_offers_the_exam_when_everything_is_read(study: Study) -> None:
    for lesson in study.catalogue.lessons:
        read_all(study, lesson.id)
    app = CourseApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await pressed(pilot)
        assert "EXAM     The exam" in text
        assert "5 questions · 30 min" in text
        await pressed(pilot, "down", "enter", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert "30:00" in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_an_exam_is_told_module_by_module_with_what_to_read(
    study: Study, size: tuple[int, int]
) -> None:
    exam = papers.found(study, "exam")
    attempt = handed_in(study, papers.take(study, exam, seed="s"), "where-is-it")
    app = CourseApp(study)
    async with app.run_test(size=size) as pilot:
        await pressed(pilot)
        app.push_screen(ResultsScreen(study, attempt))
        text = await pressed(pilot)
        assert "4 of 5 points" in text
        assert "Light" in text.split("Shade")[0]
        assert "4 of 4" in text.split("Shade")[0]
        assert "0 of 1" in text.split("Shade")[1]
        assert "Find the place" in text
        assert "Read again: 2.1  Elsewhere" in text
        assert "Look through all your answers" in text or size[1] == 24
        await pressed(pilot, "r")
        assert isinstance(app.screen, QuestionScreen)
        assert "Once more · The exam" in text_of(app)


async def test_the_palette_leads_to_both(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        await pressed(pilot, "ctrl+p", *"exam")
        await wait_for(pilot, lambda: "5 questions · 30 min" in text_of(app), "the exam is found")
        await pressed(pilot, "enter")
        await wait_for(pilot, lambda: isinstance(app.screen, PaperScreen), "it opens")


# --- both faces ---


async def on_screen(study: Study) -> None:
    app = CourseApp(study, attempt=papers.take(study, papers.found(study, "placement"), seed="s"))
    async with app.run_test(size=(100, 40)) as pilot:
        person = OnScreen(pilot, study)
        await person.settle()
        for question in list(person.attempt.questions.values()):
            key = key_response(question)
            assert key is not None
            await give(person, question, key)
        await person.press("enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ResultsScreen), "it is handed in")
        await person.press("s")


def in_lines(study: Study) -> str:
    paper = papers.found(study, "placement")
    drawn = papers.take(a_copy(study), paper, seed="s").questions.values()
    typed = [""]
    for question in drawn:
        key = key_response(question)
        assert key is not None
        typed += typed_for(question, key, "s")
    typed += ["y", "y"]
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    face = InLines(study, Lines(out, source, interactive=True, width=80))
    face.session(lambda: face.paper(paper, "s"))
    return out.getvalue()


def a_copy(study: Study) -> Study:
    return a_study(study.library.root, MemoryStore(), Clock())


def log(store: MemoryStore) -> list[Event]:
    return [recorded.event for _, recorded in store.read("ada", "small")]


async def test_both_faces_leave_the_same_log(course_folder: Path, clock: Clock) -> None:
    screen, lines = MemoryStore(), MemoryStore()
    await on_screen(a_study(course_folder, screen, clock))
    said = in_lines(a_study(course_folder, lines, clock))
    assert log(screen) == log(lines)
    assert "2  Shade: 1 of 1, you can skip it" in said
    assert "Skip what you know: mark 3 lessons as known? (y/n)" in said
    study = a_study(course_folder, lines, clock)
    assert len(study.progress.known) == 3
