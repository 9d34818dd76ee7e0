"""The figures of a learner's progress as charts: which chart shows what, in which unit."""

from textual.content import Content

from course.figures import Figures
from course.i18n import _
from course.insight.calendar import LEVELS
from course.insight.calibration import CLAIMS
from course.insight.dates import month
from course.insight.recall import Known
from course.insight.results import Kind
from course.tui.inline import wrapped
from course.tui.widgets.charts.bars import Row, bars
from course.tui.widgets.charts.columns import columns
from course.tui.widgets.charts.heatmap import SIGNS, heatmap
from course.tui.widgets.charts.panel import Panel
from course.tui.widgets.charts.ranges import CLAIMED, WORTH, ranges
from course.tui.widgets.charts.ranges import Row as Claim
from course.tui.widgets.charts.scatter import Mark, Point, scatter

MARKS: dict[Kind, Mark] = {
    "review": Mark("○", "$text-muted"),
    "quiz": Mark("●", "$text-primary"),
    "test": Mark("◆", "$text-accent"),
}
"""Signs that differ without their colours; the last is drawn over the others."""

PILED_UP = 3
"""How many times the busiest day to come may be had by today before its bar leaves the scale."""


def show(panel: Panel, key: str, figures: Figures, *, by_objective: bool = False) -> None:
    """Put the figure of a key into a panel; only words where there is too little to draw."""
    title, figure = figures.titled[key]
    unit, draw = "", None
    match key:
        case "calendar" if figures.calendar.days:
            unit, draw = _("minutes a day"), lambda width: _calendar(figures, width)
        case "recall" if figures.recall.share is not None:
            unit = _("by objective") if by_objective else _("by module")
            unit += " · " + _("share still known, and questions met")
            draw = lambda width: _recall(figures, width, by_objective)  # noqa: E731
        case "forecast" if not figures.forecast.is_empty:
            unit, draw = _("questions a day"), lambda width: _forecast(figures, width)
        case "results" if not figures.results.is_empty:
            unit, draw = _("share of the points"), lambda width: _results(figures, width)
        case "calibration" if not figures.calibration.is_empty:
            unit, draw = _("how often right"), lambda width: _calibration(figures, width)
        case "time" if not figures.time.is_empty:
            unit, draw = _("minutes a week"), lambda width: _time(figures, width)
        case _:
            pass
    panel.show(title, unit, figure.sentence, draw)


def _calendar(figures: Figures, width: int) -> Content:
    calendar = figures.calendar
    low, middle, high = (bound.total_seconds() // 60 for bound in LEVELS)
    words = (
        _("none"),
        _("under {n}").format(n=int(low)),
        _("{n} and more").format(n=int(low)),
        f"{int(middle)}",
        f"{int(high)}",
    )
    legend = Content("  ").join(
        Content.assemble((sign, "$text-secondary"), (f" {word}", "$text-muted"))
        for sign, word in zip(SIGNS, words, strict=True)
    )
    return heatmap(calendar.weeks, calendar.level, width) + "\n" + wrapped(legend, width)


def _recall(figures: Figures, width: int, by_objective: bool) -> Content:
    rows = []
    for module in figures.recall.modules:
        if module.recall.seen:
            rows.append(_known(module, is_heading=by_objective))
            rows += [_known(one) for one in module.parts if by_objective and one.recall.seen]
    # What a learner can do takes many words, so they get the room.
    return bars(rows, width, length=10 if by_objective else None)


def _known(known: Known, *, is_heading: bool = False) -> Row:
    recall = known.recall
    note = f"{recall.seen}/{recall.of}"
    return Row(Content(known.part.title), recall.share, note, is_heading)


def _forecast(figures: Figures, width: int) -> Content:
    ahead = figures.forecast
    marks = {
        at: f"{day.day} {month(day)}" for at, day in enumerate(ahead.days) if at and at % 7 == 0
    }
    # What has piled up until today is not to flatten the days to come; the sentence has its number.
    coming = max(ahead.counts[1:])
    most = coming if 0 < coming * PILED_UP < ahead.counts[0] else None
    return columns(ahead.counts, width, 6, {0: _("today"), **marks}, most)


def _time(figures: Figures, width: int) -> Content:
    weeks = figures.time.weeks
    minutes = [spent.total_seconds() / 60 for _monday, spent in weeks]
    marks = {at: f"{monday.day} {month(monday)}" for at, (monday, _spent) in enumerate(weeks)}
    return columns(minutes, width, 6, dict(list(marks.items())[::3]))


def _results(figures: Figures, width: int) -> Content:
    taken = figures.results.taken
    first, last = taken[0].at, taken[-1].at
    span = (last - first).total_seconds() or 1
    points = [
        Point((one.at - first).total_seconds() / span, one.share, mark)
        for kind, mark in MARKS.items()
        for one in taken
        if one.kind == kind
    ]
    halfway = first + (last - first) / 2
    marks = {x: f"{at.day} {month(at)}" for x, at in ((0.0, first), (0.5, halfway), (1.0, last))}
    names: dict[Kind, str] = {"quiz": _("quiz"), "test": _("test"), "review": _("review")}
    kinds = {one.kind for one in taken}
    legend = Content("   ").join(
        Content.assemble((MARKS[kind].sign, MARKS[kind].style), (f" {name}", "$text-muted"))
        for kind, name in names.items()
        if kind in kinds
    )
    return scatter(points, width, 9, marks) + "\n" + wrapped(legend, width)


def _calibration(figures: Figures, width: int) -> Content:
    rows = []
    for level in figures.calibration.levels:
        low, high = map(float, CLAIMS[level.certainty])
        rows.append(Claim(level.name, low, high, level.share, f"n = {level.answers}"))
    legend = Content.assemble(
        (CLAIMED, "$text-muted"),
        (_(" what it claims"), "$text-muted"),
        "   ",
        (WORTH, "$text-accent"),
        (_(" how often it was right"), "$text-muted"),
    )
    return ranges(rows, width) + "\n" + wrapped(legend, width)
