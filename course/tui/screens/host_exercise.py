"""The host's screen of an exercise: roles, time, texts with brackets, the test of consensus."""

from functools import partial
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from course.i18n import _, ngettext
from course.tui.chrome import KeyLine, TitleLine, quiet
from course.tui.host_view import WayIn, people, question, way_in
from course.tui.scene_view import GAP
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.host import SHARED, Conductor, HostScreen
from course.tui.screens.write import WriteScreen
from course.tui.table_view import clock, humming, lobby, now, seats, standing, texts

SIDES = ("now", "texts", "seats")


class ExerciseHostScreen(HostScreen, inherit_bindings=False):
    """Leads an exercise; the teacher is its chair unless a role does it aloud."""

    HELP = _(
        "Enter takes the next step: it deals the roles, begins one phase after the other, opens "
        "the talk afterwards. v turns from what goes on to the texts and to who sits where. m "
        "takes an amendment as agreed, or between [brackets], or refuses it; w writes a text by "
        "hand. k asks who cannot live with it; each objection is answered as met or not, then you "
        "declare: nobody is counted. h lets the room hum. + and - change the time, p goes back a "
        "phase, r deals anew or moves somebody, n shows your notes: not on a projector. Too few "
        "people? Deal anyway: some hold two roles. A roster with groups? Those of a group may "
        "share a role."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "lead('on')", _("go on"), id="host.on", tooltip=_("The next step")),
        Binding("v", "turn", _("texts, seats"), id="exercise.turn",
                tooltip=_("What goes on, the texts, who sits where")),
        Binding("m", "amendment", _("amendments"), id="exercise.amendments",
                tooltip=_("Take an amendment, bracket it or refuse it")),
        Binding("k", "consensus", _("consensus"), id="exercise.consensus",
                tooltip=_("Ask who cannot live with it; answer objections; declare")),
        Binding("h", "lead('put')", _("hum"), id="exercise.hum", tooltip=_("Let the room hum")),
        Binding("plus", "extend(5)", _("more time"), key_display="+", id="exercise.more",
                tooltip=_("Five minutes more")),
        Binding("n", "notes", _("notes"), id="exercise.notes", tooltip=_("Your own notes")),
        quiet("minus", "extend(-5)", "exercise.less", _("Five minutes less")),
        quiet("p", "lead('back')", "exercise.back", _("The phase before")),
        quiet("w", "write", "exercise.write", _("Write a text by hand")),
        quiet("r", "roles", "exercise.roles", _("Deal anew, or move somebody")),
        *SHARED,
    ]  # fmt: skip

    def __init__(self, room: Conductor, way: WayIn) -> None:
        super().__init__(room, way)
        self._side, self._notes = "now", False

    def compose(self) -> ComposeResult:
        """A title, the time, the room, the keys."""
        yield TitleLine()
        with VerticalScroll(can_focus=False):
            yield Digits(id="clock")
            yield Static(id="room")
        yield KeyLine()

    def stands(self) -> str:
        """Where the exercise is."""
        return standing(self.shown)

    def drawn(self, width: int) -> Content:
        """One side of it, and a hum above all while there is one."""
        self._tell_time()
        shown = self.shown
        if shown["phase"] == "ended":
            over = _("The class is over. `course report` says what was agreed.")
            return Content(over) + GAP + people(shown, width)
        if "exercise" not in shown:
            parts = way_in(self.way, width), people(shown, width), lobby(shown, width)
            return GAP.join(parts)
        if self.joining:
            return way_in(self.way, width) + GAP + people(shown, width)
        match self._side:
            case "texts":
                side = texts(shown, width)
            case "seats":
                side = seats(shown, width)
            case _:
                side = now(shown, width, notes=self._notes)
        if "hum" in shown:
            return GAP.join([question(shown, width, tallies=False), *humming(shown, width), side])
        return side

    def _tell_time(self) -> None:
        digits, time = self.query_one(Digits), clock(self.shown)
        digits.display = bool(time) and self._side == "now"
        digits.set_class(time.startswith("-"), "over")
        digits.update(time)

    async def tick(self) -> None:
        """Time goes on though nothing happens."""
        if running := self.shown.get("exercise", {}).get("running"):
            self.shown = self.room.overview()
            after = self.shown.get("exercise", {}).get("running") or running
            if after["seconds"] <= 0 < running["seconds"]:
                self.app.bell()
        await super().tick()

    def moment(self, shown: dict[str, Any]) -> object:
        """What is before the room; a phase, or a hum in it."""
        running = shown.get("exercise", {}).get("running") or {}
        return [super().moment(shown), running.get("place")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        at_work = self.shown.get("exercise")
        match action, parameters:
            case "lead", ("on",):
                return self.shown.get("phase") != "ended"
            case "lead", ("put",):
                return bool(at_work) and self.shown["can_hum"]
            case "lead", ("clear",):
                return not at_work
            case "amendment", _:
                return bool(at_work and at_work["amendments"])
            case ("extend", _) | ("lead", ("back",)):
                return bool(at_work and at_work["running"])
            case ("turn" | "consensus" | "notes" | "write" | "roles", _):
                return bool(at_work)
        return super().check_action(action, parameters)

    async def action_lead(self, verb: str) -> None:
        """The next step; the last one asks first."""
        if verb == "on" and self.shown["next"] == "end":
            self.action_end()
            return
        if verb == "on" and self.shown["next"] == "deal" and self._ways():
            self.action_deal()
            return
        self._side = "now"
        if verb == "put":
            await self.do(lambda: self.room.lead("put", "hum"))
        else:
            await super().action_lead(verb)

    def action_turn(self) -> None:
        """The next side."""
        self.joining = False
        self._side = SIDES[(SIDES.index(self._side) + 1) % len(SIDES)]
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.redraw()

    def action_notes(self) -> None:
        """Show or hide what the teacher alone is told."""
        self._notes, self._side = not self._notes, "now"
        self.redraw()

    async def action_extend(self, minutes: int) -> None:
        """More time, or less."""
        await self.do(lambda: self.room.lead("extend", str(minutes)))

    # --- what asks before it does ---

    def _ways(self) -> list[tuple[str, str]]:
        """Ways to deal beside the usual one."""
        seats, here = self.shown["seatable"], len(self.shown["seats"])
        if seats["anyway"] <= here < seats["fewest"]:
            return [("anyway", _anyway(seats["second"]))]
        if self.shown["has_roster"] and here > seats["roles"]:
            return [("groups", _("Deal: those of a group of the roster share a role"))]
        return []

    @work
    async def action_deal(self) -> None:
        """Deal, having asked how."""
        seats, here = self.shown["seatable"], len(self.shown["seats"])
        usual = ("lot", _("Deal: everybody a role by lot"))
        title = _("How are the roles dealt?")
        if here < seats["fewest"]:
            title = _("The roles need {fewest} people; {n} are here.").format(
                fewest=seats["fewest"], n=here
            )
            if seats["second"]:
                title += " " + _("Who holds two reads both secrets.")
            usual = ("wait", _("Wait for more"))
        way = await self._ask(title, usual, *self._ways())
        if way and way != "wait":
            self._side = "now"
            await self.do(partial(self.room.lead, "deal", "", way))

    async def _ask(self, title: str, *rows: tuple[str, str]) -> str | None:
        return await self.app.push_screen_wait(ChooseScreen(title, rows))

    async def _told(self, verb: str, of: str, title: str) -> None:
        """A verb with words to it."""
        text = await self.app.push_screen_wait(WriteScreen(title, most=500))
        if text is not None:
            await self.do(partial(self.room.lead, verb, of, text))

    def _texts(self) -> dict[str, dict[str, Any]]:
        return {text["id"]: text for text in self.shown["exercise"]["texts"]}

    @work
    async def action_amendment(self) -> None:
        """Choose an amendment and answer it."""
        waiting = {one["id"]: one for one in self.shown["exercise"]["amendments"]}
        rows = [(id_, f"{one['by']}: {_short(one)}") for id_, one in waiting.items()]
        chosen = await self._ask(_("Which amendment?"), *rows)
        if chosen is None:
            return
        answer = await self._ask(
            f"{waiting[chosen]['by']}\n{_short(waiting[chosen])}",
            ("accept", _("Take it: it is agreed")),
            ("bracket", _("Take it in [brackets]: it is not agreed")),
            ("refuse", _("Refuse it, and say why")),
        )
        if answer == "refuse":
            await self._told("refuse", chosen, _("Why is it not taken?"))
        elif answer:
            await self.do(partial(self.room.lead, answer, chosen))

    @work
    async def action_write(self) -> None:
        """Write a text by hand, as the chair."""
        held = self._texts()
        chosen = await self._ask(_("Which text?"), *((id_, t["title"]) for id_, t in held.items()))
        if chosen is None:
            return
        screen = WriteScreen(held[chosen]["title"], held[chosen]["body"], is_long=True, most=3000)
        body = await self.app.push_screen_wait(screen)
        if body is not None and body != held[chosen]["body"]:
            await self.do(lambda: self.room.lead("amend", chosen, body))

    @work
    async def action_consensus(self) -> None:
        """Ask who cannot live with it; then answer each objection, then declare."""
        told: dict[str, Any] | None = self.shown["exercise"]["test"]
        if told is None or told["declared"]:
            asked = [(t["id"], t["title"]) for t in self._texts().values() if t["negotiable"]]
            others = ("-", _("with what is before the room"))
            chosen = await self._ask(_("Who cannot live with what?"), *asked, others)
            if chosen is not None:
                await self.do(partial(self.room.lead, "test", chosen.removeprefix("-")))
            return
        open_ = [one for one in told["objections"] if one["answer"] is None]
        rows = [(one["seat"], f"{one['by']}: {one['because']}") for one in told["objections"]]
        if not open_:
            rows = [
                ("yes", _("Declare consensus")),
                ("no", _("Declare that there is none")),
                *rows,
            ]
        chosen = await self._ask(told["question"], *rows)
        if chosen in ("yes", "no"):
            await self._told("declare", chosen, _("Why? It is read out."))
        elif chosen:
            await self._answer(chosen, next(o for o in told["objections"] if o["seat"] == chosen))

    async def _answer(self, seat: str, objection: dict[str, Any]) -> None:
        verb = await self._ask(
            f"{objection['by']}\n{objection['because']}",
            ("addressed", _("It is met")),
            ("unaddressed", _("It was considered and is not met")),
        )
        if verb:
            await self._told(verb, seat, _("How was it answered?"))

    @work
    async def action_roles(self) -> None:
        """Deal anew, or give one seat another role, or the chair."""
        held = [(one["seat"], f"{one['name']}  {one['role']}") for one in self.shown["seats"]]
        others = [("deal", _("Everybody's: deal anew"))]
        if self.shown["exercise"]["chair"]:
            others.append(("chair", _("Nobody chairs any more but you")))
        chosen = await self._ask(_("Whose role?"), *held, *others)
        if chosen == "deal" and self._ways():
            self.action_deal()
        elif chosen in ("deal", "chair"):
            await self.do(partial(self.room.lead, chosen))
        elif chosen:
            free = [(role["id"], role["name"]) for role in self.shown["roles_open"]]
            takes = ("chair", _("The same, and the chair: takes amendments, declares"))
            role = await self._ask(_("Which role instead?"), takes, *free)
            if role == "chair":
                await self.do(partial(self.room.lead, "chair", chosen))
            elif role:
                await self.do(partial(self.room.lead, "move", chosen, role))


def _anyway(second: int) -> str:
    """What happens when roles are dealt to too few."""
    if not second:
        return _("Deal anyway: each role is held, fewer share one")
    return ngettext(
        "Deal anyway: {n} person holds two roles",
        "Deal anyway: {n} people hold two roles each",
        second,
    ).format(n=second)


def _short(amendment: dict[str, Any]) -> str:
    signs = {"cut": "−", "add": "+"}
    said = [
        f"{signs[kind]}{words.strip()}" for kind, words in amendment["changes"] if kind in signs
    ]
    return " ".join(said)
