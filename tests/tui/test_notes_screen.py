"""Notes and bookmarks on the screen: one key to make them, shown where they belong, listed."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from course.notes import write
from course.progress.store import MemoryStore, NotStored
from course.sessions.events import Bookmarked, Event, NoteRemoved, NoteWritten, Unbookmarked
from course.sessions.moves import answer
from course.study import Study
from course.tui.app import CourseApp
from course.tui.screens.lesson import LessonScreen
from course.tui.screens.look import LookScreen
from course.tui.screens.note import NoteScreen
from course.tui.screens.notes import NotesScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.unsaved import UnsavedScreen
from tests.tui.conftest import told, wait_for
from tests.tui.sitting import LARGE, SMALLEST, said, sitting, text_of

NIGHT, FIGURES = "first-light#the-night", "first-light#in-figures"


def events(store: MemoryStore) -> list[Event]:
    kept = (NoteWritten, NoteRemoved, Bookmarked, Unbookmarked)
    every = (recorded.event for _, recorded in store.read("ada", "small"))
    return [event for event in every if isinstance(event, kept)]


async def on(pilot: Pilot[None], kind: type[Any]) -> Any:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind), kind.__name__)
    await pilot.pause()
    return pilot.app.screen


async def lesson_opened(pilot: Pilot[None]) -> LessonScreen:
    screen = await on(pilot, LessonScreen)
    assert isinstance(screen, LessonScreen)
    await wait_for(pilot, lambda: screen._text.query(".kept"), "the text")
    return screen


async def test_a_note_at_a_passage_is_kept_by_esc_and_shown_there(
    study: Study, store: MemoryStore
) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await lesson_opened(pilot)
        await pilot.press("n")
        await on(pilot, NoteScreen)
        await pilot.press(*"Hi", "enter", *"you", "escape")
        await wait_for(pilot, lambda: app.screen is screen, "back")
        await pilot.pause()
        assert events(store) == [NoteWritten(NIGHT, "Hi\nyou")]
        shown = text_of(app)
        assert "✎ Hi" in shown
        assert "The night ✎" in shown, "the outline has its sign"
        await pilot.press("b")
        await pilot.pause()
        assert "★ bookmarked" in text_of(app)
        assert "The night ★✎" in text_of(app)
        await pilot.press("b")
        await pilot.pause()
        assert "★ bookmarked" not in text_of(app)
        assert events(store)[1:] == [Bookmarked(NIGHT), Unbookmarked(NIGHT)]


async def test_an_emptied_note_is_removed_and_an_unchanged_one_stores_nothing(
    study: Study, store: MemoryStore
) -> None:
    write(study, NIGHT, "Hi")
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await lesson_opened(pilot)
        await pilot.press("n")
        await on(pilot, NoteScreen)
        await pilot.press("escape")
        await lesson_opened(pilot)
        assert events(store) == [NoteWritten(NIGHT, "Hi")]
        await pilot.press("n")
        await on(pilot, NoteScreen)
        await pilot.press("backspace", "backspace", "escape")
        await lesson_opened(pilot)
        assert events(store)[1:] == [NoteRemoved(NIGHT)]


async def test_what_is_being_written_is_kept_when_the_program_ends(
    study: Study, store: MemoryStore
) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await lesson_opened(pilot)
        await pilot.press("n")
        await on(pilot, NoteScreen)
        await pilot.press(*"half a", "ctrl+q")
    assert events(store) == [NoteWritten(NIGHT, "half a")]


async def test_what_may_not_be_kept_stays_in_sight_and_says_why(
    study: Study, store: MemoryStore
) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await lesson_opened(pilot)
        await pilot.press("n")
        screen = await on(pilot, NoteScreen)
        screen.query_one(TextArea).text = "a\u202eb"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert "U+202E" in said(screen.query_one("#fault", Static))
        screen.query_one(TextArea).text = "ab"
        await pilot.press("escape")
        await lesson_opened(pilot)
    assert events(store) == [NoteWritten(NIGHT, "ab")]


async def test_a_full_disk_loses_no_word(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await lesson_opened(pilot)
        await pilot.press("n")
        screen = await on(pilot, NoteScreen)
        await pilot.press(*"Hi")

        def full(*_events: Event, **_more: Any) -> None:
            raise NotStored("the disk is full", "make room")

        with monkeypatch.context() as patched:
            patched.setattr(study.learner, "record", full)
            await pilot.press("escape")
            await on(pilot, UnsavedScreen)
        await pilot.press("escape")
        await wait_for(pilot, lambda: app.screen is screen, "the note")
        assert screen.query_one(TextArea).text == "Hi"
        await pilot.press("escape")
        await lesson_opened(pilot)
    assert study.progress.notes[NIGHT].text == "Hi"


async def test_a_note_at_a_question_is_shown_after_the_answer_and_not_before(study: Study) -> None:
    write(study, "q-single", "Eighty-nine!")
    async with sitting(study, study.quiz("first-light", seed="s"), (100, 40)) as person:
        assert "Eighty-nine!" not in person.shown()
        await person.press("2", "enter")
        if "Not right yet" in person.shown():
            await person.press("a")
        assert "Eighty-nine!" in person.feedback
        await person.press("b")
        assert "bookmarked" in person.feedback
        await person.press("n")
        assert isinstance(person.screen, NoteScreen)
        await person.press("!", "escape")
        assert isinstance(person.screen, QuestionScreen)
        assert "Eighty-nine!!" in person.feedback
    assert study.progress.notes["q-single"].text == "Eighty-nine!!"


@pytest.mark.parametrize("size", [SMALLEST, (120, 40), LARGE])
async def test_all_are_listed_and_open_where_they_belong(
    study: Study, size: tuple[int, int]
) -> None:
    attempt = study.quiz("first-light", seed="s")
    study.do(attempt, answer(attempt, "b"))
    write(study, FIGURES, "Why three in five?")
    write(study, "q-single", "Mine.")
    study.learner.record(Bookmarked(FIGURES), Bookmarked("where-is-it"), Bookmarked("gone#g"))
    app = CourseApp(study)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("n")
        screen = await on(pilot, NotesScreen)
        shown = text_of(app)
        assert "2 notes and 3 bookmarks" in shown
        assert "▸ ★✎  In figures" in shown
        assert "Why three in five?" in shown
        assert "No longer in the course" in shown
        await pilot.press("enter")
        lesson = await lesson_opened(pilot)
        assert lesson.section_id == "in-figures"
        await pilot.press("escape")
        await wait_for(pilot, lambda: app.screen is screen, "the list")
        await pilot.press("down", "enter")
        await on(pilot, LookScreen)
        await pilot.press("escape")
        await wait_for(pilot, lambda: app.screen is screen, "the list")
        await pilot.press("down", "enter")
        passage = await lesson_opened(pilot)
        assert passage.entry.id == "far-away", "of a question not met the passage opens"
        await pilot.press("escape")
        await wait_for(pilot, lambda: app.screen is screen, "the list")
        await pilot.press("end", "enter", "b")
        await pilot.pause()
        assert app.screen is screen
        assert "gone#g" not in text_of(app)


async def test_a_note_is_changed_from_the_list(study: Study) -> None:
    write(study, NIGHT, "Hi")
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("n")
        screen = await on(pilot, NotesScreen)
        await pilot.press("n")
        await on(pilot, NoteScreen)
        await pilot.press("!", "escape")
        await wait_for(pilot, lambda: app.screen is screen, "the list")
        await pilot.pause()
        assert "Hi!" in text_of(app)


async def test_without_any_the_screen_says_how_to_make_them(study: Study) -> None:
    app = CourseApp(study)
    async with app.run_test() as pilot:
        await pilot.press("n")
        await on(pilot, NotesScreen)
        assert "Nothing is kept here yet." in text_of(app)
        await pilot.press("enter", "x", "b", "n", "escape")
        await pilot.pause()


async def test_all_are_written_to_a_file_that_is_free(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text("somebody's")
    write(study, NIGHT, "Hi")
    app = CourseApp(study)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("n")
        await on(pilot, NotesScreen)
        await pilot.press("x")
        await pilot.pause()
        assert "notes-2.md" in told(app)
    assert (tmp_path / "notes.md").read_text() == "somebody's"
    assert "### The night\n\nHi\n" in (tmp_path / "notes-2.md").read_text()
