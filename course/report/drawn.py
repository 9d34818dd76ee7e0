"""The charts of a report, as places and lengths; whoever sets the page draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.report.told import Item

NEAR = 4.0
"""Two items closer than this, in percent, share a mark on the map."""

LOWEST = -30.0
"""Where the map of discrimination begins; what lies lower stands on its edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Items at a place of the map."""

    numbers: tuple[int, ...]
    facility: float
    discrimination: float
    """At least `LOWEST`."""
    is_odd: bool
    """Whether one of them is worth a second look."""

    @property
    def label(self) -> str:
        """Its numbers, as they fit."""
        said = [str(number) for number in self.numbers]
        return "·".join(said) if len(said) < 4 else f"{said[0]}·{said[1]}…"


def marks(items: Sequence[Item]) -> tuple[Mark, ...]:
    """Where each item lies between easy and hard, and between telling and not."""
    found: list[Mark] = []
    for item in items:
        if item.facility is None or item.discrimination is None:
            continue
        mine = Mark(
            (item.number,), item.facility, max(LOWEST, item.discrimination), bool(item.advice)
        )
        near = next((place for place, other in enumerate(found) if _is_near(mine, other)), None)
        if near is None:
            found.append(mine)
        else:
            other = found[near]
            found[near] = Mark(
                (*other.numbers, item.number),
                other.facility,
                other.discrimination,
                other.is_odd or mine.is_odd,
            )
    return tuple(found)


def _is_near(one: Mark, other: Mark) -> bool:
    return (
        abs(one.facility - other.facility) < NEAR
        and abs(one.discrimination - other.discrimination) < NEAR
    )
