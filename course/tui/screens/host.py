"""The host's screen: what the room sees, how the answers come in, and one key for the next step."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ClassVar, Protocol

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from course.errors import CourseError
from course.i18n import _, ngettext
from course.tui.chrome import KeyLine, TitleLine, quiet
from course.tui.host_view import WayIn, alarm, people, question, standing, way_in
from course.tui.screens.choose import ChooseScreen

TICK = 0.5
"""Seconds between two looks at the time that is left."""

REST = 0.15
"""Seconds between two drawings, however fast the answers come."""


class Conductor(Protocol):
    """A room as its teacher holds it, here or far away."""

    def overview(self) -> dict[str, Any]:
        """What the teacher sees; see `sessions.live.view.overview`."""

    def watch(self) -> asyncio.Event:
        """Set whenever the room changed."""

    async def lead(self, verb: str, of: str = "", text: str = "") -> None:
        """Do something in it; raises `CourseError` when it cannot be done now."""


SHARED: tuple[BindingType, ...] = (
    Binding(
        "j",
        "way_in",
        _("how to join"),
        id="host.way_in",
        tooltip=_("Show the address and the code again"),
    ),
    Binding("x", "remove", _("remove a name"), id="host.remove", tooltip=_("Send somebody out")),
    quiet("l", "lock", "host.lock", _("Lock or unlock the door")),
    quiet(
        "c",
        "clear",
        "host.clear",
        _("Send out everybody who never answered, and lock the door"),
    ),
    Binding("escape", "end", _("end"), id="host.end", tooltip=_("End the class; asks once")),
    Binding(
        "u",
        "lead('reopen')",
        _("go on after all"),
        id="host.reopen",
        tooltip=_("The class was ended by mistake: same code, same seats"),
    ),
    quiet("up", "scroll(-1)", "host.up", _("Scroll up")),
    quiet("down", "scroll(1)", "host.down", _("Scroll down")),
    quiet("pageup", "scroll(-10)", "host.page_up", _("Scroll up a page")),
    quiet("pagedown", "scroll(10)", "host.page_down", _("Scroll down a page")),
)
"""Keys of every host's screen."""


class HostScreen(Screen[None]):
    """Leads one room.

    Args:
        room: What is led.
        way: How students find it.
        tallies: Whether counts are shown before the reveal; not on a projector.
    """

    CSS_PATH = "host.tcss"

    HELP = _(
        "Enter takes the next step: it closes a question, shows its answer, puts the next. After "
        "closing, d lets the class talk and vote again on the same question. t shows or hides the "
        "counts before the reveal. l locks the door; c throws out a flood of names: everybody who "
        "never answered. Leaving keeps the class: `course host` goes on with it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "lead('on')", _("go on"), id="host.on", tooltip=_("The next step")),
        Binding(
            "space", "lead('close')", _("close"), id="host.close", tooltip=_("No more answers")
        ),
        Binding(
            "d",
            "lead('again')",
            _("discuss, vote again"),
            id="host.again",
            tooltip=_("The class has talked: vote again on the same question"),
        ),
        Binding(
            "t",
            "tallies",
            _("counts"),
            id="host.tallies",
            tooltip=_("Show or hide counts before the reveal"),
        ),
        *SHARED,
    ]

    shown: reactive[dict[str, Any]] = reactive(dict, init=False, bindings=True)

    def __init__(self, room: Conductor, way: WayIn, *, tallies: bool = False) -> None:
        super().__init__()
        self.room, self.way = room, way
        self.tallies, self.joining = tallies, False

    def compose(self) -> ComposeResult:
        """A title, the room, the keys."""
        yield TitleLine()
        with VerticalScroll(can_focus=False):
            yield Static(id="room")
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow the room."""
        self.shown = self.room.overview()
        self._follow()
        self.set_interval(TICK, self.tick)

    @work(exclusive=True, group="follow")
    async def _follow(self) -> None:
        changed = self.room.watch()
        while True:
            await changed.wait()
            changed.clear()
            self.shown = self.room.overview()
            await asyncio.sleep(REST)

    async def tick(self) -> None:
        """A countdown goes on though nothing happens, and closes the question."""
        if "seconds" not in self.shown:
            return
        self.shown = self.room.overview()
        if self.shown.get("seconds") == 0 and self.shown["phase"] == "open":
            with suppress(CourseError):  # another screen of this room was quicker
                await self.room.lead("close")

    def watch_shown(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Draw what the room is now, from its beginning when it is something else."""
        self.redraw()
        if self.moment(before) != self.moment(after):
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def moment(self, shown: dict[str, Any]) -> object:
        """What is before the room."""
        return [shown.get(name) for name in ("phase", "ballot", "round")]

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.shown:
            self.redraw()

    def redraw(self) -> None:
        """Draw it for the width there is."""
        shown = self.shown
        right = _("join at {address}  code {code}").format(
            address=self.way.address, code=self.way.code
        )
        self.query_one(TitleLine).show(
            Content(shown["title"]), Content.styled(right, "$text-primary")
        )
        stands = Content.styled(self.stands(), "$text-muted")
        width = max(20, min(self.size.width - 7, 96))
        drawn = alarm(shown, width) + self.drawn(width)
        self.query_one("#room", Static).update(Content("\n\n").join([stands, drawn]))

    def stands(self) -> str:
        """Where the room is, in a line."""
        return standing(self.shown)

    def drawn(self, width: int) -> Content:
        """What the room sees."""
        gap = Content("\n\n")
        if self.shown["phase"] == "lobby" or self.joining:
            return way_in(self.way, width) + gap + people(self.shown, width)
        if self.shown["phase"] == "ended":
            over = _("The class is over. `course report` says what was understood.")
            return Content(over) + gap + people(self.shown, width)
        drawn = question(self.shown, width, tallies=self.tallies)
        waiting = self.shown.get("waiting", [])
        if self.shown["phase"] == "open" and 0 < len(waiting) <= 5:
            still = _("Still thinking: {names}").format(names=", ".join(waiting))
            drawn = drawn + gap + Content.styled(still, "$text-muted")
        return drawn + self._leaders()

    def _leaders(self) -> Content:
        rows = self.shown.get("leaders", []) if self.shown["phase"] == "shown" else []
        if not rows:
            return Content()
        lines = [f"{row['points']:>5g}  {row['name']}" for row in rows]
        return Content("\n\n").join([Content(), Content("\n".join(lines))])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        phase = self.shown.get("phase")
        match action, parameters:
            case "lead", ("reopen",):
                return phase == "ended"
            case "lead", ("close",):
                return phase == "open"
            case "lead", ("again",):
                return phase in ("open", "closed")
            case ("lead", _) | ("remove" | "clear" | "lock" | "tallies", _):
                return phase != "ended"
        return True

    async def do(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do something in the room; what cannot be done now is said."""
        try:
            await act()
        except CourseError as error:
            self.notify(error.message, severity="warning", markup=False)

    async def action_lead(self, verb: str) -> None:
        """Do something in the room."""
        self.joining = False
        await self.do(lambda: self.room.lead(verb))

    def action_tallies(self) -> None:
        """Show or hide the counts before the reveal."""
        self.tallies = not self.tallies
        self.redraw()

    def action_way_in(self) -> None:
        """Show or hide how to join."""
        self.joining = not self.joining
        self.redraw()

    def action_scroll(self, lines: int) -> None:
        """Scroll what does not fit."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    async def action_lock(self) -> None:
        """Lock or unlock the door."""
        is_locked = self.room.overview()["locked"]
        await self.do(lambda: self.room.lead("unlock" if is_locked else "lock"))

    @work
    async def action_clear(self) -> None:
        """Send out a flood of names; asks only when nobody would be left."""
        here = len(self.shown["seats"])
        never = self.shown.get("never", here)
        if not never:
            self.notify(_("Everybody here has answered."), markup=False)
            return
        if never == here and not await self._agrees_to_clear(here):
            return
        try:
            await self.room.lead("clear")
        except CourseError as error:
            self.notify(error.message, severity="warning", markup=False)
            return
        said = ngettext(
            "{n} name that never answered is sent out, {left} stay.",
            "{n} names that never answered are sent out, {left} stay.",
            never,
        ).format(n=never, left=here - never)
        self.notify(said + " " + _("The door is locked; l opens it."), markup=False)

    async def _agrees_to_clear(self, here: int) -> bool:
        title = _("Nobody here has answered yet: send out all {n}?").format(n=here)
        choices = (
            ("stay", _("Let them stay")),
            ("clear", _("Send all out and lock the door")),
        )
        return await self.app.push_screen_wait(ChooseScreen(title, choices)) == "clear"

    @work
    async def action_remove(self) -> None:
        """Send somebody out."""
        rows = tuple((seat["seat"], seat["name"]) for seat in self.shown["seats"])
        if not rows:
            self.notify(_("Nobody is here yet."), markup=False)
        elif chosen := await self.app.push_screen_wait(ChooseScreen(_("Send out"), rows)):
            await self.do(lambda: self.room.lead("remove", chosen))

    @work
    async def action_end(self) -> None:
        """End the class, or leave it for later; leave it, when it is over."""
        if self.shown.get("phase") == "ended":
            self.app.exit()
            return
        choices = (
            ("stay", _("Go on with the class")),
            ("leave", _("Leave it open; `course host` goes on with it")),
            ("end", _("End the class: codes and seats are gone")),
        )
        match await self.app.push_screen_wait(ChooseScreen(_("End the class?"), choices)):
            case "end":
                await self.do(lambda: self.room.lead("end"))
            case "leave":
                self.app.exit()
