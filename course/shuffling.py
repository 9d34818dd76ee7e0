"""Order by seed: the same seed gives the same order on every machine and every Python.

A paper variant is a seed of its own, such as `final-2026/B`.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import assert_never

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Reflection,
    Short,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)


def order(seed: str, ids: Iterable[str]) -> tuple[str, ...]:
    """`ids` in the order of the SHA-256 of `seed/id`."""
    return tuple(sorted(ids, key=lambda key: sha256(f"{seed}/{key}".encode()).digest()))


def options(question: AnyQuestion, seed: str) -> tuple[str, ...]:
    """Keys of what can be chosen, as presented.

    Choices of `single`, `multiple`, `match` (stems stay as in the file) and `survey`; `true` and
    `false`; items of `categorise` and `order`. Empty for what is typed, and for `cloze`, whose
    gaps have `gap_options`.
    """
    own = f"{seed}/{question.id}"
    match question:
        case Single() | Multiple():
            keys = tuple(keyed(question.choices))
            return order(own, keys) if question.shuffle else keys
        case TrueFalse():
            return ("true", "false")
        case Match():
            return order(own, question.choices) if question.shuffle else tuple(question.choices)
        case Categorise():
            keys = tuple(keyed(question.items))
            return order(own, keys) if question.shuffle else keys
        case Order():
            right = tuple(keyed(question.items))
            shuffled = order(own, right)
            return shuffled if shuffled != right else (*right[1:], right[0])
        case Survey():
            return tuple(keyed(question.choices))
        case Short() | Numeric() | Cloze() | Reflection():
            return ()
        case _:
            assert_never(question)


def gap_options(question: Cloze, gap: SingleGap, seed: str) -> tuple[str, ...]:
    """Keys of a gap's choices, as presented."""
    return order(f"{seed}/{question.id}/{gap.id}", keyed(gap.choices))
