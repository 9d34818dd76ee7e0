"""What the grid of answers says: a cell with its mark, and what the cell is about."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from string import ascii_lowercase

from rich.text import Text
from textual.content import Content

from course.content.questions import AnyQuestion
from course.formats.paper import told
from course.i18n import _
from course.sessions.live.sheet import sheet

WIDTH = 6
"""Cells of a column of answers."""


def tones(variables: Mapping[str, str]) -> Callable[[str], str]:
    """Colours of a theme for cells, which take no names of its own; the terminal's elsewhere."""
    plain = {"success": "green", "warning": "yellow", "error": "red", "muted": "dim"}

    def tone(name: str) -> str:
        colour = variables.get(f"text-{name}", "")
        return colour if colour.startswith("#") else plain[name]

    return tone


def cell(written: str, share: Fraction | None, tone: Callable[[str], str]) -> Text:
    """What was written and what it earned, in a sign as in a colour."""
    text = written if len(written) < WIDTH else f"{written[: WIDTH - 2]}…"
    if share is None:
        return Text(text, style=tone("muted"))
    if share == 1:
        return Text(f"{text}✓", style=tone("success"))
    sign, name = ("✗", "error") if share == 0 else ("◐", "warning")
    return Text(f"{text}{sign}", style=tone(name))


def beside(question: AnyQuestion, seed: str, text: str, right: str, width: int) -> Content:
    """The question under the cursor, as it stands on the sheet."""
    asked = sheet(question, seed)
    stem = Content.styled(asked["stem"].splitlines()[0], "bold")
    options = zip(ascii_lowercase, asked.get("options", ()), strict=False)
    offered = "  ".join(f"{a} {each['text']}" for a, each in options) or told(asked["form"])
    last = Content.assemble(
        (_("written"), "$text-muted"),
        f" {text or '–'}   ",
        (_("key"), "$text-muted"),
        f" {right or '–'}",
    )
    lines = (stem, Content.styled(offered, "$text-muted"), last)
    return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)


def nothing_yet() -> Content:
    """What to do first."""
    return Content(
        _("No sheet is typed in yet. Press + and type a name, a comma and the version: Ada, B")
    )
