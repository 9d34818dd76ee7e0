"""The table of an exercise as one seat has it: what goes on, the role, texts, the brief."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from course.i18n import _
from course.joining import table as words
from course.joining.chairing import presided
from course.joining.table import LONGEST_REASON, Role, TableText, TableView, negotiable
from course.tui.inline import wrapped
from course.tui.scene_view import GAP, written
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.write import WriteScreen
from course.tui.seat_view import hummed
from course.tui.table_view import now, texts

SIDES = ("now", "role", "texts", "brief")


class Table(VerticalScroll, can_focus=True):
    """Shows the side that is turned up; `Done` says what the student does."""

    DEFAULT_CSS = """
    Table {
        height: 1fr;
        align-horizontal: center;
        padding: 1 2;
        scrollbar-size-vertical: 1;
        & > Static { width: 100%; max-width: 92; height: auto; }
        & > .sides { margin-bottom: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "turn('now')", _("now"), show=False, id="table.now"),
        Binding("2", "turn('role')", _("my role"), show=False, id="table.role"),
        Binding("3", "turn('texts')", _("texts"), show=False, id="table.texts"),
        Binding("4", "turn('brief')", _("brief"), show=False, id="table.brief"),
        Binding(
            "y", "live", _("I can live with it"), id="table.live", tooltip=_("Say so in the test")
        ),
        Binding("n", "object", _("I object"), id="table.object", tooltip=_("Object, and say why")),
        Binding(
            "a", "amend", _("amend"), id="table.amend", tooltip=_("Propose how a text should read")
        ),
        Binding(
            "w",
            "withdraw",
            _("withdraw"),
            id="table.withdraw",
            tooltip=_("Take an amendment of yours back"),
        ),
        Binding(
            "k", "preside", _("chair"), id="table.preside",
            tooltip=_("As the chair: take amendments, ask, answer objections, declare"),
        ),
        Binding(
            "right", "next", _("other sides"), key_display="1-4", id="table.next",
            tooltip=_("Turn to the next side: now, my role, texts, brief"),
        ),
    ]  # fmt: skip

    @dataclass
    class Done(Message):
        """The student does something at the table."""

        verb: str
        said: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self._view = TableView(phase="lobby")
        self._side = "now"
        self._moment: tuple[object, ...] | None = None
        self._heads = Static(classes="sides")
        self._shown = Static(classes="shown")

    def compose(self) -> ComposeResult:
        """The sides, and the one turned up."""
        yield self._heads
        yield self._shown

    def show(self, view: TableView) -> None:
        """Put the table as it is now; something new before the room turns that side up."""
        self._view = view
        moment = _moment(view)
        if moment != self._moment:
            # The role is read first; once it is under way nobody should miss what goes on.
            self._side = "now" if any(moment) else "role"
            self._moment = moment
            self.scroll_home(animate=False)
        if not isinstance(self.screen.focused, Table):
            self.screen.set_focus(self, scroll_visible=False)
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.display:
            self._draw()

    def action_turn(self, side: str) -> None:
        """Turn a side up."""
        self._side = side
        self.scroll_home(animate=False)
        self._draw()

    def action_next(self) -> None:
        """Turn the next side up."""
        self.action_turn(SIDES[(SIDES.index(self._side) + 1) % len(SIDES)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        match action:
            case "live" | "object":
                return self._view.test is not None
            case "amend":
                return bool(negotiable(self._view))
            case "preside":
                return self._view.chairs
            case "withdraw":
                return bool(self._view.mine)
        return True

    # --- what is drawn ---

    def _draw(self) -> None:
        at_work = self._view.exercise
        if at_work is None:
            return
        waiting = len(at_work.amendments)
        names = {
            "now": _("Now"),
            "role": _("My role"),
            "texts": _("Texts") + (f" ({waiting})" if waiting else ""),
            "brief": _("Brief"),
        }
        heads = [
            Content.assemble(
                (f"{place} ", "$text-muted"),
                (names[side], "bold underline $text-primary" if side == self._side else ""),
            )
            for place, side in enumerate(SIDES, 1)
        ]
        self._heads.update(Content("    ").join(heads))
        width = max(20, min(self.size.width - 6, 90))
        self._shown.update(getattr(self, f"_side_{self._side}")(width))
        self.refresh_bindings()

    def _side_now(self, width: int) -> Content:
        view, parts = self._view, []
        if view.heard:
            parts.append(wrapped(Content.styled(view.hum or "", "bold"), width))
            parts.append(hummed(view))
        if chair := words.chaired(view):
            parts.append(wrapped(Content.styled(chair, "bold $text-accent"), width))
        parts.append(now(_as_shown(view), width, notes=False))
        if view.test:
            parts.append(wrapped(Content.styled(words.stands(view), "bold $text-primary"), width))
        return GAP.join(parts)

    def _side_role(self, width: int) -> Content:
        if not self._view.roles:
            return wrapped(Content(words.watching()), width)
        told = [wrapped(Content(words.two()), width)] if self._view.second else []
        return GAP.join([*told, *(_told(role, width) for role in self._view.roles)])

    def _side_texts(self, width: int) -> Content:
        return texts(_as_shown(self._view), width)

    def _side_brief(self, width: int) -> Content:
        shown = _as_shown(self._view)["exercise"]
        parts = [written(shown["brief"], width), Content.styled(_("Who is in the room"), "bold")]
        for role in shown["roles"]:
            names = Content.styled("  " + ", ".join(role["holders"]), "$text-primary")
            parts.append(
                wrapped(Content.styled(role["name"], "bold") + names, width)
                + "\n"
                + wrapped(Content.styled(role["public"], "$text-muted"), width)
            )
        return GAP.join(parts)

    # --- what is done ---

    def action_live(self) -> None:
        """Say that one can live with it."""
        if test := self._view.test:
            self._do("stand", round=test.round, can_live=True, because="")

    @work
    async def action_object(self) -> None:
        """Object, with a reason."""
        if test := self._view.test:
            title = _("What goes wrong, and for whom?")
            before = self._view.stand.because if self._view.stand else ""
            screen = WriteScreen(title, before, is_long=True, most=LONGEST_REASON)
            if because := await self.app.push_screen_wait(screen):
                self._do("stand", round=test.round, can_live=False, because=because)

    @work
    async def action_amend(self) -> None:
        """Propose how a text should read, and why."""
        text = await self._chosen_text()
        if text is None:
            return
        title = _("{text}: as it should read. What is not agreed stands in [square brackets].")
        body = await self.app.push_screen_wait(
            WriteScreen(title.format(text=text.title), text.body, is_long=True, most=3_000)
        )
        if not body or body == text.body:
            return
        why = await self.app.push_screen_wait(
            WriteScreen(_("Why, in a sentence; may be left empty"))
        )
        if why is not None:
            self._do("amend", text=text.id, version=text.version, body=body, why=why)

    async def _chosen_text(self) -> TableText | None:
        known = {text.id: text for text in negotiable(self._view)}
        if len(known) == 1:
            return next(iter(known.values()))
        rows = tuple((id_, text.title) for id_, text in known.items())
        chosen = await self.app.push_screen_wait(ChooseScreen(_("Amend which text?"), rows))
        return known.get(chosen or "")

    @work
    async def action_withdraw(self) -> None:
        """Take an amendment back."""
        view = self._view
        titles = {text.id: text.title for text in view.exercise.texts} if view.exercise else {}
        amendments = view.exercise.amendments if view.exercise else ()
        rows = tuple(
            (one.id, titles.get(one.text, one.text) + (f": {one.why}" if one.why else ""))
            for one in amendments
            if one.id in view.mine
        )
        chosen = await self.app.push_screen_wait(ChooseScreen(_("Withdraw which one?"), rows))
        if chosen:
            self._do("withdraw", amendment=chosen)

    @work
    async def action_preside(self) -> None:
        """Do what waits for the chair."""

        async def choose(title: str, rows: tuple[tuple[str, str], ...]) -> str | None:
            return await self.app.push_screen_wait(ChooseScreen(title, rows))

        async def write(title: str) -> str | None:
            return await self.app.push_screen_wait(WriteScreen(title, most=LONGEST_REASON))

        if act := await presided(self._view, choose, write):
            verb, of, text = act
            self._do("chair", verb=verb, of=of, text=text)

    def _do(self, verb: str, /, **said: Any) -> None:
        self.post_message(self.Done(verb, said))


def _told(role: Role, width: int) -> Content:
    goals = [wrapped(Content(goal), width, Content("·  ")) for goal in role.goals]
    return GAP.join(
        [
            Content.styled(role.name, "bold $text-primary"),
            wrapped(Content(role.public), width),
            Content.styled(_("For your eyes only"), "bold $text-accent"),
            written(role.model_dump()["secret"], width),
            Content.styled(_("What you are after"), "bold"),
            Content("\n").join(goals),
        ]
    )


def _as_shown(view: TableView) -> dict[str, Any]:
    """The view as the host's screen draws it."""
    shown = view.model_dump()
    if shown["exercise"]["debrief"] is None:
        del shown["exercise"]["debrief"]
    return shown


def _moment(view: TableView) -> tuple[object, ...]:
    at_work = view.exercise
    if at_work is None:
        return ()
    test = at_work.test
    return (
        at_work.running and at_work.running.place,
        test and (test.round, test.declared is not None),
        at_work.debrief is not None,
        len(view.heard),
    )
