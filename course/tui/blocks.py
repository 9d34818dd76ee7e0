"""The blocks of a lesson as lines of a given width; pure, so that every kind can be tested alone.

Colour, weight and space carry the structure, and words say what colour says.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from textual.content import Content

from course.content.blocks import (
    AnyBlock,
    Bar,
    Callout,
    Chart,
    Check,
    Compare,
    Diagram,
    Prose,
    Quote,
    Table,
    Timeline,
)
from course.i18n import _
from course.tui.grid import grid
from course.tui.inline import Notes, inline, paragraphs, wrapped

CALLOUTS = {
    "note": ("NOTE", "$text-primary"),
    "example": ("FOR EXAMPLE", "$text-secondary"),
    "caution": ("TAKE CARE", "$text-warning"),
    "dispute": ("DISPUTED", "$text-accent"),
}
"""A word and a colour for each style of callout."""

_EIGHTHS = " ▏▎▍▌▋▊▉"


def drawn(
    block: AnyBlock, width: int, notes: Notes, *, in_words: bool = False, answered: bool = False
) -> Content:
    """A block in lines of at most `width` cells.

    Args:
        block: The block.
        width: Cells.
        notes: Takes up what the text points at.
        in_words: Whether to show a diagram's alternative instead of its drawing.
        answered: Whether a check was answered before.
    """
    match block:
        case Prose():
            return paragraphs(block.text, notes, width)
        case Callout():
            return _callout(block, width, notes)
        case Quote():
            return _quote(block, width, notes)
        case Table():
            head = [inline(name, notes) for name in block.columns]
            rows = [[inline(cell, notes) for cell in row] for row in block.rows]
            return _captioned(
                _caption(block.caption, notes), grid(head, rows, width), block.sources, width, notes
            )
        case Timeline():
            return _timeline(block, width, notes)
        case Chart():
            return _chart(block, width, notes)
        case Diagram():
            return _diagram(block, width, notes, in_words=in_words)
        case Compare():
            head = [Content(), *(inline(side, notes) for side in block.sides)]
            rows = [
                [
                    inline(row.aspect, notes).stylize("$text-muted"),
                    *(inline(c, notes) for c in row.cells),
                ]
                for row in block.rows
            ]
            return _captioned(
                _caption(block.caption, notes), grid(head, rows, width), block.sources, width, notes
            )
        case Check():
            return _check(block, width, answered=answered)
        case _:
            assert_never(block)


def _captioned(
    caption: Content, body: Content, sources: Sequence[str], width: int, notes: Notes
) -> Content:
    lines = [wrapped(caption, width), Content(), body]
    if sources:
        said = _("Sources") if len(sources) > 1 else _("Source")
        lead = Content.styled(f"{said} ", "$text-muted")
        lines += [Content(), wrapped(notes.marks(sources), width, lead)]
    return Content("\n").join(lines)


def _caption(text: str, notes: Notes) -> Content:
    return inline(text, notes).stylize("bold $text-secondary")


def _callout(block: Callout, width: int, notes: Notes) -> Content:
    label, style = CALLOUTS[block.style]
    title = Content.assemble(
        (label, f"bold {style}"), "  ", inline(block.title, notes).stylize("bold")
    )
    body = paragraphs(block.text, notes, width - 2)
    return barred(Content("\n").join([wrapped(title, width - 2), body]), style)


def barred(text: Content, style: str) -> Content:
    """Lines with a bar of a colour before them."""
    bar = Content.styled("▎ ", style)
    return Content("\n").join(bar + line for line in text.split(allow_blank=True))


def _quote(block: Quote, width: int, notes: Notes) -> Content:
    said = inline(block.text, notes)
    words = wrapped(Content.assemble("“", said, "”").stylize("italic"), width - 4)
    by = Content.assemble("— ", inline(block.by, notes), ", ", inline(block.date, notes))
    source = notes.mark(block.source)
    signed = wrapped(by.stylize("$text-muted") + source, width - 4)
    lines = Content("\n").join([words, signed])
    return Content("\n").join(Content("    ") + line for line in lines.split(allow_blank=True))


def _timeline(block: Timeline, width: int, notes: Notes) -> Content:
    dates = [inline(moment.date, notes).stylize("bold") for moment in block.moments]
    widest = max(date.cell_length for date in dates)
    beside = widest + 24 <= width
    margin = Content(" " * (widest + 2)) if beside else Content()
    lines: list[Content] = []
    for moment, date in zip(block.moments, dates, strict=True):
        is_last = moment is block.moments[-1]
        rail = Content("  ") if is_last else Content.styled("│ ", "$text-muted")
        text = wrapped(inline(moment.text, notes), width - margin.cell_length - 2)
        told = text.split(allow_blank=True)
        if beside:
            start = date.pad_left(widest - date.cell_length)
            lines.append(Content.assemble(start, "  ", ("● ", "$text-accent"), told.pop(0)))
        else:
            lines.append(Content.assemble(("● ", "$text-accent"), date))
        lines += [margin + rail + line for line in told]
    body = Content("\n").join(lines)
    return _captioned(_caption(block.caption, notes), body, block.sources, width, notes)


def _chart(block: Chart, width: int, notes: Notes) -> Content:
    labels = [inline(bar.label, notes) for bar in block.bars]
    values = [_number(bar.value) for bar in block.bars]
    name = min(max(label.cell_length for label in labels), max(width // 3, 12))
    figure = max(map(len, values))
    remarks = [inline(bar.note, notes) if bar.note else Content() for bar in block.bars]
    remark = max(text.cell_length for text in remarks)
    beside = remark if name + figure + remark + 24 <= width else 0
    room = max(width - name - figure - beside - 8, 8)
    most = max((bar.value for bar in block.bars), default=Decimal(0))
    lines = []
    for label, bar, value, text in zip(labels, block.bars, values, remarks, strict=True):
        first, *others = wrapped(label, name).split(allow_blank=True)
        line = Content.assemble(
            first.pad_right(name - first.cell_length),
            "  ",
            (_length(bar, most, room), "$text-primary"),
            "  ",
            (f"{value:>{figure}}", "bold"),
        )
        if text and beside:
            line += Content("  ") + text.stylize("$text-muted")
        lines += [line, *others]
        if text and not beside:
            indent = Content(" " * (name + 2))
            lines.append(wrapped(text.stylize("$text-muted"), width, indent))
    unit = f"  {block.unit}, {block.as_of}" if block.as_of else f"  {block.unit}"
    caption = _caption(block.caption, notes) + inline(unit).stylize("$text-muted")
    body = Content("\n").join([*lines, Content(), wrapped(inline(block.summary, notes), width)])
    return _captioned(caption, body, block.sources, width, notes)


def _number(value: Decimal) -> str:
    return f"{value:,f}"


def _length(bar: Bar, most: Decimal, room: int) -> str:
    """A bar in eighths of a cell, padded to `room`."""
    eighths = round(bar.value / most * room * 8) if most else 0
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[rest] if rest else "")
    return f"{drawn or ('▏' if bar.value else ''):<{room}}"


def _diagram(block: Diagram, width: int, notes: Notes, *, in_words: bool) -> Content:
    lines = block.drawing.split("\n")
    fits = max(map(len, lines)) <= width
    if fits and not in_words:
        body = Content(block.drawing)
    else:
        body = paragraphs(block.alternative, notes, width)
    return _captioned(_caption(block.caption, notes), body, block.sources, width, notes)


def _check(block: Check, width: int, *, answered: bool) -> Content:
    stem = paragraphs(block.question.stem, None, width - 2)
    if answered:
        head = Content.assemble(
            ("✓ " + _("STOP AND THINK"), "bold $text-success"),
            ("  " + _("answered"), "$text-muted"),
        )
    else:
        head = Content.assemble(
            (_("STOP AND THINK"), "bold $text-accent"),
            ("  " + _("Enter to answer"), "$text-muted"),
        )
    body = Content("\n").join(
        [wrapped(head, width - 2), stem.stylize("$text-muted" if answered else "")]
    )
    return barred(body, "$text-success" if answered else "$text-accent")
