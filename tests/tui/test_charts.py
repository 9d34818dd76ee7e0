"""Charts as lines of text: every cell counts, and nothing is told by colour alone."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from course.tui.widgets.charts.axis import labels, rounded_up, share_axis
from course.tui.widgets.charts.bars import Row, bar, bars
from course.tui.widgets.charts.columns import columns
from course.tui.widgets.charts.heatmap import heatmap
from course.tui.widgets.charts.ranges import Row as Claim
from course.tui.widgets.charts.ranges import ranges
from course.tui.widgets.charts.scatter import Mark, Point, scatter

DOT, RING = Mark("●", "$text-primary"), Mark("○", "$text-muted")


def lines(chart: Content) -> list[str]:
    return [line.rstrip() for line in chart.plain.split("\n")]


def fits(chart: Content, width: int) -> bool:
    return all(line.cell_length <= width for line in chart.split("\n"))


# --- scales ---


@pytest.mark.parametrize(
    ("value", "top"), [(0, 2), (1, 2), (3, 4), (7, 8), (9, 10), (11, 20), (41, 60), (95, 100)]
)
def test_a_scale_ends_at_an_even_and_round_number(value: float, top: int) -> None:
    assert rounded_up(value) == top


@given(st.floats(0, 1e6))
def test_a_scale_ends_above_its_values_and_has_a_whole_middle(value: float) -> None:
    top = rounded_up(value)
    assert value <= top <= max(2.0, value * 2.5)
    assert top % 2 == 0


def test_labels_that_would_touch_are_left_out_and_the_last_ends_at_the_edge() -> None:
    marks = {0: "today", 4: "tomorrow", 7: "2 Dec", 18: "25 Nov"}
    assert labels(marks, 20).plain == "today  2 Dec  25 Nov"
    assert labels(marks, 4).plain == ""


@pytest.mark.parametrize("length", [3, 8, 10, 19, 20, 60])
def test_a_scale_of_shares_is_as_long_as_its_bars(length: int) -> None:
    said = share_axis(length).plain
    assert len(said) == (length if length >= 10 else 3)
    assert ("100 %" in said, "50 %" in said) == (length >= 10, length >= 20)


# --- bars ---


def test_bars_lie_beside_their_names_over_one_scale() -> None:
    rows = [
        Row(Content("Dubai"), 0.5, "4/8"),
        Row(Content("The bodies"), 1.0, "12/12"),
        Row(Content("Security"), None, "1/60"),
        Row(Content("Access"), 0.001, "9/9"),
    ]
    assert lines(bars(rows, 50)) == [
        "Dubai       ▇▇▇▇▇▇▇▇▇▇▇▇░░░░░░░░░░░░░  50 %    4/8",
        "The bodies  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 100 %  12/12",
        "Security    too little data                   1/60",
        "Access      ▇░░░░░░░░░░░░░░░░░░░░░░░░   1 %    9/9",
        "            0 %       50 %      100 %",
    ]
    assert fits(bars(rows, 50), 50)


def test_long_names_give_way_to_the_bars() -> None:
    (row, _axis) = lines(bars([Row(Content("n" * 90), 0.25)], 60))
    assert "…" in row
    assert row.count("▇") + row.count("░") >= 18
    (row, _axis) = lines(bars([Row(Content("n" * 90), 0.25)], 60, length=10))
    assert row.count("▇") + row.count("░") == 10


@pytest.mark.parametrize(("share", "full"), [(0, 0), (0.001, 1), (0.5, 5), (1, 10)])
def test_a_bar_shows_even_the_smallest_share(share: float, full: int) -> None:
    assert bar(share, 10).plain == "▇" * full + "░" * (10 - full)


# --- columns ---


def test_columns_stand_on_their_axis_with_their_scale_at_the_side() -> None:
    chart = columns([4, 1, 0, 2], width=30, height=4, marks={0: "today", 3: "Fri"})
    assert lines(chart) == [
        "4 ┤█████",
        "  │█████",
        "2 ┤█████             █████",
        "  │█████ █████       █████",
        "0 └┴─────────────────┴─────",
        "   today             Fri",
    ]


def test_a_part_of_a_line_is_drawn_in_eighths_and_nothing_is_not_drawn() -> None:
    top, bottom, *_ = lines(columns([2, 1.5, 0.001, 0], width=30, height=2))
    assert top == "2 ┤█████ ▄▄▄▄▄"
    assert bottom == "1 ┤█████ █████ ▁▁▁▁▁"


def test_many_columns_are_a_cell_each_and_those_beyond_the_edge_are_left_out() -> None:
    assert lines(columns([2] * 30, width=33, height=1))[0] == "2 ┤" + "█" * 30
    assert lines(columns([2] * 30, width=13, height=1))[0] == "2 ┤" + "█" * 10


def test_a_bar_beyond_the_scale_ends_in_an_arrow() -> None:
    assert lines(columns([9, 2, 1], width=30, height=2, most=2))[:2] == [
        "2 ┤▲▲▲▲▲ █████",
        "1 ┤█████ █████ █████",
    ]


def test_without_anything_there_is_an_empty_chart() -> None:
    assert lines(columns([], 20, 2)) == ["2 ┤", "1 ┤", "0 └", ""]
    assert lines(columns([0, 0], 20, 2))[:2] == ["2 ┤", "1 ┤"]


# --- days ---


def weeks(count: int, last: date) -> list[list[date]]:
    monday = last - timedelta(days=last.weekday(), weeks=count - 1)
    days = [monday + timedelta(days=n) for n in range((last - monday).days + 1)]
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def test_days_are_cells_under_their_months_and_days_to_come_are_empty() -> None:
    studied = {date(2026, 11, 2): 1, date(2026, 11, 8): 4, date(2026, 11, 24): 3}
    chart = heatmap(weeks(5, date(2026, 11, 24)), lambda day: studied.get(day, 0), 9)
    assert lines(chart) == [
        "     Nov",
        "Mon ·▂···",
        "    ····▆",
        "Wed ····",
        "    ····",
        "Fri ····",
        "    ····",
        "Sun ·█··",
    ]


def test_where_it_is_wide_weeks_stand_apart_and_where_it_is_narrow_the_last_are_shown() -> None:
    year = weeks(53, date(2026, 11, 24))
    assert lines(heatmap(year, lambda day: 2, 110))[1] == "Mon " + "▄ " * 52 + "▄"
    assert lines(heatmap(year, lambda day: 2, 163))[1] == "Mon " + "▄▄ " * 52 + "▄▄"
    assert lines(heatmap(year, lambda day: 2, 24))[1] == "Mon " + "▄" * 20


# --- points ---


def test_results_lie_in_time_and_the_later_drawn_covers() -> None:
    points = [Point(0, 1, RING), Point(0.5, 0.5, RING), Point(1, 0, DOT), Point(0.5, 0.5, DOT)]
    chart = scatter(points, width=17, height=5, marks={0.0: "1 Nov", 1.0: "9 Nov"})
    assert (
        lines(chart)
        == [
            "100 %┤○",
            "     │",
            " 50 %┤     ●",
            "     │",
            "  0 %┤          ●",
            "     └┴─────────┴",
            "      1 Nov 9 Nov",
        ]
        or lines(chart)[-1] == "      1 Nov"
    )


# --- claims ---


def test_a_claim_is_a_stretch_and_its_worth_a_point_on_the_same_scale() -> None:
    rows = [
        Claim("guessing", 0, 0.5, 0.25, "n = 40"),
        Claim("certain", 0.8, 1, 1.0, "n = 7"),
        Claim("fairly", 0.5, 0.8, None, "n = 1"),
    ]
    assert lines(ranges(rows, 45)) == [
        "guessing  ━━━━━●━━━━··········   25 %  n = 40",
        "certain   ················━━━●  100 %   n = 7",
        "fairly    ··········━━━━━━····      –   n = 1",
        "          0 %     50 %   100 %",
    ]


# --- any width ---

_shares = st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=8)


@given(_shares, st.integers(40, 200))
def test_no_chart_is_wider_than_its_room(shares: Sequence[float | None], width: int) -> None:
    values = [share or 0 for share in shares]
    rows = [Row(Content("家" * 20), share, "10/12") for share in shares]
    assert fits(bars(rows, width), width)
    assert fits(columns([value * 1234 for value in values], width, 6, {0: "today"}), width)
    points = [Point(n / len(values), value, DOT) for n, value in enumerate(values)]
    assert fits(scatter(points, width, 9, {0.0: "1 Nov", 1.0: "30 Nov"}), width)
    claims = [
        Claim("guessing", 0, value, share) for value, share in zip(values, shares, strict=True)
    ]
    assert fits(ranges(claims, width), width)
    assert fits(heatmap(weeks(53, date(2026, 11, 24)), lambda day: 1, width), width)
