"""What is at stake in a scenario: each meter as a bar, a number and a word."""

from collections.abc import Iterator

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from course.content.scenario import Meter
from course.i18n import _
from course.sessions.scenario import Level, Movement, level, meaning
from course.tui.inline import inline, wrapped

BAR = 10
"""Cells of a bar."""

COLUMN = 30
"""Cells for a meter below which two do not stand side by side."""

GAP = 3
"""Cells between two."""


BESIDE = BAR // 2 + 10
"""Cells beside a name: half a bar, the number, a word."""


def reading(meter: Meter, value: int, width: int = BAR) -> Content:
    """A bar, the number beside it, and a word where it is low or high."""
    full = min(width, max(int(value > 0), round(value * width / 100)))
    return Content.assemble(
        ("▇" * full, _tone(meter, value)),
        ("░" * (width - full), "$panel"),
        f" {value:>3}",
        (f" {said}" if (said := words()[level(value)]) else "", "bold"),
    )


def words() -> dict[Level, str]:
    """What the levels are called."""
    return {"low": _("low"), "between": "", "high": _("high")}


def _tone(meter: Meter, value: int) -> str:
    stands = level(value)
    if stands == "between":
        return "$text-secondary"
    return "$text-success" if stands == meter.better else "$text-error"


def movement(moved: Movement) -> Content:
    """`▲ 10`, `▼ 5`, or a dash where it could not move."""
    by = moved.after - moved.before
    if not by:
        return Content.styled("–", "$text-muted")
    tone = "$text-success" if moved.is_good else "$text-error"
    return Content.styled(f"{'▲' if by > 0 else '▼'} {abs(by)}", tone)


class Meters(Widget):
    """All meters: one below the other in a narrow place, else two beside each other."""

    DEFAULT_CSS = """
    Meters { height: auto; }
    """

    readings: reactive[tuple[tuple[Meter, int], ...]] = reactive((), layout=True)
    """Each meter with what it reads."""
    moved: reactive[tuple[Movement, ...]] = reactive((), layout=True)
    """How those moved that did; told where each stands alone."""

    def __init__(self, *, is_column: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.is_column = is_column
        """Whether each stands alone, with what its reading means."""

    def render(self) -> Content:
        """As many to a line as there is room for."""
        width = self.content_size.width
        return Content("\n").join(self._column(width) if self.is_column else self._grid(width))

    def _moved(self, meter: Meter) -> Content:
        found = next((one for one in self.moved if one.meter.id == meter.id), None)
        return Content("  ") + movement(found) if found else Content()

    def _column(self, width: int) -> Iterator[Content]:
        for place, (meter, value) in enumerate(self.readings):
            if place:
                yield Content()
            yield wrapped(inline(meter.name).stylize("bold"), width)
            yield reading(meter, value) + self._moved(meter)
            if said := meaning(meter, value):
                yield wrapped(inline(said).stylize("$text-muted"), width)

    def _grid(self, width: int) -> Iterator[Content]:
        names = [inline(meter.name) for meter, _value in self.readings]
        widest = max((name.cell_length for name in names), default=0)
        room = (width - GAP) // 2
        if widest + BESIDE > room and (len(names) < 4 or room < COLUMN):
            yield from self._lines(widest, width)
            return
        cells = [
            self._cell(name, reading(meter, value, BAR // 2), min(widest, room - BESIDE), room)
            for name, (meter, value) in zip(names, self.readings, strict=True)
        ]
        for start in range(0, len(cells), 2):
            yield Content(" " * GAP).join(cells[start : start + 2])

    def _lines(self, widest: int, width: int) -> Iterator[Content]:
        """One meter a line, with what its reading means as far as there is room."""
        for meter, value in self.readings:
            said = inline(meaning(meter, value)).stylize("$text-muted")
            shown = Content.assemble(reading(meter, value), "  ", said)
            yield self._cell(inline(meter.name), shown, min(widest, width - BESIDE), width)

    def _cell(self, name: Content, shown: Content, names: int, room: int) -> Content:
        name = name.truncate(max(1, names), ellipsis=True)
        line = Content.assemble(name, " " * (names - name.cell_length + 1), shown)
        return line.truncate(room, ellipsis=True, pad=True)
