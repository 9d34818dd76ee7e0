"""Puts a report in words.

Below ten people there are only counts, below thirty figures come with an interval, and an item is
never advised away on fewer than thirty.
"""

from collections.abc import Iterator, Mapping

from course.i18n import _, ngettext
from course.report.findings import Findings
from course.report.items import item
from course.report.people import Group, People, Student
from course.report.polls import Heard, Poll
from course.report.told import (
    ALL,
    LEFT_OUT,
    NONE,
    NOT_ASKED,
    PART,
    Bar,
    Figure,
    Goal,
    Item,
    Opinion,
    Pupil,
    Team,
    Told,
    between,
    figure,
    points_of,
)
from course.statistics import verdicts
from course.statistics.classes import ClassReport, ItemReport
from course.statistics.scores import quantile
from course.statistics.verdicts import trust
from course.text import percent

MOST_BANDS = 12
"""Up to so many points each point has a bar of its own."""

FEWEST = 3
"""Below so many people the share of a group would be somebody's."""


def told(found: Findings, *, names: bool = False) -> Told:
    """Findings in the language that is spoken.

    Args:
        found: What was found.
        names: Whether the students stand there by their own names.
    """
    figures = found.figures
    items = tuple(item(n, one, found) for n, one in enumerate(figures.items, 1))
    goals = tuple(_goals(found))
    return Told(
        title=found.title,
        held=_held(found),
        caution=_caution(figures) if figures.items or not found.polls else "",
        headlines=tuple(_headlines(goals, items)),
        scores=tuple(_scores(figures)),
        bars=_bars(found.totals, figures.scores.maximum),
        spread=_spread(found.totals, figures.scores.maximum),
        goals=goals,
        items=items,
        opinions=tuple(_opinion(each) for each in found.polls),
        teams=tuple(_team(group, names=names) for group in found.people.groups),
        presence=tuple(_presence(found.people, names=names)),
        pupils=tuple(_pupil(one, figures.items) for one in found.people.students),
        names=_("Students, for the teacher's eyes only") if names else _("Students, by pseudonym"),
    )


def _held(found: Findings) -> str:
    n = max(found.figures.scores.n, found.seats)
    rooms = ngettext("{n} class", "{n} classes", found.rooms).format(n=found.rooms)
    people = ngettext("{n} student", "{n} students", n).format(n=n)
    return f"{found.began.astimezone():%Y-%m-%d} · {rooms}, {people}"


def _caution(figures: ClassReport) -> str:
    if not figures.items:
        return _("Nothing was shown and answered yet.")
    match trust(figures.scores.n):
        case "counts":
            return _("Fewer than ten: only counts are given.")
        case "unstable":
            return _("Fewer than thirty: figures are unstable; intervals are 90 %.")
        case _:
            return ""


def _headlines(goals: tuple[Goal, ...], items: tuple[Item, ...]) -> Iterator[str]:
    """What to do next."""
    if goals and goals[0].share < 1:
        worst = goals[0]
        yield _("Understood least: {goal} ({share}; lesson “{lesson}”).").format(
            goal=worst.text.rstrip("."), share=worst.value, lesson=worst.lesson
        )
    odd = [str(item.number) for item in items if item.advice]
    if odd:
        yield ngettext(
            "Worth a second look: question {numbers}.",
            "Worth a second look: questions {numbers}.",
            len(odd),
        ).format(numbers=", ".join(odd))
    elif items and items[0].facility is not None:
        yield _("No question looks odd.")


# --- the test as a whole ---


def _scores(figures: ClassReport) -> Iterator[Figure]:
    scores = figures.scores
    if scores.mean is None or scores.median is None:
        return
    most = points_of(scores.maximum)
    if trust(scores.n) == "counts":
        earned, possible = points_of(scores.mean * scores.n), points_of(scores.maximum * scores.n)
        yield Figure(
            _("Points earned"), _("{earned} of {most}").format(earned=earned, most=possible)
        )
        return
    yield Figure(
        _("Mean"),
        _("{value:.2f} of {most}").format(value=scores.mean, most=most),
        between(figures.interval),
    )
    yield Figure(_("Median"), f"{scores.median:.2f}", _("half of the class has less, half more"))
    for name, value, unit, words in (
        (_("Standard deviation"), scores.sd, "", None),
        (_("Skewness"), scores.skewness, "", verdicts.skewness),
        (_("Kurtosis"), scores.kurtosis, "", verdicts.kurtosis),
        (_("Internal consistency"), scores.consistency, " %", verdicts.consistency),
        (_("Error ratio"), scores.error_ratio, " %", verdicts.error_ratio),
        (_("Standard error"), scores.standard_error, "", verdicts.standard_error),
    ):
        yield figure(name, value, unit, words)


def _bars(totals: Mapping[float, int], most: float) -> tuple[Bar, ...]:
    if not totals or not most:
        return ()
    single = most <= MOST_BANDS
    bands = int(most) + 1 if single else 10
    counts = [0] * bands
    for total, count in totals.items():
        place = total if single else total / most * bands
        counts[min(bands - 1, max(0, int(place + 1e-9)))] += count
    tallest = max(counts)
    labels = [str(n) if single else f"{10 * n} %" for n in range(bands)]
    return tuple(Bar(label, n, n / tallest) for label, n in zip(labels, counts, strict=True))


def _spread(totals: Mapping[float, int], most: float) -> str:
    if not totals or not most:
        return ""
    low, high = quantile(totals, 0.25), quantile(totals, 0.75)
    return _("The middle half of the class has {low} to {high} of {most} points.").format(
        low=points_of(low), high=points_of(high), most=points_of(most)
    )


# --- objectives ---


def _goals(found: Findings) -> Iterator[Goal]:
    worth = {item.question.id: item for item in found.figures.items}
    for row in found.figures.objectives:
        goal = found.goals.get(row.objective)
        mine = [item.figures for item in worth.values() if item.question.objective == row.objective]
        earned = sum(one.n * (one.mean or 0) for one in mine)
        possible = sum(one.n * one.maximum for one in mine)
        of = _("{earned} of {most} points").format(
            earned=points_of(earned), most=points_of(possible)
        )
        asked = ngettext("{n} question", "{n} questions", row.items).format(n=row.items)
        few = trust(found.figures.scores.n) == "counts"
        yield Goal(
            text=goal.text if goal else row.objective,
            lesson=goal.lesson if goal else "",
            share=row.share,
            value=of if few else percent(row.share),
            words=asked if few else f"{asked}, {of}",
        )


# --- opinions ---


def _opinion(asked: Poll | Heard) -> Opinion:
    if isinstance(asked, Heard):
        sides = (("for", _("for")), ("against", _("against")))
        bars = tuple(
            Bar(words, strength[side], strength[side] / 100)
            for strength in asked.strengths
            for side, words in sides
        )
        return Opinion(asked.text, bars, _("Strength, not heads: a hum is never counted."))
    often = sorted(asked.answers.items(), key=lambda row: -row[1])
    most = max(asked.answers.values(), default=0) or 1
    words = ngettext("{n} answer", "{n} answers", asked.n).format(n=asked.n)
    if not asked.has_options and (hidden := asked.n - sum(asked.answers.values())):
        alone = ngettext("{n} of one person alone", "{n} of one person each", hidden)
        words += f", {alone.format(n=hidden)}"
    return Opinion(asked.text, tuple(Bar(t, n, n / most) for t, n in often), words)


# --- students ---


def _team(group: Group, *, names: bool) -> Team:
    few = group.n < FEWEST and not names
    there = ngettext("{n} student", "{n} students", group.n).format(n=group.n)
    absent = _("{n} absent").format(n=group.absent)
    return Team(
        name=group.name,
        people=f"{there}, {absent}" if group.absent else there,
        share=None if few or not group.n else group.share,
        value=_("too few to show") if few else percent(group.share) if group.n else "–",
    )


def _presence(people: People, *, names: bool) -> Iterator[str]:
    if people.has_roster:
        n = len(people.absent)
        said = ngettext("{n} of the roster was absent", "{n} of the roster were absent", n)
        if names and n:
            yield said.format(n=n) + ": " + "; ".join(people.absent)
        else:
            yield said.format(n=n)
    if people.strangers:
        yield ngettext(
            "{n} name is not on the roster", "{n} names are not on the roster", people.strangers
        ).format(n=people.strangers)
    if people.erased:
        yield ngettext(
            "{n} student was erased on request; the figures are of the others",
            "{n} students were erased on request; the figures are of the others",
            people.erased,
        ).format(n=people.erased)


def _pupil(student: Student, items: tuple[ItemReport, ...]) -> Pupil:
    return Pupil(
        name=student.name,
        group=student.group,
        points=_("{earned} of {most}").format(
            earned=points_of(student.points), most=points_of(student.out_of)
        ),
        share=student.points / student.out_of if student.out_of else 0.0,
        signs=tuple(_sign(student, item.question.id) for item in items),
    )


def _sign(student: Student, item: str) -> str:
    if item not in student.shares:
        return NOT_ASKED
    share = student.shares[item]
    if share is None:
        return LEFT_OUT
    return ALL if share >= 1 else PART if share > 0 else NONE
