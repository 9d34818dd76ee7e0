"""Which questions a quiz of one's own is made of, and how many.

A `Selection` says what is wanted, a `Candidate` what is known of a question; `fitting` ranks those
that fit, `choose` takes as many as are wanted. The selection is written in `AttemptStarted.of`, so
that the same choice finds its unfinished attempt again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, assert_never, get_args
from urllib.parse import parse_qsl, urlencode

from course.sessions.review import SITTING
from course.shuffling import order

Pick = Literal["due", "weakest", "missed", "certain", "slipping", "flagged"]
"""`due`: fading now; `weakest`: least likely to be known a week from now; `missed`: not all right
the last time; `certain`: wrong the last time though certain; `slipping`: forgotten again and again;
`flagged`: marked to look at again."""

PICKS: tuple[Pick, ...] = get_args(Pick)

CHOSEN = "chosen:"
"""Begins what an attempt is `of`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted: all that is named must hold, and of several names of one kind any."""

    picks: tuple[Pick, ...] = ()
    modules: tuple[str, ...] = ()
    """Ids."""
    tags: tuple[str, ...] = ()
    """As the author wrote them; a seed point is the tag `seed: ...`."""
    words: str = ""
    """Words of the glossary that are asked about, as they are looked up there."""
    items: int | None = None
    """At most so many questions; `SITTING` unless this or `minutes` is given."""
    minutes: int | None = None

    @property
    def of(self) -> str:
        """What an attempt at it is `of`."""
        pairs: list[tuple[str, object]] = [("pick", pick) for pick in self.picks]
        pairs += [("module", module) for module in self.modules]
        pairs += [("tag", tag) for tag in self.tags]
        single = (("words", self.words), ("items", self.items), ("minutes", self.minutes))
        pairs += [(name, value) for name, value in single if value]
        return CHOSEN + urlencode(pairs)


def selection(of: str) -> Selection | None:
    """The selection an attempt is `of`; None when it is of something else."""
    if not of.startswith(CHOSEN):
        return None
    pairs = parse_qsl(of.removeprefix(CHOSEN))
    named: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        named[name] = (*named.get(name, ()), value)
    return Selection(
        tuple(pick for pick in PICKS if pick in named.get("pick", ())),
        named.get("module", ()),
        named.get("tag", ()),
        named.get("words", ("",))[0],
        _number(named.get("items")),
        _number(named.get("minutes")),
    )


def _number(written: tuple[str, ...] | None) -> int | None:
    return int(written[0]) if written and written[0].isdecimal() else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be chosen, with what is known of it."""

    question: str
    module: str
    takes: timedelta
    """To answer it, for an estimate."""
    tags: frozenset[str] = frozenset()
    asked_about: bool = False
    """Whether it is about the selection's `words`."""
    due: bool = False
    recall: float | None = None
    """Chance, 0..1, that it is known now; None when it was never answered."""
    recall_in_a_week: float | None = None
    missed: bool = False
    certain: bool = False
    """Wrong, though the learner was certain."""
    slipping: bool = False
    flagged: bool = False
    is_met: bool = False
    """Whether its answer may be looked at."""


def fitting(
    wanted: Selection, candidates: Iterable[Candidate], seed: str = ""
) -> tuple[Candidate, ...]:
    """The candidates that fit, in the order they are taken.

    The most faded of what is due first, the weakest first; everything else by `seed`.
    """
    fit = {one.question: one for one in candidates if _fits(wanted, one)}
    shuffled = order(seed, fit)
    found = [fit[question] for question in shuffled]
    for pick in reversed(wanted.picks):
        if pick == "due":
            found.sort(key=lambda one: one.recall or 0.0)
        elif pick == "weakest":
            found.sort(key=lambda one: one.recall_in_a_week or 0.0)
    return tuple(found)


def choose(
    wanted: Selection, candidates: Iterable[Candidate], seed: str = ""
) -> tuple[Candidate, ...]:
    """As many of those that fit as are wanted; at least one where there is any."""
    return limited(wanted, fitting(wanted, candidates, seed))


def limited(wanted: Selection, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The first of `found`, as many as are wanted or as fit into the time."""
    most = wanted.items or (len(found) if wanted.minutes else SITTING)
    if wanted.minutes is None:
        return tuple(found[:most])
    left, taken = timedelta(minutes=wanted.minutes), 0
    while taken < min(most, len(found)) and (found[taken].takes <= left or not taken):
        left -= found[taken].takes
        taken += 1
    return tuple(found[:taken])


def _fits(wanted: Selection, one: Candidate) -> bool:
    return (
        all(_is(pick, one) for pick in wanted.picks)
        and (not wanted.modules or one.module in wanted.modules)
        and (not wanted.tags or not one.tags.isdisjoint(wanted.tags))
        and (not wanted.words or one.asked_about)
    )


def _is(pick: Pick, one: Candidate) -> bool:
    match pick:
        case "due":
            return one.due
        case "weakest":
            return one.recall_in_a_week is not None
        case "missed":
            return one.missed
        case "certain":
            return one.certain
        case "slipping":
            return one.slipping
        case "flagged":
            return one.flagged
        case _:
            assert_never(pick)
