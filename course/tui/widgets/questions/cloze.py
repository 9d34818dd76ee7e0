"""Filling the gaps of a text: the text above, a place to choose or type for each gap below."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from course.content.response import Response
from course.i18n import _, ngettext
from course.marking import Mark
from course.tui.widgets.questions.question_input import QuestionInput, number_keys
from course.tui.widgets.questions.rows import RIGHT, WRONG
from course.tui.widgets.questions.typed import Field


class GapChoice(Widget, can_focus=True):
    """The choices of one gap, side by side."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    GapChoice { height: auto; width: 1fr; padding: 0 1; pointer: pointer; }
    GapChoice:focus { background: $block-cursor-background; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", _("choice before"), show=False, id="gap.before"),
        Binding("right", "turn(1)", _("choose"), key_display="←→", id="gap.choose"),
        Binding("backspace,delete", "clear", _("empty the gap"), show=False, id="gap.clear"),
        *number_keys("choose"),
    ]
    """
    | Key | Description |
    | :- | :- |
    | left, right, 1-9 | Choose. |
    | backspace | Empty the gap. |
    """

    chosen: reactive[str] = reactive("", layout=True)
    """Key of the choice; empty for none."""

    class Chosen(Message):
        """Another choice was made."""

    def __init__(self, choices: Mapping[str, Content]) -> None:
        super().__init__()
        self.choices = choices

    def render(self) -> Content:
        """All choices, with numbers."""
        return Content("   ").join(
            self._choice(place, key) for place, key in enumerate(self.choices)
        )

    def _choice(self, place: int, key: str) -> Content:
        is_chosen = key == self.chosen
        style = "bold $text-primary underline" if is_chosen else ""
        number = Content.styled(f"{place + 1} ", "$text-muted")
        # Held together by hard spaces, a choice does not fall apart at the end of a line.
        return (number + self.choices[key].stylize_before(style)).stylize(
            Style.from_meta({"choice": key})
        )

    def action_turn(self, by: int) -> None:
        """Choose the one before or after."""
        keys = list(self.choices)
        at = keys.index(self.chosen) + by if self.chosen else (0 if by > 0 else -1)
        self._choose(keys[at % len(keys)])

    def action_choose(self, place: int) -> None:
        """Choose the one at a place."""
        if place < len(self.choices):
            self._choose(list(self.choices)[place])

    def action_clear(self) -> None:
        """Choose none."""
        self._choose("")

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        if not self.disabled and (key := event.style.meta.get("choice")):
            self._choose(key)


Editor = Field | GapChoice


class FillGaps(QuestionInput):
    """A text whose gaps are filled one by one; what is put in shows in the text.

    Args:
        text: The text, with each gap written `{{id}}`.
        choices: For each gap by id, its choices by key; None where something is typed.
        placeholders: For each gap that is typed, what to type.
    """

    DEFAULT_CSS = """
    FillGaps {
        & > .text { height: auto; margin: 0 2 1 3; }
        & > Horizontal { height: auto; }
        & > Horizontal > .number { width: 7; text-align: right; color: $text-muted; }
        & Field { max-width: 48; margin: 0 0 0 1; }
    }
    """

    def __init__(
        self,
        text: Content,
        choices: Mapping[str, Mapping[str, Content] | None],
        placeholders: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._text = text
        self._shown = Static(classes="text")
        self._editors: dict[str, Editor] = {
            gap: GapChoice(options) if options else Field(placeholders.get(gap, ""))
            for gap, options in choices.items()
        }
        self._told: Mark | None = None

    def compose(self) -> ComposeResult:
        """The text, then the gaps."""
        yield self._shown
        for place, editor in enumerate(self._editors.values(), 1):
            yield Horizontal(Static(Content(f"({place})"), classes="number"), editor)

    def on_mount(self) -> None:
        """Show the text with what is filled in."""
        self._draw()

    def response(self) -> dict[str, str]:
        """What each filled gap holds."""
        values = {gap: _value(editor) for gap, editor in self._editors.items()}
        return {gap: value for gap, value in values.items() if value.strip()}

    def restore(self, response: Response) -> None:
        """Fill in what was filled in before."""
        if not isinstance(response, dict):
            return
        for gap, value in response.items():
            match self._editors.get(gap):
                case Field() as field:
                    with field.prevent(Input.Changed):
                        field.value = value
                    field.cursor_position = len(value)
                case GapChoice() as choice if value in choice.choices:
                    choice.chosen = value
        self.touched = True
        self._draw()

    def missing(self) -> str:
        """How many gaps are empty; goes to the first of them."""
        empty = [editor for editor in self._editors.values() if not _value(editor).strip()]
        if not empty:
            return ""
        empty[0].focus(scroll_visible=True)
        said = ngettext("{count} gap still empty.", "{count} gaps still empty.", len(empty))
        return said.format(count=len(empty))

    def start(self) -> None:
        """Begin with the first empty gap."""
        editors = list(self._editors.values())
        empty = [editor for editor in editors if not _value(editor).strip()]
        self.call_after_refresh((empty or editors)[0].focus, scroll_visible=False)

    def tell(self, mark: Mark) -> None:
        """Show in the text which gaps are right."""
        self._told = mark
        self._draw()

    def watch_locked(self) -> None:
        """Locked gaps only show what they hold."""
        for editor in self._editors.values():
            editor.disabled = self.locked

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_answer()

    @on(Input.Changed)
    @on(GapChoice.Chosen)
    def _filled(self, event: Message) -> None:
        event.stop()
        self._draw()
        self.changed()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _draw(self) -> None:
        shown = self._text
        for place, (gap, editor) in enumerate(self._editors.items(), 1):
            shown = spliced(shown, gap, self._gap(place, gap, editor))
        self._shown.update(shown)

    def _gap(self, place: int, gap: str, editor: Editor) -> Content:
        value = _value(editor).strip()
        if isinstance(editor, GapChoice) and value:
            filling = editor.choices[value]
        else:
            filling = Content(value or "____")
        part = next((p for p in self._told.parts if p.key == gap), None) if self._told else None
        if part:
            is_right = part.fraction == 1
            style = "bold $text-success" if is_right else "bold $text-error"
            return filling.stylize(style) + Content.styled(
                f" {RIGHT if is_right else WRONG}", style
            )
        style = "bold underline $text-primary" if editor.has_focus else "bold underline"
        number = Content.styled(f"({place}) ", "$text-muted")
        return number + filling.stylize(style if value else "$text-primary")


def _value(editor: Editor) -> str:
    return editor.value if isinstance(editor, Field) else editor.chosen


def spliced(text: Content, gap: str, filling: Content) -> Content:
    """`text` with a filling where the gap `{{gap}}` stands."""
    mark = "{{" + gap + "}}"
    at = text.plain.find(mark)
    return text if at < 0 else text[:at] + filling + text[at + len(mark) :]
