"""How long work says how far it is; whoever shows that is told, and never asked to wait."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

Watch = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done, and of how much where that is known."""


def unwatched(what: str, done: int, of: int | None) -> None:
    """Nobody looks."""


def watched(
    items: Iterable[Item], watch: Watch, what: str, of: int | None = None, every: int = 500
) -> Iterator[Item]:
    """`items` as they come, with word of how many came."""
    watch(what, 0, of)
    for count, item in enumerate(items, 1):
        if count % every == 0:
            watch(what, count, of)
        yield item
