"""Item analysis: how hard each item was and how well it tells strong from weak.

The definitions are Moodle's ("Quiz statistics calculations" in its developer documentation): x is
the mark of an item, T the total mark of an attempt, R = T - x; variances and covariances are of a
sample (n-1). Only first attempts belong here, and an omitted answer counts 0.

`Sums` are all that the figures need, so a database can add them up over a million rows and the
formulas still stand here once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Sums:
    """What is added up over the attempts that were asked an item."""

    n: int
    x: float
    """Sum of x."""
    xx: float
    """Sum of squared deviations of x from its mean."""
    rr: float
    """Sum of squared deviations of R from its mean."""
    xr: float
    """Sum of products of the deviations of x and R."""
    sorted_xr: float
    """The same with x and R sorted each for itself: the most that `xr` could be."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item; None where a figure cannot be calculated."""

    n: int
    maximum: float
    """Points the item is worth."""
    mean: float | None
    facility: float | None
    """100 mean/maximum."""
    sd: float | None
    """Standard deviation of x, in points."""
    discrimination: float | None
    """Discrimination index: 100 times the correlation of x with R; None at zero variance."""
    efficiency: float | None
    """Discriminative efficiency: 100 cov(x,R) over the most it could be with these marks."""
    intended_weight: float | None
    """100 maximum / sum of all maxima."""
    effective_weight: float | None
    """100 sqrt(cov(x,T)) / sum of these over all items; None when the covariance is negative."""
    covariance: float | None
    """cov(x,T), in points squared; negative where the item works against the rest."""
    variance: float | None
    """Of x, in points squared."""


def sums(marks: Sequence[tuple[float, float]]) -> Sums:
    """The sums of one item.

    Args:
        marks: (x, T) of every attempt.
    """
    n = len(marks)
    if not n:
        return Sums(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    xs = [x for x, _ in marks]
    rs = [total - x for x, total in marks]
    mean_x, mean_r = sum(xs) / n, sum(rs) / n
    dx, dr = [x - mean_x for x in xs], [r - mean_r for r in rs]
    return Sums(
        n=n,
        x=sum(xs),
        xx=sum(d * d for d in dx),
        rr=sum(d * d for d in dr),
        xr=sum(a * b for a, b in zip(dx, dr, strict=True)),
        sorted_xr=sum(a * b for a, b in zip(sorted(dx), sorted(dr), strict=True)),
    )


NOTHING = 1e-12
"""Below this a sum of squares is zero: what is left of rounding must not become a figure."""


def figures(items: Mapping[str, tuple[Sums, float]]) -> dict[str, ItemFigures]:
    """The figures of all items of a test by id.

    Args:
        items: Sums and maximum of each item, in points.
    """
    covariances = {key: _per(one.xx + one.xr, one.n) for key, (one, _) in items.items()}
    roots = {key: sqrt(c) for key, c in covariances.items() if c is not None and c >= 0}
    all_roots = sum(roots.values())
    all_maxima = sum(maximum for _, maximum in items.values())
    found = {}
    for key, (one, maximum) in items.items():
        variance = _per(one.xx, one.n)
        found[key] = ItemFigures(
            n=one.n,
            maximum=maximum,
            mean=one.x / one.n if one.n else None,
            facility=100 * one.x / one.n / maximum if one.n and maximum else None,
            sd=sqrt(variance) if variance is not None else None,
            discrimination=_share(one.xr, sqrt(one.xx * one.rr)) if one.n > 1 else None,
            efficiency=_share(one.xr, one.sorted_xr) if one.n > 1 else None,
            intended_weight=_share(maximum, all_maxima),
            effective_weight=_share(roots[key], all_roots) if key in roots else None,
            covariance=covariances[key],
            variance=variance,
        )
    return found


def _per(total: float, n: int) -> float | None:
    if n < 2:
        return None
    return total / (n - 1) if abs(total) > NOTHING else 0.0


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if abs(whole) > NOTHING else None
