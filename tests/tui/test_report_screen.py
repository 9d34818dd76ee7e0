"""The report on the screen: everything is a row away, and names come only at a key."""

import pytest
from textual.widgets import Static

from course.report.telling import told
from course.report.told import Told
from course.tui.report import ReportApp
from course.tui.screens.report import ReportScreen
from tests.report.classes import answered

HOSTILE = "[bold]x[/] [@click=app.quit]"


def an_app(people: int = 40, **fields: str) -> ReportApp:
    def tell(names: bool) -> Told:
        name = fields.get("name", "Student") if names else "Pseudonym"
        return told(answered(people, **{**fields, "name": name}), names=names)

    return ReportApp(tell)


def said(app: ReportApp) -> str:
    return str(app.screen.query_one("#part", Static).content)


def screen(app: ReportApp) -> ReportScreen:
    assert isinstance(app.screen, ReportScreen)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 12)])
async def test_every_part_is_told_at_any_size(size: tuple[int, int]) -> None:
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "The middle half" in " ".join(said(app).split())
        seen = []
        for _ in range(5):
            await pilot.press("down")
            await pilot.pause()
            seen.append(said(app))
        assert "Tell the two apart" in seen[0]
        assert "Pseudonym 3" in seen[1]
        assert "The stem of one?" in seen[2]
        assert "Discrimination index" in seen[2]


async def test_names_come_and_go_at_a_key() -> None:
    app = an_app(12)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("down", "down")
        await pilot.pause()
        assert "Student 3" not in said(app), "a projector may be on"
        await pilot.press("n")
        assert "Student 3" in said(app)
        await pilot.press("n")
        assert "Student 3" not in said(app)


async def test_an_exclamation_mark_leads_from_one_odd_question_to_the_next() -> None:
    app = an_app()
    odd = [item.number for item in told(answered(40)).items if item.advice]
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for number in (*odd, odd[0]):
            await pilot.press("exclamation_mark")
            await pilot.pause()
            assert said(app).startswith(f"{number} ")


async def test_below_ten_people_the_list_has_no_percent() -> None:
    app = an_app(6)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "%" not in said(app)
        assert "Fewer than ten" not in said(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Fewer than ten" in said(app)


async def test_a_name_is_shown_as_it_was_typed_and_does_nothing() -> None:
    app = an_app(12, name=HOSTILE)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("n", "down", "down")
        await pilot.pause()
        assert f"{HOSTILE} 3" in said(app)


async def test_pages_turn_in_what_is_told_and_not_in_the_list() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        before, told_ = said(app), app.screen.query_one("#told")
        await pilot.press("pagedown")
        assert told_.scroll_y > 0
        await pilot.press("pageup")
        assert (told_.scroll_y, said(app)) == (0, before)


async def test_escape_leaves() -> None:
    app = an_app()
    async with app.run_test() as pilot:
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0
