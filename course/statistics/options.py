"""The distractor table: who chose which option, the strong third and the weak third."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OMITTED = ""
"""The key under which attempts stand that answered nothing."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """How often one option was chosen."""

    all: int
    strong: int
    """By attempts in the third with the highest total marks."""
    weak: int
    """By attempts in the third with the lowest."""
    is_right: bool
    share: float
    """Of all attempts, 0..1."""

    @property
    def is_idle(self) -> bool:
        """A wrong option that fewer than one in twenty chose: it distracts nobody."""
        return not self.is_right and self.share < 0.05

    @property
    def is_tempting_the_strong(self) -> bool:
        """A wrong option that the strong chose more than the weak: ambiguous, or the key."""
        return not self.is_right and self.strong > self.weak


def third(n: int) -> int:
    """How many of `n` attempts make a third: rounded down, so that the thirds never overlap."""
    return n // 3


def distractors(
    chosen: Sequence[tuple[float, Sequence[str]]], keys: Mapping[str, bool]
) -> dict[str, Chosen]:
    """Per option how many chose it; `OMITTED` last when somebody answered nothing.

    Args:
        chosen: Total mark and chosen options of each attempt; equal totals keep this order.
        keys: Every option of the item, and whether it is right.
    """
    ordered = sorted(chosen, key=lambda attempt: attempt[0])
    n, size = len(ordered), third(len(ordered))
    weak, strong = ordered[:size], ordered[n - size :]

    def count(attempts: Sequence[tuple[float, Sequence[str]]], key: str) -> int:
        if key == OMITTED:
            return sum(not options for _, options in attempts)
        return sum(key in options for _, options in attempts)

    rows = dict(keys)
    if any(not options for _, options in ordered):
        rows[OMITTED] = False
    return {
        key: Chosen(all_, count(strong, key), count(weak, key), right, all_ / n if n else 0.0)
        for key, right in rows.items()
        for all_ in (count(ordered, key),)
    }
