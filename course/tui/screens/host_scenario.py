"""The host's screen of a scenario by class vote: a scene, a vote, the way on."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from course.i18n import _
from course.tui.host_view import people, way_in
from course.tui.scene_view import GAP, scene, standing
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.host import SHARED, HostScreen
from course.tui.screens.write import WriteScreen


class ScenarioHostScreen(HostScreen, inherit_bindings=False):
    """Leads a class through a scenario."""

    HELP = _(
        "Enter takes the next step: it closes the vote, shows it, goes the way of most votes, and "
        "on to the next scene. d lets the class talk and vote again, also when the votes were "
        "seen. b decides: in a tie, or against the vote after an argument; phones say openly who "
        "decided and why. Leaving keeps the class: `course host` goes on with it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "lead('on')", _("go on"), id="host.on", tooltip=_("The next step")),
        Binding("space", "lead('close')", _("close"), id="host.close", tooltip=_("No more votes")),
        Binding("d", "lead('again')", _("discuss, vote again"), id="host.again",
                tooltip=_("The class has talked: vote again on the same scene")),
        Binding("b", "decide", _("decide"), id="host.decide", tooltip=_("Say which way to go")),
        Binding("t", "tallies", _("counts"), id="host.tallies",
                tooltip=_("Show or hide counts before the reveal")),
        *SHARED,
    ]  # fmt: skip

    def stands(self) -> str:
        """Where the class is."""
        return standing(self.shown)

    def drawn(self, width: int) -> Content:
        """The scene; how to join while the class comes in."""
        told = scene(self.shown, width, tallies=self.tallies)
        if self.shown["phase"] == "lobby" or self.joining:
            return GAP.join([way_in(self.way, width), people(self.shown, width), told])
        return told

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        phase = self.shown.get("phase")
        match action, parameters:
            case "lead", ("again",):
                return phase in ("open", "closed", "shown")
            case "decide", _:
                return phase in ("open", "closed", "shown")
        return super().check_action(action, parameters)

    async def action_lead(self, verb: str) -> None:
        """The next step; in a tie it is the teacher's to say which."""
        is_tie = len(self.shown.get("leading", [])) != 1
        if verb == "on" and self.shown["phase"] == "shown" and is_tie:
            self.action_decide()
        else:
            await super().action_lead(verb)

    @work
    async def action_decide(self) -> None:
        """Choose a way, and say why when it is not the one of most votes."""
        rows = tuple((one["key"], one["text"]) for one in self.shown["sheet"]["options"])
        title = _("Which way does the class go?")
        chosen = await self.app.push_screen_wait(ChooseScreen(title, rows))
        if chosen is None:
            return
        because: str | None = ""
        if self.shown["leading"] != [chosen]:
            why = _("What decided it? The phones say it openly.")
            because = await self.app.push_screen_wait(WriteScreen(why))
        if because is not None:
            await self.do(lambda: self.room.lead("decide", chosen, because))
