"""Joining a class: its address, its code, and a name."""

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from course.errors import CourseError
from course.i18n import _
from course.joining.seat import Entrance, Seat, Wish
from course.tui.chrome import KeyLine, TitleLine
from course.tui.screens.seat import SeatScreen
from course.tui.widgets.questions.typed import Field


class Asked(Field):
    """A field whose Enter goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "submit", _("go on"), id="join.submit", tooltip=_("The next field, or join")
        )
    ]


class JoinScreen(Screen[None]):
    """Takes a seat, and shows it above.

    Args:
        entrance: The way to seats.
        wish: What was said already; enough of it joins at once.
    """

    CSS_PATH = "join.tcss"
    AUTO_FOCUS = ""

    HELP = _(
        "The address and the code stand on your teacher's screen; a link holds both. Your name is "
        "what the class may see of you. There is no account: this machine keeps the key to your "
        "seat, and only you can read it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", _("join"), id="join.go_on", tooltip=_("The next field, or join")),
        Binding("tab", "app.focus_next", _("next field"), id="join.next", tooltip=_("Next field")),
        Binding("escape", "app.quit", _("leave"), id="join.leave", tooltip=_("Join no class")),
    ]

    said = getters.query_one("#said", Static)

    def __init__(self, entrance: Entrance, wish: Wish) -> None:
        super().__init__()
        self.entrance, self._wish = entrance, wish
        self._is_joining = False
        self._address = Asked("http://192.0.2.7:8050")
        self._code = Asked("RFC-728")
        self._who = Asked(_("what the class may call you; empty for a name that is given"))

    def compose(self) -> ComposeResult:
        """A field for each, and what went wrong."""
        yield TitleLine(Content(_("Join a class")))
        with VerticalScroll(id="form", can_focus=False), Vertical():
            yield Static(Content(_("It is all on your teacher's screen.")), classes="head")
            yield Static(Content(_("Address")), classes="label")
            yield self._address
            yield Static(Content(_("Code")), classes="label")
            yield self._code
            yield Static(Content(_("Your name")), classes="label")
            yield self._who
            yield Static(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in what is known, and join at once when that is enough."""
        try:
            wish = self.entrance.offered(self._wish)
        except CourseError as error:
            wish = self._wish
            self._fail(error)
        for field, text in zip(self._fields, (wish.address, wish.code, wish.name), strict=True):
            with self.prevent(Input.Changed):
                field.value = text
        self._focus_missing()
        # Another student may sit here than the last time, so only what was said joins at once.
        is_said = self._wish.address and wish.code and not self.said.has_class("-wrong")
        if is_said and (self._wish.name or self.entrance.has_seat(self._wish)):
            self._join()

    @property
    def _fields(self) -> tuple[Asked, Asked, Asked]:
        return self._address, self._code, self._who

    def _focus_missing(self) -> None:
        empty = [field for field in self._fields if not field.value.strip()]
        (empty or [self._who])[0].focus()

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go to the next empty field; join when none is."""
        if self._is_joining:
            return  # a second seat would find its name taken by the first
        if "#" in self._address.value and not self._code.value.strip():
            self._join()  # a link holds the code
        elif not (self._address.value.strip() and self._code.value.strip()):
            self._focus_missing()
        elif self._who.value.strip() or self._who.has_focus:
            self._join()  # who gives no name is given one
        else:
            self._who.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say("")

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        self.said.set_class(is_wrong, "-wrong")
        self.said.update(Content(text))

    def _fail(self, error: CourseError) -> None:
        said = f"{error.message[:1].upper()}{error.message[1:]}."
        if error.help:
            said += f"\n{error.help[:1].upper()}{error.help[1:]}."
        self._say(said, is_wrong=True)

    @work(exclusive=True, group="seat")
    async def _join(self) -> None:
        address, code, name = (field.value for field in self._fields)
        self._say(_("Joining …"))
        self._is_joining = True
        try:
            seat = self.entrance.seat(Wish(address, code, name))
            self._show_when_in(seat)
            await seat.run()
        except CourseError as error:
            self._fail(error)
            if self.is_current:
                self._focus_missing()
        finally:
            self._is_joining = False

    def _show_when_in(self, seat: Seat) -> None:
        shown = False

        def changed() -> None:
            nonlocal shown
            if seat.standing.link == "in" and not shown:
                shown = True
                self.call_later(self._show, seat)

        seat.follow(changed)

    def _show(self, seat: Seat) -> None:
        self._say("")
        screen = SeatScreen(seat, self.entrance.earlier(seat.standing.name))
        self.app.push_screen(screen, lambda again: self._left(seat, again=bool(again)))

    def _left(self, seat: Seat, *, again: bool) -> None:
        seat.leave()
        if again:
            self._join()
        else:
            self.app.exit()
