"""Numbers, days and ranges as options write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from course.lint.words import spoken

LONGEST = 80
"""Characters of a number or a range with all that belongs to it."""

_DIGIT = re.compile(r"\d|^(?:on |in )?(?:[jfmasond][a-z]{2,8})$", re.IGNORECASE)
"""What a number or a day has in any case."""

Amount = tuple[float, ...]
"""What sorts as it should: a number, or year, month, day, hour and minute."""

_NUMBER = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {"": 1, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_SCALES |= {"trillion": 1e12}
_UNIT = r"(?: ?%| per ?cent|(?: |(?=[^\W\d]{2}))[^\W\d]+(?:[ /][^\W\d]+)?)?"
_AMOUNT = re.compile(
    rf"(?:about |around |roughly |nearly |almost |some |exactly |in |on )?"
    rf"(?P<money>US\$|\$|€|£)? ?(?P<number>{_NUMBER})"
    rf"(?: ?(?P<scale>thousand|million|billion|trillion|k|m|bn)\b)?(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_DAY = re.compile(
    r"(?:on |in )?(?:(?P<day>\d{1,2}) )?(?P<month>January|February|March|April|May|June|July"
    r"|August|September|October|November|December)(?:,? (?P<year>\d{4}))?"
    r"(?:,? (?:at )?(?P<hour>\d{1,2}):(?P<minute>\d{2}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def is_amount(text: str) -> bool:
    """Whether a text is a number, with or without its unit, or a day."""
    return _measured(text) is not None


def amounts(texts: Sequence[str]) -> list[Amount] | None:
    """What the texts amount to; None unless all are numbers of one unit, or all days."""
    known = []
    for text in texts:
        if (amount := _measured(text)) is None:
            return None
        known.append(amount)
    if len({unit for _, unit in known}) > 1:
        return None
    return [amount for amount, _ in known]


def _measured(text: str) -> tuple[Amount, str] | None:
    if len(text) > LONGEST or not _DIGIT.search(text):
        return None
    text = spoken(text).strip(" .")
    if iso := _ISO.fullmatch(text):
        return tuple(float(part or 0) for part in iso.groups()), "day"
    if day := _DAY.fullmatch(text):
        month = _MONTHS.index(day["month"][:3].casefold()) // 3 + 1
        parts = (day["year"], month, day["day"], day["hour"], day["minute"])
        return tuple(float(part or 0) for part in parts), "day"
    if found := _AMOUNT.fullmatch(text):
        number = float(re.sub("[, ]", "", found["number"]))
        scale = _SCALES[(found["scale"] or "").casefold()]
        unit = found["unit"].strip().casefold().removesuffix("s")
        return (number * scale,), f"{found['money'] or ''}{unit}"
    return None


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two numbers."""

    text: str
    low: float
    high: float
    has_low: bool = True
    """Whether the ends belong to it."""
    has_high: bool = True

    def meets(self, other: "Range") -> bool:
        """Whether some number lies in both."""
        first, second = sorted((self, other), key=lambda one: (one.low, one.high))
        if first.low == second.low:
            return (first.has_low and second.has_low) or first.high > first.low
        touches = first.high == second.low and first.has_high and second.has_low
        return second.low < first.high or touches

    def shared(self, other: "Range") -> str:
        """A number that lies in both, in words."""
        start, end = max(self.low, other.low), min(self.high, other.high)
        return f"{start:g}" if start == end else f"all from {start:g} to {end:g}"


_END = rf"(?:US\$|\$|€|£)?\s?({_NUMBER})\s?(thousand|million|billion|trillion|k|m|bn)?"
_BETWEEN = re.compile(
    rf"(?:from |between )?{_END}{_UNIT} ?(?:-|–|—|to|and|until) ?{_END}{_UNIT}", re.IGNORECASE
)
_BELOW = re.compile(
    rf"(less than|fewer than|under|below|before|up to|at most|no more than) {_END}{_UNIT}"
    rf"(?: or (?:less|fewer))?",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    rf"(more than|over|above|after|at least|no less than|from) {_END}{_UNIT}(?: on| or more)?"
    rf"|{_END}{_UNIT} (?:or more|and above|and over|or later)",
    re.IGNORECASE,
)


def is_range(text: str) -> bool:
    """Whether a text says where something begins and ends."""
    return _DIGIT.search(text) is not None and _range(text) is not None


def ranges(texts: Sequence[str]) -> list[Range]:
    """The ranges that all of the texts are; nothing when fewer than two are any."""
    known = []
    for text in texts:
        if (one := _range(spoken(text).strip(" ."))) is None:
            return []
        known.append(one)
    return known if sum(one.low < one.high for one in known) >= 2 else []


def _range(text: str) -> Range | None:
    if len(text) > LONGEST or not _DIGIT.search(text):
        return None
    if found := _BETWEEN.fullmatch(text):
        low, high = _value(found[1], found[2] or found[4]), _value(found[3], found[4])
        return Range(text, min(low, high), max(low, high))
    if found := _BELOW.fullmatch(text):
        is_open = found[1].casefold() in ("less than", "fewer than", "under", "below", "before")
        return Range(text, float("-inf"), _value(found[2], found[3]), has_high=not is_open)
    if found := _ABOVE.fullmatch(text):
        is_open = (found[1] or "").casefold() in ("more than", "over", "above", "after")
        low = _value(found[2], found[3]) if found[1] else _value(found[4], found[5])
        return Range(text, low, float("inf"), has_low=not is_open)
    if found := _AMOUNT.fullmatch(text):
        value = _value(found["number"], found["scale"])
        return Range(text, value, value)
    return None


def _value(number: str, scale: str | None) -> float:
    return float(re.sub("[, ]", "", number)) * _SCALES[(scale or "").casefold()]
