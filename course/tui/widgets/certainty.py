"""How sure the learner is of an answer."""

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from course.i18n import _
from course.sessions.events import Certainty

WORDS: dict[Certainty, str] = {1: "guessing", 2: "fairly", 3: "certain"}


class CertaintyLine(Widget):
    """One line to say it on: a click says it, a key goes through the three."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    CertaintyLine { height: auto; margin: 1 0 0 3; pointer: pointer; }
    """

    value: reactive[Certainty | None] = reactive(None)
    """None until it is said."""

    def render(self) -> Content:
        """The question and the three answers."""
        said = [
            Content.assemble(
                ("(•) " if certainty == self.value else "( ) ", "$text-primary"),
                (word, "bold" if certainty == self.value else ""),
            ).stylize(Style.from_meta({"certainty": certainty}))
            for certainty, word in WORDS.items()
        ]
        return Content("   ").join([Content(_("How sure are you?")), *said])

    def turn(self) -> None:
        """Say the next: guessing, fairly, certain, and guessing again."""
        ahead: dict[Certainty | None, Certainty] = {None: 1, 1: 2, 2: 3, 3: 1}
        self.value = ahead[self.value]

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        if certainty := event.style.meta.get("certainty"):
            self.value = certainty
