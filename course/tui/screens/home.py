"""Home: one obvious next step, what is fading, and every lesson with what is known of it today."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from course.greeting import greeting, is_new, so_far, this_week, today, welcome_back
from course.i18n import _, ngettext
from course.loading.catalogue import LessonEntry
from course.papers import read_after_all
from course.study import ReadOn, TakeQuiz
from course.tui.chrome import TitleLine, key_name, titled
from course.tui.exercise_row import PACK, exercise_row
from course.tui.lesson_row import columns, lesson_row, module_row
from course.tui.page import Page
from course.tui.rows import Row, RowList
from course.tui.scenario_row import CASE, scenario_row
from course.tui.steps import PAPER, steps_of

MARGINS = 7
"""Cells left and right of a row, with the scrollbar."""

ANOTHER_COURSE = 75
"""How the program ends to begin again with the course that was chosen."""


class HomeScreen(Page[None]):
    """Where every sitting begins and ends."""

    AUTO_FOCUS = "#steps"
    HELP = _(
        "Enter takes the next step, or opens the row you moved to. `recall today` is how much of "
        "a lesson you would still know now, as the schedule of your reviews predicts it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "go_on", _("go on"), id="home.go_on", tooltip=_("Open the highlighted row")
        ),
        Binding("r", "review", _("review"), id="home.review", tooltip=_("Be asked what is fading")),
        Binding("t", "quiz", _("quiz"), id="home.quiz", tooltip=_("Take the quiz of this lesson")),
        Binding(
            "T",
            "test",
            _("take it as a test"),
            show=False,
            id="home.test",
            tooltip=_("Take the quiz as a test: feedback at the end"),
        ),
        Binding(
            "p",
            "progress",
            _("progress"),
            id="home.progress",
            tooltip=_("See what you did and what you still know"),
        ),
        Binding(
            "u",
            "read_after_all",
            _("read it after all"),
            id="home.read_after_all",
            tooltip=_("Take the highlighted lesson out of those that are known"),
        ),
        Binding(
            "q", "app.quit", _("quit"), id="home.quit", tooltip=_("Leave; everything is stored")
        ),
        Binding("slash", "app.search", _("search"), id="home.search", tooltip=_("Find anything")),
        Binding(
            "g",
            "open('glossary')",
            _("glossary"),
            id="home.glossary",
            tooltip=_("The course's words"),
        ),
        Binding(
            "a",
            "open('again')",
            _("look again"),
            id="home.again",
            tooltip=_("A quiz of your own; what you missed or flagged"),
        ),
        Binding(
            "n", "open('notes')", _("notes"), id="home.notes", tooltip=_("All notes and bookmarks")
        ),
        Binding(
            "comma",
            "open('settings')",
            _("settings"),
            id="home.settings",
            tooltip=_("Theme, daily goal, shortcuts and what else you may choose"),
        ),
        Binding(
            "c",
            "courses",
            _("courses"),
            show=False,
            id="home.courses",
            tooltip=_("Open another course you have"),
        ),
        Binding("tab,shift+tab", "other_list", show=False, system=True),
    ]

    _is_stale = False

    def heading(self) -> tuple[Content, Content]:
        """The course, and how far one is."""
        study = self.study
        said = so_far(study)
        if study.settings.daily_goal:
            said.append(today(study))
        elif study.study_days_this_week():
            said.append(this_week(study))
        return titled(study.catalogue.title), Content.styled(" · ".join(said), "$text-muted")

    def middle(self) -> ComposeResult:
        """Notes, steps, lessons."""
        steps = RowList(tuple(steps_of(self.study)), id="steps")
        steps.highlight_end(1)
        note = Static(self._note(), id="note")
        note.display = bool(note.content)
        with Vertical(id="sheet"):
            yield note
            yield steps
            yield TitleLine(
                Content(_("Lessons")), columns(self.app.size.width - MARGINS), id="columns"
            )
            yield RowList(tuple(self._lessons()), id="lessons")

    def on_resize(self, event: events.Resize) -> None:
        """Head the columns that the rows then have."""
        self.query_one("#columns", TitleLine).right = columns(event.size.width - MARGINS)

    def on_screen_suspend(self) -> None:
        """What is done elsewhere will have to be shown."""
        self._is_stale = True

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile."""
        if not self._is_stale:
            return
        self._is_stale = False
        self.query_one(TitleLine).show(*self.heading())
        note = self.query_one("#note", Static)
        note.update(self._note())
        note.display = bool(note.content)
        steps, lessons = self.query_one("#steps", RowList), self.query_one("#lessons", RowList)
        steps.rows, lessons.rows = tuple(steps_of(self.study)), tuple(self._lessons())
        if lessons.chosen is None:
            steps.focus()
            steps.highlight_end(1)

    def _note(self) -> Content:
        warnings = list(self.study.warnings())
        if self.study.learner.unsaved:
            warnings.append(_("what you do now is not saved, as you chose"))
        if (broken := self.study.catalogue.broken) > 0:
            said = ngettext(
                "{count} file could not be read: course check says why",
                "{count} files could not be read: course check says why",
                broken,
            )
            warnings.append(said.format(count=broken))
        lines = [Content.styled(f"! {warning}", "$text-warning") for warning in warnings]
        if back := welcome_back(self.study):
            lines.append(Content(back))
        if is_new(self.study):
            lines += [*([Content()] if lines else []), Content(greeting(self.study))]
            lines += [Content(), self._first_keys()]
        return Content("\n").join(lines)

    def _first_keys(self) -> Content:
        """The three keys that are enough to begin with, as they are now."""
        keys: dict[str, str] = {}
        for one in self.active_bindings.values():
            if one.binding.id:
                keys.setdefault(one.binding.id, key_name(one.binding))
        first = {
            "home.go_on": _("begin"),
            "app.help": _("what is possible here"),
            "home.quit": _("leave"),
        }
        return Content("     ").join(
            Content.assemble((keys[name], "bold $text-primary"), f"  {tells}")
            for name, tells in first.items()
            if name in keys
        )

    # --- lessons ---

    def _lessons(self) -> Iterator[Row]:
        for module in self.study.catalogue.modules:
            if module.number > 1:
                yield Row(lambda width: Content())
            yield module_row(module)
            for lesson in module.lessons:
                yield lesson_row(self.study, lesson)
                for entry in self.study.catalogue.scenarios_of(lesson.id):
                    yield scenario_row(self.study, entry)
        if packs := self.study.catalogue.exercises:
            yield Row(lambda width: Content())
            yield Row(lambda width: Content.styled(_("Exercises for a class"), "bold"))
            yield from map(exercise_row, packs)

    # --- choosing ---

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.id:
            case "next":
                self.open_next()
            case "review":
                self.open_review()
            case paper if paper.startswith(PAPER):
                papers = {entry.id: entry for entry in self.study.catalogue.papers}
                self.open_paper(papers[paper.removeprefix(PAPER)])
            case pack if pack.startswith(PACK):
                self.open_exercise(pack.removeprefix(PACK))
            case case if case.startswith(CASE):
                self.open_scenario(case.removeprefix(CASE))
            case lesson:
                self.open_lesson(lesson)

    @on(RowList.Beyond)
    def _cross(self, event: RowList.Beyond) -> None:
        event.stop()
        above = event.rows.id == "lessons"
        if above == (event.step < 0):
            self._enter(self._other(event.rows), -event.step if event.far else event.step)

    def _other(self, rows: RowList) -> RowList:
        return self.query_one("#steps" if rows.id == "lessons" else "#lessons", RowList)

    def _enter(self, rows: RowList, step: int) -> None:
        self._other(rows).highlighted = None
        rows.focus()
        rows.highlight_end(step)

    @on(RowList.Highlighted)
    def _only_one(self, event: RowList.Highlighted) -> None:
        self._other(event.rows).highlighted = None
        self.refresh_bindings()

    def action_other_list(self) -> None:
        """From the steps to the lessons and back."""
        here = self.focused if isinstance(self.focused, RowList) else None
        self._enter(self._other(here) if here else self.query_one("#steps", RowList), 1)

    def action_go_on(self) -> None:
        """Open the highlighted row, or take the next step."""
        if isinstance(self.focused, RowList) and self.focused.chosen:
            self.focused.choose()
        else:
            self.open_next()

    def action_open(self, what: str) -> None:
        """Open what is no step of the course."""
        {
            "again": self.open_again,
            "glossary": self.open_glossary,
            "notes": self.open_notes,
            "settings": self.open_settings,
        }[what]()

    def action_review(self) -> None:
        """Be asked what is fading."""
        self.open_review()

    def action_progress(self) -> None:
        """See what was done and what is known."""
        self.open_progress()

    def action_courses(self) -> None:
        """Choose among the courses at hand; the progress of each is its own."""
        from course.shelf import courses
        from course.tui.screens.choose import ChooseScreen

        with self.told():
            rows = tuple((str(one.root), one.title) for one in courses())
            self.app.push_screen(ChooseScreen(_("Which course?"), rows), self._open_course)

    def _open_course(self, root: str | None) -> None:
        if root and Path(root).resolve() != self.study.library.root.resolve():
            os.environ["COURSE_PATH"] = root
            self.app.exit(return_code=ANOTHER_COURSE)

    def _at_hand(self) -> LessonEntry | None:
        chosen = self.query_one("#lessons", RowList).chosen
        if chosen and chosen.startswith((PACK, CASE)):
            return None
        if chosen:
            return self.study.catalogue.lesson(chosen)
        match self.study.next_step():
            case ReadOn(lesson, _) | TakeQuiz(lesson, _, _):
                return lesson
            case _:
                return None

    def action_read_after_all(self) -> None:
        """Put a lesson that is known back among those to read."""
        if lesson := self._known_here():
            with self.told():
                read_after_all(self.study, [lesson])
                self._is_stale = True
                self.on_screen_resume()
                self.refresh_bindings()

    def _known_here(self) -> LessonEntry | None:
        rows = self.query_one("#lessons", RowList)
        lesson = self._at_hand() if rows.chosen else None
        return lesson if lesson and self.study.is_known(lesson) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        return action != "read_after_all" or (self.is_mounted and bool(self._known_here()))

    def action_quiz(self) -> None:
        """Take the quiz of the highlighted lesson."""
        lesson = self._at_hand()
        if lesson and lesson.quiz:
            self.open_quiz(lesson.quiz)
        else:
            self.notify(_("This lesson has no quiz."), markup=False)

    def action_test(self) -> None:
        """Take the quiz of the highlighted lesson as a test."""
        lesson = self._at_hand()
        if lesson and lesson.quiz:
            self.open_quiz(lesson.quiz, "test")
        else:
            self.notify(_("This lesson has no quiz."), markup=False)
