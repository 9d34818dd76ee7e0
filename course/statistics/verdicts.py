"""What the figures say, in words, and when a class is too small for them to say anything."""

from typing import Literal

from course.i18n import _
from course.statistics.items import ItemFigures
from course.statistics.options import OMITTED, Chosen

Trust = Literal["counts", "unstable", "stable"]
"""`counts`: too few, only counts are shown; `unstable`: figures with an interval."""


def trust(n: int) -> Trust:
    """How far figures of `n` attempts may be trusted."""
    if n < 10:
        return "counts"
    return "unstable" if n < 30 else "stable"


def facility(value: float) -> str:
    """How hard a facility of 0..100 is; the bounds are those of Moodle's guide."""
    bounds = (
        (5, _("extremely hard, or broken")),
        (10, _("very hard")),
        (20, _("hard")),
        (34, _("rather hard")),
        (64, _("about right")),
        (80, _("rather easy")),
        (89, _("easy")),
        (94, _("very easy")),
    )
    rounded = round(value)
    return next((words for bound, words in bounds if rounded <= bound), _("extremely easy"))


def discrimination(value: float) -> str:
    """How well a discrimination index of -100..100 tells strong from weak."""
    if value < 0:
        return _("look at the key: the weak did better than the strong")
    if value < 20:
        return _("tells strong from weak very weakly")
    if value < 30:
        return _("tells strong from weak weakly")
    return (
        _("tells strong from weak well enough")
        if value < 50
        else _("tells strong from weak very well")
    )


def efficiency(value: float) -> str:
    """How much of what these marks could tell the item does tell."""
    return _("dubious: far below what these marks could tell") if value < 15 else ""


def skewness(value: float) -> str:
    """Which side of the distribution has the tail; the bound is that of Moodle's guide."""
    if value > 1:
        return _("a long tail of high marks: the weak lie close together")
    if value < -1:
        return _("a long tail of low marks: the strong lie close together")
    return _("no long tail on either side")


def kurtosis(value: float) -> str:
    """How peaked the distribution is; 0 is normal."""
    if value > 1:
        return _("very peaked: most have nearly the same mark")
    return _("flatter than a normal distribution") if value < 0 else _("about normal")


def consistency(value: float) -> str:
    """How far the items measure one thing; the bounds are those of Moodle's guide."""
    if value < 64:
        return _("low: chance, or items that measure different things")
    return _("satisfactory") if value > 75 else _("middling")


def error_ratio(_value: float) -> str:
    """How much of the spread is chance."""
    return _("so much of the spread is chance")


def standard_error(_value: float) -> str:
    """What it means for one student."""
    return _("two marks closer than this tell nobody apart")


def advice(figures: ItemFigures, options: dict[str, Chosen]) -> tuple[str, ...]:
    """What to do with an item, most pressing first; nothing where there is nothing to do.

    Below 30 attempts it names what to look at and never says to drop the item.
    """
    if trust(figures.n) == "counts":
        return ()
    said = []
    if figures.discrimination is not None and figures.discrimination < 0:
        said.append(_("Look at the key: those who did well elsewhere missed this one."))
    if figures.facility is not None and figures.facility <= 5:
        said.append(_("Almost nobody earned anything: is the key right, was it taught?"))
    if figures.efficiency is not None and 0 <= figures.efficiency < 15:
        said.append(_("It hardly tells who knows the rest: read the stem for a second meaning."))
    for key, chosen in options.items():
        if key == OMITTED:
            continue
        if chosen.is_tempting_the_strong:
            words = _("Option {key} draws the strong more than the weak: is it also right?")
            said.append(words.format(key=key))
        elif chosen.is_idle:
            said.append(_("Option {key} draws almost nobody: replace it.").format(key=key))
    return tuple(said)
