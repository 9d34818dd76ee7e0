"""The text of a section on the screen, and the page that ends a lesson."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial

from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from course.content.course import Lesson, Section
from course.i18n import _, ngettext
from course.loading.catalogue import LessonEntry
from course.study import Study
from course.text import minutes
from course.tui.block_view import BlockView
from course.tui.chrome import KEY, filled
from course.tui.exercise_row import PACK, exercise_in_words
from course.tui.flow import Block, Flow
from course.tui.inline import Notes, inline
from course.tui.kept import kept_blocks
from course.tui.leaf import Leaf
from course.tui.outline import QUIZ
from course.tui.rows import Row, RowList
from course.tui.scenario_row import CASE, scenario_in_words


class Passage(Leaf):
    """One section at a time, a widget a block."""

    def __init__(self, study: Study, entry: LessonEntry, lesson: Lesson, *, id: str) -> None:
        super().__init__(id=id)
        self.study = study
        self.entry = entry
        self.lesson = lesson
        self._section: Section | None = None
        self._views: list[BlockView] = []

    # --- what is shown ---

    def show(self, section: Section, needles: Sequence[str] = ()) -> None:
        """Put a section in place of what is there, from the first word that was looked for."""
        self._section = section
        self.notes = Notes(self.study.library.written)
        heading = inline(section.heading, self.notes).stylize("bold $text-primary")
        self._views = [BlockView(block, self.notes, needles) for block in section.blocks]
        self.show_answers()
        onward = Content.assemble((_("Next") + "  ", "$text-muted"), self._following(section))
        onward = onward.stylize(Style.from_meta({KEY: "enter"}))
        kept = Static(classes="kept")
        self.replace(Static(heading, classes="heading"), kept, *self._views, Static(onward))
        self._show_kept(kept)
        if needles:
            self.call_after_refresh(self._scroll_to_found)

    def show_kept(self) -> None:
        """Show the bookmark and the note of the section, as they are now."""
        for kept in self.query(".kept").results(Static):
            self._show_kept(kept)

    def _show_kept(self, kept: Static) -> None:
        blocks = kept_blocks(self.study, self.place)
        kept.update(Flow(blocks))
        kept.display = bool(blocks)

    @property
    def place(self) -> str:
        """`lesson#section` of what is shown."""
        return f"{self.entry.id}#{self._section.id}" if self._section else self.entry.id

    def _scroll_to_found(self) -> None:
        """Bring the first of the words into sight, in the upper third."""
        for view in self._views:
            if (line := view.found_at(view.content_size.width)) is not None:
                top = view.virtual_region.y + line - self.size.height // 3
                self.scroll_to(y=top, animate=False)
                return

    def _following(self, section: Section) -> Content:
        place = self.lesson.sections.index(section) + 1
        if place < len(self.lesson.sections):
            return inline(self.lesson.sections[place].heading)
        return Content(_("Check yourself") if self.entry.quiz else _("The end of the lesson"))

    def show_end(self) -> None:
        """Put what to do after the last section."""
        self._section, self._views = None, []
        self.notes = Notes(self.study.library.written)
        said = filled(_("You have read {title}."), title=inline(self.lesson.title).stylize("bold"))
        parts: list[Widget] = [Static(said, classes="heading")]
        goals = [inline(goal.text) for goal in self.lesson.objectives]
        parts.append(_listed(_("You can now:"), goals))
        if further := list(self._further()):
            parts.append(_listed(_("To read further:"), further))
        choices = RowList(tuple(self._choices()), classes="next")
        self.replace(*parts, choices)
        choices.highlight_end(1)
        self.call_after_refresh(choices.focus)

    def _further(self) -> Iterator[Content]:
        for reading in self.lesson.reading:
            if source := self.study.library.sources.get(reading.source):
                why = inline(reading.why).stylize("$text-muted")
                yield Content.assemble(inline(source.title), "  ", why)

    def _choices(self) -> Iterator[Row]:
        entry, catalogue = self.entry, self.study.catalogue
        if entry.quiz:
            asked = len(entry.of_quiz)
            many = ngettext("{count} question", "{count} questions", asked).format(count=asked)
            tells = f"{many} · {minutes(timedelta(minutes=asked))}"
            yield _choice(_("Check yourself"), tells, QUIZ)
        for case in catalogue.scenarios_of(entry.id):
            title = _("Play: {title}").format(title=inline(case.title).plain)
            yield _choice(title, scenario_in_words(self.study, case), f"{CASE}{case.id}")
        for pack in catalogue.exercises_of(entry.id):
            title = inline(pack.title).plain
            tells = exercise_in_words(pack)
            yield _choice(_("For a class: {title}").format(title=title), tells, f"{PACK}{pack.id}")
        place = catalogue.lessons.index(entry)
        if place + 1 < len(catalogue.lessons):
            following = catalogue.lessons[place + 1]
            title = f"{following.number} {inline(following.title).plain}"
            yield _choice(_("Read {title}").format(title=title), "", following.id)
        yield _choice(_("Go home"), "", "home")

    # --- questions and drawings ---

    def _is_answered(self, question: str | None) -> bool:
        if question is None or self._section is None:
            return False
        return self.study.is_checked(self.entry.id, self._section.id, question)

    def show_answers(self) -> None:
        """Mark the questions that were answered."""
        for view in self._views:
            view.answered = self._is_answered(view.check)

    @property
    def drawings(self) -> list[BlockView]:
        """The diagrams."""
        return [view for view in self._views if view.is_drawing]

    def next_check(self, offered: set[str]) -> str | None:
        """The first question that is neither answered nor in `offered`."""
        return next((v.check for v in self._open(offered)), None)

    def check_in_sight(self, offered: set[str]) -> str | None:
        """The same, but only when it is wholly in sight."""
        return next(
            (v.check for v in self._open(offered) if self.region.contains_region(v.region)), None
        )

    def _open(self, offered: set[str]) -> list[BlockView]:
        return [v for v in self._views if v.check and not v.answered and v.check not in offered]


def _listed(head: str, items: Iterable[Content]) -> Static:
    lead = Content(" • ")
    blocks = [Block(Content(head)), *(Block(item, lead) for item in items)]
    return Static(Flow(blocks), classes="part")


def _choice(text: str, tells: str, id: str) -> Row:
    line = Content.assemble((text, "bold"), (f"  {tells}", "$text-muted"))
    return Row(partial(_cut, line), id)


def _cut(line: Content, width: int) -> Content:
    return line.truncate(width, ellipsis=True)
