"""What an attempt came to, and what to do next."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from course.i18n import _, ngettext
from course.papers import is_paper, mark_known, read_after_all, to_skip
from course.sessions.attempt import Attempt
from course.sessions.outcome import outcome
from course.study import AllDone, ReadOn, Study, TakeQuiz
from course.tui.chrome import TitleLine, spread
from course.tui.heading import dots, heading
from course.tui.inline import inline
from course.tui.page import Page
from course.tui.rows import Row, RowList
from course.tui.summary import section_named, summary


class ResultsScreen(Page[None]):
    """One page: how it went in words, then the next steps, the best one first."""

    CSS_PATH = "results.tcss"

    AUTO_FOCUS = "RowList"

    HELP = _(
        "How it went, by what the lesson wants you to be able to do. Choose the next step below; "
        "the one at the top is the one we would take."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", _("choose"), id="results.choose", tooltip=_("Take this step")),
        Binding(
            "m",
            "look",
            _("look at the missed"),
            id="results.look",
            tooltip=_("See each missed question with your answer and why"),
        ),
        Binding(
            "r",
            "again",
            _("try the missed again"),
            id="results.again",
            tooltip=_("Practise the questions that were missed"),
        ),
        Binding(
            "l",
            "next",
            _("go on"),
            id="results.next",
            tooltip=_("Take the next step of the course"),
        ),
        Binding(
            "s",
            "skip",
            _("skip known"),
            id="results.skip",
            tooltip=_(
                "Mark the lessons that you know as known; press again to read them after all"
            ),
        ),
        Binding("escape", "dismiss", _("home"), id="results.home", tooltip=_("Back to Home")),
    ]

    def __init__(self, study: Study, attempt: Attempt) -> None:
        super().__init__(study)
        self.attempt = attempt
        self.outcome = outcome(attempt)
        self.skippable = to_skip(study, attempt, self.outcome)
        """Lessons that a placement showed to be known."""

    def middle(self) -> ComposeResult:
        """The summary, then the steps."""
        with VerticalScroll(can_focus=False), Container(id="column"):
            yield Static(summary(self.study, self.attempt, self.outcome), id="summary")
            yield RowList(tuple(self._steps()))

    def on_mount(self) -> None:
        """Begin at the first step."""
        title = heading(self.study, self.attempt)
        self.query_one(TitleLine).show(title, dots(self.attempt))
        self.query_one(RowList).highlight_end(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible here."""
        match action:
            case "look":
                return bool(self.outcome.missed)
            case "again":
                return bool(self.outcome.missed and self._quiz)
            case "skip":
                return bool(self.skippable)
            case "next":
                return not isinstance(self.study.next_step(), AllDone)
            case _:
                return True

    @property
    def _quiz(self) -> str:
        kind, _colon, quiz = self.attempt.of.partition(":")
        if kind in ("chosen", "exam"):
            return self.attempt.of
        return quiz if kind in ("quiz", "again") else ""

    # --- the steps ---

    def _steps(self) -> Iterator[Row]:
        if self.skippable:
            yield _step("skip", Content(self._skipping()), "s")
        if self._is_placement:
            yield from self._next()
            yield from self._about_missed()
            yield from self._look_through()
        elif self.outcome.missed:
            yield from self._about_missed()
            yield from self._look_through()
            yield from self._next()
        else:
            yield from self._next()
            yield from self._look_through()
        yield _step("home", Content(_("Home")), "Esc")

    @property
    def _is_placement(self) -> bool:
        return self.attempt.of.startswith("placement:")

    @property
    def _are_skipped(self) -> bool:
        return all(map(self.study.is_known, self.skippable))

    def _skipping(self) -> str:
        many = len(self.skippable)
        if self._are_skipped:
            said = ngettext(
                "{count} lesson is marked as known. Read it after all",
                "{count} lessons are marked as known. Read them after all",
                many,
            )
        else:
            said = ngettext(
                "Skip what you know: mark {count} lesson as known",
                "Skip what you know: mark {count} lessons as known",
                many,
            )
        return said.format(count=many)

    def _about_missed(self) -> Iterator[Row]:
        missed = len(self.outcome.missed)
        if not missed:
            return
        look = ngettext(
            "Look at the question you missed", "Look at the {count} questions you missed", missed
        )
        yield _step("look", Content(look.format(count=missed)), "m")
        if self._quiz:
            yield _step("again", Content(ngettext("Try it again", "Try them again", missed)), "r")
        if self._is_placement:
            return  # nothing was taught yet that could be read again
        passages = [part.reread for part in self.outcome.objectives if part.reread]
        for passage in dict.fromkeys(passages):
            text = Content.assemble(_("Read again: "), self._numbered(passage))
            yield _step(f"read {passage}", text)

    def _numbered(self, passage: str) -> Content:
        """A passage by its heading, in a paper after the number of its lesson."""
        lesson = passage.partition("#")[0]
        numbers = {one.id: one.number for one in self.study.catalogue.lessons}
        number = numbers.get(lesson, "") if is_paper(self.attempt.of) else ""
        return Content.assemble(number, "  " if number else "", section_named(self.study, passage))

    def _look_through(self) -> Iterator[Row]:
        if self.attempt.mode == "test":
            yield _step("all", Content(_("Look through all your answers")))

    def _next(self) -> Iterator[Row]:
        match self.study.next_step():
            case ReadOn(lesson, _):
                words = _("Go on: {lesson}").format(lesson=lesson.number) + "  "
            case TakeQuiz(lesson, _, _):
                words = _("Go on: the quiz of {lesson}").format(lesson=lesson.number) + "  "
            case _:
                return
        yield _step("next", Content.assemble(words, inline(lesson.title)), "l")

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.id.split(" "):
            case ["skip"]:
                self.action_skip()
            case ["look"]:
                self.action_look()
            case ["again"]:
                self.action_again()
            case ["all"]:
                self._look_at(tuple(self.attempt.questions))
            case ["read", passage]:
                self._read(passage)
            case ["next"]:
                self.action_next()
            case _:
                self.dismiss()

    @on(RowList.Highlighted)
    def _keep_in_sight(self) -> None:
        # The list is as long as its rows, so it is the page around it that scrolls.
        rows, page = self.query_one(RowList), self.query_one(VerticalScroll)
        if rows.highlighted:
            self.call_after_refresh(page.scroll_end, animate=False)
        else:
            self.call_after_refresh(page.scroll_home, animate=False)

    def action_choose(self) -> None:
        """Take the highlighted step."""
        self.query_one(RowList).choose()

    def action_skip(self) -> None:
        """Mark the lessons as known; when they are, take it back."""
        with self.told():
            change = read_after_all if self._are_skipped else mark_known
            change(self.study, self.skippable)
            self.query_one(RowList).rows = tuple(self._steps())
            self.refresh_bindings()

    def action_look(self) -> None:
        """See what was missed."""
        self._look_at(self.outcome.missed)

    def action_again(self) -> None:
        """Practise what was missed."""
        with self.told():
            self.open_attempt(self.study.again(self._quiz, self.outcome.missed))

    def action_next(self) -> None:
        """Go on with the course."""
        self.open_next()

    def _look_at(self, questions: tuple[str, ...]) -> None:
        from course.tui.screens.look import LookScreen

        self.app.push_screen(LookScreen(self.study, questions, self.attempt))

    def _read(self, passage: str) -> None:
        from course.tui.screens.lesson import LessonScreen

        lesson, _, section = passage.partition("#")
        with self.told():
            self.app.push_screen(LessonScreen(self.study, lesson, section, back=True))


def _step(id: str, text: Content, key: str = "") -> Row:
    shown = Content.styled(f"[{key}] " if key else "", "$text-muted")
    return Row(lambda width: spread(text, shown, width), id)
