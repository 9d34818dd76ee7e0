"""Home: one obvious next step; every lesson with what is known of it."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from course.progress.store import MemoryStore
from course.sessions.events import Answered, Submitted
from course.settings import Effective, Settings
from course.study import Study
from course.tui.app import CourseApp
from course.tui.chrome import KeyLine, TitleLine
from course.tui.rows import RowList
from course.tui.screens.clock import ClockScreen
from course.tui.screens.home import HomeScreen
from course.tui.screens.lesson import LessonScreen
from tests.tui.conftest import Clock, a_study, told, wait_for
from tests.tui.sitting import text_of

SIZES = [(80, 24), (100, 30), (200, 60)]


def shown(app: CourseApp) -> str:
    """All that Home says, a line a line."""
    said = []
    for rows in app.screen.query(RowList):
        said += [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]
    return "\n".join(said)


def read_all(study: Study, lesson: str) -> None:
    for section in study.catalogue.lesson(lesson).sections:
        study.open_section(lesson, section.id)
        study.read_section(lesson, section.id)


def take_quiz(study: Study, quiz: str, share: Fraction = Fraction(1)) -> None:
    attempt = study.quiz(quiz)
    for question in attempt.questions:
        study.learner.record(Answered(attempt.id, question, "a", share))
    points = sum(question.points for question in attempt.questions.values())
    study.learner.record(Submitted(attempt.id, points * share, points))


def to_screen(app: CourseApp, kind: type[Any]) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, kind)


@pytest.mark.parametrize("size", SIZES)
async def test_somebody_new_is_welcomed_and_has_one_next_step(
    study: Study, size: tuple[int, int]
) -> None:
    app = CourseApp(study)
    async with app.run_test(size=size):
        assert "Welcome" in str(app.screen.query_one("#note").render())
        text = shown(app)
        assert "▸ BEGIN    1.1  First light" in text
        assert "section 1 of 3 · The night · about 2 min" in text
        assert text.count("▸") == 1
        assert "REVIEW" not in text
        title = app.screen.query_one(TitleLine)
        assert title.left.plain == "A small course"
        assert title.right.plain == "0 of 3 lessons read"


async def test_enter_takes_the_next_step(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await wait_for(pilot, to_screen(app, LessonScreen), "the lesson opens")


async def test_a_key_pressed_twice_opens_one_screen(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        home.open_next()
        home.open_next()
        await wait_for(pilot, lambda: app.screen.is_mounted, "the lesson is there")
        assert [type(one) for one in app.screen_stack] == [HomeScreen, LessonScreen]
    assert app.failure is None


async def test_a_lesson_can_be_opened_by_keys(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
        await wait_for(pilot, to_screen(app, LessonScreen), "the lesson opens")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.entry.id == "second-thoughts"


async def test_a_lesson_can_be_opened_by_mouse(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        lessons = app.screen.query_one("#lessons", RowList)
        lines = [lessons.render_line(y).text for y in range(lessons.size.height)]
        place = next(y for y, line in enumerate(lines) if "Far away" in line)
        await pilot.click("#lessons", offset=(12, place))
        await wait_for(pilot, to_screen(app, LessonScreen), "the lesson opens")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.entry.id == "far-away"


async def test_arrows_and_tab_lead_between_the_steps_and_the_lessons(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        steps, lessons = (app.screen.query_one(name, RowList) for name in ("#steps", "#lessons"))
        await pilot.press("down")
        assert (steps.chosen, lessons.chosen, lessons.has_focus) == (None, "first-light", True)
        await pilot.press("up")
        assert (steps.chosen, lessons.chosen, steps.has_focus) == ("next", None, True)
        await pilot.press("tab")
        assert lessons.chosen == "first-light"
        await pilot.press("tab")
        assert steps.chosen == "next"
        app.screen.set_focus(None)
        await pilot.press("tab")
        assert steps.has_focus


async def test_enter_goes_on_where_nothing_has_the_focus(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        app.screen.set_focus(None)
        await pilot.press("enter")
        await wait_for(pilot, to_screen(app, LessonScreen), "the lesson opens")


async def test_what_was_done_shows_in_its_row(study: Study, clock: Clock) -> None:
    read_all(study, "first-light")
    take_quiz(study, "first-light", Fraction(3, 4))
    study.open_section("second-thoughts", "morning")
    study.read_section("second-thoughts", "morning")
    clock.forward(days=9)
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)):
        text = shown(app)
        done = next(line for line in text.split("\n") if "● 1.1" in line)
        assert done.split()[4:7] == ["3/3", "75", "%"]
        assert "▇" in done and done.endswith("%")
        begun = next(line for line in text.split("\n") if "◐ 1.2" in line)
        assert begun.split()[-2:] == ["1/2", "–"]
        assert "▸ GO ON    1.2  Second thoughts" in text
        assert "questions are fading" in text


async def test_too_little_data_is_said(study: Study) -> None:
    study.learner.record(Answered("x", "was-it-a-vote", True, Fraction(1)))
    attempt = study.check("first-light", "the-night", "was-it-a-vote")
    study.learner.record(Answered(attempt.id, "was-it-a-vote", False, Fraction(1)))
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)):
        assert "too little data" in shown(app)


async def test_an_unfinished_quiz_is_the_next_step(study: Study) -> None:
    read_all(study, "first-light")
    attempt = study.quiz("first-light")
    study.learner.record(Answered(attempt.id, "q-single", "b", Fraction(1)))
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "QUIZ     1.1  First light" in shown(app)
        assert "1 of 11 answered · about 10 min" in shown(app)
        await pilot.press("enter")
        await wait_for(pilot, lambda: "Question" in type(app.screen).__name__, "the quiz opens")


async def test_a_quiz_not_begun_says_how_long_it_takes(study: Study) -> None:
    read_all(study, "first-light")
    async with CourseApp(study).run_test(size=(100, 30)) as pilot:
        assert isinstance(pilot.app, CourseApp)
        assert "11 questions · about 11 min" in shown(pilot.app)


async def test_when_everything_is_done_reviews_remain(study: Study) -> None:
    for lesson in study.catalogue.lessons:
        read_all(study, lesson.id)
        if lesson.quiz:
            take_quiz(study, lesson.quiz)
    app = CourseApp(study)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        assert "Everything is read and every quiz taken." in shown(app)
        assert "nothing is fading · the next question returns in" in shown(app)
        app.screen.set_focus(None)
        await pilot.press("enter")
        await wait_for(pilot, lambda: "Nothing is fading now." in told(app), "word of it")
        assert "The next question returns in" in told(app)


async def test_an_unfinished_review_can_be_gone_on_with(study: Study, clock: Clock) -> None:
    read_all(study, "first-light")
    take_quiz(study, "first-light")
    clock.forward(days=200)
    study.review()
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "REVIEW   go on: 0 of" in shown(app)
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: "Question" in type(app.screen).__name__, "the review opens")


async def test_the_quiz_of_a_lesson_is_one_key_away(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down", "down", "t")
        await wait_for(pilot, lambda: "no quiz" in told(app), "a word that there is none")
        await pilot.press("T")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("up", "t")
        await wait_for(pilot, lambda: "Question" in type(app.screen).__name__, "the quiz opens")
        assert study.open_quiz("first-light")


async def test_a_test_is_another_key_away(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: study.open_quiz("first-light"), "the test is begun")
        begun = study.open_quiz("first-light")
        assert begun and begun.mode == "test"


async def test_home_shows_what_was_done_meanwhile(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await wait_for(pilot, to_screen(app, LessonScreen), "the lesson opens")
        study.read_section("first-light", "the-night")
        await pilot.press("escape")
        await wait_for(pilot, to_screen(app, HomeScreen), "home again")
        await pilot.pause()
        assert "GO ON    1.1  First light" in shown(app)
        assert "section 2 of 3" in shown(app)
        assert "1/3" in shown(app)


async def test_warnings_are_said_in_words(course_folder: Path, clock: Clock) -> None:
    store = MemoryStore()
    store.notices = ("the file [red]progress.db[/red] cannot be written",)
    app = CourseApp(a_study(course_folder, store, clock))
    async with app.run_test(size=(100, 30)):
        note = str(app.screen.query_one("#note").render())
        assert "! the file [red]progress.db[/red] cannot be written" in note


async def test_broken_files_are_counted(course_folder: Path, clock: Clock) -> None:
    (course_folder / "lessons" / "01-light" / "second-thoughts.yaml").write_text("title: [")
    study = a_study(course_folder, MemoryStore(), clock)
    app = CourseApp(study)
    async with app.run_test():
        note = str(app.screen.query_one("#note").render())
        assert "1 file could not be read" in note


async def test_forty_lessons_scroll_and_keep_their_headings(
    course_folder: Path, clock: Clock
) -> None:
    lesson = (course_folder / "lessons" / "02-shade" / "far-away.yaml").read_text()
    names = [f"extra-{n}" for n in range(40)]
    for name in names:
        (course_folder / "lessons" / "02-shade" / f"{name}.yaml").write_text(
            lesson.replace("id: find-it", f"id: {name}-goal").replace("Far away", f"Title {name}")
        )
    course = course_folder / "lessons" / "course.yaml"
    course.write_text(course.read_text().replace("[far-away]", f"[far-away, {', '.join(names)}]"))
    app = CourseApp(a_study(course_folder, MemoryStore(), clock))
    async with app.run_test() as pilot:
        await pilot.press("down", "end")
        await pilot.pause()
        lessons = app.screen.query_one("#lessons", RowList)
        last = lessons.render_line(lessons.size.height - 1).text
        assert "Title extra-39" in last
        await pilot.press("home")
        await pilot.pause()
        assert "1  Light" in lessons.render_line(0).text


async def test_home_and_end_mean_the_whole_page(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        steps = app.screen.query_one("#steps", RowList)
        lessons = app.screen.query_one("#lessons", RowList)
        await pilot.press("end")
        await pilot.pause()
        ids = [row.id for row in lessons.rows if row.id]
        assert (steps.chosen, lessons.chosen) == (None, ids[-1])
        await pilot.press("home")
        await pilot.pause()
        assert (steps.chosen, lessons.chosen) == ("next", None)


async def test_resizing_while_running_keeps_everything_in_sight(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("down")
        for size in ((80, 24), (20, 5), (1, 1), (300, 100), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "First light" in shown(app)
        lessons = app.screen.query_one("#lessons", RowList)
        assert lessons.chosen == "first-light"
        assert max(map(len, shown(app).split("\n"))) <= 60


async def test_the_sheet_is_never_wider_than_can_be_read(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(200, 60)):
        assert app.screen.query_one("#sheet").size.width <= 108


async def test_q_leaves(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("q")
        assert not app.is_running or app.return_code == 0


async def test_the_keys_name_what_is_possible(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test(size=(80, 24)):
        said = app.screen.query_one(KeyLine).render().plain
        assert said == "Enter go on  r review  t quiz  p progress  q quit  / search  ? help"


async def test_where_it_is_narrow_titles_have_the_room(study: Study, clock: Clock) -> None:
    read_all(study, "first-light")
    take_quiz(study, "first-light")
    clock.forward(days=9)
    app = CourseApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        columns = app.screen.query_one("#columns", TitleLine)
        assert columns.right.plain.split() == ["read", "recall"]
        line = next(line for line in shown(app).split("\n") if "● 1.1" in line)
        assert line.split()[:5] == ["●", "1.1", "First", "light", "3/3"]
        assert "▇" not in line and line.endswith(" %")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert columns.right.plain.split() == ["read", "quiz", "recall", "today"]
        assert "▇" in shown(app)


async def test_three_keys_are_enough_to_begin_with_and_are_those_of_the_learner(
    study: Study,
) -> None:
    study.chosen = Effective(Settings(keys={"home.quit": "f12"}))
    app = CourseApp(study)
    async with app.run_test(size=(80, 24)):
        note = str(app.screen.query_one("#note").render())
        assert "Welcome: 3 lessons of some" in note
        assert "Enter  begin     ?  what is possible here     F12  leave" in note


async def test_who_was_long_away_is_told_since_when(study: Study, clock: Clock) -> None:
    study.open_section("first-light", "the-night")
    clock.forward(days=365)
    app = CourseApp(study)
    async with app.run_test(size=(80, 24)):
        note = str(app.screen.query_one("#note").render())
        assert "You were last here on 24 November 2026." in note


async def test_the_daily_goal_is_shown_modestly(study: Study, clock: Clock) -> None:
    study.chosen = Effective(Settings(daily_goal=20))
    study.open_section("first-light", "the-night")
    clock.forward(minutes=8)
    study.read_section("first-light", "the-night")
    app = CourseApp(study)
    async with app.run_test(size=(80, 24)):
        right = app.screen.query_one(TitleLine).right.plain
        assert right == "0 of 3 lessons read · 8 of 20 minutes today"


async def test_a_clock_that_was_wrong_is_asked_about_and_mended(
    course_folder: Path, clock: Clock
) -> None:
    store = MemoryStore()
    clock.forward(days=365)
    a_study(course_folder, store, clock).open_section("first-light", "the-night")
    clock.forward(days=-365)
    for keys, is_mended in (("escape", False), ("enter", True)):
        study = a_study(course_folder, store, clock)
        app = CourseApp(study)
        async with app.run_test(size=(80, 24)) as pilot:
            await wait_for(pilot, to_screen(app, ClockScreen), "the question")
            assert "24 November 2027" in text_of(app)
            assert "go on" in text_of(app), "the keys of Home are seen behind it"
            await pilot.press(keys)
            await wait_for(pilot, to_screen(app, HomeScreen), "home")
            await pilot.pause()
            note = str(app.screen.query_one("#note").render())
            assert ("! the clock says" in note) is not is_mended
    app = CourseApp(a_study(course_folder, store, clock))
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, HomeScreen)


async def test_a_test_beside_an_unfinished_practice_keeps_it(study: Study) -> None:
    study.quiz("first-light")
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: "Your practice is kept" in told(app), "word of it")
        assert study.progress.unfinished("quiz:first-light", "practice")
        assert study.progress.unfinished("quiz:first-light", "test")
