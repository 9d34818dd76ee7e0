"""The questions of a report in words."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from course.content.markup import bare
from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Response,
    Single,
    keyed,
)
from course.i18n import _
from course.marking import BadResponse, in_words, is_blank, mark
from course.report.findings import Findings, Shift
from course.report.polls import TOGETHER
from course.report.told import Figure, Item, Option, between, figure, points_of
from course.statistics import verdicts
from course.statistics.classes import Frozen, ItemReport
from course.statistics.options import OMITTED, Chosen
from course.statistics.verdicts import trust

MOST_GIVEN = 5
"""Typed answers that are listed, the most frequent first."""


def item(number: int, of: ItemReport, found: Findings) -> Item:
    """One question."""
    figures, few = of.figures, trust(of.figures.n) == "counts"
    shown = (
        *(_counted(of) if few else _analysed(of)),
        *_shifted(of, found.shifts.get(of.question.id)),
    )
    return Item(
        number=number,
        id=of.question.id,
        stem=bare(of.question.stem),
        taught=found.passages.get(of.question.id, ""),
        n=figures.n,
        facility=None if few else figures.facility,
        discrimination=None if few else figures.discrimination,
        brief=_brief(of, shown),
        figures=shown,
        options=tuple(_options(of)),
        advice=verdicts.advice(figures, dict(of.options)),
    )


def _brief(item: ItemReport, shown: tuple[Figure, ...]) -> str:
    if trust(item.figures.n) == "counts" or item.figures.facility is None:
        return shown[0].value if shown else ""
    return verdicts.facility(item.figures.facility)


def _counted(item: ItemReport) -> Iterator[Figure]:
    figures = item.figures
    if figures.mean is not None:
        value = _("{earned} of {most}").format(
            earned=points_of(figures.mean * figures.n), most=points_of(figures.maximum * figures.n)
        )
        yield Figure(_("Points earned"), value)


def _analysed(item: ItemReport) -> Iterator[Figure]:
    figures = item.figures
    yield figure(_("Facility"), figures.facility, " %", verdicts.facility)
    yield Figure(_("A random guess earns"), f"{item.guess:.2f} %")
    yield figure(_("Standard deviation"), figures.sd, "", None)
    index = figure(_("Discrimination index"), figures.discrimination, "", verdicts.discrimination)
    wide = between(item.interval)
    yield Figure(index.name, index.value, f"{index.words}; {wide}" if wide else index.words)
    yield figure(_("Discriminative efficiency"), figures.efficiency, "", verdicts.efficiency)
    yield figure(_("Intended weight"), figures.intended_weight, " %", None)
    yield figure(_("Effective weight"), figures.effective_weight, " %", None)


def _shifted(item: ItemReport, shift: Shift | None) -> Iterator[Figure]:
    """What talking it over did; nothing where the class did not vote again."""
    if shift is None or not (shift.before[1] and shift.after[1]):
        return
    if trust(item.figures.n) == "counts":
        said = [
            _("{earned} of {most}").format(
                earned=points_of(points), most=points_of(item.figures.maximum * n)
            )
            for points, n in (shift.before, shift.after)
        ]
    else:
        said = [
            f"{100 * points / n / item.figures.maximum:.2f} %"
            for points, n in (shift.before, shift.after)
        ]
    before = _("before it {value}, of those who answered").format(value=said[0])
    yield Figure(_("After the discussion"), said[1], before)


def _options(item: ItemReport) -> Iterator[Option]:
    if not item.options:
        yield from _given(item)
        return
    texts = option_texts(item.question)
    few = trust(item.figures.n) == "counts"
    for key, chosen in item.options.items():
        yield Option(
            key=key,
            text=texts.get(key, _("left out")) if key != OMITTED else _("left out"),
            is_right=chosen.is_right,
            all=chosen.all,
            strong=None if few else chosen.strong,
            weak=None if few else chosen.weak,
            share=chosen.share,
            remark="" if few or key == OMITTED else _remark(chosen),
        )


def _given(item: ItemReport) -> Iterator[Option]:
    """What was typed or arranged, where it is no single person's."""
    question, few = item.question, trust(item.figures.n) == "counts"
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    earned: dict[str, Fraction] = {}
    for response, counted in item.responses.items():
        given = thawed(question, response)
        try:
            words = _("left out") if given is None else in_words(question, given)
            earned[words] = _earned(question, given)
        except (BadResponse, KeyError):  # the question has changed since
            continue
        for place, count in enumerate((counted.all, counted.strong, counted.weak)):
            counts[words][place] += count
    often = sorted(counts.items(), key=lambda row: (-row[1][0], row[0]))
    for words, (every, strong, weak) in often[:MOST_GIVEN]:
        if every >= TOGETHER:
            yield Option(
                key="",
                text=words,
                is_right=earned[words] == 1,
                all=every,
                strong=None if few else strong,
                weak=None if few else weak,
                share=every / item.figures.n,
                remark=_("part of the points") if 0 < earned[words] < 1 else "",
            )


def thawed(question: AnyQuestion, response: Frozen) -> Response | None:
    """A response as it was before it became the key of a mapping; None for a blank one."""
    given: Response | None
    if isinstance(response, tuple) and isinstance(question, Match | Categorise | Cloze):
        given = dict(pair for pair in response if isinstance(pair, tuple))
    else:
        given = response  # type: ignore[assignment] # only pairs were changed
    return None if given is None or is_blank(given) else given


def _earned(question: AnyQuestion, given: Response | None) -> Fraction:
    return Fraction(0) if given is None else mark(question, given).fraction or Fraction(0)


def _remark(chosen: Chosen) -> str:
    if chosen.is_tempting_the_strong:
        return _("draws the strong")
    return _("draws almost nobody") if chosen.is_idle else ""


def option_texts(question: AnyQuestion) -> dict[str, str]:
    """The options a table counts, as they are read."""
    match question:
        case Single() | Multiple():
            return {key: bare(choice.text) for key, choice in keyed(question.choices).items()}
        case _:
            return {"true": _("true"), "false": _("false")}
