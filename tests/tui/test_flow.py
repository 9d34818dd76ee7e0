"""Blocks that flow around their signs, whatever the width."""

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.css.styles import RulesMap

from course.tui.flow import Block, Flow

RULES: RulesMap = {}


def lines(flow: Flow, width: int) -> list[str]:
    """The text at a width."""
    return flow._at(width)[1].plain.split("\n")


def test_further_lines_hang_below_the_first() -> None:
    flow = Flow([Block(Content("one two three four"), Content(" ✓ "))])
    assert [line.rstrip() for line in lines(flow, 12)] == [" ✓ one two", "   three", "   four"]


def test_what_stands_on_the_right_goes_below_where_it_is_narrow() -> None:
    flow = Flow([Block(Content("stem"), Content("▸ "), right=Content("choice"))])
    assert [line.rstrip() for line in lines(flow, 30)] == ["▸ stem", "  choice"]
    (line,) = lines(flow, 60)
    assert line.index("choice") == 31


def test_the_right_side_may_be_of_its_own_width_and_longer_than_the_left() -> None:
    right = Content("a longer text on the right side")
    flow = Flow([Block(Content("short"), right=right, right_lead=Content("→ "), right_width=14)])
    drawn = lines(flow, 60)
    assert len(drawn) == 3
    assert drawn[0].index("→ a longer") == 46
    assert drawn[1].startswith(" " * 48)


def test_every_line_knows_its_block() -> None:
    flow = Flow(
        [
            Block(Content("one two three"), key="first"),
            Block(Content("four"), key="second", gap=1),
        ]
    )
    assert flow.keys(9) == ("first", "first", "", "second")
    assert flow.get_height(RULES, 9) == 4
    assert flow.get_optimal_width(RULES, 40) == 40
    assert flow.plain == "one two three\nfour"


def test_a_style_lies_under_the_whole_width() -> None:
    flow = Flow([Block(Content("x"), style="on red")])
    assert lines(flow, 10) == ["x" + " " * 9]


words = st.text(alphabet="abcdef \n", max_size=60)


@given(words, words, st.integers(20, 120))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, beside: str, width: int) -> None:
    flow = Flow([Block(Content(text), Content(" ✓ "), right=Content(beside))])
    drawn = lines(flow, width)
    assert all(len(line) <= width for line in drawn)
    shown = "".join("".join(drawn).split()).replace("✓", "")
    assert sorted(shown) == sorted("".join((text + beside).split()))
