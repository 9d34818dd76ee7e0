"""Item analysis: how hard each item was and how well it tells strong from weak.

The definitions are Moodle's ("Quiz statistics calculations" in its developer documentation): x is
the mark of an item, T the total mark of an attempt, R = T - x; variances and covariances are of a
sample (n-1). Only first attempts belong here, and an omitted answer counts 0.

`Sums` are all that the figures need, so a database can add them up over a million rows and the
formulas still stand here once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, sqrt

PLACES = 12
"""Decimals of a total: thirds of points add up to the same in whatever order."""


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


Marks = Mapping[tuple[float, float], int]
"""How many attempts have each pair of x and T."""


def sums(marks: Marks) -> Sums:
    """The sums of one item."""
    n = sum(marks.values())
    if not n:
        return Sums(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    rows = [(x, round(total - x, PLACES), count) for (x, total), count in marks.items()]
    # Rounded once, so that the figures do not hang on the order the marks came in.
    sum_x = fsum(x * count for x, _, count in rows)
    mean_x, mean_r = sum_x / n, fsum(r * count for _, r, count in rows) / n
    deviations = [(x - mean_x, r - mean_r, count) for x, r, count in rows]
    xx = _real(fsum(x * x * count for x, _, count in deviations))
    rr = _real(fsum(r * r * count for _, r, count in deviations))
    if not xx or not rr:
        return Sums(n, sum_x, xx, rr, 0.0, 0.0)
    return Sums(
        n=n,
        x=sum_x,
        xx=xx,
        rr=rr,
        xr=fsum(x * r * count for x, r, count in deviations),
        sorted_xr=_sorted_products(
            sorted((x, count) for x, _, count in deviations),
            sorted((r, count) for _, r, count in deviations),
        ),
    )


def _real(squares: float) -> float:
    """A sum of squares, or 0 where it is only what is left of rounding."""
    return squares if squares > 1e-18 else 0.0


def _sorted_products(xs: list[tuple[float, int]], rs: list[tuple[float, int]]) -> float:
    """Sum of products of two columns, each sorted for itself; both are given as runs."""
    total, place, left = 0.0, 0, rs[0][1]
    for x, count in xs:
        due = count
        while due:
            step = min(due, left)
            total += x * rs[place][0] * step
            due, left = due - step, left - step
            if not left and place + 1 < len(rs):
                place += 1
                left = rs[place][1]
    return total


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
