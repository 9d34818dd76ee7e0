"""A report in lines, for pipes and for who reads no screen."""

from collections.abc import Iterator

from course.i18n import _
from course.report.told import Figure, Item, Told, signs

BAR = 20
"""Cells of the longest bar."""


def lines(report: Told) -> Iterator[str]:
    """The whole report."""
    yield report.title
    yield report.held
    if report.caution:
        yield report.caution
    yield from report.presence
    for headline in report.headlines:
        yield f"! {headline}"
    if report.scores:
        yield ""
        yield from map(_figure, report.scores)
        yield from _bars(report)
    if report.goals:
        yield ""
        yield _("What was understood, the least first")
        widest = max(len(goal.value) for goal in report.goals)
        for goal in report.goals:
            yield f"  {goal.value:>{widest}}  {goal.text} ({goal.words})"
    for item in report.items:
        yield ""
        yield from _item(item)
    for opinion in report.opinions:
        yield ""
        yield opinion.text
        for bar in opinion.bars:
            drawn = "█" * round(BAR * bar.share)
            yield f"  {bar.count:>4}  {drawn}{' ' if drawn else ''}{bar.label}"
        yield f"  {opinion.words}"
    if report.teams:
        yield ""
        yield _("Groups, the least understanding first")
        for team in report.teams:
            yield f"  {team.value:>6}  {team.name} ({team.people})"
    if report.pupils:
        yield ""
        yield from _pupils(report)


def _figure(figure: Figure) -> str:
    said = f"{figure.name}: {figure.value}"
    return f"{said}, {figure.words}" if figure.words else said


def _bars(report: Told) -> Iterator[str]:
    yield ""
    yield _("How many students have how many points")
    for bar in report.bars:
        drawn = "█" * round(BAR * bar.share)
        yield f"  {bar.label:>5}  {drawn}{' ' if drawn else ''}{bar.count}"
    yield report.spread


def _item(item: Item) -> Iterator[str]:
    yield f"{item.number}. {item.stem.splitlines()[0]} [{item.id}]"
    for figure in item.figures:
        yield f"  {_figure(figure)}"
    for option in item.options:
        sign, key = "✓" if option.is_right else " ", option.key or "–"
        counted = f"  {sign} {key:6} {option.all:4}"
        if option.strong is not None:
            counted += "  " + _("strong {s}, weak {w}").format(s=option.strong, w=option.weak)
        yield f"{counted}  {option.text}"
    for advice in item.advice:
        yield f"  ! {advice}"


def _pupils(report: Told) -> Iterator[str]:
    yield report.names
    yield "  " + "  ".join(f"{sign} {meaning}" for sign, meaning in signs().items())
    widest = max(len(pupil.points) for pupil in report.pupils)
    for pupil in report.pupils:
        marks = " ".join(sign or " " for sign in pupil.signs)
        group = f" ({pupil.group})" if pupil.group else ""
        yield f"  {pupil.points:>{widest}}  {marks}  {pupil.name}{group}"
