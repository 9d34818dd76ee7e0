"""The parts of a report, drawn for their width."""

from collections.abc import Iterator

from textual.content import Content

from course.i18n import _
from course.report.told import ALL, NONE, Figure, Item, Option, Told, signs
from course.tui.chrome import spread
from course.tui.inline import wrapped

BAR = 20
"""Cells of a whole bar."""

LEAST = 12
"""Cells a name gets at least."""

GAP = Content()


def bar(share: float, cells: int = BAR, style: str = "$text-primary") -> Content:
    """A share 0..1 as a bar on its track; what is little is still seen."""
    filled = min(cells, max(round(cells * share), 1 if share > 0 else 0))
    return Content.assemble(("█" * filled, style), ("░" * (cells - filled), "$text-muted"))


def whole(report: Told, width: int) -> Content:
    """What to do next, how the points are spread, and the figures of the test."""
    lines = [_said(line, width) for line in (report.held, *report.presence)]
    if report.caution:
        lines += [_told(report.caution, width, "$text-warning")]
    for line in report.headlines:
        lines += [GAP, wrapped(Content(line), width, Content.styled("→ ", "bold $text-accent"))]
    if report.bars:
        lines += [GAP, Content.styled(_("How many students have how many points"), "bold")]
        lines += list(_bars(report, width))
        lines += [_said(report.spread, width)]
    if report.scores:
        lines += [GAP, *(_figure(figure, width) for figure in report.scores)]
    return Content("\n").join(lines)


def _bars(report: Told, width: int) -> Iterator[Content]:
    widest = max(len(one.label) for one in report.bars)
    cells = max(8, min(40, width - widest - 8))
    for one in report.bars:
        drawn = "█" * round(cells * one.share)
        yield Content.assemble(
            (f"{one.label:>{widest}}  ", "$text-muted"),
            (drawn, "$text-primary"),
            f" {one.count}" if one.count else ("·", "$text-muted"),
        )


def goals(report: Told, width: int) -> Content:
    """What was understood."""
    lines: list[Content] = []
    for goal in report.goals:
        words = f"{goal.lesson} · {goal.words}" if goal.lesson else goal.words
        lines += [
            Content.assemble(bar(goal.share), f"  {goal.value}"),
            wrapped(Content.styled(goal.text, "bold"), width),
            _said(words, width),
            GAP,
        ]
    return Content("\n").join(lines)


def opinions(report: Told, width: int) -> Content:
    """What the class thought, where there is no right answer."""
    lines: list[Content] = []
    for opinion in report.opinions:
        lines += [wrapped(Content.styled(opinion.text, "bold"), width), GAP]
        for one in opinion.bars:
            lines.append(wrapped(Content(one.label), width))
            lines.append(Content.assemble(bar(one.share), f" {one.count}"))
        lines += [_said(opinion.words, width), GAP]
    return Content("\n").join(lines)


def teams(report: Told, width: int) -> Content:
    """The groups of the roster."""
    widest = max((len(team.name) for team in report.teams), default=0)
    return Content("\n").join(
        wrapped(
            Content.assemble(
                bar(team.share) if team.share is not None else Content(" " * BAR),
                f"  {team.value}",
                (f"  {team.people}", "$text-muted"),
            ),
            width,
            Content.styled(f"{team.name:<{widest}}  ", "bold"),
        )
        for team in report.teams
    )


def pupils(report: Told, width: int) -> Content:
    """The students, item by item."""
    lines = [
        _said(" · ".join(f"{sign} {meaning}" for sign, meaning in signs().items()), width),
        GAP,
    ]
    points = max((len(pupil.points) for pupil in report.pupils), default=0)
    cells = 3 if len(report.items) > 9 else 2
    numbers = "".join(f"{item.number:>{cells}}" for item in report.items)
    room = width - points - len(numbers) - 2
    if room < LEAST:  # more questions than there is room for
        numbers, room = "", max(LEAST, width - points - 2)
    lines.append(Content.styled(f"{'':<{room}}  {'':>{points}}{numbers}", "$text-muted"))
    for pupil in report.pupils:
        name = f"{pupil.name} ({pupil.group})" if pupil.group else pupil.name
        marks = [_sign(sign, cells) for sign in pupil.signs] if numbers else []
        left = Content(name).truncate(room, ellipsis=True, pad=True)
        lines.append(Content.assemble(left, f"  {pupil.points:>{points}}", *marks))
    return Content("\n").join(lines)


def _sign(sign: str, cells: int) -> Content:
    style = {ALL: "$text-success", NONE: "$text-error"}.get(sign, "$text-muted")
    return Content.styled(f"{sign:>{cells}}", style)


def item(one: Item, width: int) -> Content:
    """A question: who chose what, the figures, and what to do with it."""
    lead = Content.styled(f"{one.number}  ", "bold $text-primary")
    lines = [wrapped(Content.styled(one.stem, "bold"), width, lead)]
    taught = f"{one.id} · {_('Taught in')} {one.taught}" if one.taught else one.id
    lines += [_said(taught, width)]
    for advice in one.advice:
        lines += [GAP, wrapped(Content(advice), width, Content.styled("! ", "bold $text-warning"))]
    if one.options:
        lines += [GAP]
        if one.options[0].strong is not None:
            head = _("all · strong third · weak third")
            lines.append(Content.styled(head, "$text-muted"))
        for option in one.options:
            lines += _option(option, width)
    lines += [GAP, *(_figure(figure, width) for figure in one.figures)]
    return Content("\n").join(lines)


def _option(option: Option, width: int) -> list[Content]:
    sign = Content.styled("✓ ", "bold $text-success") if option.is_right else Content("  ")
    text = Content(option.text)
    if option.key:
        sign += Content.styled(f"{option.key}  ", "bold $text-primary")
    counts = f" {option.all}"
    if option.strong is not None:
        counts += f" · {option.strong} · {option.weak}"
    style = "$text-success" if option.is_right else "$text-primary"
    drawn = Content.assemble("  ", bar(option.share, style=style), counts)
    if option.remark:
        drawn += Content.styled(f"  {option.remark}", "$text-warning")
    bold = text.stylize("bold") if option.is_right else text
    return [wrapped(bold, width, sign), wrapped(drawn, width), GAP]


def _figure(figure: Figure, width: int) -> Content:
    line = spread(Content(figure.name), Content.styled(figure.value, "bold"), min(width, 44))
    if not figure.words:
        return line
    words = Content.styled(figure.words, "$text-muted")
    if 46 + words.cell_length <= width:
        return Content.assemble(line, "  ", words)
    return Content("\n").join([line, wrapped(words, width, Content("  "))])


def _said(text: str, width: int) -> Content:
    return _told(text, width, "$text-muted")


def _told(text: str, width: int, style: str) -> Content:
    return wrapped(Content.styled(text, style), width)


def row(one: Item, width: int) -> Content:
    """A question in the list: how easy it was, and whether it is worth a second look."""
    value = "" if one.facility is None else f"{one.facility:.0f} %"
    sign = Content.styled("!", "bold $text-warning") if one.advice else Content(" ")
    stem = " ".join(one.stem.split())
    right = Content.assemble((f"{value:>5} ", "$text-primary"), sign)
    return spread(Content.assemble((f"{one.number:>2}  ", "$text-muted"), stem), right, width)
