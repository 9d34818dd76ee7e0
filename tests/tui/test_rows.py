"""The list of rows: arrows, pages, clicks, headings that cannot be chosen, long lists."""

from collections.abc import Sequence
from functools import partial

from textual.app import App, ComposeResult
from textual.content import Content

from course.tui.inline import wrapped
from course.tui.rows import Row, RowList


def row(text: str, id: str | None = None) -> Row:
    return Row(partial(wrapped, Content(text)), id)


FEW = (row("Heading"), row("one", "1"), row("two [b]", "2"), row("Other"), row("three", "3"))


class Listing(App[None]):
    def __init__(self, rows: Sequence[Row] = FEW) -> None:
        super().__init__()
        self.rows = rows
        self.chosen: list[str] = []
        self.beyond: list[tuple[int, bool]] = []

    def compose(self) -> ComposeResult:
        yield RowList(self.rows)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        assert event.control is event.rows
        self.chosen.append(event.id)

    def on_row_list_beyond(self, event: RowList.Beyond) -> None:
        assert event.control is event.rows
        self.beyond.append((event.step, event.far))

    @property
    def found(self) -> RowList:
        return self.screen.query_one(RowList)

    def lines(self) -> list[str]:
        rows = self.found
        return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


async def test_arrows_pass_over_headings_and_stop_at_the_ends() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        app.found.focus()
        seen = []
        for _ in range(4):
            await pilot.press("down")
            seen.append(app.found.chosen)
        assert seen == ["1", "2", "3", "3"]
        await pilot.press("home", "up")
        assert app.found.chosen == "1"
        assert app.beyond == [(1, False), (-1, True), (-1, False)]
        await pilot.press("end")
        assert app.found.chosen == "3"
        assert app.beyond[-1] == (1, True), "whoever holds more below may go there"


async def test_the_highlighted_row_has_a_sign_not_only_a_colour() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        app.found.focus()
        await pilot.press("down", "down")
        assert app.lines() == ["  Heading", "  one", "▸ two [b]", "  Other", "  three"]


async def test_a_click_chooses_a_row_and_never_a_heading() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        await pilot.click(RowList, offset=(4, 0))
        await pilot.click(RowList, offset=(4, 2))
        await pilot.click(RowList, offset=(4, 3))
        await pilot.pause()
        assert app.chosen == ["2"]
        await pilot.hover(RowList, offset=(4, 4))
        assert app.found.hovered == 4
        await pilot.hover(RowList, offset=(4, 3))
        assert app.found.hovered is None


async def test_nothing_is_chosen_where_nothing_is_highlighted() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        app.found.choose()
        await pilot.pause()
        assert app.chosen == []


async def test_new_rows_keep_the_highlight_on_the_same_entry() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        app.found.highlight("3")
        app.found.rows = (row("three, longer", "3"), row("four", "4"))
        await pilot.pause()
        assert app.found.chosen == "3"
        assert app.lines() == ["▸ three, longer", "  four"]
        app.found.rows = (row("four", "4"),)
        assert app.found.chosen is None


async def test_rows_are_broken_anew_when_the_width_changes() -> None:
    app = Listing((row("some words that wrap", "1"), row("end", "2")))
    async with app.run_test(size=(14, 10)) as pilot:
        assert app.lines() == ["  some words", "  that wrap", "  end"]
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert app.lines() == ["  some words that wrap", "  end"]


async def test_a_long_list_scrolls_with_the_highlight() -> None:
    app = Listing(tuple(row(f"row {n}", str(n)) for n in range(1_000)))
    async with app.run_test(size=(30, 10)) as pilot:
        app.found.styles.height = "1fr"
        app.found.focus()
        await pilot.pause()
        await pilot.press("down", "pagedown")
        assert app.found.chosen == "8"
        await pilot.press("end")
        assert app.lines()[-1].startswith("▸ row 999")
        await pilot.press("pageup", "home")
        assert app.lines()[0].startswith("▸ row 0")


async def test_an_empty_list_does_nothing() -> None:
    app = Listing(())
    async with app.run_test() as pilot:
        app.found.focus()
        await pilot.press("down", "up", "pagedown", "home", "end")
        app.found.highlight_end(1)
        assert app.found.chosen is None
