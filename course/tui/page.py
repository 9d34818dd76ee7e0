"""What every screen of the course has: the study, a title line, the keys, and faults in words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, assert_never

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from course.errors import CourseError
from course.greeting import nothing_fading
from course.i18n import _
from course.loading.catalogue import PaperEntry
from course.papers import begun, take
from course.study import AllDone, ReadOn, Study, TakeQuiz
from course.tui.chrome import KeyLine, TitleLine

if TYPE_CHECKING:
    from course.search import Kind
    from course.sessions.attempt import Attempt
    from course.sessions.events import Mode

Result = TypeVar("Result")


class Page(Screen[Result]):
    """A title line, the middle that each screen composes, and the keys.

    `HELP` says in Markdown what the screen is for; `?` shows it with every key that works.
    """

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study

    @property
    def may_look_up(self) -> bool:
        """Whether one may search from here."""
        return True

    def compose(self) -> ComposeResult:
        """The frame; see `middle`."""
        yield TitleLine(*self.heading())
        yield from self.middle()
        yield KeyLine()

    def heading(self) -> tuple[Content, Content]:
        """Both ends of the title line, as far as they are known from the start."""
        return Content(), Content()

    def middle(self) -> ComposeResult:
        """What stands between the lines."""
        yield from ()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say a `CourseError` in words; what is left inside is then not done."""
        from course.progress.store import NotStored

        try:
            yield
        except NotStored as error:
            from course.tui.screens.unsaved import UnsavedScreen

            self.app.push_screen(UnsavedScreen(self.study, error))
        except CourseError as error:
            message = f"{error.message}\n{error.help}" if error.help else error.message
            self.notify(message, severity="error", markup=False, timeout=12)

    # --- the way to other screens ---

    def go(self, screen: Screen[Any]) -> None:
        """Open a screen above Home, in place of all that lie there."""
        # A key pressed twice: what is only just opening misses its parts when it is closed.
        if len(self.app.screen_stack) > 1 and not self.app.screen.is_mounted:
            return
        for _above in self.app.screen_stack[1:]:
            self.app.pop_screen()
        self.app.push_screen(screen)

    def open_lesson(self, lesson: str, section: str | None = None) -> None:
        """Read a lesson, where the learner was in it unless a section is named."""
        from course.tui.screens.lesson import LessonScreen

        with self.told():
            self.study.library.lesson(lesson)
            self.go(LessonScreen(self.study, lesson, section))

    def open_quiz(self, quiz: str, mode: "Mode | None" = None, *, seed: str | None = None) -> None:
        """Take a quiz, or go on with it in the mode it was begun in."""
        mode = mode or self.study.mode_of(quiz)
        with self.told():
            kept = self.study.set_aside(quiz, mode)
            self.open_attempt(self.study.quiz(quiz, mode, seed=seed))
            if kept:
                self.notify(kept, markup=False)

    def open_paper(self, paper: PaperEntry) -> None:
        """Go on with a paper, or tell what is ahead before it is drawn."""
        from course.tui.screens.paper import PaperScreen

        with self.told():
            if begun(self.study, paper):
                self.open_attempt(take(self.study, paper))
            else:
                self.go(PaperScreen(self.study, paper))

    def open_exercise(self, exercise: str) -> None:
        """Read an exercise for a class, above what is open."""
        from course.tui.screens.exercise import ExerciseScreen

        with self.told():
            self.app.push_screen(ExerciseScreen(self.study, exercise))

    def open_scenario(self, scenario: str) -> None:
        """Play a scenario, or go on where it was left."""
        from course.tui.screens.scenario import ScenarioScreen

        with self.told():
            self.go(ScenarioScreen(self.study, scenario))

    def open_review(self) -> None:
        """Be asked what is fading."""
        with self.told():
            if attempt := self.study.review():
                self.open_attempt(attempt)
            else:
                self.notify(nothing_fading(self.study), markup=False)

    def open_progress(self) -> None:
        """Look at what was done and what is known."""
        from course.tui.screens.progress import ProgressScreen

        self.go(ProgressScreen(self.study))

    def open_stats(self) -> None:
        """See what the course holds."""
        from course.tui.screens.stats import StatsScreen

        if not isinstance(self.app.screen, StatsScreen):
            self.app.push_screen(StatsScreen(self.study))

    def open_settings(self) -> None:
        """Change how things are; what is open stays open below."""
        from course.tui.screens.settings import SettingsScreen

        if not isinstance(self.app.screen, SettingsScreen):
            self.app.push_screen(SettingsScreen(self.study))

    def open_attempt(self, attempt: "Attempt") -> None:
        """Put the questions of an attempt."""
        from course.tui.screens.question import QuestionScreen

        self.go(QuestionScreen(self.study, attempt))

    # --- looking something up: above what is there, and back to it ---

    def open_search(self, query: str = "", kind: "Kind | None" = None) -> None:
        """Find anything."""
        from course.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self.study, query, kind))

    def look_up(self, kind: "Kind", at: str, needles: Sequence[str] = ()) -> None:
        """Open what was found where it stands."""
        match kind:
            case "lesson" | "passage":
                self.open_passage(at, needles)
            case "question":
                self.open_met(at)
            case "term":
                self.open_glossary(term=at)
            case "source":
                self.open_source(at)
            case "note":
                self.open_place(at)
            case _:
                assert_never(kind)

    def open_place(self, name: str) -> None:
        """Open a passage, or a question that was met."""
        if "#" in name:
            self.open_passage(name)
        else:
            self.open_met(name)

    def open_again(self) -> None:
        """Choose what to be asked or to look at again."""
        from course.tui.screens.again import AgainScreen

        with self.told():
            self.app.push_screen(AgainScreen(self.study))

    def open_notes(self) -> None:
        """See all notes and bookmarks."""
        from course.tui.screens.notes import NotesScreen

        with self.told():
            self.app.push_screen(NotesScreen(self.study))

    def edit_note(self, name: str) -> None:
        """Write a note at a place."""
        from course.notes import kept_at
        from course.tui.screens.note import NoteScreen

        with self.told():
            self.app.push_screen(NoteScreen(self.study, name, kept_at(self.study, name).title))

    def toggle_bookmark(self, name: str) -> None:
        """Put a bookmark at a place, or take it out."""
        from course.notes import bookmark

        with self.told():
            is_there = bookmark(self.study, name)
            self.notify(_("Bookmarked.") if is_there else _("Bookmark taken out."), markup=False)

    def open_source(self, source: str) -> None:
        """See a source, and where it is cited."""
        from course.tui.screens.source import SourceScreen

        with self.told():
            screen = SourceScreen(self.study, self.study.library.source(source))
            self.app.push_screen(screen, self._cited)

    def _cited(self, passage: str | None) -> None:
        if passage:
            self.open_passage(passage)

    def open_glossary(self, *, term: str | None = None, words: str = "") -> None:
        """See the words of the course, at one of them or those that `words` find."""
        from course.tui.screens.glossary import GlossaryScreen

        with self.told():
            self.app.push_screen(GlossaryScreen(self.study, term, words))

    def open_passage(self, place: str, needles: Sequence[str] = ()) -> None:
        """Read a passage `lesson#section`, from where one of the words stands, and come back."""
        from course.tui.screens.lesson import LessonScreen

        lesson, _mark, section = place.partition("#")
        with self.told():
            self.study.library.lesson(lesson)
            screen = LessonScreen(self.study, lesson, section or None, back=True, needles=needles)
            self.app.push_screen(screen)

    def open_met(self, *questions: str) -> None:
        """Look at questions as they were last met."""
        from course.tui.screens.look import LookScreen

        with self.told():
            self.app.push_screen(LookScreen(self.study, questions))

    def open_next(self) -> None:
        """Take the next step, whatever it is."""
        match self.study.next_step():
            case ReadOn(lesson, section):
                self.open_lesson(lesson.id, section)
            case TakeQuiz(_, quiz, _):
                self.open_quiz(quiz)
            case AllDone():
                self.open_review()
            case step:
                assert_never(step)
