"""Lesson: read a passage, think, answer, go on; what it rests on stands beside it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from course.content.course import Lesson
from course.i18n import _
from course.study import Study
from course.tui.beside import BESIDE, Kind
from course.tui.block_view import BlockView
from course.tui.chrome import KEY, TitleLine
from course.tui.desk import Desk
from course.tui.exercise_row import PACK
from course.tui.inline import inline
from course.tui.outline import QUIZ, SOURCES, TERMS, outline
from course.tui.page import Page
from course.tui.passage import Passage
from course.tui.rows import RowList
from course.tui.scenario_row import CASE
from course.tui.widgets.charts.bars import bar


def _key(keys: str, action: str, verb: str, tells: str, *, show: bool = True) -> Binding:
    name = action.partition("(")[0]
    return Binding(keys, action, verb, show=show, id=f"lesson.{name}", tooltip=tells)


class LessonScreen(Page[None]):
    """A lesson, section by section.

    Args:
        study: What the learner does with the course.
        lesson: Id of the lesson.
        section: Where to begin; where the learner was unless given.
        back: Opened to look something up: the place is not remembered, nothing is asked, and `v`
            leads back to where one was.
        needles: Beginnings of words that were looked for; they stand out, the first in sight.
    """

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = "#text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-normal"), (130, "-wide")]  # noqa: RUF012
    HELP = _(
        "Enter goes on: down the page, then to the question inside the reading, then to the next "
        "section. The raised numbers¹ are sources and underlined words are explained: click them, "
        "or press s or g. The outline on the left shows what is read; o opens and closes it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        _key(
            "enter,space",
            "go_on",
            _("go on"),
            _("Go on: down the page, to the question, to the next"),
        ),
        _key("v", "return", _("back"), _("Back to where you were")),
        _key("l", "read_on", _("read on from here"), _("Go on with the course from this passage")),
        _key("backspace", "go_back", _("back"), _("To the section before")),
        _key(
            "s", "beside('sources')", _("sources"), _("Open or close the sources beside the text")
        ),
        _key("g", "beside('terms')", _("words"), _("Open or close the words used here")),
        _key("G", "glossary", _("glossary"), _("All words of the course"), show=False),
        _key("n", "note", _("note"), _("Write a note at this passage")),
        _key("escape", "leave", _("home"), _("Close what is beside the text, or go home")),
        _key("escape", "return_later", _("back"), _("Close what is beside the text, or go back")),
        _key("w", "in_words", _("in words"), _("Tell the diagram in words, or draw it again")),
        _key("b", "bookmark", _("bookmark"), _("Put a bookmark here, or take it out")),
        _key("e", "edit", _("edit"), _("Change this passage in your editor"), show=False),
        _key("o", "outline", _("outline"), _("Open or close the outline")),
    ]

    def __init__(
        self,
        study: Study,
        lesson: str,
        section: str | None = None,
        *,
        back: bool = False,
        needles: Sequence[str] = (),
    ) -> None:
        super().__init__(study)
        self.entry = study.catalogue.lesson(lesson)
        self.lesson: Lesson = study.library.lesson(lesson)
        self.back = back
        self.needles = needles
        ids = [one.id for one in self.lesson.sections]
        first = section or study.section_to_read(self.entry)
        self.place = ids.index(first) if first in ids else 0
        """Index of the section; one beyond the last is the end of the lesson."""
        self._offered: set[str] = set()
        self._text = Passage(study, self.entry, self.lesson, id="text")
        self._desk = Desk(study, self._text)

    @property
    def is_over(self) -> bool:
        """Whether the end of the lesson is shown."""
        return self.place >= len(self.lesson.sections)

    @property
    def section_id(self) -> str:
        """Id of the section that is shown, the last one's at the end."""
        return self.lesson.sections[min(self.place, len(self.lesson.sections) - 1)].id

    # --- drawing ---

    def middle(self) -> ComposeResult:
        """The outline, the text, and what is beside it."""
        yield self._desk

    def on_mount(self) -> None:
        """Open the section."""
        self._show()

    def on_screen_resume(self) -> None:
        """Show which questions were answered meanwhile."""
        if self.is_mounted:
            self._text.show_answers()
            self._text.show_kept()
            self._frame()

    def _show(self) -> None:
        if self.is_over:
            self._text.show_end()
        else:
            section = self.lesson.sections[self.place]
            if not self.back:
                with self.told():
                    self.study.open_section(self.entry.id, section.id)
            self._text.show(section, self.needles)
        self._desk.clear()
        self._frame()
        self.refresh_bindings()

    def _frame(self) -> None:
        title = Content.assemble(f"{self.entry.number} · ", inline(self.lesson.title))
        of = len(self.lesson.sections)
        read = self.study.sections_read(self.entry)
        if self.is_over:
            where = _("read to the end")
        else:
            where = _("section {place} of {all}").format(place=self.place + 1, all=of)
        right = Content.assemble((f"{where} ", "$text-muted"), bar(read / of, 8))
        self.query_one(TitleLine).show(title, right)
        rows, notes = self._desk.outline, self._text.notes
        rows.rows = outline(self.study, self.entry, notes, at_end=self.is_over)
        rows.highlight(QUIZ if self.is_over else self.section_id)

    # --- going on ---

    def action_go_on(self) -> None:
        """What Enter means depends on where it is pressed, and on what is left to do here."""
        if isinstance(self.focused, RowList):
            self.focused.choose()
        elif self._ask(self._text.check_in_sight(self._offered)):
            return
        elif self._text.has_more:
            self._text.page_down()
        elif self._ask(self._text.next_check(self._offered)):
            return
        elif self.back:
            self.action_leave()
        else:
            self._next_section()

    def _next_section(self) -> None:
        with self.told():
            self.study.read_section(self.entry.id, self.section_id)
            self.place += 1
            self._show()

    def _ask(self, question: str | None) -> bool:
        """Put a question inside the reading; a pause there must not stop the reading."""
        if question is None or self.back:
            return False
        self._offered.add(question)
        with self.told():
            from course.tui.screens.question import QuestionScreen

            attempt = self.study.check(self.entry.id, self.section_id, question)
            self.app.push_screen(QuestionScreen(self.study, attempt))
        return True

    def action_go_back(self) -> None:
        """To the section before."""
        if self.place:
            self.place -= 1
            self._show()

    def action_leave(self) -> None:
        """Close what is beside the text; else back to where one came from."""
        if not self._desk.close_one():
            self.dismiss()

    def action_return(self) -> None:
        """Back to where one came from, whatever is open."""
        self.dismiss()

    def action_return_later(self) -> None:
        """Close what is beside the text; else back to where one came from."""
        self.action_leave()

    def action_read_on(self) -> None:
        """From a look-up to reading in earnest."""
        self.open_lesson(self.entry.id, self.section_id)

    # --- beside the text ---

    def action_beside(self, kind: Kind) -> None:
        """Open the sources or the words, or close them; the glossary where no word stands here."""
        if kind == "terms" and not self._text.notes.terms:
            self.open_glossary()
            return
        with self.told():
            self._desk.toggle_beside(kind)

    def action_outline(self) -> None:
        """Open the outline and go to it; close it again."""
        self._desk.toggle_outline()

    def action_in_words(self) -> None:
        """Tell the diagrams in words, or draw them again."""
        for view in self._text.drawings:
            view.in_words = not view.in_words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        match action:
            case "in_words":
                return bool(self._text.drawings)
            case "go_back":
                return self.place > 0
            case "beside" | "note" | "bookmark":
                return not self.is_over
            case "return" | "return_later" | "read_on":
                return self.back
            case "leave":
                return not self.back
            case _:
                return True

    def action_note(self) -> None:
        """Write a note at this passage."""
        self.edit_note(self._text.place)

    def action_edit(self) -> None:
        """Change this passage in the author's editor, and see it as it is then."""
        from course.tui.editing import edited

        with self.told():
            if edited(self, f"{self.entry.id}#{self.section_id}"):
                again = LessonScreen(self.study, self.entry.id, self.section_id, back=self.back)
                self.app.switch_screen(again)

    def action_bookmark(self) -> None:
        """Put a bookmark at this passage, or take it out."""
        self.toggle_bookmark(self._text.place)
        self._text.show_kept()
        self._frame()

    def action_glossary(self) -> None:
        """All words of the course."""
        self.open_glossary()

    @on(Desk.TermChosen)
    def _look_up(self, event: Desk.TermChosen) -> None:
        event.stop()
        self.open_glossary(term=event.term)

    # --- choosing ---

    @on(RowList.Chosen, "#outline")
    def _turn_to(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.id == QUIZ and self.entry.quiz and not self.back:
            self.open_quiz(self.entry.quiz)
        elif event.id in (SOURCES, TERMS):
            self.action_beside("sources" if event.id == SOURCES else "terms")
        else:
            ids = [section.id for section in self.lesson.sections]
            if event.id in ids:
                self.place = ids.index(event.id)
                self._show()

    @on(RowList.Chosen, ".next")
    def _after(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.id == "home":
            self.dismiss()
        elif event.id == QUIZ and self.entry.quiz:
            self.open_quiz(self.entry.quiz)
        elif event.id.startswith(PACK):
            self.open_exercise(event.id.removeprefix(PACK))
        elif event.id.startswith(CASE):
            self.open_scenario(event.id.removeprefix(CASE))
        else:
            self.open_lesson(event.id)

    @on(BlockView.CheckChosen)
    def _answer(self, event: BlockView.CheckChosen) -> None:
        event.stop()
        self._ask(event.question)

    def on_click(self, event: events.Click) -> None:
        """Open what a mark or a word in the text points at."""
        meta = event.style.meta
        if KEY in meta:
            event.stop()
            # Said by the screen itself, a key would not come back up to the screen.
            self.app.call_later(self.app.simulate_key, meta[KEY])
        with self.told():
            for kind, key in BESIDE:
                if key in meta:
                    self._desk.open_beside(kind, meta[key])
