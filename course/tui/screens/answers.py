"""A grid to type answers on paper into: a row a sheet, a column a question, a key an answer."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.coordinate import Coordinate
from textual.screen import Screen
from textual.widgets import DataTable, Static

from course.content.questions import AnyQuestion, Response
from course.errors import CourseError
from course.i18n import _, ngettext
from course.marking import BadResponse, mark
from course.rooms.collecting import Collection
from course.sessions.live.names import LONGEST_NAME
from course.sessions.paper import VERSIONS, in_version, key, press, read, version_seed, written
from course.text import points
from course.tui.answers_view import WIDTH, beside, cell, nothing_yet, tones
from course.tui.chrome import KeyLine, TitleLine
from course.tui.screens.choose import ChooseScreen
from course.tui.screens.write import WriteScreen

PAPER = "paper:"

FIRST = 2
"""The column of the first question, after the name and the points."""

SETS = ("multiple", "survey")
"""Whose letters say something from the first one on."""


class AnswersScreen(Screen[None]):
    """Types sheets into a room; each answer is stored as it is typed.

    Args:
        room: Where they go.
        seed: What the sheets were printed with.
        clock: The time, UTC.
    """

    CSS_PATH = "answers.tcss"

    HELP = _(
        "+ begins a sheet: the student's name, a comma, the version that stands on it. Then type "
        "what was written, a letter an answer; the grid goes on by itself. Where several are right "
        "each letter is put in or out, and Enter goes on. Words are ended by Enter; between gaps "
        "stands a ;. Backspace empties a cell, Ctrl+Z takes back. Everything is stored as you go."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,insert", "sheet", _("new sheet"), id="answers.sheet",
                priority=True, key_display="+", tooltip=_("A student's name, and the version")),
        Binding("backspace,delete", "empty", _("empty"), id="answers.empty",
                tooltip=_("Nothing was answered here")),
        Binding("ctrl+z", "undo", _("take back"), id="answers.undo",
                key_display="Ctrl+Z", tooltip=_("As it was before the last key")),
        Binding("ctrl+d", "take_away", _("take the sheet away"), id="answers.take_away",
                key_display="Ctrl+D", tooltip=_("It was typed in by mistake")),
        Binding("escape", "leave", _("done"), id="answers.leave",
                tooltip=_("Leave; everything is stored")),
    ]  # fmt: skip

    def __init__(self, room: Collection, seed: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.room, self.seed, self._clock = room, seed, clock
        self._version = VERSIONS[0]
        self._seats: list[str] = []
        self._drafts: dict[tuple[str, str], str] = {}
        """Cells that are begun and say nothing yet."""
        self._done: list[tuple[str, str, Response]] = []
        """Seat, question and what stood there, for taking back."""
        self.table: DataTable[Text] = DataTable(fixed_columns=FIRST, cell_padding=1)

    def compose(self) -> ComposeResult:
        """The grid, what the cell is about, the keys."""
        yield TitleLine()
        yield Static(nothing_yet(), id="none")
        yield self.table
        yield Static(id="beside")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what is in already."""
        self.table.add_column(Text(_("name")), key="name")
        self.table.add_column(Text(_("points")), key="points")
        for number in range(1, len(self.room.bank) + 1):
            self.table.add_column(Text(str(number)), key=str(number), width=WIDTH)
        state = self.room.room
        for seat in state.present:
            sittings = state.work.of(seat.id) if state.work else ()
            if sittings and sittings[0].source.startswith(PAPER):
                self._add(seat.id)
        self._draw_heads()

    # --- where one is ---

    def _seed_of(self, seat: str) -> str:
        """What the sheet of a seat was printed with."""
        state = self.room.room
        return state.work.of(seat)[0].source.removeprefix(PAPER) if state.work else ""

    def _asked(self, seat: str) -> tuple[AnyQuestion, ...]:
        return in_version(self.room.bank.values(), self._seed_of(seat))

    def _here(self) -> tuple[str, AnyQuestion] | None:
        """The sheet and the question under the cursor."""
        row, column = self.table.cursor_coordinate
        if row >= len(self._seats) or column < FIRST:
            return None
        return self._seats[row], self._asked(self._seats[row])[column - FIRST]

    def _shown(self, seat: str, question: AnyQuestion) -> str:
        """What stands in a cell, as it is written."""
        draft = self._drafts.get((seat, question.id))
        if draft is not None:
            return draft
        return written(question, self._seed_of(seat), self.room.on_sheet(seat, question.id))

    # --- showing it ---

    def _add(self, seat: str) -> None:
        self._seats.append(seat)
        self.table.add_row(*(Text() for _ in range(len(self.room.bank) + 2)), key=seat)
        self._draw(seat)

    def _draw(self, seat: str) -> None:
        row, seed = self._seats.index(seat), self._seed_of(seat)
        tone = tones(self.app.theme_variables)
        name = f"{self.room.room.seats[seat].name} · {seed.rpartition('/')[2]}"
        self.table.update_cell_at(Coordinate(row, 0), Text(name), update_width=True)
        for column, question in enumerate(self._asked(seat), FIRST):
            response = self.room.on_sheet(seat, question.id)
            share = None if response == "" else mark(question, response).fraction
            is_draft = (seat, question.id) in self._drafts
            drawn = cell(self._shown(seat, question), None if is_draft else share, tone)
            self.table.update_cell_at(Coordinate(row, column), drawn)
        earned = Text(points(self.room.earned(seat)), justify="right")
        self.table.update_cell_at(Coordinate(row, 1), earned)

    def _draw_heads(self) -> None:
        count = len(self._seats)
        self.table.display, self.query_one("#none").display = bool(count), not count
        sheets = ngettext("{n} sheet", "{n} sheets", count).format(n=count) if count else ""
        title = Content.assemble(
            Content(self.room.room.opened.title), "  ", (sheets, "$text-muted")
        )
        right = _("seed {seed}").format(seed=self.seed)
        self.query_one(TitleLine).show(title, Content.styled(right, "$text-muted"))
        if count and self.focused is None:
            self.table.focus()
        self._draw_beside()

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        here = self._here()
        if not here or (here[0], here[1].id) not in self._drafts:
            self._settle()
        self._draw_beside()

    def _draw_beside(self) -> None:
        here = self._here()
        said = Content()
        if here:
            seat, question = here
            seed = self._seed_of(seat)
            width = max(20, self.size.width - 6)
            said = beside(question, seed, self._shown(seat, question), key(question, seed), width)
        self.query_one("#beside", Static).update(said)

    # --- typing ---

    def on_key(self, event: events.Key) -> None:
        """A letter is an answer; words are gathered until the cell is left."""
        here = self._here()
        if here is None or not event.is_printable or event.character is None:
            return
        event.stop()
        seat, question = here
        try:
            pressed = press(
                question, self._seed_of(seat), self._shown(seat, question), event.character
            )
        except BadResponse as error:
            self._refuse(error)
            return
        text, is_full = pressed or (self._begun(seat, question) + event.character, False)
        if not is_full and question.type not in SETS:
            self._drafts[seat, question.id] = text
            self._changed(seat)
        elif self._take(seat, question, text) and is_full:
            self._go_on()

    def _begun(self, seat: str, question: AnyQuestion) -> str:
        """Words that are being typed; the first key begins anew."""
        return self._drafts.get((seat, question.id), "")

    def _refuse(self, error: BadResponse) -> None:
        self.notify(f"{str(error)[:1].upper()}{str(error)[1:]}.", markup=False)

    @on(DataTable.CellSelected)
    def _enter(self) -> None:
        if self._settle():
            self._go_on()

    def _settle(self) -> bool:
        """Store what was begun in cells that are left; False where words are no answer."""
        settled = True
        for (seat, id_), text in tuple(self._drafts.items()):
            settled = self._take(seat, self.room.bank[id_], text) and settled
        return settled

    def _take(self, seat: str, question: AnyQuestion, text: str) -> bool:
        """Store what a cell says, or keep it as begun; False for what cannot be stored."""
        try:
            response = read(question, self._seed_of(seat), text)
        except BadResponse as error:
            if takes_words(question, self._seed_of(seat)):
                self._refuse(error)
                return False
            self._drafts[seat, question.id] = text  # an order says nothing until it is whole
            return True
        self._drafts.pop((seat, question.id), None)
        before = self.room.on_sheet(seat, question.id)
        try:
            if self.room.write(seat, question.id, response, self._clock()):
                self._done.append((seat, question.id, before))
        except CourseError as error:
            self.notify(error.message, severity="warning", markup=False)
            return False
        self._changed(seat)
        return True

    def _changed(self, seat: str) -> None:
        self._draw(seat)
        self._draw_beside()

    def _go_on(self) -> None:
        """To the next question, and from the last to the first of the next sheet."""
        row, column = self.table.cursor_coordinate
        if column + 1 < FIRST + len(self.room.bank):
            self.table.move_cursor(row=row, column=column + 1)
        elif row + 1 < len(self._seats):
            self.table.move_cursor(row=row + 1, column=FIRST)

    # --- verbs ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered; a + in words is a sign like others."""
        if action == "sheet":
            here = self._here()
            return not here or not (
                self._begun(*here) and takes_words(here[1], self._seed_of(here[0]))
            )
        return action not in ("empty", "undo", "take_away") or bool(self._seats)

    def action_sheet(self) -> None:
        """Begin a sheet."""
        head = _("Name, a comma, the version on the sheet (else {version})").format(
            version=self._version
        )
        # At once, without a worker: what is typed next must not land in the grid.
        self.app.push_screen(WriteScreen(head, most=LONGEST_NAME + 6), self._begin_sheet)

    def _begin_sheet(self, given: str | None) -> None:
        if not given:
            return
        name, comma, version = given.rpartition(",")
        if not comma:
            name, version = given, self._version
        chosen = version.strip().upper()
        if len(chosen) != 1 or chosen not in VERSIONS:
            self.notify(_("A version is a letter, such as A."), markup=False)
            return
        try:
            seat = self.room.sheet(name, version_seed(self.seed, chosen), self._clock())
        except CourseError as error:
            self.notify(error.message, severity="warning", markup=False)
            return
        self._version = chosen
        if seat not in self._seats:
            self._add(seat)
        self._draw_heads()
        self.refresh_bindings()
        self.table.move_cursor(row=self._seats.index(seat), column=FIRST)
        self.table.focus()

    def action_empty(self) -> None:
        """Take the last letter of words that are typed, else the answer off the sheet."""
        if (here := self._here()) is None:
            return
        seat, question = here
        begun = self._begun(seat, question)
        if len(begun) > 1:
            self._drafts[seat, question.id] = begun[:-1]
            self._changed(seat)
        else:
            self._take(seat, question, "")

    def action_undo(self) -> None:
        """As it was before the last key."""
        if not self._done:
            self.notify(_("There is nothing to take back."), markup=False)
            return
        seat, question, before = self._done.pop()
        if seat in self._seats:
            self.room.write(seat, question, before, self._clock())
            self._drafts.pop((seat, question), None)
            column = [asked.id for asked in self._asked(seat)].index(question) + FIRST
            self.table.move_cursor(row=self._seats.index(seat), column=column)
            self._changed(seat)

    @work
    async def action_take_away(self) -> None:
        """Take a sheet out again; asks once."""
        row = self.table.cursor_coordinate.row
        if row >= len(self._seats):
            return
        seat = self._seats[row]
        choices = (("keep", _("Keep it")), ("away", _("Take it away, with its answers")))
        title = _("Take away the sheet of {name}?").format(name=self.room.room.seats[seat].name)
        if await self.app.push_screen_wait(ChooseScreen(title, choices)) == "away":
            self.room.take_away(seat, self._clock())
            self._seats.remove(seat)
            self._drafts = {at: text for at, text in self._drafts.items() if at[0] != seat}
            self.table.remove_row(seat)
            self._draw_heads()

    def action_leave(self) -> None:
        """Everything is stored, the words of the last cell too."""
        if self._settle():
            self.app.exit()


def takes_words(question: AnyQuestion, seed: str) -> bool:
    """Whether a cell takes words rather than letters."""
    return press(question, seed, "", "a") is None
