"""A report in words: what it says of a class of any size, and what it keeps to itself."""

import pytest

from course.report.drawn import marks
from course.report.lines import lines
from course.report.told import figure
from tests.report.classes import a_report


def test_below_ten_people_there_are_only_counts() -> None:
    report = a_report(9)
    assert report.caution == "Fewer than ten: only counts are given."
    assert [figure.name for figure in report.scores] == ["Points earned"]
    assert [figure.name for item in report.items for figure in item.figures] == [
        "Points earned"
    ] * 3
    assert all(option.strong is None for item in report.items for option in item.options)
    assert not any(item.advice for item in report.items)
    assert "%" not in "".join(goal.value for goal in report.goals)
    assert not marks(report.items), "and nothing to draw on a map"


def test_from_ten_on_figures_come_with_an_interval_until_thirty() -> None:
    some, many = a_report(20), a_report(40)
    assert "unstable" in some.caution
    assert "between" in some.scores[0].words
    assert not many.caution
    assert not many.scores[0].words


def test_every_figure_of_a_test_is_there() -> None:
    assert [figure.name for figure in a_report(40).scores] == [
        "Mean",
        "Median",
        "Standard deviation",
        "Skewness",
        "Kurtosis",
        "Internal consistency",
        "Error ratio",
        "Standard error",
    ]


def test_every_figure_of_a_question_is_there() -> None:
    assert [figure.name for figure in a_report(40).items[0].figures] == [
        "Facility",
        "A random guess earns",
        "Standard deviation",
        "Discrimination index",
        "Discriminative efficiency",
        "Intended weight",
        "Effective weight",
    ]


def test_a_figure_that_cannot_be_calculated_says_so() -> None:
    alone = a_report(1)
    assert alone.scores[0].value == "0 of 3", "one student has points"
    assert figure("Skewness", None, "", None).value == "–"
    assert figure("Skewness", None, "", None).words == "cannot be calculated"


def test_what_one_person_typed_is_not_shown() -> None:
    found = a_report(40).items[2]
    texts = [option.text for option in found.options]
    assert "no idea" in texts
    few = a_report(4).items[2]
    assert all(option.all >= 2 for option in few.options)


def test_the_bars_count_everybody_once() -> None:
    report = a_report(40)
    assert [bar.label for bar in report.bars] == ["0", "1", "2", "3"]
    assert sum(bar.count for bar in report.bars) == 40
    assert max(bar.share for bar in report.bars) == 1


def test_a_student_has_a_sign_for_each_question() -> None:
    report = a_report(12)
    last = next(pupil for pupil in report.pupils if pupil.name == "Student 11")
    assert last.signs == ("✓", "✓", "✓")
    omitted = next(pupil for pupil in report.pupils if pupil.name == "Student 5")
    assert omitted.signs == ("–", "–", "–")
    assert report.names == "Students, by pseudonym"


@pytest.mark.parametrize("people", [1, 9, 12, 40])
def test_the_lines_say_all_that_the_report_holds(people: int) -> None:
    report = a_report(people)
    said = "\n".join(lines(report))
    for item in report.items:
        assert item.stem in said
        assert all(figure.value in said for figure in item.figures)
        assert all(advice in said for advice in item.advice)
    assert all(goal.text in said for goal in report.goals)
    assert report.spread in said


def test_marks_that_would_cover_each_other_are_one() -> None:
    report = a_report(40)
    there = [number for mark in marks(report.items) for number in mark.numbers]
    assert sorted(there) == [1, 2, 3]
