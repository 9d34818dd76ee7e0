"""Points as a bar, in a word, and as a number."""

from fractions import Fraction

from textual.content import Content

from course.i18n import _
from course.text import points

BAR = 10
"""Cells of a bar."""


def meter(earned: Fraction, out_of: int) -> Content:
    """`▇▇▇▇▇▇▇░░░  most of it   3 of 4`."""
    share = earned / out_of
    filled = round(share * BAR)
    style = "$text-success" if share == 1 else "$text-warning" if share else "$text-error"
    score = _("{points} of {of}").format(points=points(earned), of=out_of)
    return Content.assemble(
        ("▇" * filled, style),
        ("░" * (BAR - filled), "$text-muted"),
        f"  {_so_far(share):<10}",
        (f"  {score}", "$text-muted"),
    )


def _so_far(share: Fraction) -> str:
    if share == 1:
        return _("all of it")
    if share >= Fraction(2, 3):
        return _("most of it")
    if share >= Fraction(1, 3):
        return _("some of it")
    return _("a little") if share else _("not yet")
