"""The total marks of a test: where they lie, their shape, and how far they can be trusted.

Moodle's definitions again: with m_k the central moments and n attempts, k2 = n m2/(n-1),
k3 = n^2 m3/((n-1)(n-2)), k4 = n^2((n+1) m4 - 3(n-1) m2^2)/((n-1)(n-2)(n-3)).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from course.statistics.items import NOTHING


@dataclass(frozen=True, slots=True)
class Moments:
    """What the shape of a distribution is made of."""

    n: int
    mean: float
    m2: float
    """Mean squared deviation; `m3` and `m4` are the mean third and fourth powers."""
    m3: float
    m4: float


@dataclass(frozen=True, slots=True)
class ScoreFigures:
    """A test; None where a figure cannot be calculated."""

    n: int
    maximum: float
    """Points that could be earned."""
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    """k3/k2^1.5, from three attempts on; negative: a tail of low marks."""
    kurtosis: float | None
    """k4/k2^2, from four attempts on; 0 for a normal distribution."""
    consistency: float | None
    """Coefficient of internal consistency, Cronbach's alpha in percent; may be negative."""
    error_ratio: float | None
    """100 sqrt(1 - consistency/100), the share of the sd that is chance; may exceed 100."""
    standard_error: float | None
    """In points: error ratio times sd."""


def moments(totals: Mapping[float, int]) -> Moments | None:
    """The moments of total marks, given how often each was reached; None without any."""
    n = sum(totals.values())
    if not n:
        return None
    mean = fsum(total * count for total, count in totals.items()) / n
    powers = (
        fsum((total - mean) ** power * count for total, count in totals.items())
        for power in (2, 3, 4)
    )
    return Moments(n, mean, *(power / n for power in powers))


def median(totals: Mapping[float, int]) -> float | None:
    """The middle mark, or the mean of the two in the middle; None without any."""
    n = sum(totals.values())
    if not n:
        return None
    return (_at(totals, (n - 1) // 2) + _at(totals, n // 2)) / 2


def quantile(totals: Mapping[float, int], share: float) -> float:
    """The mark that `share` of the attempts do not exceed, of at least one attempt."""
    return _at(totals, round(share * (sum(totals.values()) - 1)))


def _at(totals: Mapping[float, int], place: int) -> float:
    before = 0
    for total in sorted(totals):
        before += totals[total]
        if place < before:
            return total
    raise IndexError(place)


def score_figures(
    of: Moments | None, middle: float | None, maximum: float, variances: Sequence[float | None]
) -> ScoreFigures:
    """The figures of a test.

    Args:
        of: The moments of the total marks.
        middle: Their median.
        maximum: Points that could be earned.
        variances: Of the marks of each item (`ItemFigures.variance`).
    """
    if of is None:
        return ScoreFigures(0, maximum, *(None,) * 8)
    n = of.n
    k2 = n * of.m2 / (n - 1) if n > 1 else None
    if k2 is not None and k2 <= NOTHING:
        k2 = 0.0
    sd = sqrt(k2) if k2 is not None else None
    consistency = _consistency(k2, variances)
    # At a consistency of 100 rounding may leave less than nothing.
    error_ratio = 100 * sqrt(max(0, 1 - consistency / 100)) if consistency is not None else None
    return ScoreFigures(
        n=n,
        maximum=maximum,
        mean=of.mean,
        median=middle,
        sd=sd,
        skewness=_skewness(of, k2),
        kurtosis=_kurtosis(of, k2),
        consistency=consistency,
        error_ratio=error_ratio,
        standard_error=error_ratio * sd / 100 if error_ratio is not None and sd else None,
    )


def _consistency(k2: float | None, variances: Sequence[float | None]) -> float | None:
    known = [variance for variance in variances if variance is not None]
    p = len(known)
    if not k2 or p < 2:
        return None
    return 100 * p / (p - 1) * (1 - sum(known) / k2)


def _skewness(of: Moments, k2: float | None) -> float | None:
    n = of.n
    if n < 3 or not k2:
        return None
    return float(n * n * of.m3 / ((n - 1) * (n - 2)) / k2**1.5)


def _kurtosis(of: Moments, k2: float | None) -> float | None:
    n = of.n
    if n < 4 or not k2:
        return None
    k4 = n * n * ((n + 1) * of.m4 - 3 * (n - 1) * of.m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return float(k4 / k2**2)
