"""The figures as they are printed, against exact arithmetic and a class worked out by hand.

The reference below follows Moodle's definitions attempt by attempt, in fractions; what is shipped
adds up in floats, in groups, and partly in a database.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from course.content.questions import AnyQuestion
from course.report.items import item
from course.report.telling import told
from course.statistics.classes import Answer, ClassReport, report, tallied
from tests.builders import a_true_false
from tests.report.classes import findings_of

Marks = Sequence[Sequence[Fraction]]


def class_of(marks: Marks, maxima: Sequence[int]) -> ClassReport:
    """Students in rows, questions in columns; None for what was left out is a 0 without answer."""
    questions: list[AnyQuestion] = [a_true_false(f"q{n}", points=m) for n, m in enumerate(maxima)]
    rows = [
        Answer(f"s{who:03}", f"q{n}", float(mark), mark > 0)
        for who, row in enumerate(marks)
        for n, mark in enumerate(row)
    ]
    return report(tallied(rows), questions)


# --- the reference ---


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def cov(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    mx, my = mean(xs), mean(ys)
    products = ((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return sum(products, Fraction(0)) / (len(xs) - 1)


def central(values: Sequence[Fraction], power: int) -> Fraction:
    middle = mean(values)
    return mean([(value - middle) ** power for value in values])


def check_item(marks: Marks, maxima: Sequence[int], n: int, found: ClassReport) -> None:
    xs = [row[n] for row in marks]
    totals = [sum(row, Fraction(0)) for row in marks]
    rest = [total - x for total, x in zip(totals, xs, strict=True)]
    figures = found.items[n].figures
    assert figures.facility == approx(float(100 * mean(xs) / maxima[n]))
    assert figures.sd == approx(sqrt(cov(xs, xs)), abs=1e-7)
    assert figures.intended_weight == approx(100 * maxima[n] / sum(maxima))
    spread = cov(xs, xs) * cov(rest, rest)
    index = 100 * float(cov(xs, rest)) / sqrt(spread) if spread else None
    assert figures.discrimination == (None if index is None else approx(index, abs=1e-7))
    best = cov(sorted(xs), sorted(rest))
    efficiency = float(100 * cov(xs, rest) / best) if best else None
    assert figures.efficiency == (None if efficiency is None else approx(efficiency, abs=1e-7))
    covs = [cov([row[k] for row in marks], totals) for k in range(len(maxima))]
    roots = sum(sqrt(each) for each in covs if each >= 0)
    weight = 100 * sqrt(covs[n]) / roots if covs[n] >= 0 and roots else None
    assert figures.effective_weight == (None if weight is None else approx(weight, abs=1e-7))


def check_test(marks: Marks, found: ClassReport) -> None:
    totals = [sum(row, Fraction(0)) for row in marks]
    n, p, scores = len(totals), len(marks[0]), found.scores
    m2, m3, m4 = (central(totals, power) for power in (2, 3, 4))
    k2 = n * m2 / (n - 1)
    assert scores.mean == approx(float(mean(totals)))
    assert scores.sd == approx(sqrt(k2), abs=1e-7)
    if n > 2 and k2:
        k3 = n * n * m3 / ((n - 1) * (n - 2))
        assert scores.skewness == approx(float(k3) / float(k2) ** 1.5, abs=1e-7)
    if n > 3 and k2:
        k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
        assert scores.kurtosis == approx(float(k4 / (k2 * k2)), abs=1e-7)
    if p > 1 and k2:
        each = [cov(column, column) for column in zip(*marks, strict=True)]
        cic = 100 * Fraction(p, p - 1) * (1 - sum(each, Fraction(0)) / k2)
        assert scores.consistency == approx(float(cic), abs=1e-7)
        ratio = 100 * sqrt(max(Fraction(0), 1 - cic / 100))
        assert scores.error_ratio == approx(ratio, abs=1e-3)
        assert scores.standard_error == approx(ratio / 100 * sqrt(k2), abs=1e-4)


@st.composite
def classes(draw: st.DrawFn) -> tuple[list[list[Fraction]], list[int]]:
    maxima = draw(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    part = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
    row = st.tuples(*(part.map(most.__mul__) for most in map(Fraction, maxima)))
    return [list(one) for one in draw(st.lists(row, min_size=2, max_size=12))], maxima


@settings(max_examples=60)
@given(classes())
def test_every_figure_is_that_of_the_definitions(
    drawn: tuple[list[list[Fraction]], list[int]],
) -> None:
    marks, maxima = drawn
    found = class_of(marks, maxima)
    for n in range(len(maxima)):
        check_item(marks, maxima, n, found)
    check_test(marks, found)


# --- by hand ---

# Ten students, three questions of 1, 1 and 2 points: x1 adds up to 6, x2 to 5, x3 to 11, T to 22.
BY_HAND = (
    (1, 1, 2), (1, 1, 2), (1, 1, 1), (1, 0, 2), (1, 1, 1),
    (1, 0, 1), (0, 1, 1), (0, 0, 1), (0, 0, 0), (0, 0, 0),
)  # fmt: skip


def printed() -> dict[str, str]:
    marks = [[Fraction(mark) for mark in row] for row in BY_HAND]
    found = findings_of(class_of(marks, (1, 1, 2)))
    whole = {figure.name: figure.value for figure in told(found).scores}
    first = {figure.name: figure.value for figure in item(1, found.figures.items[0], found).figures}
    return whole | {f"1: {name}": value for name, value in first.items()}


def test_a_class_worked_out_by_hand_to_all_printed_digits() -> None:
    said = printed()
    # T = 4 4 3 3 3 2 2 1 0 0, mean 2.2, deviations 1.8 1.8 .8 .8 .8 -.2 -.2 -1.2 -2.2 -2.2:
    # squares 3.24 3.24 .64 .64 .64 .04 .04 1.44 4.84 4.84 = 19.6; k2 = 19.6/9 = 2.1778, sd 1.4757.
    assert said["Mean"] == "2.20 of 4"
    assert said["Median"] == "2.50"
    assert said["Standard deviation"] == "1.48"
    # Cubes 5.832 5.832 .512 .512 .512 -.008 -.008 -1.728 -10.648 -10.648 = -9.84, m3 -.984;
    # k3 = 100 * -.984 / 72 = -1.3667; k2^1.5 = 3.2138.
    assert said["Skewness"] == "-0.43"
    # Fourth powers 10.4976 twice, .4096 three times, .0016 twice, 2.0736, 23.4256 twice = 71.152,
    # m4 7.1152, m2 1.96: k4 = 100 (11*7.1152 - 27*3.8416) / 504 = -5.0508; k2^2 = 4.7427.
    assert said["Kurtosis"] == "-1.06"
    # Variances: x1 2.4/9 = .26667; x2 2.5/9 = .27778; x3 squares 17 - 12.1 = 4.9, /9 = .54444.
    # CIC = 100 * 3/2 * (1 - 1.08889/2.17778) = 75 exactly; ER = 100 sqrt(.25); SE = .5 sd.
    assert said["Internal consistency"] == "75.00 %"
    assert said["Error ratio"] == "50.00 %"
    assert said["Standard error"] == "0.74"
    # Question 1: R = 3 3 2 2 2 1 2 1 0 0, sum 16, mean 1.6; sum of x R = 13, less 6*1.6 = 3.4;
    # squares of R 36 less 25.6 = 10.4: 3.4 / sqrt(2.4*10.4) = .68054.
    assert said["1: Facility"] == "60.00 %"
    assert said["1: Standard deviation"] == "0.52"
    assert said["1: Discrimination index"].startswith("68.05")
    # Sorted alike: the six highest R are 3 3 2 2 2 2 = 14, less 9.6 = 4.4; 3.4/4.4.
    assert said["1: Discriminative efficiency"] == "77.27"
    assert said["1: Intended weight"] == "25.00 %"
    # cov(x,T)*9: 2.4+3.4 = 5.8. Question 2: x T = 4+4+3+3+2 = 16 less 11 = 5.
    # Question 3: x T = 8+8+3+6+3+2+2+1 = 33 less 24.2 = 8.8. Roots 2.40832 2.23607 2.96648.
    assert said["1: Effective weight"] == "31.64 %"


# --- at the edges ---


def test_when_all_are_right_there_is_nothing_to_tell_apart() -> None:
    found = class_of([[Fraction(1), Fraction(2)]] * 12, (1, 2))
    assert [one.figures.facility for one in found.items] == [100, 100]
    assert all(one.figures.discrimination is None for one in found.items)
    assert all(one.figures.efficiency is None for one in found.items)
    assert all(one.figures.effective_weight is None for one in found.items)
    scores = found.scores
    assert (scores.sd, scores.skewness, scores.kurtosis) == (0, None, None)
    assert (scores.consistency, scores.error_ratio, scores.standard_error) == (None, None, None)
    said = {figure.name: figure.value for figure in told(findings_of(found)).scores}
    assert said["Standard deviation"] == "0.00"
    assert said["Internal consistency"] == "–"


def test_a_single_item_has_no_rest_to_be_compared_with() -> None:
    found = class_of([[Fraction(n % 2)] for n in range(12)], (1,))
    (only,) = found.items
    assert only.figures.discrimination is None, "what is left without it has no variance"
    assert (only.figures.intended_weight, only.figures.effective_weight) == (100, 100)
    assert found.scores.consistency is None


def test_a_single_student_has_points_and_nothing_else() -> None:
    found = class_of([[Fraction(1), Fraction(0)]], (1, 2))
    assert [one.figures.facility for one in found.items] == [100, 0]
    assert all(one.figures.sd is None for one in found.items)
    assert (found.scores.mean, found.scores.median, found.scores.sd) == (1, 1, None)


def test_what_is_left_out_counts_as_nothing_earned_and_is_said() -> None:
    questions: list[AnyQuestion] = [a_true_false("q0"), a_true_false("q1")]
    rows = []
    for who in range(12):
        rows.append(Answer(f"s{who:02}", "q0", 1.0, False))
        rows.append(Answer(f"s{who:02}", "q1", float(who < 3), None if who >= 6 else who >= 3))
    found = report(tallied(rows), questions)
    assert found.items[1].figures.n == 12, "everybody who was asked"
    assert found.items[1].figures.facility == 25
    options = {option.text: option.all for option in told(findings_of(found)).items[1].options}
    assert options == {"true": 3, "false": 3, "left out": 6}


@pytest.mark.parametrize("maxima", [(1, 10), (10, 1), (3, 7)])
def test_a_question_of_more_points_weighs_more(maxima: tuple[int, int]) -> None:
    marks = [[Fraction(n % 2 * maxima[0]), Fraction(n // 6 * maxima[1])] for n in range(12)]
    found = class_of(marks, maxima)
    weights = [one.figures.effective_weight or 0 for one in found.items]
    assert sum(weights) == approx(100)
    assert (weights[0] > weights[1]) == (maxima[0] > maxima[1])
