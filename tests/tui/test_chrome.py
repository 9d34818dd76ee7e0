"""The frame of every screen: lines of exact width, keys that can be clicked."""

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from course.tui.chrome import KeyLine, TitleLine, key_name, spread, titled
from course.tui.theme import DARK, LIGHT, preferred


@given(st.text("ab 世", max_size=40), st.text("cd", max_size=20), st.integers(0, 60))
def test_a_line_is_never_wider_than_its_room(left: str, right: str, width: int) -> None:
    assert spread(Content(left), Content(right), width).cell_length == width


def test_the_left_end_gives_way_to_the_right() -> None:
    assert spread(Content("a long title"), Content("4/7"), 14).plain == "a long t…  4/7"
    assert spread(Content("a long title"), Content("4/7"), 10).plain == "a long ti…"


def test_a_title_is_read_as_markdown_only_where_it_is_some() -> None:
    assert titled("Nobody's [red]").plain == "Nobody's [red]"
    assert titled("The *hum*").plain == "The hum"
    assert titled("plain") == Content("plain")


@pytest.mark.parametrize(
    ("key", "name"), [("enter", "Enter"), ("question_mark", "?"), ("g", "g"), ("left", "←")]
)
def test_keys_are_called_as_on_a_keyboard(key: str, name: str) -> None:
    assert key_name(Binding(key, "x", "x")) == name


class Framed(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "say('a')", "first"),
        Binding("b", "say('b')", "second, rather long"),
        Binding("c", "say('c')", "never shown", show=False),
        Binding("d,e", "say('d')", "third"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield TitleLine(Content("[b]Left[/b]"), Content("right"))
        yield KeyLine()

    def action_say(self, what: str) -> None:
        self.said.append(what)


async def test_the_title_line_shows_both_ends_as_typed() -> None:
    app = Framed()
    async with app.run_test(size=(40, 6)):
        title = app.screen.query_one(TitleLine)
        assert title.render().plain == f"{'[b]Left[/b]':<31}right"
        title.show(Content("Now"), Content("here"))
        assert title.render().plain == f"{'Now':<32}here"


async def test_each_verb_is_named_once_and_can_be_clicked() -> None:
    app = Framed()
    async with app.run_test(size=(60, 6)) as pilot:
        line = app.screen.query_one(KeyLine)
        shown = line.render().plain
        assert shown.startswith("a first  b second, rather long  d third")
        await pilot.click(KeyLine, offset=(2 + shown.index("third"), 1))
        await pilot.click(KeyLine, offset=(2 + shown.index("first") + 4, 1))
        await pilot.click(KeyLine, offset=(50, 0))
        await pilot.pause()
        assert app.said == ["d", "a"]


@pytest.mark.parametrize(
    ("said", "name"), [("0;15", LIGHT.name), ("15;0", DARK.name), ("", DARK.name), ("x", DARK.name)]
)
def test_the_theme_follows_what_the_terminal_says_of_its_ground(said: str, name: str) -> None:
    assert preferred({"COLORFGBG": said}) == name
