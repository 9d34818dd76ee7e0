"""One question on one sheet: what is asked, where it is answered, and what is said of it."""

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from course.content.questions import UNSCORED, AnyQuestion, Reflection, Response
from course.i18n import _
from course.marking import Mark
from course.sessions.attempt import Attempt, feedback
from course.sessions.events import Certainty
from course.tui.flow import Block, Flow
from course.tui.inline import inline, paragraphs
from course.tui.widgets.certainty import CertaintyLine
from course.tui.widgets.questions.made import input_for, rubric_for
from course.tui.widgets.questions.question_input import QuestionInput


class Sheet(VerticalScroll, can_focus=True):
    """Shows a question of an attempt; asks nothing of the attempt and changes nothing in it."""

    FOCUS_ON_CLICK = False
    """A click beside an option must not take the keyboard from the answer."""

    DEFAULT_CSS = """
    Sheet {
        align-horizontal: center;
        scrollbar-size-vertical: 1;
        overflow-y: scroll;
        & > Container { width: 100%; max-width: 96; height: auto; padding: 1 2; }
        & .stem { height: auto; margin: 0 2 1 3; }
        & .hints { height: auto; margin: 0 2 1 3; color: $text-secondary; }
        & .place { height: auto; }
        & .feedback { height: auto; margin: 1 0 0 0; }
        & .rubric { height: auto; }
        & .rubric > Static { height: auto; margin: 1 0 0 3; }
    }
    """

    def __init__(self) -> None:
        self._stem = Static(classes="stem")
        self._hints = Static(classes="hints")
        self._place = Container(classes="place")
        self._feedback = Static(classes="feedback")
        self._rubric_place = Container(classes="rubric")
        self.certainty = CertaintyLine()
        self.input: QuestionInput | None = None
        """Where the question is answered."""
        self.rubric: QuestionInput | None = None
        """Where a reflection is judged, while it is."""
        super().__init__()

    def compose(self) -> ComposeResult:
        """The parts, one below the other; those not needed are hidden."""
        with Container():
            yield self._stem
            yield self._hints
            yield self._place
            yield self.certainty
            yield self._rubric_place
            yield self._feedback

    @property
    def feedback(self) -> str:
        """What is said of the answer, as plain text; empty while nothing is."""
        shown = self._feedback.content
        return shown.plain if self._feedback.display and isinstance(shown, Flow) else ""

    @property
    def answer_key(self) -> str:
        """The key that answers; where Enter begins a new line it is another."""
        return self.input.answer_key if self.input else ""

    def put(
        self,
        question: AnyQuestion,
        seed: str,
        response: Response | None = None,
        certainty: Certainty | None = None,
    ) -> QuestionInput:
        """Put a question, with what was answered before."""
        stem, new = emphasised(paragraphs(question.stem)), input_for(question, seed, self.input)
        self.certainty.value = certainty
        return self.put_input(stem, new, response)

    def put_input(
        self, stem: Content, new: QuestionInput, response: Response | None = None
    ) -> QuestionInput:
        """Put what is asked and where it is answered, with what was answered before."""
        self.restate(stem)
        old, self.input = self.input, new
        if new is not old:
            self._place.mount(new)
        if response is not None:
            new.restore(response)
        if old and new is not old:
            # Once the keyboard is handed over, so that it does not go elsewhere in between.
            old.display = False
            self.call_later(old.remove)
        self.scroll_home(animate=False)
        return new

    def restate(self, stem: Content) -> None:
        """Put what is asked anew, such as for another width; the answer stays."""
        self._stem.update(stem)

    def show_hints(self, hints: tuple[str, ...], of: int) -> None:
        """Show the hints asked for so far."""
        self._hints.display = bool(hints)
        if not hints:
            return
        self._hints.update(
            Flow(
                Block(
                    inline(hint),
                    Content.styled(_("Hint {n} of {all}").format(n=place, all=of) + "  ", "bold"),
                )
                for place, hint in enumerate(hints, 1)
            )
        )

    def reread(self, said: Flow) -> None:
        """Say why the passage comes first; until then there is nothing to answer."""
        self._drop_rubric()
        self.certainty.display = self._place.display = False
        self._say(said)
        self.screen.set_focus(self, scroll_visible=False)

    def ask(self, attempt: Attempt) -> None:
        """Let the question be answered."""
        self.open(certainty=_asks_certainty(attempt))

    def ask_again(self, attempt: Attempt, said: Flow) -> None:
        """Let it be answered once more, and say why it was not right."""
        self.open(said, certainty=_asks_certainty(attempt))

    def open(self, said: Flow | None = None, *, certainty: bool = False) -> None:
        """Let what is put be answered; beside it `said`."""
        self._say(said)
        self._drop_rubric()
        self._place.display = True
        self.certainty.display = certainty
        if self.input:
            self.input.locked = False
            self.input.start()

    def judge(self, question: Reflection) -> None:
        """Let a written answer be judged by its writer."""
        sample = Content.assemble(
            (f"{_('An answer that would do')}  ", "bold"), paragraphs(question.sample)
        )
        self._lock()
        self._say(Flow([Block(sample, Content("   "))]))
        self.rubric = rubric_for(question)
        head = Static(Content.styled(_("Judge your own answer: tick what it shows."), "bold"))
        self._rubric_place.mount(head, self.rubric)
        self.rubric.start()

    def explain(self, attempt: Attempt, question: str, said: Flow) -> None:
        """Say everything; the answer can no longer be changed."""
        self.close(said, feedback(attempt, question))

    def close(self, said: Flow | None, mark: Mark | None = None) -> None:
        """Let the answer no longer be changed; show what was right, and say `said`."""
        self._lock()
        self._drop_rubric()
        self._place.display = True
        if self.input and mark:
            self.input.tell(mark)
        self._say(said)
        if self.input is None or not self.input.has_focus:
            self.screen.set_focus(self, scroll_visible=False)

    def _lock(self) -> None:
        self.certainty.display = False
        if self.input:
            self.input.locked = True

    def _drop_rubric(self) -> None:
        if self.rubric:
            self._rubric_place.remove_children()
            self.rubric = None

    def _say(self, said: Flow | None) -> None:
        self._feedback.display = said is not None
        if said:
            self._feedback.update(said)
            self._scroll_ahead(said)
            self.call_after_refresh(self._bring_into_sight)

    def show_part(self, input: QuestionInput, region: Region) -> None:
        """Keep a part of an input in sight; `region` is relative to the input."""
        at = input.region.offset - self.region.offset + self.scroll_offset
        self.scroll_to_region(region.translate(at), animate=False)

    def _scroll_ahead(self, said: Flow) -> None:
        """Be where what is said will stand, so that it is drawn once and does not jump."""
        above = (self.certainty if self.certainty.display else self._place).virtual_region
        if above.height and not self.rubric:
            top = above.bottom + 1
            y = self._best_scroll(top, top + said.get_height({}, self._place.size.width))
            self.set_reactive(Sheet.scroll_y, y)
            self.set_reactive(Sheet.scroll_target_y, y)
            self.vertical_scrollbar.position = y

    def _bring_into_sight(self) -> None:
        first = self._rubric_place if self.rubric else self._feedback
        top, bottom = first.virtual_region.y, self._feedback.virtual_region.bottom
        self.scroll_to(y=self._best_scroll(top, bottom), animate=False)

    def _best_scroll(self, top: int, bottom: int) -> float:
        """As far as is needed to see all from `top` to `bottom`, and never past the top."""
        return max(0, min(max(self.scroll_y, bottom + 1 - self.size.height), top - 1))


def _asks_certainty(attempt: Attempt) -> bool:
    return attempt.certainty and not isinstance(attempt.question, UNSCORED)


def emphasised(stem: Content) -> Content:
    """All of it strong, and what was strong in it underlined, so that a `not` is not overlooked."""
    for span in stem.spans:
        if "bold" in str(span.style):
            stem = stem.stylize("underline", span.start, span.end)
    return stem.stylize_before("bold")
