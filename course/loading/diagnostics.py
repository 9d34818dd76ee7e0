"""Faults in content as values: what, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

MOST = 200
"""Faults of one kind that are told of one file at most; a file of nothing else takes no longer."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place on one line; lines and columns count code points from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. Its texts may quote the file: they are made `visible` where they are shown."""

    code: str
    severity: Severity
    message: str
    span: Span
    label: str = ""
    """A word on the very spot, shown beside the carets."""
    help: str = ""
    """The remedy."""
    excerpt: str = field(default="", compare=False, repr=False)
    """The line of the span as it stands in the file."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was probably meant to be."""
    if len(word) > 80:
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    found = extractOne(word, list(known), scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return found[0] if found else None


def remedy(word: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean ...?` when one of `known` is near, else `otherwise`."""
    guess = nearest(word, known)
    return f"did you mean `{guess}`?" if guess else otherwise


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place, each only once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))
