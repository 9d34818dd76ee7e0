"""Bootstrap intervals: how much a figure of a small class would wander.

Attempts are drawn again with replacement, by a stream of hashes from a seed, so that the same
class gives the same interval everywhere.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

DRAWS = 400
"""How often the class is drawn again."""

SHARE = 0.9
"""Of the drawn figures that lie within the interval."""


def interval(
    attempts: Sequence[T], figure: Callable[[Sequence[T]], float | None], seed: str
) -> tuple[float, float] | None:
    """The 90 % bootstrap interval of a figure; None when most draws have no such figure.

    Args:
        attempts: The sample.
        figure: Calculates it; None where it cannot be.
        seed: Same seed, same interval.
    """
    if not attempts:
        return None
    numbers = _numbers(seed)
    found = []
    for _ in range(DRAWS):
        drawn = [attempts[next(numbers) % len(attempts)] for _ in attempts]
        if (value := figure(drawn)) is not None:
            found.append(value)
    if len(found) <= DRAWS / 2:
        return None
    found.sort()
    tail = (1 - SHARE) / 2
    return found[round(tail * (len(found) - 1))], found[round((1 - tail) * (len(found) - 1))]


def _numbers(seed: str) -> Iterator[int]:
    count = 0
    while True:
        block = sha256(f"{seed}/{count}".encode()).digest()
        # 32 bits a number: the bias of the remainder is below one in a million for any class.
        yield from (int.from_bytes(block[at : at + 4]) for at in range(0, 32, 4))
        count += 1
