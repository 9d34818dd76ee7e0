"""How options are named: by the id the author gave, else by the letter of their place in the file.

A `Response` speaks of options only by these keys.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from course.content.model import fault


class Named(Protocol):
    """What may have an id of its own."""

    @property
    def id(self) -> str | None: ...


N = TypeVar("N", bound=Named)


def keyed(items: Sequence[N]) -> dict[str, N]:
    """Items by key: the id given, else the letter of the place in the file (`a`, `b`, ...)."""
    return {item.id or letter(place): item for place, item in enumerate(items)}


def letter(place: int) -> str:
    """`a` for 0 ... `z` for 25, then `a2`, `b2`, ..."""
    round_, index = divmod(place, 26)
    return "abcdefghijklmnopqrstuvwxyz"[index] + (str(round_ + 1) if round_ else "")


def need_own_keys(field: str, items: Sequence[Named]) -> None:
    """Refuse two entries that are named alike."""
    taken: set[str] = set()
    for place, item in enumerate(items):
        key = item.id or letter(place)
        if key in taken:
            raise fault(
                "C107",
                f"two entries have the id `{key}`",
                "give each an id of its own, or none",
                (field, place),
            )
        taken.add(key)


def need_distinct(field: str, texts: Iterable[str]) -> None:
    """Refuse two entries that read alike."""
    seen: set[str] = set()
    for place, text in enumerate(texts):
        folded = " ".join(text.casefold().split())
        if folded in seen:
            raise fault(
                "C106", "two entries read the same", "reword one or remove it", (field, place)
            )
        seen.add(folded)
