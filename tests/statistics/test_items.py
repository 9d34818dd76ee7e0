"""Item analysis against numbers worked out by hand, and against the standard library."""

import statistics
from collections import Counter
from math import isclose, sqrt

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from course.statistics.items import ItemFigures, figures, sums
from course.statistics.scores import ScoreFigures, median, moments, score_figures

# Five learners, three items of 1, 1 and 2 points. By hand:
# T = 4, 3, 2, 1, 0; mean 2; x1 = 1,1,1,0,0; x2 = 1,0,1,0,0; x3 = 2,2,0,1,0.
CLASS = ((1, 1, 2), (1, 0, 2), (1, 1, 0), (0, 0, 1), (0, 0, 0))
MAXIMA = (1, 1, 2)


def analysed(
    marks: tuple[tuple[float, ...], ...], maxima: tuple[float, ...]
) -> tuple[dict[str, ItemFigures], ScoreFigures]:
    totals = [sum(row) for row in marks]
    items = {
        str(place): (sums(Counter((row[place], sum(row)) for row in marks)), maximum)
        for place, maximum in enumerate(maxima)
    }
    found = figures(items)
    variances = [item.variance for item in found.values()]
    return found, score_figures(
        moments(Counter(totals)), median(Counter(totals)), sum(maxima), variances
    )


def test_facility_is_the_mean_share_of_the_points() -> None:
    found, _ = analysed(CLASS, MAXIMA)
    assert [item.facility for item in found.values()] == approx([60, 40, 50])


def test_the_intended_weight_is_the_share_of_the_maxima() -> None:
    found, _ = analysed(CLASS, MAXIMA)
    assert [item.intended_weight for item in found.values()] == [25, 25, 50]


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    found, _ = analysed(CLASS, MAXIMA)
    # Item 0: dx = .4 .4 .4 -.6 -.6; R = 3 2 1 1 0, mean 1.4, dR = 1.6 .6 -.4 -.4 -1.4.
    # Sum of products 0.4*1.8 + 0.6*1.8 = 1.8; squares 1.2 and 5.2.
    assert found["0"].discrimination == approx(100 * 1.8 / sqrt(1.2 * 5.2))


def test_efficiency_compares_with_the_best_that_these_marks_could_do() -> None:
    found, _ = analysed(CLASS, MAXIMA)
    # Item 0: sorted alike the products are the same sum: nothing better was possible.
    assert found["0"].efficiency == approx(100)
    # Item 2: x = 2 2 0 1 0, dx = 1 1 -1 0 -1; R = 2 1 2 0 0, dR = 1 0 1 -1 -1: sum 1.
    # Sorted: -1 -1 0 1 1 against -1 -1 0 1 1: sum 4.
    assert found["2"].efficiency == approx(25)


def test_effective_weights_add_up_to_the_whole() -> None:
    found, _ = analysed(CLASS, MAXIMA)
    # cov(x,T): dT = 2 1 0 -1 -2. Item 0: .4*3 + .6*3 = 3 -> .75; item 1: dx = .6 -.4 .6 -.4 -.4,
    # 1.2 - .4 + .4 + .8 = 2 -> .5; item 2: 2 + 1 + 0 + 0 + 2 = 5 -> 1.25.
    roots = [sqrt(0.75), sqrt(0.5), sqrt(1.25)]
    assert [item.covariance for item in found.values()] == approx([0.75, 0.5, 1.25])
    weights = [item.effective_weight for item in found.values()]
    assert weights == approx([100 * root / sum(roots) for root in roots])


def test_the_test_as_a_whole() -> None:
    _, whole = analysed(CLASS, MAXIMA)
    # Totals 4 3 2 1 0: k2 = 2.5, m2 = 2, m4 = (16+1+0+1+16)/5 = 6.8.
    assert (whole.mean, whole.median, whole.maximum) == (2, 2, 4)
    assert whole.sd == approx(sqrt(2.5))
    assert whole.skewness == approx(0)
    k4 = 25 * (6 * 6.8 - 3 * 4 * 4) / (4 * 3 * 2)
    assert whole.kurtosis == approx(k4 / 2.5**2)
    # Variances .3, .3, 1: alpha = 3/2 (1 - 1.6/2.5) = .54.
    assert whole.consistency == approx(54)
    assert whole.error_ratio == approx(100 * sqrt(0.46))
    assert whole.standard_error == approx(sqrt(0.46) * sqrt(2.5))


def test_an_item_that_all_answer_alike_tells_nothing_and_says_so() -> None:
    found, _ = analysed(((1, 1), (1, 0), (1, 0)), (1, 1))
    assert found["0"].facility == 100
    assert found["0"].sd == 0
    assert found["0"].discrimination is None
    assert found["0"].efficiency is None


def test_an_item_that_works_against_the_rest_has_no_effective_weight() -> None:
    found, whole = analysed(((0, 5), (0, 4), (1, 1), (1, 0)), (1, 5))
    assert found["0"].covariance is not None
    assert found["0"].covariance < 0
    assert found["0"].effective_weight is None
    assert found["0"].discrimination is not None
    assert found["0"].discrimination < -90
    assert whole.consistency is not None
    assert whole.consistency < 0, "a negative coefficient is legal"
    assert whole.error_ratio is not None
    assert whole.error_ratio > 100, "and so is an error ratio over 100"


def test_one_attempt_has_a_mean_and_nothing_that_needs_two() -> None:
    found, whole = analysed(((1, 0),), (1, 1))
    assert (found["0"].facility, found["0"].sd, found["0"].discrimination) == (100, None, None)
    assert (whole.mean, whole.median, whole.sd, whole.consistency) == (1, 1, None, None)


def test_without_attempts_nothing_can_be_calculated() -> None:
    found = figures({"a": (sums({}), 1)})
    assert found["a"].facility is None
    assert found["a"].discrimination is None
    assert score_figures(None, None, 1, [None]).mean is None


def test_an_item_worth_nothing_has_no_facility() -> None:
    assert figures({"a": (sums({(0, 1): 1, (0, 2): 1}), 0)})["a"].facility is None


def test_all_totals_equal_leaves_shape_and_consistency_open() -> None:
    _, whole = analysed(((1, 0), (0, 1), (1, 0), (0, 1)), (1, 1))
    assert whole.sd == 0
    assert (whole.skewness, whole.kurtosis, whole.consistency) == (None, None, None)


marks = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30
)


@given(marks)
def test_the_figures_agree_with_the_standard_library(rows: list[tuple[int, int, int]]) -> None:
    found, whole = analysed(tuple(rows), (4, 4, 4))
    totals = [sum(row) for row in rows]
    assert whole.sd == approx(statistics.stdev(totals))
    assert whole.median == statistics.median(totals)
    for place in range(3):
        xs = [row[place] for row in rows]
        rest = [total - x for x, total in zip(xs, totals, strict=True)]
        item = found[str(place)]
        assert item.sd == approx(statistics.stdev(xs))
        assert item.covariance == approx(statistics.covariance(xs, totals))
        if len(set(xs)) > 1 and len(set(rest)) > 1:
            assert item.discrimination == approx(100 * statistics.correlation(xs, rest))
            assert item.discrimination is not None
            assert -100.0001 <= item.discrimination <= 100.0001
        else:
            assert item.discrimination is None


@given(marks)
def test_efficiency_never_promises_more_than_is_possible(rows: list[tuple[int, int, int]]) -> None:
    found, _ = analysed(tuple(rows), (4, 4, 4))
    for item in found.values():
        if item.efficiency is not None and not isclose(item.efficiency, 100):
            assert item.efficiency < 100
