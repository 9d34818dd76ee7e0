"""What a class understood: from the marks of its first answers to the figures of a report.

`Tallied` is all that a report needs; `tallied` adds it up from rows, and a database may do the
same over a million of them (`course.rooms.tallying`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from course.content.questions import (
    UNSCORED,
    AnyQuestion,
    Multiple,
    Response,
    Single,
    Survey,
    TrueFalse,
    keyed,
)
from course.marking import guess_score
from course.statistics.items import PLACES, ItemFigures, Sums, figures, sums
from course.statistics.options import OMITTED, Chosen, third
from course.statistics.resampling import interval
from course.statistics.scores import Moments, ScoreFigures, median, moments, score_figures
from course.statistics.verdicts import trust

Frozen = bool | str | tuple[str, ...] | tuple[tuple[str, str], ...] | None
"""A response that can be a key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first answer of somebody to an item; one that was left out has no response."""

    who: str
    item: str
    points: float
    """Earned."""
    response: Response | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How often one response was given to an item."""

    all: int
    strong: int
    weak: int


@dataclass(frozen=True, slots=True)
class Tallied:
    """Answers, added up."""

    items: Mapping[str, Sums]
    moments: Moments | None
    median: float | None
    responses: Mapping[str, Mapping[Frozen, Counted]]
    """By item; a response as a hashable value."""
    answers: Sequence[Answer] = field(default=())
    """The rows themselves, where they are few enough for intervals to matter."""
    totals: Mapping[float, int] = field(default_factory=dict)
    """How many people reached each total."""


def frozen(response: Response | None) -> Frozen:
    """A response as a key of a mapping."""
    return tuple(sorted(response.items())) if isinstance(response, dict) else response


@dataclass(frozen=True, slots=True)
class Group:
    """So many people who are alike in all that a report asks of an item."""

    item: str
    points: float
    total: float
    """Of all their items."""
    response: Frozen
    third: int
    """1 for the third of the class with the highest totals, -1 for the lowest, else 0."""
    count: int


def tallied(answers: Sequence[Answer]) -> Tallied:
    """Add up answers; everybody is taken to have been asked each item they have a row for."""
    totals: defaultdict[str, float] = defaultdict(float)
    for answer in answers:
        totals[answer.who] += answer.points
    for who, total in totals.items():
        totals[who] = round(total, PLACES)
    ordered = sorted(totals, key=lambda who: (totals[who], who))
    size, n = third(len(ordered)), len(ordered)
    thirds = dict.fromkeys(ordered[:size], -1) | dict.fromkeys(ordered[n - size :], 1)
    rows = [
        Group(a.item, a.points, totals[a.who], frozen(a.response), thirds.get(a.who, 0), 1)
        for a in answers
    ]
    return grouped(rows, Counter(totals.values()), tuple(answers))


def grouped(
    rows: Iterable[Group], totals: Counter[float], answers: Sequence[Answer] = ()
) -> Tallied:
    """Add up what a database has grouped; `totals` says how many people have each total."""
    by_item: defaultdict[str, list[Group]] = defaultdict(list)
    for row in rows:
        by_item[row.item].append(row)
    return Tallied(
        items={item: sums(_pairs(some)) for item, some in by_item.items()},
        moments=moments(totals),
        median=median(totals),
        responses={item: _counted(some) for item, some in by_item.items()},
        answers=answers,
        totals=totals,
    )


def _pairs(rows: list[Group]) -> Counter[tuple[float, float]]:
    pairs: Counter[tuple[float, float]] = Counter()
    for row in rows:
        pairs[row.points, row.total] += row.count
    return pairs


def _counted(rows: list[Group]) -> dict[Frozen, Counted]:
    every: Counter[Frozen] = Counter()
    strong: Counter[Frozen] = Counter()
    weak: Counter[Frozen] = Counter()
    for row in rows:
        every[row.response] += row.count
        if row.third:
            (strong if row.third > 0 else weak)[row.response] += row.count
    return {key: Counted(count, strong[key], weak[key]) for key, count in every.items()}


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One item of a report."""

    question: AnyQuestion
    figures: ItemFigures
    guess: float
    """What a random answer earns, 0..100."""
    options: Mapping[str, Chosen]
    """By option key; empty for what is typed or arranged."""
    interval: tuple[float, float] | None
    """Of the discrimination index, where the class is small."""
    responses: Mapping[Frozen, Counted] = field(default_factory=dict)
    """All that was answered, as it was given."""


@dataclass(frozen=True, slots=True)
class ObjectiveReport:
    """What was understood of one objective."""

    objective: str
    share: float
    """Points earned of those possible, 0..1."""
    items: int
    n: int
    """Answers this rests on."""


@dataclass(frozen=True, slots=True)
class ClassReport:
    """All figures of a class."""

    scores: ScoreFigures
    items: tuple[ItemReport, ...]
    objectives: tuple[ObjectiveReport, ...]
    """The least understood first."""
    interval: tuple[float, float] | None
    """Of the mean score in points, where the class is small."""


def report(tally: Tallied, questions: Iterable[AnyQuestion]) -> ClassReport:
    """The figures of what was tallied; items in the order of `questions`, surveys left out."""
    asked = {q.id: q for q in questions if q.id in tally.items and not isinstance(q, UNSCORED)}
    found = figures({id_: (tally.items[id_], float(q.points)) for id_, q in asked.items()})
    items = tuple(
        ItemReport(
            question=question,
            figures=found[id_],
            guess=100 * float(guess_score(question)),
            options=_options(question, tally.responses.get(id_, {})),
            interval=_wander(tally, id_) if trust(found[id_].n) == "unstable" else None,
            responses=tally.responses.get(id_, {}),
        )
        for id_, question in asked.items()
    )
    maximum = sum(question.points for question in asked.values())
    variances = [item.figures.variance for item in items]
    scores = score_figures(tally.moments, tally.median, maximum, variances)
    return ClassReport(
        scores,
        items,
        _objectives(items),
        _mean_wander(tally) if trust(scores.n) == "unstable" else None,
    )


def option_keys(question: AnyQuestion) -> dict[str, bool]:
    """The options that a table can count, and whether each is right."""
    match question:
        case Single() | Multiple():
            return {key: choice.correct for key, choice in keyed(question.choices).items()}
        case TrueFalse():
            return {"true": question.answer, "false": not question.answer}
        case Survey():
            return dict.fromkeys(keyed(question.choices), False)
        case _:
            return {}


def _options(question: AnyQuestion, responses: Mapping[Frozen, Counted]) -> dict[str, Chosen]:
    keys = option_keys(question)
    if not keys:
        return {}
    n = sum(counted.all for counted in responses.values())
    rows: dict[str, list[int]] = {key: [0, 0, 0] for key in (*keys, OMITTED)}
    for response, counted in responses.items():
        for key in _ticked(response):
            if key in rows:
                for place, count in enumerate((counted.all, counted.strong, counted.weak)):
                    rows[key][place] += count
    if not rows[OMITTED][0]:
        del rows[OMITTED]
    return {
        key: Chosen(every, strong, weak, keys.get(key, False), every / n if n else 0.0)
        for key, (every, strong, weak) in rows.items()
    }


def _ticked(response: object) -> tuple[str, ...]:
    match response:
        case bool():
            return ("true" if response else "false",)
        case str() if response:
            return (response,)
        case tuple() if response:
            return tuple(response)
        case _:
            return (OMITTED,)


def _objectives(items: Sequence[ItemReport]) -> tuple[ObjectiveReport, ...]:
    by_objective: defaultdict[str, list[ItemReport]] = defaultdict(list)
    for item in items:
        by_objective[item.question.objective].append(item)
    rows = []
    for objective, some in by_objective.items():
        possible = sum(item.figures.n * item.figures.maximum for item in some)
        earned = sum(item.figures.n * (item.figures.mean or 0) for item in some)
        if possible:
            n = sum(item.figures.n for item in some)
            rows.append(ObjectiveReport(objective, earned / possible, len(some), n))
    return tuple(sorted(rows, key=lambda row: row.share))


def _wander(tally: Tallied, item: str) -> tuple[float, float] | None:
    totals: defaultdict[str, float] = defaultdict(float)
    for answer in tally.answers:
        totals[answer.who] += answer.points
    # Sorted, so that the interval does not hang on the order the rows came in.
    marks = sorted((one.points, totals[one.who]) for one in tally.answers if one.item == item)

    def index(drawn: Sequence[tuple[float, float]]) -> float | None:
        return figures({item: (sums(Counter(drawn)), 1.0)})[item].discrimination

    return interval(marks, index, item)


def _mean_wander(tally: Tallied) -> tuple[float, float] | None:
    totals: defaultdict[str, float] = defaultdict(float)
    for answer in tally.answers:
        totals[answer.who] += answer.points
    return interval(sorted(totals.values()), lambda drawn: sum(drawn) / len(drawn), "mean")
