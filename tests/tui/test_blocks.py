"""Every kind of block, drawn in lines: nothing lost, nothing too wide, readable without colour."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from course.content.blocks import (
    AnyBlock,
    Aspect,
    Bar,
    Callout,
    Chart,
    Check,
    Compare,
    Diagram,
    Moment,
    Prose,
    Quote,
    Table,
    Timeline,
)
from course.tui.blocks import drawn
from course.tui.grid import grid
from course.tui.inline import Notes
from tests.builders import a_single

HOSTILE = "[red]x[/red] [@click=app.quit]q[/] a[i] [/b]"

PROSE = Prose(type="text", text="One.\n\n- two\n- three")
CALLOUT = Callout(type="callout", style="caution", title="Often misquoted", text="It goes on.")
QUOTE = Quote(type="quote", text="We reject kings.", by="David Clark", date="1992", source="hum")
TABLE = Table(
    type="table",
    caption="Ways",
    columns=("Way", "Asks"),
    rows=(("hum", "how do you lean"), ("vote", "who is for")),
    sources=("hum",),
)
TIMELINE = Timeline(
    type="timeline",
    caption="Two nights",
    moments=(Moment(date="12 December", text="Plates."), Moment(date="13 December", text="Votes.")),
    sources=("hum", "acts"),
)
CHART = Chart(
    type="chart",
    caption="Signatures",
    unit="states",
    bars=(
        Bar(label="signed", value=Decimal(80), note="on the spot"),
        Bar(label="not", value=Decimal(40)),
        Bar(label="none", value=Decimal(0)),
    ),
    summary="Twice as many signed.",
    sources=("acts",),
    as_of="2012",
)
DIAGRAM = Diagram(
    type="diagram", caption="The way", drawing="a --> b\n      |", alternative="From a to b."
)
COMPARE = Compare(
    type="compare",
    caption="Two ways",
    sides=("Hum", "Vote"),
    rows=(Aspect(aspect="It shows", cells=("doubts", "sides")),),
    sources=("hum",),
)
CHECK = Check(type="check", question=a_single(stem="Was it a *vote*?"))
EVERY = (PROSE, CALLOUT, QUOTE, TABLE, TIMELINE, CHART, DIAGRAM, COMPARE, CHECK)


def lines(block: AnyBlock, width: int = 60, **options: bool) -> list[str]:
    return drawn(block, width, Notes(), **options).plain.split("\n")


def test_a_callout_says_in_words_what_its_colour_says() -> None:
    assert lines(CALLOUT) == ["▎ TAKE CARE  Often misquoted", "▎ It goes on."]


def test_a_quote_names_who_said_it_and_its_source() -> None:
    assert lines(QUOTE) == ["    “We reject kings.”", "    — David Clark, 1992¹"]


def test_a_table_has_its_columns_and_its_sources() -> None:
    assert lines(TABLE) == [
        "Ways",
        "",
        "Way   Asks",
        "────  ───────────────",
        "hum   how do you lean",
        "vote  who is for",
        "",
        "Source ¹",
    ]


def test_a_timeline_hangs_its_moments_on_a_rail() -> None:
    assert lines(TIMELINE) == [
        "Two nights",
        "",
        "12 December  ● Plates.",
        "13 December  ● Votes.",
        "",
        "Sources ¹\xa0²",
    ]


def test_a_narrow_timeline_puts_dates_above() -> None:
    assert lines(TIMELINE, 30)[2:6] == ["● 12 December", "│ Plates.", "● 13 December", "  Votes."]


def test_bars_are_as_long_as_their_values_and_carry_them() -> None:
    signed, not_signed, none = lines(CHART)[2:5]
    assert lines(CHART)[0] == "Signatures  states, 2012"
    assert signed.split()[-4:] == ["80", "on", "the", "spot"]
    assert signed.count("█") == 33
    assert not_signed.count("█") == 16 and "▌" in not_signed
    assert none.split() == ["none", "0"]
    assert lines(CHART)[6:] == ["Twice as many signed.", "", "Source ¹"]


def test_the_smallest_value_still_has_a_bar() -> None:
    bars = (Bar(label="a", value=Decimal(100_000)), Bar(label="b", value=Decimal("0.5")))
    assert "▏" in lines(CHART.model_copy(update={"bars": bars}))[3]


def test_a_remark_goes_below_where_there_is_no_room_beside() -> None:
    assert lines(CHART, 34)[3].strip() == "on the spot"


def test_a_diagram_is_drawn_where_it_fits_and_told_where_not() -> None:
    assert lines(DIAGRAM) == ["The way", "", "a --> b", "      |"]
    assert lines(DIAGRAM, in_words=True) == ["The way", "", "From a to b."]
    wide = DIAGRAM.model_copy(update={"drawing": "x" * 70})
    assert lines(wide, 60) == ["The way", "", "From a to b."]


def test_a_comparison_stands_in_columns_or_one_below_the_other() -> None:
    assert lines(COMPARE)[2:5] == [
        "          Hum     Vote",
        "────────  ──────  ─────",
        "It shows  doubts  sides",
    ]
    assert lines(COMPARE, 16)[2:5] == ["It shows", "  Hum  doubts", "  Vote  sides"]


def test_a_check_asks_and_remembers() -> None:
    assert lines(CHECK) == ["▎ STOP AND THINK  Enter to answer", "▎ Was it a vote?"]
    assert lines(CHECK, answered=True)[0] == "▎ ✓ STOP AND THINK  answered"


def test_columns_keep_whole_words() -> None:
    head = [Content("A"), Content("B")]
    rows = [[Content("internationally agreed"), Content("telecommunication rules")]]
    assert grid(head, rows, 34).plain.split("\n")[2:] == [
        "internationally  telecommunication",
        "agreed           rules",
    ]


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
@pytest.mark.parametrize("block", EVERY, ids=lambda block: block.type)
def test_nothing_is_wider_than_the_room(block: AnyBlock, width: int) -> None:
    for line in drawn(block, width, Notes()).split(allow_blank=True):
        assert line.cell_length <= width


@pytest.mark.parametrize("width", [30, 78])
def test_markup_of_textual_is_shown_as_typed_in_every_block(width: int) -> None:
    hostile: list[AnyBlock] = [
        Prose(type="text", text=HOSTILE),
        Callout(type="callout", style="note", title=HOSTILE, text=HOSTILE),
        Quote(type="quote", text=HOSTILE, by=HOSTILE, date=HOSTILE, source="hum"),
        Table(
            type="table",
            caption=HOSTILE,
            columns=(HOSTILE, HOSTILE),
            rows=((HOSTILE, HOSTILE),),
            sources=("hum",),
        ),
        Timeline(
            type="timeline",
            caption=HOSTILE,
            moments=(Moment(date=HOSTILE, text=HOSTILE),) * 2,
            sources=("hum",),
        ),
        CHART.model_copy(
            update={
                "caption": HOSTILE,
                "unit": HOSTILE,
                "summary": HOSTILE,
                "bars": (Bar(label=HOSTILE, value=Decimal(1), note=HOSTILE),) * 2,
            }
        ),
        Diagram(type="diagram", caption=HOSTILE, drawing=HOSTILE, alternative=HOSTILE),
        Compare(
            type="compare",
            caption=HOSTILE,
            sides=(HOSTILE, HOSTILE),
            rows=(Aspect(aspect=HOSTILE, cells=(HOSTILE, HOSTILE)),),
            sources=("hum",),
        ),
        Check(type="check", question=a_single(stem=HOSTILE)),
    ]
    for block in hostile:
        content = drawn(block, width, Notes())
        shown = "".join(content.plain.split())
        assert "[@click=app.quit]" in shown, block.type
        metas = [style.meta for *_, style in content.spans if not isinstance(style, str)]
        assert not any("@click" in meta for meta in metas), block.type


_cell = st.text(alphabet="abc de世", min_size=1, max_size=30).map(Content)


@given(
    st.lists(st.tuples(_cell, _cell, _cell), min_size=1, max_size=4),
    st.integers(24, 100),
)
def test_a_grid_loses_no_letter_and_keeps_its_width(
    rows: list[tuple[Content, Content, Content]], width: int
) -> None:
    head = [Content(name) for name in ("one", "two", "six")]
    made = grid(head, rows, width)
    for letter in "abc世":
        assert made.plain.count(letter) >= sum(
            cell.plain.count(letter) for row in rows for cell in row
        )
    assert all(line.cell_length <= width for line in made.split(allow_blank=True))
