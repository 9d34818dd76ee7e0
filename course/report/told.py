"""A report in words, ready to be set: what every face and every paper shows of it."""

from collections.abc import Callable
from dataclasses import dataclass

from course.i18n import _


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, and what it means."""

    name: str
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """So many people have so many points."""

    label: str
    count: int
    share: float
    """Of the longest bar, 0..1."""


@dataclass(frozen=True, slots=True)
class Goal:
    """How much of an objective was understood."""

    text: str
    lesson: str
    share: float
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Option:
    """Who chose an option."""

    key: str
    """Empty for what was left out."""
    text: str
    is_right: bool
    all: int
    strong: int | None
    """None below ten people, as `weak`."""
    weak: int | None
    share: float
    remark: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question."""

    number: int
    id: str
    stem: str
    taught: str
    n: int
    facility: float | None
    """0..100; with `discrimination` for charts, None below ten people."""
    discrimination: float | None
    brief: str
    figures: tuple[Figure, ...]
    options: tuple[Option, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pupil:
    """A student, item by item."""

    name: str
    group: str
    points: str
    share: float
    signs: tuple[str, ...]
    """As the items: all, part, none of the points, left out, not asked."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a class thought, where there is no right answer."""

    text: str
    bars: tuple[Bar, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Team:
    """A group of the roster."""

    name: str
    people: str
    share: float | None
    """None for a group in which one could tell who is meant."""
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report, ready to be set."""

    title: str
    held: str
    caution: str
    """Why the figures are to be read with care; empty for a class that is large enough."""
    headlines: tuple[str, ...]
    scores: tuple[Figure, ...]
    bars: tuple[Bar, ...]
    spread: str
    """What the bars say."""
    goals: tuple[Goal, ...]
    items: tuple[Item, ...]
    opinions: tuple[Opinion, ...]
    teams: tuple[Team, ...]
    presence: tuple[str, ...]
    """Who was absent, a stranger to the roster, or erased."""
    pupils: tuple[Pupil, ...]
    names: str
    """Over the students: whether these are their names."""


ALL, PART, NONE, LEFT_OUT, NOT_ASKED = "✓", "◐", "✗", "–", ""


def signs() -> dict[str, str]:
    """What the signs beside a student mean."""
    return {
        ALL: _("all points"),
        PART: _("part of the points"),
        NONE: _("no points"),
        LEFT_OUT: _("left out"),
    }


def figure(
    name: str, value: float | None, unit: str, words: Callable[[float], str] | None
) -> Figure:
    """A figure to two decimals, or that there is none."""
    if value is None:
        return Figure(name, "–", _("cannot be calculated"))
    return Figure(name, f"{value:.2f}{unit}", words(value) if words else "")


def between(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return ""
    return _("between {low:.2f} and {high:.2f}").format(low=interval[0], high=interval[1])


def points_of(value: float) -> str:
    """Points without zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
