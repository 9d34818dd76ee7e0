"""What is possible here and now: what the screen is for, and every key that works on it."""

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.style import Style
from textual.widgets import Static

from course.i18n import _
from course.tui.chrome import KEY, KeyLine, key_name
from course.tui.inline import paragraphs


class HelpScreen(ModalScreen[None]):
    """The help of a page, made of the page itself, so that it is never out of date."""

    CSS_PATH = "help.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,question_mark,f1,enter,q",
            "dismiss",
            _("close"),
            id="help.close",
            tooltip=_("Back to where you were"),
        ),
    ]

    def __init__(self, page: Screen[Any]) -> None:
        super().__init__()
        self.purpose = page.HELP or ""
        self.keys = _keys(page)
        """Name of the key, what it does, and the key itself, those of the page first."""

    def compose(self) -> ComposeResult:
        """The purpose, then the keys."""
        widest = max((len(name) for name, *_rest in self.keys), default=0)
        with VerticalScroll():
            yield Static(paragraphs(self.purpose), id="purpose")
            for name, tells, key in self.keys:
                chosen = Style.from_meta({KEY: key})
                with Horizontal(classes="key"):
                    named = Content.styled(name, "bold $text-primary").stylize(chosen)
                    (column := Static(named, classes="name")).styles.width = widest + 2
                    yield column
                    yield Static(Content(tells).stylize(chosen), classes="tells")
            yield KeyLine()

    def on_click(self, event: events.Click) -> None:
        """Choose a key by mouse."""
        if key := event.style.meta.get(KEY):
            self._do(key)

    def on_key(self, event: events.Key) -> None:
        """A letter or sign that is told of does what it says, without closing help first."""
        own = event.key in self._bindings.key_to_bindings
        if event.is_printable and not own and event.key in {key for _, _, key in self.keys}:
            event.stop()
            self._do(event.key)

    def _do(self, key: str) -> None:
        self.dismiss()
        self.app.call_later(self.app.simulate_key, key)


def _keys(page: Screen[Any]) -> list[tuple[str, str, str]]:
    found: dict[str, tuple[list[str], str, str]] = {}
    # The page's own keys first, then those of what has the focus, then those that work everywhere.
    order = {page: 0, page.app: 2}
    active = sorted(page.active_bindings.values(), key=lambda one: order.get(one.node, 1))
    for _node, binding, enabled, _tooltip in active:
        if binding.id and enabled and binding.description and not binding.system:
            tells = binding.tooltip or binding.description
            names, *_rest = found.setdefault(binding.action, ([], tells, binding.key))
            if key_name(binding) not in names:
                names.append(key_name(binding))
    return [(_(" or ").join(names), tells, key) for names, tells, key in found.values()]
