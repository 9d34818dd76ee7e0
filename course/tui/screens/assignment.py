"""An assignment as its teacher sees it: who has begun, who has handed in, how much time is left."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

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
from course.tui.assignment_view import hours, over, rows, standing, terms
from course.tui.chrome import KeyLine, TitleLine, quiet
from course.tui.host_view import WayIn, way_in
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.host import Conductor
from course.tui.screens.write import WriteScreen

TICK = 1.0
"""Seconds between two looks, for the time that is left."""


class AssignmentScreen(Screen[None]):
    """Leads one assignment.

    Args:
        room: What is led.
        way: How students find it.
        clock: Aware, on the teacher's own clock.
    """

    CSS_PATH = "assignment.tcss"

    HELP = _(
        "Everybody works alone, in their own time; what they answer is saved as they go. c closes "
        "it now: what is being worked on is handed in as it stands. e gives more time, and opens "
        "it again; work that the closing cut off goes on. a lets one student take longer than the "
        "others. t shows what was earned and who has extra time: not on a projector. "
        "Leaving keeps it: `course assign` goes on with it, `--headless` serves it "
        "without a screen."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "extend", _("more time"), id="assignment.extend", tooltip=_("Keep it open")),
        Binding(
            "a",
            "grant",
            _("extra time"),
            id="assignment.grant",
            tooltip=_("Let one student take longer"),
        ),
        Binding("c", "close", _("close"), id="assignment.close", tooltip=_("Close it now")),
        Binding("t", "earned", _("points"), id="assignment.points", tooltip=_("What was earned")),
        Binding(
            "j",
            "way_in",
            _("how to join"),
            id="assignment.way_in",
            tooltip=_("Show the address and the code again"),
        ),
        Binding(
            "escape", "end", _("leave"), id="assignment.end", tooltip=_("Leave it open, or end it")
        ),
        Binding(
            "x", "remove", _("remove a name"), id="assignment.remove", tooltip=_("Send one out")
        ),
        quiet("l", "lock", "assignment.lock", _("Lock or unlock the door")),
    ]

    shown: reactive[dict[str, Any]] = reactive(dict, init=False, bindings=True)

    def __init__(self, room: Conductor, way: WayIn, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.room, self.way, self._clock = room, way, clock
        self._earned = self._joining = False

    def compose(self) -> ComposeResult:
        """A title, everybody, the keys."""
        yield TitleLine()
        with VerticalScroll():
            yield Static(id="rows")
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow the room and the clock."""
        self._look()
        self.set_interval(TICK, self._look)

    def _look(self) -> None:
        self.shown = self.room.overview()

    def watch_shown(self) -> None:
        """Draw it as it is now."""
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.shown:
            self._draw()

    def _draw(self) -> None:
        shown, now = self.shown, self._clock()
        right = _("join at {address}  code {code}").format(
            address=self.way.address, code=self.way.code
        )
        self.query_one(TitleLine).show(
            Content(shown["title"]), Content.styled(right, "$text-primary")
        )
        width = max(20, min(self.size.width - 6, 96))
        parts = [hours(shown, now) + "\n" + Content.styled(terms(shown), "$text-muted")]
        if shown["phase"] == "ended":
            parts = [over(width)]
        elif self._joining or not shown["rows"]:
            parts.insert(0, way_in(self.way, width))
        parts.append(Content.styled(standing(shown), "bold"))
        parts.append(rows(shown, width, earned=self._earned))
        self.query_one("#rows", Static).update(Content("\n\n").join(parts))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if self.shown.get("phase") == "ended":
            return action not in ("close", "extend", "grant", "remove", "lock")
        return action != "close" or self.shown.get("stage") != "closed"

    async def _do(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except CourseError as error:
            self.notify(error.message, severity="warning", markup=False)
        self._look()

    @work
    async def action_extend(self) -> None:
        """Give more time, or open it again."""
        choices = (
            ("10", _("10 minutes more")),
            ("60", _("An hour more")),
            ("1440", _("A day more")),
            ("10080", _("A week more")),
        )
        is_closed = self.shown["stage"] == "closed"
        title = _("Open it again for how long?") if is_closed else _("How much more time?")
        if chosen := await self.app.push_screen_wait(ChooseScreen(title, choices)):
            await self._do(lambda: self.room.lead("extend", chosen))

    @work
    async def action_grant(self) -> None:
        """Let one student take longer than the others."""
        rows = [(row["seat"], _named(row)) for row in self.shown["rows"]]
        names = {row["seat"]: row["name"] for row in self.shown["rows"]}
        if not rows:
            self.notify(_("Nobody is here yet."), markup=False)
            return
        seat = await self.app.push_screen_wait(ChooseScreen(_("Extra time for whom?"), tuple(rows)))
        if seat is None:
            return
        choices = (
            ("25%", _("A quarter of everybody's time (25 %)")),
            ("50%", _("Half of everybody's time (50 %)")),
            ("100%", _("As much again (100 %)")),
            ("other", _("Another share, or minutes…")),
            ("0", _("No extra time")),
        )
        title = _("How much longer may {name} take?").format(name=names[seat])
        amount = await self.app.push_screen_wait(ChooseScreen(title, choices))
        if amount == "other":
            said = _("25 % of everybody's time, or 20 for minutes")
            amount = await self.app.push_screen_wait(WriteScreen(said, most=20))
        if amount:
            await self._do(partial(self.room.lead, "grant", seat, amount))

    @work
    async def action_close(self) -> None:
        """Close it now; asks once."""
        choices = (
            ("stay", _("Keep it open")),
            ("close", _("Close it: all work is handed in as it stands")),
        )
        title = _("Close it now?")
        if await self.app.push_screen_wait(ChooseScreen(title, choices)) == "close":
            await self._do(lambda: self.room.lead("close"))

    def action_earned(self) -> None:
        """Show or hide what was earned."""
        self._earned = not self._earned
        self._draw()

    def action_way_in(self) -> None:
        """Show or hide how to join."""
        self._joining = not self._joining
        self._draw()

    async def action_lock(self) -> None:
        """Lock or unlock the door."""
        await self._do(lambda: self.room.lead("unlock" if self.shown["locked"] else "lock"))

    @work
    async def action_remove(self) -> None:
        """Send somebody out."""
        seats = tuple((seat["seat"], seat["name"]) for seat in self.shown["seats"])
        if not seats:
            self.notify(_("Nobody is here yet."), markup=False)
        elif chosen := await self.app.push_screen_wait(ChooseScreen(_("Send out"), seats)):
            await self._do(lambda: self.room.lead("remove", chosen))

    @work
    async def action_end(self) -> None:
        """Leave it open, or end it."""
        if self.shown["phase"] == "ended":
            self.app.exit()
            return
        choices = (
            ("leave", _("Leave: nobody can work until `course assign` goes on with it")),
            ("stay", _("Stay here")),
            ("end", _("End it: codes and seats are gone, results stay")),
        )
        match await self.app.push_screen_wait(ChooseScreen(_("Leave?"), choices)):
            case "end":
                await self._do(lambda: self.room.lead("end"))
            case "leave":
                self.app.exit()


def _named(row: dict[str, Any]) -> str:
    """A student, and the extra time they have."""
    if not row["extra"]:
        return str(row["name"])
    more = ngettext("{n} minute", "{n} minutes", row["extra"]).format(n=row["extra"])
    return f"{row['name']} · {more}"
