"""Typed numbers: what people write for a number, with or without a unit, and when it is right."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from course.content.questions import AcceptedNumber, Unit
from course.i18n import _
from course.marking.typed import ALIKE, Reading

MAX_LENGTH = 60
"""Longest text read as a number, in code points."""

_MARKS = str.maketrans({"\uff0c": ",", "\uff0e": ".", "\u066b": ".", "\u066c": "'", "\uff0b": "+"})

_QUANTITY = re.compile(
    r"(?P<before>[^0-9.,+-]*)(?P<sign>[+-]?) ?"
    r"(?P<digits>[0-9](?:[0-9., ']*[0-9])?|[.,][0-9]+)"
    r"(?P<exponent>[eE][+-]?[0-9]+)?(?P<after>.*)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read, with the words around it."""

    value: Fraction
    unit: str
    doubtful: bool
    """Whether its separator could be meant otherwise (`1,000`, `1.000`)."""


def read_quantity(text: str) -> Quantity | None:
    """The number in `text`; None when there is none, or more than one.

    Thousands may be set apart by spaces, apostrophes or commas (points if several, or before a
    decimal comma). A single comma before exactly three digits sets thousands apart, any other
    single comma and any single point is the decimal one.
    """
    if len(text) > MAX_LENGTH:
        return None
    found = _QUANTITY.fullmatch(_plain(text))
    if not found:
        return None
    number = _number(found["digits"])
    exponent = int(found["exponent"][1:]) if found["exponent"] else 0
    before, after = found["before"].strip(), found["after"].strip(" .!;,")
    if number is None or abs(exponent) > 99 or (before and after):
        return None
    value = Fraction(number) * Fraction(10) ** exponent
    return Quantity(
        value=-value if found["sign"] == "-" else value,
        unit=before or after,
        doubtful=re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", found["digits"]) is not None,
    )


def _plain(text: str) -> str:
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join("".join(digits).translate(ALIKE).translate(_MARKS).split())


def _number(digits: str) -> Decimal | None:
    whole, point, decimals = _split(digits)
    if point and not decimals.isdecimal():
        return None
    for mark in " ',.":
        if mark in whole:
            pairs = r"[0-9]{2,3}" if mark == "," else r"[0-9]{3}"  # 1,00,000 is a lakh
            grouped = rf"[0-9]{{1,3}}({re.escape(mark)}{pairs})*{re.escape(mark)}[0-9]{{3}}"
            if not re.fullmatch(grouped, whole):
                return None
            whole = whole.replace(mark, "")
            break
    return Decimal(f"{whole or 0}.{decimals or 0}")


def _split(digits: str) -> tuple[str, str, str]:
    """The whole part, the decimal mark (empty when there is none) and the decimals."""
    commas, stops = digits.count(","), digits.count(".")
    if commas and stops:
        mark = max(",.", key=digits.rfind)
    elif stops == 1:
        mark = "."
    elif commas == 1 and not re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits):
        mark = ","
    else:
        return digits, "", ""
    return digits.rpartition(mark)


def read_number(
    text: str,
    answers: Sequence[AcceptedNumber],
    *,
    otherwise: str,
    units: Sequence[Unit] = (),
    unit_penalty: Fraction = Fraction(0),
) -> Reading:
    """The first answer whose tolerance covers the number in `text`, else `otherwise`."""
    quantity = read_quantity(text)
    unit = _unit(quantity.unit, units) if quantity else None
    if quantity is None or not (unit or _may_be_unit(quantity.unit, units)):
        said = _("not read as a number and its unit") if units else _("not read as a number alone")
        return Reading(Fraction(0), otherwise, said if text.strip() else None)
    value = quantity.value * Fraction(unit.factor) if unit else quantity.value
    note = (
        _("read as {number}").format(number=written(quantity.value)) if quantity.doubtful else None
    )
    for answer in answers:
        if answer.covers(value):
            if units and not unit:
                lost = _("the unit is missing")
                if quantity.unit:
                    lost = _("the unit is not one asked for")
                return Reading(answer.credit * (1 - unit_penalty), answer.feedback, lost)
            return Reading(answer.credit, answer.feedback, note)
    return Reading(Fraction(0), otherwise, note)


def _unit(name: str, units: Sequence[Unit]) -> Unit | None:
    exact = [unit for unit in units if _spelt(unit.name) == _spelt(name)]
    if exact:
        return exact[0]
    # Mb and MB differ, so case is passed over only where that leaves no doubt.
    alike = [unit for unit in units if _spelt(unit.name).casefold() == _spelt(name).casefold()]
    return alike[0] if len(alike) == 1 else None


def _spelt(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).rstrip(".")


def _may_be_unit(words: str, units: Sequence[Unit]) -> bool:
    """Whether what stands beside a number leaves it that number: nothing, or an unknown unit."""
    return not words or (bool(units) and not any(character.isnumeric() for character in words))


def written(value: Fraction | Decimal) -> str:
    """A number as a person writes it: no exponent, no trailing zeros."""
    decimal = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    text = f"{decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
