"""The distractor table: who chose which option, the strong third and the weak third."""

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
